"""How small a number may be shown, for whom: three profiles and their floors.

Source: the disclosure rules of this app (docs) after the practice of English victim services: public figures
hide 1 to 9 and round, a commissioner's own copy hides 1 to 4, nothing is hidden inside the vault.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from caseapp.base.errors import Refused

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


def with_organisation_rules(floor: Policy, wanted: Mapping[str, object]) -> Policy:
    """The floor with an organisation's own numbers, which may only be stricter (higher).

    Raises `Refused`: `policy_unknown_setting`, `policy_not_a_number`, `policy_below_floor` (with setting,
    floor, asked).
    """
    settings = {each.name: getattr(floor, each.name) for each in fields(Policy)}
    for name, value in wanted.items():
        if name not in settings or name == "id":
            raise Refused("policy_unknown_setting", setting=name)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise Refused("policy_not_a_number", setting=name)
        lowest = settings[name] or 0
        if value < lowest or (name == "round_to" and value < 1):
            raise Refused("policy_below_floor", setting=name, floor=lowest, asked=value)
        if name == "round_to" and lowest and value % lowest:
            raise Refused("policy_rounding_not_multiple", floor=lowest, asked=value)
        settings[name] = value
    return Policy(**settings)
