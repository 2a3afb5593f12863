"""From cases to a folder that may leave: count by the rules, protect, write, attack, refuse, remember."""

import csv
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused, Trouble
from caseapp.crypto.kdf import TESTING
from caseapp.disclosure.tables import CountTable
from caseapp.domain import shipped
from caseapp.domain.case import NewCase
from caseapp.domain.person import PersonDetails
from caseapp.domain.withdrawal import WithdrawalDraft
from caseapp.services import annual, attacking, cases, journey, ledger, release_view, vaults, withdrawals
from caseapp.services.journey import EventDraft
from caseapp.services.office import Office
from caseapp.store.tables import Release

YEAR = "2026-27"
DAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 19, 9, tzinfo=UTC)
PHRASE = "seven quiet herons wade upstream"
SMALL = ("cases", "reason_by_stage")
WITHDREW = ("reason_by_stage", "withdrawals_days")


def someone(
    office: Office,
    *,
    reported: str = "yes",
    crime: str | None = "da",
    district: str | None = "swale",
    disability: str | None = None,
) -> str:
    person = PersonDetails(first_name="Invented", last_name="Person", district=district, disability=disability)
    on = date(2026, 11, 2) if reported == "yes" else None
    new = NewCase(None, person=person, crime_group=crime, reported=reported, reported_on=on)
    return cases.open_case(office, new).row_id


def steps_back(
    office: Office, case_id: str, reason: str = "P4", stage: str = "S2", day: date = DAY, **more: object
) -> None:
    kind = "did_not_report" if stage == "S0" else "withdrew"
    draft = WithdrawalDraft(case_id, kind, stage, day, reason)
    withdrawals.record(office, replace(draft, **more))  # type: ignore[arg-type]  # a test names only what it changes


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small year in a vault of its own: groups large enough to show, and some that are too small."""
    folder = tmp_path_factory.mktemp("made") / "vault"
    office = vaults.set_up(folder, name="Robin E.", passphrase=PHRASE, profile=TESTING, clock=SetClock(NOW)).office
    sizes = dict(zip(product(("P4", "F1", "T1"), ("S1", "S2", "S0")), (16, 21, 2, 14, 3, 12, 1, 18, 11), strict=True))
    with office.unit():
        for (reason, stage), size in sizes.items():
            for _ in range(size):
                steps_back(office, someone(office, reported="no" if stage == "S0" else "yes"), reason, stage)
        for _ in range(25):
            someone(office)
    office.close()
    return folder


@pytest.fixture
def year(made_once: Path, tmp_path: Path) -> Iterator[Office]:
    """A copy of that vault, open."""
    copy = shutil.copytree(made_once, tmp_path / "copy")
    office = vaults.unlock(copy, PHRASE, clock=SetClock(NOW))
    yield office
    office.close()


def written(office: Office, folder: Path) -> tuple[annual.Release, Path]:
    """A small commissioner's report on disk and in the ledger."""
    release = annual.protect(annual.count(office, YEAR, SMALL), "commissioner")
    annual.enter_written(office, release, annual.write(release, folder))
    return release, folder


def counted(office: Office, table_id: str) -> CountTable:
    return next(table for table in annual.count(office, YEAR).counted.tables if table.id == table_id)


def test_a_withdrawal_counts_each_time_and_a_reason_once_a_person_by_the_latest_time_they_were_asked(
    office: Office,
) -> None:
    case_id = someone(office)
    steps_back(office, case_id, "P4", "S1", date(2026, 11, 3))
    steps_back(office, case_id, "F1", "S2", date(2026, 11, 10))
    steps_back(office, case_id, "X8", "S2", date(2026, 11, 16))
    reasons, withdrawals_ = counted(office, "reason_by_stage"), counted(office, "withdrawals_days")
    assert (reasons.measure, reasons.base) == ("people", 1)
    assert reasons.counts["group_fear", "S2"] == 1
    assert reasons.counts["group_police_cjs", "S1"] == 0
    assert (withdrawals_.measure, withdrawals_.base) == ("withdrawals", 3)


