"""When something is due, and the sentence that explains the date.

The day of the event is day 0. Many clocks start when a provider hears of something, which a caseworker cannot see;
then there are two dates, *possibly late* and *certainly late*, so nobody is accused wrongly.
"""

import calendar as month_lengths
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from caseapp.base.words import _, ngettext
from caseapp.domain.catalogue import Counting, Limit, Roll, Rule, Timing, Unit
from caseapp.domain.day_words import spoken
from caseapp.domain.working_days import WorkingCalendar, within_reach


@dataclass(frozen=True, slots=True)
class Due:
    """The last days on which a rule is still kept. Both dates are the same when the start of the clock is known."""

    possible: date | None
    """After this day it may be late. None: no day is set, or nothing to count from."""
    certain: date | None
    """After this day it is late whatever happened behind the scenes. None: that cannot be said."""
    sentence: str
    limit: Limit | None = None
    cutoff: time | None = None
    """The hour that ends the last day, where it was rolled back."""
    projected: bool = False
    """A date that rests on bank holidays not yet announced."""
    victims_own: bool = False


def due(
    rule: Rule,
    event_date: date | None,
    *,
    enhanced: bool,
    calendar: WorkingCalendar,
    received: date | None = None,
    approximate: bool = False,
) -> Due:
    """By when `rule` must be kept after what happened on `event_date`.

    `received` is the day the clock really started, where that is not the event: when the provider heard, the victim
    was told, the request arrived, or, for limits from the crime itself, the day of the crime. An approximate event
    date gives no certain date. Raises `Refused("date_out_of_reach")` for years outside 1900 to 2199.
    """
    limit = rule.limit(enhanced=enhanced)
    if rule.timing is not Timing.LIMIT or limit is None:
        return Due(None, None, without_a_day(rule.timing, event_date), victims_own=rule.victims_own)
    start = _start(rule, event_date, received)
    if start is None:
        return Due(None, None, _nothing_to_count_from(rule), limit, victims_own=rule.victims_own)
    possible, cutoff = _last_day(rule, limit, start, calendar)
    known = not approximate and (received is not None or rule.counting in (Counting.EVENT, Counting.REQUEST))
    certain: date | None = possible if known else None
    if not known and not approximate and rule.relay is not None:
        heard, _hour = _last_day(rule, rule.relay, start, calendar)
        certain, _hour = _last_day(rule, limit, heard, calendar)
    counts_days = limit.unit is Unit.WORKING_DAY or rule.roll is not Roll.NONE
    projected = counts_days and calendar.is_projected(certain or possible)
    result = Due(possible, certain, "", limit, cutoff, projected, rule.victims_own)
    return _with_sentence(result, rule, start, calendar, approximate=approximate)


def views_first(rule: Rule, event_date: date | None) -> Due:
    """What an event opens that comes before the one the limit counts from: owed, with no day set yet."""
    return Due(None, None, without_a_day(Timing.BEFORE_EVENT, event_date), victims_own=rule.victims_own)


def add_limit(limit: Limit, start: date, calendar: WorkingCalendar) -> date:
    """The last day of a limit that starts after `start`. Months and years end on the last day of a shorter month."""
    within_reach(start)
    if limit.unit is Unit.WORKING_DAY:
        return calendar.add_working_days(start, limit.n)
    if limit.unit is Unit.CALENDAR_DAY:
        return within_reach(start + timedelta(days=limit.n))
    months = start.month - 1 + limit.n * (12 if limit.unit is Unit.YEAR else 1)
    year, month = start.year + months // 12, months % 12 + 1
    return within_reach(date(year, month, min(start.day, month_lengths.monthrange(year, month)[1])))


def closing_hour(
    rule: Rule, limit: Limit | None, start: date, last_day: date | None, calendar: WorkingCalendar
) -> time | None:
    """The hour that ends the last day of a limit, where it was rolled back to that day."""
    if rule.cutoff_time is None or limit is None or last_day is None:
        return None
    return rule.cutoff_time if add_limit(limit, start, calendar) != last_day else None


def limit_words(limit: Limit) -> str:
    """A limit in words: `5 working days`."""
    forms = {
        Unit.WORKING_DAY: ngettext("{n} working day", "{n} working days", limit.n),
        Unit.CALENDAR_DAY: ngettext("{n} day", "{n} days", limit.n),
        Unit.MONTH: ngettext("{n} month", "{n} months", limit.n),
        Unit.YEAR: ngettext("{n} year", "{n} years", limit.n),
    }
    return forms[limit.unit].format(n=limit.n)


