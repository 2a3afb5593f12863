"""The four sections of the form."""

from collections.abc import Iterator
from functools import cached_property, partial

from caseapp.services.office import Office
from ui.pages.new_case.came import CameSection
from ui.pages.new_case.happened import HappenedSection
from ui.pages.new_case.safe import SafeSection
from ui.pages.new_case.who import WhoSection
from ui.work.beforehand import Piece


class FormSections:
    """The sections of the form, each made when first asked for, so that they can be made one at a time."""

    def __init__(self, office: Office) -> None:
        self._office = office

    @cached_property
    def who(self) -> WhoSection:
        """About the person."""
        return WhoSection(self._office)

    @cached_property
    def came(self) -> CameSection:
        """How they came to the service."""
        return CameSection(self._office)

    @cached_property
    def happened(self) -> HappenedSection:
        """What happened."""
        return HappenedSection(self._office)

    @cached_property
    def safe(self) -> SafeSection:
        """How to be in touch safely."""
        return SafeSection(self._office)

    def beforehand(self) -> Iterator[Piece]:
        """Pieces that make them."""
        for name in ("who", "came", "happened", "safe"):
            yield partial(getattr, self, name)
