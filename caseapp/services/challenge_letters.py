"""The facts that go into a letter of the ladder: who, what, when, by what rule. Dates and deeds only, never notes."""

from datetime import date
from typing import Any

from caseapp.base.clock import london_date
from caseapp.base.errors import Refused
from caseapp.base.words import _
from caseapp.domain import challenge as rules
from caseapp.domain import shipped
from caseapp.domain.case import CaseHeader
from caseapp.domain.catalogue import Rule, Timing
from caseapp.domain.challenge import Step
from caseapp.domain.day_words import spoken
from caseapp.domain.due_dates import closing_hour, limit_words
from caseapp.domain.entitlement import Standing, line_for
from caseapp.domain.letter import LetterDraft, fill, letter
from caseapp.domain.person import full_name
from caseapp.domain.rule_layer import RIGHTS_IN_LAW
from caseapp.services.office import Office
from caseapp.services.right_rows import standing_of, who_owes
from caseapp.services.rule_book import RuleBook
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import challenges as reads
from caseapp.store.reads import rights as right_reads

NAMINGS = ("reference", "code_name", "name")


def draft(
    office: Office, row: Any, rule: Rule, book: RuleBook, step: Step, *, naming: str, code_name: str, to_whom: str
) -> LetterDraft:
    """The letter of a step about one instance of a right.

    Raises:
        Refused: `letter_naming_unknown`, `right_missing`.
    """
    head = case_reads.case_header(office.store, row.case_id, office.today(), office.desk.worker_id)
    if head is None:
        raise Refused("right_missing")
    person = _person(head, naming, code_name)
    agency = who_owes(rule, row.provider)
    event = reads.event(office.store, row.event_id)
    facts = {
        "agency": agency[:1].upper() + agency[1:],
        "person": person,
        "reference": head.reference,
        "reference_line": _("Our reference {reference}").format(reference=head.reference),
        "crime_ref": head.crime_ref or "",
        "what": _sentence(line_for(rule, agency=agency, name=person, missed=not rule.victims_own, asked=False)),
        "happened_line": _happened(event),
        "right_line": _right_line(rule, book),
        "due_line": _due_line(office, row, rule, book),
        "law_line": _law_line(rule),
        "review_line": _review_line(rule, book),
        "reply_line": _reply_line(office, step, rule, book),
        "own_line": _own_line(office, row, rule, book),
        "event_day": _day_of(event),
        "crime_day": _spoken(right_reads.incident_day(office.store, row.case_id)),
        "court_day": _spoken(right_reads.next_court_days(office.store, office.today(), [row.case_id]).get(row.case_id)),
        "told_line": _told_line(row, person),
        "steps_so_far": _steps_so_far(office, row),
        "contacts_so_far": _contacts_so_far(office, row, event),
        "to_whom": to_whom or _addressee(step, head, agency, rules.shipped_steps().own_to.get(rule.id, row.provider)),
        "writer": office.desk.name,
        "service": office.service,
    }
    return fill(letter(step.letter), facts, _notes(office, row, rule, book, step))


def _person(head: CaseHeader, naming: str, code_name: str) -> str:
    if naming not in NAMINGS:
        raise Refused("letter_naming_unknown")
    if naming == "name":
        return full_name(head.first_name, head.last_name, head.known_as, head.reference)
    if naming == "code_name" and code_name.strip():
        return code_name.strip()
    return _("my client")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _happened(event: Any | None) -> str:
    if event is None or event.precision == "unknown":
        return ""
    label = shipped.justice_events().label(event.kind)
    day = spoken(event.happened_on)
    if event.precision != "day":
        return _("({what}, about {day}; the exact day is not known to us.)").format(what=label, day=day)
    return _("({what}, {day}.)").format(what=label, day=day)


