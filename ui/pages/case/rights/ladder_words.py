"""The steps of a challenge in words."""

from datetime import date

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.challenge import OMBUDSMAN, OWN, REVIEW, StepState
from caseapp.domain.challenge_view import LadderView, StepView
from caseapp.domain.day_words import spoken
from ui.words.dates import day_near


def heading(ladder: LadderView, name: str) -> tuple[str, str]:
    """What is challenged, and how to go about it."""
    title = _("Challenge: {what}").format(what=ladder.what[:1].lower() + ladder.what[1:])
    if ladder.stopped:
        return title, _("This is over. What was done stays in the record.")
    if [step.code for step in ladder.steps] == [OWN]:
        said = _("Only if {name} wants it. After the last day it cannot be undone.").format(name=name)
        return _("In time: {what}").format(what=ladder.what[:1].lower() + ladder.what[1:]), said
    if [step.code for step in ladder.steps] == [REVIEW]:
        return title, _("Only if {name} wants it.").format(name=name)
    return title, _("Go one step at a time. Stop when {name} has been told.").format(name=name)


def ways() -> tuple[tuple[str, str, str], ...]:
    """How a step is taken: the code kept, its words and its letter."""
    return (
        ("email", _("Email"), "e"),
        ("letter", _("Letter"), "l"),
        ("phone", _("Phone"), "p"),
        ("form", _("Online form"), "o"),
        ("in_person", _("In person"), "i"),
    )


def step_words(step: StepView, ladder: LadderView, today: date) -> str:
    """The line below a step: what was done and what came of it, or what it will start."""
    if step.started_on is None:
        return _ahead(step, ladder)
    how = {code: label for code, label, _letter in ways()}.get(step.how or "", "")
    said = [_("{how}, {day}.").format(how=how, day=day_near(step.started_on, today))]
    if step.evidence_what is not None:
        said.append(_("Shown by: {what}.").format(what=step.evidence_what))
    elif step.evidence_on is not None:
        channel = shipped.code_list("contact_channels").label(step.evidence_channel or "other")
        said.append(_("Shown by: {channel}, {day}.").format(channel=channel, day=day_near(step.evidence_on, today)))
    said.append(_outcome(step, today))
    return " ".join(one for one in said if one)


def state_words(state: str) -> str:
    """How a step stands, for screen readers."""
    return {
        StepState.NEXT.value: _("the next step"),
        StepState.WAITING.value: _("waiting for an answer"),
        StepState.NO_REPLY.value: _("no answer in time"),
        StepState.ANSWERED.value: _("answered"),
        StepState.PUT_RIGHT.value: _("put right"),
        StepState.PASSED_OVER.value: _("passed over"),
    }.get(state, _("later"))


def _outcome(step: StepView, today: date) -> str:
    if step.state == StepState.PUT_RIGHT:
        return _("Put right.")
    if step.answered_on is not None:
        return _("Answered {day}, not put right.").format(day=day_near(step.answered_on, today))
    if step.reply_due_on is None:
        return _("No answer so far.")
    if step.state == StepState.NO_REPLY:
        owed = _("No answer by {day}.") if step.owed else _("No reply by {day}.")
        return owed.format(day=day_near(step.reply_due_on, today))
    until = _("An answer is due by {day}.") if step.owed else _("We wait for a reply until {day}.")
    return until.format(day=day_near(step.reply_due_on, today))


def _ahead(step: StepView, ladder: LadderView) -> str:
    if step.state == StepState.NEXT:
        return _("The app fills in the letter. You check it and send it yourself.")
    if step.state == StepState.PASSED_OVER:
        return _("Passed over.")
    if ladder.stopped:
        return ""
    if step.opens_on is not None:
        return _("From {day}, if there is no answer.").format(day=spoken(step.opens_on))
    if step.owed and not step.unverified:
        return _("They must answer, or say how long it takes.")
    if step.owed:
        return _("They should answer, or say how long it takes. The limit is not yet checked against the Code.")
    return _("A member of parliament has to pass it on.") if step.code == OMBUDSMAN else ""
