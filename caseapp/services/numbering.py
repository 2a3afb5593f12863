"""Gives each case its serial and reference."""

from caseapp.domain.reference import make_reference
from caseapp.services.office import Office
from caseapp.store.reads import desk as desk_reads
from caseapp.store.reads.case import last_serial
from caseapp.store.tables import Setting
from caseapp.store.unit import Unit

_USED = "last_serial"


def next_reference(office: Office) -> tuple[int, str]:
    """The next serial and the reference made from it."""
    serial = _last(office) + 1
    return serial, make_reference(office.prefix, serial)


def keep_used(office: Office, unit: Unit) -> None:
    """Before cases are erased: no later case may bear the reference of an erased one."""
    row = desk_reads.setting_id(office.store, _USED)
    if row is None:
        unit.add(Setting, key=_USED, value=str(_last(office)))
    else:
        unit.change(Setting, row, value=str(_last(office)))


def _last(office: Office) -> int:
    return max(last_serial(office.store), int(desk_reads.settings(office.store).get(_USED, "0")))
