"""The commands as a person types them: real processes, real vaults, exit statuses and one plain sentence."""

import json
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from caseapp.crypto.kdf import DEFAULT, TESTING
from caseapp.services import vaults
from caseapp.services.example.build import build
from caseapp.vault.header_files import read_headers

PASSPHRASE = "violet harbour lantern pebble crisp"
SPLINK = Path(__file__).resolve().parents[1] / "data" / "splink_fake_1000.csv"


def caseapp(*arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "caseapp", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, timeout=240)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with an invented service. Stretching for tests only, or every command here would wait a second for it."""
    vault = tmp_path_factory.mktemp("cli") / "vault"
    build(vault, cases=120, contacts=2, until=date(2026, 11, 21), passphrase=PASSPHRASE, profile=TESTING)
    return vault


@pytest.fixture(scope="module")
def passphrase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("words") / "passphrase"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return file


def one_sentence(result: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    return result.stderr.strip()


def test_an_example_is_made_at_the_full_cost_of_a_guess_and_opens(passphrase: Path, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    made = caseapp("example", "--vault", vault, "--cases", 3, "--contacts", 1, "--passphrase-file", passphrase)
    assert (made.returncode, made.stdout) == (0, "Made an example service with 3 cases.\n"), made.stderr
    opened = caseapp("vault", "unlock-test", "--vault", vault, "--passphrase-file", passphrase)
    assert opened.returncode == 0, opened.stderr
    assert {slot.profile for slot in read_headers(vault)[0].slots if slot.profile} == {DEFAULT}


@pytest.mark.long
def test_the_annual_report_is_written_and_withstands_the_attacker(
    example: Path, passphrase: Path, tmp_path: Path
) -> None:
    out = tmp_path / "report"
    made = caseapp(
        "report", "annual", "--vault", example, "--year", "2025-26", "--out", out, "--passphrase-file", passphrase
    )
    assert made.returncode == 0, made.stderr
    for name in ("datapackage.json", "workbook.xlsx", "report.html", "certificate.json", "tables/any_reason.csv"):
        assert (out / name).stat().st_size > 0
    certificate = json.loads((out / "certificate.json").read_text(encoding="utf-8"))
    assert certificate["files"]
    attacked = caseapp("attack", out)
    assert attacked.returncode == 0, attacked.stdout
    again = caseapp(
        "report", "annual", "--vault", example, "--year", "2025-26", "--out", out, "--passphrase-file", passphrase
    )
    assert again.returncode == 3
    assert one_sentence(again)


@pytest.mark.long
def test_statement_35_a_report_goes_to_a_lead_sealed_and_is_opened_and_checked_there(
    example: Path, passphrase: Path, tmp_path: Path
) -> None:
    words = ("--passphrase-file", passphrase)
    lead, service = tmp_path / "lead.key", tmp_path / "service.key"
    made = caseapp(
        "report", "lead-key", "--private", lead, "--public", tmp_path / "lead.public", "--name", "Dana K.", *words
    )
    fingerprint = made.stdout.splitlines()[1]
    kept = caseapp("report", "readers", "add", tmp_path / "lead.public", "--vault", example, *words)
    assert fingerprint in kept.stdout, kept.stderr
    listed = caseapp("report", "readers", "list", "--vault", example, *words)
    assert listed.stdout == f"Dana K.  {fingerprint}\n"
    assert caseapp("report", "service-key", "--vault", example, "--out", service, *words).returncode == 0
    sealed = tmp_path / "report.sealed"
    written = caseapp(
        "report", "rights", "--vault", example, "--year", "2026-27", "--out", sealed, "--for", "Dana K.", *words
    )
    assert written.returncode == 0, written.stderr
    opening = ("report", "open", sealed, "--key", lead, *words)
    assert caseapp(*opening, "--out", tmp_path / "unproven").returncode == 1
    opened = caseapp(*opening, "--out", tmp_path / "out", "--service-key", service)
    assert opened.returncode == 0, opened.stderr
    checked = caseapp("report", "check", tmp_path / "out", "--service-key", service)
    assert checked.returncode == 0
    assert "signed with the key you hold" in checked.stdout
    unproven = caseapp("report", "check", tmp_path / "out")
    assert unproven.returncode == 1
    assert "Whose key that is was not checked" in unproven.stdout
    assert caseapp("attack", tmp_path / "out").returncode == 0
    (tmp_path / "out" / "tables").joinpath("extra.csv").write_text("a")
    assert caseapp("report", "check", tmp_path / "out", "--service-key", service).returncode == 1
    assert caseapp("report", "readers", "remove", "--name", "Dana K.", "--vault", example, *words).returncode == 0


def test_a_copy_for_the_commissioner_is_judged_by_its_own_policy(
    example: Path, passphrase: Path, tmp_path: Path
) -> None:
    out = tmp_path / "closer"
    common = ("--vault", example, "--year", "2024-25", "--passphrase-file", passphrase)
    assert caseapp("report", "annual", "--policy", "commissioner", "--out", out, *common).returncode == 0
    attacked = caseapp("attack", out)
    assert attacked.returncode == 0, attacked.stdout
    assert "below 5." in attacked.stdout
    assert caseapp("attack", out, "--threshold", 10).returncode == 1


def test_no_file_of_a_report_names_anyone_in_the_vault(example: Path, passphrase: Path, tmp_path: Path) -> None:
    out = tmp_path / "report"
    assert caseapp(
        "report", "annual", "--vault", example, "--year", "2025-26", "--out", out, "--passphrase-file", passphrase
    ).returncode == 0  # fmt: skip
    office = vaults.unlock(example, PASSPHRASE)
    words = {value for row in office.store.read(text("SELECT last_name, phone FROM person")) for value in row if value}
    words |= {row[0] for row in office.store.read(text("SELECT reference FROM episode"))}
    words |= {row[0] for row in office.store.read(text("SELECT own_words FROM withdrawal WHERE own_words IS NOT NULL"))}
    office.close()
    assert len(words) > 100
    for file in (file for file in out.rglob("*") if file.suffix in {".csv", ".json", ".html"}):
        content = file.read_text(encoding="utf-8")
        assert not {word for word in words if word in content}, file.name


def test_a_table_published_without_protection_is_worked_out(tmp_path: Path) -> None:
    leaky = tmp_path / "leaky"
    (leaky / "tables").mkdir(parents=True)
    rows = ["reason,measure,value,status", "all,people,30,", "a,people,27,", "b,people,,c"]
    (leaky / "tables" / "t.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    resource = {
        "name": "t",
        "path": "tables/t.csv",
        "schema": {"fields": [{"name": name, "type": "string"} for name in ("reason", "measure", "value", "status")]},
        "caseapp": {
            "universe": "people",
            "period": {"from": "2025-04-01", "to": "2026-03-31"},
            "place": "kent",
            "dimensions": [{"id": "reason", "total": "all", "hierarchy": {"a": None, "b": None}}],
            "multi": [],
            "rounding": None,
            "definition": "People",
        },
    }
    (leaky / "datapackage.json").write_text(json.dumps({"name": "leaky", "resources": [resource]}), encoding="utf-8")
    found = caseapp("attack", leaky)
    assert found.returncode == 1, found.stdout + found.stderr
    assert "between 3 and 3" in found.stdout


def test_importing_dry_changes_nothing_and_importing_brings_the_rows_in(passphrase: Path, tmp_path: Path) -> None:
    vault, mapping = tmp_path / "vault", tmp_path / "map.toml"
    vaults.set_up(vault, name="Robin E.", passphrase=PASSPHRASE, profile=TESTING).office.close()
    common = ("--vault", vault, "--passphrase-file", passphrase)
    before = caseapp("vault", "verify", *common).stdout
    dry = caseapp("import", SPLINK, "--dry-run", "--save-map", mapping, *common)
    assert dry.returncode == 0, dry.stderr
    assert "nothing was changed" in dry.stdout
    entries = [int("".join(filter(str.isdigit, text))) for text in (before, caseapp("vault", "verify", *common).stdout)]
    assert entries[1] - entries[0] <= 2, "only the two unlockings may be in the journal"
    refused = caseapp("import", SPLINK, "--map", mapping, *common)
    assert refused.returncode == 3, refused.stdout
    assert one_sentence(refused).startswith("8 rows cannot be read")
    assert "Imported" not in refused.stdout
    done = caseapp("import", SPLINK, "--map", mapping, "--leave-out-refused", *common)
    assert done.returncode == 0, done.stderr
    assert "Imported 992 referrals" in done.stdout
    assert "Line 3 may be line 2: same first name" in done.stdout
    number = done.stdout.split("--undo ")[1].split()[0]
    undone = caseapp("import", "--undo", number, *common)
    assert undone.returncode == 0, undone.stderr
    again = caseapp("import", "--undo", number, *common)
    assert again.returncode == 3
    assert one_sentence(again)
    assert caseapp("import", SPLINK, "--dry-run", *common).stdout == dry.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent otherwise there")
def test_stopping_the_example_leaves_nothing(passphrase: Path, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    command = [sys.executable, "-m", "caseapp", "example", "--vault", vault, "--cases", "5000"]
    made = subprocess.Popen(
        [str(part) for part in (*command, "--passphrase-file", passphrase)], stderr=subprocess.PIPE, text=True
    )
    while not (vault / "vault.hdr.b").exists():
        with suppress(subprocess.TimeoutExpired):
            made.wait(0.02)
            pytest.fail("it ended before it began")
    made.send_signal(signal.SIGINT)
    _, said = made.communicate(timeout=120)
    assert made.returncode == 3, said
    assert said.strip() == "Cancelled. Nothing half-done was kept."
    assert not vault.exists()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("vault", "unlock-test", "--vault", "{missing}", "--passphrase-file", "{words}"), 3),
        (("vault", "unlock-test", "--vault", "{vault}", "--passphrase-file", "{wrong}"), 3),
        (("vault", "unlock-test", "--vault", "{vault}"), 3),
        (("vault", "info", "--vault", "{missing}"), 3),
        (("import", "{missing}", "--vault", "{vault}", "--passphrase-file", "{words}"), 3),
        (("import", "{vault}/vault.db", "--vault", "{vault}", "--passphrase-file", "{words}"), 3),
        (
            (
                "report",
                "annual",
                "--vault",
                "{vault}",
                "--year",
                "1999-00",
                "--out",
                "{out}",
                "--passphrase-file",
                "{words}",
            ),
            3,
        ),
        (
            (
                "report",
                "annual",
                "--vault",
                "{vault}",
                "--year",
                "2018-19",
                "--out",
                "{out}",
                "--passphrase-file",
                "{words}",
            ),
            3,
        ),
        (("attack", "{missing}"), 3),
        (("attack", "{vault}"), 3),
        (("attack", "{vault}", "--threshold", "0"), 3),
        (("import", "--vault", "{vault}", "--passphrase-file", "{words}"), 3),
        (("import", "{words}", "--map", "{missing}", "--vault", "{vault}", "--passphrase-file", "{words}"), 3),
        (("example", "--vault", "{out}", "--until", "2026-02-30", "--passphrase-file", "{words}"), 3),
        (("example", "--vault", "{out}", "--cases", "0", "--passphrase-file", "{words}"), 3),
        (("example", "--vault", "{vault}", "--passphrase-file", "{words}"), 3),
        (
            (
                "vault",
                "create",
                "--vault",
                "{out}",
                "--name",
                "Z.",
                "--place",
                "atlantis",
                "--passphrase-file",
                "{words}",
            ),
            3,
        ),
        (("example", "--vault", "{missing}", "--until", "9999-12-31", "--passphrase-file", "{words}"), 3),
        (("due", "VC-033", "--from", "soon"), 3),
        (("due", "VC-999", "--from", "2026-11-21"), 3),
        (("due", "VC-030", "--from", "2026-02-30"), 3),
        (("due", "VC-030", "--from", "1066-01-01"), 3),
        (("due", "VC-030", "--from", "2026-11-21", "--edition", "2026-draft"), 3),
        (("code", "check", "{words}"), 4),
        (("nonsense",), 2),
    ],
)
def test_bad_input_gets_one_plain_sentence_and_a_status(
    example: Path, passphrase: Path, tmp_path: Path, arguments: tuple[str, ...], status: int
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("some other words entirely here\n", encoding="utf-8")
    places = {
        "vault": example,
        "missing": tmp_path / "missing",
        "words": passphrase,
        "wrong": wrong,
        "out": tmp_path / "out",
    }
    result = caseapp(*(argument.format(**places) for argument in arguments))
    assert result.returncode == status, result.stderr
    if status != 2:
        assert one_sentence(result)
    assert not (tmp_path / "out").exists()


def test_a_vault_in_use_is_left_alone(example: Path, passphrase: Path) -> None:
    office = vaults.unlock(example, PASSPHRASE)
    try:
        result = caseapp("vault", "unlock-test", "--vault", example, "--passphrase-file", passphrase)
    finally:
        office.close()
    assert result.returncode == 3
    assert one_sentence(result)


def test_a_due_day_comes_with_its_sentence() -> None:
    assert "VC-051: PCSC Act 2022" in caseapp("due", "VC-051", "--from", "2026-12-23").stdout
    result = caseapp("due", "VC-033", "--from", "2026-12-23")
    assert result.returncode == 0
    assert "4 January 2027" in result.stdout or "Mon 4 Jan 2027" in result.stdout
    assert "5 working days" in result.stdout
    faster = caseapp("due", "vc-033", "--from", "2026-12-23", "--enhanced")
    assert "24 Dec" in faster.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("VC-030", "--from", "23/12/2026"), "By Mon 4 Jan 2027: 5 working days"),
        (("VC-028", "--from", "2024-02-29"), "By Sat 28 Feb 2026: 2 years from Thu 29 Feb 2024."),
        (("VC-069", "--from", "2026-12-23", "--received", "2026-12-20"), "Nobody hears of something before it"),
        (("VC-046", "--from", "2026-11-30"), "Not part of the Code: it is no breach of the Code."),
        (("VC-005", "--from", "yesterday"), "1 day since then."),
        (("VC-030", "--from", "2031-12-23"), "Bank holidays after 2028 are projected."),
        (("VC-030", "--from", "2150-01-01"), "No bank holidays are known after 2035"),
        (("VC-030", "--from", "2011-12-23"), "No bank holidays are known before 2012"),
        (("VC-030", "--from", "2021-03-31"), "Not yet in force that day: it began on Thu 1 Apr 2021."),
        (("VC-030", "--from", "2026-11-20", "--received", "2026-11-24"), "whenever the provider heard."),
        (("VC-030", "--from", "2026-11-20"), "VC-030: Victims’ Code 2020, right 6, paragraph 6.1?"),
    ],
)
def test_a_due_day_takes_dates_as_people_write_them_and_says_what_is_special(
    arguments: tuple[str, ...], said: str
) -> None:
    result = caseapp("due", *arguments)
    assert result.returncode == 0, result.stderr
    assert said in result.stdout


@pytest.mark.parametrize(
    ("right", "wrong"),
    [('triggers = ["bail"]', 'triggers = ["bial"]'), ('provider = ["wcu"]', 'provider = ["wuc"]'),
     ('only_if = ["witness"]', 'only_if = ["wittness"]')],
)  # fmt: skip
def test_a_word_that_no_list_knows_is_found_on_its_line(right: str, wrong: str, project: Path, tmp_path: Path) -> None:
    """A rule with a mistyped trigger would never open, and nobody would notice."""
    shipped = (project / "resources" / "catalogues" / "victims_code" / "2020.toml").read_text(encoding="utf-8")
    assert right in shipped
    (tmp_path / "mine.toml").write_text(shipped.replace(right, wrong, 1), encoding="utf-8")
    result = caseapp("code", "check", tmp_path / "mine.toml")
    assert result.returncode == 4
    assert "is not known" in one_sentence(result)


def test_the_shipped_catalogue_is_valid(project: Path) -> None:
    result = caseapp("code", "check", project / "resources" / "catalogues" / "victims_code" / "2020.toml")
    assert result.returncode == 0
    assert "99 rules" in result.stdout


@pytest.mark.parametrize(
    "words", [("--help",), ("report", "--help"), ("report", "rights", "--help"), ("vault", "--help"), ("--version",)]
)
def test_help_is_there(words: tuple[str, ...]) -> None:
    result = caseapp(*words)
    assert result.returncode == 0
    assert result.stdout.strip()


def test_no_passphrase_can_be_given_as_an_argument_or_in_the_environment(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CASEAPP_PASSPHRASE", "PASSPHRASE"):
        monkeypatch.setenv(name, PASSPHRASE)
    unlock = ("vault", "unlock-test", "--vault", example)
    for more in (("--passphrase", PASSPHRASE), ("--passphrase-fil", PASSPHRASE), (PASSPHRASE,)):
        typed = caseapp(*unlock, *more)
        assert typed.returncode == 2, typed.stdout
        assert "unrecognized arguments" in typed.stderr
    assert caseapp(*unlock).returncode == 3, "only a file or what is typed opens it"
