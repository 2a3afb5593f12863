"""Which column of a received sheet fills which field of a referral.

Fields: casework practice §1, rows 1-3 (Referral, Client, and the contact details a referral brings). Every
district, force and agency sends its own sheet, so a map is made once, kept by name and used again next
month.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from caseapp.base.errors import Refused
from caseapp.base.words import later

NOTHING: Mapping[str, str] = MappingProxyType({})


class FieldKind(StrEnum):
    """How the text of a cell is read."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    BORN = "born"
    CHOICE = "choice"
    AREA = "area"
    EMAIL = "email"
    PHONE = "phone"


class DateOrder(StrEnum):
    """The order of day, month and year in the sender's dates. ISO dates (2025-03-01) are read in any order."""

    DMY = "dmy"
    YMD = "ymd"
    MDY = "mdy"


@dataclass(frozen=True, slots=True)
class ImportField:
    """A field a column can fill.

    `required` marks the fields of which at least one must be there: something to call the person by.
    """

    name: str
    label: str
    kind: FieldKind
    required: bool = False


FIELDS: tuple[ImportField, ...] = (
    ImportField("received_on", later("Received on"), FieldKind.DATE),
    ImportField("route", later("How it came"), FieldKind.CHOICE),
    ImportField("referrer_name", later("Referrer's name"), FieldKind.TEXT),
    ImportField("referrer_agency", later("Referrer's agency"), FieldKind.TEXT),
    ImportField("crime_ref", later("Crime reference"), FieldKind.TEXT),
    ImportField("risk", later("Risk"), FieldKind.CHOICE),
    ImportField("risk_tool", later("Risk tool used"), FieldKind.TEXT),
    ImportField("consent", later("Consent to the referral"), FieldKind.CHOICE),
    ImportField("first_name", later("First name"), FieldKind.TEXT, required=True),
    ImportField("last_name", later("Last name"), FieldKind.TEXT, required=True),
    ImportField("known_as", later("Known as"), FieldKind.TEXT, required=True),
    ImportField("full_name", later("Full name (one column)"), FieldKind.TEXT, required=True),
    ImportField("born", later("Born, age or age band"), FieldKind.BORN),
    ImportField("sex", later("Sex"), FieldKind.CHOICE),
    ImportField("district", later("District"), FieldKind.AREA),
    ImportField("town", later("Town"), FieldKind.TEXT),
    ImportField("email", later("E-mail"), FieldKind.EMAIL),
    ImportField("phone", later("Telephone"), FieldKind.PHONE),
    ImportField("crime_group", later("Kind of crime"), FieldKind.CHOICE),
    ImportField("summary", later("Summary"), FieldKind.LONG_TEXT),
    ImportField("their_id", later("Sender's own number"), FieldKind.TEXT),
    ImportField("note", later("Note"), FieldKind.LONG_TEXT),
)

FIELD: Mapping[str, ImportField] = MappingProxyType({each.name: each for each in FIELDS})
"""Every field by its name."""

CHOICE_LISTS: Mapping[str, str] = MappingProxyType(
    {"route": "referral_routes", "risk": "risk_levels", "sex": "sex", "crime_group": "crime_groups"}
)
"""The coded list (`resources/lists`) that answers each choice."""

CONSENT: Mapping[str, str] = MappingProxyType({later("Yes"): "yes", later("No"): "no", later("Not known"): "unknown"})
"""Whether the person agreed to be referred, as the referrer says."""


@dataclass(frozen=True, slots=True)
class ImportMap:
    """A saved column mapping.

    `columns`: field → column name. `constants`: field → the text for rows whose cell is empty, or for every
    row when no column fills the field. `translate`: field → the sender's word → our code.
    """

    name: str
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder = DateOrder.DMY
    translate: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def missing(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """Columns this map asks for that a sheet does not have (capitals do not matter)."""
        there = {column.casefold() for column in columns}
        return tuple(name for name in self.columns.values() if name.strip().casefold() not in there)

    def unused(self, columns: tuple[str, ...]) -> tuple[str, ...]:
        """Columns of a sheet that no field takes: they will not be imported, and the preview says so."""
        taken = {name.strip().casefold() for name in self.columns.values()}
        return tuple(name for name in columns if name.casefold() not in taken)


def check_map(import_map: ImportMap, columns: tuple[str, ...]) -> None:
    """Refuse a map that cannot read a sheet with these columns.

    Raises:
        Refused: `import_map_field_unknown`, `import_map_column_missing`, `import_map_no_name`.
    """
    for name in (*import_map.columns, *import_map.constants, *import_map.translate):
        if name not in FIELD:
            raise Refused("import_map_field_unknown", field=name)
    if missing := import_map.missing(columns):
        raise Refused("import_map_column_missing", column=missing[0], count=len(missing))
    if not any(FIELD[name].required for name in import_map.columns):
        raise Refused("import_map_no_name")
