"""How someone can be reached without harm: show, record a new version, answer "can I ring now?"."""

from caseapp.base.errors import Refused
from caseapp.domain.safe_contact import CallAdvice, SafeContactDetails, call_advice, check
from caseapp.domain.saved import Saved
from caseapp.services.office import Office, saved
from caseapp.store.reads import case as reads
from caseapp.store.tables import SafeContact


def current(office: Office, case_id: str) -> SafeContactDetails | None:
    """The version that holds, or None if none was ever recorded: then ask before you ring."""
    return reads.safe_contact(office.store, case_id)


def advice(office: Office, case_id: str) -> CallAdvice:
    """Whether a call is safe at this moment."""
    return call_advice(current(office, case_id), office.now())


def record(office: Office, case_id: str, details: SafeContactDetails) -> Saved:
    """Record a new version; the older ones stay in the record.

    Raises:
        Refused: `safe_time_empty`, `case_missing`.
    """
    check(details)
    reference = reads.reference_of(office.store, case_id)
    if reference is None:
        raise Refused("case_missing")
    values = {name: getattr(details, name) for name in SafeContactDetails.__dataclass_fields__ if name != "windows"}
    with office.unit() as unit:
        row = unit.add(
            SafeContact,
            case_id=case_id,
            version=reads.safe_contact_version(office.store, case_id) + 1,
            windows=[window.as_data() for window in details.windows],
            author_id=office.desk.worker_id,
            **values,
        )
        return saved(unit, row, "safe_contact", case_id=case_id, reference=reference)
