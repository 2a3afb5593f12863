"""The person supported, and how they came to the service (casework practice §1, steps 1 and 2)."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.store.tables.base import Row


class Person(Row):
    """Someone the service supports. May be unnamed; every field but the identifier may be unknown (None)."""

    __tablename__ = "person"
    search_who = ("first_name", "last_name", "known_as", "phone", "email")

    first_name: Mapped[str | None]
    last_name: Mapped[str | None]
    known_as: Mapped[str | None]
    born_on: Mapped[date | None]
    # How much of born_on is known: day, month, year. None when the date is unknown.
    born_precision: Mapped[str | None]
    age_band: Mapped[str | None]
    sex: Mapped[str | None]
    ethnicity: Mapped[str | None]
    orientation: Mapped[str | None]
    disability: Mapped[str | None]
    religion: Mapped[str | None]
    language: Mapped[str | None]
    interpreter: Mapped[str | None]
    lives_with: Mapped[str | None]
    district: Mapped[str | None]
    town: Mapped[str | None]
    # As it came with a referral. Whether it is safe to use is said by SafeContact alone.
    phone: Mapped[str | None]
    email: Mapped[str | None]


class Referral(Row):
    """One request to support someone, whatever became of it."""

    __tablename__ = "referral"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    case_id: Mapped[str | None] = mapped_column(ForeignKey("episode.id"), index=True)
    received_on: Mapped[date] = mapped_column(index=True)
    received_time: Mapped[str | None]
    route: Mapped[str | None]
    referrer_name: Mapped[str | None]
    referrer_agency: Mapped[str | None]
    client_told: Mapped[str | None]
    consent: Mapped[str | None]
    risk: Mapped[str | None]
    risk_tool: Mapped[str | None]
    crime_ref: Mapped[str | None]
    crime_group: Mapped[str | None]
    their_id: Mapped[str | None] = mapped_column(index=True)
    summary: Mapped[str | None]
    # pending, accepted, waiting_list, … (resources/lists/referral_decisions.toml)
    decision: Mapped[str] = mapped_column(index=True, default="pending")
    decided_on: Mapped[date | None]
    decision_reason: Mapped[str | None]
    import_id: Mapped[str | None] = mapped_column(ForeignKey("import_batch.id"), index=True)