@pytest.mark.parametrize("reason", ["X1", "X8"])
def test_whom_nobody_could_ask_withdrew_but_is_not_in_the_base_of_reasons(office: Office, reason: str) -> None:
    steps_back(office, someone(office), reason)
    steps_back(office, someone(office), "X7", also=("P4",))
    assert counted(office, "withdrawals_days").base == 2
    assert counted(office, "reason_by_stage").base == 1
    assert counted(office, "any_reason").base == 1


def test_deciding_not_to_report_has_a_reason_but_is_no_withdrawal(office: Office) -> None:
    steps_back(office, someone(office, reported="no"), "B1", "S0")
    assert counted(office, "reason_by_stage").counts["group_belief", "did_not_report"] == 1
    assert counted(office, "withdrawals_days").base == 0


@pytest.mark.parametrize(
    ("recorded", "counts_as"),
    [("none", "no"), ("mobility,mental_health", "yes"), ("not_stated", "not_known"), (None, "not_known")],
)
def test_disability_counts_as_yes_or_no_and_what_nobody_said_as_not_known(
    office: Office, recorded: str | None, counts_as: str
) -> None:
    steps_back(office, someone(office, disability=recorded))
    assert counted(office, "withdrawals_disability").counts[counts_as,] == 1


def test_every_table_says_in_its_title_what_it_counts(office: Office) -> None:
    steps_back(office, someone(office))
    for table in annual.count(office, YEAR).counted.tables:
        assert table.measure in table.title.lower()


def test_main_and_further_reasons_are_counted_as_the_rules_say(office: Office) -> None:
    steps_back(office, someone(office), "P4", also=("F1", "T1"))
    any_reason = counted(office, "any_reason").counts
    assert [any_reason[code,] for code in ("P4", "F1", "T1", "all")] == [1, 1, 1, 1]
    assert counted(office, "reason_by_stage").counts["group_fear", "all"] == 0


def test_what_the_police_ended_is_not_stepping_back_and_the_person_still_counts_as_supported(office: Office) -> None:
    steps_back(office, someone(office), "X3")
    assert counted(office, "reason_by_stage").base == 0
    assert counted(office, "cases").counts["all", "yes"] == 1


def test_whoever_asked_not_to_be_reported_is_in_no_table(office: Office) -> None:
    steps_back(office, someone(office), may_report=False)
    someone(office)
    assert counted(office, "cases").base == 1
    assert counted(office, "reason_by_stage").base == 0


def test_not_known_stands_in_its_own_line(office: Office) -> None:
    steps_back(office, someone(office, crime=None, district=None))
    assert counted(office, "reason_by_district").counts["group_police_cjs", "not_known"] == 1
    assert counted(office, "cases").counts["not_known", "yes"] == 1


def test_a_report_is_live_until_it_is_known_to_have_ended(office: Office) -> None:
    someone(office)
    ended, again = someone(office), someone(office)
    for case_id in (ended, again):
        journey.record(office, EventDraft(case_id, "nfa_police", date(2026, 3, 2)))
    journey.record(office, EventDraft(again, "reopened", date(2026, 3, 20)))
    someone(office, reported="no")
    someone(office, reported="unknown")
    reports = counted(office, "reports").counts
    wanted = {"all": 5, "yes": 3, "live": 2, "after": 0, "earlier": 2, "ended": 1, "no": 1, "unknown": 1}
    assert {code: reports[code,] for code in wanted} == wanted


def test_a_report_made_with_our_support_has_its_own_line(office: Office, clock: SetClock) -> None:
    case_id = someone(office, reported="no")
    someone(office)
    clock.instant += timedelta(days=8)
    journey.record(office, EventDraft(case_id, "report", clock.instant.date()))
    reports = counted(office, "reports").counts
    assert (reports["yes",], reports["after",], reports["earlier",]) == (2, 1, 1)


