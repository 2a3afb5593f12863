"""Attacking folders that have left already, whoever made them."""

from collections.abc import Callable, Iterable
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.disclosure.attack import AttackReport, attack
from caseapp.disclosure.policy import PROFILES
from caseapp.reports.reading import read_release

LEAST_THRESHOLD = 2
"""Below it nothing counts as hidden: a count of 1 might be known."""


def attack_folders(
    folders: Iterable[Path], threshold: int | None = None, *, progress: Callable[[int, int], None] | None = None
) -> AttackReport:
    """Attack any set of release folders, joined.

    Without a threshold, that of the closest reader who holds them all: the smallest that a folder states for itself,
    and the public policy's where none does.

    Raises:
        Refused: `release_missing`, `release_unreadable`, `attack_threshold`.
        Damaged: `release_altered`.
    """
    tables = [table for folder in folders for table in read_release(folder)]
    if threshold is None:
        stated = [each.least_shown for each in tables if each.least_shown is not None]
        threshold = min(stated, default=PROFILES["public"].threshold)
    if threshold < LEAST_THRESHOLD:
        raise Refused("attack_threshold", least=LEAST_THRESHOLD)
    return attack(tables, threshold, progress=progress)
