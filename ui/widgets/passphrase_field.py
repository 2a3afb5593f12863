"""A field for a passphrase: hidden, can be shown, says when Caps Lock is on."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.theme.theme import theme
from ui.widgets.announce import announce
from ui.widgets.button import PlainButton
from ui.widgets.form_row import show_wrong
from ui.widgets.icon import Icon
from ui.widgets.text import Text

FORGET_WHAT_IS_TYPED = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
"""What a field for a secret asks of input methods: learn nothing, suggest nothing."""


class PassphraseField(QWidget):
    """Put it in a `FormRow`. `entered` on Enter. Pasting works; undo is off and input methods are asked to forget.

    `take()` hands the text over and clears the field: call it once, and wipe what you make of it.
    """

    entered = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setInputMethodHints(FORGET_WHAT_IS_TYPED)
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.field.setDragEnabled(False)
        self.field.installEventFilter(self)
        self.field.returnPressed.connect(self.entered)
        self.field.textEdited.connect(self.edited)
        self._show = PlainButton(_("Show"), icon="eye", small=True)
        self._show.setAccessibleName(_("Show passphrase"))
        self._show.clicked.connect(self._toggle)
        self._caps = QWidget()
        self._build()
        self.set_caps_lock(False)

    def take(self) -> str:
        """The passphrase; the field is empty afterwards."""
        text = self.field.text()
        self.clear()
        return text

    def clear(self) -> None:
        """Empty the field, hide it again, and let go of its undo history."""
        self.field.setText("")
        self._reveal(False)

    def set_caps_lock(self, on: bool) -> None:
        """Say, below the field, that Caps Lock is on."""
        if on and self._caps.isHidden():
            announce(self.field, _("Caps Lock is on"))
        self._caps.setVisible(on)

    def focus_target(self) -> QWidget:
        """The part that takes the focus."""
        return self.field

    def set_wrong(self, wrong: bool) -> None:
        """Show or clear the red edge."""
        show_wrong(self.field, wrong)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            if _is_undo(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._notice_caps_lock(event)
        return super().eventFilter(watched, event)

    def _notice_caps_lock(self, event: QKeyEvent) -> None:
        """Qt does not tell the state of Caps Lock; a letter in the case Shift did not ask for gives it away."""
        letter = event.text()
        if len(letter) == 1 and letter.isalpha() and letter.lower() != letter.upper():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.set_caps_lock(letter.isupper() != shifted)
        elif event.key() == Qt.Key.Key_CapsLock:
            self.set_caps_lock(False)

    def _toggle(self) -> None:
        self._reveal(self.field.echoMode() == QLineEdit.EchoMode.Password)
        self.field.setFocus()

    def _reveal(self, shown: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._show.setText(_("Hide") if shown else _("Show"))
        self._show.setAccessibleName(_("Hide passphrase") if shown else _("Show passphrase"))
        self._show.set_icon_name("eye-off" if shown else "eye")

    def _build(self) -> None:
        self.field.setMinimumHeight(theme().grown(46))
        inside = QHBoxLayout(self.field)
        inside.setContentsMargins(0, 0, 5, 0)
        inside.addStretch()
        inside.addWidget(self._show)
        self.field.setTextMargins(2, 0, self._show.sizeHint().width() + 6, 0)
        caps = QHBoxLayout(self._caps)
        caps.setContentsMargins(0, 2, 0, 0)
        caps.setSpacing(8)
        caps.addWidget(Icon("arrow-big-up", 18, "text_2"))
        caps.addWidget(Text(_("Caps Lock is on"), "small", "text_2"))
        caps.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self._caps)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


def _is_undo(event: QKeyEvent) -> bool:
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return control and event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y)
