"""Is the vault what it was when it was last closed, and is every record what was last written? In words, not codes.

At start: the header's MAC and the key (the unlock did that), the anchors, the clock, and where the folder lies. Once
a week and before each backup: every page, the structure, the search index, the journal's chain and every row against
the journal.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from caseapp.base.errors import Trouble
from caseapp.base.words import sentence
from caseapp.services import anchors
from caseapp.services.examining import Cancelled, Examined, Finding, Progress, examine
from caseapp.services.migrating import forget_before
from caseapp.services.office import Office
from caseapp.store import checks
from caseapp.vault import care
from caseapp.vault.anchor import Elsewhere
from caseapp.vault.place import Place, place_of

__all__ = ["OLDER", "Examined", "Finding", "Health", "accept", "at_start", "due", "last_findings", "whole"]

EVERY = timedelta(days=7)
OLDER = frozenset(
    {"records_rolled_back", "header_rolled_back", "another_copy_newer", "anchor_missing", "anchor_damaged"}
)
"""Findings that somebody may have meant: an older state was put back, two copies are used, or the mark was put away."""
_CLOCKS_DIFFER_BY = 5
"""Minutes that are no wonder: a clock that was corrected, or summer time told wrongly for a moment."""


@dataclass(frozen=True, slots=True)
class Health:
    """What a check found. `examined` is None after the short check at start."""

    at: datetime
    findings: tuple[Finding, ...]
    examined: Examined | None = None

    @property
    def well(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to tell the caseworker, a finding each: what happened, what is unharmed, what to do."""
        return tuple(sentence(finding.trouble) for finding in self.findings)


def at_start(office: Office, elsewhere: Elsewhere | None = None) -> Health:
    """The short check, some milliseconds, straight after unlocking. A vault that is well gets its anchor moved on.

    Told too: a folder that is no good place for a vault, and a clock that was set back, which goes into the journal.
    """
    codes = anchors.behind(office.vault, office.store, elsewhere)
    found = [Finding("opened_read_only")] if office.read_only else []
    found += [Finding(code) for code in codes]
    found += _clock_set_back(office)
    if not codes and not office.read_only:
        with suppress(Trouble):  # a full disk keeps nobody from their records
            anchors.renew(office.vault, office.store, elsewhere)
            with office.unit() as unit:
                anchors.note_kept(office.store, unit)
    if office.vault.header_mended:
        found.append(Finding("header_was_mended"))
    place = place_of(office.folder)
    if place is not Place.OWN:
        found.append(Finding(place.value))
    return Health(office.now(), tuple(found))


def _clock_set_back(office: Office) -> list[Finding]:
    last = checks.last_instant(office.store)
    minutes = 0 if last is None else int((last - office.now()).total_seconds() // 60)
    if minutes < _CLOCKS_DIFFER_BY:
        return []
    with suppress(Trouble), office.unit() as unit:
        unit.note("clock_set_back", "vault", office.vault.vault_id, minutes=minutes)
    return [Finding("clock_set_back", (("minutes", minutes),))]


def whole(
    office: Office,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    elsewhere: Elsewhere | None = None,
) -> Health:
    """The whole check; noted in `vault.care`, and what was found in the journal too. Raises `Refused("cancelled")`."""
    examined = examine(office.store, progress, cancelled)
    damaged = any(finding.code == "pages_damaged" for finding in examined.findings)
    codes = () if damaged else anchors.behind(office.vault, office.store, elsewhere)
    if not examined.findings and not office.read_only:
        forget_before(office.folder)
    health = Health(office.now(), (*examined.findings, *(Finding(code) for code in codes)), examined)
    found = tuple(finding.code for finding in health.findings)
    noted = replace(care.read(office.folder), checked_at=health.at.isoformat(timespec="seconds"), found=found)
    if office.read_only:
        return health
    with suppress(Trouble):  # what was found is told, even where it cannot be written down
        care.write(office.folder, noted)
        if found and not damaged:
            with office.unit() as unit:
                unit.note("checked", "vault", office.vault.vault_id, found=list(found), rows=examined.rows)
    return health


def due(office: Office) -> bool:
    """Whether the last whole check is a week old, or found something. Never where it could not be noted."""
    if office.read_only:
        return False
    noted = care.read(office.folder)
    if not noted.checked_at or noted.found:
        return True
    try:
        return not timedelta(0) <= office.now() - datetime.fromisoformat(noted.checked_at) < EVERY
    except (ValueError, TypeError):
        return True


def last_findings(office: Office) -> tuple[str, ...]:
    """Codes of what the last whole check found."""
    return care.read(office.folder).found


def accept(office: Office, elsewhere: Elsewhere | None = None) -> None:
    """Somebody says that the older state is meant: noted in the journal, and no longer reported.

    Raises `Refused` as the disk answers.
    """
    with office.unit() as unit:
        codes = anchors.behind(office.vault, office.store, elsewhere)
        unit.note("rollback_accepted", "vault", office.vault.vault_id, found=list(codes))
        anchors.note_kept(office.store, unit)
    anchors.renew(office.vault, office.store, elsewhere)
