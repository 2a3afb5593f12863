"""The bridge between the window and its threads."""

from collections.abc import Iterator
from threading import Event, get_ident

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from shiboken6 import delete

from caseapp.base.errors import Broken, Refused, Trouble
from ui.work.changed import Changed
from ui.work.runner import Runner


@pytest.fixture
def runner(qapp) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.finish()


@pytest.fixture
def owner(qapp) -> QObject:
    return QObject()


def test_result_comes_back_on_the_window_thread(runner: Runner, owner: QObject, qtbot) -> None:
    seen: list[tuple[int, int]] = []
    runner.vault(owner, get_ident, lambda made_on: seen.append((made_on, get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    made_on, given_on = seen[0]
    assert made_on != get_ident()
    assert given_on == get_ident()


def test_vault_work_is_done_in_order_on_one_thread(runner: Runner, owner: QObject, qtbot) -> None:
    done: list[int] = []
    threads: set[int] = set()

    def work(number: int) -> int:
        threads.add(get_ident())
        return number

    for number in range(50):
        runner.vault(owner, lambda n=number: work(n), done.append)
    qtbot.waitUntil(lambda: len(done) == 50)
    assert done == list(range(50))
    assert len(threads) == 1


def test_the_window_keeps_moving_while_work_is_done(runner: Runner, owner: QObject, qtbot) -> None:
    gate, ticks, done = Event(), [], []
    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    runner.vault(owner, gate.wait, done.append)
    qtbot.waitUntil(lambda: len(ticks) > 5)
    assert not done
    gate.set()
    qtbot.waitUntil(lambda: bool(done))
    timer.stop()


def test_nothing_is_delivered_to_a_deleted_owner(runner: Runner, qtbot) -> None:
    gate, seen, after = Event(), [], []
    gone, stays = QObject(), QObject()
    runner.vault(gone, gate.wait, seen.append)
    runner.vault(stays, lambda: 1, after.append)
    delete(gone)
    gate.set()
    qtbot.waitUntil(lambda: bool(after))
    assert not seen


def test_a_failure_is_told_even_if_the_page_is_gone(runner: Runner, qtbot) -> None:
    gate = Event()
    gone = QObject()

    def fail() -> None:
        gate.wait()
        raise Refused("safe_time_empty")

    runner.vault(gone, fail, lambda _none: None, lambda _trouble: pytest.fail("the owner is gone"))
    delete(gone)
    with qtbot.waitSignal(runner.trouble) as told:
        gate.set()
    assert told.args[0].code == "safe_time_empty"


def test_a_refusal_reaches_the_page_that_asked(runner: Runner, owner: QObject, qtbot) -> None:
    def fail() -> None:
        raise Refused("safe_time_empty")

    troubles: list[Trouble] = []
    runner.vault(owner, fail, lambda _none: pytest.fail("it failed"), troubles.append)
    qtbot.waitUntil(lambda: bool(troubles))
    assert troubles[0].code == "safe_time_empty"


def test_our_own_mistake_is_named_by_its_class_only(runner: Runner, owner: QObject, qtbot) -> None:
    def fail() -> None:
        raise ValueError("Amara Example")

    with qtbot.waitSignal(runner.trouble) as told:
        runner.pure(owner, fail, lambda _none: None)
    trouble = told.args[0]
    assert isinstance(trouble, Broken)
    assert trouble.facts == {"kind": "ValueError"}
    assert isinstance(trouble.__cause__, ValueError)


def test_only_the_latest_answer_of_a_slot_is_delivered(runner: Runner, owner: QObject, qtbot) -> None:
    gate, seen = Event(), []
    runner.vault(owner, lambda: gate.wait() and "am", seen.append, latest="list")
    runner.vault(owner, lambda: "ama", seen.append, latest="list")
    runner.vault(owner, lambda: "other", seen.append, latest="preview")
    gate.set()
    qtbot.waitUntil(lambda: "other" in seen)
    assert seen == ["ama", "other"]


def test_forgetting_drops_what_is_on_its_way(runner: Runner, owner: QObject, qtbot) -> None:
    gate, seen, after = Event(), [], []
    other = QObject()
    runner.vault(owner, gate.wait, seen.append)
    runner.forget(owner)
    runner.vault(owner, lambda: 1, after.append)
    runner.vault(other, lambda: 2, after.append)
    gate.set()
    qtbot.waitUntil(lambda: len(after) == 2)
    assert not seen
    runner.vault(owner, lambda: 3, seen.append)
    runner.vault(other, lambda: 4, seen.append)
    runner.forget_all()
    runner.vault(owner, lambda: 5, after.append)
    qtbot.waitUntil(lambda: len(after) == 3)
    assert not seen


def test_cancelled_work_that_has_not_begun_never_runs(runner: Runner, owner: QObject, qtbot) -> None:
    gate, ran, done = Event(), [], []
    runner.vault(owner, gate.wait, done.append)
    job = runner.vault(owner, lambda: ran.append(1), done.append)
    job.cancel()
    runner.vault(owner, lambda: "last", done.append)
    gate.set()
    qtbot.waitUntil(lambda: "last" in done)
    assert not ran
    assert job.cancelled


def test_slow_work_says_so_once_and_then_that_it_is_over(runner: Runner, owner: QObject, qtbot) -> None:
    gate, waits, done = Event(), [], []
    with qtbot.waitSignal(runner.busy) as busy:
        runner.vault(owner, gate.wait, done.append, waiting=lambda: waits.append(1))
    assert busy.args == [True]
    assert waits == [1]
    with qtbot.waitSignal(runner.busy) as busy:
        gate.set()
    assert busy.args == [False]
    qtbot.waitUntil(lambda: bool(done))


def test_progress_is_shown_on_the_window_thread(runner: Runner, owner: QObject, qtbot) -> None:
    shown: list[tuple[int, int, int]] = []
    report = runner.reporter(owner, lambda done, of: shown.append((done, of, get_ident())))
    runner.pure(owner, lambda: [report(step, 3) for step in (1, 2, 3)], lambda _done: None)
    qtbot.waitUntil(lambda: len(shown) == 3)
    assert shown == [(step, 3, get_ident()) for step in (1, 2, 3)]


def test_finish_waits_and_delivers_the_last_results(qapp) -> None:
    runner, owner, seen = Runner(), QObject(), []
    gate = Event()
    QTimer.singleShot(0, gate.set)
    gate.set()
    runner.vault(owner, lambda: gate.wait() and 7, seen.append)
    runner.finish()
    assert seen == [7]


def test_changes_are_announced(runner: Runner, qtbot) -> None:
    change = Changed(frozenset({"contacts"}), "c1")
    with qtbot.waitSignal(runner.changed) as told:
        runner.announce(change)
    assert told.args[0] == change
    assert change.touches("contacts", "rights")
    assert change.touches("contacts", case="c1")
    assert not change.touches("contacts", case="c2")
    assert not change.touches("rights")
    assert Changed(frozenset({"rights"})).touches("rights", case="c2")


def test_garbage_is_collected_on_the_window_thread_only(qapp: QCoreApplication) -> None:
    """A cycle made on the vault's thread goes away on the window's."""
    import gc
    import threading
    import weakref

    from PySide6.QtCore import QObject

    from ui.work.collect import CollectHere

    died_on: list[int] = []

    class Ring:
        def __init__(self) -> None:
            self.me = self

    owner = QObject()
    here = CollectHere(owner)
    assert not gc.isenabled()

    def make() -> None:
        for _ in range(30_000):
            ring = Ring()
        weakref.finalize(ring, lambda: died_on.append(threading.get_ident()))

    worker = threading.Thread(target=make)
    worker.start()
    worker.join()
    assert died_on == []
    here.look()
    assert died_on == [threading.get_ident()]
