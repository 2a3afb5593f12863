"""Reads an edition of the Victims' Code, or a layer that an organisation adds (`resources/catalogues/`)."""

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from types import MappingProxyType

from caseapp.domain.catalogue import (
    Catalogue,
    Counting,
    Edition,
    EditionStatus,
    Layer,
    Limit,
    OptIn,
    Pilot,
    Reply,
    Right,
    Roll,
    Rule,
    Timing,
    Unit,
)
from caseapp.domain.data_rows import DataFile, Row, parse_data

_EDITION_KEYS = tuple(part.name for part in fields(Edition))
_RULE_KEYS = tuple(part.name for part in fields(Rule))
_RULE_ID = re.compile(r"[A-Z]{2,8}-\d{3}")


def parse_catalogue(text: str, name: str) -> Catalogue:
    """Read and check a catalogue.

    Raises `Damaged("catalogue_invalid")` with file, line and problem, among them: an id twice, a right that is not
    declared, a source that is not listed, a limit where there should be none, an enhanced limit longer than the
    standard one.
    """
    data = parse_data(text, name, "catalogue_invalid")
    data.top().only("edition", "rights", "rules", "sources")
    edition = _edition(data.table("edition"))
    rights: dict[int, Right] = {}
    for row in data.rows("rights"):
        row.only("number", "title", "short", "heading")
        number = row.number("number")
        if number in rights:
            row.place.refuse(f"right {number} is there twice")
        rights[number] = Right(number, row.text("title"), row.text("short"), row.text("heading"))
    sources = read_sources(data)
    rules = read_rules(data, edition.checked, frozenset(rights), sources)
    return Catalogue(edition, tuple(rights.values()), rules, MappingProxyType(sources))


def read_rules(
    data: DataFile, checked: date, rights: frozenset[int], sources: Mapping[str, str], layer: Layer | None = Layer.CODE
) -> tuple[Rule, ...]:
    """The `[[rules]]` of a file, checked one by one and against each other. `layer` is what a rule stands in that
    does not say; with None each must say. Raises as `parse_catalogue`."""
    rules: dict[str, Rule] = {}
    for row in data.rows("rules"):
        rule = _rule(row, checked, layer)
        if rule.id in rules:
            row.place.refuse(f"{rule.id} is there twice")
        if rule.right not in rights:
            row.place.refuse(f"{rule.id}: right {rule.right} is not declared")
        for key in rule.source.split():
            if key not in sources:
                row.place.refuse(f"{rule.id}: the source '{key}' is not listed")
        rules[rule.id] = rule
    return tuple(rules.values())


def _edition(row: Row) -> Edition:
    row.only(*_EDITION_KEYS)
    start, end = row.day_or_none("in_force_from"), row.day_or_none("in_force_until")
    status = EditionStatus(row.one_of("status", tuple(EditionStatus)))
    if status is EditionStatus.OPERATIVE and start is None:
        row.place.refuse("an operative edition needs 'in_force_from'")
    if start is not None and end is not None and end < start:
        row.place.refuse("'in_force_until' is before 'in_force_from'")
    return Edition(
        id=row.text("id"),
        title=row.text("title"),
        legal_basis=row.text("legal_basis"),
        laid=row.day_or_none("laid"),
        in_force_from=start,
        in_force_until=end,
        source=row.text("source"),
        retrieved=row.day("retrieved"),
        status=status,
        text_version=row.text("text_version"),
        checked=row.day("checked"),
    )


def read_sources(data: DataFile) -> dict[str, str]:
    """The `[[sources]]` that rules cite by key."""
    sources = {}
    for row in data.rows("sources"):
        row.only("key", "text")
        sources[row.text("key")] = row.text("text")
    return sources


