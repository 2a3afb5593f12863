"""The ledger of releases: every figure that ever left, so that the next release cannot be subtracted from it."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from caseapp.base.errors import Refused
from caseapp.crypto.digest import sha256
from caseapp.disclosure.published import PartIn, PublishedDimension, PublishedTable
from caseapp.domain.return_spec import ReportYear
from caseapp.services.office import Office
from caseapp.store.reads import desk as reads
from caseapp.store.tables import Release
from caseapp.store.unit import Unit


def earlier(office: Office) -> tuple[PublishedTable, ...]:
    """Every table that has left this vault, oldest release first."""
    return tuple(from_plain(table) for row in reads.releases(office.store) for table in row.tables)


def holds(office: Office, release: str) -> bool:
    """Whether a release has left before: a second copy of it tells nobody anything new."""
    return any(table["release"] == release for row in reads.releases(office.store) for table in row.tables)


def enter(unit: Unit, tables: tuple[PublishedTable, ...], policy: str, to: str = "") -> str:
    """Record what is about to leave, and to whose key it is sealed; returns the row. Nothing is ever taken out."""
    plain = [to_plain(table) for table in tables]
    first = tables[0]
    body = json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()
    row = unit.add(
        Release,
        universe=first.universe,
        period_from=first.period[0],
        period_to=first.period[1],
        place=first.place,
        policy=policy,
        tables=plain,
        digest=sha256(body).hex(),
    )
    sealed_to = {"to": to} if to else {}
    unit.note("exported", Release.__tablename__, row, policy=policy, digest=sha256(body).hex(), **sealed_to)
    return row


def enter_again(office: Office, unit: Unit, release: str, to: str) -> None:
    """Record that a release that has left before is sealed to one more key: it gives no figure away again."""
    held = next(row for row in reads.releases(office.store) if any(each["release"] == release for each in row.tables))
    unit.note("exported", Release.__tablename__, held.id, policy=held.policy, digest=held.digest, to=to)


def refuse_older_rules(before: tuple[PublishedTable, ...], replaced: tuple[str, ...], year: ReportYear) -> None:
    """No year leaves under two sets of counting rules: nothing checks what subtracting their totals would tell.

    Raises:
        Refused: `released_by_older_rules`.
    """
    for each in before:
        if each.universe in replaced and each.period == (year.first, year.last):
            raise Refused("released_by_older_rules", year=year.label, release=each.release)


def to_plain(table: PublishedTable) -> dict[str, Any]:
    """A published table as JSON keeps it."""
    return {
        "id": table.id,
        "universe": table.universe,
        "period": [day.isoformat() for day in table.period],
        "place": table.place,
        "dimensions": [
            {
                "id": each.id,
                "total": each.total,
                "hierarchy": dict(each.hierarchy),
                "sensitive": each.sensitive,
                "includes": each.includes,
                "neutral": list(each.neutral),
            }
            for each in table.dimensions
        ],
        "cells": [[list(key), value, status] for key, (value, status) in table.cells.items()],
        "multi": list(table.multi),
        "rounding": table.rounding,
        "measure": table.measure,
        "subset_of": table.subset_of,
        "release": table.release,
        "least_shown": table.least_shown,
        "part_in": asdict(table.part_in) if table.part_in else None,
        "least_others": table.least_others,
    }


def from_plain(plain: dict[str, Any]) -> PublishedTable:
    """A published table from its JSON."""
    first, last = (date.fromisoformat(day) for day in plain["period"])
    return PublishedTable(
        id=plain["id"],
        universe=plain["universe"],
        period=(first, last),
        place=plain["place"],
        dimensions=tuple(
            PublishedDimension(**{**each, "neutral": tuple(each.get("neutral", ()))}) for each in plain["dimensions"]
        ),
        cells={tuple(key): (value, status) for key, value, status in plain["cells"]},
        multi=tuple(plain["multi"]),
        rounding=plain["rounding"],
        measure=plain["measure"],
        subset_of=plain["subset_of"],
        release=plain["release"],
        least_shown=plain.get("least_shown"),
        part_in=PartIn(**plain["part_in"]) if plain.get("part_in") else None,
        least_others=plain.get("least_others"),
    )
