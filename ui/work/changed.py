"""What kind of thing a saved change touched, so that open pages reload only what they show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """Topics such as `contacts` or `rights`, and the case they belong to (None: not one case)."""

    topics: frozenset[str]
    case: str | None = None

    def touches(self, *topics: str, case: str | None = None) -> bool:
        """Whether a page showing these topics (of this case, when given) should reload."""
        about = case is None or self.case is None or case == self.case
        return about and not self.topics.isdisjoint(topics)
