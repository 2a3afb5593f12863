"""The controls of the composer and where they stand."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.pages.case.contacts import choices
from ui.pages.case.contacts.follow_up import FollowUpFields
from ui.pages.case.contacts.length import LengthChoice
from ui.pages.case.contacts.when import WhenFields
from ui.theme.apply import set_role
from ui.theme.theme import theme
from ui.widgets.announce import announce
from ui.widgets.button import IconButton, LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.icon import Icon
from ui.widgets.select import Select
from ui.widgets.text import Text

_LABEL_WIDTH, _NOTE_HEIGHT = 64, 76


class ComposerParts:
    """How, result, note, length, follow-up and Save, laid out in the composer's card."""

    def __init__(self, card: QFrame, today: Callable[[], date]) -> None:
        card.setProperty("card", "open")
        card.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        card.setAccessibleName(_("Log a contact"))
        self.title = Text(_("Log a contact"), "heading")
        self.moment = Text("", "small", "text_2", tabular=True)
        self.change_time = LinkButton(_("Change time"))
        self.cross = IconButton("x", _("Close and keep the draft"), small=True, plain=True)
        self.when = WhenFields(today, self.cross)
        self.how = ChipRow(_("How"), ())
        self.result = ChipRow(_("Result"), ())
        self._first_how = Text(_("Choose how you were in touch first"), "small", "text_3")
        self._first_how.setMinimumHeight(theme().grown(32))
        self.agency = Select(choices.agencies())
        self.note = QPlainTextEdit()
        self.length = LengthChoice()
        self.follow_button = SecondaryButton(_("Follow up"), icon="calendar-plus", trailing="chevron-down", small=True)
        self.follow_up = FollowUpFields(today, self.follow_button)
        self.kept = Text("", "small", "text_3", tabular=True)
        self.save = PrimaryButton(_("Save contact"), keys=("Ctrl", "Enter"))
        self._error = Text("", "small_strong", "error", wrap=True)
        self._error_line = QWidget()
        self._rows = (QWidget(), QWidget(), QWidget())
        self._card = card
        self._build(card)

    def _build(self, card: QFrame) -> None:
        self.agency.setAccessibleName(_("Which agency"))
        self.agency.setMaximumWidth(theme().grown(380))
        self.note.setAccessibleName(_("Note"))
        self.note.setPlaceholderText(_("What happened, in a sentence or two"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(theme().grown(_NOTE_HEIGHT))
        set_role(self.note, "body")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 10, 14, 13)
        column.setSpacing(9)
        column.addLayout(self._head())
        column.addWidget(self.when)
        for row, label, control in zip(
            self._rows, (_("How"), _("Result"), _("Agency")), (self.how, self.result, self.agency), strict=True
        ):
            self._labelled(row, label, control)
            column.addWidget(row)
        column.addWidget(self._error_row())
        column.addWidget(self.note)
        column.addWidget(self.follow_up)
        self._foot_row = self._foot()
        column.addLayout(self._foot_row)
        self.show_channel("", agency=False)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(10)
        for part in (self.title, self.moment, self.change_time):
            head.addWidget(part)
        head.addStretch()
        head.addWidget(self.cross)
        return head

    def _labelled(self, row: QWidget, label: str, control: QWidget) -> None:
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        name = Text(label, "small", "text_2")
        name.setMinimumWidth(theme().grown(_LABEL_WIDTH))
        line.addWidget(name)
        if control is self.result:
            line.addWidget(self._first_how, 1)
        if control is self.agency:
            line.addWidget(control)
            line.addStretch()
        else:
            line.addWidget(control, 1)

    def _error_row(self) -> QWidget:
        line = QHBoxLayout(self._error_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Icon("circle-alert", 18, "error"), alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._error, 1)
        self._error_line.hide()
        return self._error_line

    def _foot(self) -> QBoxLayout:
        foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.setSpacing(10)
        left, right = QHBoxLayout(), QHBoxLayout()
        for line in (left, right):
            line.setSpacing(10)
        left.addWidget(self.length)
        left.addWidget(self.follow_button)
        left.addStretch()
        self._kept_icon = Icon("circle-check", 16, "text_3")
        right.addStretch()
        right.addWidget(self._kept_icon)
        right.addWidget(self.kept)
        right.addWidget(self.save)
        foot.addLayout(left)
        foot.addLayout(right)
        self.say_kept("")
        return foot

    def fit(self, width: int) -> None:
        """Break the foot into two lines where it does not fit on one."""
        parts = (self.length, self.follow_button, self.save)
        needed = sum(part.sizeHint().width() for part in parts) + theme().grown(200)
        across = QBoxLayout.Direction.LeftToRight if needed <= width else QBoxLayout.Direction.TopToBottom
        self._foot_row.setDirection(across)

    def say_kept(self, words: str) -> None:
        """`Draft kept 14:32`, beside Save."""
        self.kept.set_text(words)
        self._kept_icon.setVisible(bool(words))

    def set_options(self, row: ChipRow, options: Sequence[Option]) -> None:
        """Offer other answers; the chips are there at once, so that the focus can move to them."""
        row.set_options(options)
        for option in options:
            row.chip(option.value).setVisible(True)

    def show_channel(self, channel: str, *, agency: bool) -> None:
        """Fit the rows to the way chosen."""
        self._first_how.setVisible(not channel)
        self.result.setVisible(bool(channel))
        self._rows[2].setVisible(agency)

    def show_addition(self, when: str | None) -> None:
        """Show only the note, for words added to the contact of `when`; None shows everything."""
        adding = when is not None
        words = _("Add to the note of {when}").format(when=when) if adding else _("Log a contact")
        self.title.set_text(words)
        self.save.setText(_("Save addition") if adding else _("Save contact"))
        for part in (self._rows[0], self._rows[1], self.moment, self.change_time, self.length):
            part.setVisible(not adding)

    def say(self, words: str) -> None:
        """Say what is missing or wrong above the note; an empty text takes it away."""
        self._error.set_text(words)
        self._error_line.setVisible(bool(words))
        if words:
            announce(self._card, words)

    def error(self) -> str:
        """What is said to be wrong."""
        return self._error.plain()

    def put_cursor(self, position: int) -> None:
        """Where typing goes on in the note."""
        cursor = self.note.textCursor()
        cursor.setPosition(min(position, len(self.note.toPlainText())), QTextCursor.MoveMode.MoveAnchor)
        self.note.setTextCursor(cursor)
