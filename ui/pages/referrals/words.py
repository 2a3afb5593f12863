"""How a referral is said in rows and in the preview."""

from datetime import date

from caseapp.base.words import _, ngettext
from caseapp.domain import shipped
from caseapp.domain.case import WaitingReferral
from caseapp.domain.person import list_name
from ui.widgets.risk_paint import RiskLevel
from ui.words.dates import short_day


def name_of(row: WaitingReferral) -> str:
    """Last name first, or "Not named"."""
    return list_name(row.first_name, row.last_name, row.known_as) or _("Not named")


def route_of(code: str | None) -> str:
    """How the referral came."""
    return shipped.code_list("referral_routes").label(code) if code else _("Not said")


def crime_of(code: str | None) -> str:
    """Kind of crime."""
    return shipped.code_list("crime_groups").label(code) if code else _("Not said")


def district_of(place: str, code: str | None) -> str:
    """The district, by its name."""
    return shipped.areas(place).label(code) if code else _("District not known")


def risk_of(code: str | None) -> RiskLevel:
    """The badge for the risk a referrer gave."""
    levels: dict[str, RiskLevel] = {"high": "high", "medium": "medium", "standard": "standard"}
    return levels.get(code or "", "unknown")


def received_day(row_day: date, time: str | None, today: date) -> str:
    """`Mon 2 Nov, 14:10`, with the year when it is not this one."""
    day = short_day(row_day) if row_day.year == today.year else f"{short_day(row_day)} {row_day.year}"
    return f"{day}, {time}" if time else day


def waiting_for(received: date, today: date) -> str:
    """How long somebody has been waiting."""
    days = (today - received).days
    if days <= 0:
        return _("Came today")
    if days < 90:
        return ngettext("Waiting {count} day", "Waiting {count} days", days).format(count=days)
    months = days // 30
    return ngettext("Waiting {count} month", "Waiting {count} months", months).format(count=months)


def decision_of(code: str) -> str:
    """What was decided."""
    return shipped.code_list("referral_decisions").label(code)
