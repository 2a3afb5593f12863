"""Rules an organisation adds to the Code: an agency's own standard, a local agreement, what was agreed with victims.

They open clocks like any other rule and are never called a breach of the Code.
"""

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from caseapp.domain import shipped
from caseapp.domain.catalogue import Catalogue, Layer, Rule
from caseapp.domain.catalogue_data import parse_catalogue, read_rules, read_sources
from caseapp.domain.data_rows import Place, parse_data

RIGHTS_IN_LAW = frozenset({Layer.CODE.value, Layer.STATUTE.value})
"""The layers that may be called the victim's right; only these can be broken."""
_ERROR = "catalogue_invalid"


@dataclass(frozen=True, slots=True)
class RuleLayer:
    """A layer file: who wrote it, the edition it adds to, its rules and the sources they cite."""

    title: str
    edition: str
    checked: date
    rules: tuple[Rule, ...]
    sources: MappingProxyType[str, str]


def is_layer(text: str, name: str) -> bool:
    """Whether a file is a layer rather than a whole catalogue. Raises as `parse_layer` for what is not TOML."""
    return "layer" in parse_data(text, name, _ERROR).values


def parse_layer(text: str, name: str) -> RuleLayer:
    """Read and check a layer: as strict as the catalogue itself, and it may not pretend to be law.

    Raises:
        Damaged: `catalogue_invalid` with file, line and problem: among them a rule in the layer of the Code or a
            statute, an id of the Code's own (`VC-`), a trigger, provider or condition that no list knows.
    """
    data = parse_data(text, name, _ERROR)
    data.top().only("layer", "rules", "sources")
    head = data.table("layer")
    head.only("title", "edition", "checked")
    edition = head.text("edition", "2020")
    if edition != "2020":
        head.place.refuse("'edition' must be 2020, the edition in force")
    checked = head.day("checked")
    sources = read_sources(data)
    known = frozenset(right.number for right in shipped.catalogue(edition).rights)
    rules = read_rules(data, checked, known, sources, layer=None)
    if not rules:
        head.place.refuse("the layer has no rules")
    for rule, row in zip(rules, data.rows("rules"), strict=True):
        _check(rule, row.place)
    return RuleLayer(head.text("title"), edition, checked, rules, MappingProxyType(sources))


def parse_known(text: str, name: str) -> Catalogue:
    """A whole catalogue held against the lists as well: a rule with a trigger nobody knows would never open.

    Raises:
        Damaged: as `parse_catalogue`, and for a trigger, provider or condition that no list knows.
    """
    catalogue = parse_catalogue(text, name)
    if catalogue.rules:
        for rule, row in zip(catalogue.rules, parse_data(text, name, _ERROR).rows("rules"), strict=True):
            _check_words(rule, row.place)
    return catalogue


def with_layer(catalogue: Catalogue, layer: RuleLayer | None) -> Catalogue:
    """The catalogue with the organisation's rules after its own."""
    if layer is None:
        return catalogue
    sources = MappingProxyType({**layer.sources, **catalogue.sources})
    return replace(catalogue, rules=(*catalogue.rules, *layer.rules), sources=sources)


def _check(rule: Rule, place: Place) -> None:
    if rule.layer.value in RIGHTS_IN_LAW:
        place.refuse(f"{rule.id}: 'layer' must be agency-standard, local or agreed")
    if rule.id.startswith("VC-"):
        place.refuse(f"{rule.id}: ids that begin with VC- belong to the Code")
    _check_words(rule, place)


def _check_words(rule: Rule, place: Place) -> None:
    lists = shipped.code_list
    triggers = {each for item in shipped.justice_events().items for each in item.texts("triggers")}
    for what, used, allowed in (
        ("trigger", (*rule.triggers, *rule.views_first), triggers),
        ("provider", rule.provider, {*lists("agencies").codes, "all"}),
        ("condition", rule.only_if, set(lists("right_conditions").codes)),
    ):
        for code in used:
            if code not in allowed:
                place.refuse(f"{rule.id}: the {what} '{code}' is not known")
