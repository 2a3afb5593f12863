"""A caseworker's day without a screen: the example vault, the real window driven by its keys, pictures, the report.

For a machine that shows nothing: `python3 run.py` there proves the whole program and leaves what it made to look at.
"""

import secrets
import shutil
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from caseapp.base.errors import Refused, Trouble
from caseapp.base.words import sentence
from caseapp.domain.return_spec import year_from, year_of
from caseapp.services import annual, cases, contacts, example, rights, surveys, vaults, withdrawals
from caseapp.services.office import Office
from ui.pages.reports.page import ReportsPage
from ui.shell.hand import Hand
from ui.shell.window import MainWindow
from ui.theme.apply import apply_theme

MARK = "made-by-case-tracker.txt"
CASES = 600
SIZE = (1440, 900)
NOTE = "Rang back. Feels safe tonight, knows what happens next."
OWN_WORDS = "I just want it to stop."


def whole_day(app: QApplication, window: MainWindow, out: Path, size: int = CASES) -> int:
    """Make everything in `out`, telling what was done; the exit status is 0 if all of it worked."""
    try:
        _clear(out)
        passphrase = f"example {secrets.token_hex(8)} harbour"
        vault = out / "vault"
        print(f"Building an invented service of {size} cases, encrypted …")
        example.build(vault, cases=size, passphrase=passphrase, progress=_tell)
        (out / "passphrase.txt").write_text(passphrase + "\n", encoding="utf-8")
        window.resize(*SIZE)
        window.show()
        window.start(vault)
        hand = Hand(app, window, _folder(out / "pictures"))
        reference = _casework(hand, window, passphrase)
        _the_rest(hand, app, window, passphrase)
        window.close()
        hand.settle(0.5)
        _afterwards(out, vault, passphrase, reference)
    except Trouble as trouble:
        print(sentence(trouble), file=sys.stderr)
        return 1
    finally:
        window.close()
    return 0


def _casework(hand: Hand, window: MainWindow, passphrase: str) -> str:
    """From a referral to an answered survey; gives back the new case's reference."""
    hand.wait_on("Passphrase")
    hand.picture("01-unlock")
    _unlock(hand, window, passphrase)
    hand.settle(1.0)
    hand.picture("02-today")
    hand.press("Alt+2")
    hand.settle(1.0)
    hand.picture("03-caseload")
    reference = _new_case(hand)
    _log_a_contact(hand)
    _released_on_bail(hand)
    _told_on_time(hand)
    _step_back(hand)
    _survey(hand)
    print(f"In the window, by keyboard alone: a referral became case {reference} with safe contact details; a contact")
    print("was logged with four keys; the suspect was bailed, the right fell due and was met; a withdrawal; a survey.")
    return reference


def _unlock(hand: Hand, window: MainWindow, passphrase: str) -> None:
    hand.wait_on("Passphrase")
    hand.type(passphrase)
    hand.press("Return")
    hand.wait_for("Today", lambda: window.workplace() is not None)


def _new_case(hand: Hand) -> str:
    """Who is known is searched first; then the form, filled in from the referral."""
    hand.press("Alt+3")
    hand.wait_on("Waiting")
    hand.picture("04-referrals")
    hand.press("Return")
    hand.wait("Search again")
    hand.tab_to("Safe phone number")
    hand.type("07700 900147")
    hand.tab_to("Calls")
    hand.press("Space")
    hand.tab_to("Safe times to call")
    hand.type("mon-fri 10-14")
    hand.tab_to("Code word")
    hand.type("heron")
    hand.picture("05-new-case")
    hand.press("Ctrl+Return")
    hand.wait("Code word: heron")
    reference = hand.heard(" opened").split()[0]
    hand.picture("06-case")
    return reference


def _log_a_contact(hand: Hand) -> None:
    """Ctrl+N, C, S, the note, Ctrl+Enter: four keys and a note."""
    hand.press("Ctrl+N")
    hand.wait_on("Call")
    hand.press("C")
    hand.wait_on("Spoke")
    hand.press("S")
    hand.wait_on("Note")
    hand.type(NOTE)
    hand.picture("07-contact")
    hand.press("Ctrl+Return")
    hand.wait("Contact saved to")


def _released_on_bail(hand: Hand) -> None:
    """The journey says what an event starts before it is saved."""
    hand.press("Ctrl+4")
    hand.wait_on("Something happened")
    hand.press("Return")
    hand.wait_on("What happened?")
    hand.type("police bail")
    hand.wait("Released on police bail")
    hand.press("Return")
    hand.tab_to("When did it happen?")
    hand.type("today")
    hand.wait("This starts")
    hand.picture("08-journey")
    hand.press("Ctrl+Return")
    hand.wait("Event saved to")


