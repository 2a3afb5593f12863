"""What stands in place of the list: nothing matches, or there is no case yet."""

from caseapp.base.words import _
from ui.pages.caseload.filters import Filters
from ui.widgets.empty_state import EmptyState


def instead_of_rows(filters: Filters) -> EmptyState:
    """A card with the way on: `linked` clears the filter, or imports when there is no case at all."""
    typed = filters.field.text()
    if typed:
        return EmptyState(
            _("No cases match “{typed}”").format(typed=typed),
            _("Try a last name or a reference, or look among closed cases."),
            links=(_("Clear the filter"),),
        )
    if filters.is_set():
        return EmptyState(
            _("No cases match these filters"),
            _("Cases of the whole team are there when you clear them."),
            links=(_("Clear the filters"),),
        )
    return EmptyState(
        _("No open cases yet"),
        _("Open a case from a referral, or bring a spreadsheet of referrals in."),
        icon="folder",
        button=_("New case"),
        button_icon="plus",
        links=(_("Import a spreadsheet"),),
    )
