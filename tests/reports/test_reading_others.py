"""Releases from other producers: only a data package and CSV files, and plain refusals when they do not fit."""

import hashlib
import json

import pytest

from caseapp.base.errors import Damaged, Refused
from caseapp.base.words import sentence
from caseapp.disclosure.attack import attack
from caseapp.reports.reading import LARGEST_FILE, read_release

ROWS = "stage,measure,value,status\nall,people,40,\ninv,people,,c\ncourt,people,,c\n"


def _descriptor() -> dict:
    return {
        "name": "other-force-2025",
        "resources": [
            {
                "name": "stages",
                "path": "stages.csv",
                "schema": {"fields": []},
                "caseapp": {
                    "universe": "withdrawals",
                    "period": {"from": "2025-04-01", "to": "2026-03-31"},
                    "place": "kent",
                    "dimensions": [{"id": "stage", "hierarchy": {"inv": None, "court": None}}],
                },
            },
            {"name": "words", "path": "words.csv", "schema": {"fields": [{"name": "code"}]}},
        ],
    }


@pytest.fixture
def theirs(tmp_path):
    """Write another producer's folder: its descriptor and its only table."""

    def write(descriptor: object | None = None, rows: str | bytes = ROWS):
        text = json.dumps(_descriptor() if descriptor is None else descriptor)
        (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
        (tmp_path / "stages.csv").write_bytes(rows if isinstance(rows, bytes) else rows.encode("utf-8"))
        return tmp_path

    return write


def test_the_least_a_producer_can_give_is_enough(theirs):
    (table,) = read_release(theirs())
    assert table.id == "stages"
    assert table.release == "other-force-2025"
    assert table.dimensions[0].total == "all"
    assert table.cells == {("all",): (40, ""), ("inv",): (None, "c"), ("court",): (None, "c")}
    assert table.rounding is None
    assert table.multi == ()


def test_a_byte_order_mark_and_other_line_ends_do_no_harm(theirs):
    (table,) = read_release(theirs(rows=b"\xef\xbb\xbf" + ROWS.replace("\n", "\r\n").encode()))
    assert table.cells["all",] == (40, "")


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("", 1),
        ("stage,measure,value\nall,people,40\n", 1),
        ("stage,measure,value,status\nall,people,40,\ninv,people,forty,\n", 3),
        ("stage,measure,value,status\nall,people,-4,\n", 2),
        ("stage,measure,value,status\nall,people,4.5,\n", 2),
        ("stage,measure,value,status\nall,people,,\n", 2),
        ("stage,measure,value,status\nall,people,40,c\n", 2),
        ("stage,measure,value,status\nall,people,,q\n", 2),
        ("stage,measure,value,status\nall,people,40,\nall,people,40,\n", 3),
        ("stage,measure,value,status\nelsewhere,people,40,\n", 2),
        ("stage,measure,value,status\nall,people,40\n", 2),
        ("stage,measure,value,status\nall,people,40,,extra\n", 2),
        ('stage,measure,value,status\nall,"people,40,\n', 2),
        ("stage,measure,value,status\nall,people,40,\ninv,cases,20,\n", 0),
        (b"stage,measure,value,status\nall,people,40,\n\xff\xfe,people,4,\n", 3),
        ("stage,measure,value,status\n", 0),
    ],
)
def test_a_table_that_does_not_add_up_as_data_is_refused_with_its_line(theirs, rows, line):
    folder = theirs(rows=rows)
    with pytest.raises(Refused, match="release_unreadable") as refused:
        read_release(folder)
    assert refused.value.facts == {"file": "stages.csv"} | ({"line": line} if line else {})
    assert ("line" in sentence(refused.value)) == bool(line)
    assert "stages.csv" in sentence(refused.value)


def _changed(**block: object) -> dict:
    descriptor = _descriptor()
    descriptor["resources"][0]["caseapp"].update(block)
    return descriptor


def _without(*names: str) -> dict:
    descriptor = _descriptor()
    for name in names:
        del descriptor["resources"][0]["caseapp"][name]
    return descriptor