def _rule(row: Row, checked: date, layer: Layer | None) -> Rule:
    row.only(*_RULE_KEYS)
    rule = Rule(
        id=row.text("id"),
        right=row.number("right"),
        short=row.text("short"),
        title=row.text("title"),
        sentence=_template(row, "sentence"),
        missed=_template(row, "missed"),
        provider=row.texts("provider"),
        triggers=row.texts("triggers"),
        timing=Timing(row.one_of("timing", tuple(Timing))),
        standard=_limit(row, "standard"),
        enhanced=_limit(row, "enhanced"),
        relay=_limit(row, "relay"),
        counting=Counting(row.one_of("counting", tuple(Counting), Counting.EVENT)),
        roll=Roll(row.one_of("roll", tuple(Roll), Roll.NONE)),
        cutoff_time=_time(row),
        conditions=row.text("conditions", ""),
        only_if=row.texts("only_if"),
        opt_in=OptIn(row.one_of("opt_in", tuple(OptIn), OptIn.AUTOMATIC)),
        victims_own=row.flag("victims_own"),
        replies=_replies(row),
        starts=row.day_or_none("starts"),
        layer=Layer(row.one_of("layer", tuple(Layer), layer)),
        paragraph=row.text("paragraph", ""),
        source=row.text("source"),
        mark=row.mark(),
        limit_mark=row.mark("limit_mark", row.text("mark")),
        checked=row.day_or_none("checked") or checked,
        pilots=_pilots(row),
        views_first=row.texts("views_first"),
    )
    _check_rule(row, rule)
    return rule


def _check_rule(row: Row, rule: Rule) -> None:
    """What must hold between the values of one rule."""
    refuse = row.place.refuse
    if not _RULE_ID.fullmatch(rule.id):
        refuse(f"'{rule.id}' is not an id such as VC-030")
    if not rule.provider or not rule.triggers:
        refuse(f"{rule.id} needs a provider and a trigger")
    if (rule.timing is Timing.LIMIT) != (rule.standard is not None and rule.enhanced is not None):
        refuse(f"{rule.id}: both limits are needed with timing 'limit', and none without")
    if rule.standard is None or rule.enhanced is None:
        if rule.relay is not None:
            refuse(f"{rule.id}: 'relay' needs a limit")
        return
    if rule.standard.unit is not rule.enhanced.unit or rule.enhanced.n > rule.standard.n:
        refuse(f"{rule.id}: the enhanced limit must not be longer than the standard one, in the same unit")
    if rule.relay is not None and rule.counting is not Counting.RECEIPT:
        refuse(f"{rule.id}: 'relay' needs counting 'provider_receipt'")
    if rule.cutoff_time is not None and rule.roll is not Roll.BACKWARD:
        refuse(f"{rule.id}: 'cutoff_time' needs roll 'backward'")


def _template(row: Row, key: str) -> str:
    """A sentence whose only blanks are `{agency}` and `{name}`."""
    text = row.text(key)
    unknown = set(re.findall(r"\{(.*?)\}", text)) - {"agency", "name"}
    if unknown or text.count("{") != text.count("}"):
        row.place.refuse(f"'{key}' may use {{agency}} and {{name}} only")
    return text


def _limit(row: Row, key: str) -> Limit | None:
    value = row.values.get(key)
    if value is None:
        return None
    if not isinstance(value, dict):
        row.place.refuse(f"'{key}' must be such as {{ n = 5, unit = \"wd\" }}")
    part = Row(row.place, value)
    part.only("n", "unit")
    n = part.number("n")
    if not 0 < n <= 400:
        row.place.refuse(f"'{key}' must count from 1 to 400")
    return Limit(n, Unit(part.one_of("unit", tuple(Unit))))


def _replies(row: Row) -> tuple[Reply, ...]:
    values = row.values.get("replies", [])
    if not isinstance(values, list):
        row.place.refuse("'replies' must be a list")
    replies = []
    for value in values:
        if not isinstance(value, dict):
            row.place.refuse('a reply must be such as { what = "acknowledge", limit = { n = 10, unit = "wd" } }')
        part = Row(row.place, value)
        part.only("what", "limit")
        limit = _limit(part, "limit")
        if limit is None:
            row.place.refuse("a reply needs a limit")
        replies.append(Reply(part.text("what"), limit))
    return tuple(replies)


def _pilots(row: Row) -> tuple[Pilot, ...]:
    values = row.values.get("pilots", [])
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        row.place.refuse("'pilots' must be a list such as [{ area = \"West Midlands\", starts = 2025-06-01 }]")
    parts = [Row(row.place, value) for value in values]
    for part in parts:
        part.only("area", "starts")
    return tuple(Pilot(part.text("area"), part.day("starts")) for part in parts)


def _time(row: Row) -> time | None:
    value = row.values.get("cutoff_time")
    if value is not None and not isinstance(value, time):
        row.place.refuse("'cutoff_time' must be a time, such as 17:00:00")
    return value
