"""The rules and working days that hold in this vault: what ships with the app, and what the organisation adds."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.crypto.digest import sha256
from caseapp.domain import shipped
from caseapp.domain.catalogue import Catalogue
from caseapp.domain.holiday_changes import HolidayChange, holiday_text, parse_holiday_changes, with_changes
from caseapp.domain.rule_layer import RuleLayer, parse_layer, with_layer
from caseapp.domain.saved import Saved
from caseapp.domain.working_days import WorkingCalendar
from caseapp.services.office import Office, saved
from caseapp.store.reads import desk as desk_reads
from caseapp.store.reads import rights as reads
from caseapp.store.tables import Setting
from caseapp.store.unit import Unit

LAYER, HOLIDAYS, COUNTED_WITH = "rules_layer", "holidays", "clocks_counted_with"
_LAYER_NAME, _HOLIDAYS_NAME = "rules.toml", "holidays.toml"


@dataclass(frozen=True, slots=True)
class RuleBook:
    """A catalogue with its layer, and the calendar to count with."""

    catalogue: Catalogue
    calendar: WorkingCalendar


def book(office: Office, edition: str = "2020") -> RuleBook:
    """What a case under this edition is counted by."""
    settings = desk_reads.settings(office.store)
    layer = _layer(settings.get(LAYER, ""))
    catalogue = shipped.catalogue(edition)
    if layer is not None and layer.edition == edition:
        catalogue = _joined(edition, settings[LAYER])
    return RuleBook(catalogue, _calendar(settings.get(HOLIDAYS, "")))


def working_days_mark(office: Office) -> str:
    """A short text that differs whenever the working days of this vault do."""
    return mark_of(desk_reads.settings(office.store).get(HOLIDAYS, ""))


def mark_of(changes: str) -> str:
    """The same, of the shipped list with changes to it as they were typed."""
    shipped_days = shipped.calendar()
    seen = f"{shipped_days.version}\n{sorted(shipped_days.holidays)}\n{changes.strip()}"
    return sha256(seen.encode()).hex()


def layer(office: Office) -> RuleLayer | None:
    """The organisation's own rules, if it has any."""
    return _layer(desk_reads.settings(office.store).get(LAYER, ""))


def holiday_changes(office: Office) -> tuple[HolidayChange, ...]:
    """Days the organisation added or took away."""
    return _changes(desk_reads.settings(office.store).get(HOLIDAYS, ""))


def texts(office: Office) -> tuple[str, str]:
    """The layer and the holiday changes as they were typed, to edit them again."""
    settings = desk_reads.settings(office.store)
    return settings.get(LAYER, ""), settings.get(HOLIDAYS, "")


def set_layer(office: Office, text: str) -> Saved:
    """Take a layer file over, or with an empty text none. Clocks it opened keep what they started with.

    Raises:
        Refused: `rules_for_leads`; `layer_rule_in_use`: a rule that has opened clocks would be gone from the screen.
        Damaged: `catalogue_invalid`, with line and problem.
    """
    new = _layer(text)
    kept = frozenset(rule.id for rule in new.rules) if new is not None else frozenset()
    for rule_id in reads.layer_rules_used(office.store):
        if rule_id not in kept and shipped.catalogue().rule(rule_id) is None:
            raise Refused("layer_rule_in_use", rule=rule_id)
    return _keep(office, LAYER, text)


def set_holidays(office: Office, text: str) -> Saved:
    """Take changes to the bank holidays over. No clock moves by this alone: `recount` moves the open ones, and a
    closed one never moves.

    Raises:
        Refused: `rules_for_leads`.
        Damaged: `calendar_invalid`, with line and problem.
    """
    _changes(text)
    return _keep(office, HOLIDAYS, text)


def change_holidays(office: Office, changes: tuple[HolidayChange, ...]) -> Saved:
    """The same from a list of changes. Raises as `set_holidays`."""
    return set_holidays(office, holiday_text(changes))


def take_layer_file(office: Office, file: Path) -> Saved:
    """Use the layer in a file from now on.

    Raises:
        Refused: `file_unreadable`; and as `set_layer`.
        Damaged: `catalogue_invalid`.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refused("file_unreadable") from None
    return set_layer(office, text)


def _keep(office: Office, key: str, text: str) -> Saved:
    if office.desk.role != "lead":
        raise Refused("rules_for_leads")
    with office.unit() as unit:
        return saved(unit, keep_setting(office, unit, key, text), "rights", "cases")


def keep_setting(office: Office, unit: Unit, key: str, text: str) -> str:
    """Keep a setting of the vault in place of what it was; returns its row."""
    row = desk_reads.setting_id(office.store, key)
    if row is None:
        return unit.add(Setting, key=key, value=text)
    unit.change(Setting, row, value=text)
    return row


@lru_cache(maxsize=4)
def _layer(text: str) -> RuleLayer | None:
    return parse_layer(text, _LAYER_NAME) if text.strip() else None


@lru_cache(maxsize=4)
def _joined(edition: str, text: str) -> Catalogue:
    return with_layer(shipped.catalogue(edition), _layer(text))


@lru_cache(maxsize=4)
def _changes(text: str) -> tuple[HolidayChange, ...]:
    return parse_holiday_changes(text, _HOLIDAYS_NAME) if text.strip() else ()


@lru_cache(maxsize=4)
def _calendar(text: str) -> WorkingCalendar:
    return with_changes(shipped.calendar(), _changes(text))
