"""Builds the example vault: tells stories and acts them out through the use cases, a hundred cases a transaction."""

import gc
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from caseapp.base.clock import Clock, SetClock, SystemClock, at_london, london_date
from caseapp.base.errors import Refused
from caseapp.base.ids import uuid7
from caseapp.crypto.kdf import DEFAULT, KdfProfile
from caseapp.domain.case import NewCase, NewReferral
from caseapp.domain.contact import AGENCY, CLIENT, ContactDraft, FollowUpDraft
from caseapp.domain.person import PersonDetails
from caseapp.domain.rights_view import Told
from caseapp.domain.withdrawal import WithdrawalDraft
from caseapp.services import cases, contacts, journey, rights, surveys, vaults, withdrawals
from caseapp.services.example.act import Act
from caseapp.services.example.story import Story, tell
from caseapp.services.example.world import World, kent
from caseapp.services.office import Desk, Office
from caseapp.store.reads import rights as rights_reads
from caseapp.store.tables import Person, Referral, Worker

AT_ONCE = 100
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)
"""An example lies between: its last due days are still dates that can be counted."""
REFERRAL_RULE = "VC-022"
FRESH = {0: ("bail", 5), 1: ("bail_changed", 1), 2: ("charge", 0)}
"""What the police did, and how many days ago, in the new cases of whoever opens the example: late, and soon."""
Progress = Callable[[int, int], None]


