"""Rights in words: badges, days, doubts and who set the rule."""

from datetime import date

from caseapp.base.words import _, ngettext
from caseapp.domain import shipped
from caseapp.domain.contact import ContactRow
from caseapp.domain.day_words import listed, spoken
from caseapp.domain.document import DocumentRow
from caseapp.domain.due_dates import add_limit
from caseapp.domain.entitlement import Standing
from caseapp.domain.rights_view import IF_NEEDED, RightInstance
from ui.widgets.right_glyph_paint import RightState, right_word
from ui.widgets.tag_paint import Tag, late, later, met, soon
from ui.words import own_deadlines as own_words
from ui.words.dates import day_near, in_working_days, short_day, working_days_late
from ui.words.due import due_words
from ui.words.working_days import office_calendar

OWED = frozenset({Standing.RUNNING.value, Standing.POSSIBLY_LATE.value, Standing.MISSED.value})
KEPT = frozenset(
    {Standing.TOLD.value, Standing.TOLD_IN_TIME.value, Standing.TOLD_POSSIBLY_LATE.value, Standing.TOLD_LATE.value}
)
NOT_YET = "not_yet"


def ways_told() -> tuple[tuple[str, str, str], ...]:
    """How someone was told: the code kept, its words and its letter."""
    return (
        ("phone", _("Phone"), "p"),
        ("letter", _("Letter"), "l"),
        ("email", _("Email"), "e"),
        ("in_person", _("In person"), "i"),
        ("advocate", _("Through us"), "t"),
        ("chance", _("Found out by chance"), "f"),
    )


def yes_or_no() -> tuple[tuple[str, str], ...]:
    """Answers where nobody may know."""
    return (("yes", _("Yes")), ("no", _("No")), ("unknown", _("Not known")))


def row_id(row: RightInstance) -> str:
    """What names a line of the table: the instance, or its rule while nothing has happened."""
    return row.id or row.rule_id


def glyph_state(state: str) -> RightState:
    """The shape of a right; what is only there if needed has the ring of not yet."""
    found: dict[str, RightState] = {"met": "met", "started": "started", "late": "late"}
    return found.get(state, "not_yet")


def state_word(state: str) -> str:
    """The word beside the shape."""
    return _("If needed") if state == IF_NEEDED else right_word(glyph_state(state))


def status_tag(row: RightInstance, today: date) -> Tag:
    """How one line stands, as its badge."""
    plain = {
        NOT_YET: _("Not yet needed"),
        Standing.DECLINED: _("Declined"),
        Standing.NOT_POSSIBLE: _("Not possible"),
        Standing.NOT_APPLICABLE: _("Does not apply"),
        Standing.UNKNOWN: _("Not known")
        if row.asked_on is None
        else _("Asked {day}").format(day=short_day(row.asked_on)),
        Standing.PASSED: _("Passed"),
    }
    if row.standing in plain:
        return Tag(plain[row.standing])
    if row.standing == Standing.PAUSED:
        until = row.paused_until
        return Tag(_("Paused until {day}").format(day=short_day(until)) if until else _("Paused"), "info")
    if row.standing in KEPT:
        return _told_tag(row)
    if row.standing == Standing.POSSIBLY_LATE:
        return soon(_("Possibly late"))
    if row.standing == Standing.MISSED:
        return late(working_days_late(row.working_days_late)) if row.working_days_late else late(_("Late"))
    return _running_tag(row, today)


def days_of(row: RightInstance, today: date) -> tuple[str, str]:
    """When it happened, and by when it is due. Approximate days are said to be."""
    happened = _("Not yet") if row.happened_on is None else _near(row.happened_on, today, row)
    if row.due_on is not None:
        return happened, _near(row.due_on, today, row)
    limit = row.enhanced_limit if row.enhanced else row.standard_limit
    if row.id is None and limit:
        return happened, _("{limit} after").format(limit=limit)
    return happened, _("No day set")


def certain_day(row: RightInstance, today: date) -> str:
    """The day after which it is late for certain, when that is another day than the one it may be late after."""
    if row.certain_on is None or row.certain_on == row.due_on:
        return ""
    return _("certainly {day}").format(day=day_near(row.certain_on, today))


def two_dates(row: RightInstance) -> str:
    """Both days in one sentence, or an empty text when there is only one."""
    if row.due_on is None or row.certain_on is None or row.certain_on == row.due_on:
        return ""
    return _("Possibly late after {day}. Certainly late after {certain}.").format(
        day=spoken(row.due_on), certain=spoken(row.certain_on)
    )


def suspect_words(row: RightInstance) -> str:
    """The suspect a line is about."""
    return _("Suspect {label}").format(label=row.suspect) if row.suspect else ""


def evidence_words(row: RightInstance) -> str:
    """`Call, 5 Oct`, or what the document is; the action where there is none yet; None for what has not happened."""
    if row.evidence_what is not None:
        return row.evidence_what if row.evidence_on is None else f"{row.evidence_what}, {_short(row.evidence_on)}"
    if row.evidence_on is not None:
        channel = shipped.code_list("contact_channels").label(row.evidence_channel or "other")
        return f"{channel}, {_short(row.evidence_on)}"
    return _("None") if row.id is None else _("Add evidence")


