"""A page for the victim to keep: what should happen next, by when, and what only they can do in time.

Printed with a code name or no name, without any agency's or service's mark.
"""

from dataclasses import dataclass
from datetime import date

from caseapp.base.errors import Refused
from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.day_words import spoken
from caseapp.domain.entitlement import Standing
from caseapp.domain.rights_view import RightInstance
from caseapp.domain.rule_layer import RIGHTS_IN_LAW
from caseapp.domain.victim_words import said_to_you
from caseapp.services import paper, rights, rule_book
from caseapp.services.office import Office
from caseapp.services.own_deadlines import OwnDeadline, own_deadlines
from caseapp.store.reads import case as case_reads
from caseapp.store.tables import Case

LONGEST_NAME = 40
_OWED = frozenset({Standing.RUNNING, Standing.POSSIBLY_LATE, Standing.MISSED})


@dataclass(frozen=True, slots=True)
class NextThing:
    """One line: what should happen, by when in words, and a question to ask if it is late or not sure."""

    what: str
    by: str
    due_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class VictimPage:
    """The page. `you` is what only the victim can do, `they` what others should do, `undated` what has no day."""

    title: str
    code_name: str
    made_on: date
    large_print: bool
    you: tuple[NextThing, ...]
    they: tuple[NextThing, ...]
    undated: tuple[NextThing, ...]
    notes: tuple[str, ...]


def for_case(
    office: Office, case_id: str, *, code_name: str = "", large_print: bool = False, undated: bool = False
) -> VictimPage:
    """The page of a case as it stands today. What was declined or paused is respected: it is not on the page.

    Raises:
        Refused: `case_missing`, `code_name_long`.
    """
    if len(code_name.strip()) > LONGEST_NAME:
        raise Refused("code_name_long")
    view = rights.for_case(office, case_id)
    head = case_reads.case_row(office.store, case_id)
    book = rule_book.book(office, "2020" if head is None else head.code_edition)
    dated: list[NextThing] = []
    without: list[NextThing] = []
    seen: set[tuple[str, date | None]] = set()
    for right in view.rights:
        for one in right.instances:
            rule = book.catalogue.rule(one.rule_id)
            if rule is None or not _shown(one) or (one.rule_id, one.due_on) in seen:
                continue
            seen.add((one.rule_id, one.due_on))
            what = said_to_you(rule, one.provider[:1].upper() + one.provider[1:])
            (without if one.due_on is None else dated).append(_they(one, what))
    own = own_deadlines(office, case_id=case_id)
    return VictimPage(
        title=_("What should happen next"),
        code_name=code_name.strip(),
        made_on=office.today(),
        large_print=large_print,
        you=tuple(_you(each, book) for each in own.all),
        they=tuple(sorted(dated, key=lambda each: each.due_on or date.max)),
        undated=tuple(without) if undated else (),
        notes=_notes(),
    )


def html(page: VictimPage) -> str:
    """The page for printing: one file, nothing loaded from anywhere, every word escaped."""
    return paper.page("victim_page.html", page=page, made=spoken(page.made_on))


def note_taken(office: Office, case_id: str, *, form: str = "page") -> None:
    """Journal that the page was written to a file (`page`) or printed (`print`): it is outside the vault then."""
    with office.unit() as unit:
        unit.note("exported", Case.__tablename__, case_id, case_id, form=form, reason="they_asked")


def _shown(one: RightInstance) -> bool:
    return one.standing in _OWED and one.layer in RIGHTS_IN_LAW and not one.victims_own and one.id is not None


def _they(one: RightInstance, what: str) -> NextThing:
    if one.due_on is None:
        return NextThing(what, _("No day is set for this."), None, "")
    by = spoken(one.certain_on or one.due_on)
    note = ""
    if one.standing == Standing.MISSED:
        note = _("This should have happened by now. You can ask us to chase it.")
    elif one.approximate or one.certain_on is None:
        by = _("about {day}").format(day=spoken(one.due_on))
        note = _("The day is not certain.")
    elif "limit" in one.unverified or "rule" in one.unverified:
        note = _("Ask us to check this day for you.")
    return NextThing(what, _("By {day}").format(day=by), one.due_on, note)


def _you(one: OwnDeadline, book: rule_book.RuleBook) -> NextThing:
    rule = book.catalogue.rule(one.rule_id)
    agency = shipped.code_list("agencies").label("police")
    what = one.sentence if rule is None else said_to_you(rule, agency)
    if one.due_on is None:
        by = _("No day is set: ask us when it has to be done.")
        if one.before is not None:
            by = _("Ask us before the next court day, {day}.").format(day=spoken(one.before))
        return NextThing(what, by, None, "")
    by = spoken(one.due_on)
    said = _("By {hour} on {day}").format(hour=one.by_hour.strftime("%H:%M"), day=by) if one.by_hour else ""
    doubtful = one.approximate or one.from_being_told or bool(one.unverified)
    note = _("Ask us to check this day. Sooner is safer.") if doubtful else _("After this day it may be too late.")
    return NextThing(what, said or _("By {day}").format(day=by), one.due_on, note)


def _notes() -> tuple[str, ...]:
    return (
        _("You can say no to any of this, change your mind, or ask to be told in another way."),
        _("Working days leave out weekends and bank holidays in England and Wales."),
        _("Keep this page where only you can find it, or ask us to keep it for you."),
        _("This is information, not legal advice. If you are in danger, ring 999."),
    )
