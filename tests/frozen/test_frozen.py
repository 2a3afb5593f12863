"""A vault of an earlier version opens, gets today's shape by way of a proven copy, and loses nothing by it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from caseapp.base.clock import SetClock
from caseapp.base.errors import Damaged, Refused, Trouble
from caseapp.services import cases, contacts, health, journal, migrating, vaults
from caseapp.services.office import Office
from caseapp.store import schema
from caseapp.store.checks import counts, head

PASSPHRASE = "violet harbour lantern pebble crisp"
CLOCK = SetClock(datetime(2026, 11, 20, 9, tzinfo=UTC))
FROZEN = sorted(folder for folder in Path(__file__).parent.iterdir() if (folder / "vault.db").is_file())
BEFORE = "vault.db.before-steps"


@pytest.fixture(params=FROZEN, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    kept: Path = request.param
    folder = Path(shutil.copytree(kept, tmp_path / "vault"))
    for path in folder.iterdir():
        path.chmod(0o600)  # a checkout gives everybody the right to read
    return folder


def opened(folder: Path) -> Office:
    return vaults.unlock(folder, PASSPHRASE, clock=CLOCK)


def holds_its_records(office: Office) -> None:
    (case,) = cases.find(office, "Amara")
    assert [row.note for row in contacts.chronology(office, case.id).rows] == ["A note from before."]
    assert journal.verify(office).broken_at is None


def test_statement_53_it_opens_whole_and_the_one_before_is_kept_until_a_whole_check(folder: Path) -> None:
    before = (folder / "vault.db").read_bytes()
    office = opened(folder)
    holds_its_records(office)
    with office.store.connection().begin():
        assert schema.shape_of(office.store.connection()) == schema.HEAD
    assert (folder / BEFORE).read_bytes() == before
    assert (folder / BEFORE).stat().st_mode & 0o077 == 0
    assert not (folder / "vault.db.new").exists()
    assert health.at_start(office).well
    assert health.whole(office).well
    assert not (folder / BEFORE).exists()
    office.close()
    opened(folder).close()
    assert not (folder / BEFORE).exists(), "the second opening takes no step"


@pytest.mark.parametrize("trouble", [Refused("disk_full"), Damaged("database_damaged", faults=1)])
@pytest.mark.parametrize("where", ["bring_up_to_date", "keep_under", "put_in_place"])
def test_statement_53_what_goes_wrong_on_the_way_leaves_it_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, where: str, trouble: Trouble
) -> None:
    before = (folder / "vault.db").read_bytes()

    def fail(*_given: object) -> None:
        raise trouble

    with monkeypatch.context() as patch:
        patch.setattr(migrating, where, fail)
        with pytest.raises(type(trouble), match=trouble.code):
            opened(folder)
    assert (folder / "vault.db").read_bytes() == before
    assert not (folder / "vault.db.new").exists()
    office = opened(folder)
    holds_its_records(office)
    office.close()


def test_steps_that_lose_an_entry_are_not_taken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take = schema.bring_up_to_date

    def lose(connection: Connection) -> bool:
        done = take(connection)
        with connection.begin():
            for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                connection.execute(text(f"DROP TRIGGER {name}"))
            connection.execute(text("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)"))
        return done

    with monkeypatch.context() as patch:
        patch.setattr(migrating, "bring_up_to_date", lose)
        with pytest.raises(Damaged, match="database_damaged"):
            opened(folder)
    office = opened(folder)
    holds_its_records(office)
    assert counts(office.store)["journal"] == head(office.store).entries
    office.close()


def test_statement_53_a_vault_of_a_later_version_is_refused_in_words_and_unharmed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(folder).close()
    before = (folder / "vault.db").read_bytes()
    monkeypatch.setattr(schema, "HEAD", "0002")
    monkeypatch.setattr(schema, "KNOWN", ("0001", "0002"))
    with pytest.raises(Refused, match="vault_newer"):
        opened(folder)
    assert (folder / "vault.db").read_bytes() == before
