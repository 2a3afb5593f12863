"""A case of the caseload in words, worked out once when it is read, so that painting only paints."""

from dataclasses import dataclass
from datetime import date

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import CaseRow
from caseapp.domain.person import initials, list_name
from caseapp.services import cases, rights
from ui.theme.tokens import Token
from ui.widgets.risk_paint import RiskLevel, risk_word
from ui.words.dates import day_month, day_month_year, day_near, days_ago
from ui.words.due import due_words
from ui.words.working_days import office_calendar
from ui.work.privacy import names_hidden, without_names

RISK: dict[str, RiskLevel] = {"high": "high", "medium": "medium", "standard": "standard"}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case ready to paint. `steps` of the six are reached; None where the police are not part of it."""

    row: CaseRow
    district: str
    stage: str
    stage_detail: str
    steps: int | None
    due: str
    due_detail: str
    due_icon: str
    due_token: Token
    last: str
    last_ago: str
    worker: str

    @property
    def id(self) -> str:
        """The case."""
        return self.row.id

    @property
    def risk(self) -> RiskLevel:
        """Its risk badge."""
        return RISK.get(self.row.risk, "unknown")


def in_words(row: CaseRow, today: date, place: str) -> CaseLine:
    """A row of the caseload as it reads today."""
    stage, detail, steps = _stage(row)
    due, due_detail, icon, token = _due(row, today)
    last = row.last_contact_on
    near = last is not None and last.year == today.year
    return CaseLine(
        row=row,
        district=shipped.areas(place).label(row.district) if row.district else _("No district"),
        stage=stage,
        stage_detail=detail,
        steps=steps,
        due=due,
        due_detail=due_detail,
        due_icon=icon,
        due_token=token,
        last=_("None yet") if last is None else day_month(last) if near else day_month_year(last),
        last_ago="" if last is None else days_ago(last, today),
        worker=row.worker or _("Nobody yet"),
    )


def name_of(line: CaseLine) -> str:
    """Last name first, or initials while names are hidden."""
    row = line.row
    if names_hidden():
        return initials(row.first_name, row.last_name, row.known_as)
    return list_name(row.first_name, row.last_name, row.known_as, _("No name yet"))


def due_text(line: CaseLine) -> str:
    """Both lines of the due cell, without a name while names are hidden."""
    return ", ".join(part for part in (line.due, due_what(line)) if part)


def due_what(line: CaseLine) -> str:
    """What is due: a promise may hold the name, which is hidden with the others."""
    return without_names(line.due_detail, line.row)


def sentence_of(line: CaseLine) -> str:
    """The whole row for a screen reader."""
    stage = ", ".join(part for part in (line.stage, line.stage_detail) if part)
    last = ", ".join(part for part in (line.last, line.last_ago) if part)
    return _(
        "{name}, {reference}, {district}. Risk: {risk}. Stage: {stage}. Next due: {due}. "
        "Last contact: {last}. Worker: {worker}."
    ).format(
        name=name_of(line),
        reference=line.row.reference,
        district=line.district,
        risk=risk_word(line.risk),
        stage=stage,
        due=due_text(line),
        last=last,
        worker=line.worker,
    )


def _stage(row: CaseRow) -> tuple[str, str, int | None]:
    if row.stage is not None:
        return shipped.code_list("journey_stages").label(row.stage), "", cases.stage_number(row.stage)
    if row.reported == "yes":
        return _("Reported"), _("No step logged yet"), None
    if row.reported == "no":
        return _("Not reported"), _("Support only"), None
    return _("Support only"), _("Not known if reported"), None


def _due(row: CaseRow, today: date) -> tuple[str, str, str, Token]:
    if row.closed_on is not None:
        return _("Closed"), day_month_year(row.closed_on), "archive", "text_2"
    if row.next_due_on is None:
        return _("Nothing due"), "", "", "text_2"
    said = due_words(row.next_due_on, today, office_calendar())
    what = _due_detail(row)
    if said.kind == "late":
        return said.text, what, "clock-alert", "late"
    day = day_near(row.next_due_on, today)
    return (day, what, "clock", "soon") if said.kind == "soon" else (day, what, "calendar", "text")


def _due_detail(row: CaseRow) -> str:
    text = row.next_due_text or ""
    if row.next_due_kind == "right":
        return rights.short_line(text)
    if row.next_due_kind == "marac":
        return _("MARAC, {place}").format(place=text) if text else _("MARAC")
    if row.next_due_kind == "court":
        return _("Court, {place}").format(place=text) if text else _("Court")
    return text
