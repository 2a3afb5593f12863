"""What the shell may ask of a page, and asks only if the page has it."""

from collections.abc import Callable, Iterable
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from ui.work.beforehand import Piece
from ui.work.changed import Changed
from ui.work.wanted import CaseWanted

Keys = tuple[tuple[str, str], ...]
Work = Callable[[], None]


@runtime_checkable
class Shown(Protocol):
    """What every page that is shown has, the survey too."""

    def load(self) -> None:
        """Read what it shows."""

    def first_focus(self) -> None:
        """Put the focus where work starts."""

    def draft_work(self) -> list[Work]:
        """What the vault thread must do to keep half-typed words."""
        ...

    def clear(self) -> None:
        """Drop everything shown."""


@runtime_checkable
class Page(Shown, Protocol):
    """What every page of the workplace has."""

    def on_changed(self, changed: Changed) -> None:
        """Read again if the change touches it."""

    def keys(self) -> Keys:
        """Keys of the page and what they do."""
        ...


@runtime_checkable
class StartsFrom(Protocol):
    """A page that can start from something, such as a referral."""

    def start_from(self, item: object) -> None:
        """Start from it."""


@runtime_checkable
class ShowsCases(Protocol):
    """The page of a case."""

    def show_case(self, wanted: CaseWanted) -> None:
        """Show a case."""


@runtime_checkable
class LogsContacts(Protocol):
    """A page on which a contact can be logged."""

    def log_contact(self) -> None:
        """Open its composer or log box."""


@runtime_checkable
class Filters(Protocol):
    """A page with a filter."""

    def focus_filter(self) -> None:
        """Put the focus there."""


@runtime_checkable
class MadeBeforehand(Protocol):
    """A page with parts that are made when first wanted, or a little before."""

    def beforehand(self) -> Iterable[Piece]:
        """Pieces that make them, each well under 50 ms."""
        ...


@runtime_checkable
class Exports(Protocol):
    """A page whose content can be written out."""

    def export(self) -> None:
        """Begin."""


def as_page(widget: object) -> Page | None:
    """The widget as a page, if it is one."""
    return widget if isinstance(widget, Page) else None


def as_shown(widget: object) -> Shown | None:
    """The widget as something that is loaded, kept and cleared, if it is."""
    return widget if isinstance(widget, Shown) else None


def connect(page: QWidget, **slots: Callable[..., None]) -> None:
    """Connect the page's signals of these names, as far as it has them."""
    for name, slot in slots.items():
        signal = getattr(page, name, None)
        if signal is not None:
            signal.connect(slot)
