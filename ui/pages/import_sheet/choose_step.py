"""The first step: which file."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from ui.pages.import_sheet.choose_file import choose_file
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.text import Text


class ChooseStep(QWidget):
    """`chosen(Path)` of a file; `back_wanted()`."""

    chosen = Signal(object)
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._wire()

    def _build(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(32, 22, 32, 24)
        inside = QWidget()
        inside.setMaximumWidth(theme().grown(720))
        across.addWidget(inside, 1)
        across.addStretch()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Text(_("Import referrals"), "title"))
        words = _(
            "Choose the spreadsheet you were sent: Excel (.xlsx) or CSV. You see every row, what is wrong with it and "
            "who it may be about before anything is changed. The file itself stays as it is, and its name is not kept."
        )
        column.addWidget(Text(words, "body", "text_2", wrap=True))
        self.trouble = Banner("late", "")
        self.trouble.hide()
        column.addWidget(self.trouble)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.browse = PrimaryButton(_("Choose a file"), icon="folder")
        self.back = SecondaryButton(_("Back to referrals"))
        buttons.addWidget(self.browse)
        buttons.addWidget(self.back)
        buttons.addStretch()
        column.addLayout(buttons)
        self.path = QLineEdit()
        hint = _("Type or paste where the file is, then press Enter")
        self.path_row = FormRow(_("Or its path"), self.path, hint=hint)
        column.addWidget(self.path_row)
        column.addStretch()

    def _wire(self) -> None:
        self.browse.clicked.connect(self._browse)
        self.back.clicked.connect(self.back_wanted)
        self.path.returnPressed.connect(self._typed)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say why the file cannot be used."""
        self.trouble.set_words(_("This file was not imported"), sentence(trouble))
        self.trouble.show()

    def first_focus(self) -> None:
        """Put the focus where work starts."""
        self.browse.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget the path and the message."""
        self.path.clear()
        self.path_row.clear_error()
        self.trouble.hide()

    def _browse(self) -> None:
        found = choose_file(self)
        if found is not None:
            self.chosen.emit(found)

    def _typed(self) -> None:
        text = self.path.text().strip().strip("\"'")
        path = Path(text).expanduser()
        if not text or not path.is_file():
            self.path_row.set_error(_("There is no file there. Check the path, or choose the file"))
            return
        self.path_row.clear_error()
        self.chosen.emit(path)