def test_relationships_and_agencies_are_counted_by_their_groups(office: Office) -> None:
    steps_back(office, someone(office), agency="witness_service")
    steps_back(office, someone(office))
    agency, relationship = (
        counted(office, "withdrawals_agency").counts,
        counted(office, "withdrawals_relationship").counts,
    )
    assert (agency["court",], agency["none_named",], relationship["not_known",]) == (1, 1, 2)


def test_every_code_of_a_grouped_list_has_its_group() -> None:
    for dimension, name in (("relationship", "relationships"), ("agency", "agencies")):
        named = [code for group in annual.spec().groups_of(dimension) for code in group.codes]
        known = {item.code for item in shipped.code_list(name).items} - {"unknown"}
        assert sorted(named) == sorted(known)


def test_days_are_counted_from_the_report(office: Office) -> None:
    steps_back(office, someone(office), day=date(2026, 11, 9))
    steps_back(office, someone(office), day=date(2026, 11, 10))
    days = counted(office, "withdrawals_days").counts
    assert (days["to_7",], days["to_30",]) == (1, 1)


def test_a_report_is_written_attacked_and_holds_nothing_below_the_policy(year: Office, tmp_path: Path) -> None:
    out = tmp_path / "annual-2026-27"
    release, written = annual.export(year, YEAR, "public", out)
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == set(written.files)
    for table in release.tables:
        truth = counted(year, table.id)
        small = [key for key, value in truth.counts.items() if 0 < value < release.certificate.threshold]
        assert all(table.cells[key].status == "c" for key in small)
    report = attacking.attack_folders([out], release.certificate.threshold)
    assert report.findings
    assert not report.narrow
    certificate = json.loads((out / "certificate.json").read_text(encoding="utf-8"))
    assert certificate
    everything = b"".join(path.read_bytes() for path in out.rglob("*") if path.suffix in {".csv", ".json", ".html"})
    assert b"Invented" not in everything
    assert b"Person, " not in everything


def test_the_window_shows_what_the_folder_holds(year: Office, tmp_path: Path) -> None:
    release, folder = written(year, tmp_path / "out")
    shown = release_view.preview(release, "reason_by_stage")
    with (folder / "tables/reason_by_stage.csv").open(encoding="utf-8", newline="") as file:
        on_disk = {(row["main_reason"], row["stage"]): row["value"] or "[c]" for row in csv.DictReader(file)}
    cells = {
        (row.code, column.code): cell.text
        for row in shown.rows
        for column, cell in zip(shown.columns, row.cells, strict=True)
    }
    assert cells == on_disk
    assert "[c]" in cells.values()
    assert shown.title == "People asked why: main reason, by stage"


def test_charts_and_checks_are_made_from_what_is_printed(year: Office) -> None:
    release = annual.protect(annual.count(year, YEAR, SMALL), "public")
    chart = release_view.chart(release, "reason_by_stage")
    assert chart is not None
    assert chart.title == "Figure 2. Main reason, all people"
    table = release.table("reason_by_stage")
    printed = {table.dimensions[0].label_of(code): table.cells[code, "all"].value for code, _all in table.cells}
    assert {row.label: row.value for row in chart.rows}.items() <= printed.items()
    here, everywhere = release_view.checks(release, "reason_by_stage"), release_view.checks(release)
    note = next(each for each in release.certificate.tables if each.table == "reason_by_stage")
    assert here[0].title == f"{note.primary} small numbers hidden"
    assert here[1].title == f"{note.complementary} more hidden to protect them"
    assert note.primary + note.complementary == table.hidden
    assert here[2:] == everywhere[2:]
    assert release_view.headline(release, "reason_by_stage") == ""
    whole = annual.protect(annual.count(year, YEAR, (*SMALL, "reports", "withdrawals_days")), "commissioner")
    rate = release_view.headline(whole, "withdrawals_days")
    assert rate == "Withdrawals, beside people with a live report: 74 for each 100 (73 withdrawals, 98 people)."
    assert release_view.headline(whole, "cases").startswith("Not reported, of the people of whom it is known: ")


