"""An answer that cannot be changed just now."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from caseapp.base.words import _
from ui.widgets.icon import Icon
from ui.widgets.text import Text


class ReadOnlyAnswer(QWidget):
    """Plain words with a lock, in the place of a field: `FormRow(_("Crime reference"), ReadOnlyAnswer(reference))`."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        row.addWidget(Text(words, tabular=True, selectable=True))
        row.addWidget(Icon("lock", 16, "text_3"))
        row.addWidget(Text(_("Read only"), "meta", "text_3"))
        row.addStretch()