@pytest.mark.parametrize(
    "descriptor",
    [
        [],
        {},
        {"resources": []},
        {"resources": ["x"]},
        {"resources": [{"name": "stages", "schema": {"fields": [{"name": "value"}]}}]},
        _without("universe"),
        _without("period"),
        _without("place"),
        _without("dimensions"),
        _changed(dimensions=[]),
        _changed(dimensions=[{"id": "stage", "hierarchy": {}}]),
        _changed(dimensions=[{"id": "stage", "hierarchy": {"inv": "nobody", "court": None}}]),
        _changed(dimensions=[{"id": "stage", "hierarchy": {"all": None}}]),
        _changed(period={"from": "2025-04-01", "to": "the end"}),
        _changed(rounding=0),
        _changed(rounding=True),
        _changed(multi=["other"]),
    ],
)
def test_a_description_that_leaves_out_what_links_tables_is_refused(theirs, descriptor):
    folder = theirs(descriptor)
    with pytest.raises(Refused, match="release_unreadable") as refused:
        read_release(folder)
    assert refused.value.facts["file"] == "datapackage.json"


@pytest.mark.parametrize("path", ["../stages.csv", "/etc/hostname", "https://example.org/a.csv", "a\\b.csv", "", 7])
def test_a_path_out_of_the_folder_is_refused(theirs, path):
    descriptor = _descriptor()
    descriptor["resources"][0]["path"] = path
    folder = theirs(descriptor)
    with pytest.raises(Refused, match="release_unreadable"):
        read_release(folder)


def test_broken_json_is_refused_with_its_line(theirs):
    folder = theirs()
    (folder / "datapackage.json").write_text('{\n"name": "x",\n', encoding="utf-8")
    with pytest.raises(Refused, match="release_unreadable") as refused:
        read_release(folder)
    assert refused.value.facts == {"file": "datapackage.json", "line": 3}


def test_a_folder_without_a_description_is_refused(tmp_path):
    with pytest.raises(Refused, match="release_missing"):
        read_release(tmp_path)


def test_a_table_the_description_names_but_lacks_is_refused(theirs):
    folder = theirs()
    (folder / "stages.csv").unlink()
    with pytest.raises(Refused, match="release_unreadable") as refused:
        read_release(folder)
    assert refused.value.facts == {"file": "stages.csv"}


def test_two_tables_of_one_name_are_refused(theirs):
    descriptor = _descriptor()
    descriptor["resources"].append(descriptor["resources"][0])
    folder = theirs(descriptor)
    with pytest.raises(Refused, match="release_unreadable"):
        read_release(folder)


def test_a_table_the_certificate_does_not_know_was_added_later(theirs):
    folder = theirs()
    digest = hashlib.sha256((folder / "datapackage.json").read_bytes()).hexdigest()
    (folder / "certificate.json").write_text(json.dumps({"files": {"datapackage.json": digest}}), encoding="utf-8")
    with pytest.raises(Damaged, match="release_altered") as damaged:
        read_release(folder)
    assert damaged.value.facts == {"file": "stages.csv"}


def test_a_certificate_that_leaves_out_the_description_proves_nothing(theirs):
    folder = theirs()
    (folder / "certificate.json").write_text(json.dumps({"files": {}}), encoding="utf-8")
    with pytest.raises(Damaged, match="release_altered"):
        read_release(folder)


def test_a_certificate_cannot_name_files_elsewhere(theirs):
    folder = theirs()
    (folder / "certificate.json").write_text(json.dumps({"files": {"../secret": "0"}}), encoding="utf-8")
    with pytest.raises(Refused, match="release_unreadable"):
        read_release(folder)


def test_json_nested_without_end_is_refused(theirs):
    folder = theirs()
    (folder / "datapackage.json").write_text("[" * 200_000, encoding="utf-8")
    with pytest.raises(Refused, match="release_unreadable"):
        read_release(folder)


def test_a_file_too_large_for_counts_is_refused(theirs):
    folder = theirs()
    with (folder / "stages.csv").open("r+b") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(Refused, match="release_unreadable"):
        read_release(folder)


def test_something_that_is_not_a_file_is_not_waited_for(theirs):
    folder = theirs()
    (folder / "stages.csv").unlink()
    (folder / "stages.csv").mkdir()
    with pytest.raises(Refused, match="release_unreadable"):
        read_release(folder)


def test_the_attacker_finds_what_subtraction_gives_away(theirs):
    rows = "stage,measure,value,status\nall,people,40,\ninv,people,37,\ncourt,people,,c\n"
    report = attack(read_release(theirs(rows=rows)), 5)
    assert [(found.key, found.low, found.high) for found in report.narrow] == [(("court",), 3, 3)]


def test_a_certificate_that_is_not_one_is_refused(theirs):
    folder = theirs()
    (folder / "certificate.json").write_text("[]", encoding="utf-8")
    with pytest.raises(Refused, match="release_unreadable") as refused:
        read_release(folder)
    assert refused.value.facts["file"] == "certificate.json"
