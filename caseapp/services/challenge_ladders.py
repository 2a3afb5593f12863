"""The ladder of each right as the screens show it: which step is next, what came of those taken."""

from datetime import date
from typing import Any

from caseapp.base.clock import london_date
from caseapp.base.errors import Refused
from caseapp.domain import challenge as rules
from caseapp.domain.catalogue import Rule
from caseapp.domain.challenge import ReplyDue, Step, StepState, Taken
from caseapp.domain.challenge_view import LadderView, StepView
from caseapp.domain.entitlement import line_for
from caseapp.domain.person import call_name
from caseapp.services import rule_book
from caseapp.services.office import Office
from caseapp.services.right_rows import who_owes
from caseapp.services.rule_book import RuleBook
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import challenges as reads
from caseapp.store.reads import rights as right_reads

_OVER = frozenset({"told", "declined", "not_applicable", "not_possible"})


def about(office: Office, entitlement_id: str) -> tuple[Any, Rule, RuleBook]:
    """An instance with its rule and the rules it is counted by. Raises `Refused("right_missing")`."""
    row = right_reads.entitlement(office.store, entitlement_id)
    if row is None:
        raise Refused("right_missing")
    book = rule_book.book(office, row.edition)
    rule = book.catalogue.rule(row.rule_id)
    if rule is None:
        raise Refused("right_missing")
    return row, rule, book


def steps(office: Office, entitlement_id: str) -> LadderView:
    """The ladder of one instance of a right.

    Raises:
        Refused: `right_missing`.
    """
    row, rule, book = about(office, entitlement_id)
    return _ladder(office, row, rule, book, reads.steps_of(office.store, entitlement_id), _name(office, row.case_id))


def of_case(office: Office, case_id: str) -> dict[str, LadderView]:
    """The ladder of every instance of a case that can have one, by instance."""
    taken: dict[str, list[Any]] = {}
    for step in reads.of_case(office.store, case_id):
        taken.setdefault(step.entitlement_id, []).append(step)
    name = _name(office, case_id)
    books: dict[str, RuleBook] = {}
    found = {}
    for row in right_reads.entitlements(office.store, case_id):
        book = books.get(row.edition) or books.setdefault(row.edition, rule_book.book(office, row.edition))
        rule = book.catalogue.rule(row.rule_id)
        if rule is not None and rules.shipped_steps().about(rule).steps:
            found[row.id] = _ladder(office, row, rule, book, taken.get(row.id, []), name)
    return found


def _name(office: Office, case_id: str) -> str:
    head = case_reads.case_header(office.store, case_id, office.today(), office.desk.worker_id)
    return "" if head is None else call_name(head.first_name, head.last_name, head.known_as, head.reference)


def _ladder(office: Office, row: Any, rule: Rule, book: RuleBook, taken: list[Any], name: str) -> LadderView:
    known = rules.shipped_steps()
    past = tuple(_taken(each) for each in taken)
    stands = rules.ladder(known.about(rule), past, office.today(), book.calendar, settled=row.state in _OVER)
    agency = who_owes(rule, row.provider)
    by_id = {each.id: each for each in taken}
    views = tuple(
        _view(
            each.step,
            each.state,
            each.opens_on,
            by_id.get(each.taken.id) if each.taken is not None else None,
            rules.reply_due(each.step, rule.id, office.today(), book.catalogue, book.calendar, known),
            sum(1 for one in past if one.step == each.step.code),
        )
        for each in stands.steps
    )
    sentence = line_for(rule, agency=agency, name=name, missed=True, asked=bool(past))
    return LadderView(row.id, row.case_id, rule.short, sentence, agency, stands.live, stands.stopped, views)


def _taken(row: Any) -> Taken:
    return Taken(row.id, row.step, row.started_on, row.reply_due_on, row.state, row.answered_on, row.resolved)


def _view(step: Step, state: StepState, opens_on: date | None, row: Any | None, due: ReplyDue, times: int) -> StepView:
    def of(name: str) -> Any:
        return None if row is None else getattr(row, name)

    at = of("evidence_at")
    return StepView(
        code=step.code,
        label=step.label,
        state=state.value,
        opens_on=opens_on,
        id=of("id"),
        started_on=of("started_on"),
        how=of("how"),
        to_whom=of("to_whom"),
        reply_due_on=of("reply_due_on"),
        why=due.why if row is None else row.reply_why,
        owed=due.owed,
        unverified=due.unverified,
        answered_on=of("answered_on"),
        resolved=of("resolved"),
        answer=of("answer"),
        evidence_contact=of("evidence_contact"),
        evidence_on=of("document_dated") if at is None else london_date(at),
        evidence_channel=of("evidence_channel"),
        evidence_what=of("document_what"),
        times=times,
    )