def test_the_same_figures_may_leave_again_beside_what_left_before(year: Office, tmp_path: Path) -> None:
    first, folder = written(year, tmp_path / "first")
    assert {table.release for table in ledger.earlier(year)} == {first.name}
    again, second = written(year, tmp_path / "second")
    assert again.certificate.earlier_releases == (first.name,)
    assert "Joined with 1 earlier report" in [check.title for check in release_view.checks(again)]
    together = attacking.attack_folders([folder, second], again.certificate.threshold)
    assert together.findings
    assert not together.narrow


def test_one_year_leaves_for_the_commissioner_and_then_for_the_public(year: Office, tmp_path: Path) -> None:
    written(year, tmp_path / "commissioner")
    release = annual.protect(annual.count(year, YEAR, SMALL), "public")
    annual.enter_written(year, release, annual.write(release, tmp_path / "public"))
    assert release.certificate.attack.narrow == 0
    assert not attacking.attack_folders([tmp_path / "public"], release.certificate.threshold).narrow


def test_one_more_record_after_a_release_cannot_be_found_by_comparing(year: Office, tmp_path: Path) -> None:
    written(year, tmp_path / "first")
    steps_back(year, someone(year), "P4", "S2")
    figures = annual.count(year, YEAR, SMALL)
    assert len(figures.earlier) == len(SMALL)
    with pytest.raises(Refused) as refused:
        annual.protect(figures, "commissioner")
    assert refused.value.code in {"too_few_new_records", "cannot_be_made_safe"}
    assert len(ledger.earlier(year)) == len(SMALL)


def test_few_second_withdrawals_do_not_show_beside_the_people_asked(year: Office) -> None:
    """Two withdraw again: beside the people asked, the number of withdrawals would say that it was so few."""
    before = annual.protect(annual.count(year, YEAR, WITHDREW), "commissioner")
    assert before.table("withdrawals_days").cells["all",].value == 73
    for _ in range(2):
        case_id = someone(year)
        steps_back(year, case_id, "P4", "S2", date(2026, 11, 10))
        steps_back(year, case_id, "P4", "S2", date(2026, 11, 12))
    release = annual.protect(annual.count(year, YEAR, WITHDREW), "commissioner")
    assert release.table("reason_by_stage").cells["all", "withdrew"].value == 75
    assert release.table("withdrawals_days").cells["all",].status == "c"


def test_a_year_that_left_by_older_rules_is_not_counted_again(year: Office, tmp_path: Path) -> None:
    written(year, tmp_path / "first")
    figures = annual.count(year, YEAR, SMALL)
    older = tuple(replace(each, universe="stepped_back") for each in figures.earlier if each.universe == "asked")
    with pytest.raises(Refused, match="released_by_older_rules") as refused:
        annual.protect(replace(figures, earlier=older), "commissioner")
    assert refused.value.facts["release"] == (
        "“Why people step back” for April 2026 to March 2027 (Kent, for a commissioner), "
        "which left on 19 November 2026 at 09:00"
    )


def test_the_certificate_counts_what_was_tried_of_this_report_only(year: Office, tmp_path: Path) -> None:
    written(year, tmp_path / "first")
    again, folder = written(year, tmp_path / "second")
    certificate = json.loads((folder / "certificate.json").read_text(encoding="utf-8"))
    assert certificate["attack"]["cells_tried"] == certificate["cells"]["hidden"] > 0
    assert again.certificate.earlier_releases


