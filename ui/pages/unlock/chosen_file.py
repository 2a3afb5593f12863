"""A question that is answered with a file or a folder."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.unlock.choose_folder import choose_folder
from ui.widgets.button import SecondaryButton
from ui.widgets.choose_file import chosen_in, own_dialog
from ui.widgets.form_row import FormRow


class ChosenFile(FormRow):
    """The button asks, what was chosen stands below it. Tells `chosen`."""

    chosen = Signal()

    def __init__(
        self,
        label: str,
        button: str,
        *,
        hint: str = "",
        optional: bool = False,
        folder: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self.choose = SecondaryButton(button, icon="folder")
        super().__init__(label, self.choose, hint=hint, optional=optional, parent=parent)
        self._title, self._folder = button, folder
        self._file: Path | None = None
        self.choose.clicked.connect(self._ask)

    def file(self) -> Path | None:
        """What was chosen."""
        return self._file

    def set_file(self, file: Path | None) -> None:
        """Take this one; None forgets what was chosen."""
        self._file = file
        self.set_note(str(file) if file is not None else "")
        self.clear_error()

    def _ask(self) -> None:
        start = self._file.parent if self._file is not None else Path.home()
        if self._folder:
            found = choose_folder(self, self._title, start)
        else:
            found = chosen_in(own_dialog(self, self._title, start))
        if found is not None:
            self.set_file(found)
            self.chosen.emit()