def told_words(row: RightInstance) -> str:
    """What is recorded of how the person was told."""
    if row.standing == Standing.MISSED and not row.asked:
        return _("Late as far as we know: nothing is recorded of it being done. It may have been.")
    if row.told_on is None:
        asked = _("Asked on {day}.").format(day=spoken(row.asked_on)) if row.asked_on is not None else ""
        reason = _("Reason: {reason}").format(reason=row.reason) if row.reason else ""
        return f"{asked} {reason}".strip()
    how = {code: label for code, label, _letter in ways_told()}.get(row.told_how or "", row.told_how or "")
    answers = dict(yes_or_no())
    first = _("Told on {day}").format(day=spoken(row.told_on))
    said = [f"{first}: {how[:1].lower()}{how[1:]}." if how else f"{first}."]
    if row.understood:
        said.append(_("Understood: {answer}.").format(answer=_low(answers.get(row.understood, row.understood))))
    if row.safe:
        said.append(_("Told safely: {answer}.").format(answer=_low(answers.get(row.safe, row.safe))))
    return " ".join(said)


def doubts(row: RightInstance) -> str:
    """What of the rule nobody has checked yet, in words; empty when all was."""
    names = {"rule": _("the rule"), "limit": _("limit"), "paragraph": _("paragraph")}
    if not row.unverified:
        return ""
    return _("Not yet checked against the Code: {what}.").format(what=listed([names[one] for one in row.unverified]))


def rule_words(row: RightInstance) -> str:
    """Where the rule stands, and who set it when that is not the Code."""
    layers = {
        "statute": _("Set by law, not by the Code"),
        "agency-standard": _("An agency’s own standard, not a right under the Code"),
        "local": _("Agreed locally, not a right under the Code"),
        "agreed": _("Agreed with the victim, not a right under the Code"),
    }
    where = row.paragraph.rstrip("?")
    if row.layer == "code":
        return _("Victims’ Code, {paragraph}.").format(paragraph=where)
    return f"{layers.get(row.layer, row.layer)}: {where}."


def standard_day(row: RightInstance) -> str:
    """The day under the standard limit, where the enhanced one is used and they differ."""
    rule = shipped.catalogue().rule(row.rule_id)
    if rule is None or not row.enhanced or row.happened_on is None or row.due_on is None:
        return ""
    if rule.standard is None or rule.standard == rule.enhanced or row.certain_on != row.due_on:
        return ""
    day = add_limit(rule.standard, row.happened_on, office_calendar())
    return _("Under the standard limit it would be {day}.").format(day=spoken(day))


def contact_line(row: ContactRow) -> str:
    """A contact to choose as evidence: `Call, Mon 5 Oct`."""
    from_list = shipped.code_list("contact_channels").label(row.channel)
    return _("{channel}, {day}").format(channel=from_list, day=spoken(row.at.date()))


def document_line(row: DocumentRow) -> str:
    """A document to choose as evidence: `Bail sheet, 5 Oct: paper file`."""
    day = f", {_short(row.dated)}" if row.dated is not None else ""
    return f"{row.what}{day}: {row.kept_where}"


def has_evidence(row: RightInstance) -> bool:
    """Whether a contact or a document shows it."""
    return row.evidence_contact is not None or row.evidence_document is not None


def shown_by(row: RightInstance) -> str:
    """Where the document that shows it is kept."""
    if row.evidence_what is None:
        return ""
    return _("Shown by: {what}. Kept: {where}.").format(what=evidence_words(row), where=row.evidence_kept or "")


def is_done(row: RightInstance) -> bool:
    """Whether it is recorded as told or done, in time or late."""
    return row.standing.startswith("told")


def done_words(row: RightInstance, name: str) -> str:
    """The words of the main action: "Police have now told Amara"."""
    if row.victims_own:
        return _("{name} has done this").format(name=name)
    if "to tell" in row.sentence or "not told" in row.sentence:
        return _("{agency} have now told {name}").format(agency=_up(row.provider), name=name)
    return _("This has now been done")


def tab_keys() -> tuple[tuple[str, str], ...]:
    """The keys of the tab, for the panel of shortcuts."""
    return (
        (_("Up, Down"), _("Another right, or another line")),
        ("Enter", _("The next step of the challenge, or record that it was told")),
        ("T", _("Record that it was told")),
        ("E", _("Add evidence to the line")),
        ("Ctrl+Enter", _("Save the form")),
        ("Esc", _("Close the form, keeping what was typed")),
    )


def own_deadline(row: RightInstance, name: str) -> str:
    """The loudest quiet warning: what the victim can still do and until when."""
    if row.due_on is None:
        return _("{name}’s own deadline: {what}").format(name=name, what=_low(row.what))
    return own_words.title(name, row.what, row.due_on, approximate=row.approximate)


def _told_tag(row: RightInstance) -> Tag:
    day = short_day(row.told_on) if row.told_on else ""
    if row.standing == Standing.TOLD_LATE:
        late_by = row.working_days_late
        return late(_("Told {late}").format(late=working_days_late(late_by)) if late_by else _("Told late"))
    if row.standing == Standing.TOLD_POSSIBLY_LATE:
        return Tag(_("Met, possibly late"), "soon", "check")
    return met(_("Met {day}").format(day=day) if day else _("Met"))


def _running_tag(row: RightInstance, today: date) -> Tag:
    if row.days_since is not None:
        return Tag(
            ngettext("{count} day so far", "{count} days so far", row.days_since).format(count=row.days_since), "info"
        )
    if row.due_on is None:
        return Tag(_("Started"), "info")
    words = due_words(row.due_on, today, office_calendar())
    if words.kind == "later":
        return later(words.text)
    return soon(words.text if words.kind == "soon" else in_working_days(0))


def _near(day: date, today: date, row: RightInstance) -> str:
    said = day_near(day, today)
    return _("About {day}").format(day=said) if row.approximate else said


def _short(day: date) -> str:
    return f"{day.day} {spoken(day).split()[2]}"


def _low(words: str) -> str:
    return words[:1].lower() + words[1:]


def _up(words: str) -> str:
    return words[:1].upper() + words[1:]
