"""What holds for this laptop, whoever uses it. A choice is obeyed at once; what hides less, after the passphrase."""

from functools import partial

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseapp.base.machine_settings import LONGEST_IDLE_MINUTES, MachineSettings
from caseapp.base.words import _
from caseapp.services.office import Office
from ui.dialogs.passphrase_again import Proof
from ui.pages.settings.cover_lines import CoverLines
from ui.pages.settings.language_choice import LanguageChoice
from ui.pages.settings.section import Section
from ui.pages.settings.text_size import TextSize
from ui.pages.settings.tick import Tick
from ui.widgets.form_row import FormRow
from ui.widgets.rule import Rule
from ui.widgets.segmented_choice import SegmentedChoice
from ui.work.runner import Runner
from ui.work.this_machine import change_settings, this_machine


class ThisLaptop(Section):
    """Looks, waits and hiding. A longer wait or less hiding needs the passphrase again: the laptop may be left open."""

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(
            _("This laptop"), _("These hold for everybody who uses this laptop. They are kept at once."), parent
        )
        self.theme = SegmentedChoice(
            _("Light or dark"), (("light", _("Light")), ("dark", _("Dark")), ("system", _("As the system")))
        )
        self.language = LanguageChoice()
        self.text_size = TextSize()
        self.motion = Tick(_("Reduce motion"), _("Panels and messages come and go without sliding or fading."))
        minutes = tuple(
            (str(count), _("{count} min").format(count=count)) for count in range(1, LONGEST_IDLE_MINUTES + 1)
        )
        self.idle = SegmentedChoice(_("Lock by itself after"), minutes)
        self.shift = Tick(
            _("Shift three times hides the screen"),
            _("F9 always does. Switch this off if Shift has another use for you, such as Sticky Keys."),
        )
        self.cover = CoverLines()
        self.proof = Proof(office, runner, self)
        self._build()
        self._wire()

    @override
    def load(self) -> None:
        self._show_what_holds()

    @override
    def first_focus(self) -> None:
        self.theme.focus_target().setFocus()

    @override
    def clear(self) -> None:
        self.cover.keep_now()

    def _build(self) -> None:
        self.add(FormRow(_("Light or dark"), self.theme))
        self.add(FormRow(_("Text size"), self.text_size))
        self.add(self.motion)
        self.add(self.language)
        self.add(Rule())
        hint = _("When nobody has touched the keys or the mouse. What was being typed is kept.")
        self.add(FormRow(_("Lock by itself after"), self.idle, hint=hint))
        self.add(self.shift)
        self.add(self.cover, 0)
        self.finish()

    def _wire(self) -> None:
        self.theme.changed.connect(partial(self._choose, "theme"))
        self.language.chosen.connect(partial(self._choose, "language"))
        self.text_size.chosen.connect(partial(self._choose, "text_scale"))
        self.motion.chosen.connect(partial(self._choose, "quiet_motion"))
        self.idle.changed.connect(self._choose_idle)
        self.shift.chosen.connect(self._choose_shift)
        self.cover.chosen.connect(partial(self._choose, "cover_lines"))
        this_machine().changed.connect(self._show)

    def _show(self, settings: MachineSettings) -> None:
        self.theme.set_value(settings.theme)
        self.language.show_language(settings.language)
        self.text_size.show_scale(settings.text_scale)
        self.motion.show_value(settings.quiet_motion)
        self.idle.set_value(str(settings.idle_minutes))
        self.shift.show_value(settings.shift_hides)
        self.cover.show_lines(settings.cover_lines)

    def _choose(self, name: str, value: object) -> None:
        change_settings(**{name: value})

    def _choose_idle(self, minutes: str) -> None:
        if int(minutes) > this_machine().settings.idle_minutes:
            self._ask(_("The laptop would stay open longer when nobody is there."), "idle_minutes", int(minutes))
        else:
            self._choose("idle_minutes", int(minutes))

    def _choose_shift(self, on: bool) -> None:
        if on:
            self._choose("shift_hides", on)
        else:
            self._ask(_("Only F9 would hide the screen then."), "shift_hides", on)

    def _ask(self, why: str, name: str, value: object) -> None:
        """Nothing changes before the passphrase; whatever becomes of the question, what holds is shown after it."""
        self.proof.ask(why, partial(self._choose, name, value))
        if self.proof.dialog is not None:
            self.proof.dialog.finished.connect(self._show_what_holds)

    def _show_what_holds(self, _result: int = 0) -> None:
        self._show(this_machine().settings)
