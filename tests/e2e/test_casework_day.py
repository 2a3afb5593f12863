"""A day's casework in the real window, from a referral to an answered survey, and all of it found in the vault."""

from datetime import date
from pathlib import Path

import pytest

from caseapp.base.clock import SystemClock, london_date
from caseapp.domain.shipped import calendar
from caseapp.services import cases, contacts, journey, rights, safe_contacts, surveys, withdrawals
from tests.e2e.conftest import OpenOffice
from tests.e2e.steps import unlock
from tests.e2e.window import Window

pytestmark = pytest.mark.e2e
NOTE = "Rang back. Feels safe tonight."
WORDS = "I just want it to stop."


@pytest.mark.long
def test_from_a_referral_to_an_answered_survey(unlocked: Window, vault: Path, office_of: OpenOffice) -> None:
    today = london_date(SystemClock().now())
    due = calendar().add_working_days(today, 1)
    name, reference = take_up_the_first_referral(unlocked)
    log_a_contact(unlocked)
    released_on_police_bail(unlocked)
    told_on_time(unlocked, due)
    step_back(unlocked)
    answer_the_survey(unlocked)
    unlock(unlocked)
    unlocked.wait("Names are hidden")
    assert unlocked.find(name) is None, "whoever was asked may still look on"
    unlocked.press("ctrl+shift+h", "ctrl+k")
    unlocked.type(reference)
    unlocked.wait(reference, "list item")
    unlocked.press("Return")
    unlocked.wait("Code word: heron")
    unlocked.press("ctrl+2")
    unlocked.wait(NOTE)
    assert "Traceback" not in unlocked.close()

    with office_of(vault) as office:
        (case,) = [hit for hit in cases.find(office, reference) if hit.reference == reference]
        assert f"{case.last_name}, {case.first_name}" == name
        safe = safe_contacts.current(office, case.id)
        assert safe is not None
        assert (safe.number, safe.code_word, safe.call_safe) == ("07700 900147", "heron", "yes")
        (contact,) = contacts.chronology(office, case.id).rows
        assert (contact.channel, contact.result, contact.note) == ("call", "spoke", NOTE)
        (event,) = journey.events(office, case.id)
        assert event.happened_on == today
        told = next(row for right in rights.for_case(office, case.id).rights for row in right.instances if row.told_on)
        assert (told.due_on, told.told_on, told.told_how) == (due, today, "phone")
        assert (told.standing, told.evidence_contact) == ("told_in_time", contact.id)
        (withdrawal,) = withdrawals.of_case(office, case.id)
        assert (withdrawal.kind, withdrawal.stage) == ("withdrew", "S1")
        assert (withdrawal.main_reason, withdrawal.also, withdrawal.own_words) == ("F1", ("P1",), WORDS)
        (offer,) = surveys.offers(office, case.id)
        assert offer.state == "answered"


def take_up_the_first_referral(window: Window) -> tuple[str, str]:
    """Alt+3, Enter: who is known is searched first; then the form, already filled in. Gives the name and reference."""
    window.press("alt+3")
    row = window.wait_focus("Waiting")
    name = row.name.split(".")[0]
    window.picture("2-referrals")
    window.press("Return")
    window.wait("New case from a referral")
    window.wait("Search again")
    window.picture("2-new-case")
    window.tab_to("Safe phone number")
    window.type("07700 900147")
    window.tab_to("Calls")
    window.press("space")
    window.tab_to("Safe times to call")
    window.type("mon-fri 10-14")
    window.tab_to("Code word")
    window.type("heron")
    window.picture("2-safe-contact")
    window.press("ctrl+Return")
    reference = window.wait(" opened", "label").name.split()[0]
    window.wait("Code word: heron")
    window.picture("2-case")
    return name, reference


def log_a_contact(window: Window) -> None:
    """Four keys and a note."""
    before = window.keys
    window.press("ctrl+n")
    window.wait_focus("Call")
    window.press("c")
    window.wait_focus("Spoke")
    window.press("s")
    window.wait_focus("Note")
    window.type(NOTE)
    window.picture("2-contact")
    window.press("ctrl+Return")
    window.wait("Contact saved to")
    assert window.keys - before == 4
    window.wait(NOTE)


def released_on_police_bail(window: Window) -> None:
    """The Justice journey: what happened, when; what it starts is said before it is saved."""
    window.press("ctrl+4")
    window.wait_focus("Something happened")
    window.press("Return")
    window.wait_focus("What happened?")
    window.type("police bail")
    window.wait("Released on police bail", "list item")
    window.press("Return")
    window.tab_to("When did it happen?")
    window.type("today")
    window.wait("This starts")
    window.picture("2-police-bail")
    window.press("ctrl+Return")
    window.wait("Event saved to")


def told_on_time(window: Window, due: date) -> None:
    """The right has its day; the police told in time; the call just logged shows it."""
    window.press("ctrl+3")
    row = window.wait_focus("Released on bail")
    assert f"Due by: {due:%a} {due.day} {due:%b}" in row.name
    window.picture("2-right-due")
    window.press("Return")
    window.wait_focus("told?")
    window.type("today")
    window.tab_to("Phone")
    window.press("space")
    window.tab_to("A contact or a document of this case")
    window.press("Down")
    window.wait("Call, ", "combo box")
    window.picture("2-told")
    window.press("ctrl+Return")
    window.wait("Right 6 saved to")
    window.wait("Status: Met", "cell")


def step_back(window: Window) -> None:
    """The withdrawal: its stage, a main reason and another, and the person's own words."""
    window.press("ctrl+6")
    window.wait_focus("Afraid the person will get back at them")
    window.press("m")
    window.wait("F1, main reason")
    window.type("trust")
    window.wait_focus("Does not trust the police")
    window.press("space")
    window.wait("P1, also")
    window.tab_to("own words")
    window.type(WORDS)
    window.picture("2-withdrawal")
    window.press("ctrl+Return")
    window.wait("Withdrawal saved to")
    window.wait("Main reason: Afraid the person will get back at them", "list item")


def answer_the_survey(window: Window) -> None:
    """Handed over: nothing of the case is left on screen; a digit and Enter a question; then it is locked."""
    window.press("ctrl+5")
    window.wait_focus("This service, short")
    window.press("ctrl+Return")
    window.wait_focus("Yes, it is safe")
    window.press("y")
    window.picture("2-surveys")
    window.press("ctrl+Return")
    for number in range(1, 9):
        window.wait(f"Question {number} of 8")
        assert window.find("KT-") is None
        window.press("2", "Return")
    window.wait_focus("Done")
    window.picture("2-thank-you")
    window.press("Return")
