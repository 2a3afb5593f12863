"""A question about one case is answered by that case's index, however many cases the vault holds."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import CaseloadQuery
from caseapp.services import (
    case_overview,
    cases,
    contacts,
    example,
    journal,
    journey,
    own_deadlines,
    recount,
    rights,
    surveys,
    suspects,
    vaults,
)
from caseapp.services.office import Office

PASSPHRASE = "violet harbour lantern pebble crisp"
ABOUT_ONE_CASE = re.compile(r"case_id (= \?|= :case_id|IN \(\?\))")
# Columns in which nearly every row of the vault, or half of them, hold the same value.
SHARED = re.compile(r"USING (COVERING )?INDEX \w+ \((state|victims_own|done_at|closed_on|decision)=")
LARGE = re.compile(r"SCAN (entitlement|contact|follow_up|justice_event|journal|challenge|hearing)\b")


@pytest.fixture
def asked() -> Iterator[dict[str, Any]]:
    """Every distinct statement sent while the test runs, with the values of its first time."""
    seen: dict[str, Any] = {}

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, _context: Any, _many: bool) -> None:
        seen.setdefault(statement, values[0] if isinstance(values, list) else values)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


def planned(office: Office, statement: str, values: Any) -> list[str]:
    connection = office.store._connection.connection.dbapi_connection
    assert connection is not None
    return [row[3] for row in connection.cursor().execute("EXPLAIN QUERY PLAN " + statement, values).fetchall()]


def test_no_question_about_one_case_reads_the_rows_of_others(tmp_path: Path, asked: dict[str, Any]) -> None:
    example.build(
        tmp_path / "a", cases=30, contacts=4, passphrase=PASSPHRASE, until=date(2026, 11, 21), profile=TESTING
    )
    office = vaults.unlock(tmp_path / "a", PASSPHRASE)
    case_id = cases.caseload(office, CaseloadQuery()).rows[0].id
    for ask in (
        cases.opened,
        rights.for_case,
        contacts.chronology,
        contacts.open_follow_ups,
        case_overview.needs_doing,
        journey.events,
        journey.hearings,
        suspects.of_case,
        surveys.offers,
        journal.history,
    ):
        ask(office, case_id)
    own_deadlines.own_deadlines(office, case_id=case_id)
    recount.page(office)
    about = {said: values for said, values in asked.items() if ABOUT_ONE_CASE.search(said)}
    assert len(about) > 20
    plans = {said: planned(office, said, values) for said, values in about.items()}
    poor = {
        said: plan for said, plan in plans.items() if any(SHARED.search(line) or LARGE.search(line) for line in plan)
    }
    office.close()
    assert not poor
