"""Invented tables, made safe by the plainest rule (hide 1 to 9, round to 5), and releases made of them."""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import pytest

from caseapp.disclosure.certificate import AttackNote, Certificate, TableNote
from caseapp.disclosure.policy import PUBLIC, Policy
from caseapp.disclosure.safe import _SEAL, SafeCell, SafeTable
from caseapp.disclosure.tables import Code, CountTable, Dimension, Key
from caseapp.reports.release import ChartSpec, Release, TopBoxSpec

REASON = Dimension(
    "reason",
    "Main reason",
    (
        Code("police", "Police and justice system"),
        Code("P1", "Does not trust the police", "police"),
        Code("P4", "Not kept informed", "police"),
        Code("F1", "Afraid the person will get back at them"),
        Code("X9", "Other <b>& more</b>"),
    ),
)
STAGE = Dimension(
    "stage", "Stage", (Code("none", "Did not report"), Code("inv", "Investigation"), Code("court", "Court"))
)
AGE = Dimension("age", "Age band", (Code("16-24", "16 to 24"), Code("25+", "25 and over")), sensitive=False)
HELP = Dimension("help", "What would have helped", (Code("told", "Being told"), Code("time", "Less time")), multi=True)
ANSWER = Dimension(
    "answer",
    "Answer",
    (Code("5", "Very satisfied"), Code("4", "Satisfied"), Code("3", "Neither"), Code("1", "Not satisfied")),
)

MakeTable = Callable[..., SafeTable]
MakeRelease = Callable[..., Release]


def _rounded(value: int, policy: Policy) -> int:
    return (
        value if policy.round_to is None else policy.round_to * ((2 * value + policy.round_to) // (2 * policy.round_to))
    )


@pytest.fixture
def make_table() -> MakeTable:
    """A safe table of one to three dimensions; `counts` gives true leaf counts, else they are drawn by `seed`."""

    def make(
        table_id: str = "reason_by_stage",
        dimensions: tuple[Dimension, ...] = (REASON, STAGE),
        *,
        title: str = "Main reason for stepping back, by stage",
        counts: dict[Key, int] | None = None,
        seed: int = 1,
        policy: Policy = PUBLIC,
        universe: str = "withdrawals",
        measure: str = "people",
        subset_of: str | None = None,
        instead: dict[Key, SafeCell] | None = None,
    ) -> SafeTable:
        draw = random.Random(seed)
        ways = [(each.keys if each.multi else each.leaves) for each in dimensions]
        if counts is None:
            counts = {key: draw.randint(0, 40) for key in product(*ways)}
            if any(each.multi for each in dimensions):
                counts = {key: 50 if "all" in key else value for key, value in counts.items()}
        table = CountTable.from_interior(
            counts,
            id=table_id,
            title=title,
            universe=universe,
            period_from=date(2025, 4, 1),
            period_to=date(2026, 3, 31),
            place="kent",
            measure=measure,
            definition="People whose first withdrawal fell in the year.",
            dimensions=dimensions,
            subset_of=subset_of,
        )
        cells = {
            key: SafeCell(None, "c") if 0 < value <= policy.hide_to else SafeCell(_rounded(value, policy))
            for key, value in table.counts.items()
        } | (instead or {})
        return SafeTable(
            table.id,
            table.title,
            table.universe,
            table.period_from,
            table.period_to,
            table.place,
            table.measure,
            table.definition,
            table.dimensions,
            cells,
            policy,
            subset_of,
            _SEAL,
        )

    return make


@pytest.fixture
def make_release() -> MakeRelease:
    """A release of some tables, with a certificate that fits them."""

    def make(*tables: SafeTable, narrow: int = 0, **changes: object) -> Release:
        policy = tables[0].policy if tables else PUBLIC
        certificate = Certificate(
            policy=policy,
            threshold=policy.threshold,
            tables=tuple(TableNote(each.id, len(each.cells) - each.hidden, each.hidden, 1) for each in tables),
            reasons=(("small", sum(each.hidden for each in tables)),),
            attack=AttackNote(14, 0, 16, tables[0].id if tables else None, 3, narrow, 1.8, "HiGHS", "whole numbers"),
            earlier_releases=(),
            readers_hold=(),
            rounded_to=policy.round_to,
            seconds=3.2,
        )
        given: dict[str, object] = {
            "title": "Why people step back",
            "subtitle": "Reasons people gave for stepping back from a case.",
            "place": "Kent",
            "year_label": "2025-26",
            "period_from": date(2025, 4, 1),
            "period_to": date(2026, 3, 31),
            "service": "Example Service",
            "specification_version": "1.0",
            "definition_version": "2026.1",
            "data_cut": datetime(2026, 4, 20, 9, tzinfo=UTC),
            "made_at": datetime(2026, 4, 21, 13, 31, tzinfo=UTC),
            "tables": tables,
            "certificate": certificate,
            "notes": ("Surveys were offered to everyone whose case closed.",),
        }
        return Release(**{**given, **changes})  # type: ignore[arg-type]  # a test names only what it changes

    return make


@pytest.fixture
def annual(make_table: MakeTable, make_release: MakeRelease) -> Release:
    """A release with every kind of table: one, two and three dimensions, groups, several answers, a survey, charts."""
    return make_release(
        make_table(),
        make_table("stage", (STAGE,), title="Stage", seed=4),
        make_table("three_way", (REASON, STAGE, AGE), title="Reason, stage and age", seed=3),
        make_table("help", (HELP,), title="What would have helped", seed=5, subset_of="supported"),
        make_table(
            "satisfaction",
            (ANSWER,),
            title="How people felt about the service",
            counts={("5",): 30, ("4",): 20, ("3",): 12, ("1",): 4},
            universe="survey",
            measure="answers",
        ),
        charts=(
            ChartSpec("reason_by_stage", "reason", "Main reason, all stages"),
            ChartSpec("three_way", "age", "Age band", "list"),
        ),
        top_boxes=(TopBoxSpec("satisfaction", "answer", ("5", "4"), "Satisfied with the service"),),
    )


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder that does not exist yet."""
    return tmp_path / "release"
