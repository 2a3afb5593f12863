"""Safe times as typed."""

from datetime import time

import pytest

from caseapp.domain.safe_contact import SafeTime
from caseapp.domain.safe_time_entry import read_safe_times

WEEK = tuple(range(7))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", ()),
        ("  ", ()),
        ("mon 10-14", (SafeTime((0,), time(10), time(14)),)),
        ("Mon-Fri 10:00 to 14:30", (SafeTime((0, 1, 2, 3, 4), time(10), time(14, 30)),)),
        ("mon, wed and fri 9.30am-2pm", (SafeTime((0, 2, 4), time(9, 30), time(14)),)),
        (
            "weekdays 9-12, sat 10-11",
            (SafeTime((0, 1, 2, 3, 4), time(9), time(12)), SafeTime((5,), time(10), time(11))),
        ),
        ("tuesday 12pm-1pm; thursday 12am-1am", (SafeTime((1,), time(12), time(13)), SafeTime((3,), time(0), time(1)))),
        ("fri-mon 22-2", (SafeTime((0, 4, 5, 6), time(22), time(2)),)),
        ("mon 9am-5pm, tue 9pm-2am", (SafeTime((0,), time(9), time(17)), SafeTime((1,), time(21), time(2)))),
        ("any day 9 until 18", (SafeTime(WEEK, time(9), time(18)),)),
        ("daily 20-24", (SafeTime(WEEK, time(20), time(0)),)),
        ("mon tue 10-11", (SafeTime((0, 1), time(10), time(11)),)),
    ],
)
def test_what_is_typed_is_understood(typed: str, meant: tuple[SafeTime, ...]) -> None:
    assert read_safe_times(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "10-14",
        "mon",
        "mon 10",
        "someday 10-14",
        "mon 25-26",
        "mon 10-10",
        "mon 9:75-10",
        "mon 13pm-14",
        "t 9-10",
        "mon-fri 9-5",
        "sat 11-1",
    ],
)
def test_what_is_not_understood_is_never_guessed(typed: str) -> None:
    assert read_safe_times(typed) is None
