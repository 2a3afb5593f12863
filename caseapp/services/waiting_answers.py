"""Answers of a survey that is not finished: sealed in the vault as they are given, so that a sudden end loses none.

They wait in a draft that belongs to no worker, so no page can ask for it. Out of here goes which questions were
answered, never how: the answers themselves go where those of a finished survey are kept, or are erased.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from caseapp.services.office import Office
from caseapp.store import erasing
from caseapp.store.desk_rows import forget_draft
from caseapp.store.reads import voice as reads
from caseapp.store.tables import Draft
from caseapp.store.unit import Unit

_NOBODY = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A survey begun: what was asked, what stays with the answers, and up to which question it came (`at`)."""

    draft_id: str
    case_id: str
    instrument: str
    version: str
    asked: tuple[str, ...]
    met: tuple[str, ...]
    attributes: Mapping[str, str | None]
    at: str | None
    answers: Mapping[str, str] = field(repr=False)


def begin(unit: Unit, offer_id: str, case_id: str, **facts: object) -> None:
    """Make room for the answers of a survey; `facts` are the fields of `Waiting` from `instrument` to `attributes`."""
    unit.add(
        Draft,
        page=reads.waiting_page(offer_id),
        case_id=case_id,
        worker_id=_NOBODY,
        fields={**facts, "answers": {}},
        cursor=0,
    )


def find(office: Office, offer_id: str) -> Waiting | None:
    """The survey of an offer, where it is not finished."""
    row = reads.waiting_answers(office.store, offer_id)
    if row is None:
        return None
    told = row.fields
    return Waiting(
        row.id,
        row.case_id or "",
        told["instrument"],
        told["version"],
        tuple(told["asked"]),
        tuple(told["met"]),
        told["attributes"],
        row.field,
        told["answers"],
    )


def keep(unit: Unit, waiting: Waiting, answers: Mapping[str, str], at: str) -> None:
    """Put answers over those that wait."""
    fields = {
        "instrument": waiting.instrument,
        "version": waiting.version,
        "asked": list(waiting.asked),
        "met": list(waiting.met),
        "attributes": dict(waiting.attributes),
        "answers": {**waiting.answers, **answers},
    }
    unit.change(Draft, waiting.draft_id, fields=fields, field=at)


def forget(unit: Unit, waiting: Waiting) -> None:
    """The answers are kept where they belong: nothing ties them to the offer any more."""
    forget_draft(unit, waiting.draft_id)


def erase(unit: Unit, waiting: Waiting) -> None:
    """Take the answers away for good; noted, so that no backup made meanwhile brings them back."""
    erasing.erase(unit, [(Draft.__tablename__, waiting.draft_id)])
