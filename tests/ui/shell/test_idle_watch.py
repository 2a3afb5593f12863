from datetime import UTC, datetime, timedelta

from caseapp.base.clock import SetClock
from ui.shell.idle_watch import Idleness, IdleWatch


def after(watch: IdleWatch, clock: SetClock, seconds: int) -> Idleness:
    """Look once a second, as the window does."""
    found = Idleness.IN_USE
    for _each in range(seconds):
        clock.forward(timedelta(seconds=1))
        found = watch.look()
    return found


def watching(minutes: int = 5) -> tuple[IdleWatch, SetClock]:
    clock = SetClock(datetime(2026, 11, 19, 9, tzinfo=UTC))
    return IdleWatch(clock, minutes), clock


def test_notice_comes_thirty_seconds_before_the_lock() -> None:
    watch, clock = watching()
    assert after(watch, clock, 269) is Idleness.IN_USE
    assert after(watch, clock, 1) is Idleness.NOTICE
    assert after(watch, clock, 29) is Idleness.NOTICE
    assert after(watch, clock, 1) is Idleness.LOCK


def test_a_touch_starts_the_count_anew() -> None:
    watch, clock = watching(1)
    assert after(watch, clock, 45) is Idleness.NOTICE
    watch.touched()
    assert watch.look() is Idleness.IN_USE
    assert after(watch, clock, 29) is Idleness.IN_USE


def test_a_sleep_of_the_laptop_locks_at_once() -> None:
    watch, clock = watching()
    clock.instant += timedelta(minutes=2)  # the steady clock stood still
    assert watch.look() is Idleness.LOCK


def test_setting_the_clock_back_does_not_put_off_the_lock() -> None:
    watch, clock = watching(1)
    clock.instant -= timedelta(hours=3)
    assert after(watch, clock, 60) is Idleness.LOCK
