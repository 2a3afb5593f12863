"""Writing a release folder: everything or nothing, and read back as it was printed."""

import csv
import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from caseapp.base.errors import Broken, Damaged, Refused
from caseapp.disclosure.certificate import TableNote
from caseapp.disclosure.policy import COMMISSIONER, INTERNAL, PUBLIC
from caseapp.disclosure.tables import Code, Dimension
from caseapp.reports.reading import read_release
from caseapp.reports.release import ChartSpec, TopBoxSpec
from caseapp.reports.writing import write_release

PROFILE = Path(__file__).parent / "frictionless" / "tabular-data-package.json"
STAGE = Dimension("stage", "Stage", (Code("inv", "Investigation"), Code("court", "Court")))
WIDE = Dimension("stage", "Stage", (*STAGE.codes, Code("end", "Ended")))
EXACT = replace(PUBLIC, round_to=None)


def test_what_is_read_back_is_what_was_printed(annual, out):
    written = write_release(out, annual)
    assert read_release(out) == tuple(table.published(written.name) for table in annual.tables)


def test_every_table_label_page_workbook_and_certificate_is_there(annual, out):
    written = write_release(out, annual)
    on_disk = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert set(written.files) == on_disk
    assert {"tables/stage.csv", "labels/reason.csv", "datapackage.json", "report.html", "workbook.xlsx"} <= on_disk
    assert written.files[-1] == "certificate.json"


def test_the_same_release_gives_the_same_bytes(annual, tmp_path):
    first = write_release(tmp_path / "one", annual)
    second = write_release(tmp_path / "two", annual)
    assert first.digests == second.digests


