"""The six steps of a case in words."""

from datetime import date

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import STAGES, CaseHeader
from ui.widgets.stepper import Step, StepState
from ui.words.dates import day_month_near, day_near


def not_reported_words(header: CaseHeader) -> str:
    """What stands instead of the steps; empty when the case has come to the police."""
    if header.reported == "yes" or header.stage is not None:
        return ""
    if header.reported == "no":
        return _("Support only, not reported to police")
    return _("Not known if this was reported to police")


def stage_line(header: CaseHeader, today: date) -> str:
    """The stage in one line, where the steps do not apply or do not fit: `Charging decision, since 9 Nov`."""
    words = not_reported_words(header)
    if words:
        return words
    now = next(step for step in steps(header, today) if step.state == "now")
    said = _("Stage: {stage}").format(stage=now.name)
    return f"{said}, {now.detail[:1].lower()}{now.detail[1:]}" if now.detail else said


def steps(header: CaseHeader, today: date) -> tuple[Step, ...]:
    """The six steps: what is done and when, where the case stands, what is to come."""
    stages = shipped.code_list("journey_stages")
    reached = dict(header.stages_reached)
    now = STAGES.index(header.stage) if header.stage in STAGES else 0
    return tuple(
        Step(stages.label(stage), _state(place, now), _detail(place, now, reached.get(stage), header, today))
        for place, stage in enumerate(STAGES)
    )


def _state(place: int, now: int) -> StepState:
    return "done" if place < now else "now" if place == now else "ahead"


def _detail(place: int, now: int, day: date | None, header: CaseHeader, today: date) -> str:
    if place > now:
        return ""
    if place == 0:
        day = day or header.reported_on
        return day_near(day, today) if day else ""
    if place == now:
        day = header.stage_since or day
        return _("Since {day}").format(day=day_month_near(day, today)) if day else ""
    return _("From {day}").format(day=day_month_near(day, today)) if day else ""
