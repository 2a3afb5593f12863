from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from caseapp.base.clock import SetClock
from ui.shell.hide_keys import HideKeys

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 11, 19, 9, tzinfo=UTC))


def press(keys: HideKeys, key: Qt.Key = Qt.Key.Key_Shift, *, seen: int = 3) -> list[bool]:
    """A press and release, offered to several widgets one after the other as Qt does."""
    down = [keys.asks_to_hide(QKeyEvent(QEvent.Type.KeyPress, key, NONE)) for _each in range(seen)]
    for _each in range(seen):
        assert not keys.asks_to_hide(QKeyEvent(QEvent.Type.KeyRelease, key, NONE))
    return down


def test_f9_hides_at_once(clock: SetClock) -> None:
    assert press(HideKeys(clock, shift_hides=True), Qt.Key.Key_F9, seen=1) == [True]


def test_shift_three_times_hides(clock: SetClock) -> None:
    keys = HideKeys(clock, shift_hides=True)
    assert not any(press(keys) + press(keys))
    assert press(keys) == [True, False, False]


def test_three_presses_must_come_within_a_second_and_a_half(clock: SetClock) -> None:
    keys = HideKeys(clock, shift_hides=True)
    press(keys)
    clock.forward(timedelta(seconds=1))
    press(keys)
    clock.forward(timedelta(seconds=0.6))
    assert not any(press(keys))
    assert any(press(keys))


def test_another_key_or_a_click_between_starts_over(clock: SetClock) -> None:
    keys = HideKeys(clock, shift_hides=True)
    press(keys)
    press(keys)
    press(keys, Qt.Key.Key_A)
    assert not any(press(keys) + press(keys))
    click = QMouseEvent(
        QEvent.Type.MouseButtonPress, QPointF(), QPointF(), Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, NONE
    )
    keys.asks_to_hide(click)
    assert not any(press(keys))


def test_holding_shift_down_is_one_press(clock: SetClock) -> None:
    keys = HideKeys(clock, shift_hides=True)
    down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, NONE, "", True)
    assert not any(keys.asks_to_hide(down) for _each in range(20))


def test_shift_can_be_switched_off_for_sticky_keys(clock: SetClock) -> None:
    keys = HideKeys(clock, shift_hides=False)
    assert not any(press(keys) + press(keys) + press(keys) + press(keys))
    assert press(keys, Qt.Key.Key_F9, seen=1) == [True]
