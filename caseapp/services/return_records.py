"""What each counted set of the annual return is made of: coded rows in, records out. Pure, so that it can be tried on
any number of invented years. Counting rules: casework practice §4."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from caseapp.domain import shipped
from caseapp.domain.code_lists import ListItem
from caseapp.domain.return_spec import ReportYear, ReturnSpec
from caseapp.domain.withdrawal import WITHDREW
from caseapp.services.return_dimensions import (
    DAYS,
    NOT_KNOWN,
    REASON_GROUP,
    REPORT_STATE,
    reason_items,
    withdrawal_items,
)
from caseapp.store.reads.counts import StepRow, SupportedRow

Record = Mapping[str, str | Iterable[str]]


@dataclass(frozen=True, slots=True)
class Facts:
    """A year's cases and steps, oldest first; the answers ticked at each step; cases whose report had ended before."""

    cases: Sequence[SupportedRow]
    steps: Sequence[StepRow]
    ticked: Mapping[str, Sequence[tuple[str, str]]]
    ended: frozenset[str]


def records(facts: Facts, spec: ReturnSpec, year: ReportYear) -> dict[str, list[Record]]:
    """By universe: people supported, people asked why, withdrawals."""
    silent = {step.person_id for step in facts.steps if not step.may_report}
    rows = [row for row in facts.cases if row.person_id not in silent]
    latest, cases = {row.person_id: row for row in rows}, {row.case_id: row for row in rows}
    about = {who: _person(row, year, ended=row.case_id in facts.ended) for who, row in latest.items()}
    asked: dict[str, Record] = {}
    withdrawals: list[Record] = []
    for step in facts.steps:
        main = next((code for role, code in facts.ticked.get(step.id, ()) if role == "main"), None)
        if step.person_id not in latest or main not in _codes(withdrawal_items()):
            continue
        person = about[step.person_id]
        if main in _codes(reason_items()):
            asked[step.person_id] = {**person, **_reasons(main, step, facts.ticked[step.id])}
        if step.kind == WITHDREW:
            case = cases.get(step.case_id, latest[step.person_id])
            withdrawals.append({**person, **_withdrawal(case, spec, step)})
    return {"people": list(about.values()), "asked": list(asked.values()), "withdrawals": withdrawals}


def _person(row: SupportedRow, year: ReportYear, *, ended: bool) -> dict[str, str | Iterable[str]]:
    bands, ethnicities, sexes = shipped.code_list("age_bands"), shipped.code_list("ethnicity"), shipped.code_list("sex")
    band, ethnicity, sex = bands.get(row.age_band or ""), ethnicities.get(row.ethnicity or ""), sexes.get(row.sex or "")
    known = row.reported in {"yes", "no"}
    by_year_end = row.reported == "yes" and (row.reported_on is None or row.reported_on <= year.last)
    return {
        "reported": "yes" if by_year_end else "no" if known else "unknown",
        REPORT_STATE: _report_state(row, year, ended=ended) if by_year_end else "no" if known else "unknown",
        "disability": _disability(row.disability),
        "crime_group": row.crime_group or NOT_KNOWN,
        "district": row.district or NOT_KNOWN,
        "age_group": band.group if band is not None else NOT_KNOWN,
        "sex": sex.code if sex is not None and sex.extra.get("answered", True) else NOT_KNOWN,
        "ethnicity_group": ethnicity.group if ethnicity is not None else NOT_KNOWN,
    }


def _report_state(row: SupportedRow, year: ReportYear, *, ended: bool) -> str:
    if ended:
        return "ended"
    later = row.reported_on is not None and row.reported_on >= year.first and row.reported_on > row.opened_on
    return "after" if later else "earlier"


def _reasons(main: str, step: StepRow, ticked: Sequence[tuple[str, str]]) -> dict[str, str | Iterable[str]]:
    """What somebody who was asked said."""
    answers = _codes(reason_items())
    return {
        "main_reason": main,
        REASON_GROUP: f"group_{shipped.reasons()[main].group}",
        "any_reason": tuple(sorted({code for role, code in ticked if role in {"main", "also"} and code in answers})),
        "helped": tuple(sorted({code for role, code in ticked if role == "helped"})),
        "stage": step.stage,
    }


def _withdrawal(row: SupportedRow, spec: ReturnSpec, step: StepRow) -> dict[str, str | Iterable[str]]:
    """One withdrawal; the relationship is that of the case it happened in."""
    return {
        "agency": spec.group_of("agency", step.agency),
        "days_band": _days_band(row, step),
        "relationship": spec.group_of("relationship", row.relationship),
    }


def _days_band(row: SupportedRow, step: StepRow) -> str:
    if row.reported_on is None or row.reported_on > step.decided_on:
        return "none"
    days = (step.decided_on - row.reported_on).days
    return next((code for most, code, _label in DAYS if days <= most), "over_365")


def _disability(codes: str | None) -> str:
    """Disabled or not, of the types ticked (parted by commas); not known where nobody asked or it was not said."""
    known = [item.code for item in shipped.code_list("disability").items if item.extra.get("answered", True)]
    ticked = [code for code in (codes or "").split(",") if code in known]
    return ("no" if ticked == ["none"] else "yes") if ticked else NOT_KNOWN


def _codes(items: Iterable[ListItem]) -> frozenset[str]:
    return frozenset(item.code for item in items)
