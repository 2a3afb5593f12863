"""`caseapp attack` on whatever lies in a folder: one plain sentence and a status, and nothing is changed."""

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from caseapp.base.errors import Refused
from caseapp.cli import main
from caseapp.disclosure.attacker import model, search
from caseapp.services import attacking

WHOLE, NARROW, REFUSED, DAMAGED = 0, 1, 3, 4
SAFE = "reason,measure,value,status\nall,people,60,\na,people,,c\nb,people,,c\nc,people,40,\n"
LEAKY = SAFE.replace("b,people,,c", "b,people,17,")


def descriptor(**block: object) -> dict[str, object]:
    fields = [{"name": name, "type": "string"} for name in ("reason", "measure", "value", "status")]
    described = {
        "universe": "people",
        "period": {"from": "2025-04-01", "to": "2026-03-31"},
        "place": "kent",
        "dimensions": [{"id": "reason", "total": "all", "hierarchy": {"a": None, "b": None, "c": None}}],
        "multi": [],
        "rounding": None,
        **block,
    }
    resource = {"name": "t", "path": "tables/t.csv", "schema": {"fields": fields}, "caseapp": described}
    return {"name": "theirs", "resources": [resource]}


def folder(at: Path, rows: str = SAFE, **block: object) -> Path:
    """A release of one table as another producer makes it."""
    (at / "tables").mkdir(parents=True)
    (at / "tables" / "t.csv").write_text(rows, encoding="utf-8")
    described = descriptor(**block) | {key: block[key] for key in ("created",) if key in block}
    (at / "datapackage.json").write_text(json.dumps(described, indent=1), encoding="utf-8")
    return at


def certified(at: Path) -> Path:
    """The same with a page, and a certificate that lists every file."""
    (at / "report.html").write_text("<p>60 people</p>", encoding="utf-8")
    files = {
        path.relative_to(at).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in at.rglob("*")
        if path.is_file()
    }
    (at / "certificate.json").write_text(json.dumps({"files": files}), encoding="utf-8")
    return at


def attack(*arguments: object) -> int:
    return main.run(["attack", *map(str, arguments)])


def everything(at: Path) -> dict[str, bytes]:
    return {path.relative_to(at).as_posix(): path.read_bytes() for path in at.rglob("*") if path.is_file()}


