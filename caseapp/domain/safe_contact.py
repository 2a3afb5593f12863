"""Can I ring now? Safe ways and times to reach someone, and the next safe moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from caseapp.base.clock import at_london, london
from caseapp.base.errors import Refused

YES, NO, UNKNOWN = "yes", "no", "unknown"
CHANNELS = ("call", "text", "voicemail", "whatsapp", "email", "post")


@dataclass(frozen=True, slots=True)
class SafeTime:
    """A weekly window, wall-clock time in London. Monday is 0. An end before the start runs past midnight."""

    days: tuple[int, ...]
    start: time
    end: time

    def as_data(self) -> dict[str, Any]:
        """The form it is stored in."""
        return {"days": list(self.days), "from": f"{self.start:%H:%M}", "to": f"{self.end:%H:%M}"}


def safe_time_from(data: Mapping[str, Any]) -> SafeTime:
    """A window from its stored form."""
    return SafeTime(tuple(data["days"]), time.fromisoformat(data["from"]), time.fromisoformat(data["to"]))


@dataclass(frozen=True, slots=True)
class SafeContactDetails:
    """One version of how someone can be reached without harm (casework practice §1, step 3)."""

    number: str | None = None
    email: str | None = None
    post: str | None = None
    call_safe: str = UNKNOWN
    text_safe: str = UNKNOWN
    voicemail_safe: str = UNKNOWN
    whatsapp_safe: str = UNKNOWN
    email_safe: str = UNKNOWN
    post_safe: str = UNKNOWN
    windows: tuple[SafeTime, ...] = field(default=())
    code_word: str | None = None
    danger_word: str | None = None
    if_someone_else: str | None = None
    say_you_are: str | None = None
    who_else: str | None = None
    device_monitored: str = UNKNOWN
    confirmed_on: date | None = None
    recheck_on: date | None = None
    must_not_receive: str | None = None
    """Everyone who must never be told anything about this case (§1, step 4)."""

    def unsafe_channels(self) -> frozenset[str]:
        """Ways of reaching the person that must not be used without thought: said unsafe, not just unknown."""
        return frozenset(name for name in CHANNELS if getattr(self, f"{name}_safe") == NO)


@dataclass(frozen=True, slots=True)
class CallAdvice:
    """The answer to "can I ring now?": yes until, or not before. Both None: no safe time is recorded."""

    known: bool
    safe_now: bool
    until: datetime | None = None
    next_from: datetime | None = None
    next_until: datetime | None = None


def check(details: SafeContactDetails) -> None:
    """Refuse what cannot be meant.

    Raises:
        Refused: `safe_time_empty`: a window without days, or that starts when it ends.
    """
    for window in details.windows:
        if not window.days or window.start == window.end or not set(window.days) <= set(range(7)):
            raise Refused("safe_time_empty")


def call_advice(details: SafeContactDetails | None, now: datetime) -> CallAdvice:
    """Whether a call is safe at an instant, and when the next safe window opens.

    A number said to be unsafe is never a safe call. With no windows recorded the answer is known only if calls are
    said to be safe, and then any time is.
    """
    if details is None or details.call_safe == NO:
        return CallAdvice(known=details is not None, safe_now=False)
    if not details.windows:
        return CallAdvice(known=details.call_safe == YES, safe_now=details.call_safe == YES)
    spans = _spans(details.windows, london(now).date())
    for start, end in spans:
        if start <= now < end:
            return CallAdvice(known=True, safe_now=True, until=end)
        if now < start:
            return CallAdvice(known=True, safe_now=False, next_from=start, next_until=end)
    return CallAdvice(known=True, safe_now=False)


def _spans(windows: Iterable[SafeTime], today: date) -> list[tuple[datetime, datetime]]:
    """The windows as instants, from yesterday (one may run past midnight) to a week ahead, in order, merged."""
    found = []
    for offset in range(-1, 9):
        day = today + timedelta(days=offset)
        for window in windows:
            if day.weekday() in window.days:
                last = day if window.start < window.end else day + timedelta(days=1)
                found.append(
                    (
                        at_london(day, window.start.hour, window.start.minute),
                        at_london(last, window.end.hour, window.end.minute),
                    )
                )
    merged: list[tuple[datetime, datetime]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
