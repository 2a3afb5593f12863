"""What can be said about a release without saying what was hidden: the certificate's data."""

from dataclasses import dataclass

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
    """What the attacker came to, who holds this release and every earlier one that its readers may hold.

    `cells_tried`: hidden cells of this release, each of them tried. `closest_low`, `closest_high`: the narrowest
    interval of those that may be small, on the figures as printed (None where nothing is hidden; `closest_high` is
    exact, or None where no upper limit follows; what earlier releases give away by themselves is left out),
    `closest_table` where that cell stands, `closest_guess` the middle. `narrow`: cells known more closely than the
    policy allows, so 0 in whatever leaves. `seconds`: what all such attacks took by the clock while the release was
    made. `method`: how the tables were linked, and whether the reasoning was exact.
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
    """Everything there is to say about protection; no hidden figure and no reason per cell.

    `earlier_releases`: all that it was tried beside. `readers_hold`: those among them that are no finer than this
    release, so that its readers may hold them; the others are nobody's business outside the service.
    """

    policy: Policy
    threshold: int
    tables: tuple[TableNote, ...]
    reasons: tuple[tuple[str, int], ...]
    attack: AttackNote
    earlier_releases: tuple[str, ...]
    readers_hold: tuple[str, ...]
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