def _right_line(rule: Rule, book: RuleBook) -> str:
    """The rule with its place in the text, as far as that was checked."""
    right = book.catalogue.right(rule.right)
    if rule.layer.value not in RIGHTS_IN_LAW or right is None or "rule" in rule.unverified:
        return ""
    if rule.layer.value == "statute":
        return _("This is required by law: {paragraph}.").format(paragraph=rule.paragraph)
    title = right.title[:1].lower() + right.title[1:]
    said = _("The Victims’ Code gives this as part of Right {number} ({title})").format(
        number=right.number, title=title
    )
    known = rule.paragraph and "paragraph" not in rule.unverified and rule.paragraph[:1].isdigit()
    return f"{said}, {_('paragraph')} {rule.paragraph}." if known else f"{said}."


def _due_line(office: Office, row: Any, rule: Rule, book: RuleBook) -> str:
    """By when it should have been done: only where the limit was checked and the day is certain."""
    limit = rule.limit(enhanced=row.enhanced)
    if rule.timing is not Timing.LIMIT or limit is None or "limit" in rule.unverified or rule.victims_own:
        return ""
    if row.certain_on is None or row.approximate:
        return ""
    words = {"limit": limit_words(limit), "day": spoken(row.certain_on)}
    if rule.layer.value not in RIGHTS_IN_LAW:
        return _("Your own standard gives {limit} for this: by {day}.").format(**words)
    if row.enhanced and rule.standard != rule.enhanced:
        said = _("Enhanced rights apply, so it was due within {limit}: by {day}.").format(**words)
    else:
        said = _("It was due within {limit}: by {day}.").format(**words)
    late = standing_of(rule, row, office.today(), book.calendar)
    if late.standing is Standing.MISSED and late.working_days_late:
        said += " " + _("That was {days} working days ago.").format(days=late.working_days_late)
    return said


def _own_line(office: Office, row: Any, rule: Rule, book: RuleBook) -> str:
    """The victim's own last day: only where the limit was checked, the day is certain and not over."""
    if not rule.victims_own or "limit" in rule.unverified or row.certain_on is None or row.approximate:
        return ""
    if row.due_on < office.today():
        return ""
    limit = rule.limit(enhanced=row.enhanced)
    event = reads.event(office.store, row.event_id)
    hour = None if event is None else closing_hour(rule, limit, event.happened_on, row.due_on, book.calendar)
    day = spoken(row.due_on)
    until = day if hour is None else _("{hour} on {day}").format(hour=hour.strftime("%H:%M"), day=day)
    if limit is None:
        return ""
    return _("As we count it, the limit is {limit}: by {day}.").format(limit=limit_words(limit), day=until)


def _day_of(event: Any | None) -> str:
    if event is None or event.precision == "unknown":
        return ""
    day = spoken(event.happened_on)
    return day if event.precision == "day" else _("about {day}").format(day=day)


def _spoken(day: date | None) -> str:
    return "" if day is None else spoken(day)


def _law_line(rule: Rule) -> str:
    if rule.layer.value not in RIGHTS_IN_LAW:
        return ""
    return _(
        "Since 29 January 2025 a body that owes a service under the Code must provide it unless it has good reasons "
        "not to (Victims and Prisoners Act 2024, section 5). If there was a good reason, please state it."
    )


def _review_line(rule: Rule, book: RuleBook) -> str:
    review = book.catalogue.rule(rules.shipped_steps().reviews.get(rule.id, ""))
    if review is None:
        return _("I ask for the answer to the complaint to be looked at again by someone who was not part of it.")
    return _("I ask for this under the {scheme} (the victim’s right to ask for a review).").format(
        scheme=review.paragraph
    )


def _reply_line(office: Office, step: Step, rule: Rule, book: RuleBook) -> str:
    due = rules.reply_due(step, rule.id, office.today(), book.catalogue, book.calendar, rules.shipped_steps())
    if not due.owed:
        return ""
    if due.unverified or due.on is None:
        return _("Please answer, or acknowledge this and say how long it will take.")
    if due.finish_on is not None:
        return _("Please acknowledge this by {day} and finish by {last}.").format(
            day=spoken(due.on), last=spoken(due.finish_on)
        )
    return _("Please answer, or acknowledge this and say how long it will take, by {day}.").format(day=spoken(due.on))


