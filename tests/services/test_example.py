"""The example service: plausible, and the same for the same seed."""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from caseapp.base.clock import SetClock, at_london
from caseapp.base.errors import Refused
from caseapp.crypto.kdf import TESTING
from caseapp.services import example, journal, vaults
from caseapp.services.example.story import tell
from caseapp.services.example.world import kent
from caseapp.store import checks

PASSPHRASE = "violet harbour lantern pebble crisp"
RECORD = (
    "person",
    "episode",
    "referral",
    "contact",
    "follow_up",
    "justice_event",
    "entitlement",
    "withdrawal",
    "hearing",
)


def contents(folder: Path, seed: int) -> dict[str, list[tuple[object, ...]]]:
    example.build(
        folder, cases=25, contacts=4, seed=seed, passphrase=PASSPHRASE, until=date(2026, 11, 21), profile=TESTING
    )
    office = vaults.unlock(folder, PASSPHRASE)
    found = {
        name: [tuple(row) for row in office.store.read(text(f"SELECT * FROM {name} ORDER BY id"))] for name in RECORD
    }
    assert journal.verify(office).broken_at is None
    office.close()
    return found


def test_the_same_seed_gives_the_same_records_and_another_seed_others(tmp_path: Path) -> None:
    first, again, other = (contents(tmp_path / name, seed) for name, seed in (("a", 7), ("b", 7), ("c", 8)))
    assert first == again
    assert first["person"] != other["person"]
    assert all(first[name] for name in RECORD if name != "hearing")


def test_every_code_of_the_example_is_on_its_list(tmp_path: Path) -> None:
    from caseapp.domain import shipped

    contents(tmp_path / "a", 3)
    office = vaults.unlock(tmp_path / "a", PASSPHRASE)
    lists = {
        "crime_groups": "SELECT DISTINCT crime_group FROM episode",
        "crime_types": "SELECT DISTINCT crime_type FROM episode",
        "relationships": "SELECT DISTINCT relationship FROM episode",
        "referral_routes": "SELECT DISTINCT route FROM referral",
        "age_bands": "SELECT DISTINCT age_band FROM person",
        "ethnicity": "SELECT DISTINCT ethnicity FROM person",
        "contact_results": "SELECT DISTINCT result FROM contact",
        "withdrawal_stages": "SELECT DISTINCT stage FROM withdrawal",
        "closure_reasons": "SELECT DISTINCT closed_reason FROM episode WHERE closed_reason IS NOT NULL",
    }
    for name, question in lists.items():
        codes = {row[0] for row in office.store.read(text(question))}
        assert codes <= set(shipped.code_list(name).codes), name
    areas = {row[0] for row in office.store.read(text("SELECT DISTINCT district FROM person"))}
    assert areas <= set(shipped.areas("kent").codes)
    office.close()


def test_people_step_back_early_mostly_and_some_after_charge_at_trial_and_again() -> None:
    """Casework practice §4: 64 in 100 withdrawals within 30 days; stages S3 and S4 occur; some come back."""
    first, last = date(2023, 11, 21), date(2026, 11, 21)
    stories = [tell(Random(number), kent(), number, first, last, 4) for number in range(1500)]
    days, after_charge, at_trial, back, again = [], 0, 0, 0, 0
    for story in stories:
        happened: set[str] = set()
        times = 0
        for act in story.acts:
            if act.what == "event":
                happened.add(act.facts["kind"])
            if act.what != "step_back":
                continue
            back += act.facts["kind"] == "returned"
            if act.facts["kind"] == "withdrew" and story.reported_on is not None:
                times += 1
                days.append((act.facts["decided_on"] - story.reported_on).days)
                after_charge += "charge" in happened and "trial_starts" not in happened
                at_trial += "trial_starts" in happened
        again += times > 1
    assert 0.45 < sum(each <= 30 for each in days) / len(days) < 0.7
    assert min(after_charge, at_trial, back, again) >= 5


def test_progress_is_told_and_cancelling_stops(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    example.build(
        tmp_path / "a",
        cases=10,
        contacts=1,
        passphrase=PASSPHRASE,
        profile=TESTING,
        until=date(2026, 11, 21),
        progress=lambda done, of: told.append((done, of)),
    )
    assert told == [(10, 10)]
    with pytest.raises(Refused) as refused:
        example.build(tmp_path / "b", cases=10, passphrase=PASSPHRASE, profile=TESTING, cancelled=lambda: True)
    assert refused.value.code == "cancelled"


def test_an_example_made_early_in_the_day_records_nothing_later_than_that(tmp_path: Path) -> None:
    clock = SetClock(at_london(date(2026, 11, 21), 7))
    example.build(tmp_path / "a", cases=25, contacts=4, passphrase=PASSPHRASE, profile=TESTING, clock=clock)
    office = vaults.unlock(tmp_path / "a", PASSPHRASE, clock=clock)
    last = checks.last_instant(office.store)
    office.close()
    assert last is not None
    assert last <= clock.now()


@pytest.mark.parametrize("size", [{"cases": 0}, {"years": 0}, {"contacts": 1000}])
def test_an_impossible_size_makes_nothing(tmp_path: Path, size: dict[str, int]) -> None:
    with pytest.raises(Refused):
        example.build(tmp_path / "a", passphrase=PASSPHRASE, profile=TESTING, **size)
    assert not (tmp_path / "a").exists()
