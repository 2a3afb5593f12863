"""Help: the titles on the left, the text on the right. Ships with the app; nothing is fetched."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.services.office import Office
from ui.theme.room import has_room_for_sections
from ui.theme.theme import theme
from ui.widgets.reading import Reading
from ui.widgets.scrolling import scrolling
from ui.widgets.section_list import SectionList
from ui.widgets.text import Text
from ui.words.help_pages import HELP_PAGES, help_page
from ui.work.changed import Changed
from ui.work.runner import Runner

_WIDEST = 720


class HelpPlace(QWidget):
    """Opened by Shift+F1, from Ctrl+K, from the list of shortcuts (F1) and from Settings."""

    place_wanted = Signal(object)

    def __init__(self, _office: Office, _runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Help"))
        self.list = SectionList(tuple((page.id, page.icon, page.title) for page in HELP_PAGES))
        self.reading = Reading()
        self._build()
        self.list.chosen.connect(self.show_page)
        self.show_page(HELP_PAGES[0].id)

    def _build(self) -> None:
        left, inside = scrolling(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(32, 28, 16, 24)
        column.setSpacing(18)
        column.addWidget(Text(_("Help"), "title"))
        column.addWidget(self.list)
        column.addStretch()
        self._left, self._inside = left, inside
        between = QFrame()
        between.setProperty("rule", "line")
        between.setFixedWidth(1)
        self.reading.setMaximumWidth(theme().grown(_WIDEST))
        right = QHBoxLayout()
        right.setContentsMargins(28, 28, 32, 24)
        right.addWidget(self.reading, 1000)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(between)
        row.addLayout(right, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.set_narrow(narrow=not has_room_for_sections(self.width()))
        self._left.setFixedWidth(self._inside.sizeHint().width() + 16)

    def start_from(self, item: object) -> None:
        """Show a page, by its id; otherwise stay where it was."""
        if isinstance(item, str):
            self.show_page(item)

    def show_page(self, page_id: str) -> None:
        """Show a page from its start."""
        page = help_page(page_id)
        self.list.set_current(page.id)
        self.reading.show_text(page.title, page.text())

    def load(self) -> None:
        """Nothing of the vault is shown here."""

    def on_changed(self, changed: Changed) -> None:
        """Nothing of the vault is shown here."""

    def draft_work(self) -> list[Callable[[], None]]:
        """Nothing is typed here."""
        return []

    def first_focus(self) -> None:
        """The titles."""
        self.list.focus_target().setFocus()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of the page and what they do."""
        return (("↑ ↓", _("previous or next page")), ("Tab", _("into the text")))

    def panes(self) -> list[QWidget]:
        """The parts F6 moves between."""
        return [self.list.focus_target(), self.reading]

    def clear(self) -> None:
        """There is nothing to forget."""
