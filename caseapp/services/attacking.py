"""Attacking folders that have left already, whoever made them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.disclosure.attack import AttackReport, attack
from caseapp.disclosure.policy import PROFILES
from caseapp.disclosure.published import PublishedTable
from caseapp.reports.reading import folder_source, made_at, read_release
from caseapp.reports.signed_certificate import Beside, beside

LEAST_THRESHOLD = 2
"""Below it nothing counts as hidden: a count of 1 might be known."""


@dataclass(frozen=True, slots=True)
class FolderRead:
    """What was read of one folder: its tables, named by the folder, and what is there beside them."""

    folder: Path
    tables: tuple[PublishedTable, ...]
    made_at: datetime | None
    beside: Beside


def read_folders(folders: Sequence[Path]) -> tuple[FolderRead, ...]:
    """Read release folders, each as its certificate says where it has one.

    The first made comes first where all say when they were made (otherwise they stay in the order given): the later of
    two reports of one year is the earlier one with records added.

    Raises:
        Refused: `release_missing`, `release_unreadable`, `release_unreadable_at`.
        Damaged: `release_altered`.
    """
    read = [_read(folder) for folder in folders]
    instants = [each.made_at for each in read if each.made_at is not None]
    if len(instants) < len(read):
        return tuple(read)
    return tuple(one for _, one in sorted(zip(instants, read, strict=True), key=lambda pair: pair[0]))


def _read(folder: Path) -> FolderRead:
    tables = tuple(replace(each, release=str(folder)) for each in read_release(folder))
    return FolderRead(folder, tables, made_at(folder_source(folder)), beside(folder))


def attack_read(
    read: Sequence[FolderRead],
    threshold: int | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> AttackReport:
    """Attack any set of release folders, joined.

    Without a threshold, that of the closest reader who holds them all: the smallest that a folder states for itself,
    and the public policy's where none does. Two reports that count the same are read as equal where their figures allow
    it, else the later one as the earlier one with records added.

    Raises:
        Refused: `attack_threshold`, `attack_too_large`, `attack_stopped`.
    """
    tables = [table for each in read for table in each.tables]
    if threshold is None:
        stated = [each.least_shown for each in tables if each.least_shown is not None]
        threshold = min(stated, default=PROFILES["public"].threshold)
    if threshold < LEAST_THRESHOLD:
        raise Refused("attack_threshold", least=LEAST_THRESHOLD)
    report = attack(tables, threshold, progress=progress, cancelled=cancelled)
    if not report.complete:
        raise Refused("attack_stopped")
    return report


def count_the_same(read: Sequence[FolderRead]) -> bool:
    """Whether two of the folders say how often the same thing was counted."""
    sets = {(each.universe, each.period, each.place, each.release) for one in read for each in one.tables}
    return len({each[:-1] for each in sets}) < len(sets)


def attack_folders(folders: Sequence[Path], threshold: int | None = None) -> AttackReport:
    """Both in one call. Raises as they do."""
    return attack_read(read_folders(folders), threshold)
