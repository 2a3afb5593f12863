"""Rights: an event starts the clocks; the caseworker records whether the person was told."""

from datetime import date
from typing import Any

from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.catalogue import Catalogue, Rule
from caseapp.domain.due_dates import due
from caseapp.domain.entitlement import limit_words, opened_by, working_days_late
from caseapp.domain.person import call_name
from caseapp.domain.rights_view import (
    IF_NEEDED,
    LATE,
    MET,
    NOT_YET,
    STARTED,
    DueRight,
    RightInstance,
    RightsView,
    RightSummary,
    Told,
)
from caseapp.domain.saved import Saved
from caseapp.services import glance
from caseapp.services.office import Office, saved
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import rights as reads
from caseapp.store.tables import Entitlement
from caseapp.store.unit import Unit
