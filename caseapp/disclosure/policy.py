"""How small a number may be shown, for whom: three profiles and their floors.

Source: the disclosure rules of this app (docs) after the practice of English victim services: public figures
hide 1 to 9 and round, a commissioner's own copy hides 1 to 4, nothing is hidden inside the vault. They are the same
for every organisation: stricter ones of its own cannot be set.
"""

from collections.abc import Mapping
from dataclasses import dataclass

OWN_RECORDS = 2
"""People in a table who may know their own record: with at most so many others a group's answer is given away."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What is shown to one kind of reader.

    `hide_to`: counts from 1 to this are hidden (0 = none). `round_to`: shown counts are rounded to a multiple
    (None = exact). `percent_base`: percentages are shown from this base; `small_base`: from this base with a
    warning. `survey_base`: survey percentages need this many answers. All in units counted.
    """

    id: str
    hide_to: int
    round_to: int | None
    percent_base: int
    small_base: int
    survey_base: int

    @property
    def threshold(self) -> int:
        """The smallest count above zero that may be shown.

        A hidden cell must be able to be 0 or this much.
        """
        return self.hide_to + 1

    @property
    def hides(self) -> bool:
        """Whether anything is hidden at all."""
        return self.hide_to > 0

    def prints_coarser_than(self, rounding: int | None) -> bool:
        """Whether figures rounded like this (None: exact) are finer than this policy prints: another circle's."""
        return bool(self.round_to) and not rounding


PUBLIC = Policy("public", hide_to=9, round_to=5, percent_base=30, small_base=10, survey_base=10)
COMMISSIONER = Policy("commissioner", hide_to=4, round_to=None, percent_base=10, small_base=10, survey_base=10)
INTERNAL = Policy("internal", hide_to=0, round_to=None, percent_base=10, small_base=10, survey_base=5)
PROFILES: Mapping[str, Policy] = {each.id: each for each in (PUBLIC, COMMISSIONER, INTERNAL)}