def _told_line(row: Any, person: str) -> str:
    if row.told_on is None:
        return ""
    return _("{person} was told on {day}.").format(person=_sentence(person)[:-1], day=spoken(row.told_on))


def _steps_so_far(office: Office, row: Any) -> str:
    known = rules.shipped_steps()
    lines = []
    for each in reads.steps_of(office.store, row.id):
        step = known.get(each.step, row.rule_id)
        if step is None or each.state == rules.WITHDRAWN:
            continue
        if each.state == rules.ANSWERED and each.answered_on is not None:
            after = _("answered on {day}").format(day=spoken(each.answered_on))
        else:
            after = _("no answer so far")
        lines.append(f"- {spoken(each.started_on)}: {step.done[:1].lower()}{step.done[1:]}; {after}")
    return "\n".join(lines)


def _contacts_so_far(office: Office, row: Any, event: Any | None) -> str:
    """When this body was contacted since the event: day, way and result. What was said stays in the log."""
    since = None if event is None or event.precision == "unknown" else event.happened_on
    results = shipped.code_list("contact_results")
    return "\n".join(
        f"- {spoken(london_date(each.at))}: {results.label(each.result).lower()}"
        for each in reads.agency_contacts(office.store, row.case_id, row.provider)
        if since is None or london_date(each.at) >= since
    )


def _addressee(step: Step, head: CaseHeader, agency: str, agency_code: str) -> str:
    name = agency[:1].upper() + agency[1:]
    if step.code == rules.OMBUDSMAN:
        return _("the member of parliament")
    if step.code == rules.OWN and agency_code != "police":
        return shipped.code_list("agencies").label(agency_code)
    if step.code in {"ask_officer", "chase", rules.OWN}:
        return head.officer or _("{agency}, the person dealing with this case").format(agency=name)
    if step.code == "ask_supervisor":
        return _("{agency}, the supervisor of the person dealing with this case").format(agency=name)
    return name


def _own_notes(office: Office, row: Any, rule: Rule) -> list[str]:
    """What to know before a letter of the victim's own goes out: it cannot be made good later."""
    notes = [_("Only if the person wants it. After the last day it cannot be undone.")]
    if row.due_on is not None and row.due_on < office.today():
        notes.append(_("As we count it the last day is over: ring them before you write."))
    elif row.certain_on is None or row.approximate or "limit" in rule.unverified:
        notes.append(_("The last day is not certain, so the letter does not state it. Sooner is safer."))
    if rule.conditions:
        notes.append(rule.conditions)
    if rule.id not in rules.shipped_steps().used:
        notes.append(_("This letter only begins it. Record that it was done once it was."))
    return notes


def _notes(office: Office, row: Any, rule: Rule, book: RuleBook, step: Step) -> tuple[str, ...]:
    """What the caseworker must know before sending, and must not be in the letter."""
    notes = [_("Check every fact before you send it. This is a draft, not legal advice.")]
    words = {"rule": _("the rule"), "limit": _("its limit"), "paragraph": _("its paragraph number")}
    used = {rule.id: rule.unverified}
    due = rules.reply_due(step, rule.id, office.today(), book.catalogue, book.calendar, rules.shipped_steps())
    if due.unverified:
        used[step.rule or rules.shipped_steps().reviews.get(rule.id, "")] = due.unverified
    for rule_id, doubts in used.items():
        if doubts:
            notes.append(
                _("{rule}: not yet checked against the text: {what}. The letter does not state it.").format(
                    rule=rule_id, what=", ".join(words[each] for each in doubts)
                )
            )
    if rule.layer.value not in RIGHTS_IN_LAW:
        notes.append(_("{rule} is not part of the Code: it is no breach of the Code.").format(rule=rule.id))
    if step.code == rules.OWN:
        notes += _own_notes(office, row, rule)
    elif row.certain_on is None or row.approximate:
        notes.append(_("No day is certain here, so the letter does not say that it is late."))
    if not reads.steps_of(office.store, row.id) and step.code not in {"ask_officer", rules.REVIEW, rules.OWN}:
        notes.append(_("No earlier step is recorded."))
    return tuple(notes)
