"""The sentences of the Withdrawal tab. Pure: codes and names in, words out."""

from dataclasses import dataclass
from typing import Any

from caseapp.base.words import _, ngettext
from caseapp.domain import shipped
from caseapp.domain.withdrawal import (
    NOT_REPORTED,
    REPORTED_BY_OTHERS,
    RETURNED,
    UNKNOWN,
    WITHDREW,
    WithdrawalDraft,
    WithdrawalRow,
)
from ui.words.dates import day_month_year

KINDS = (WITHDREW, NOT_REPORTED, RETURNED)
VICTIM_DOES_NOT_SUPPORT = ("14", "16")
"""Police outcomes that say the victim does not support action: always ask the person whether that is so."""
DENIED = "X2"


def kind_word(kind: str) -> str:
    """What happened, as the choice says it."""
    return {
        WITHDREW: _("Withdrew"),
        NOT_REPORTED: _("Did not report"),
        RETURNED: _("Came back"),
    }[kind]


def title(kind: str, *, changes: bool = False) -> str:
    """The heading of the form: for a new step, or for one put right."""
    if changes:
        return {
            WITHDREW: _("Change a withdrawal"),
            NOT_REPORTED: _("Change not reporting"),
            RETURNED: _("Change coming back"),
        }[kind]
    return {
        WITHDREW: _("Record a withdrawal"),
        NOT_REPORTED: _("Record not reporting"),
        RETURNED: _("Record coming back"),
    }[kind]


def save_word(kind: str, *, changes: bool = False) -> str:
    """The words on the Save button."""
    if changes:
        return _("Save changes")
    return {
        WITHDREW: _("Save withdrawal"),
        NOT_REPORTED: _("Save"),
        RETURNED: _("Save coming back"),
    }[kind]


def saved_word(kind: str, reference: str, *, changes: bool = False) -> str:
    """What the toast says."""
    if changes:
        return _("Changes saved to {reference}").format(reference=reference)
    said = {
        WITHDREW: _("Withdrawal saved to {reference}"),
        NOT_REPORTED: _("Not reporting saved to {reference}"),
        RETURNED: _("Coming back saved to {reference}"),
    }[kind]
    return said.format(reference=reference)


def question(kind: str, name: str) -> str:
    """The question over the list of reasons."""
    if kind == NOT_REPORTED:
        return _("Why did {name} not report?").format(name=name)
    return _("Why did {name} step back?").format(name=name)


def words_title(source: str, name: str) -> str:
    """The heading of the plum box, by who says so."""
    if source == "client":
        return _("In {name}’s own words").format(name=name)
    return {
        "police": _("In the words of the police"),
        "cps": _("In the words of the CPS"),
    }.get(source, _("In someone else’s words"))


def stage_word(stage: str) -> str:
    """A stage in two or three words."""
    item = shipped.stages().get(stage)
    return stage if item is None else _(item.text("short")) or item.label


def reason_words(code: str) -> str:
    """`Not kept informed (P4)`."""
    return f"{shipped.reasons().label(code)} ({code})"


@dataclass(frozen=True, slots=True)
class Counted:
    """What the report will count of a form, line by line; `note` replaces them when nothing will be counted."""

    stage: str
    reasons: str
    helped: str
    note: str = ""


def counted(kind: str, stage: str, main: str | None, also: tuple[str, ...], helped: tuple[str, ...]) -> Counted:
    """What the annual report will count. Reasons as codes, as the report lists them."""
    reasons, helps = shipped.reasons(), shipped.code_list("would_have_helped")
    if kind == RETURNED:
        return Counted("", "", "", _("Coming back is not counted. It stays in this case."))
    item = reasons.get(main or "")
    if item is not None and item.text("counts_as") == "excluded":
        note = _("Not counted as a withdrawal: {reason}.").format(reason=_small(item.label))
        return Counted("", "", "", note)
    listed = [_("{code} main").format(code=main)] if main else []
    listed += [code for code in reasons.codes if code in also and reasons[code].text("counts_as") != "excluded"]
    said = ", ".join(listed) or _("None chosen yet")
    if item is not None and item.text("counts_as") == "no_reason":
        said = _("{codes} (no reason known)").format(codes=said)
    labels = [helps.label(code) for code in helped]
    return Counted(stage_word(stage), said, ", ".join([*labels[:1], *map(_small, labels[1:])]) or _("Nothing chosen"))


