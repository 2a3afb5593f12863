"""The caseload: one page of cases, filtered and sorted by the database."""

from typing import Any

from sqlalchemy import case, func, select

from caseapp.domain.case import RISKS, STAGES, CaseloadQuery, CaseRow
from caseapp.store.reads.rows import rows, scalar
from caseapp.store.reads.search import matching_cases
from caseapp.store.store import Store
from caseapp.store.tables import Case, Glance, Person, Worker

# By meaning, not by the letters of the code: the gravest risk first, the journey in its order, support only last.
_RISK_ORDER = case({code: place for place, code in enumerate(RISKS)}, value=Case.risk)
_STAGE_ORDER = case({code: place for place, code in enumerate(STAGES)}, value=Case.stage)

SORTS = {
    "reference": (Case.serial,),
    "name": (func.lower(Person.last_name), func.lower(Person.first_name)),
    "risk": (_RISK_ORDER,),
    "stage": (_STAGE_ORDER,),
    "next_due_on": (Glance.next_due_on,),
    "last_contact_on": (Glance.last_contact_on,),
    "worker": (Worker.name,),
    "district": (Person.district,),
}


def list_cases(store: Store, query: CaseloadQuery) -> tuple[CaseRow, ...]:
    """One page of the caseload."""
    chosen = _filtered(
        store,
        query,
        select(
            Case.id,
            Case.reference,
            Person.first_name,
            Person.last_name,
            Person.known_as,
            Person.district,
            Case.risk,
            Case.stage,
            Case.reported,
            Glance.next_due_on,
            Glance.next_due_kind,
            Glance.next_due_text,
            Glance.last_contact_on,
            Worker.name.label("worker"),
            Case.closed_on,
        ),
    )
    descending = query.sort.startswith("-")
    columns = SORTS[query.sort.removeprefix("-")]
    order = [c.desc().nulls_last() if descending else c.asc().nulls_last() for c in columns]
    return rows(store, CaseRow, chosen.order_by(*order, Case.serial).offset(query.offset).limit(query.limit))


def count_cases(store: Store, query: CaseloadQuery) -> int:
    """How many cases the query finds in all."""
    return int(scalar(store, _filtered(store, query, select(func.count(Case.id)))) or 0)


def _filtered(store: Store, query: CaseloadQuery, chosen: Any) -> Any:
    chosen = (
        chosen.select_from(Case)
        .join(Person, Person.id == Case.person_id)
        .outerjoin(Glance, Glance.case_id == Case.id)
        .outerjoin(Worker, Worker.id == Case.worker_id)
        .where(Case.closed_on.is_not(None) if query.closed else Case.closed_on.is_(None))
    )
    if query.worker_id:
        chosen = chosen.where(Case.worker_id == query.worker_id)
    if query.risks:
        chosen = chosen.where(Case.risk.in_(query.risks))
    if query.stages:
        named = Case.stage.in_([stage for stage in query.stages if stage != "support_only"])
        chosen = chosen.where(named | Case.stage.is_(None) if "support_only" in query.stages else named)
    if query.districts:
        chosen = chosen.where(Person.district.in_(query.districts))
    if query.due_before:
        chosen = chosen.where(Glance.next_due_on <= query.due_before)
    matching = matching_cases(store, query.text)
    if matching is not None:
        chosen = chosen.where(Case.id.in_(matching))
    return chosen
