"""The readable report: accessible, self-contained, and drawn as it should be."""

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from jinja2 import Template
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from caseapp.base.resources import read_text
from caseapp.disclosure.tables import Code, Dimension
from caseapp.reports.charts import chart_rows, draw
from caseapp.reports.document import report_html
from ui.theme.tokens import DARK, LIGHT

VOID = {"meta", "br", "hr", "img", "input", "link"}
AWKWARD = Path(__file__).parents[1] / "data" / "awkward-strings.json"


class Page(HTMLParser):
    """Every element with its attributes and the open elements around it; complains of tags left open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), tuple(self.open)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs, _around in self.elements if tag in tags]


@pytest.fixture
def text(annual) -> str:
    return report_html(annual)


@pytest.fixture
def page(text) -> Page:
    return Page(text)


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(page, text):
    assert not page.all("script", "link", "iframe", "object", "embed", "form", "img", "video", "audio")
    without_namespace = text.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//[a-z]|url\(|@import|javascript:", without_namespace, re.IGNORECASE)
    for _tag, attrs, _around in page.elements:
        assert not any(name.startswith("on") or name == "src" for name in attrs)
        assert attrs.get("href", "#").startswith("#")


def test_every_link_goes_to_a_place_on_the_page_and_ids_are_unique(page):
    ids = [attrs["id"] for _tag, attrs, _around in page.elements if "id" in attrs]
    assert len(set(ids)) == len(ids)
    for attrs in page.all("a"):
        assert attrs["href"][1:] in ids
    for _tag, attrs, _around in page.elements:
        assert set((attrs.get("aria-labelledby") or "").split()) <= set(ids)


def test_every_table_has_a_caption_and_every_heading_cell_a_scope(page):
    tables = page.all("table")
    assert len(page.all("caption")) == len(tables) >= 5
    assert all(attrs.get("scope") in {"col", "row"} for attrs in page.all("th"))
    assert not any({"rowspan", "colspan"} & set(attrs) for attrs in page.all("th", "td"))


def test_headings_go_down_one_step_at_a_time(page):
    levels = [int(tag[1]) for tag, _attrs, _around in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_page_has_landmarks_a_language_and_a_way_past_the_contents(page, text):
    assert {"header", "nav", "main", "footer"} <= {tag for tag, _attrs, _around in page.elements}
    assert page.all("html") == [{"lang": "en-GB"}]
    assert 'class="skip" href="#main"' in text


def test_every_drawing_has_a_title_and_says_its_numbers(annual, page, text):
    drawings = page.all("svg")
    assert len(drawings) == len(annual.charts)
    assert all(attrs["role"] == "img" and attrs["aria-labelledby"] for attrs in drawings)
    described = re.findall(r"<desc[^>]*>(.*?)</desc>", text)
    for spec, description in zip(annual.charts, described, strict=True):
        for row in chart_rows(annual.table(spec.table_id), spec.dimension):
            assert row.text in description


def test_a_chart_of_a_dimension_not_in_its_table_brings_its_own_table(text):
    assert "Figures of this chart" in text


def test_hidden_figures_show_as_c_and_are_explained(text):
    assert '<td class="hidden-c">[c]</td>' in text
    assert "[c] means the number is hidden" in text


def test_the_page_says_what_the_check_cannot_know(text):
    assert "cannot know what readers have learned elsewhere" in text
    assert "between 0 and 16" in text
    assert "differential privacy" in text


def test_labels_are_escaped(text):
    assert "Other &lt;b&gt;&amp; more&lt;/b&gt;" in text
    assert "<b>" not in text


def test_no_awkward_string_can_break_the_page(make_table, make_release):
    strings = [each for each in json.loads(AWKWARD.read_text(encoding="utf-8")) if each.strip()]
    labels = Dimension("answer", "Answer", tuple(Code(f"c{n}", label) for n, label in enumerate(strings)))
    plain = Page(report_html(make_release(make_table("answer", (_named(labels),)))))
    hostile = Page(
        report_html(make_release(make_table("answer", (labels,)), service=strings[-1], notes=tuple(strings)))
    )
    assert {tag for tag, _attrs, _around in hostile.elements} == {tag for tag, _attrs, _around in plain.elements}
    assert not hostile.all("script", "img", "iframe")


def _named(dimension: Dimension) -> Dimension:
    return Dimension(dimension.id, dimension.label, tuple(Code(code.code, code.code) for code in dimension.codes))


def test_colours_are_those_of_the_design_language():
    sheet = read_text("reports/report.css")
    light, dark, _print = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    for block, tokens in ((light, LIGHT), (dark, DARK)):
        named = dict(re.findall(r"--([a-z0-9-]+): (#[0-9A-F]{6});", block))
        assert len(named) == 15
        assert all(tokens[name.replace("-", "_")] == colour for name, colour in named.items())
    assert set(re.findall("#[0-9A-F]{6}", read_text("reports/chart.svg.jinja"))) <= set(LIGHT.values())


def test_a_chart_is_drawn_with_a_bar_as_long_as_its_share(make_table, qapp):
    assert isinstance(qapp, QGuiApplication)
    answers = Dimension("answer", "Answer", (Code("a", "Many"), Code("b", "Half"), Code("c", "Few")))
    table = make_table("answer", (answers,), counts={("a",): 80, ("b",): 40, ("c",): 3})
    drawing = draw(chart_rows(table, "answer"))
    template = Template(read_text("reports/chart.svg.jinja"), autoescape=True)
    svg = template.render(drawing=drawing, title="Title", description="Words", ident="chart")
    renderer = QSvgRenderer(svg.encode())
    assert renderer.isValid()
    picture = QImage(renderer.defaultSize(), QImage.Format.Format_ARGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    accent = QColor(LIGHT["accent"])
    lengths = [sum(picture.pixelColor(x, y) == accent for x in range(picture.width())) for y in range(picture.height())]
    assert max(lengths) == pytest.approx(340, abs=3)
    assert any(length == pytest.approx(170, abs=3) for length in lengths)
    assert lengths[-20:] == [0] * 20
