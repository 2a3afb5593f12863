"""Turns a finished search into what leaves: printed figures, sealed tables and the certificate."""

from collections.abc import Sequence

from caseapp.disclosure.attack import AttackReport, CellInterval
from caseapp.disclosure.certificate import AttackNote, Certificate, TableNote
from caseapp.disclosure.complement import Complement
from caseapp.disclosure.linkage import select
from caseapp.disclosure.policy import OWN_RECORDS, Policy
from caseapp.disclosure.published import PublishedTable
from caseapp.disclosure.rounding import rounded
from caseapp.disclosure.safe import _SEAL, SafeCell, SafeTable
from caseapp.disclosure.tables import CountTable, Key

THIS_RELEASE = "this release"


def as_printed(table: CountTable, search: Complement, round_to: int | None, least_shown: int) -> PublishedTable:
    """The figures as they would be printed, exact or rounded."""
    cells: dict[Key, tuple[int | None, str]] = {}
    for key, value in table.counts.items():
        hidden = search.hidden[search.linked.position[select(table, key)]]
        cells[key] = (None, "c") if hidden else (rounded(value, round_to), "")
    return PublishedTable(
        id=table.id,
        universe=table.universe,
        period=(table.period_from, table.period_to),
        place=table.place,
        dimensions=tuple(each.published() for each in table.dimensions),
        cells=cells,  # type: ignore[arg-type]  # both statuses used are among the allowed ones
        multi=tuple(each.id for each in table.dimensions if each.multi),
        rounding=round_to,
        measure=table.measure,
        subset_of=table.subset_of,
        release=THIS_RELEASE,
        least_shown=least_shown,
        part_in=table.part_in,
        least_others=OWN_RECORDS + 1,
    )


def seal(table: CountTable, search: Complement, policy: Policy) -> SafeTable:
    """The only place where a safe table is made."""
    cells = {}
    for key, value in table.counts.items():
        hidden = search.hidden[search.linked.position[select(table, key)]]
        cells[key] = SafeCell(None, "c") if hidden else SafeCell(rounded(value, policy.round_to))
    return SafeTable(
        id=table.id,
        title=table.title,
        universe=table.universe,
        period_from=table.period_from,
        period_to=table.period_to,
        place=table.place,
        measure=table.measure,
        definition=table.definition,
        dimensions=table.dimensions,
        cells=cells,
        policy=policy,
        subset_of=table.subset_of,
        part_in=table.part_in,
        seal=_SEAL,
    )


def certify(
    tables: Sequence[CountTable],
    searches: Sequence[Complement],
    policy: Policy,
    earlier: Sequence[PublishedTable],
    attack: AttackNote,
    seconds: float,
) -> Certificate:
    """What can be said about the release; `searches` gives each table's search, in the tables' order."""
    notes = []
    reasons: dict[str, int] = {}
    for table, search in zip(tables, searches, strict=True):
        shown = primary = 0
        for key in table.counts:
            cell = search.linked.position[select(table, key)]
            reason = search.wanted.reason[cell] if search.hidden[cell] else "shown"
            shown += reason == "shown"
            primary += reason not in ("", "shown")
            if reason != "shown":
                name = reason or "complementary"
                reasons[name] = reasons.get(name, 0) + 1
        notes.append(TableNote(table.id, shown, primary, len(table.counts) - shown - primary))
    readers_hold = (each.release for each in earlier if not policy.prints_coarser_than(each.rounding))
    return Certificate(
        policy=policy,
        threshold=policy.threshold,
        tables=tuple(notes),
        reasons=tuple(sorted(reasons.items())),
        attack=attack,
        earlier_releases=tuple(dict.fromkeys(each.release for each in earlier)),
        readers_hold=tuple(dict.fromkeys(readers_hold)),
        rounded_to=policy.round_to,
        seconds=seconds,
    )


def attack_note(
    tables: Sequence[CountTable], searches: Sequence[Complement], report: AttackReport, seconds: float
) -> AttackNote:
    """What the last attack by the readers of this release came to; `seconds` is what all theirs took."""
    closest = report.closest(THIS_RELEASE)
    return AttackNote(
        cells_tried=_tried(tables, searches, report),
        closest_low=closest.low if closest else None,
        closest_high=closest.high if closest else None,
        closest_table=closest.table if closest else None,
        closest_guess=_guess(closest),
        narrow=len(report.narrow),
        seconds=seconds,
        solver=report.solver,
        method=report.method,
    )


def _tried(tables: Sequence[CountTable], searches: Sequence[Complement], report: AttackReport) -> int:
    """Hidden cells of this release that were tried; one figure printed as hidden in two tables is two cells."""
    home = {table.id: (table, search) for table, search in zip(tables, searches, strict=True)}
    printed = 0
    for each in report.findings:
        if each.kind == "cell" and each.hidden and each.release == THIS_RELEASE:
            table, search = home[each.table]
            printed += len(search.linked.printed_at[search.linked.position[select(table, each.key)]])
    return printed


def _guess(closest: CellInterval | None) -> int | None:
    """The middle of the closest interval: the best that can be said without knowing more."""
    if closest is None or closest.high is None:
        return None
    return (closest.low + closest.high) // 2
