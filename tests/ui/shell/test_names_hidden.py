"""With names hidden no name can be read anywhere in the window: not painted, not said to a screen reader, not in a tip.

Pages are drawn into an SVG, whose text is what was painted, by whatever painted it.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from caseapp.base.clock import SetClock
from caseapp.domain.case import CaseloadQuery, NewCase, NewReferral
from caseapp.domain.contact import ContactDraft, FollowUpDraft
from caseapp.domain.person import PersonDetails
from caseapp.domain.safe_contact import SafeContactDetails
from caseapp.domain.withdrawal import WithdrawalDraft
from caseapp.services import cases, contacts, imports, journey, vaults, withdrawals
from caseapp.services.journey import EventDraft
from ui.pages.case.page import CasePage
from ui.pages.case.tab_factory import TABS
from ui.shell.places import CASE, PLACES
from ui.shell.window import MainWindow
from ui.work.privacy import set_names_hidden
from ui.work.wanted import CaseWanted

from .conftest import PASSPHRASE
from .test_every_part import settle

T = TypeVar("T")
FIRST, LAST, CALLED, CODE_WORD = "Zerlinda", "Quillfeather", "Zerly", "Periwinkle"
NAMES = (FIRST, LAST, CALLED, CODE_WORD, "Wolfram", "Trelawny")
"""Two people of the vault, what one goes by, her code word, and somebody who waits."""


@pytest.fixture
def vault(made_vault: Path, tmp_path: Path, clock: SetClock) -> Path:
    folder = Path(shutil.copytree(made_vault, tmp_path / "vault"))
    office = vaults.unlock(folder, PASSPHRASE, clock=clock)
    try:
        person = PersonDetails(FIRST, LAST, CALLED, born_on=date(1990, 5, 4), lives_with=f"{FIRST}’s mother")
        safe = SafeContactDetails(number="07700 900147", call_safe="yes", code_word=CODE_WORD, text_safe="yes")
        said = f"{CALLED} asked for a call. {FIRST} {LAST} is well."
        referral = NewReferral(date(2026, 11, 2), route="police", received_time="11:15", summary=said)
        new = NewCase(referral, person=person, crime_group="da", risk="high", reported="yes",
                      reported_on=date(2026, 11, 2), safe_contact=safe)  # fmt: skip
        case_id = cases.open_case(office, new).row_id
        cases.pin(office, case_id, keep=True)
        contacts.log(office, ContactDraft(case_id, office.now(), "call", "spoke", said, minutes=12))
        contacts.add_follow_up(
            office, case_id, FollowUpDraft(f"Call {CALLED} about bail", office.today(), None, "call")
        )
        for kind in ("arrest", "bail_changed"):
            journey.record(office, EventDraft(case_id, kind, date(2026, 11, 12), detail=said))
        journey.add_hearing(office, case_id, "court", date(2026, 11, 23), "10:00", "Maidstone Crown Court")
        withdrawals.record(office, WithdrawalDraft(case_id, "withdrew", "S1", date(2026, 11, 16), "P4", own_words=said))
        sheet = b"First name,Surname,Received,Summary\nWolfram,Trelawny,18/11/2026,Sent here by the surgery.\n"
        imports.perform(office, imports.plan(office, sheet, "sheet.csv"))
    finally:
        office.close()
    return folder


def painted(widget: QWidget) -> str:
    """Every text painted by a widget and all below it."""
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(kept)
    drawing.setSize(widget.size())
    widget.render(drawing, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    del drawing
    return " ".join(re.findall(r"<text[^>]*>([^<]*)", bytes(kept.data().data()).decode()))


def heard(part: QAccessibleInterface) -> Iterator[str]:
    """All that a screen reader can come to."""
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield part.text(kind)
    for number in range(part.childCount()):
        child = part.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from heard(child)


def told(window: MainWindow) -> str:
    tips = [part.toolTip() for part in window.findChildren(QWidget) if part.isVisible()]
    return "\n".join([painted(window), *heard(QAccessible.queryAccessibleInterface(window)), *tips])


def named(window: MainWindow) -> list[str]:
    """The lines that hold a name."""
    return [line.strip()[:160] for line in told(window).splitlines() if any(name in line for name in NAMES)]


@pytest.fixture
def hidden(opened: MainWindow) -> Iterator[MainWindow]:
    set_names_hidden(True)
    yield opened
    set_names_hidden(False)


def zerlinda(window: MainWindow, qtbot: QtBot) -> str:
    place = window.workplace()
    assert place is not None
    ask = CaseloadQuery(text=LAST)
    return on_vault(window, qtbot, lambda: cases.caseload(place.office, ask).rows[0].id)


def on_vault(window: MainWindow, qtbot: QtBot, work: Callable[[], T]) -> T:
    found: list[T] = []
    window.runner.vault(window, work, found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def everywhere(window: MainWindow, qtbot: QtBot) -> Iterator[str]:
    place = window.workplace()
    assert place is not None
    for one in PLACES:
        if one.id != CASE:
            place.go(one.id)
            settle(window, qtbot)
            yield one.id
    case_id = zerlinda(window, qtbot)
    for tab, _label in TABS:
        place.show_case(CaseWanted(case_id, tab))
        settle(window, qtbot)
        yield tab
    page = place._stack.currentWidget()
    assert isinstance(page, CasePage)
    for form in (page.log_contact, page.edit_facts, page._change_safe_contact, page._close_case):
        form()
        settle(window, qtbot)
        yield form.__name__
    (waiting,) = on_vault(window, qtbot, lambda: cases.waiting(place.office))
    place.go("new_case", waiting.id)
    settle(window, qtbot)
    yield "new case from a referral"


def test_the_scan_finds_a_name_on_every_page_that_has_one(opened: MainWindow, qtbot: QtBot) -> None:
    found = {where for where in everywhere(opened, qtbot) if named(opened)}
    assert found >= {"today", "caseload", "referrals", "rights_due", *(tab for tab, _label in TABS)}


def test_with_names_hidden_none_is_painted_said_or_told_in_a_tip(hidden: MainWindow, qtbot: QtBot) -> None:
    found = [(where, line) for where in everywhere(hidden, qtbot) for line in named(hidden)]
    assert found == []


@pytest.mark.long
def test_hiding_names_takes_them_from_what_is_shown_already(opened: MainWindow, qtbot: QtBot) -> None:
    found = []
    for where in everywhere(opened, qtbot):
        set_names_hidden(True)
        settle(opened, qtbot)
        found += [(where, line) for line in named(opened)]
        set_names_hidden(False)
        settle(opened, qtbot)
    assert found == []
