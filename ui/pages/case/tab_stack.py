"""The tabs of the open case that have been shown so far."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import takewhile

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from caseapp.services.office import Office
from ui.pages.case.tab_factory import TABS, CaseTab, make_tab
from ui.work.beforehand import Piece, looks
from ui.work.changed import Changed
from ui.work.privacy import privacy
from ui.work.runner import Runner
from ui.work.wanted import CaseWanted


class TabStack(QStackedWidget):
    """Makes a tab when it is first shown, or a little before, and passes on what tabs ask for.

    `waiting` is shown while there is none. `drafts` names the tabs in which half-typed words wait; `drafts_moved` when
    that changes.
    """

    saved = Signal(object)
    case_wanted = Signal(object)
    place_wanted = Signal(object)
    facts_wanted = Signal()
    drafts_moved = Signal()

    def __init__(self, office: Office, runner: Runner, waiting: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner, self._waiting = office, runner, waiting
        self._made: dict[str, CaseTab] = {}
        self._spare: dict[str, CaseTab] = {}
        self._case_id = ""
        self.drafts: set[str] = set()
        self.addWidget(waiting)
        privacy().changed.connect(self._names_turned)

    @override
    def minimumSizeHint(self) -> QSize:
        """Of the tab shown: a hidden one that was never laid out must not press the rest of a low page together."""
        shown = self.currentWidget()
        return QSize(1, 1) if shown is None or shown is self._waiting else shown.minimumSizeHint()

    def show_kind(self, kind: str, case_id: str) -> None:
        """Show a tab of a case; another case only after `clear`."""
        self._case_id = case_id
        if kind not in self._made:
            self._made[kind] = self._spare.pop(kind) if kind in self._spare else self._make(kind, case_id)
            self._made[kind].load()
        self.setCurrentWidget(self._made[kind])

    def beforehand(self, case_id: str) -> Iterator[Piece]:
        """Pieces that make the tabs of a case while it is open; one not shown yet is told and asked for nothing."""
        return takewhile(lambda _piece: self._case_id == case_id, self._pieces(case_id))

    def tab(self) -> CaseTab | None:
        """The tab that is shown."""
        shown = self.currentWidget()
        return next((tab for tab in self._made.values() if tab is shown), None)

    def go_on(self, wanted: CaseWanted) -> None:
        """What was wanted of the tab shown: compose, go to a row, or just be ready."""
        tab = self.tab()
        compose, choose = getattr(tab, "compose", None), getattr(tab, "show_row", None)
        if wanted.compose and compose is not None:
            compose()
        elif wanted.row_id is not None and choose is not None:
            choose(wanted.row_id)
        elif tab is not None:
            tab.first_focus()

    def on_changed(self, changed: Changed) -> None:
        """Tell every tab made."""
        for tab in self._made.values():
            tab.on_changed(changed)

    def draft_work(self) -> list[Callable[[], object]]:
        """What keeps the half-typed words of every tab now."""
        return [work for tab in self._made.values() for work in tab.draft_work()]

    def clear(self) -> None:
        """Drop every tab and what it shows."""
        self.setCurrentWidget(self._waiting)  # first: Qt would show one tab after the other as they go
        for tab in self._made.values():
            self._runner.forget(tab)
            tab.clear()
        for tab in (*self._made.values(), *self._spare.values()):
            self.removeWidget(tab)
            tab.hide()
            tab.deleteLater()
        self._made.clear()
        self._spare.clear()
        self._case_id = ""
        self.drafts.clear()

    def _pieces(self, case_id: str) -> Iterator[Piece]:
        for kind, _name in TABS:
            if kind not in self._made and kind not in self._spare:
                yield partial(self._make_spare, kind, case_id)
            if kind in self._spare:
                yield from looks(self._spare[kind])

    def _make_spare(self, kind: str, case_id: str) -> None:
        self._spare[kind] = self._make(kind, case_id)

    def _make(self, kind: str, case_id: str) -> CaseTab:
        tab = make_tab(kind, self._office, self._runner, case_id, self)
        for name, slot in (
            ("saved", self.saved),
            ("case_wanted", self.case_wanted),
            ("place_wanted", self.place_wanted),
            ("facts_wanted", self.facts_wanted),
            ("draft_held", partial(self._draft_held, kind)),
        ):
            if (signal := getattr(tab, name, None)) is not None:
                signal.connect(slot)
        self.addWidget(tab)
        return tab

    def _names_turned(self, _hidden: bool) -> None:
        """Every sentence may hold a name: say them all again."""
        for tab in self._made.values():
            tab.load()

    def _draft_held(self, kind: str, held: bool) -> None:
        if held:
            self.drafts.add(kind)
        else:
            self.drafts.discard(kind)
        self.drafts_moved.emit()
