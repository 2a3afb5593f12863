"""Saved views of the caseload: which filters, which order, which columns. Each worker has their own, in the vault."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from caseapp.base.errors import Refused
from caseapp.domain.saved import Saved
from caseapp.services.office import Office, saved
from caseapp.store.reads import desk as reads
from caseapp.store.tables import Setting

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class CaseloadView:
    """A view by its name.

    `filters` gives the answers of each filter; `columns` the keys of the columns shown, from the left; `widths` those
    set by hand, in pixels at 100 % text size. What was typed into the filter is no part of it: it may be a name.
    """

    name: str
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "next_due_on"
    columns: tuple[str, ...] = ()
    widths: dict[str, int] = field(default_factory=dict)


def all_of_mine(office: Office) -> tuple[CaseloadView, ...]:
    """The views of the worker at the desk, by name."""
    return tuple(sorted(_kept(office), key=lambda view: view.name.casefold()))


def keep(office: Office, view: CaseloadView) -> Saved:
    """Keep a view, in place of one of the same name.

    Raises:
        Refused: `view_without_name`.
    """
    name = " ".join(view.name.split())[:LONGEST_NAME]
    if not name:
        raise Refused("view_without_name")
    others = [one for one in _kept(office) if one.name.casefold() != name.casefold()]
    named = CaseloadView(name, view.filters, view.sort, view.columns, view.widths)
    return _write(office, [*others, named])


def remove(office: Office, name: str) -> Saved:
    """Let a view go; undo brings it back."""
    return _write(office, [one for one in _kept(office) if one.name != name])


def _key(office: Office) -> str:
    return f"caseload_views:{office.desk.worker_id}"


def _kept(office: Office) -> list[CaseloadView]:
    text = reads.settings(office.store).get(_key(office), "[]")
    return [_view(one) for one in json.loads(text)]


def _view(read: dict[str, Any]) -> CaseloadView:
    filters = {name: tuple(values) for name, values in read["filters"].items()}
    return CaseloadView(read["name"], filters, read["sort"], tuple(read["columns"]), dict(read["widths"]))


def _write(office: Office, views: list[CaseloadView]) -> Saved:
    text = json.dumps([asdict(view) for view in views])
    with office.unit() as unit:
        row = reads.setting_id(office.store, _key(office))
        if row is None:
            row = unit.add(Setting, key=_key(office), value=text)
        else:
            unit.change(Setting, row, value=text)
        return saved(unit, row, "caseload_views")
