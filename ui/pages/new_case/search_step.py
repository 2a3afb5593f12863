"""The first step: is this person known already?"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, ngettext, sentence
from caseapp.domain.known_search import Found
from ui.models.keep_current import KeepCurrent
from ui.models.views import RowsList
from ui.pages.new_case.found_rows import FoundDelegate, found_model
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import Text

_WIDEST, _ROW = 760, 58


class SearchStep(QWidget):
    """A field to search with, and who may be the one.

    Signals: `typed(str)`; `person_chosen(Found)` for a case for somebody known; `case_chosen(Found)` to go to their
    open case instead; `new_wanted()` when it is none of them.
    """

    typed = Signal(str)
    person_chosen = Signal(object)
    case_chosen = Signal(object)
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._wire()

    def _build(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(32, 22, 32, 16)
        inside = QWidget()
        inside.setMaximumWidth(theme().grown(_WIDEST))
        across.addWidget(inside, 1)
        across.addStretch()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._title = Text("", "title")
        self._words = Text("", "body", "text_2", wrap=True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Name, telephone, e-mail or reference"))
        self.field.setAccessibleName(_("Who is it? Name, telephone, e-mail or reference"))
        self.trouble = Banner("late", "")
        self.trouble.hide()
        self._told = Text("", "small", "text_2", wrap=True)
        self.list = RowsList(_("People who may be known already"), fitted=False)
        self.model = found_model()
        self.list.setModel(self.model)
        self.list.setItemDelegate(FoundDelegate(self.list, height=_ROW))
        self.keep = KeepCurrent(self.list)
        self._card = Card()
        self._card.add(self.list, 1)
        for part in (self._title, self._words, self.field, self.trouble, self._told):
            column.addWidget(part)
        column.addWidget(self._card, 1)
        column.addLayout(self._buttons())
        column.addStretch()

    def _buttons(self) -> FlowLayout:
        row = FlowLayout()
        self.new = PrimaryButton(_("Somebody new"), keys=("Ctrl", "Enter"))
        self.same = SecondaryButton(_("It is this person"), keys=("Enter",))
        self.open = SecondaryButton(_("Open the case"), keys=("O",))
        for button in (self.new, self.same, self.open):
            row.addWidget(button)
        return row

    def _wire(self) -> None:
        self.field.textEdited.connect(self.typed)
        self.field.returnPressed.connect(self._onward)
        self.list.opened.connect(self._opened)
        self.list.pressed.connect(self._pressed)
        self.keep.moved.connect(self._show_buttons)
        self.new.clicked.connect(self.new_wanted)
        self.same.clicked.connect(self._choose)
        self.open.clicked.connect(self._open_case)
        self._by_mouse = False
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=inside).activated.connect(self.new_wanted)
        opens = QShortcut(QKeySequence("O"), self.list, context=Qt.ShortcutContext.WidgetShortcut)
        opens.activated.connect(self._open_case)

    def begin_new(self) -> None:
        """Ask who it is."""
        words = _("First see whether this person is known. A second record splits what keeps a person safe.")
        self._begin(_("New case"), words, searching=True)

    def begin_referral(self, name: str = "") -> None:
        """A referral says who it is: ask whether it is one of the people found; without a name, they are looked for."""
        asked = _("Before {name} gets a case: is it one of these people?").format(name=name)
        words = asked if name else _("Looking for people who may be known already.")
        self._begin(_("New case from a referral"), words, searching=False)

    def begin_again(self) -> None:
        """Search once more while a form is half filled in."""
        self._begin(_("Search again"), _("What you typed in the form is kept."), searching=True)

    def _begin(self, title: str, words: str, *, searching: bool) -> None:
        self._title.set_text(title)
        self._words.set_text(words)
        self.field.clear()
        self.field.setVisible(searching)
        self.trouble.hide()
        self.show_found((), "")

    def show_found(self, found: Sequence[Found], typed: str) -> None:
        """Show who may be the one."""
        self.model.set_rows(found)
        self._card.setMaximumHeight(theme().grown(_ROW) * len(found) + 6)
        self._card.setVisible(bool(found))
        if found:
            words = ngettext("{count} person may be the one.", "{count} people may be the one.", len(found))
            self._told.set_text(words.format(count=len(found)))
            self.keep.go_to(found[0].person.person_id)
        else:
            self._told.set_text(_("Nobody like this is known yet.") if typed.strip() else "")
        self._show_buttons()

    def show_trouble(self, trouble: Trouble) -> None:
        """Say why it could not be looked up; the case can still be opened."""
        self.trouble.set_words(_("Could not look"), sentence(trouble))
        self.trouble.show()

    def first_focus(self) -> None:
        """The field, or the list when a referral says who it is."""
        (self.list if self.field.isHidden() and self.model.rowCount() else self.field).setFocus()

    def clear(self) -> None:
        """Drop what is shown."""
        self.field.clear()
        self.model.clear()
        self._words.set_text("")
        self._told.set_text("")

    def _chosen(self) -> Found | None:
        return self.model.row_at(self.list.currentIndex())

    def _show_buttons(self) -> None:
        found = self._chosen()
        self.same.setVisible(found is not None)
        self.open.setVisible(found is not None and found.open_case is not None)

    def _onward(self) -> None:
        """Enter in the field: to the people found, or straight on when there are none."""
        if self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.new_wanted.emit()

    def _pressed(self) -> None:
        self._by_mouse = True

    def _opened(self) -> None:
        """Enter chooses; a click only points."""
        if not self._by_mouse:
            self._choose()
        self._by_mouse = False

    def _choose(self) -> None:
        if (found := self._chosen()) is not None:
            self.person_chosen.emit(found)

    def _open_case(self) -> None:
        found = self._chosen()
        if found is not None and found.open_case is not None:
            self.case_chosen.emit(found)
