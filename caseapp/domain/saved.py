"""What a use case tells the screen after something was saved."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Saved:
    """A change that is now in the vault.

    `batch` undoes it as a whole; `topics` say which kinds of thing changed, so that open pages reload what they show.
    """

    batch: str
    row_id: str
    case_id: str | None = None
    reference: str | None = None
    topics: frozenset[str] = field(default=frozenset())
