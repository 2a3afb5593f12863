"""All steps before a vault is open, beside the hills. Tells the shell `entered` once one is."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from caseapp.base.clock import Clock, SystemClock, london_date
from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import vaults
from caseapp.services.office import Office
from ui.pages.unlock.choice_step import ChoiceStep
from ui.pages.unlock.choose_folder import choose_folder
from ui.pages.unlock.entry import Entered, EntryPlaces
from ui.pages.unlock.example_flow import ExampleFlow
from ui.pages.unlock.example_step import EXAMPLE_PHRASE, ExampleStep
from ui.pages.unlock.hills import HillsPanel
from ui.pages.unlock.recovery_flow import RecoveryFlow
from ui.pages.unlock.recovery_step import RecoveryStep
from ui.pages.unlock.restore_flow import RestoreFlow
from ui.pages.unlock.restore_step import RestoreStep
from ui.pages.unlock.sealed_flow import SealedFlow
from ui.pages.unlock.set_up_flow import SetUpFlow
from ui.pages.unlock.step import COLUMN, Step
from ui.pages.unlock.unlock_step import Attempt, UnlockStep
from ui.pages.unlock.who_list import in_order
from ui.theme.theme import theme
from ui.work.runner import Runner

_HILLS_WIDEST, _HILLS_PART = 560, 0.39


class UnlockPage(QWidget):
    """First choice, set-up, unlock, recovery, example.

    `last_here` is key slot id → instant of the last unlock on this machine, from the settings.
    """

    entered = Signal(object)

    def __init__(
        self,
        runner: Runner,
        places: EntryPlaces,
        last_here: Mapping[str, str] | None = None,
        clock: Clock | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self._places = places
        self._last_here = dict(last_here or {})
        self._clock = clock or SystemClock()
        self._folder: Path | None = None
        self.setProperty("ground", "canvas")
        self._build()
        self._wire()

    def _build(self) -> None:
        self.hills = HillsPanel(known=bool(self._last_here))
        self.steps = QStackedWidget()
        self.choice = ChoiceStep()
        self.unlock = UnlockStep(london_date(self._clock.now()))
        self.recovery = RecoveryStep()
        self.example = ExampleStep()
        self.restore = RestoreStep()
        for step in (self.choice, self.unlock, self.recovery, self.example, self.restore):
            self.steps.addWidget(step)
        self.set_up = SetUpFlow(self.runner, self.steps, self._places.new_vault, self._clock, self)
        self.recover = RecoveryFlow(self.runner, self.steps, self.recovery, self._clock, self)
        self.examples = ExampleFlow(self.runner, self.example, self._places.example, self._clock, self)
        self.restoring = RestoreFlow(self.runner, self.steps, self.restore, self._places.new_vault, self._clock, self)
        self.sealed = SealedFlow(self.runner, self.steps, self._clock, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.hills)
        row.addWidget(self.steps, 1)

    def _wire(self) -> None:
        self.choice.set_up_wanted.connect(self.set_up.begin)
        self.choice.open_wanted.connect(self._choose_vault)
        self.choice.example_wanted.connect(self._to_example)
        self.unlock.tried.connect(self._try)
        self.unlock.recovery_wanted.connect(self._to_recovery)
        self.unlock.other_wanted.connect(self.show_choice)
        self.choice.restore_wanted.connect(self._to_restore)
        self.choice.sealed_wanted.connect(self.sealed.begin)
        self.sealed.left.connect(self.show_choice)
        self.restore.back.connect(self.show_choice)
        self.restoring.restored.connect(self.show_vault)
        self.recovery.back.connect(self._back_to_unlock)
        self.example.back.connect(self.show_choice)
        self.set_up.left.connect(self.show_choice)
        for flow in (self.set_up, self.recover, self.examples):
            flow.entered.connect(self.entered)

    def show_choice(self) -> None:
        """The three ways to begin."""
        self._show(self.choice)

    def show_vault(self, folder: Path) -> None:
        """Unlock the vault in a folder. With no vault there, or a damaged one, says so beside the choice."""
        self._folder = folder
        self.runner.vault(
            self, lambda: (vaults.people(folder), vaults.tries_left(folder)), self._shown, self._not_shown, latest="who"
        )

    def show_new_vault(self, folder: Path) -> None:
        """Begin with set-up, for a folder named on the command line."""
        self.set_up.begin_in(folder)

    def note_last_here(self, last_here: Mapping[str, str]) -> None:
        """Who was last here, anew."""
        self._last_here = dict(last_here)

    def first_focus(self) -> None:
        """Put the focus where work starts."""
        step = self.steps.currentWidget()
        if isinstance(step, Step):
            step.first_focus()

    def clear(self) -> None:
        """Forget what was typed, and close a vault that set-up or recovery had opened but not handed on."""
        for flow in (self.set_up, self.recover, self.examples, self.restoring, self.sealed):
            flow.abandon()
        for place in range(self.steps.count()):
            step = self.steps.widget(place)
            if isinstance(step, Step):
                step.clear()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = min(_HILLS_WIDEST, round(self.width() * _HILLS_PART))
        self.hills.setFixedWidth(wide)
        self.hills.setVisible(self.width() - wide >= theme().grown(COLUMN) + 64)

    def _show(self, step: Step) -> None:
        self.choice.set_trouble("")
        self.hills.greet(known=step in (self.unlock, self.recovery))
        self.steps.setCurrentWidget(step)
        if self.isEnabled():
            step.first_focus()

    def _shown(self, found: tuple[tuple[vaults.Unlocker, ...], int]) -> None:
        people, _left = found
        example = self._folder == self._places.example
        hint = _("Example service. Its passphrase is “{phrase}”").format(phrase=EXAMPLE_PHRASE) if example else ""
        self.unlock.show_people(in_order(people, self._last_here), hint)
        self._show(self.unlock)

    def _not_shown(self, trouble: Trouble) -> None:
        self._folder = None
        self._show(self.choice)
        self.choice.set_trouble(sentence(trouble))

    def _choose_vault(self) -> None:
        chosen = choose_folder(self, _("Open the folder of a vault"), self._places.new_vault.parent)
        if chosen is not None:
            self.show_vault(chosen)

    def _to_example(self) -> None:
        if vaults.exists(self._places.example):
            self.show_vault(self._places.example)
        else:
            self._show(self.example)

    def _to_recovery(self) -> None:
        if self._folder is not None:
            self.recover.begin(self._folder)

    def _to_restore(self) -> None:
        self.restoring.begin(self._folder)
        self._show(self.restore)

    def _back_to_unlock(self) -> None:
        self._show(self.unlock)

    def _try(self, attempt: Attempt) -> None:
        folder = self._folder
        if folder is None:
            return
        self.unlock.set_busy()
        self.runner.vault(
            self,
            lambda: vaults.unlock(folder, attempt.passphrase, slot_id=attempt.slot_id, clock=self._clock),
            self._opened,
            self._not_opened,
            latest="unlock",
        )

    def _opened(self, office: Office) -> None:
        folder, slot = self._folder, self.unlock.who.list.slot()
        self.unlock.clear()
        if folder is not None:
            self.entered.emit(Entered(office, folder, slot))

    def _not_opened(self, trouble: Trouble) -> None:
        folder = self._folder
        left = vaults.tries_left(folder) if folder is not None and trouble.code == "passphrase_wrong" else None
        self.unlock.set_error(sentence(trouble), left)
