"""Half-typed words: kept, encrypted, until they are saved or thrown away. Nothing typed is lost to a lock."""

from collections.abc import Mapping
from typing import Any

from caseapp.services.office import Office, pressed
from caseapp.store import desk_rows
from caseapp.store.reads import desk as reads
from caseapp.store.reads.desk import DraftRow
from caseapp.store.tables import Draft

__all__ = ["LAST_PLACE", "DraftRow", "all_of_mine", "discard", "find", "keep"]

LAST_PLACE = "last_place"
"""The draft that holds no words, but where they were being typed."""


def keep(
    office: Office, page: str, case_id: str | None, fields: Mapping[str, Any], field: str | None = None, cursor: int = 0
) -> None:
    """Keep what is typed on a page, over what was kept before. `field` and `cursor` say where typing goes on.

    In a vault that can only be read there is nothing to type words into, and nothing is kept.
    """
    if office.read_only:
        return

    def write() -> None:
        with office.unit() as unit:
            old = reads.draft(office.store, office.desk.worker_id, page, case_id)
            if old is not None and (old.fields, old.field, old.cursor) == (dict(fields), field, cursor):
                return
            desk_rows.forget_drafts(unit, office.desk.worker_id, page, case_id)
            unit.add(
                Draft,
                page=page,
                case_id=case_id,
                worker_id=office.desk.worker_id,
                fields=dict(fields),
                field=field,
                cursor=cursor,
            )

    pressed(write)


def find(office: Office, page: str, case_id: str | None = None) -> DraftRow | None:
    """The draft of a page, or None."""
    return reads.draft(office.store, office.desk.worker_id, page, case_id)


def all_of_mine(office: Office) -> tuple[DraftRow, ...]:
    """Every draft of the worker at the desk, newest first."""
    return tuple(row for row in reads.drafts(office.store, office.desk.worker_id) if row.page != LAST_PLACE)


def discard(office: Office, page: str, case_id: str | None = None) -> None:
    """Let a draft go."""
    if office.read_only:
        return
    with office.unit() as unit:
        desk_rows.forget_drafts(unit, office.desk.worker_id, page, case_id)
