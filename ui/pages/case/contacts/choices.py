"""How and what came of it: the answers of the composer, with their letters and what is not safe for the person."""

from dataclasses import dataclass
from datetime import date

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.code_lists import ListItem
from caseapp.domain.safe_contact import SafeContactDetails
from ui.pages.case.contact_words import ICONS
from ui.widgets.chip_row import Option


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose contact it is: the name to say, and how they may be reached."""

    name: str
    safe_contact: SafeContactDetails | None


def ways(on: date, details: SafeContactDetails | None, name: str) -> tuple[Option, ...]:
    """Every way of being in touch that is offered on a day."""
    items = shipped.code_list("contact_channels").active(on)
    return tuple(
        Option(item.code, _(item.label), ICONS.get(item.code, ""), item.key, _unsafe(item, details, name))
        for item in items
        if item.code != "other"
    ) + tuple(Option(item.code, _(item.label), "", item.key) for item in items if item.code == "other")


def results(channel: str, on: date, details: SafeContactDetails | None, name: str) -> tuple[Option, ...]:
    """What can come of a way of being in touch."""
    items = shipped.code_list("contact_results").active(on)
    return tuple(
        Option(item.code, _(item.label), "", item.key, _unsafe(item, details, name))
        for item in items
        if channel in item.texts("channels")
    )


def with_whom(channel: str) -> str:
    """Who such a contact is with: client or agency."""
    item = shipped.code_list("contact_channels").get(channel)
    return item.text("with") if item is not None else "client"


def agencies() -> tuple[tuple[str, str], ...]:
    """The agencies to choose from."""
    return (("", _("Which agency?")), *((item.code, _(item.label)) for item in shipped.code_list("agencies").items))


def _unsafe(item: ListItem, details: SafeContactDetails | None, name: str) -> str:
    if details is None or item.text("permission") not in details.unsafe_channels():
        return ""
    return _("{name} said no to this. You can still record it if it happened.").format(name=name)
