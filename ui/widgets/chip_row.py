"""A row of choice chips: two to eight answers seen at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout

_ONWARD = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the value kept, its words, and optionally an icon, the letter that picks it, and why it is unsafe."""

    value: str
    label: str
    icon: str = ""
    letter: str = ""
    unsafe: str = ""


class ChipRow(QWidget):
    """Chips for one question; `name` is the question, for screen readers.

        how = ChipRow(_("How"), (Option("call", _("Call"), "phone", "c"), Option("text", _("Text"), letter="t")))
        how.changed.connect(self.keep_draft)
        how.picked.connect(self.result.take_focus)    # a letter or Enter picks and moves on

    Letters work only while the row has the focus (set `letters` False to switch them off); arrows move; Space ticks.
    `multi=True` lets several be on and shows a tick on each.
    """

    changed = Signal()
    picked = Signal()

    def __init__(
        self,
        name: str,
        options: Sequence[Option],
        *,
        multi: bool = False,
        ticks: bool | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.letters = True
        self._multi = multi
        self._ticks = multi if ticks is None else ticks
        self._chips: dict[str, Chip] = {}
        self._options: tuple[Option, ...] | None = None
        self._flow = FlowLayout(self, gap=6, line_gap=8)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other answers, keeping those chosen that are still offered."""
        if tuple(options) == self._options:
            return
        self._options = tuple(options)
        kept = self.values()
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        for option in options:
            chip = Chip(option.label, icon=option.icon, letter=option.letter, ticks=self._ticks, parent=self)
            if option.unsafe:
                chip.set_unsafe(option.unsafe)
            chip.setProperty("value", option.value)
            chip.installEventFilter(self)
            chip.clicked.connect(self._clicked)
            self._flow.addWidget(chip)
            self._chips[option.value] = chip
        self.set_values(kept)

    def value(self) -> str | None:
        """The answer chosen, or None; the first one when several are."""
        return next(iter(self.values()), None)

    def values(self) -> tuple[str, ...]:
        """All answers chosen, in the order offered."""
        return tuple(value for value, chip in self._chips.items() if chip.isChecked())

    def set_value(self, value: str | None) -> None:
        """Choose one answer, or none."""
        self.set_values(() if value is None else (value,))

    def set_values(self, values: Sequence[str]) -> None:
        """Choose these answers. Says nothing: `changed` is for what the user does."""
        for value, chip in self._chips.items():
            chip.setChecked(value in values)
        self._rove()

    def set_unsafe(self, value: str, reason: str) -> None:
        """Mark one answer as not safe for this person, or safe again with an empty reason."""
        self._chips[value].set_unsafe(reason)

    def chip(self, value: str) -> Chip:
        """The chip of an answer."""
        return self._chips[value]

    def focus_target(self) -> QWidget:
        """The chip that takes the focus: the chosen one, or the first."""
        chosen = self.value()
        if chosen is not None:
            return self._chips[chosen]
        return next(iter(self._chips.values()), self)

    def take_focus(self) -> None:
        """Put the focus on the row."""
        self.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def set_wrong(self, wrong: bool) -> None:
        """A row of chips has no edge to redden: the error sentence above it says it."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, Chip):
            return self._key(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, chip: Chip, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        alone = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier)
        step = _ONWARD.get(Qt.Key(key)) if modifiers == Qt.KeyboardModifier.NoModifier else None
        if step is not None:
            chips = list(self._chips.values())
            chips[(chips.index(chip) + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers == Qt.KeyboardModifier.NoModifier:
            self._pick(chip)
            return True
        if self.letters and alone and event.text():
            wanted = event.text().lower()
            for other in self._chips.values():
                if other.letter == wanted:
                    self._pick(other)
                    return True
        return False

    def _pick(self, chip: Chip) -> None:
        chip.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(chip, not chip.isChecked() if self._multi else True)
        self.picked.emit()

    def _clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self._choose(chip, chip.isChecked() if self._multi else True)

    def _choose(self, chip: Chip, on: bool) -> None:
        if not self._multi:
            for other in self._chips.values():
                if other is not chip:
                    other.setChecked(False)
        chip.setChecked(on)
        self._rove()
        self.changed.emit()

    def _rove(self) -> None:
        """One stop for Tab in a row with one answer; every chip in a row with several."""
        target = self.focus_target()
        for chip in self._chips.values():
            one = self._multi or chip is target
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one else Qt.FocusPolicy.ClickFocus)
