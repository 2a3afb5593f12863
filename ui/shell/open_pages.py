"""The pages of the workplace: made when first wanted, or a little before, and kept."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from caseapp.services.office import Office
from ui.shell.page_calls import MadeBeforehand, Page, as_page
from ui.shell.places import CASE, Place
from ui.work.beforehand import Piece, looks
from ui.work.runner import Runner


class OpenPages(QStackedWidget):
    """`page(place)` shows nothing yet: it makes. `wire` is told every page made.

    A page made beforehand counts as open only once it was wanted: until then it is told of no change and asked for no
    draft, just as if it was not there.
    """

    def __init__(self, office: Office, runner: Runner, wire: Callable[[QWidget], None]) -> None:
        super().__init__()
        self._office, self._runner, self._wire = office, runner, wire
        self._open: dict[str, QWidget] = {}
        self._made: dict[str, QWidget] = {}

    def page(self, wanted: Place) -> QWidget:
        """The page of a place, made now if it was not."""
        self._open[wanted.id] = self._make(wanted)
        return self._open[wanted.id]

    def open_pages(self) -> list[Page]:
        """Every page that was wanted so far."""
        return [page for page in map(as_page, self._open.values()) if page is not None]

    def beforehand(self, places: list[Place]) -> Iterator[Piece]:
        """Pieces that make the pages of these places with their parts: that of a case first, then in their order."""
        for one in sorted(places, key=lambda each: each.id != CASE):
            if one.id not in self._made:
                yield partial(self._make, one)
            page = self._made[one.id]
            yield from looks(page)
            parts: object = page
            if isinstance(parts, MadeBeforehand):
                yield from parts.beforehand()

    def _make(self, wanted: Place) -> QWidget:
        if wanted.id not in self._made:
            page = wanted.makes(self._office, self._runner, self)
            self._wire(page)
            self._made[wanted.id] = page
            self.addWidget(page)
        return self._made[wanted.id]
