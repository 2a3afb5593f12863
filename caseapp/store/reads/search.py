"""Full-text search over names, numbers and notes."""

import re

from sqlalchemy import text

from caseapp.domain.case import CaseHit
from caseapp.domain.reference import read_reference
from caseapp.store.store import Store

_WORD = re.compile(r"\w+", re.UNICODE)

BY_WHO = text("""
    SELECT e.id, e.reference, p.first_name, p.last_name, p.known_as, p.district, e.closed_on, 'name' AS why,
           '' AS snippet
    FROM (SELECT rowid AS doc, rank FROM search_text WHERE search_text MATCH :query ORDER BY rank LIMIT 400) AS hit
    JOIN search_row AS s ON s.doc = hit.doc
    JOIN episode AS e ON e.id = s.case_id OR e.person_id = s.person_id
    JOIN person AS p ON p.id = e.person_id
    GROUP BY e.id
    ORDER BY (e.closed_on IS NOT NULL), min(hit.rank), e.serial DESC
    LIMIT :limit
""")

BY_WHAT = text("""
    SELECT e.id, e.reference, p.first_name, p.last_name, p.known_as, p.district, e.closed_on, 'note' AS why,
           hit.snippet
    FROM (SELECT rowid AS doc, rank, snippet(search_text, 1, '', '', ' … ', 12) AS snippet
          FROM search_text WHERE search_text MATCH :query ORDER BY rank LIMIT 50) AS hit
    JOIN search_row AS s ON s.doc = hit.doc
    JOIN episode AS e ON e.id = s.case_id
    JOIN person AS p ON p.id = e.person_id
    GROUP BY e.id
    ORDER BY min(hit.rank)
    LIMIT :limit
""")


def fts_query(typed: str, column: str) -> str | None:
    """What was typed as an FTS5 query: every word must occur, the last ones may be beginnings. None if no words."""
    words = _WORD.findall(typed)[:8]
    if not words:
        return None
    return f"{{{column}}} : " + " AND ".join(f'"{word}"*' for word in words)


def find_cases(store: Store, typed: str, limit: int) -> tuple[CaseHit, ...]:
    """Cases whose reference, names, numbers or (with three letters or more) notes match what was typed."""
    reference = read_reference(typed)
    query = fts_query(reference or typed, "who")
    if query is None:
        return ()
    found = [_hit(row) for row in store.read(BY_WHO, {"query": query, "limit": limit})]
    if len(typed.strip()) >= 3 and len(found) < limit:
        seen = {hit.id for hit in found}
        notes = store.read(BY_WHAT, {"query": fts_query(typed, "what"), "limit": limit})
        found += [_hit(row) for row in notes if row.id not in seen]
    return tuple(found[:limit])


def matching_cases(store: Store, typed: str) -> tuple[str, ...] | None:
    """Identifiers of the cases whose reference or names match, for filtering a list. None when nothing was typed."""
    query = fts_query(read_reference(typed) or typed, "who")
    if query is None:
        return None
    return tuple(row.id for row in store.read(BY_WHO, {"query": query, "limit": 400}))


def _hit(row: object) -> CaseHit:
    return CaseHit(**row._mapping)  # type: ignore[attr-defined]  # SQLAlchemy's Row