def _told_on_time(hand: Hand) -> None:
    """The right has its day; the call just logged shows that it was met."""
    hand.press("Ctrl+3")
    hand.wait("Released on bail")
    hand.settle(1.0)
    hand.picture("09-right-due")
    hand.press("Return")
    hand.wait_on("told?")
    hand.type("today")
    hand.tab_to("Phone")
    hand.press("Space")
    hand.tab_to("A contact or a document of this case")
    hand.press("Down")
    hand.press("Ctrl+Return")
    hand.wait("Right 6 saved to")
    hand.picture("10-right-met")


def _step_back(hand: Hand) -> None:
    """Stage and date come filled in; a main reason, another, the person's own words."""
    hand.press("Ctrl+6")
    hand.wait("Afraid the person will get back at them")
    hand.settle(0.5)
    hand.press("M")
    hand.type("trust")
    hand.settle(0.5)
    hand.press("Space")
    hand.tab_to("own words")
    hand.type(OWN_WORDS)
    hand.picture("11-withdrawal")
    hand.press("Ctrl+Return")
    hand.wait("Withdrawal saved to")


def _survey(hand: Hand) -> None:
    """Only where it is safe; handed over, a digit and Enter a question; at the end it is locked."""
    hand.press("Ctrl+5")
    hand.wait_on("This service, short")
    hand.press("Ctrl+Return")
    hand.wait_on("Yes, it is safe")
    hand.press("Y", "Ctrl+Return")
    for number in range(1, 9):
        hand.wait(f"Question {number} of 8")
        if number == 1:
            hand.picture("12-survey")
        hand.press("2", "Return")
    hand.wait_on("Done")
    hand.press("Return")
    hand.wait_on("Passphrase")
    hand.picture("13-locked")


def _the_rest(hand: Hand, app: QApplication, window: MainWindow, passphrase: str) -> None:
    """Back in, with names hidden after the survey: the report as its lead sees it, the dark theme, the cover."""
    _unlock(hand, window, passphrase)
    hand.wait("Names are hidden")
    hand.press("Ctrl+Shift+H")
    hand.settle(1.0)
    window.show_place("reports")
    hand.wait_for("report", lambda: any(page.shown is not None for page in window.findChildren(ReportsPage)))
    hand.picture("14-reports")
    apply_theme(app, "dark")
    hand.press("Alt+2")
    hand.settle(1.0)
    hand.picture("15-caseload-dark")
    hand.press("F9")
    hand.picture("16-quick-hide")
    print("It was locked and opened again, and hidden with one key.")


def _afterwards(out: Path, vault: Path, passphrase: str, reference: str) -> None:
    """The vault opened again without the window: everything is there, and the annual report is written."""
    office = vaults.unlock(vault, passphrase)
    try:
        _look_for_the_day(office, reference)
        year = year_from(year_of(office.today()).first.year - 1).label
        release, written = annual.export(office, year, "public", out / "report")
    finally:
        office.close()
    certificate = release.certificate
    print("All of it is in the encrypted vault.")
    print(f"Wrote the annual report for {year}: {len(release.tables)} tables, {len(written.files)} files.")
    print(f"{certificate.attack.cells_tried} hidden figures attacked, none can be worked out below the policy.")
    print(f"Everything is in {out}: vault, report, pictures, and passphrase.txt to open the vault with.")


def _look_for_the_day(office: Office, reference: str) -> None:
    """Raises `Refused("day_stuck")` naming what is not in the vault."""
    (case,) = [hit for hit in cases.find(office, reference) if hit.reference == reference]
    told = [row for right in rights.for_case(office, case.id).rights for row in right.instances if row.evidence_contact]
    there = {
        "contact": any(row.note == NOTE for row in contacts.chronology(office, case.id).rows),
        "right": any(row.standing == "told_in_time" for row in told),
        "withdrawal": any(row.own_words == OWN_WORDS for row in withdrawals.of_case(office, case.id)),
        "survey": any(row.state == "answered" for row in surveys.offers(office, case.id)),
    }
    for what, found in there.items():
        if not found:
            raise Refused("day_stuck", waiting_for=what)


def _clear(out: Path) -> None:
    """A fresh folder; one made by an earlier day is replaced, anything else is left alone.

    Raises:
        Refused: `output_exists`.
    """
    if out.exists():
        if not (out / MARK).is_file():
            raise Refused("output_exists")
        shutil.rmtree(out)
    _folder(out)
    (out / MARK).write_text("Made by Case Tracker without a screen. Safe to delete.\n", encoding="utf-8")


def _folder(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _tell(done: int, of: int) -> None:
    print(f"  {done:,} of {of:,} cases", flush=True)
