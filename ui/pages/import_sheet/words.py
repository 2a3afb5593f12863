"""How rows, problems and choices of an import are said."""

from collections.abc import Mapping

from caseapp.base.errors import Fact, Refused
from caseapp.base.words import _, sentence
from caseapp.domain.import_plan import Action, PlannedRow, RowChoice
from caseapp.domain.import_rows import ImportRow
from caseapp.domain.person import initials, list_name
from caseapp.domain.possible_match import REASON_WORDS, KnownPerson, MatchLevel, PossibleMatch
from ui.words.dates import day_month_year
from ui.work.privacy import names_hidden


def said(code: str, facts: Mapping[str, Fact]) -> str:
    """The sentence of a code."""
    return sentence(Refused(code, **facts))


def row_name(row: ImportRow) -> str:
    """Whom a row is about."""
    person = row.person
    if names_hidden():
        return initials(person.first_name, person.last_name, person.known_as)
    return list_name(person.first_name, person.last_name, person.known_as) or _("Not named")


def row_detail(row: ImportRow) -> str:
    """What else tells a person apart: date of birth, numbers, town."""
    person = row.person
    if names_hidden():
        return ""
    born = _("born {day}").format(day=day_month_year(person.born_on)) if person.born_on else ""
    text = ", ".join(part for part in (born, person.phone or "", person.email or "", person.town or "") if part)
    return text[:1].upper() + text[1:]


def person_words(person: KnownPerson) -> str:
    """Somebody known: name, date of birth and reference; the line of the sheet when they are only there."""
    if names_hidden():
        name = initials(person.first, person.last, person.known_as)
    else:
        name = list_name(person.first, person.last, person.known_as) or _("Not named")
    born = _("born {day}").format(day=day_month_year(person.born)) if person.born and not names_hidden() else ""
    return ", ".join(part for part in (name, born, place_of(person)) if part)


def place_of(person: KnownPerson) -> str:
    """`KT-0101`, `line 12 of this sheet`, `no case yet`."""
    if person.person_id.startswith("line "):
        return _("line {line} of this sheet").format(line=person.person_id.removeprefix("line "))
    return person.reference or _("no case yet")


def match_words(match: PossibleMatch) -> str:
    """How sure, and why: "Likely. Same e-mail, same date of birth"."""
    level = _("Likely") if match.level is MatchLevel.LIKELY else _("Possible")
    reasons = ", ".join(_(REASON_WORDS[reason]) for reason in match.reasons)
    return f"{level}. {reasons[:1].upper()}{reasons[1:]}"


def choice_words(planned: PlannedRow, choice: RowChoice) -> str:
    """What will become of a row."""
    if choice.action is Action.NEW:
        return _("New person")
    if choice.action is Action.LEAVE_OUT:
        return _("Left out, here already") if planned.here else _("Left out")
    if choice.person_id.startswith("line "):
        return _("Same as line {line}").format(line=choice.person_id.removeprefix("line "))
    match = next((one for one in planned.known if one.candidate.person_id == choice.person_id), None)
    where = match.candidate.reference if match else ""
    return _("Same as {reference}").format(reference=where) if where else _("Same as somebody known")
