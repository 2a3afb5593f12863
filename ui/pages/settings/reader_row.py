"""One reader of reports: their name, the fingerprint of their key, and Remove."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.services.report_readers import Reader
from ui.widgets.button import RemovalButton
from ui.widgets.text import Text


class ReaderRow(QWidget):
    """Tells `remove_wanted` with the reader. They are a handful of people, so each has a widget."""

    remove_wanted = Signal(object)

    def __init__(self, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reader = reader
        self.setAccessibleName(
            _("{name}, fingerprint {fingerprint}").format(name=reader.name, fingerprint=reader.fingerprint)
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(19, 12, 19, 12)
        row.setSpacing(14)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(Text(reader.name, "body_strong", wrap=True))
        said = _("Fingerprint: {fingerprint}").format(fingerprint=reader.fingerprint)
        self.fingerprint = Text(said, "small", "text_2", wrap=True, tabular=True)
        lines.addWidget(self.fingerprint)
        row.addLayout(lines, 1)
        self.remove = RemovalButton(_("Remove"), small=True)
        self.remove.setAccessibleName(_("Remove {name}").format(name=reader.name))
        self.remove.clicked.connect(self._wanted)
        row.addWidget(self.remove)

    def _wanted(self) -> None:
        self.remove_wanted.emit(self.reader)
