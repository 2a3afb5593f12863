"""Half-typed words: kept, encrypted, until they are saved or thrown away. Nothing typed is lost to a lock."""

from collections.abc import Mapping
from typing import Any

from caseapp.services.office import Office
from caseapp.store.reads import desk as reads
from caseapp.store.reads.desk import DraftRow
from caseapp.store.tables import Draft


def keep(
    office: Office, page: str, case_id: str | None, fields: Mapping[str, Any], field: str | None = None, cursor: int = 0
) -> None:
    """Keep what is typed on a page, over what was kept before. `field` and `cursor` say where typing goes on."""
    with office.unit() as unit:
        old = reads.drafts(office.store, office.desk.worker_id, page, case_id)
        if old and old[0].fields == dict(fields) and (old[0].field, old[0].cursor) == (field, cursor):
            return
        for row in old:
            unit.remove(Draft, row.id)
        unit.add(
            Draft,
            page=page,
            case_id=case_id,
            worker_id=office.desk.worker_id,
            fields=dict(fields),
            field=field,
            cursor=cursor,
        )


def find(office: Office, page: str, case_id: str | None = None) -> DraftRow | None:
    """The draft of a page, or None."""
    found = reads.drafts(office.store, office.desk.worker_id, page, case_id)
    return found[0] if found else None


def all_of_mine(office: Office) -> tuple[DraftRow, ...]:
    """Every draft of the worker at the desk, newest first."""
    return reads.drafts(office.store, office.desk.worker_id)


def discard(office: Office, page: str, case_id: str | None = None) -> None:
    """Let a draft go."""
    with office.unit() as unit:
        for row in reads.drafts(office.store, office.desk.worker_id, page, case_id):
            unit.remove(Draft, row.id)
