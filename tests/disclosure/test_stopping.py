"""Stop is heard wherever the work is, and nothing comes out of what was stopped."""

from collections.abc import Callable

import pytest

from caseapp.base.errors import Refused
from caseapp.disclosure.attack import attack
from caseapp.disclosure.policy import COMMISSIONER
from caseapp.disclosure.protect import protect
from tests.disclosure.counting import printed, small_keys
from tests.disclosure.test_protect import linked_tables


def from_the(nth: int) -> tuple[Callable[[], bool], list[int]]:
    """A stop that is pressed while it is asked for the nth time."""
    asked: list[int] = []

    def stop() -> bool:
        asked.append(nth)
        return len(asked) >= nth

    return stop, asked


@pytest.mark.parametrize("nth", [1, 7, 40, 90])
def test_a_report_stopped_anywhere_is_refused_and_not_half_made(nth: int) -> None:
    tables = linked_tables(60)
    first = [each.published("first") for each in protect(tables, COMMISSIONER).tables]
    stop, asked = from_the(nth)
    with pytest.raises(Refused, match="report_stopped"):
        protect(tables, COMMISSIONER, first, cancelled=stop)
    assert len(asked) <= nth + 6, "it is not long until it is heard"


@pytest.mark.parametrize("nth", [1, 3, 9])
def test_a_stopped_attack_claims_nothing(nth: int) -> None:
    tables = [printed(each, small_keys(each)) for each in linked_tables(60)]
    assert attack(tables, 5).narrow
    stop, _ = from_the(nth)
    report = attack(tables, 5, cancelled=stop)
    assert not report.complete
    assert not report.narrow


def test_a_whole_number_question_is_stopped_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A market split (Cornuéjols and Dawande): few unknowns, and no end of branches."""
    from random import Random

    import numpy as np

    from caseapp.disclosure.attacker.rows import Row
    from caseapp.disclosure.attacker.solver import Program

    chance, size = Random(1), 40
    rows = []
    for _ in range(5):
        weights = np.array([chance.randint(1, 99) for _ in range(size)], dtype=float)
        half = int(weights.sum() // 2)
        rows.append(Row(np.arange(size), weights, half, half))
    program = Program(size, rows, 1)
    stop, asked = from_the(2)
    program.stop = stop
    answer = program.smallest_whole(np.arange(1), np.ones(1), nodes=1_000_000)
    assert len(asked) >= 2
    assert answer.point is None
    assert not answer.whole, "a question that was stopped proves nothing"
