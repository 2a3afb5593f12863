"""One thing done in a story, and the hours in which an office does things."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from caseapp.base.clock import at_london


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done at an instant: `what` names the use case, `facts` are its words."""

    at: datetime
    what: str
    facts: dict[str, Any] = field(default_factory=dict)


def office_hour(random: Random, day: date) -> datetime:
    """A moment in working hours on a day or, at a weekend, the Monday after."""
    day += timedelta(days=(0, 0, 0, 0, 0, 2, 1)[day.weekday()])
    return at_london(day, random.randint(9, 16), random.randrange(0, 60, 5))
