"""The rights log of one case to hand over: what was owed, by when, what was done, what was asked for.

Made of rights, events and challenges alone. Contact notes, support notes, own words and reasons of the victim are not
read, so the log can be shown without opening counselling-type material.
"""

import csv
import io
from dataclasses import astuple, dataclass, fields
from typing import Any

from caseapp.base.clock import london_date
from caseapp.base.errors import Refused
from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.catalogue import Layer
from caseapp.domain.challenge import shipped_steps
from caseapp.domain.day_words import spoken
from caseapp.reports.csv_files import harmless
from caseapp.services import paper, rule_book
from caseapp.services.office import Office
from caseapp.services.right_rows import standing_of, who_owes
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import challenges as challenge_reads
from caseapp.store.reads import rights as reads
from caseapp.store.tables import Entitlement

REASONS = ("complaint", "review", "court", "they_asked")
"""Why the log may leave the vault readable by anyone who finds it."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One line of the log, all in words or ISO days: an instance of a right, or a step taken about one."""

    line: str
    rule: str
    right: str
    layer: str
    edition: str
    paragraph: str
    unverified: str
    what: str
    provider: str
    event: str
    suspect: str
    happened_on: str
    day_known: str
    learned_on: str
    enhanced: str
    due_on: str
    certain_on: str
    counted: str
    standing: str
    working_days_late: str
    told_on: str
    told_how: str
    understood: str
    safe: str
    providers_reason: str
    evidence_on: str
    evidence_channel: str
    evidence_document: str
    asked_on: str


def rows(office: Office, case_id: str) -> tuple[EvidenceRow, ...]:
    """The log of a case, by right and day.

    Raises:
        Refused: `case_missing`.
    """
    case = case_reads.case_row(office.store, case_id)
    if case is None:
        raise Refused("case_missing")
    events = {row.id: row for row in case_reads.justice_events(office.store, case_id)}
    steps: dict[str, list[Any]] = {}
    for row in challenge_reads.of_case(office.store, case_id):
        steps.setdefault(row.entitlement_id, []).append(row)
    found: list[EvidenceRow] = []
    for row in reads.entitlements(office.store, case_id):
        found.append(_right(office, row, events[row.event_id]))
        found += [_step(found[-1], step) for step in steps.get(row.id, ())]
    return tuple(found)


def as_csv(office: Office, case_id: str, *, reason: str) -> bytes:
    """The log as CSV (RFC 4180, UTF-8). The journal notes that it was taken out, and why.

    Raises as `rows`, and `Refused`: `export_reason_unknown`.
    """
    _require_reason(reason)
    made = rows(office, case_id)
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(field.name for field in fields(EvidenceRow))
    writer.writerows(tuple(harmless(cell) for cell in astuple(row)) for row in made)
    _note(office, case_id, "csv", len(made), reason)
    return page.getvalue().encode("utf-8")


def as_html(office: Office, case_id: str, *, reason: str) -> bytes:
    """The log as one page to print. The journal notes that it was taken out, and why. Raises as `as_csv`."""
    _require_reason(reason)
    made = rows(office, case_id)
    reference = case_reads.reference_of(office.store, case_id) or ""
    text = paper.page("rights_evidence.html", rows=made, reference=reference, made=spoken(office.today()))
    _note(office, case_id, "html", len(made), reason)
    return text.encode("utf-8")


def _require_reason(reason: str) -> None:
    if reason not in REASONS:
        raise Refused("export_reason_unknown")


def _note(office: Office, case_id: str, form: str, lines: int, reason: str) -> None:
    with office.unit() as unit:
        unit.note("exported", Entitlement.__tablename__, case_id, case_id, form=form, lines=lines, reason=reason)


def _right(office: Office, row: Any, event: Any) -> EvidenceRow:
    book = rule_book.book(office, row.edition)
    rule = book.catalogue.rule(row.rule_id)
    right = book.catalogue.right(row.right_number)
    status = standing_of(rule, row, office.today(), book.calendar)
    at = row.evidence_at
    return EvidenceRow(
        line=_("Right"),
        rule=row.rule_id,
        right=f"{row.right_number}" if right is None else f"{row.right_number} {right.short}",
        layer=row.layer,
        edition=book.catalogue.edition.title if row.layer == Layer.CODE.value else "",
        paragraph="" if rule is None else rule.paragraph,
        unverified="" if rule is None else " ".join(rule.unverified),
        what=row.rule_id if rule is None else rule.short,
        provider=row.provider if rule is None else who_owes(rule, row.provider),
        event=shipped.justice_events().label(event.kind),
        suspect=event.suspect or "",
        happened_on=event.happened_on.isoformat(),
        day_known=event.precision,
        learned_on=event.learned_on.isoformat(),
        enhanced="yes" if row.enhanced else "no",
        due_on=_iso(row.due_on),
        certain_on=_iso(row.certain_on),
        counted=row.why,
        standing=status.standing.value,
        working_days_late=str(status.working_days_late or ""),
        told_on=_iso(row.told_on),
        told_how=row.told_how or "",
        understood=row.understood or "",
        safe=row.safe or "",
        providers_reason=(row.reason or "") if row.state == "not_possible" else "",
        evidence_on=_iso(row.document_dated if at is None else london_date(at)),
        evidence_channel=row.evidence_channel or "",
        evidence_document=row.document_what or "",
        asked_on=_iso(row.asked_on),
    )


def _step(about: EvidenceRow, step: Any) -> EvidenceRow:
    known = shipped_steps().get(step.step, about.rule)
    empty = dict.fromkeys((field.name for field in fields(EvidenceRow)), "")
    kept = {name: getattr(about, name) for name in ("rule", "right", "layer", "edition", "what", "provider")}
    return EvidenceRow(
        **(
            empty
            | kept
            | {
                "line": step.step if known is None else known.done,
                "happened_on": step.started_on.isoformat(),
                "due_on": _iso(step.reply_due_on),
                "counted": step.reply_why,
                "standing": step.state,
                "told_on": _iso(step.answered_on),
                "told_how": step.how,
                "understood": step.resolved or "",
            }
        )
    )


def _iso(day: Any) -> str:
    return "" if day is None else str(day.isoformat())