def test_a_public_report_says_nothing_of_a_copy_for_the_commissioner(year: Office, tmp_path: Path) -> None:
    closer, _ = written(year, tmp_path / "commissioner")
    public = annual.protect(annual.count(year, YEAR, SMALL), "public")
    alone = annual.protect(replace(annual.count(year, YEAR, SMALL), earlier=()), "public")
    assert closer.name in public.certificate.earlier_releases
    annual.enter_written(year, public, annual.write(public, tmp_path / "public"))
    for name in ("certificate.json", "datapackage.json", "report.html"):
        assert closer.name not in (tmp_path / "public" / name).read_text("utf-8")
    said = json.loads((tmp_path / "public" / "certificate.json").read_text("utf-8"))
    assert said["earlier_releases"] == []
    shown = [each.cells for each in alone.tables] == [each.cells for each in public.tables]
    assert not shown or said["attack"] | {"seconds": 0} == asdict(alone.certificate.attack) | {"seconds": 0}


def test_a_report_names_the_earlier_ones_that_its_readers_may_hold(year: Office, tmp_path: Path) -> None:
    first = annual.protect(annual.count(year, YEAR, SMALL), "public")
    annual.enter_written(year, first, annual.write(first, tmp_path / "public"))
    _, folder = written(year, tmp_path / "commissioner")
    said = json.loads((folder / "certificate.json").read_text("utf-8"))
    assert said["earlier_releases"] == [first.name]
    assert said["attack"]["seconds"] > 0


def test_every_field_of_a_certificate_is_explained(year: Office, tmp_path: Path, project: Path) -> None:
    _, folder = written(year, tmp_path / "out")
    explained = (project / "caseapp" / "reports" / "README.md").read_text("utf-8")
    plain = json.loads((folder / "certificate.json").read_text("utf-8"))
    inner = {f"{key}.{name}" for key, value in plain.items() if isinstance(value, dict) for name in value}
    names = {*plain, *(name for name in inner if not name.startswith("files."))}
    assert not [name for name in sorted(names) if f"`{name}`" not in explained]


def test_nothing_is_overwritten(year: Office, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match="output_exists"):
        annual.export(year, YEAR, "public", tmp_path)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert not ledger.earlier(year)


def test_what_cannot_be_entered_in_the_ledger_does_not_stay_on_disk(year: Office, tmp_path: Path) -> None:
    release = annual.protect(annual.count(year, YEAR, SMALL), "public")
    folder = annual.write(release, tmp_path / "out")
    with year.store.connection().begin():
        year.store.connection().exec_driver_sql(
            f"CREATE TEMP TRIGGER full BEFORE INSERT ON {Release.__tablename__} BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    with pytest.raises(Trouble):
        annual.enter_written(year, release, folder)
    assert not folder.folder.exists()
    assert not ledger.earlier(year)


def test_a_year_that_has_not_begun_is_refused(year: Office) -> None:
    with pytest.raises(Refused, match="year_not_begun"):
        annual.count(year, "2027-28")


def test_a_year_that_is_not_over_says_so_first(year: Office) -> None:
    release = annual.protect(annual.count(year, YEAR, SMALL), "public")
    assert release.notes[0] == "This year is not over. Its figures are those to 19 November 2026 and will change."
    over = annual.count(year, YEAR, SMALL)
    later = replace(over, made_at=datetime(2027, 4, 2, 9, tzinfo=UTC))
    assert annual.protect(later, "public").notes == annual.spec().notes


def test_a_year_with_nobody_is_refused(year: Office) -> None:
    with pytest.raises(Refused, match="year_empty"):
        annual.count(year, "2023-24")


def test_only_a_lead_may_count(year: Office) -> None:
    caseworker = replace(year, desk=replace(year.desk, role="caseworker"))
    with pytest.raises(Refused, match="leads_only"):
        annual.count(caseworker, YEAR)


def test_the_inside_figures_cannot_leave(year: Office) -> None:
    with pytest.raises(Refused, match="policy_unknown"):
        annual.protect(annual.count(year, YEAR, SMALL), "internal")