def replaced(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda at: (at / name).write_bytes(content)  # type: ignore[return-value]


def cut(name: str, to: int) -> Callable[[Path], None]:
    return lambda at: replaced(name, (at / name).read_bytes()[:to])(at)


def described(**block: object) -> Callable[[Path], None]:
    return replaced("datapackage.json", json.dumps(descriptor(**block)).encode())


def lost(name: str) -> Callable[[Path], None]:
    return lambda at: (at / name).unlink()


def dimensions(*each: dict[str, object]) -> Callable[[Path], None]:
    return described(dimensions=list(each))


BROKEN: dict[str, Callable[[Path], None]] = {
    "no description": lost("datapackage.json"),
    "no table": lost("tables/t.csv"),
    "description cut off": cut("datapackage.json", 200),
    "table cut off": cut("tables/t.csv", 45),
    "table empty": cut("tables/t.csv", 0),
    "description is a picture": replaced("datapackage.json", b"\x89PNG\r\n\x1a\n\x00\x00\xff"),
    "table is a workbook": replaced("tables/t.csv", b"PK\x03\x04\x14\x00\x08\x08\x08\x00\xa1"),
    "another package": replaced("datapackage.json", b'{"name": "x", "resources": [{"path": "a.csv"}]}'),
    "number without end": replaced("datapackage.json", b'{"name": ' + b"9" * 5000 + b"}"),
    "codes in a circle": dimensions({"id": "reason", "hierarchy": {"a": "b", "b": "a", "c": None}}),
    "one question twice": dimensions(*[{"id": "reason", "hierarchy": {"a": None, "b": None, "c": None}}] * 2),
    "question named as a column": dimensions({"id": "value", "hierarchy": {"a": None}}),
    "period the wrong way round": described(period={"from": "2026-04-01", "to": "2025-03-31"}),
    "period without end": described(period={"from": "2025-04-01", "to": "9999-12-31"}),
    "orders to the terminal": described(universe="people\x1b[2J"),
    "half a character": described(place="kent\ud800"),
    "more combinations than can be": dimensions(
        {"id": "reason", "hierarchy": {"a": None, "b": None, "c": None}},
        *({"id": f"q{n}", "hierarchy": {f"{code}": None for code in range(200)}} for n in range(9)),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_release_gets_one_sentence_and_stays_as_it_is(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = folder(tmp_path / "theirs")
    BROKEN[name](there)
    before = everything(tmp_path)
    assert attack(there) == REFUSED
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "Nothing was changed." in said.err
    assert "line 0" not in said.err
    assert said.err.strip().isprintable()
    assert everything(tmp_path) == before


def test_a_table_of_too_many_combinations_is_not_tried(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "LARGEST_CLIQUE", 1)
    monkeypatch.setattr(model, "LARGEST_TABLE", 2)
    assert attack(folder(tmp_path / "theirs")) == REFUSED
    assert "more than 2 combinations" in capsys.readouterr().err


def test_a_file_instead_of_a_folder_and_a_folder_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = folder(tmp_path / "theirs")
    (tmp_path / "report.html").write_text("x")
    for place in (tmp_path / "report.html", tmp_path / "nowhere"):
        assert attack(there, place) == REFUSED
        said = capsys.readouterr()
        assert "no datapackage.json" in said.err
        assert said.out == ""


def test_cut_or_changed_anywhere_it_never_ends_in_an_error_of_ours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bytes lost, doubled or changed at random places: each gets an answer or a sentence."""
    chance = random.Random(20261126)
    whole = folder(tmp_path / "theirs")
    seen = set()
    for _ in range(60):
        name = chance.choice(["datapackage.json", "tables/t.csv"])
        old = (whole / name).read_bytes()
        first, last = sorted(chance.sample(range(len(old)), 2))
        fresh = chance.choice([old[:first], old[:first] + old[last:], old[:last] + old[first:]])
        fresh = (
            fresh if chance.random() < 0.5 else old[:first] + chance.randbytes(chance.randint(1, 3)) + old[first + 1 :]
        )
        (whole / name).write_bytes(fresh)
        status = attack(whole)
        said = capsys.readouterr()
        (whole / name).write_bytes(old)
        assert status in {WHOLE, NARROW, REFUSED}
        assert len(said.err.splitlines()) == (status == REFUSED)
        seen.add(status)
    assert REFUSED in seen


def test_which_files_were_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert attack(folder(tmp_path / "theirs"), certified(folder(tmp_path / "ours", place="medway"))) == WHOLE
    theirs, ours = capsys.readouterr().out.splitlines()[:2]
    assert theirs.startswith(f"{tmp_path / 'theirs'}: 1 table read. No certificate is there:")
    assert ours == (
        f"{tmp_path / 'ours'}: 1 table read. All 4 files, page and workbook too, are what the certificate says."
    )
    (tmp_path / "ours" / "extra.xlsx").write_bytes(b"x")
    assert attack(tmp_path / "ours") == WHOLE
    assert "Not part of the report and not read: extra.xlsx." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["report.html", "tables/t.csv"])
def test_a_page_or_table_that_is_not_what_the_certificate_says_is_not_judged(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = certified(folder(tmp_path / "ours"))
    (there / name).write_text((there / name).read_text().replace("60", "61"))
    assert attack(there) == DAMAGED
    said = capsys.readouterr()
    assert said.out == ""
    assert name in said.err


def test_what_can_be_worked_out_is_listed_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = folder(tmp_path / "leaky", LEAKY)
    assert attack(there) == NARROW
    assert f"{there}: t a: between 3 and 3" in capsys.readouterr().out.splitlines()


def test_tables_that_contradict_each_other_are_not_judged_and_not_called_safe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "reason,measure,value,status\nall,people,60,\na,people,1,\nb,people,1,\nc,people,40,\n"
    assert attack(folder(tmp_path / "theirs", rows)) == REFUSED
    said = capsys.readouterr()
    assert "people: these tables cannot all be true" in said.out
    assert "cannot all be true" in said.err


def test_what_could_not_be_proven_is_not_called_safe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "LARGEST_CLIQUE", 1)
    assert attack(folder(tmp_path / "theirs")) == REFUSED
    assert "In 4 places it could be shown neither" in capsys.readouterr().err


def test_an_unsettled_figure_is_listed_with_bounds_that_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the search gives up, what it has seen is not said to be all there is."""
    monkeypatch.setattr(search, "WHOLE_BUDGET", 0)
    assert attack(folder(tmp_path / "leaky", LEAKY)) == NARROW
    assert "t a: between 3 and 3" in capsys.readouterr().out


def test_reports_of_one_year_are_read_oldest_first_however_they_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    march = folder(tmp_path / "march", SAFE.replace("c,people,40", "c,people,40"))
    april = folder(tmp_path / "april", SAFE.replace("60", "61").replace("40", "41"))
    for place, made in ((march, "2026-03-02T10:00:00+00:00"), (april, "2026-04-02T10:00:00+00:00")):
        said = json.loads((place / "datapackage.json").read_text())
        (place / "datapackage.json").write_text(json.dumps(said | {"created": made}))
    outputs = []
    for order in ((march, april), (april, march)):
        assert attack(*order) == NARROW
        outputs.append([line for line in capsys.readouterr().out.splitlines() if "more than in" in line])
    assert outputs[0] == outputs[1]
    assert any("t c: between 1 and 1 more than in" in line for line in outputs[0])


def test_reports_that_may_be_equal_are_read_as_equal_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = folder(tmp_path / "one", SAFE.replace("c,people,40,", "c,people,,c"))
    no_total = SAFE.replace("all,people,60,", "all,people,,c")
    two = folder(tmp_path / "two", no_total.replace("b,people,,c", "b,people,17,"))
    assert attack(one, two) == NARROW
    lines = capsys.readouterr().out.splitlines()
    assert any("t a: between 3 and 3" in line for line in lines)
    assert any(line.startswith("Some of these count the same.") for line in lines)
    assert attack(one) == WHOLE
    assert "count the same" not in capsys.readouterr().out


def test_stopped_by_hand_it_says_that_nothing_is_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read = attacking.read_folders([folder(tmp_path / "theirs")])
    with pytest.raises(Refused, match="attack_stopped"):
        attacking.attack_read(read, cancelled=lambda: True)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("attack",), "DIR"),
        (("attack", "x", "--treshold", "5"), "--treshold"),
        (("attack", "x", "--threshold", "five"), "five"),
        (("report", "annual", "--vault", "x"), "--year"),
        (("report", "annual", "--policy", "nobody"), "nobody"),
        (("report",), "report"),
        ((), "command"),
    ],
)
def test_a_command_typed_wrongly_gets_a_sentence_under_its_usage(
    arguments: tuple[str, ...], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main.run(arguments)
    assert left.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    *usage, sentence = said.err.splitlines()
    assert usage[0].startswith("usage: caseapp")
    assert sentence.startswith("That command cannot be understood: ")
    assert sentence.endswith("Nothing was done. Add --help to see what it takes.")
    assert named in sentence
