"""Every rule of an edition as a row to look up: the whole catalogue can be found in the app."""

from dataclasses import dataclass
from datetime import date

from caseapp.domain import shipped
from caseapp.domain.catalogue import Catalogue, EditionStatus, Rule
from caseapp.domain.due_dates import limit_words
from caseapp.domain.entitlement import owed_by


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
    conditions: str
    opt_in: str
    victims_own: bool
    layer: str
    paragraph: str
    source: str
    unverified: tuple[str, ...]
    checked: date
    preview: bool
    """Of a draft: shown to read, never counted."""


def catalogue_rows(edition: str = "2020") -> tuple[CatalogueRow, ...]:
    """Every rule of an edition, in order."""
    return rows_of(shipped.catalogue(edition))


def rows_of(catalogue: Catalogue) -> tuple[CatalogueRow, ...]:
    """The same for any catalogue, such as one with an organisation's layer."""
    return tuple(_row(catalogue, rule) for rule in catalogue.rules)


def _row(catalogue: Catalogue, rule: Rule) -> CatalogueRow:
    right = catalogue.right(rule.right)
    openers = (item.label for item in shipped.justice_events().items if set(item.texts("triggers")) & {*rule.triggers})
    return CatalogueRow(
        rule.id,
        rule.right,
        right.short if right is not None else "",
        rule.short,
        rule.title,
        owed_by(rule, shipped.code_list("agencies")),
        tuple(openers),
        limit_words(rule.standard) if rule.standard else "",
        limit_words(rule.enhanced) if rule.enhanced else "",
        rule.timing.value,
        rule.conditions,
        rule.opt_in.value,
        rule.victims_own,
        rule.layer.value,
        rule.paragraph,
        " · ".join(catalogue.sources[key] for key in rule.source.split()),
        rule.unverified,
        rule.checked,
        catalogue.edition.status is EditionStatus.DRAFT,
    )
