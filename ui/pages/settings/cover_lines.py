"""The harmless lines of the page that hides the screen."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.machine_settings import COVER_LINES
from caseapp.base.words import _
from ui.theme.apply import set_role
from ui.theme.theme import theme
from ui.widgets.button import LinkButton
from ui.widgets.form_row import FormRow

MOST_LINES, LONGEST_LINE = 40, 120
_KEEP_AFTER_MS = 1000


class CoverLines(QWidget):
    """Tells `chosen(tuple of lines)` a second after typing stops, and when the field is left."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        set_role(self.edit, "body")
        self.row = FormRow(
            _("Lines of the page that hides the screen"),
            self.edit,
            hint=_(
                "Harmless notes, a line each. They are kept outside the vault and anyone can read them: "
                "write nothing about your work or about anybody."
            ),
        )
        self.usual = LinkButton(_("Put the usual lines back"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_AFTER_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.row)
        column.addWidget(self.usual)
        self.edit.installEventFilter(self)
        self._told = True
        self.edit.textChanged.connect(self._typed)
        self._timer.timeout.connect(self.keep_now)
        self.usual.clicked.connect(self._to_usual)
        self.fit_text_size()

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show lines without telling `chosen`; what is being typed just now stays."""
        if "\n".join(lines) != self.edit.toPlainText() and self._told and not self.edit.hasFocus():
            with QSignalBlocker(self.edit):
                self.edit.setPlainText("\n".join(lines))

    def lines(self) -> tuple[str, ...]:
        """The lines as they would be kept; the usual ones where nothing is written."""
        typed = [line.strip()[:LONGEST_LINE] for line in self.edit.toPlainText().splitlines()]
        return tuple(line for line in typed if line)[:MOST_LINES] or COVER_LINES

    def keep_now(self) -> None:
        """Tell what is written, if it was not told yet."""
        self._timer.stop()
        if not self._told:
            self._told = True
            self.chosen.emit(self.lines())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.keep_now()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self._told = False
        self._timer.start()

    def _to_usual(self) -> None:
        self.edit.setPlainText("\n".join(COVER_LINES))
        self.keep_now()

    def fit_text_size(self) -> None:
        """Room for five to eight lines of the text size in force."""
        self.edit.setMinimumHeight(theme().line("body") * 5 + 20)
        self.edit.setMaximumHeight(theme().line("body") * 8 + 20)
