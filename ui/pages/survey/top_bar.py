"""The top of the survey: text size, language, and hiding the screen."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.pages.survey.answer_row import big
from ui.pages.survey.big_text import BigText
from ui.theme.theme import theme
from ui.widgets.button import DarkButton, SecondaryButton
from ui.widgets.icon import Icon


class _SizeButton(SecondaryButton):
    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 8, theme().grown(48))


class _HideButton(DarkButton):
    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 10, theme().grown(48))


class TopBar(QWidget):
    """Stays in sight while the question scrolls."""

    size_wanted = Signal()
    language_wanted = Signal()
    hide_wanted = Signal()

    def __init__(self, language: str, *, several: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language_button = _SizeButton(language, icon="languages")
        self.language_button.setAccessibleName(_("Language: {language}").format(language=language))
        self.language_button.setAccessibleDescription(_("Asks in another language; after the last, the first again"))
        self.size_button = _SizeButton(_("Text size"), icon="a-large-small")
        self.size_button.setAccessibleDescription(_("Makes the words larger; after the largest, as they were"))
        self.hide_button = _HideButton(_("Hide this screen"), icon="eye-off")
        self._icon = Icon("languages", 20, "text_2")
        self._language = BigText(language, "text", 17)
        self._language.setWordWrap(False)
        self._language.setAccessibleName(_("Language: {language}").format(language=language))
        self._keys = BigText(_("or press Shift 3 times"), "text_2", 16)
        self._keys.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 26, 40, 0)
        row.setSpacing(12)
        row.addWidget(self.size_button)
        row.addSpacing(8)
        row.addWidget(self.language_button)
        row.addWidget(self._icon)
        row.addWidget(self._language)
        row.addStretch()
        row.addWidget(self._keys)
        row.addWidget(self.hide_button)
        row.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.language_button.setVisible(several)
        for part in (self._icon, self._language):
            part.setVisible(not several)
        self.refit()
        self.size_button.clicked.connect(self.size_wanted)
        self.language_button.clicked.connect(self.language_wanted)
        self.hide_button.clicked.connect(self.hide_wanted)

    def refit(self) -> None:
        """Take the text size in force; the reminder of the keys gives way when there is no room."""
        self.size_button.setFont(big("body_medium", 17))
        self.language_button.setFont(big("body_medium", 17))
        self.hide_button.setFont(big("body_strong", 17))
        self._language.refit()
        self._keys.refit()
        self._keys.setVisible(theme().scale < 1.6)
