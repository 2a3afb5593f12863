"""Gives each case its serial and reference."""

from caseapp.domain.reference import make_reference
from caseapp.services.office import Office
from caseapp.store.reads.case import last_serial


def next_reference(office: Office) -> tuple[int, str]:
    """The next serial and the reference made from it."""
    serial = last_serial(office.store) + 1
    return serial, make_reference(office.prefix, serial)
