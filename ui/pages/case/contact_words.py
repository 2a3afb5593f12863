"""A contact as the chronology and the overview say it."""

from datetime import datetime

from caseapp.base.words import _, ngettext
from caseapp.domain import shipped
from caseapp.domain.contact import AGENCY, ContactRow
from ui.words.dates import day_and_time

ICONS = {
    "call": "phone",
    "text": "message-square-text",
    "email": "mail",
    "video": "video",
    "in_person": "users",
    "agency": "building-2",
    "other": "message-circle",
}
"""The icon of each channel."""


def title(row: ContactRow, name: str, added_to: datetime | None = None) -> str:
    """`Call with Amara, 12 minutes`, `Called Amara: no answer`, `Reply from Police`.

    `added_to` is the moment of the contact whose note this adds to, where it is known.
    """
    if row.adds_to:
        words = _("Added to the note of {when}") if added_to else _("Added to an earlier note")
        return words.format(when=day_and_time(added_to)) if added_to else words
    said = _agency(row) if row.with_whom == AGENCY else _person(row, name)
    if row.minutes:
        length = ngettext("{count} minute", "{count} minutes", row.minutes).format(count=row.minutes)
        return _("{what}, {length}").format(what=said, length=length)
    return said


def icon_of(row: ContactRow) -> str:
    """The icon of a contact: its channel's, or a pen for words added later."""
    return "file-pen-line" if row.adds_to else ICONS.get(row.channel, "message-circle")


def result_label(row: ContactRow) -> str:
    """What came of it, in the words of the list."""
    return shipped.code_list("contact_results").label(row.result)


def _person(row: ContactRow, name: str) -> str:
    if row.channel == "in_person" and row.reached:
        return _("Met {name}").format(name=name)
    if row.result == "sent":
        return {
            "text": _("Text to {name}"),
            "email": _("Email to {name}"),
        }.get(row.channel, _("Message to {name}")).format(name=name)
    if row.reached:
        return {
            "call": _("Call with {name}"),
            "video": _("Video call with {name}"),
            "text": _("Text from {name}"),
            "email": _("Email from {name}"),
        }.get(row.channel, _("In touch with {name}")).format(name=name)
    said = {
        "call": _("Called {name}: {result}"),
        "video": _("Video call with {name}: {result}"),
        "text": _("Text to {name}: {result}"),
        "email": _("Email to {name}: {result}"),
        "in_person": _("Meeting with {name}: {result}"),
    }.get(row.channel, _("Tried to reach {name}: {result}"))
    return said.format(name=name, result=_lower(result_label(row)))


def _agency(row: ContactRow) -> str:
    agency = shipped.code_list("agencies").label(row.agency) if row.agency else _("an agency")
    said = {
        "spoke": _("Spoke to {agency}"),
        "replied": _("Reply from {agency}"),
        "wrote": _("Wrote to {agency}"),
        "left_message": _("Left a message with {agency}"),
    }.get(row.result, _("Tried {agency}: {result}"))
    return said.format(agency=agency, result=_lower(result_label(row)))


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
