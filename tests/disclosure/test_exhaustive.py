"""What leaves withstands an attacker that tries every set of records there could be, and knows the rules."""

import random
from itertools import combinations
from math import comb

import pytest

from caseapp.base.errors import Refused
from caseapp.disclosure.policy import Policy
from caseapp.disclosure.protect import protect
from caseapp.disclosure.tables import Code, CountTable, Dimension
from tests.disclosure.counting import count, dimension
from tests.disclosure.exhaustive import Exhaustive, Kind, kinds_of

MOST_WORLDS = 150_000
PLACE = (Code("K", "K"), Code("M", "M"), Code("k1", "k1", "K"), Code("k2", "k2", "K"))


def questions(chance: random.Random) -> list[Dimension]:
    pool = [
        dimension("reason", "abc" if chance.random() < 0.5 else "ab", sensitive=chance.random() < 0.7),
        dimension("stage", "xy", sensitive=chance.random() < 0.7),
        dimension("crime", "pq", sensitive=chance.random() < 0.5),
        Dimension("place", "place", PLACE, sensitive=chance.random() < 0.3),
    ]
    asked = chance.sample(pool, chance.choice([1, 2, 2, 3]))
    if pool[0] in asked and chance.random() < 0.3:
        asked.append(dimension("any", pool[0].leaves, multi=True, includes="reason"))
    return asked


def kinds(asked: list[Dimension], *, late: bool) -> list[Kind]:
    answers: dict[str, list[object]] = {}
    for each in asked:
        sets = [frozenset(some) for size in range(len(each.leaves) + 1) for some in combinations(each.leaves, size)]
        answers[each.id] = list(sets) if each.multi else list(each.leaves)
    if late:
        answers["_late"] = [False, True]
    return kinds_of(answers, {each.id: each.includes for each in asked if each.includes})


def counted(specs: list[tuple[Dimension, ...]], records: list[Kind]) -> list[CountTable]:
    rows = [
        {name: sorted(value) if isinstance(value, frozenset) else value for name, value in record.items()}
        for record in records
    ]
    return [count(f"t{number}", spec, rows) for number, spec in enumerate(specs)]  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", [0, 2, 17, 23, 46, 135, 174, 210, 266, 300, 301, 302])
def test_no_world_tells_a_small_count_or_what_a_group_answered(seed: int) -> None:
    chance = random.Random(seed)
    asked = questions(chance)
    every = kinds(asked, late=seed % 3 == 0)
    while len(every) > 14:
        asked.pop()
        every = kinds(asked, late=seed % 3 == 0)
    most = max(number for number in range(1, 40) if comb(number + len(every), number) <= MOST_WORLDS)
    hide_to = chance.choice([2, 3, 4]) if len(every) <= 6 else 2
    policy = Policy("tiny", hide_to, chance.choice([None, None, 2, 3]), 3, 3, 3)
    records = chance.choices(
        every, [chance.random() ** 3 for _ in every], k=chance.randint(2, max(2, most - hide_to - 2))
    )
    ways = [spec for size in (1, 2, 3) for spec in combinations(asked, size)]
    specs = chance.sample(ways, min(len(ways), 3))
    old = [record for record in records if not record.get("_late")]
    before = []
    if len(old) not in (0, len(records)):
        before = [each.published("before") for each in protect(counted(specs, old), policy).tables]
    try:
        made = protect(counted(specs, records), policy, before)
    except Refused as refused:
        if not before or refused.code != "too_few_new_records":
            raise
        return
    tables = [*before, *(each.published("now") for each in made.tables)]

    worlds = Exhaustive(every, tables, most).keeping_rules(dict.fromkeys(range(len(tables)), policy.hide_to))

    assert len(worlds.values), "the truth is among the worlds"
    assert worlds.narrowed(policy.threshold) == []
    assert worlds.told_groups() == []