def step_fields(row: WithdrawalRow) -> dict[str, Any]:
    """A recorded step as the form shows it, to read it or put it right."""
    return {
        "changes": row.id,
        "kind": row.kind,
        "stage": row.stage if row.kind == WITHDREW else "S1",
        "decided": day_month_year(row.decided_on),
        "main": row.main_reason,
        "also": list(row.also),
        "helped": list(row.helped),
        "own_words": row.own_words or "",
        "whose_words": row.whose_words,
        "worker_view": row.worker_view or "",
        "agency": row.agency or "",
        "asked_by_police": row.asked_by_police,
        "statement_taken": row.statement_taken,
        "support_then": row.support_then,
        "went_on": row.went_on,
        "someone_else": "yes" if row.stage == REPORTED_BY_OTHERS else UNKNOWN,
        "ask_again": row.ask_again,
        "may_report": row.may_report,
        "learned": day_month_year(row.learned_on),
    }


def step_lines(row: WithdrawalRow) -> tuple[str, str]:
    """An earlier step in two lines: what and when; why, who says so, and who wrote it down."""
    first = _("{what}, {day}").format(what=kind_word(row.kind), day=day_month_year(row.decided_on))
    if row.kind == WITHDREW:
        first = _("{what}. Stage: {stage}").format(what=first, stage=stage_word(row.stage))
    parts = []
    if row.main_reason:
        parts.append(_("Main reason: {reason}").format(reason=reason_words(row.main_reason)))
    if row.also:
        count = len(row.also)
        parts.append(ngettext("{count} other reason", "{count} other reasons", count).format(count=count))
    if row.whose_words != "client":
        source = shipped.code_list("withdrawal_sources").label(row.whose_words)
        parts.append(_("as told by: {source}").format(source=_small(source) if source != "CPS" else source))
    if not row.may_report:
        parts.append(_("not counted in the report"))
    if row.author:
        parts.append(_("recorded by {worker}").format(worker=row.author))
    return first, ". ".join(part[:1].upper() + part[1:] for part in parts)


def step_answers(row: WithdrawalRow) -> tuple[tuple[str, str], ...]:
    """All that a recorded step says but for the words, as label and value; what nobody answered is left out."""
    reasons, helps = shipped.reasons(), shipped.code_list("would_have_helped")
    also = [code for code in reasons.codes if code in row.also]
    again = shipped.code_list("ask_again")
    return tuple(
        (label, said)
        for label, said in (
            (_("What happened"), kind_word(row.kind)),
            (_("Stage"), stage_word(row.stage) if row.kind == WITHDREW else ""),
            (_("Decided"), day_month_year(row.decided_on)),
            (_("Main reason"), reason_words(row.main_reason) if row.main_reason else ""),
            (_("Other reasons"), "\n".join(map(reason_words, also))),
            (_("Would help"), "\n".join(helps.label(code) for code in helps.codes if code in row.helped)),
            (_("Ask again"), again.label(row.ask_again) if row.ask_again else ""),
            (_("Says who"), shipped.code_list("withdrawal_sources").label(row.whose_words)),
            (_("In the report"), _("Counted") if row.may_report else _("Not counted")),
            (_("Recorded by"), row.author),
        )
        if said
    )


def stage_source(start: WithdrawalDraft, journey_stage: str | None) -> str:
    """Where the stage that is filled in comes from, and that it is to be checked."""
    if journey_stage is None:
        return _("Nothing is in the journey yet. Check it.")
    if start.stage == "S2" and journey_stage != "charging_decision":
        return _("From the journey: a statement was given. Check it.")
    at = shipped.code_list("journey_stages").label(journey_stage)
    return _("From the journey: {stage}. Check it.").format(stage=_small(at))


def ask_client(outcome: str | None, source: str, name: str) -> str:
    """The reminder to ask the person, where the police or CPS say that the person stepped back; else an empty text."""
    otherwise = _("If {name} says otherwise, choose {code}.").format(name=name, code=DENIED)
    if outcome in VICTIM_DOES_NOT_SUPPORT:
        said = _("The police closed this with outcome {outcome}: {label}.").format(
            outcome=outcome, label=_small(shipped.code_list("police_outcomes").label(outcome))
        )
        return f"{said} {otherwise}"
    return otherwise if source in ("police", "cps") else ""


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
