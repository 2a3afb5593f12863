"""Coded facts of rights for the return. No name, reference or word leaves this module: only codes, flags and days."""

from datetime import date
from typing import Any

from sqlalchemy import select

from caseapp.store.reads.challenges import asked_for
from caseapp.store.store import Store
from caseapp.store.tables import Case, Entitlement, JusticeEvent, Withdrawal


def duties(store: Store, first: date, last: date) -> list[Any]:
    """Every instance opened by an event of the period, of people who may be counted."""
    silent = (
        select(Case.person_id).join(Withdrawal, Withdrawal.case_id == Case.id).where(Withdrawal.may_report.is_(False))
    )
    return store.read(
        select(
            *(Case.person_id, Entitlement.rule_id, Entitlement.edition, Entitlement.right_number),
            *(Entitlement.provider, Entitlement.layer, Entitlement.enhanced, Entitlement.victims_own),
            *(Entitlement.due_on, Entitlement.certain_on, Entitlement.state, Entitlement.told_on),
            *(Entitlement.paused_until, Entitlement.understood, Entitlement.safe, asked_for()),
            Entitlement.id.label("why"),
        )
        .join(JusticeEvent, JusticeEvent.id == Entitlement.event_id)
        .join(Case, Case.id == Entitlement.case_id)
        .where(JusticeEvent.happened_on.between(first, last), Case.person_id.not_in(silent))
    )
