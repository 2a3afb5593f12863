"""Tokens, type, icons and the style sheet."""

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication, QLabel

from caseapp.base.resources import read_bytes, resource
from ui.theme.apply import apply_theme, set_role
from ui.theme.contrast import contrast
from ui.theme.high_contrast import SystemColours
from ui.theme.icons import app_icon, icon, icon_pixmap, notes_icon
from ui.theme.lasting_constants import make_constants_last
from ui.theme.palette import palette
from ui.theme.style_sheet import style_sheet
from ui.theme.theme import Theme, theme
from ui.theme.tokens import DARK, LIGHT, STATUSES, Scheme, Token, colours, tint_of
from ui.theme.type import FACES, FONT_FILES, font, load_fonts

GROUNDS: tuple[Token, ...] = ("canvas", "sidebar", "surface", "sunken", "hover", "selected")
BEHIND: dict[Token, tuple[Token, ...]] = {
    "text": (*GROUNDS, "press", *(tint_of(s) for s in STATUSES)),
    "text_2": (*GROUNDS, "voice_tint", "soon_tint", "info_tint", "neutral_tint"),
    "text_3": ("canvas", "sidebar", "surface", "sunken", "selected"),
    "link": ("canvas", "surface", "accent_tint", "voice_tint", "soon_tint", "info_tint", "late_tint"),
    "on_accent": ("accent", "accent_hover", "accent_press"),
    "on_reverse": ("reverse",),
    "neutral": ("neutral_tint", "surface"),
    "info": ("info_tint", "surface"),
    "ok": ("ok_tint", "surface", "voice_tint", "canvas"),
    "soon": ("soon_tint", "surface", "selected"),
    "late": ("late_tint", "surface", "selected"),
    "voice": ("voice_tint", "surface", "canvas"),
    "error": ("error_tint", "surface", "canvas"),
}
EDGES: dict[Token, tuple[Token, ...]] = {
    "control": ("canvas", "surface"),
    "accent": ("canvas", "surface", "track"),
    "focus": GROUNDS,
    "error": ("surface", "canvas"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), [(ink, ground) for ink, grounds in BEHIND.items() for ground in grounds])
def test_words_can_be_read(scheme: Scheme, ink: Token, ground: Token) -> None:
    table = colours(scheme)
    assert contrast(table[ink], table[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), [(edge, ground) for edge, grounds in EDGES.items() for ground in grounds])
def test_controls_and_focus_can_be_seen(scheme: Scheme, edge: Token, ground: Token) -> None:
    table = colours(scheme)
    assert contrast(table[edge], table[ground]) >= 3.0


def test_contrast_agrees_with_the_published_extremes() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_both_schemes_have_every_token() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert all(QColor(value).isValid() for value in (*LIGHT.values(), *DARK.values()))


