"""Worlds carried from one attack to the next change how long it takes, not what is found."""

import random

import pytest

from caseapp.disclosure.attack import attack
from caseapp.disclosure.attacker.evidence import Evidence
from caseapp.disclosure.linkage import select
from tests.disclosure.counting import printed
from tests.disclosure.test_protect import linked_tables


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_same_is_narrow_with_and_without_worlds_from_other_patterns(seed: int) -> None:
    chance = random.Random(seed)
    tables = linked_tables(60, seed)
    names = sorted({select(table, key) for table in tables for key in table.counts})
    evidence = Evidence()
    for share in (0.3, 0.9, 0.6, 0.6):
        hidden = {name for name in names if chance.random() < share}
        release = [printed(table, [key for key in table.counts if select(table, key) in hidden]) for table in tables]
        alone = attack(release, 5, exhaustive=False)
        helped = attack(release, 5, exhaustive=False, evidence=evidence)
        quick = attack(release, 5, exhaustive=False, evidence=evidence, until_found=True)
        assert {each.subject for each in helped.narrow} == {each.subject for each in alone.narrow}
        assert bool(quick.narrow) == bool(alone.narrow)
