"""The journal in words: who did what to which kind of record, and each field before and after."""

import re
from ast import literal_eval
from dataclasses import dataclass
from datetime import date, datetime

from caseapp.base.clock import london_date
from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import HistoryRow
from caseapp.domain.day_words import WEEKDAYS, spoken
from ui.pages.case.history.field_words import field_label
from ui.words.dates import clock_time
from ui.work.privacy import unless_hidden

_ID = re.compile(r"[0-9a-f]{32}")
PRIVATE = frozenset({"own_words", "code_word", "danger_word", "must_not_receive"})
"""Fields drawn in plum: take care who sees them."""

_LISTS = {
    "channel": "contact_channels",
    "result": "contact_results",
    "agency": "agencies",
    "provider": "agencies",
    "crime_group": "crime_groups",
    "crime_type": "crime_types",
    "relationship": "relationships",
    "risk": "risk_levels",
    "stage": "journey_stages",
    "closed_reason": "closure_reasons",
    "police_outcome": "police_outcomes",
    "route": "referral_routes",
    "decision": "referral_decisions",
    "ask_again": "ask_again",
    "source": "agencies",
}
_OWN_LISTS = {
    ("justice_event", "kind"): "justice_events",
    ("withdrawal", "stage"): "withdrawal_stages",
    ("withdrawal", "kind"): "",
}
_NOT_SHOWN = frozenset({"serial", "edition", "code_edition", "version", "hlc", "fields", "opened_on_screen"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an entry in words; `before` is empty for what was new, `after` for what was taken away."""

    label: str
    before: str
    after: str
    private: bool


def kinds_of_record() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """What the history can be narrowed to: a value, its words, and the kinds of record behind it."""
    return (
        ("everything", _("Everything"), ()),
        ("contacts", _("Contacts"), ("contact",)),
        ("follow_ups", _("Follow-ups"), ("follow_up",)),
        ("safe_contact", _("Safe contact"), ("safe_contact",)),
        ("rights", _("Rights"), ("entitlement", "challenge", "document", "enhanced_told")),
        ("journey", _("Justice journey and hearings"), ("justice_event", "hearing", "outcome_told")),
        ("withdrawals", _("Withdrawal"), ("withdrawal",)),
        ("surveys", _("Surveys"), ("survey_offer",)),
        ("case", _("The case itself"), ("episode", "referral", "pin")),
    )


def did(row: HistoryRow) -> str:
    """What was done: `logged a contact`, `opened the case`."""
    added = {
        "contact": _("logged a contact"),
        "follow_up": _("added a follow-up"),
        "safe_contact": _("recorded safe contact details"),
        "episode": _("opened a new case"),
        "justice_event": _("recorded an event"),
        "entitlement": _("started a right"),
        "challenge": _("took a step about a right"),
        "document": _("noted a document"),
        "enhanced_told": _("recorded who was told of enhanced rights"),
        "outcome_told": _("recorded a police outcome"),
        "hearing": _("added a hearing"),
        "withdrawal": _("recorded a withdrawal"),
        "survey_offer": _("offered a survey"),
        "referral": _("recorded a referral"),
        "pin": _("pinned the case"),
    }
    if row.action == "opened":
        return _("looked at the case")
    if row.action == "added":
        return added.get(row.entity, _("added something"))
    if row.action == "changed":
        return _changed(row)
    if row.action == "removed":
        return _("unpinned the case") if row.entity == "pin" else _("took back {what}").format(what=_thing(row.entity))
    return row.action.replace("_", " ")


def said(row: HistoryRow) -> str:
    """`Robin E. logged a contact`."""
    return _("{who} {did}").format(who=row.actor or _("The app"), did=did(row))


def about(row: HistoryRow) -> str:
    """The few words that tell one entry from its neighbours: which event, which right, how it was done."""
    values = {"rule_id": row.rule_id} | {name: after or before for name, before, after in row.fields}
    for name in ("rule_id", "kind", "channel", "what", "number", "on"):
        if row.entity == "withdrawal" and name == "kind":
            continue
        if values.get(name):
            return shown(row.entity, name, values[name])
    names = [change.label for change in changes(row)]
    return ", ".join(names[:3]) if row.action == "changed" else ""


def changes(row: HistoryRow) -> tuple[FieldChange, ...]:
    """The fields of an entry in words; what only the computer needs is left out."""
    return tuple(
        FieldChange(field_label(name), shown(row.entity, name, before), shown(row.entity, name, after), name in PRIVATE)
        for name, before, after in row.fields
        if name not in _NOT_SHOWN and (not name.endswith("_id") or name == "rule_id")
    )


def shown(entity: str, name: str, value: str) -> str:
    """A stored value in words."""
    if not value:
        return ""
    if _ID.fullmatch(value):
        return _("A record of this case")
    if name == "windows":
        return safe_times(value)
    if name == "rule_id":
        rule = shipped.catalogue().rule(value)
        return _("Right {number}: {what}").format(number=rule.right, what=rule.short) if rule else value
    list_id = _OWN_LISTS.get((entity, name), _LISTS.get(name, ""))
    if list_id and value in shipped.code_list(list_id):
        return _(shipped.code_list(list_id).label(value))
    words = {
        "True": _("Yes"), "False": _("No"), "yes": _("Yes"), "no": _("No"), "unknown": _("Not known"),
        "not_assessed": _("Not assessed"), "running": _("Running"), "told": _("Told"), "declined": _("Declined"),
        "paused": _("Paused"), "not_possible": _("Not possible"), "not_applicable": _("Does not apply"),
        "agency": _("An agency"), "other": _("Someone else"), "advocate": _("Through us"), "phone": _("Phone"),
        "letter": _("Letter"), "chance": _("Found out by chance"), "in_person": _("In person"),
        "task": _("Something to do"), "call": _("Call"), "text": _("Text"), "email": _("Email"),
        "court": _("Court hearing"), "marac": _("MARAC meeting"), "client": _("The client"), "day": _("This day"),
        "about": _("About"), "recorded": _("Recorded by the police"), "likely": _("Likely"),
        "not_recorded": _("Not recorded by the police"),
    }  # fmt: skip
    return words.get(value) or _dated(value) or unless_hidden(value)


def safe_times(value: str) -> str:
    """Safe times as they are kept, in words: `Mon, Tue 10:00 to 14:00`."""
    try:
        windows = literal_eval(value)
        return "; ".join(
            _("{days} {start} to {end}").format(
                days=", ".join(_(WEEKDAYS[day]) for day in window["days"]), start=window["from"], end=window["to"]
            )
            for window in windows
        )
    except (ValueError, SyntaxError, KeyError, TypeError, IndexError):
        return value


def _dated(value: str) -> str:
    """A stored date or instant as it is spoken; an empty text when it is neither."""
    if len(value) < 10 or not value[:4].isdigit():
        return ""
    try:
        if len(value) == 10:
            return spoken(date.fromisoformat(value))
        at = datetime.fromisoformat(value)
    except ValueError:
        return ""
    return f"{spoken(london_date(at))}, {clock_time(at)}" if at.tzinfo is not None else ""


def _changed(row: HistoryRow) -> str:
    after = {name: value for name, _before, value in row.fields}
    if row.entity == "entitlement" and "state" in after:
        return {
            "told": _("recorded that a right was kept"),
            "running": _("set a right running again"),
        }.get(after["state"], _("recorded what is known of a right"))
    if row.entity == "entitlement" and (after.get("evidence_contact") or after.get("evidence_document")):
        return _("added evidence to a right")
    if row.entity == "hearing" and after.get("cancelled_at"):
        return _("took a hearing off the list")
    if row.entity == "follow_up" and "done_at" in after:
        return _("ticked off a follow-up") if after["done_at"] else _("took back the tick of a follow-up")
    if row.entity == "episode" and after.get("closed_on"):
        return _("closed the case")
    return _("changed {what}").format(what=_thing(row.entity))


def _thing(entity: str) -> str:
    return {
        "contact": _("a contact"),
        "follow_up": _("a follow-up"),
        "safe_contact": _("safe contact details"),
        "episode": _("the case"),
        "justice_event": _("an event"),
        "entitlement": _("a right"),
        "challenge": _("a step about a right"),
        "document": _("a document"),
        "enhanced_told": _("who was told of enhanced rights"),
        "outcome_told": _("a police outcome"),
        "hearing": _("a hearing"),
        "withdrawal": _("a withdrawal"),
        "survey_offer": _("a survey"),
        "referral": _("the referral"),
    }.get(entity, _("something"))
