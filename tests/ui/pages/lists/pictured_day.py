"""The day of the pictures: Saturday 21 November 2026, on the desk of Robin E., with invented people."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from caseapp.base.clock import SetClock, at_london
from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase, NewReferral
from caseapp.domain.contact import ContactDraft, FollowUpDraft
from caseapp.domain.person import PersonDetails
from caseapp.domain.rights_view import Told
from caseapp.domain.safe_contact import SafeContactDetails, SafeTime
from caseapp.services import cases, contacts, journey, rights, vaults
from caseapp.services.journey import EventDraft
from caseapp.services.office import Office

PASSPHRASE = "marmalade over quiet wharves 47"
NOW = at_london(date(2026, 11, 21), 14, 30)
WEEKDAYS = (0, 1, 2, 3, 4)
MONDAYS = SafeContactDetails(
    number="07700 900147",
    call_safe="yes",
    text_safe="no",
    voicemail_safe="no",
    windows=(SafeTime((0,), time(10), time(14)),),
    code_word="Marmalade",
)


@dataclass
class Day:
    """The office, its clock, and the id of each case by first name."""

    office: Office
    clock: SetClock
    ids: dict[str, str] = field(default_factory=dict)

    def at(self, day: date, hour: int = 9) -> None:
        """Go to a moment."""
        self.clock.instant = at_london(day, hour)

    def open(self, first: str, last: str, district: str, risk: str, opened: date, **more: object) -> str:
        """Open a case; everything its report started is settled at once, so that only what a test adds is due."""
        self.at(opened)
        reported = more.pop("reported", "yes")
        details = more.pop("safe_contact", None)
        referral = NewReferral(opened, route=str(more.pop("route", "police")), received_time="11:15")
        new = NewCase(
            referral,
            person=PersonDetails(first, last, born_on=date(1992, 3, 4), district=district),
            crime_group="da",
            risk=risk,
            reported=str(reported),
            reported_on=opened if reported == "yes" else None,
            safe_contact=details,  # type: ignore[arg-type]  # details or None
        )
        case_id = cases.open_case(self.office, new).row_id
        self.ids[first] = case_id
        self.settle(case_id)
        return case_id

    def settle(self, case_id: str) -> None:
        """Record everything still running as told."""
        for right in rights.for_case(self.office, case_id).rights:
            for one in right.instances:
                if one.id is not None and one.standing in ("running", "missed", "possibly_late"):
                    rights.told(self.office, one.id, Told(self.office.today(), "phone"))

    def event(self, first: str, kind: str, on: date) -> None:
        """Something happened in the case."""
        self.at(max(on, self.office.today()))
        journey.record(self.office, EventDraft(self.ids[first], kind, on))

    def contact(self, first: str, on: date, note: str, result: str = "spoke", minutes: int | None = 12) -> None:
        """A call on a day."""
        self.at(on, 15)
        draft = ContactDraft(self.ids[first], self.clock.instant, "call", result, note, minutes=minutes)
        contacts.log(self.office, draft)

    def follow_up(self, first: str | None, what: str, due: date, kind: str = "task", at: str | None = None) -> None:
        """Something promised."""
        contacts.add_follow_up(self.office, self.ids[first] if first else None, FollowUpDraft(what, due, at, kind))


def pictured_day(folder: Path) -> Day:
    """Build the vault; the caller closes the office on the same thread."""
    clock = SetClock(datetime(2026, 10, 1, 9, tzinfo=UTC))
    made = vaults.set_up(
        folder, name="Robin E.", passphrase=PASSPHRASE, role="caseworker", clock=clock, profile=TESTING
    )
    day = Day(made.office, clock)
    with day.office.unit():
        _people(day)
        _events(day)
        _promises(day)
    clock.instant = NOW
    return day


def _people(day: Day) -> None:
    october, november = date(2026, 10, 5), date(2026, 11, 2)
    day.open("Amara", "Example", "swale", "high", october, safe_contact=MONDAYS)
    day.open("Grace", "Invented", "maidstone", "high", october)
    email = SafeContactDetails(email="cerys@example.org", email_safe="yes", call_safe="yes")
    day.open("Cerys", "Placeholder", "canterbury", "standard", october, safe_contact=email)
    day.open("Farah", "Fictional", "swale", "high", october)
    day.open("Dina", "Testcase", "dover", "medium", november)
    day.open("Ines", "Demo", "thanet", "medium", october, reported="no")
    day.open("Kayleigh", "Pretend", "gravesham", "medium", october)
    day.open("Hollie", "Madeup", "dartford", "standard", october, reported="no")
    day.open("Lena", "Imaginary", "sevenoaks", "standard", october)
    day.open("Beatriz", "Sample", "ashford", "medium", date(2026, 11, 17))
    day.open("Jo", "Notreal", "folkestone_hythe", "not_assessed", date(2026, 11, 20), reported="no", route="self")
    day.open("Ewa", "Specimen", "thanet", "high", date(2026, 11, 20))


def _events(day: Day) -> None:
    for first, kinds in (
        ("Farah", ("investigation",)),
        ("Kayleigh", ("file_to_cps",)),
        ("Lena", ("verdict_guilty",)),
        ("Grace", ("charge",)),
        ("Cerys", ("trial_starts",)),
    ):
        for kind in kinds:
            if kind in ("investigation",):
                continue
            day.event(first, kind, date(2026, 11, 3))
        day.settle(day.ids[first])
    day.event("Amara", "file_to_cps", date(2026, 11, 10))
    day.settle(day.ids["Amara"])
    day.event("Amara", "bail_changed", date(2026, 11, 17))
    day.event("Dina", "arrest", date(2026, 11, 20))


def _promises(day: Day) -> None:
    for first, on in (
        ("Kayleigh", date(2026, 10, 31)),
        ("Ines", date(2026, 11, 5)),
        ("Lena", date(2026, 11, 12)),
        ("Hollie", date(2026, 11, 13)),
        ("Farah", date(2026, 11, 16)),
        ("Dina", date(2026, 11, 17)),
        ("Cerys", date(2026, 11, 18)),
        ("Grace", date(2026, 11, 19)),
        ("Amara", date(2026, 11, 20)),
        ("Beatriz", date(2026, 11, 20)),
    ):
        reached = first != "Kayleigh"
        note = "Worried after a neighbour was seen in the area. Talked through the safety plan."
        day.contact(first, on, note if reached else "", "spoke" if reached else "no_answer", 12 if reached else None)
    day.at(date(2026, 11, 20), 16)
    day.follow_up("Amara", "Call Amara about the bail change", date(2026, 11, 21), "call")
    day.follow_up("Cerys", "Send Cerys the court map and visit times", date(2026, 11, 21), "email")
    day.follow_up("Farah", "Repeat the DASH with Farah, 4 weeks since the last", date(2026, 11, 23))
    day.follow_up("Ewa", "MARAC research forms for two cases", date(2026, 11, 23), at="17:00")
    journey.add_hearing(day.office, day.ids["Grace"], "court", date(2026, 11, 23), "10:00", "Maidstone Crown Court")
    journey.add_hearing(day.office, day.ids["Farah"], "marac", date(2026, 11, 25), "09:30", "Swale, online")
    journey.add_hearing(day.office, day.ids["Cerys"], "court", date(2026, 12, 1), "10:30", "Canterbury Crown Court")
