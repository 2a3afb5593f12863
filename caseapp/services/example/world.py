"""What the invented service is drawn from: weighted choices out of `resources/example/kent.toml`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any, TypeVar

from caseapp.base.resources import read_text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class World:
    """Shares and words of the invented service."""

    data: Mapping[str, Any]

    def weighted(self, random: Random, name: str, within: str | None = None) -> str:
        """A code drawn by its weight."""
        table: Mapping[str, int] = self.data[name] if within is None else self.data[name][within]
        return random.choices(list(table), weights=list(table.values()))[0]

    def one_of(self, random: Random, name: str, within: str | None = None) -> str:
        """One of a list, each as likely."""
        options: list[str] = self.data[name] if within is None else self.data[name][within]
        return pick(random, options)

    def share(self, random: Random, name: str, within: str) -> bool:
        """True as often as the share in 100 says."""
        return random.random() * 100 < float(self.data[name][within])

    def days_to_stepping_back(self, random: Random) -> int:
        """Days from report to stepping back, drawn from its bands."""
        bands = [int(most) for most in self.data["days_to_stepping_back"]]
        most = int(self.weighted(random, "days_to_stepping_back"))
        least = bands[bands.index(most) - 1] + 1 if bands.index(most) else 1
        return random.randint(least, most)


def pick(random: Random, options: Sequence[T]) -> T:
    """One of several, each as likely."""
    return options[random.randrange(len(options))]


@cache
def kent() -> World:
    """The invented Kent service."""
    return World(tomllib.loads(read_text("example/kent.toml")))