def _start(rule: Rule, event_date: date | None, received: date | None) -> date | None:
    """The day the clock starts, as far as it is known; nobody hears of something before it happened."""
    if rule.counting is Counting.INCIDENT:
        return received
    if rule.counting is Counting.EVENT or received is None or event_date is None:
        return event_date if event_date is not None else received
    return max(received, event_date)


def _last_day(rule: Rule, limit: Limit, start: date, calendar: WorkingCalendar) -> tuple[date, time | None]:
    end = add_limit(limit, start, calendar)
    if rule.roll is Roll.BACKWARD and not calendar.is_working_day(end):
        return calendar.previous_working_day(end), rule.cutoff_time
    if rule.roll is Roll.FORWARD:
        end = calendar.at_or_after(end)
    return end, None


def _with_sentence(result: Due, rule: Rule, start: date, calendar: WorkingCalendar, *, approximate: bool) -> Due:
    said = _dated(result, rule, start, calendar, approximate=approximate)
    end = result.certain or result.possible
    if result.projected and end is not None and end > calendar.last_known:
        words = _("No bank holidays are known after {year}, so the date may be too early.")
        said += " " + words.format(year=calendar.last_known.year)
    elif result.projected and start < calendar.starts:
        words = _("No bank holidays are known before {year}, so the date may be too early.")
        said += " " + words.format(year=calendar.starts.year)
    elif result.projected:
        said += " " + _("Bank holidays after {year} are projected.").format(year=calendar.checked_until.year)
    return replace(result, sentence=said)


def _dated(result: Due, rule: Rule, start: date, calendar: WorkingCalendar, *, approximate: bool) -> str:
    """The explanation of a result that has a date."""
    if result.possible is None or result.limit is None:
        return ""
    possible, counted = spoken(result.possible), _counted(result.limit, start, calendar)
    if approximate:
        return _("About {day}: {counted}. The day it happened is approximate.").format(day=possible, counted=counted)
    if result.certain is None and rule.counting is Counting.COMMUNICATED:
        return _("{day} if told at once: {counted}. Add the day of being told for the exact date.").format(
            day=possible, counted=counted
        )
    if result.certain is None:
        return _(
            "Possibly late after {day}: {counted}, if the agency heard that day. It is not known when it heard, so it "
            "cannot be called late for certain."
        ).format(day=possible, counted=counted)
    if result.certain != result.possible and rule.relay is not None:
        return _(
            "Possibly late after {day}, certainly late after {certain}: {limit} after the agency hears, and it should "
            "hear within {relay}. In all {counted}."
        ).format(
            day=possible,
            certain=spoken(result.certain),
            limit=limit_words(result.limit),
            relay=limit_words(rule.relay),
            counted=_counted_in_all(rule.relay, result.limit, start, calendar),
        )
    if result.cutoff is not None:
        return _(
            "By {hour} on {day}: {counted} ends on {end}, not a working day, so the last one before it counts."
        ).format(
            hour=result.cutoff.strftime("%H:%M"),
            day=possible,
            counted=counted,
            end=spoken(add_limit(result.limit, start, calendar)),
        )
    return _("By {day}: {counted}.").format(day=possible, counted=counted)


def _counted(limit: Limit, start: date, calendar: WorkingCalendar) -> str:
    if limit.unit is Unit.WORKING_DAY:
        return calendar.explain(start, limit.n)
    return _("{limit} from {start}").format(limit=limit_words(limit), start=spoken(start))


def _counted_in_all(first: Limit, then: Limit, start: date, calendar: WorkingCalendar) -> str:
    if first.unit is then.unit:
        return _counted(Limit(first.n + then.n, then.unit), start, calendar)
    return _("{first} and {then} from {start}").format(
        first=limit_words(first), then=limit_words(then), start=spoken(start)
    )


def without_a_day(timing: Timing, event_date: date | None = None) -> str:
    """What stands in place of a date where no day is set, and when it happened if that is known."""
    since = "" if event_date is None else " " + _("It happened on {day}.").format(day=spoken(event_date))
    said = {
        Timing.WITHOUT_DELAY: _(
            "No day is set: it must be done without unjustified delay. Whether it was is your judgement."
        ),
        Timing.AT_EVENT: _("No day is set: it is owed when it happens."),
        Timing.BEFORE_EVENT: _("No day is set: it must be done before what it is for."),
        Timing.ONGOING: _("No day is set: it is owed all the time."),
        Timing.NONE: _("No day limit was found for this."),
        Timing.LIMIT: "",
    }
    return said[timing] + since


def _nothing_to_count_from(rule: Rule) -> str:
    if rule.counting is Counting.INCIDENT:
        return _("Counted from the day of the crime, which is not recorded yet.")
    return _("The day it happened is not recorded yet, so there is no date.")
