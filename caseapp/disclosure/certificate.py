"""What can be said about a release without saying what was hidden: the certificate's data."""

from dataclasses import asdict, dataclass

from caseapp.disclosure.policy import Policy


@dataclass(frozen=True, slots=True)
class TableNote:
    """Cells of one table: shown, hidden because small (or for another reason of their own).

    Hidden to protect those.
    """

    table: str
    shown: int
    primary: int
    complementary: int


@dataclass(frozen=True, slots=True)
class AttackNote:
    """The attacker's result.

    `cells_tried`: hidden cells of this release, each tried with all earlier releases known; those have their own.
    `closest_low`, `closest_high`: the narrowest interval of any hidden cell that may be small (None when
    nothing is hidden); `closest_high` is exact, or None when no upper limit follows. `method` says how the
    tables were linked and whether the reasoning was exact. Times in seconds.
    """

    cells_tried: int
    closest_low: int | None
    closest_high: int | None
    closest_table: str | None
    closest_guess: int | None
    narrow: int
    seconds: float
    solver: str
    method: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """Everything the certificate file says about protection; no hidden figure and no reason per cell."""

    policy: Policy
    threshold: int
    tables: tuple[TableNote, ...]
    reasons: tuple[tuple[str, int], ...]
    attack: AttackNote
    earlier_releases: tuple[str, ...]
    rounded_to: int | None
    seconds: float

    @property
    def shown(self) -> int:
        """Cells shown in all tables."""
        return sum(each.shown for each in self.tables)

    @property
    def primary(self) -> int:
        """Cells hidden for their own value."""
        return sum(each.primary for each in self.tables)

    @property
    def complementary(self) -> int:
        """Cells hidden to protect others."""
        return sum(each.complementary for each in self.tables)

    def as_plain(self) -> dict[str, object]:
        """The same as plain dictionaries and lists, ready for JSON."""
        plain = asdict(self)
        plain["reasons"] = dict(self.reasons)
        plain["cells"] = {"shown": self.shown, "primary": self.primary, "complementary": self.complementary}
        return plain
