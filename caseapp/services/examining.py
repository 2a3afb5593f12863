"""What a whole check of a database finds, each finding with its sentence. For the vault itself and for its backups."""

from collections.abc import Callable
from dataclasses import dataclass

from caseapp.base.errors import Damaged, Fact, Refused
from caseapp.store import checks, row_check
from caseapp.store.journal import prove
from caseapp.store.reads import journal as reads
from caseapp.store.store import Store

Progress = Callable[[str, int, int], None]
"""The step under way (`pages`, `journal`, `rows`, `copy`, `read`), how much of it is done, and of how much."""
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be. `cases` are the references of the cases concerned, where known."""

    code: str
    facts: tuple[tuple[str, Fact], ...] = ()
    cases: tuple[str, ...] = ()

    @property
    def trouble(self) -> Damaged:
        """The same as a trouble, for `base.words.sentence`."""
        return Damaged(self.code, **dict(self.facts))


@dataclass(frozen=True, slots=True)
class Examined:
    """What was looked at, and what was found: nothing, as a rule."""

    entries: int
    rows: int
    findings: tuple[Finding, ...]


def examine(store: Store, progress: Progress | None = None, cancelled: Cancelled | None = None) -> Examined:
    """Every page, the structure, the search index, the journal's chain, and every row against the journal.

    About 400 MB and 100,000 rows a second. Raises `Refused("cancelled")`, and what the disk answered.
    """
    tell = progress or (lambda _step, _done, _total: None)
    findings = []
    tell("pages", 0, 1)
    places = checks.damaged_places(store)
    if places:
        findings.append(Finding("pages_damaged", (("faults", places),)))
    _stop_if(cancelled)
    tell("pages", 1, 1)
    try:
        if not store.read_only and not checks.search_is_whole(store):  # that check writes
            findings.append(Finding("search_damaged"))
        tell("journal", 0, 1)
        proof = prove(reads.whole_chain(store))
        if proof.broken_at is not None:
            findings.append(Finding("journal_broken", (("entry", proof.broken_at),)))
        _stop_if(cancelled)
        tell("journal", 1, 1)
        rows = row_check.check_rows(store, lambda done, total: tell("rows", done, total), cancelled)
    except (Damaged, Refused, ValueError) as error:  # a value that cannot be decoded is damage too
        # After a damaged page the cipher refuses to write, which the check of the search index must do.
        if isinstance(error, Refused) and (error.code == "cancelled" or not places):
            raise
        if not places:
            findings.append(Finding("pages_damaged", (("faults", 1),)))
        return Examined(0, 0, tuple(findings))
    return Examined(proof.entries, rows.rows, (*findings, *_row_findings(store, rows)))


def _row_findings(store: Store, check: row_check.RowCheck) -> list[Finding]:
    codes = {"altered": "rows_altered", "missing": "rows_missing", "unexplained": "rows_unexplained"}
    found = []
    for kind, code in codes.items():
        faults = tuple(fault for fault in check.faults if fault.kind == kind)
        if faults:
            found.append(Finding(code, (("rows", len(faults)),), row_check.cases_of(store, faults)))
    return found


def _stop_if(cancelled: Cancelled | None) -> None:
    if cancelled is not None and cancelled():
        raise Refused("cancelled")
