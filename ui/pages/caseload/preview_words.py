"""What the preview says of one case."""

from caseapp.base.clock import london, london_date
from caseapp.base.words import _, ngettext
from caseapp.domain import shipped
from caseapp.domain.case import NeedsDoing
from caseapp.domain.contact import ContactRow
from caseapp.domain.person import full_name, initials
from caseapp.domain.safe_contact import NO, YES
from caseapp.services.case_preview import CasePreview
from ui.theme.tokens import Token
from ui.widgets.safe_contact_band import SafeContactWords, nothing_recorded
from ui.words.dates import clock_time, day_near, weekday
from ui.work.privacy import names_hidden, note_shown, unless_hidden, without_names

_ICONS = {"call": "phone", "text": "message-square-text", "email": "mail", "court": "gavel", "marac": "calendar"}


def title(case: CasePreview) -> str:
    """First and last name; initials while names are hidden."""
    head = case.header
    if names_hidden():
        return initials(head.first_name, head.last_name, head.known_as)
    return full_name(head.first_name, head.last_name, head.known_as, _("No name yet"))


def who(case: CasePreview, place: str) -> str:
    """`Age 34, Swale. Caseworker: Robin E.`"""
    head = case.header
    age = _("Age {age}").format(age=case.age) if case.age is not None else _("Age not known")
    district = shipped.areas(place).label(head.district) if head.district else _("no district")
    worker = head.worker or _("nobody yet")
    return _("{age}, {district}. Caseworker: {worker}").format(age=age, district=district, worker=worker)


def safe_contact(case: CasePreview) -> SafeContactWords:
    """The band: can I ring now, then number, voicemail and texts, code word."""
    details, advice = case.safe_contact, case.advice
    if details is None:
        return nothing_recorded()
    if not advice.known:
        lead, safe = _("Not known if a call is safe"), None
    elif advice.safe_now:
        lead, safe = _("Safe to call now"), True
    elif advice.next_from is None and details.call_safe == NO:
        lead, safe = _("Calls are not safe"), False
    else:
        lead, safe = _("Not a safe time to call"), False
    fields = [_when(case), (_("Number"), details.number or _("None yet"))]
    fields.append((_("Voicemail"), _may(details.voicemail_safe, _("Safe to leave one"), _("Never leave one"))))
    fields.append((_("Texts"), _may(details.text_safe, _("Safe"), _("Never send one"))))
    if details.code_word:
        fields.append((_("Code word"), unless_hidden(details.code_word)))
    shown = tuple(field for field in fields if field[1])
    return SafeContactWords(lead, safe_now=safe, fields=shown, never_tell=unless_hidden(details.must_not_receive))


def needs(case: CasePreview) -> tuple[NeedsDoing, ...]:
    """What needs doing, without the name while names are hidden."""
    return without_names(case.needs_doing, case.header)


def icon_of(one: NeedsDoing) -> tuple[str, Token]:
    """The icon of something to do."""
    if one.working_days_late:
        return "clock-alert", "late"
    if one.kind == "right":
        return "scale", "text_2"
    return _ICONS.get(one.kind, "square-check"), "text_2"


def more(count: int) -> str:
    """`3 more in the case.`"""
    return ngettext("{count} more in the case.", "{count} more in the case.", count).format(count=count)


def last_heading(case: CasePreview) -> str:
    """`Last contact, Thu 19 Nov`."""
    row = case.last_contact
    if row is None:
        return _("Last contact")
    return _("Last contact, {day}").format(day=day_near(london_date(row.at), case.today))


def last_note(case: CasePreview) -> str:
    """`Call, 12 minutes. Talked through the safety plan.`"""
    row = case.last_contact
    if row is None:
        return _("None yet.")
    note = note_shown(row.note.strip())
    return f"{_how(row)} {note}".strip()


def _how(row: ContactRow) -> str:
    parts = [shipped.code_list("contact_channels").label(row.channel)]
    if not row.reached:
        parts.append(shipped.code_list("contact_results").label(row.result).lower())
    if row.minutes:
        parts.append(ngettext("{count} minute", "{count} minutes", row.minutes).format(count=row.minutes))
    return ", ".join(parts) + "."


def _when(case: CasePreview) -> tuple[str, str]:
    advice = case.advice
    if advice.safe_now:
        until = _("Until {time}").format(time=clock_time(advice.until)) if advice.until else _("Any time")
        return _("Safe now"), until
    if advice.next_from is None:
        return _("Safe times"), _("None recorded")
    start = f"{weekday(london(advice.next_from).date())} {clock_time(advice.next_from)}"
    if advice.next_until is None:
        return _("Next safe"), start
    return _("Next safe"), _("{start} to {end}").format(start=start, end=clock_time(advice.next_until))


def _may(answer: str, yes: str, no: str) -> str:
    return {YES: yes, NO: no}.get(answer, _("Not known: ask first"))
