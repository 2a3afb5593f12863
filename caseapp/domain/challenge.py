"""The ladder of steps when a right was not kept: which one is next, when an answer is due, when the next one opens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from caseapp.base.resources import read_text
from caseapp.base.words import _
from caseapp.domain.catalogue import Catalogue, Limit, Rule, Timing, Unit
from caseapp.domain.data_rows import DataFile, Row, parse_data
from caseapp.domain.day_words import spoken
from caseapp.domain.due_dates import add_limit, due, limit_words
from caseapp.domain.working_days import WorkingCalendar

COMPLAIN, REVIEW, OMBUDSMAN, OWN = "complain", "review", "ombudsman", "own"
WAITING, ANSWERED, WITHDRAWN = "waiting", "answered", "withdrawn"
WAYS = ("email", "letter", "phone", "form", "in_person")
RESOLVED = ("yes", "no", "unknown")
_FILE = "journey/challenge.toml"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: how long we wait by our own practice, or the rule that says how soon an answer is owed."""

    code: str
    label: str
    done: str
    letter: str
    wait: Limit | None
    rule: str
    event: str


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps in order, which decisions have a review of their own (rule → rule of the review), and which deadlines
    of the victim's own are used by writing to somebody: rule → letter, rule → body where it is not the first provider,
    and `used`, the rules for which the letter alone is enough."""

    steps: tuple[Step, ...]
    reviews: Mapping[str, str]
    own: Mapping[str, str] = field(default_factory=dict)
    own_to: Mapping[str, str] = field(default_factory=dict)
    used: tuple[str, ...] = ()

    def get(self, code: str, rule_id: str = "") -> Step | None:
        """A step by its code; the one step of a deadline of the victim's own depends on its rule."""
        if code == OWN:
            return own_step(self.own[rule_id]) if rule_id in self.own else None
        return next((step for step in self.steps if step.code == code), None)

    def about(self, rule: Rule) -> "Steps":
        """The steps that make sense for a rule. A deadline of the victim's own is nobody's failure: only its letter
        can be written, or a review asked for where the rule is about one."""
        if not rule.victims_own:
            return self
        if (written := self.get(OWN, rule.id)) is not None:
            return replace(self, steps=(written,))
        only = tuple(step for step in self.steps if step.code == REVIEW and rule.id in self.reviews)
        return replace(self, steps=only)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, as recorded."""

    id: str
    step: str
    started_on: date
    reply_due_on: date | None
    state: str
    answered_on: date | None = None
    resolved: str | None = None


@dataclass(frozen=True, slots=True)
class ReplyDue:
    """By when an answer is due, why, and which cells of the rule behind it nobody has checked yet."""

    on: date | None
    why: str
    owed: bool
    """Whether a rule owes it, rather than our own practice of waiting."""
    finish_on: date | None = None
    """Where a rule has a second, later day by which all must be done."""
    unverified: tuple[str, ...] = ()


class StepState(StrEnum):
    """How a step stands."""

    NEXT = "next"
    """The one to take now."""
    WAITING = "waiting"
    NO_REPLY = "no_reply"
    """The day for an answer has passed without one."""
    ANSWERED = "answered"
    """Answered, and that did not put it right, or nobody can say."""
    PUT_RIGHT = "put_right"
    PASSED_OVER = "passed_over"
    """A later step was taken instead."""
    LATER = "later"


@dataclass(frozen=True, slots=True)
class LadderStep:
    """A step with how it stands, the newest time it was taken, and the day it opens if that is known."""

    step: Step
    state: StepState
    taken: Taken | None
    opens_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """All steps; `live` is the one to take now; `stopped` when it was put right and no step is called for."""

    steps: tuple[LadderStep, ...]
    live: str | None
    stopped: bool


def own_step(letter: str) -> Step:
    """Writing to somebody so that a deadline of the victim's own is used; nothing says how soon they must answer."""
    return Step(OWN, _("Write to them in time"), _("Wrote to them"), letter, None, "", "")


@cache
def shipped_steps() -> Steps:
    """The steps that ship with the app. Raises `Damaged("list_invalid")` if the file was changed by hand."""
    return parse_steps(read_text(_FILE), _FILE)


def parse_steps(text: str, name: str) -> Steps:
    """Read and check a ladder file.

    Raises:
        Damaged: `list_invalid` with file, line and problem: a step twice, a step that both waits and has a rule.
    """
    data = parse_data(text, name, "list_invalid")
    top = data.top()
    top.only("id", "title", "version", "checked", "source", "reviews", "own", "own_to", "used_by_letter", "steps")
    steps: dict[str, Step] = {}
    for row in data.rows("steps"):
        row.only("code", "label", "done", "letter", "wait", "rule", "event")
        step = Step(
            row.text("code"),
            row.text("label"),
            row.text("done"),
            row.text("letter"),
            _wait(row),
            row.text("rule", ""),
            row.text("event", ""),
        )
        if step.code in steps:
            row.place.refuse(f"the step '{step.code}' is there twice")
        if step.wait is not None and step.rule:
            row.place.refuse(f"{step.code}: either 'wait' or 'rule'")
        steps[step.code] = step
    return Steps(
        tuple(steps.values()),
        _by_rule(data, "reviews"),
        _by_rule(data, "own"),
        _by_rule(data, "own_to"),
        top.texts("used_by_letter"),
    )