def test_no_colour_literal_outside_the_theme(project: Path) -> None:
    pattern = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b|QColor\(\s*\d|rgba?\(")
    found = [
        str(path.relative_to(project))
        for path in (project / "ui").rglob("*.py")
        if "theme" not in path.parts and pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(("scheme", "scale"), list(product(("light", "dark"), (1.0, 1.5, 2.0))))
def test_style_sheet_is_whole_in_every_theme(scheme: Scheme, scale: float) -> None:
    sheet = style_sheet(Theme(scheme, scale))
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


BLACK = SystemColours("#000000", "#ffffff", "#1aebff", "#000000", "#ffff00")


def test_high_contrast_uses_the_system_s_colours_and_no_tint() -> None:
    seen = Theme("light", system=BLACK)
    used = {seen.named(token) for token in LIGHT}
    assert used == {"#000000", "#ffffff", "#1aebff", "#ffff00"}
    assert all(seen.named(tint_of(status)) == seen.named("canvas") for status in STATUSES)
    words: tuple[Token, ...] = ("text", "text_2", "text_3", "link", *STATUSES)
    assert min(contrast(seen.named(ink), seen.named("surface")) for ink in words) > 7
    assert contrast(seen.named("on_accent"), seen.named("accent")) > 7
    assert LIGHT["canvas"] not in style_sheet(seen)


def test_the_system_s_colours_are_read_from_its_own_palette(qapp: QApplication, monkeypatch) -> None:
    monkeypatch.setattr("ui.theme.apply.contrast_is_wanted", lambda: True)
    apply_theme(qapp, "dark")
    assert qapp.palette().window().color() != QColor(DARK["canvas"])
    assert qapp.palette().highlight().color() == theme().colour("accent")


def test_switching_restyles_what_is_on_screen(qapp: QApplication, qtbot) -> None:
    label = QLabel("Caseload")
    qtbot.addWidget(label)
    set_role(label, "title")
    small = label.font().pixelSize()
    apply_theme(qapp, "dark", 2.0)
    assert theme().scheme == "dark"
    assert label.font().pixelSize() == 2 * small
    assert qapp.palette().window().color() == QColor(DARK["canvas"])


def test_text_scale_is_held_between_one_and_two(qapp: QApplication) -> None:
    assert apply_theme(qapp, "light", 9.0).scale == 2.0
    assert apply_theme(qapp, "light", 0.2).scale == 1.0


def test_palette_says_what_is_disabled_more_quietly() -> None:
    made = palette(Theme())
    assert made.color(made.ColorGroup.Disabled, made.ColorRole.Text) == QColor(LIGHT["text_3"])


def test_the_bundled_family_is_the_one_used() -> None:
    assert {"Inter", "Inter Display"} <= set(load_fonts())
    assert QFontInfo(font("body")).family() == "Inter"
    assert QFontInfo(font("title")).family() == "Inter Display"


@pytest.mark.parametrize("name", FONT_FILES)
def test_every_face_can_write_welsh(name: str, qapp: QApplication) -> None:
    raw = QRawFont(QByteArray(read_bytes(f"fonts/{name}")), 16)
    assert raw.isValid()
    assert [letter for letter in "ŵŷŴŶâêîôûáëïẁẃẅỳý’“”£" if not raw.supportsCharacter(ord(letter))] == []


def test_tabular_figures_are_equally_wide() -> None:
    metrics = QFontMetrics(font("body", tabular=True))
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_roles_never_go_below_twelve_pixels() -> None:
    assert min(face.size for role, face in FACES.items() if role != "key") >= 13
    assert FACES["key"].size == 12


def test_icons_take_the_colour_of_their_token(qapp: QApplication) -> None:
    image = icon_pixmap("check", 18, "ok", 2.0).toImage()
    assert image.width() == 36
    inks = {image.pixelColor(x, y).rgb() for x in range(36) for y in range(36) if image.pixelColor(x, y).alpha() == 255}
    assert inks == {QColor(LIGHT["ok"]).rgb()}


def test_every_shipped_icon_draws(qapp: QApplication) -> None:
    names = [file.name[:-4] for file in resource("icons").iterdir() if file.name.endswith(".svg")]
    assert len(names) > 40
    for name in names:
        image = icon_pixmap(name, 18, "text").toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(36) for y in range(36)), name
    assert not icon("x").isNull()
    assert not app_icon().isNull()
    assert not notes_icon().isNull()


def test_licences_travel_with_fonts_and_icons() -> None:
    assert "SIL OPEN FONT LICENSE" in resource("fonts/OFL.txt").read_text(encoding="utf-8")
    assert "ISC License" in resource("icons/LICENSE").read_text(encoding="utf-8")


def test_thousands_of_calls_that_return_nothing_do_no_harm(qapp: QApplication) -> None:
    """PySide6 6.12 on Python 3.11 takes one reference from None a call; the theme makes it last."""
    make_constants_last()
    label = QLabel()
    for _turn in range(20_000):
        label.setObjectName("x")
    assert label.objectName() == "x"
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
