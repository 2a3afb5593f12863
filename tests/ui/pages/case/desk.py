"""One invented case in a real vault, and a window to hold the page: shared by the tests of the case page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from caseapp.base.clock import SetClock, at_london
from caseapp.domain.case import NewCase
from caseapp.domain.contact import ContactDraft, FollowUpDraft
from caseapp.domain.person import PersonDetails
from caseapp.domain.safe_contact import SafeContactDetails, SafeTime
from caseapp.services import cases, contacts, journey
from caseapp.services.office import Office
from ui.pages.case.page import CasePage
from ui.work.changed import Changed
from ui.work.runner import Runner
from ui.work.wanted import CaseWanted, Toasted

if TYPE_CHECKING:
    from tests.conftest import NewVault

T = TypeVar("T")
NOW = datetime(2026, 11, 21, 14, 32, tzinfo=UTC)
AMARA = PersonDetails(
    first_name="Amara",
    last_name="Example",
    born_on=date(1992, 3, 27),
    district="swale",
    language="Portuguese",
    interpreter="for meetings, never a relative",
    lives_with="Two children, 6 and 9",
)
SAFE = SafeContactDetails(
    number="07700 900147",
    call_safe="yes",
    text_safe="no",
    voicemail_safe="no",
    windows=(SafeTime((0, 1, 2, 3, 4), time(10), time(14)),),
    code_word="Marmalade",
    if_someone_else="Say “wrong number”",
)


@dataclass
class Desk:
    """An office on its own thread, a case in it, and a way to ask it things from a test."""

    office: Office
    runner: Runner
    clock: SetClock
    case_id: str
    qtbot: QtBot

    def ask(self, call: Callable[[], T]) -> T:
        """What a service answers, asked on the vault thread as the window does."""
        return asked(self.runner, self.qtbot, call)


def asked(runner: Runner, qtbot: QtBot, call: Callable[[], T]) -> T:
    """The result of a call on the vault thread; its error is raised here."""
    answers: list[T] = []
    errors: list[Exception] = []
    runner.vault(runner, call, answers.append, errors.append)
    qtbot.waitUntil(lambda: bool(answers or errors))
    if errors:
        raise errors[0]
    return answers[0]


def open_desk(qtbot: QtBot, folder: Path, new_vault: "NewVault", *, reported: str = "yes") -> Iterator[Desk]:
    """Set up a vault with one case and some contacts, and close it afterwards."""
    runner = Runner()
    clock = SetClock(at_london(date(2026, 9, 29), 9))

    def set_up() -> tuple[Office, str]:
        office = new_vault(folder / "vault", clock)
        return office, fill(office, clock, reported)

    office, case_id = asked(runner, qtbot, set_up)
    try:
        yield Desk(office, runner, clock, case_id, qtbot)
    finally:
        asked(runner, qtbot, office.close)
        runner.finish()


def fill(office: Office, clock: SetClock, reported: str) -> str:
    """A case with a journey, contacts of several kinds and a follow-up."""
    opened = cases.open_case(
        office,
        NewCase(
            referral=None,
            person=AMARA,
            crime_group="da",
            relationship="ex_partner",
            risk="high",
            reported=reported,
            reported_on=date(2026, 9, 28) if reported == "yes" else None,
            crime_ref="46/EX/00147/26",
            officer="DC Sample",
            officer_phone="01632 960147",
            safe_contact=SAFE,
        ),
    )
    case_id = opened.case_id or ""
    if reported == "yes":
        happen(office, clock, case_id, "bail", date(2026, 10, 3))
        happen(office, clock, case_id, "file_to_cps", date(2026, 11, 9))
        happen(office, clock, case_id, "bail_changed", date(2026, 11, 17))
    log(office, clock, case_id, (11, 3, 9, 30), "call", "no_answer", "")
    log(office, clock, case_id, (11, 5, 10, 15), "call", "spoke", "Explained what the service does.", minutes=25)
    log(office, clock, case_id, (11, 12, 16, 5), "text", "sent", "Asked for a good time to talk.")
    log(
        *(office, clock, case_id, (11, 17, 15, 30), "in_person", "met"),
        note="Went through the Victim Personal Statement. Would like to write it alone first.",
        minutes=50,
    )
    log(
        *(office, clock, case_id, (11, 19, 11, 5), "call", "spoke"),
        note="Worried after a neighbour said he had been seen in the area. Talked through the safety plan and who to "
        "ring at night.",
        minutes=12,
        follow_up=FollowUpDraft("Call Amara about the bail change", date(2026, 11, 23), "10:00"),
    )
    log(
        *(office, clock, case_id, (11, 19, 11, 40), "agency", "wrote"),
        note="Asked for the new bail conditions in writing and when Amara will be told.",
        agency="police",
    )
    clock.instant = NOW
    journey.add_hearing(office, case_id, "marac", date(2026, 11, 25), "09:30", "online")
    return case_id


def happen(office: Office, clock: SetClock, case_id: str, kind: str, on: date) -> None:
    """Record an event of the journey on its day."""
    clock.instant = at_london(on, 12)
    journey.record(office, journey.EventDraft(case_id, kind, on))


def log(
    office: Office,
    clock: SetClock,
    case_id: str,
    when: tuple[int, int, int, int],
    channel: str,
    result: str,
    note: str = "",
    *,
    minutes: int | None = None,
    agency: str | None = None,
    follow_up: FollowUpDraft | None = None,
) -> str:
    """Log a contact at a London time of 2026."""
    month, day, hour, minute = when
    clock.instant = at_london(date(2026, month, day), hour, minute)
    draft = ContactDraft(case_id, clock.now(), channel, result, note, minutes, agency=agency, follow_up=follow_up)
    return contacts.log(office, draft).row_id


def many(office: Office, case_id: str, count: int) -> None:
    """Log many contacts, several at one moment, to fill pages."""
    for place in range(count):
        at = NOW - timedelta(days=200, hours=place // 7)
        contacts.log(office, ContactDraft(case_id, at, "call", "no_answer", f"Try {place}"))


class Window(QMainWindow):
    """A window with the page in it that does what the shell does: answers `saved` by telling everyone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.page = CasePage(desk.office, desk.runner)
        self.runner = desk.runner
        self.toasts: list[Toasted] = []
        self.troubles: list[object] = []
        desk.runner.trouble.connect(self.troubles.append)
        self.setCentralWidget(self.page)
        self.resize(1208, 864)
        self.page.saved.connect(self._saved)
        desk.runner.changed.connect(self.page.on_changed)

    def _saved(self, toasted: Toasted) -> None:
        self.toasts.append(toasted)
        self.runner.announce(Changed(toasted.saved.topics, toasted.saved.case_id))


def focus() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def open_case(window: Window, desk: Desk, tab: str = "overview") -> None:
    """Open the case on a tab, as a list does, and wait until it stands there."""
    window.page.show_case(CaseWanted(desk.case_id, tab))
    desk.qtbot.waitUntil(lambda: window.page.tabs.count() > 0 and window.page.tabs.label(1).count is not None)
    settle(desk)


def settle(desk: Desk) -> None:
    """Everything asked of the vault so far has been answered and shown."""
    for _ in range(3):
        desk.ask(lambda: None)
        QApplication.processEvents()
