"""The nearest deadline of a victim's own: the loudest quiet warning of a page that is not about one case."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caseapp.base.words import _
from caseapp.services.own_deadlines import OwnDeadline, OwnDeadlines
from ui.widgets.banner import Banner
from ui.words import own_deadlines as words


class OwnDeadlineBand(Banner):
    """Not there at all while none is near. `wanted(str, str)` when its link is pressed: the case and the right."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("soon", "", icon="triangle-alert", link=_("Show it"), parent=parent)
        self._soonest: OwnDeadline | None = None
        self.action.connect(self._pressed)
        self.hide()

    def show_deadlines(self, found: OwnDeadlines | None, *, by_reference: bool) -> None:
        """Show the soonest of these, or nothing; `by_reference` while names are hidden."""
        one = self._soonest = found.soonest if found is not None else None
        self.setVisible(one is not None)
        if one is None or one.due_on is None or found is None:
            self.set_words("")
            return
        name = one.reference if by_reference else one.name
        hour = one.by_hour.strftime("%H:%M") if one.by_hour is not None else ""
        said = words.title(name, one.what, one.due_on, by_hour=hour, approximate=one.approximate)
        self.set_words(said, words.after(one.days_left or 0, found.close - 1))

    def _pressed(self) -> None:
        if self._soonest is not None:
            self.wanted.emit(self._soonest.case_id, self._soonest.entitlement_id)
