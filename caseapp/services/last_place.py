"""Where somebody was typing: kept with the drafts, so that page, field and cursor come back even after a crash."""

from collections.abc import Mapping
from typing import Any

from caseapp.services import drafts
from caseapp.services.drafts import LAST_PLACE
from caseapp.services.office import Office
from caseapp.store.reads import case as case_reads

_KEPT_ELSEWHERE = frozenset({"settings"})
"""Places whose words are no drafts, but kept as they are typed: the lines of the cover, in the machine's settings."""


def keep(office: Office, fields: Mapping[str, Any]) -> None:
    """Keep the place: ids and numbers, no words."""
    drafts.keep(office, LAST_PLACE, None, fields)


def forget(office: Office) -> None:
    """Nothing is being typed."""
    if drafts.find(office, LAST_PLACE) is not None:
        drafts.discard(office, LAST_PLACE)


def find(office: Office) -> Mapping[str, Any] | None:
    """The place to go back to: None unless words wait there, half-typed or kept by the machine, or its case is gone."""
    kept = drafts.find(office, LAST_PLACE)
    if kept is None:
        return None
    case_id = (kept.fields.get("case") or [None])[0]
    if case_id is not None and case_reads.reference_of(office.store, case_id) is None:
        return None
    waiting = kept.fields.get("place") in _KEPT_ELSEWHERE or any(
        draft.case_id == case_id for draft in drafts.all_of_mine(office)
    )
    return kept.fields if waiting else None
