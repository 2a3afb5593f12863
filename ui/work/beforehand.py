"""What is probably wanted next is made before it is wanted: in small pieces, while nobody does anything."""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

Piece = Callable[[], object]
REST_MS, BETWEEN_MS = 300, 10
"""How long nobody must have touched anything, and the room left for everything else between two pieces."""
_LOOKS_AT_ONCE = 40


class Beforehand(QObject):
    """Makes pieces one a turn of the event loop, the ones added last first; after every touch it rests.

    Nothing waits for it: what is not made when it is wanted is made then, whole. So a piece may only make what would
    be made anyway, shows nothing, reads nothing from the vault and takes no focus. `done` when nothing is left.
    """

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[tuple[QObject, Iterator[Piece]]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)

    def add(self, owner: QObject, pieces: Iterable[Piece]) -> None:
        """Make these while `owner` is there; they are asked for one by one, each when the one before is made."""
        self._waiting.append((owner, iter(pieces)))
        self._timer.start(REST_MS)

    def touched(self) -> None:
        """Somebody is at work: rest."""
        if self._timer.isActive():
            self._timer.start(REST_MS)

    def forget(self) -> None:
        """Make nothing more of what is waiting: the vault is locked."""
        self._waiting.clear()
        self._timer.stop()

    def _next(self) -> None:
        while self._waiting:
            owner, pieces = self._waiting[-1]
            piece = next(pieces, None) if isValid(owner) else None
            if piece is None:
                self._waiting.remove((owner, pieces))
                continue
            piece()
            self._timer.start(BETWEEN_MS)
            return
        self.done.emit()


_ONE: list[Beforehand] = []


def beforehand() -> Beforehand:
    """The one every page adds to."""
    if not _ONE:
        _ONE.append(Beforehand())
    return _ONE[0]


def looks(part: QWidget) -> Iterator[Piece]:
    """Pieces that work out how everything inside a hidden part looks and how much room it needs."""
    inside = part.findChildren(QWidget)
    for start in range(0, len(inside), _LOOKS_AT_ONCE):
        few = inside[start : start + _LOOKS_AT_ONCE]
        yield lambda few=few: [each.ensurePolished() for each in few if isValid(each)]  # type: ignore[misc]  # its own few
    if isValid(part):  # it may have been closed since
        yield part.minimumSizeHint
