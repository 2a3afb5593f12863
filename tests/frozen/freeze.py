"""Makes the vault that is kept of a version, with that version's code: `python -m tests.frozen.freeze FOLDER`."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from caseapp.base.clock import SetClock
from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase, NewReferral
from caseapp.domain.contact import ContactDraft, FollowUpDraft
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, contacts, vaults

clock = SetClock(datetime(2026, 11, 19, 9, tzinfo=UTC))
office = vaults.set_up(
    Path(sys.argv[1]), name="Robin E.", passphrase="violet harbour lantern pebble crisp", profile=TESTING, clock=clock
).office
case = cases.open_case(
    office,
    NewCase(
        NewReferral(date(2026, 11, 18), route="police"),
        person=PersonDetails(first_name="Amara", last_name="Example", born_on=date(1992, 3, 1), district="swale"),
        crime_group="da",
        risk="high",
        reported="yes",
        reported_on=date(2026, 11, 17),
    ),
)
contacts.log(
    office,
    ContactDraft(
        case.row_id,
        office.now(),
        "call",
        "spoke",
        "A note from before.",
        follow_up=FollowUpDraft("Call again", office.today()),
    ),
)
office.close()
