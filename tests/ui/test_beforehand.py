"""What is made before it is wanted: one piece a turn, none while somebody is at work, nothing that shows."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.work.beforehand import Beforehand, Piece, looks


@pytest.fixture
def at_rest(qtbot: QtBot) -> Beforehand:
    return Beforehand()


def test_pieces_are_made_in_their_order_and_then_it_is_done(at_rest: Beforehand, qtbot: QtBot) -> None:
    owner, made = QObject(), list[int]()
    with qtbot.waitSignal(at_rest.done):
        at_rest.add(owner, [partial(made.append, number) for number in range(3)])
        assert made == [], "nothing in the turn in which it was asked for"
    assert made == [0, 1, 2]


def test_what_was_added_last_is_made_first(at_rest: Beforehand, qtbot: QtBot) -> None:
    owner, made = QObject(), list[str]()
    with qtbot.waitSignal(at_rest.done):
        at_rest.add(owner, [partial(made.append, "page")] * 2)
        at_rest.add(owner, [partial(made.append, "case")] * 2)
    assert made == ["case", "case", "page", "page"]


def test_a_piece_is_asked_for_when_the_one_before_is_made(at_rest: Beforehand, qtbot: QtBot) -> None:
    owner, made = QObject(), list[str]()

    def pieces() -> Iterator[Piece]:
        yield partial(made.append, "whole")
        assert made == ["whole"]
        yield partial(made.append, "part of it")

    with qtbot.waitSignal(at_rest.done):
        at_rest.add(owner, pieces())
    assert made == ["whole", "part of it"]


def test_every_piece_has_a_turn_of_its_own(at_rest: Beforehand, qtbot: QtBot) -> None:
    owner, made = QObject(), list[str]()

    def piece() -> None:
        made.append("piece")
        QTimer.singleShot(0, owner, lambda: made.append("something else"))

    with qtbot.waitSignal(at_rest.done):
        at_rest.add(owner, [piece, piece])
    assert made[:3] == ["piece", "something else", "piece"]


def test_a_touch_puts_the_next_piece_off(at_rest: Beforehand, qtbot: QtBot) -> None:
    owner, made = QObject(), list[int]()
    at_rest.add(owner, [partial(made.append, number) for number in range(50)])
    qtbot.waitUntil(lambda: bool(made))
    soon = at_rest._timer.remainingTime()
    at_rest.touched()
    assert at_rest._timer.remainingTime() > soon


def test_nothing_is_made_for_somebody_gone_or_after_the_lock(at_rest: Beforehand, qtbot: QtBot) -> None:
    kept, made = QObject(), list[str]()
    gone = QObject()
    at_rest.add(gone, [partial(made.append, "gone")])
    gone.deleteLater()
    with qtbot.waitSignal(at_rest.done):
        at_rest.add(kept, [partial(made.append, "kept")])
    assert made == ["kept"]
    at_rest.add(kept, [partial(made.append, "locked")])
    at_rest.forget()
    with qtbot.waitSignal(at_rest.done):
        at_rest.add(kept, [])
    assert made == ["kept"]


def test_looks_work_out_a_hidden_part_without_showing_it(qtbot: QtBot) -> None:
    part = QWidget()
    qtbot.addWidget(part)
    column = QVBoxLayout(part)
    for number in range(90):
        column.addWidget(QLabel(str(number)))
    made = [piece() for piece in looks(part)]
    assert len(made) > 2, "in more than one piece"
    assert not part.isVisible()


def test_a_part_closed_meanwhile_is_left_alone(at_rest: Beforehand, qtbot: QtBot) -> None:
    owner, part = QObject(), QWidget()
    QLabel("inside", part)
    pieces = looks(part)
    next(pieces)()
    part.deleteLater()
    qtbot.waitUntil(lambda: not isValid(part))
    with qtbot.waitSignal(at_rest.done):
        at_rest.add(owner, pieces)
    assert list(pieces) == []