def test_a_hidden_figure_is_an_empty_value_with_status_c(make_table, make_release, out):
    table = make_table("stage", (STAGE,), counts={("inv",): 3, ("court",): 40})
    write_release(out, make_release(table))
    with (out / "tables/stage.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["stage"]: row for row in csv.DictReader(file)}
    assert rows["inv"] == {"stage": "inv", "measure": "people", "value": "", "status": "c"}
    assert rows["court"]["value"] == "40"
    assert rows["court"]["status"] == ""
    assert rows["all"]["value"] == "45"


def test_the_certificate_fingerprints_every_other_file(annual, out):
    write_release(out, annual)
    certificate = json.loads((out / "certificate.json").read_text(encoding="utf-8"))
    others = {path for path in out.rglob("*") if path.is_file() and path.name != "certificate.json"}
    assert {out / path for path in certificate["files"]} == others
    for path, digest in certificate["files"].items():
        assert hashlib.sha256((out / path).read_bytes()).hexdigest() == digest
    assert certificate["signature"] is None
    assert certificate["threshold"] == 10
    assert certificate["attack"]["closest_high"] == 16


def test_what_leaves_does_not_tell_why_cells_were_hidden(make_table, make_release, tmp_path):
    table = make_table("stage", (WIDE,), counts={("inv",): 8, ("court",): 9, ("end",): 20}, policy=EXACT)
    release = make_release(table)
    written = []
    for name, primary in (("both small", 2), ("one small", 1)):
        split = replace(
            release.certificate,
            tables=(TableNote("stage", 2, primary, 2 - primary),),
            reasons=(("small", primary), ("complementary", 2 - primary)),
        )
        written.append(write_release(tmp_path / name, replace(release, certificate=split)))
    assert written[0].digests == written[1].digests


def test_the_data_package_fits_the_published_profile(annual, out):
    write_release(out, annual)
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(json.loads(PROFILE.read_text(encoding="utf-8"))).validate(package)


def test_csv_files_keep_the_schema_they_are_given(annual, out):
    write_release(out, annual)
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    pages = {each["name"]: _rows(out / each["path"]) for each in package["resources"]}
    for resource in package["resources"]:
        schema, rows = resource["schema"], pages[resource["name"]]
        assert [field["name"] for field in schema["fields"]] == list(rows[0])
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for field in schema["fields"]:
            limits = field["constraints"]
            for value in (row[field["name"]] for row in rows):
                assert value or not limits.get("required")
                assert not value or value in limits.get("enum", [value])
                assert not value or field["type"] != "integer" or int(value) >= limits["minimum"]
        for link in schema["foreignKeys"]:
            there = {row["code"] for row in pages[link["reference"]["resource"] or resource["name"]]}
            assert {row[link["fields"]] for row in rows if row[link["fields"]]} <= there


def test_an_existing_folder_is_refused_and_untouched(annual, out):
    out.mkdir()
    (out / "letter.txt").write_text("keep me", encoding="utf-8")
    with pytest.raises(Refused, match="output_exists"):
        write_release(out, annual)
    assert [path.name for path in out.iterdir()] == ["letter.txt"]
    assert [path.name for path in out.parent.iterdir()] == ["release"]


def test_a_name_taken_by_a_broken_link_is_refused(annual, out):
    if sys.platform == "win32":
        pytest.skip("links need a privilege here")
    out.symlink_to(out.parent / "nowhere")
    with pytest.raises(Refused, match="output_exists"):
        write_release(out, annual)


def test_a_missing_parent_is_refused(annual, tmp_path):
    with pytest.raises(Refused, match="output_parent_missing"):
        write_release(tmp_path / "not there" / "release", annual)
    assert list(tmp_path.iterdir()) == []


def test_a_parent_that_cannot_be_written_is_refused(annual):
    if not sys.platform.startswith("linux"):
        pytest.skip("needs a folder nobody can write")
    with pytest.raises(Refused, match="output_unwritable"):
        write_release(Path("/proc/self/release"), annual)


@pytest.fixture
def tiny_files() -> Iterator[None]:
    """A drive that refuses any file over 200 bytes."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_drive_that_fills_up_leaves_nothing_behind(annual, out, tiny_files):
    with pytest.raises(Refused, match="output_unwritable"):
        write_release(out, annual)
    assert list(out.parent.iterdir()) == []


def test_stopping_half_way_leaves_nothing_behind(annual, out):
    class StopWanted(Exception):
        """The user pressed Cancel."""

    seen = []

    def stop(done: int, everything: int) -> None:
        seen.append((done, everything))
        if done == 4:
            raise StopWanted

    with pytest.raises(StopWanted):
        write_release(out, annual, progress=stop)
    assert list(out.parent.iterdir()) == []
    assert seen[0][1] == seen[-1][1]


def test_progress_ends_when_everything_is_written(annual, out):
    seen = []
    written = write_release(out, annual, progress=lambda done, everything: seen.append((done, everything)))
    assert seen[-1] == (len(written.files), len(written.files))


def test_a_folder_that_appears_meanwhile_is_not_overwritten(annual, out):
    def intrude(done: int, everything: int) -> None:
        if done == everything:
            out.mkdir()

    with pytest.raises(Refused, match="output_exists"):
        write_release(out, annual, progress=intrude)
    assert [path.name for path in out.parent.iterdir()] == ["release"]
    assert list(out.iterdir()) == []


def test_nothing_but_checked_tables_can_be_a_release(make_table, make_release):
    with pytest.raises(Refused, match="release_empty"):
        make_release()
    with pytest.raises(Refused, match="release_internal"):
        make_release(make_table(policy=INTERNAL))
    with pytest.raises(Refused, match="release_not_safe") as refused:
        make_release(make_table(), narrow=2)
    assert refused.value.facts == {"cells": 2}


def test_a_certificate_of_other_tables_is_our_mistake(make_table, make_release):
    release = make_release(make_table())
    with pytest.raises(Broken, match="release_certificate"):
        replace(release, tables=(*release.tables, make_table("stage", (STAGE,))))
    with pytest.raises(Broken, match="release_certificate"):
        replace(release, tables=(make_table("stage", (STAGE,)),))
    with pytest.raises(Broken, match="release_certificate"):
        replace(release, tables=(make_table(policy=COMMISSIONER),))


@pytest.mark.parametrize("code", ["=1+1", "-5", " inv", "@here"])
def test_codes_that_a_spreadsheet_would_run_are_our_mistake(make_table, make_release, code):
    with pytest.raises(Broken, match="release_names"):
        make_release(make_table("stage", (Dimension("stage", "Stage", (Code(code, "Label"), Code("b", "B"))),)))


@pytest.mark.parametrize("name", ["../up", "Upper", "with space", "", "a/b"])
def test_ids_that_cannot_be_file_names_are_our_mistake(make_table, make_release, name):
    with pytest.raises(Broken, match="release_names"):
        make_release(make_table(name, (STAGE,)))


def test_one_code_with_two_meanings_is_our_mistake(make_table, make_release):
    other = Dimension("stage", "Stage", (Code("inv", "Something else"), Code("court", "Court")))
    with pytest.raises(Broken, match="release_dimension_conflict"):
        make_release(make_table("one", (STAGE,)), make_table("two", (other,)))


def test_tables_may_use_different_codes_of_one_dimension(make_table, make_release, out):
    wider = Dimension("stage", "Stage", (*STAGE.codes, Code("appeal", "Appeal")))
    release = make_release(make_table("one", (STAGE,)), make_table("two", (wider,)))
    write_release(out, release)
    assert [row["code"] for row in _rows(out / "labels/stage.csv")] == ["all", "inv", "court", "appeal"]
    assert len(read_release(out)) == 2


@pytest.mark.parametrize(
    "spec",
    [ChartSpec("nothing", "stage", "x"), ChartSpec("stage", "age", "x"), TopBoxSpec("stage", "stage", ("z",), "x")],
)
def test_charts_of_what_is_not_there_are_our_mistake(make_table, make_release, spec):
    table = make_table("stage", (STAGE,))
    part = {"charts": (spec,)} if isinstance(spec, ChartSpec) else {"top_boxes": (spec,)}
    with pytest.raises(Broken, match="release_chart"):
        make_release(table, **part)


def test_labels_cannot_start_a_formula_in_a_csv_file(make_table, make_release, out):
    hostile = Dimension("stage", "Stage", (Code("a", '=HYPERLINK("http://x")'), Code("b", "-2+3"), Code("c", "C")))
    write_release(out, make_release(make_table("stage", (hostile,))))
    labels = {row["code"]: row["label"] for row in _rows(out / "labels/stage.csv")}
    assert labels["a"] == '\'=HYPERLINK("http://x")'
    assert labels["b"] == "'-2+3"


@pytest.mark.parametrize("file", ["tables/stage.csv", "report.html", "datapackage.json", "workbook.xlsx"])
def test_a_changed_file_is_noticed(annual, out, file):
    write_release(out, annual)
    with (out / file).open("ab") as changed:
        changed.write(b" ")
    with pytest.raises(Damaged, match="release_altered") as damaged:
        read_release(out)
    assert damaged.value.facts == {"file": file}


def test_a_lost_file_is_noticed(annual, out):
    write_release(out, annual)
    (out / "labels/age.csv").unlink()
    with pytest.raises(Damaged, match="release_altered"):
        read_release(out)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
