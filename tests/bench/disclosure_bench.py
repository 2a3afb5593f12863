"""Times the disclosure step on invented records: `python -m tests.bench.disclosure_bench [records …]`.

Two loads: the ten linked two- and three-way tables of the design, and a typical service's annual report
(withdrawals among 600 cases, eight tables). Processor time only, so that a busy machine changes little.
"""

import random
import sys
import time
from collections.abc import Sequence
from datetime import date

from caseapp.disclosure.attack import attack
from caseapp.disclosure.policy import COMMISSIONER, PUBLIC, Policy
from caseapp.disclosure.protect import protect
from caseapp.disclosure.tables import Code, CountTable, Dimension

BUDGET = 60
"""Processor time of the whole protection, as a multiple of one attack from nothing on what came out."""
YEAR = (date(2025, 4, 1), date(2026, 3, 31))


def _plain(
    name: str, count: int, *, sensitive: bool = True, multi: bool = False, includes: str | None = None
) -> Dimension:
    codes = tuple(Code(f"{name[0]}{number}", f"{name} {number}") for number in range(count))
    return Dimension(name, name, codes, sensitive=sensitive, multi=multi, includes=includes)


def _district() -> Dimension:
    groups = tuple(Code(f"area{number}", f"Area {number}") for number in range(3))
    return Dimension(
        "district",
        "district",
        groups + tuple(Code(f"d{number}", f"District {number}", f"area{number % 3}") for number in range(13)),
        sensitive=False,
    )


DIMENSIONS = {
    each.id: each
    for each in (
        _plain("reason", 12),
        _plain("stage", 5),
        _plain("crime", 8),
        _district(),
        _plain("time", 6),
        _plain("years", 7, sensitive=False),
        _plain("gender", 3, sensitive=False),
        _plain("relation", 6),
        _plain("need", 6),
        _plain("told", 3),
        _plain("helped", 8, multi=True),
        _plain("agency", 8, multi=True),
        Dimension(
            "any", "any reason", tuple(Code(f"r{n}", f"reason {n}") for n in range(12)), multi=True, includes="reason"
        ),
    )
}

TEN = (
    ("reason", "stage", "crime"),
    ("time", "crime", "stage"),
    ("any", "stage", "crime"),
    ("relation", "crime", "stage"),
    ("need", "reason", "stage"),
    ("reason", "years", "gender"),
    ("reason", "district"),
    ("helped", "reason"),
    ("agency", "stage"),
    ("told", "crime"),
)
EIGHT = (
    ("reason", "stage"),
    ("reason", "district"),
    ("reason", "crime"),
    ("stage", "crime"),
    ("time", "crime"),
    ("any", "stage"),
    ("helped",),
    ("years", "gender"),
)


def records(count: int, seed: int = 1) -> list[dict[str, str | list[str]]]:
    """Invented answers with skewed shares, so that some codes are rare."""
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        record: dict[str, str | list[str]] = {}
        for name, dimension in DIMENSIONS.items():
            leaves = dimension.leaves
            if dimension.multi:
                record[name] = [code for number, code in enumerate(leaves) if chance.random() < 0.5 / (1 + number)]
            else:
                record[name] = chance.choices(leaves, [1 / (1 + 0.5 * n) for n in range(len(leaves))])[0]
        main = str(record["reason"])
        record["any"] = sorted({main, *record["any"]})
        made.append(record)
    return made


def tables(rows: Sequence[dict[str, str | list[str]]], spec: Sequence[Sequence[str]]) -> list[CountTable]:
    """Count a specification over records."""
    return [
        CountTable.from_records(
            rows,
            id="-".join(names),
            title=" by ".join(names),
            universe="withdrew",
            period_from=YEAR[0],
            period_to=YEAR[1],
            place="kent",
            measure="people",
            definition="1",
            dimensions=[DIMENSIONS[name] for name in names],
        )
        for names in spec
    ]


def run(label: str, count: int, spec: Sequence[Sequence[str]], policy: Policy, seed: int = 1) -> bool:
    """One line of results; whether everything is safe and the work stays in proportion."""
    counted = tables(records(count, seed), spec)
    worked = time.process_time()
    protected = protect(counted, policy)
    hiding = time.process_time() - worked
    worked = time.process_time()
    report = attack([each.published() for each in protected.tables], policy.threshold, exhaustive=False)
    attacking = time.process_time() - worked
    certificate = protected.certificate
    cells = sum(len(each.counts) for each in counted)
    sys.stdout.write(
        f"{label:<14} {policy.id:<13} records {count:>5}  cells {cells:>5}  small {certificate.primary:>5}  "
        f"to protect {certificate.complementary:>5}  processor s: all {hiding:6.1f}, one attack {attacking:5.1f}, "
        f"ratio {hiding / attacking:5.1f} (budget {BUDGET})  narrow {len(report.narrow)}  unproven {report.unproven}  "
        f"closest {certificate.attack.closest_low}-{certificate.attack.closest_high}\n"
    )
    sys.stdout.flush()
    return not report.narrow and not report.unproven and hiding / attacking <= BUDGET


def main(arguments: Sequence[str]) -> int:
    """Run both loads; with numbers of records, the ten tables of so many only."""
    kept = [run("ten linked", int(each), TEN, COMMISSIONER) for each in arguments]
    if not arguments:
        kept = [run("annual report", count, EIGHT, policy) for count in (150, 600) for policy in (COMMISSIONER, PUBLIC)]
        kept += [run("ten linked", count, TEN, COMMISSIONER) for count in (500, 2000, 5000)]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
