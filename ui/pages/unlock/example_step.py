"""Building the example service: invented people, a passphrase anyone may know."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.banner import Banner
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.long_work import LongWork
from ui.widgets.text import Text

EXAMPLE_CASES, EXAMPLE_YEARS, EXAMPLE_SEED = 60, 3, 1
EXAMPLE_PHRASE = "invented people, nothing real"


class ExampleStep(Step):
    """Shows the passphrase first, then builds."""

    build_wanted = Signal()
    cancel_wanted = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("The example service"),
            _("A made-up service in Kent with 60 cases over 3 years. Nobody in it exists."),
            parent,
        )
        self._phrase = Text(_("Its passphrase is “{phrase}”").format(phrase=EXAMPLE_PHRASE), "heading", wrap=True)
        self._trouble = Banner("late", "")
        self.work = LongWork(_("Building the example service"), words=_("This takes about a minute."))
        self._build_it = PrimaryButton(_("Build it"))
        self._back = SecondaryButton(_("Back"))
        self.add(self._phrase, 6)
        self.add(Text(_("Anyone may know it, so never put real records here."), "body", "text_2", wrap=True), 22)
        self.add(self._trouble, 14)
        self.add(self.work, 14)
        self.add(side_by_side(self._build_it, self._back), 0)
        self.finish()
        self._build_it.clicked.connect(self.build_wanted)
        self._back.clicked.connect(self.back)
        self.work.cancel_wanted.connect(self.cancel_wanted)
        self.clear()

    def set_building(self, building: bool) -> None:
        """Show the bar with Cancel, or the buttons."""
        self.work.setVisible(building)
        self._build_it.setVisible(not building)
        self._back.setVisible(not building)
        self._trouble.hide()

    def set_trouble(self, words: str) -> None:
        """Say why it could not be built."""
        self.set_building(False)
        self._trouble.set_words(_("The example could not be built"), words)
        self._trouble.show()

    @override
    def first_focus(self) -> None:
        self._build_it.setFocus()

    @override
    def clear(self) -> None:
        self.set_building(False)
