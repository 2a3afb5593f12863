"""What the safe-contact band says of one person at one moment."""

from collections.abc import Sequence
from datetime import date, datetime

from caseapp.base.clock import london, london_date
from caseapp.base.words import _
from caseapp.domain.day_words import listed
from caseapp.domain.safe_contact import NO, UNKNOWN, YES, SafeContactDetails, SafeTime, call_advice
from ui.widgets.safe_contact_band import SafeContactWords, nothing_recorded
from ui.words.dates import clock_time, day_and_time, day_near, weekday
from ui.work.privacy import unless_hidden

_MONDAY_ORDINAL = 1


def band_words(details: SafeContactDetails | None, now: datetime, *, brief: bool = False) -> SafeContactWords:
    """The band at an instant. `brief` adds the end of the next safe time, for the one-line band."""
    if details is None:
        return nothing_recorded()
    advice = call_advice(details, now)
    if not advice.known:
        lead, after, safe = _("Not known if a call is safe"), _("Ask before you ring."), None
    elif advice.safe_now:
        lead = _("Safe to call now")
        after = _("Until {time}").format(time=clock_time(advice.until)) if advice.until else _("Any time")
        safe = True
    else:
        lead, safe = _("Not a safe time to call"), False
        after = _("No safe time is recorded")
        if advice.next_from is not None:
            after = _("Next: {time}").format(time=day_and_time(advice.next_from))
            if brief and advice.next_until is not None:
                after = _("{start} to {end}").format(start=after, end=clock_time(advice.next_until))
        elif details.call_safe == NO:
            lead, after = _("Calls are not safe"), _("Use another way")
    never_tell = unless_hidden(details.must_not_receive)
    return SafeContactWords(lead, after, safe, _fields(details, now), _brief(details), never_tell)


def times_words(windows: Sequence[SafeTime]) -> str:
    """`Mon to Fri, 10:00 to 14:00; Sat, 09:00 to 11:00`."""
    return "; ".join(
        _("{days}, {start} to {end}").format(
            days=days_words(window.days), start=f"{window.start:%H:%M}", end=f"{window.end:%H:%M}"
        )
        for window in windows
    )


def days_words(days: Sequence[int]) -> str:
    """`Every day`, `Mon to Fri`, `Mon, Wed and Fri`."""
    chosen = sorted(set(days))
    if len(chosen) == 7:
        return _("Every day")
    names = [_weekday(day) for day in chosen]
    if len(chosen) > 2 and chosen[-1] - chosen[0] == len(chosen) - 1:
        return _("{first} to {last}").format(first=names[0], last=names[-1])
    return listed(names)


def _weekday(day: int) -> str:
    return weekday(date.fromordinal(_MONDAY_ORDINAL + day))


def _fields(details: SafeContactDetails, now: datetime) -> tuple[tuple[str, str], ...]:
    answers = {YES: _("Yes"), NO: _("Never")}
    unknown = _("Not known")
    voicemail, texts = answers.get(details.voicemail_safe, unknown), answers.get(details.text_safe, unknown)
    together = (
        voicemail
        if voicemail == texts
        else _("{voicemail}; texts {texts}").format(voicemail=voicemail, texts=texts.lower())
    )
    email = details.email_safe == YES and details.email
    today = london_date(now)
    no_times = _("Any time") if details.call_safe == YES else _("None yet")
    fields = [
        (_("Safe number"), details.number or _("None yet")),
        (
            _("Safe times"),
            times_words(details.windows) or no_times,
        ),
        (_("Voicemail and texts"), together),
        (_("Safe email"), details.email or "") if email else ("", ""),
        (_("Code word"), unless_hidden(details.code_word) or _("None yet")),
        (_("Danger word"), unless_hidden(details.danger_word)),
        (_("If someone else answers"), details.if_someone_else or _("Not known. Hang up")),
        (_("Say you are"), details.say_you_are or ""),
        (_("Who else is there"), details.who_else or ""),
        (_("Phone or computer watched"), _("Yes") if details.device_monitored == YES else ""),
        (_("Check again"), day_near(details.recheck_on, today) if details.recheck_on else ""),
    ]
    return tuple((label, value) for label, value in fields if value)


def _brief(details: SafeContactDetails) -> tuple[str, ...]:
    parts = [details.number or _("No safe number")]
    no_voicemail, no_texts = details.voicemail_safe == NO, details.text_safe == NO
    if no_voicemail and no_texts:
        parts.append(_("No voicemail or texts"))
    elif no_voicemail:
        parts.append(_("No voicemail"))
    elif no_texts:
        parts.append(_("No texts"))
    if details.text_safe == UNKNOWN:
        parts.append(_("Texts: ask first"))
    if details.code_word:
        parts.append(_("Code word: {word}").format(word=unless_hidden(details.code_word)))
    return tuple(parts)


def safe_start(details: SafeContactDetails | None, now: datetime) -> datetime | None:
    """The next safe moment to suggest for a follow-up, in London; None when none is known."""
    advice = call_advice(details, now)
    return london(advice.next_from) if advice.next_from is not None else None