def reply_due(
    step: Step, rule_id: str, started_on: date, catalogue: Catalogue, calendar: WorkingCalendar, steps: Steps
) -> ReplyDue:
    """By when a step that was taken on a day should be answered, about a right of rule `rule_id`.

    A review of a decision takes the days of that review (to acknowledge, then to finish); a complaint those of
    Right 12; the first steps only what we wait by our own practice. None where nothing gives a day.
    """
    if step.code == REVIEW:
        return _review_due(steps.reviews.get(rule_id, ""), started_on, catalogue, calendar)
    rule = catalogue.rule(step.rule) if step.rule else None
    if rule is not None and rule.timing is Timing.LIMIT:
        found = due(rule, started_on, enhanced=False, calendar=calendar)
        return ReplyDue(found.certain or found.possible, found.sentence, owed=True, unverified=rule.unverified)
    if step.wait is not None:
        day = add_limit(step.wait, started_on, calendar)
        why = _("We wait until {day}: {limit}. That is our own practice, not a right.").format(
            day=spoken(day), limit=limit_words(step.wait)
        )
        return ReplyDue(day, why, owed=False)
    return ReplyDue(None, _("No day for an answer was found."), owed=False)


def ladder(steps: Steps, taken: Iterable[Taken], today: date, calendar: WorkingCalendar, *, settled: bool) -> Ladder:
    """How every step stands at the end of `today`. `settled`: the person has been told, or nothing is owed any more.

    A step that was withdrawn counts as not taken. Steps may be taken out of order: those jumped are passed over.
    """
    newest: dict[str, Taken] = {}
    for one in taken:
        kept = newest.get(one.step)
        if one.state != WITHDRAWN and (kept is None or (one.started_on, one.id) >= (kept.started_on, kept.id)):
            newest[one.step] = one
    order = [step.code for step in steps.steps]
    last = max((order.index(code) for code in newest if code in order), default=-1)
    standing = {code: _state(one, today) for code, one in newest.items()}
    stopped = settled or StepState.PUT_RIGHT in standing.values()
    before = standing.get(order[last]) if last >= 0 else None
    opens = _opens(newest[order[last]], calendar) if before is StepState.WAITING else None
    found, live = [], None
    for place, step in enumerate(steps.steps):
        state = standing.get(step.code)
        if state is None:
            state = StepState.PASSED_OVER if place < last else StepState.LATER
            if place == last + 1 and before is not StepState.WAITING and not stopped:
                state, live = StepState.NEXT, step.code
        found.append(LadderStep(step, state, newest.get(step.code), opens if place == last + 1 else None))
    return Ladder(tuple(found), live, stopped)


def asked_line(step: str, agency: str, name: str) -> str:
    """An answer that is awaited, as a line of a list: "Police to answer about Amara: complained"."""
    known = shipped_steps().get(step)
    done = known.done if known is not None else step
    return _("{agency} to answer about {name}: {done}").format(
        agency=agency, name=name, done=done[:1].lower() + done[1:]
    )


def _review_due(review: str, started_on: date, catalogue: Catalogue, calendar: WorkingCalendar) -> ReplyDue:
    rule = catalogue.rule(review) if review else None
    if rule is None or not rule.replies:
        return ReplyDue(None, _("No day for an answer was found."), owed=False)
    first, last = rule.replies[0], rule.replies[-1]
    why = " ".join(
        _("{what} by {day}: {limit}.").format(
            what=_replied(each.what),
            day=spoken(add_limit(each.limit, started_on, calendar)),
            limit=limit_words(each.limit),
        )
        for each in rule.replies
    )
    finish = add_limit(last.limit, started_on, calendar) if last is not first else None
    return ReplyDue(
        add_limit(first.limit, started_on, calendar), why, owed=True, finish_on=finish, unverified=rule.unverified
    )


def _replied(what: str) -> str:
    words = {"acknowledge": _("To be acknowledged"), "finish": _("To be finished")}
    return words.get(what, what)


def _state(one: Taken, today: date) -> StepState:
    if one.state == ANSWERED:
        return StepState.PUT_RIGHT if one.resolved == "yes" else StepState.ANSWERED
    late = one.reply_due_on is not None and today > one.reply_due_on
    return StepState.NO_REPLY if late else StepState.WAITING


def _opens(one: Taken, calendar: WorkingCalendar) -> date | None:
    """The working day after the last day for an answer."""
    return None if one.reply_due_on is None else calendar.next_working_day(one.reply_due_on)


def _by_rule(data: DataFile, name: str) -> Mapping[str, str]:
    table = data.table(name)
    return MappingProxyType({key: table.text(key) for key in table.values})


def _wait(row: Row) -> Limit | None:
    value = row.values.get("wait")
    if value is None:
        return None
    if not isinstance(value, dict):
        row.place.refuse("'wait' must be such as { n = 1, unit = \"wd\" }")
    part = Row(row.place, value)
    part.only("n", "unit")
    return Limit(part.number("n"), Unit(part.one_of("unit", tuple(Unit))))
