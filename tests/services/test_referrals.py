"""What becomes of a referral: taken up, or decided about otherwise."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase, WaitingReferral
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, imports, journal, vaults
from caseapp.services.office import Office

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
SHEET = b"""Ref,First name,Surname,DOB,Mobile,Received,Source,District,Risk,Summary
A1,Amara,Example,01/03/1985,07700 900123,02/11/2026,Police,Thanet,High,Rang at night
A2,Ines,Sample,12/12/1990,,03/11/2026,Housing,Swale,Medium,
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = vaults.set_up(
        tmp_path / "vault",
        name="Robin E.",
        passphrase="seven quiet otters walk home",
        profile=TESTING,
        clock=SetClock(NOW),
    ).office
    imports.perform(made, imports.plan(made, SHEET, "sheet.csv"))
    yield made
    made.close()


@pytest.fixture
def amara(office: Office) -> WaitingReferral:
    return cases.waiting(office)[0]


def test_a_referral_is_shown_in_full(office: Office, amara: WaitingReferral) -> None:
    found = cases.referral(office, amara.id)
    assert found.person.first_name == "Amara"
    assert found.person.phone == "07700 900123"
    assert found.referral.their_id == "A1"
    assert found.referral.received_on == date(2026, 11, 2)
    assert (found.decision, found.imported, found.again, found.cases) == ("pending", True, 0, ())


def test_a_referral_that_is_not_there_is_refused(office: Office) -> None:
    for ask in (cases.referral, lambda office, id_: cases.decide_referral(office, id_, "declined")):
        with pytest.raises(Refused, match="referral_missing"):
            ask(office, "0" * 32)


@pytest.mark.parametrize(
    "decision", ["referred_on", "declined", "no_contact", "out_of_area", "ineligible", "duplicate"]
)
def test_a_decision_takes_a_referral_off_the_list_and_undo_brings_it_back(
    office: Office, amara: WaitingReferral, decision: str
) -> None:
    done = cases.decide_referral(office, amara.id, decision, "as asked")
    assert [each.first_name for each in cases.waiting(office)] == ["Ines"]
    assert cases.referral(office, amara.id).decision_reason == "as asked"
    journal.undo(office, done.batch)
    assert cases.waiting(office)[0] == amara


def test_the_waiting_list_keeps_a_referral_in_view(office: Office, amara: WaitingReferral) -> None:
    cases.decide_referral(office, amara.id, "waiting_list")
    assert [each.decision for each in cases.waiting(office)] == ["waiting_list", "pending"]
    cases.decide_referral(office, amara.id, "pending")
    assert cases.waiting(office)[0] == amara


@pytest.mark.parametrize("decision", ["accepted", "nonsense"])
def test_accepting_is_done_by_opening_a_case(office: Office, amara: WaitingReferral, decision: str) -> None:
    with pytest.raises(Refused, match="referral_decision_unknown"):
        cases.decide_referral(office, amara.id, decision)


def test_a_referral_taken_up_is_not_decided_again(office: Office, amara: WaitingReferral) -> None:
    cases.take_up(office, NewCase(None, person_id=amara.person_id, referral_id=amara.id))
    with pytest.raises(Refused, match="referral_taken"):
        cases.decide_referral(office, amara.id, "declined")


def test_taking_up_puts_right_what_was_wrong_about_the_person(office: Office, amara: WaitingReferral) -> None:
    new = NewCase(None, person_id=amara.person_id, referral_id=amara.id, risk="high")
    done = cases.take_up(office, new, known_as="Ama", district="swale")
    header = cases.header(office, done.row_id)
    assert (header.known_as, header.district, header.risk) == ("Ama", "swale", "high")
    found = cases.referral(office, amara.id)
    assert (found.decision, found.case_id, found.cases) == ("accepted", done.row_id, (done.reference,))
    journal.undo(office, done.batch)
    assert cases.waiting(office)[0] == amara


def test_a_referral_about_somebody_known_is_filed_under_them(office: Office, amara: WaitingReferral) -> None:
    old = cases.open_case(office, NewCase(None, person=PersonDetails(first_name="Amara", last_name="Example")))
    person_id = cases.header(office, old.row_id).person_id
    cases.take_up(office, NewCase(None, person_id=person_id, referral_id=amara.id))
    found = cases.referral(office, amara.id)
    assert found.person_id == person_id
    assert found.referral.summary == (
        "Rang at night\nBorn, age or age band (as received): 1985-03-01\nDistrict (as received): Thanet\n"
        "Telephone (as received): 07700 900123"
    )
    assert len(found.cases) == 2
    assert amara.person_id not in {each.person_id for each in imports.known_people(office).people}