def build(
    folder: Path,
    *,
    cases: int = 600,
    years: int = 3,
    seed: int = 1,
    passphrase: str,
    contacts: int = 25,
    until: date | None = None,
    clock: Clock | None = None,
    profile: KdfProfile = DEFAULT,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Make a vault with an invented Kent service that ends on `until` (today). The same seed gives the same records.

    An example that is not finished, for whatever reason, is removed again.

    Raises:
        Refused: `example_size`, `example_days`; `cancelled`; and as `vaults.set_up`.
    """
    if not 1 <= cases <= 100_000 or not 1 <= years <= 20 or not 1 <= contacts <= 200:
        raise Refused("example_size")
    now = (clock or SystemClock()).now()
    last = until or london_date(now)
    if not EARLIEST + timedelta(days=366 * years) <= last <= LATEST:
        raise Refused("example_days", first=EARLIEST.year + years + 1, last=LATEST.year)
    first = last - timedelta(days=365 * years)
    random = Random(seed)
    moving = SetClock(datetime(first.year, first.month, first.day, 8, tzinfo=UTC))
    world = kent()
    morning = at_london(last, 8, 30)
    end = morning if until is not None else min(morning, now)
    made = vaults.set_up(
        folder,
        name=world.data["workers"][0],
        passphrase=passphrase,
        service="Example service",
        clock=moving,
        profile=profile,
        new_id=lambda now: uuid7(now, random),
        use_keyring=False,  # nobody real is in it, and it is made and thrown away at will
    )
    try:
        _fill(made.office, moving, world, Plan(random, cases, first, last, contacts, end), progress, cancelled)
    except BaseException:
        made.office.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        gc.unfreeze()
    made.office.close()


@dataclass(frozen=True)
class Plan:
    """How many stories, between which days, and the instant after which nothing is recorded: the clock that opens the
    example must not be behind it."""

    random: Random
    cases: int
    first: date
    last: date
    contacts: int
    end: datetime


def _fill(
    office: Office,
    clock: SetClock,
    world: World,
    plan: Plan,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> None:
    desks = _team(office, world)
    stories = [_story(plan, world, number) for number in range(plan.cases)]
    stories.sort(key=lambda story: story.opened)
    gc.freeze()  # so many stories need not be looked through again and again
    for start in range(0, len(stories), AT_ONCE):
        if cancelled is not None and cancelled():
            raise Refused("cancelled")
        with office.unit():
            for story in stories[start : start + AT_ONCE]:
                _act_out(office, clock, desks[story.worker], plan.random, story, plan.end)
        if progress is not None:
            progress(min(start + AT_ONCE, len(stories)), len(stories))
    clock.instant = plan.end
    _referrals_waiting(office, world, plan)


def _story(plan: "Plan", world: World, number: int) -> Story:
    """One case; three of the first worker's are new, with news of the police that has not reached the client."""
    turn, other = divmod(number, len(world.data["workers"]))
    if other or turn not in FRESH:
        return tell(plan.random, world, number, plan.first, plan.last, plan.contacts)
    kind, days_ago = FRESH[turn]
    story = tell(plan.random, world, number, plan.last - timedelta(days=10), plan.last - timedelta(days=7), 3)
    on = plan.last - timedelta(days=days_ago)
    news = Act(at_london(on, 8), "event", {"kind": kind, "happened_on": on, "told_after": None})
    kept = (act for act in story.acts if act.what in {"contact", "quiet"})
    reported = story.reported_on or london_date(story.opened)
    acts = tuple(sorted((*kept, news), key=lambda act: act.at))
    return replace(story, reported_on=reported, acts=acts)


def _referrals_waiting(office: Office, world: World, plan: "Plan") -> None:
    """A few people nobody has taken up yet."""
    with office.unit() as unit:
        for number in range(min(6, max(1, plan.cases // 20))):
            story = tell(plan.random, world, plan.cases + number, plan.last - timedelta(days=3), plan.last, 1)
            person = unit.add(
                Person, **{name: getattr(story.person, name) for name in PersonDetails.__dataclass_fields__}
            )
            values = {name: getattr(story.referral, name) for name in NewReferral.__dataclass_fields__}
            unit.add(Referral, person_id=person, **{**values, "risk": story.risk})


def _team(office: Office, world: World) -> list[Desk]:
    with office.unit() as unit:
        others = [unit.add(Worker, name=name, role="caseworker") for name in world.data["workers"][1:]]
    named = zip(others, world.data["workers"][1:], strict=True)
    return [office.desk, *(Desk(worker_id, name, "caseworker") for worker_id, name in named)]


def _act_out(office: Office, clock: SetClock, desk: Desk, random: Random, story: Story, until: datetime) -> None:
    theirs = replace(office, desk=desk)
    clock.instant = min(story.opened, until)
    opened = cases.open_case(
        theirs,
        NewCase(
            story.referral,
            person=story.person,
            crime_group=story.crime_group,
            crime_type=story.crime_type,
            relationship=story.relationship,
            risk=story.risk,
            reported="yes" if story.reported_on else "no",
            reported_on=story.reported_on,
            crime_ref=story.crime_ref,
            officer=story.officer,
            safe_contact=story.safe_contact,
        ),
    )
    tale = Tale(theirs, opened.row_id, random)
    by_police = story.referral.route in {"police", "police_auto"}
    if story.reported_on is not None and (by_police or random.random() < 0.9):
        tale.referred(story.referral.received_on)
    for act in story.acts:
        clock.instant = min(max(act.at, story.opened), until)
        tale.tick_off(london_date(clock.instant))
        _ACTS[act.what](tale, act)
    clock.instant = until
    tale.tick_off(london_date(clock.instant))


@dataclass
class Tale:
    """One case being acted out: where it is, and what was promised in it."""

    office: Office
    case_id: str
    random: Random
    promised: list[tuple[date, str]] = field(default_factory=list)

    def referred(self, on: date) -> None:
        """The police referral itself shows that the right to be referred was met."""
        for row in rights_reads.running_of_rule(self.office.store, self.case_id, REFERRAL_RULE):
            rights.told(self.office, row, Told(on, "letter"))

    def promise(self, what: str, due_on: date) -> None:
        """Make a follow-up."""
        kind = "email" if "Send" in what else "call" if "Call" in what or "Check" in what else "task"
        made = contacts.add_follow_up(self.office, self.case_id, FollowUpDraft(what, due_on, kind=kind))
        self.promised.append((due_on, made.row_id))

    def tick_off(self, day: date) -> None:
        """Nearly everything promised is done by its day."""
        for due_on, row in [each for each in self.promised if each[0] <= day]:
            self.promised.remove((due_on, row))
            if self.random.random() < 0.97:
                contacts.tick(self.office, row)


def _contact(tale: Tale, act: Act) -> None:
    facts = act.facts
    contacts.log(
        tale.office,
        ContactDraft(
            tale.case_id,
            tale.office.now(),
            facts["channel"],
            facts["result"],
            facts["note"],
            minutes=facts["minutes"],
            with_whom=AGENCY if facts["channel"] == "agency" else CLIENT,
            agency=facts.get("agency"),
        ),
    )
    if facts["follow_up"]:
        tale.promise(facts["follow_up"], tale.office.today() + timedelta(days=tale.random.randint(2, 9)))


def _event(tale: Tale, act: Act) -> None:
    office, case_id, random, facts = tale.office, tale.case_id, tale.random, act.facts
    happened = journey.EventDraft(case_id, facts["kind"], facts["happened_on"], source="police", again=True)
    done = journey.record(office, happened)
    if facts["told_after"] is None:
        return
    told_on = max(facts["happened_on"] + timedelta(days=facts["told_after"]), facts["happened_on"])
    told_on = min(told_on, office.today())
    for row in rights_reads.opened_by_event(office.store, done.row_id):
        rights.told(office, row, Told(told_on, random.choice(("phone", "phone", "letter", "advocate"))))


def _step_back(tale: Tale, act: Act) -> None:
    office, case_id = tale.office, tale.case_id
    start = withdrawals.starting_point(office, case_id)
    facts = act.facts
    fixed = {"did_not_report": "S0", "returned": "R"}.get(facts["kind"])
    stage = fixed or (start.stage if start.stage not in {"S0", "R"} else "S1")
    withdrawals.record(office, WithdrawalDraft(case_id, stage=stage, whose_words="client", **facts))
    known = {row for _, row in tale.promised}
    tale.promised += [(row.due_on, row.id) for row in contacts.open_follow_ups(office, case_id) if row.id not in known]


def _survey(tale: Tale, act: Act) -> None:
    office, case_id, random = tale.office, tale.case_id, tale.random
    handover = surveys.start(office, case_id, act.facts["instrument"])
    answers = {}
    for asked in handover.questions:
        offered = asked.question.scale.answers
        if offered and random.random() < 0.95:
            weights = (46, 33, 11, 6, 4)[: len(offered)] if len(offered) <= 5 else (1,) * len(offered)
            answers[asked.key] = random.choices(offered, weights=weights)[0].code
    surveys.finish(office, handover, answers)


def _close(tale: Tale, act: Act) -> None:
    for row in contacts.open_follow_ups(tale.office, tale.case_id):
        contacts.tick(tale.office, row.id)
    tale.promised.clear()
    cases.close(tale.office, tale.case_id, act.facts["reason"])


def _hearing(tale: Tale, act: Act) -> None:
    facts = act.facts
    journey.add_hearing(tale.office, tale.case_id, facts["kind"], facts["on"], facts["time"], facts["place"])


def _quiet(_tale: Tale, _act: Act) -> None:
    """No survey was offered."""


_ACTS: dict[str, Callable[[Tale, Act], None]] = {
    "contact": _contact,
    "event": _event,
    "step_back": _step_back,
    "survey": _survey,
    "close": _close,
    "quiet": _quiet,
    "hearing": _hearing,
}
