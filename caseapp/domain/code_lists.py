"""Coded lists: the fixed answers that records hold and reports count, as versioned data.

A record stores the *code*; the label may be reworded and an item retired (`active_until`) without touching a record.
Source of each list: the `source` line of its file in `resources/lists/`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from caseapp.base.words import _
from caseapp.domain.data_rows import DataFile, Mark, Row, parse_data

Extra = str | int | bool | tuple[str, ...]

_COMMON = ("code", "label", "group", "mark", "active_from", "active_until")


@dataclass(frozen=True, slots=True)
class ListItem:
    """One answer of a coded list. `extra` holds what only this list knows, such as the key letter of a channel."""

    code: str
    wording: str
    group: str
    mark: Mark
    active_from: date | None = None
    active_until: date | None = None
    extra: Mapping[str, Extra] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def label(self) -> str:
        """The words for it, in the chosen language."""
        return _(self.wording)

    def text(self, name: str) -> str:
        """An extra text, or an empty one."""
        value = self.extra.get(name, "")
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """An extra list of texts, or an empty one."""
        value = self.extra.get(name, ())
        return value if isinstance(value, tuple) else ()

    def number(self, name: str) -> int:
        """An extra whole number, or 0."""
        value = self.extra.get(name, 0)
        return value if isinstance(value, int) else 0

    def flag(self, name: str) -> bool:
        """An extra yes or no; absent is no."""
        return self.extra.get(name) is True

    @property
    def key(self) -> str:
        """The letter that picks this answer on the keyboard (one of its label's letters), or an empty text."""
        return self.text("key")

    def is_active(self, on: date) -> bool:
        """Whether this answer is offered on a day; records keep retired answers."""
        return (self.active_from is None or self.active_from <= on) and (
            self.active_until is None or on <= self.active_until
        )


@dataclass(frozen=True, slots=True)
class CodeList:
    """A versioned list, in the order it is offered."""

    id: str
    title: str
    version: str
    checked: date
    source: str
    items: tuple[ListItem, ...]
    groups: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """Label of each group code, in order."""
    cps_area: str = ""
    """For a list of areas: the area of the prosecution service they lie in."""

    def get(self, code: str) -> ListItem | None:
        """The item with this code, if the list has it."""
        return next((item for item in self.items if item.code == code), None)

    def __getitem__(self, code: str) -> ListItem:
        found = self.get(code)
        if found is None:
            raise KeyError(code)
        return found

    def __contains__(self, code: object) -> bool:
        return any(item.code == code for item in self.items)

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes in order, retired ones too."""
        return tuple(item.code for item in self.items)

    def label(self, code: str) -> str:
        """The words for a code. A code from another version of the list is shown as it is, never lost."""
        found = self.get(code)
        return code if found is None else found.label

    def group_label(self, group: str) -> str:
        """The words for a group code."""
        return _(self.groups.get(group, group))

    def in_group(self, group: str) -> tuple[ListItem, ...]:
        """The items of one group, in order."""
        return tuple(item for item in self.items if item.group == group)

    def active(self, on: date) -> tuple[ListItem, ...]:
        """What may be chosen on a day."""
        return tuple(item for item in self.items if item.is_active(on))


def parse_list(text: str, name: str) -> CodeList:
    """Read and check a list file.

    Raises `Damaged("list_invalid")` with file, line and problem: not TOML, a missing value, a code twice, a group
    that is not declared, dates in the wrong order.
    """
    data = parse_data(text, name, "list_invalid")
    top = data.top()
    top.only("id", "title", "version", "checked", "source", "mark", "groups", "items", "cps_area")
    groups = _groups(data)
    items: dict[str, ListItem] = {}
    for row in data.rows("items"):
        item = _item(row, groups, top.text("mark", "own"))
        if item.code in items:
            row.place.refuse(f"the code '{item.code}' is there twice")
        items[item.code] = item
    if not items:
        top.place.refuse("the list has no items")
    return CodeList(
        top.text("id"),
        top.text("title"),
        top.text("version"),
        top.day("checked"),
        top.text("source"),
        tuple(items.values()),
        MappingProxyType(groups),
        top.text("cps_area", ""),
    )


def _groups(data: DataFile) -> dict[str, str]:
    groups: dict[str, str] = {}
    for row in data.rows("groups"):
        row.only("code", "label")
        code = row.text("code")
        if code in groups:
            row.place.refuse(f"the group '{code}' is there twice")
        groups[code] = row.text("label")
    return groups


def _item(row: Row, groups: Mapping[str, str], mark: str) -> ListItem:
    group = row.text("group", "")
    if group not in groups and (group or groups):
        row.place.refuse(f"the group '{group}' is not declared in 'groups'")
    start, end = row.day_or_none("active_from"), row.day_or_none("active_until")
    if start is not None and end is not None and end < start:
        row.place.refuse("'active_until' is before 'active_from'")
    return ListItem(
        row.text("code"),
        row.text("label"),
        group,
        row.mark(default=mark),
        start,
        end,
        MappingProxyType({key: _extra(row, key) for key in row.values if key not in _COMMON}),
    )


def _extra(row: Row, key: str) -> Extra:
    value = row.values[key]
    if isinstance(value, (str, bool, int)):
        return value
    return row.texts(key)
