"""A document of a case as evidence: what it is, of what day, and where it is kept. Its content stays where it is."""

from dataclasses import dataclass
from datetime import date

LONGEST_WHAT, LONGEST_WHERE = 80, 120


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to note, such as "Bail sheet" of 5 October, kept in the paper file."""

    what: str
    kept_where: str
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that was noted, and for how many rights and steps it is the evidence."""

    id: str
    what: str
    kept_where: str
    dated: date | None
    shows: int = 0


EvidenceDocument = str | NewDocument | None
"""The identifier of a document that is noted already, a new one, or none."""
