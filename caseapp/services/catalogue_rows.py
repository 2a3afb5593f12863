"""Every rule of an edition as a row to look up: the whole catalogue can be found in the app."""

from dataclasses import dataclass
from datetime import date

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.catalogue import Catalogue, Counting, EditionStatus, OptIn, Right, Roll, Rule
from caseapp.domain.data_rows import Mark
from caseapp.domain.due_dates import limit_words, without_a_day
from caseapp.domain.entitlement import owed_by
from caseapp.services import rule_book
from caseapp.services.office import Office

EDITIONS = ("2020", "2026-draft")
"""What can be looked up, the one in force first."""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A rule in words. Limits are empty where no day is set; `unverified` names what nobody checked yet."""

    rule_id: str
    right_number: int
    right: str
    what: str
    title: str
    provider: str
    opened_by: tuple[str, ...]
    standard_limit: str
    enhanced_limit: str
    timing: str
    by_when: str
    """By when, and from which day, in sentences."""
    conditions: str
    only_if: tuple[str, ...]
    """Conditions in words; each must hold."""
    opt_in: str
    choice: str
    """Whether the victim has to choose it, in words."""
    victims_own: bool
    layer: str
    paragraph: str
    source: str
    mark: str
    """How sure we are of the rule, in words."""
    unverified: tuple[str, ...]
    checked: date
    preview: bool
    """Of a draft: shown to read, never counted."""


@dataclass(frozen=True, slots=True)
class CodeView:
    """An edition to look through: what it is and where it was read, its rights and its rules."""

    edition: str
    title: str
    legal_basis: str
    in_force_from: date | None
    text_version: str
    source: str
    checked: date
    preview: bool
    rights: tuple[Right, ...]
    rows: tuple[CatalogueRow, ...]


def code_view(office: Office, edition: str = "2020") -> CodeView:
    """An edition with all its rules, and those the organisation added to it."""
    catalogue = rule_book.book(office, edition).catalogue
    about = catalogue.edition
    return CodeView(
        edition,
        about.title,
        about.legal_basis,
        about.in_force_from,
        about.text_version,
        about.source,
        about.checked,
        about.status is EditionStatus.DRAFT,
        catalogue.rights,
        rows_of(catalogue),
    )


def catalogue_rows(edition: str = "2020") -> tuple[CatalogueRow, ...]:
    """Every rule of an edition, in order."""
    return rows_of(shipped.catalogue(edition))


def rows_of(catalogue: Catalogue) -> tuple[CatalogueRow, ...]:
    """The same for any catalogue, such as one with an organisation's layer."""
    return tuple(_row(catalogue, rule) for rule in catalogue.rules)


def _row(catalogue: Catalogue, rule: Rule) -> CatalogueRow:
    right = catalogue.right(rule.right)
    openers = (
        item.label
        for item in shipped.justice_events().items
        if set(item.texts("triggers")) & {*rule.triggers, *rule.views_first}
    )
    conditions = shipped.code_list("right_conditions")
    return CatalogueRow(
        rule.id,
        rule.right,
        right.short if right is not None else "",
        rule.short,
        rule.title,
        _providers(rule),
        tuple(openers),
        limit_words(rule.standard) if rule.standard else "",
        limit_words(rule.enhanced) if rule.enhanced else "",
        rule.timing.value,
        _by_when(rule),
        rule.conditions,
        tuple(conditions.label(code) for code in rule.only_if),
        rule.opt_in.value,
        _choice(rule.opt_in),
        rule.victims_own,
        rule.layer.value,
        rule.paragraph,
        " · ".join(catalogue.sources[key] for key in rule.source.split()),
        _mark(rule.mark),
        rule.unverified,
        rule.checked,
        catalogue.edition.status is EditionStatus.DRAFT,
    )


def _providers(rule: Rule) -> str:
    """Everyone who may owe it, the first one first."""
    agencies = shipped.code_list("agencies")
    if rule.provider[0] == "all":
        return owed_by(rule, agencies)
    return ", ".join(agencies[code].label for code in rule.provider)


def _by_when(rule: Rule) -> str:
    if rule.standard is None or rule.enhanced is None:
        return " ".join([without_a_day(rule.timing), *_starts(rule)])
    said = [_("{limit} {start}.").format(limit=limit_words(rule.standard), start=_from(rule.counting))]
    if rule.enhanced != rule.standard:
        said.append(_("With enhanced rights: {limit}.").format(limit=limit_words(rule.enhanced)))
    if rule.relay is not None:
        said.append(_("The agency should hear within {limit}.").format(limit=limit_words(rule.relay)))
    if rule.roll is Roll.BACKWARD:
        hour = rule.cutoff_time.strftime("%H:%M") if rule.cutoff_time is not None else _("the end")
        words = _("If the last day is not a working day, it ends at {hour} on the working day before.")
        said.append(words.format(hour=hour))
    elif rule.roll is Roll.FORWARD:
        said.append(_("If the last day is not a working day, the next working day counts."))
    said += [f"{_reply(each.what)}: {limit_words(each.limit)}." for each in rule.replies]
    return " ".join([*said, *_starts(rule)])


def _starts(rule: Rule) -> list[str]:
    if rule.starts is None:
        return []
    return [_("Since {day}.").format(day=f"{rule.starts.day}/{rule.starts.month}/{rule.starts.year}")]


def _reply(what: str) -> str:
    return {"acknowledge": _("To be acknowledged in"), "finish": _("To be finished in")}.get(what, what)


def _from(counting: Counting) -> str:
    return {
        Counting.EVENT: _("from the day it happened"),
        Counting.RECEIPT: _("from the day the agency hears of it"),
        Counting.COMMUNICATED: _("from the day the victim is told"),
        Counting.REQUEST: _("from the day the request arrives"),
        Counting.INCIDENT: _("from the day of the crime"),
    }[counting]


def _choice(opt_in: OptIn) -> str:
    return {
        OptIn.AUTOMATIC: _("Owed without being asked for"),
        OptIn.ASKED: _("Only if the victim asks or agrees"),
        OptIn.UNLESS_DECLINED: _("Owed unless the victim declines"),
    }[opt_in]


def _mark(mark: Mark) -> str:
    return {
        Mark.VERIFIED: _("Read in a source for this edition"),
        Mark.VERIFIED_OLD: _("Read in a source that restates an earlier edition"),
        Mark.MEMORY: _("From memory, no source seen yet"),
    }.get(mark, _("Our own"))
