"""How somebody in the example steps back: before the case goes on, after charge, or on the day of the trial."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from caseapp.services.example.act import Act, office_hour
from caseapp.services.example.world import World, pick


def stepping_back(
    random: Random, world: World, group: str, reported: date | None, received: date, last: date
) -> Act | None:
    """A decision not to report, or a withdrawal in the first months; None where it does not come to that."""
    if reported is None:
        day = received + timedelta(days=random.randint(2, 30))
        chance, kind, reasons = 0.8, "did_not_report", "reasons_not_reporting"
    else:
        day = max(reported + timedelta(days=world.days_to_stepping_back(random)), received + timedelta(days=1))
        chance, kind, reasons = world.data["steps_back"][group] / 100, "withdrew", "reasons"
    if random.random() > chance or day > last:
        return None
    return Act(office_hour(random, day), "step_back", _said(random, world, kind, reasons, day))


def after_charge(random: Random, world: World, journey: Sequence[Act], last: date) -> Act | None:
    """A withdrawal of somebody whose case came to court: some weeks after the charge, or on the day of the trial."""
    happened = {act.facts["kind"]: act for act in journey}
    charge, trial = happened.get("charge"), happened.get("trial_starts")
    if charge is None or "plea_guilty" in happened:
        return None
    if random.random() * 100 > float(world.data["steps_back_after_charge"]):
        return None
    if trial is not None and random.random() * 100 < float(world.data["of_those_at_trial"]):
        return Act(trial.at, "step_back", _said(random, world, "withdrew", "reasons_at_court", trial.at.date()))
    at = office_hour(random, charge.at.date() + timedelta(days=random.randint(7, 90)))
    if at.date() > last or (trial is not None and at >= trial.at):
        return None
    return Act(at, "step_back", _said(random, world, "withdrew", "reasons_at_court", at.date()))


def back_and_again(random: Random, world: World, stepped: Act, last: date) -> Iterator[Act]:
    """Coming back some weeks after a withdrawal, and now and then withdrawing once more."""
    if stepped.facts["kind"] != "withdrew" or random.random() * 100 > float(world.data["comes_back"]):
        return
    back = office_hour(random, stepped.at.date() + timedelta(days=random.randint(14, 60)))
    again = office_hour(random, back.date() + timedelta(days=random.randint(10, 60)))
    if back.date() <= last:
        yield Act(back, "step_back", {"kind": "returned", "decided_on": back.date(), "main_reason": None})
    if again.date() <= last and random.random() * 100 < float(world.data["of_those_again"]):
        yield Act(again, "step_back", _said(random, world, "withdrew", "reasons", again.date()))


def _said(random: Random, world: World, kind: str, reasons: str, day: date) -> dict[str, Any]:
    main = world.weighted(random, reasons)
    also = {world.weighted(random, reasons) for _ in range(random.choice((0, 1, 1, 2, 3)))} - {main}
    helped = {world.weighted(random, "helped") for _ in range(random.choice((1, 1, 2)))}
    if helped & {"nothing", "not_asked"}:
        helped = {min(helped & {"nothing", "not_asked"})}
    return {
        "kind": kind,
        "decided_on": day,
        "main_reason": main,
        "agency": world.data["agency_about"].get(main),
        "also": tuple(sorted(also)),
        "helped": tuple(sorted(helped)),
        "own_words": world.one_of(random, "own_words") if random.random() < 0.4 else "",
        "ask_again": pick(random, ("in_3_months", "only_if_they_ask", "no")),
        "may_report": random.random() > 0.02,
    }
