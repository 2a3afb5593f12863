"""Going back to the field and cursor once the page has filled itself, and knowing them after a sudden end."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from caseapp.services import last_place
from caseapp.services.office import Office
from ui.shell.page_calls import Work
from ui.shell.whereabouts import Focus, Whereabouts, as_fields, focus_in, restore_focus, typing_in
from ui.work.runner import Runner

_TRY_MS = (0, 60, 200, 500, 1000, 2000, 4000)
KEPT_AFTER_MS = 600
"""Sooner than a draft is, so that words that are said to be kept also come back to their place."""


class ComingBack(QObject):
    """Puts the focus back, and again where a page that fills itself takes it away, until somebody does something."""

    def __init__(self, page: Callable[[], QWidget | None], owner: QObject) -> None:
        super().__init__(owner)
        self._page = page
        self._wanted: Focus | None = None

    def to(self, focus: Focus | None) -> None:
        """The field to go back to."""
        self._wanted = focus
        self._try(0)

    def stop(self) -> None:
        """Somebody pressed a key or a button: the focus is theirs."""
        self._wanted = None

    def _try(self, attempt: int) -> None:
        page, wanted = self._page(), self._wanted
        if wanted is None or page is None or attempt >= len(_TRY_MS):
            return
        if focus_in(page) != wanted:
            restore_focus(page, wanted)
        QTimer.singleShot(_TRY_MS[attempt], self, partial(self._try, attempt + 1))


class PlaceKeeper(QObject):
    """Keeps, encrypted, where somebody types, within two seconds: so that it is known even if the power goes."""

    def __init__(
        self,
        office: Office,
        runner: Runner,
        page: Callable[[], QWidget | None],
        there: Callable[[], Whereabouts],
        owner: QObject,
    ) -> None:
        super().__init__(owner)
        self._office, self._runner, self._page, self._there = office, runner, page, there
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_AFTER_MS)
        self._timer.timeout.connect(self._keep)

    def touch(self) -> None:
        """A key was pressed. Typing on does not put it off."""
        if not self._timer.isActive():
            self._timer.start()

    def work(self) -> Work:
        """What the vault thread does to keep the place, or to let it go where nothing is being typed."""
        page = self._page()
        if page is None or not typing_in(page):
            return partial(last_place.forget, self._office)
        return partial(last_place.keep, self._office, as_fields(self._there()))

    def _keep(self) -> None:
        page = self._page()
        if page is not None and typing_in(page):
            self._runner.vault(self, self.work(), _nothing, _nothing)


def _nothing(_result: object) -> None:
    """A convenience: a trouble with it is not worth a word; that of the draft itself is told."""
