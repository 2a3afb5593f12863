"""What the fields of the record are called in the history."""

from caseapp.base.words import _


def field_label(name: str) -> str:
    """The words for a field; one without words of its own is shown by its plain name."""
    labels = {
        "at": _("When"),
        "on": _("Day"),
        "channel": _("How"),
        "result": _("What came of it"),
        "with_whom": _("With whom"),
        "note_class": _("Kind of note"),
        "what": _("What to do"),
        "due_on": _("Due by"),
        "due_time": _("Due at"),
        "done_at": _("Done"),
        "certain_on": _("Certainly late after"),
        "happened_on": _("It happened"),
        "learned_on": _("Learned"),
        "precision": _("How sure the day is"),
        "source": _("From"),
        "detail": _("Note"),
        "rule_id": _("Rule"),
        "right_number": _("Right"),
        "provider": _("Who owes it"),
        "opened_on": _("Opened"),
        "why": _("Why that day"),
        "victims_own": _("The victim’s own deadline"),
        "state": _("Status"),
        "told_on": _("Told on"),
        "told_how": _("How told"),
        "understood": _("Understood"),
        "safe": _("Told safely"),
        "paused_until": _("Paused until"),
        "evidence_contact": _("Evidence"),
        "enhanced": _("Enhanced rights"),
        "enhanced_on": _("Enhanced rights since"),
        "closed_on": _("Closed"),
        "closed_reason": _("Why it was closed"),
        "crime_ref": _("Crime reference"),
        "risk_on": _("Risk assessed"),
        "reported_on": _("Reported on"),
        "stage_since": _("Stage since"),
        "cancelled_at": _("Taken off the list"),
        "own_words": _("Own words"),
        "worker_view": _("Worker’s view"),
        "whose_words": _("Whose words"),
        "decided_on": _("Decided on"),
        "kind": _("What"),
        "confirmed_on": _("Confirmed on"),
        "recheck_on": _("Check again on"),
        "windows": _("Safe times"),
        "number": _("Phone number"),
    }
    plain = name.replace("_", " ")
    return labels.get(name, plain[:1].upper() + plain[1:])
