"""The rights return: each person once in a line, by the worst, through the same door as the annual report."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.crypto.kdf import TESTING
from caseapp.disclosure.attack import attack
from caseapp.domain import shipped
from caseapp.domain.case import NewCase
from caseapp.domain.person import PersonDetails
from caseapp.domain.return_spec import report_year
from caseapp.domain.rights_return import line_of
from caseapp.domain.rights_view import Told
from caseapp.domain.withdrawal import WithdrawalDraft
from caseapp.reports.reading import read_release
from caseapp.services import annual, cases, challenges, journey, ledger, returns_rights, rights, vaults, withdrawals
from caseapp.services.office import Office

PHRASE = "seven quiet herons wade upstream"
YEAR = "2026-27"


def someone(office: Office, crime: str = "da") -> str:
    new = NewCase(None, person=PersonDetails(first_name="Invented"), crime_group=crime, reported="no")
    return cases.open_case(office, new).row_id


def news(office: Office, case_id: str) -> str:
    """The instance of being told of the arrest."""
    found = (one for each in rights.for_case(office, case_id).rights for one in each.instances)
    return next(one.id or "" for one in found if one.rule_id == "VC-030")


def asked_for(office: Office, case_id: str) -> None:
    """Somebody asked the officer: only then is it known not to have been done."""
    draft = challenges.ChallengeDraft(news(office, case_id), "ask_officer", date(2026, 11, 9))
    challenges.start(office, draft)


def arrested(office: Office, told_after: int | None, quality: tuple[str, str] = ("yes", "yes")) -> str:
    """Someone whose suspect was arrested on Monday 2 November, and who was told some days after, or never."""
    case_id = someone(office)
    journey.record(office, journey.EventDraft(case_id, "arrest", date(2026, 11, 2)))
    if told_after is not None:
        rights.told(office, news(office, case_id), Told(date(2026, 11, 2) + timedelta(told_after), "phone", *quality))
    return case_id


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("made") / "vault"
    clock = SetClock(datetime(2026, 11, 19, 9, tzinfo=UTC))
    office = vaults.set_up(folder, name="Robin E.", passphrase=PHRASE, profile=TESTING, clock=clock).office
    with office.unit():
        for _ in range(22):
            arrested(office, 1)
        for _ in range(14):
            arrested(office, 4, ("no", "yes"))
        for number in range(12):
            untold = arrested(office, None)
            if number < 5:
                asked_for(office, untold)
        asked = arrested(office, None)
        rights.set_state(office, news(office, asked), "unknown")
        twice = arrested(office, 1)
        journey.record(office, journey.EventDraft(twice, "interview", date(2026, 11, 3)))
        silent = arrested(office, None)
        draft = WithdrawalDraft(silent, "withdrew", "S1", date(2026, 11, 10), "P4", may_report=False)
        withdrawals.record(office, draft)
    yield office
    office.close()


def line(office: Office, table_id: str) -> dict[tuple[str, ...], int]:
    counted = returns_rights.count(office, YEAR).counted
    return dict(next(table for table in counted.tables if table.id == table_id).counts)


def test_each_person_counts_once_by_the_worst_and_what_nobody_asked_for_is_not_known(made: Office) -> None:
    counts = line(made, "r06_police_m3_time")
    assert counts["all", "all"] == 50
    assert [counts["enhanced", each] for each in ("in_time", "late", "not_done", "not_known")] == [22, 14, 5, 9]
    assert counts["standard", "all"] == 0


def test_quality_stands_beside_timeliness(made: Office) -> None:
    counts = line(made, "r06_police_m3_quality")
    assert [counts["all", each] for each in ("good", "not_understood", "not_told")] == [22, 14, 5]
    assert counts["all", "not_known"] == 9


def test_every_duty_in_law_is_in_exactly_one_line_and_nothing_else_is(made: Office) -> None:
    spec = returns_rights.spec()
    for rule in shipped.catalogue().rules:
        found = line_of(spec, rule.id, rule.right, rule.provider[0], rule.layer.value, own=rule.victims_own)
        counted = not rule.victims_own and rule.layer.value in {"code", "statute"} and rule.id not in spec.not_scored
        assert (found is not None) is counted, rule.id
    assert {each.number for each in spec.measures} == {1, 2, 3, 4, 5}


def test_the_report_is_written_attacked_and_entered_like_the_annual_one(made: Office, tmp_path: Path) -> None:
    release, written = returns_rights.export(made, YEAR, "commissioner", tmp_path / "out")
    assert written.folder == tmp_path / "out"
    found = attack(read_release(written.folder), release.certificate.threshold)
    assert not found.narrow
    assert not found.contradictory
    assert {each.universe for each in ledger.earlier(made)} >= {"r06_police_m3"}
    assert not any("Invented" in file.read_text("utf-8", "ignore") for file in written.folder.rglob("*.csv"))
    with pytest.raises(Refused) as refused:
        returns_rights.export(made, YEAR, "commissioner", tmp_path / "out")
    assert refused.value.code == "output_exists"


def test_a_year_with_too_few_people_and_a_caseworker_are_refused(made: Office, office: Office, amara: str) -> None:
    from dataclasses import replace

    with pytest.raises(Refused) as few:
        returns_rights.count(office, YEAR)
    worker = replace(made, desk=replace(made.desk, role="caseworker"))
    with pytest.raises(Refused) as no_lead:
        returns_rights.count(worker, YEAR)
    assert (few.value.code, no_lead.value.code) == ("rights_of_few", "leads_only")
    assert annual.SPEC != returns_rights.SPEC
    assert report_year(YEAR).label == YEAR
