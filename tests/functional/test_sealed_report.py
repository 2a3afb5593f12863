"""Statement 35: what leaves for a lead is figures only, sealed to that lead and signed by the service."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from caseapp.base.clock import SetClock
from caseapp.base.errors import Damaged, Refused
from caseapp.crypto.envelope import Kem, open_from, seal_to
from caseapp.crypto.kdf import TESTING
from caseapp.crypto.keys import Purpose
from caseapp.domain.case import NewCase
from caseapp.domain.person import PersonDetails
from caseapp.domain.withdrawal import WithdrawalDraft
from caseapp.services import annual, cases, ledger, report_readers, sealed_reports, signing, team, vaults, withdrawals
from caseapp.services.office import Office
from caseapp.store import checks
from caseapp.vault import key_file
from caseapp.vault.key_file import KeyFor
from tests.conftest import PASSPHRASE

NOW = datetime(2026, 11, 19, 9, tzinfo=UTC)
YEAR = "2026-27"
LEADS = "granite kettles upon slow barges"
SURNAME = "Quillfeather"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A service's year: thirty people of one name, half of whom stepped back."""
    folder = tmp_path_factory.mktemp("made") / "vault"
    office = vaults.set_up(
        folder, name="Robin E.", passphrase=PASSPHRASE, service="Swale IDVA", profile=TESTING, clock=SetClock(NOW)
    ).office
    with office.unit():
        for number in range(30):
            person = PersonDetails(first_name="Invented", last_name=SURNAME, district="swale")
            new = NewCase(None, person=person, crime_group="da", reported="yes", reported_on=date(2026, 11, 2))
            opened = cases.open_case(office, new)
            if number % 2:
                draft = WithdrawalDraft(opened.row_id, "withdrew", "S2", date(2026, 11, 18), "P4")
                withdrawals.record(office, draft)
    office.close()
    return folder


@pytest.fixture(scope="module")
def release(made_once: Path, tmp_path_factory: pytest.TempPathFactory) -> annual.Release:
    """Two tables of that year, protected: the check of them all takes long."""
    copy = shutil.copytree(made_once, tmp_path_factory.mktemp("counted") / "vault")
    office = vaults.unlock(copy, PASSPHRASE, clock=SetClock(NOW))
    try:
        return annual.protect(annual.count(office, YEAR, ("cases",)), "public")
    finally:
        office.close()


@pytest.fixture
def service(made_once: Path, tmp_path: Path) -> Iterator[Office]:
    copy = shutil.copytree(made_once, tmp_path / "copy")
    office = vaults.unlock(copy, PASSPHRASE, clock=SetClock(NOW))
    yield office
    office.close()


@pytest.fixture
def lead(tmp_path: Path) -> Path:
    """Where the lead of another office keeps both files of their key."""
    (tmp_path / "lead").mkdir()
    return new_key(tmp_path / "lead", "Dana K.")


def new_key(folder: Path, name: str) -> Path:
    report_readers.make_key(
        folder / "private", folder / "public", name=name, passphrase=LEADS, clock=SetClock(NOW), profile=TESTING
    )
    return folder


def sealed(service: Office, release: annual.Release, lead: Path, file: Path) -> Path:
    report_readers.keep(service, lead / "public")
    sealed_reports.hand_over(service, release, annual.make(release), "Dana K.", file)
    return file


def exported(service: Office, release: annual.Release, folder: Path) -> Path:
    annual.enter_written(service, release, annual.write(release, folder))
    return folder


def test_statement_35_one_file_that_only_the_lead_opens_signed_and_without_a_row(
    service: Office, release: annual.Release, lead: Path, tmp_path: Path
) -> None:
    file = sealed(service, release, lead, tmp_path / "report.sealed")
    held = signing.write_service_key(service, tmp_path / "service.key")
    opened = sealed_reports.open_sealed(
        file, lead / "private", LEADS, tmp_path / "out", signing.read_service_key(tmp_path / "service.key")
    )
    assert opened.report.public == held.public
    assert opened.report.service == "Swale IDVA"
    assert opened.report.unlisted == ()
    # The service's journal is at least there today: an outside witness against one that is cut short.
    assert checks.chain_at(service.store, opened.entry) == bytes.fromhex(opened.chain)
    container = file.read_bytes()
    everything = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert b"people" in everything
    for content in (container, everything):
        assert SURNAME.encode() not in content
        assert b"Robin" not in content
    for word in (b"certificate", b"people", b"Swale", b"Dana"):
        assert word not in container


def test_the_container_and_a_plain_folder_hold_the_same_figures(
    service: Office, release: annual.Release, lead: Path, tmp_path: Path
) -> None:
    file = sealed(service, release, lead, tmp_path / "report.sealed")
    sealed_reports.open_sealed(file, lead / "private", LEADS, tmp_path / "out")
    exported(service, release, tmp_path / "plain")
    for path in (tmp_path / "plain" / "tables").iterdir():
        assert path.read_bytes() == (tmp_path / "out" / "tables" / path.name).read_bytes()


def test_another_lead_s_key_opens_nothing(service: Office, release: annual.Release, lead: Path, tmp_path: Path) -> None:
    file = sealed(service, release, lead, tmp_path / "report.sealed")
    (tmp_path / "other").mkdir()
    other = new_key(tmp_path / "other", "Dana K.")
    with pytest.raises(Refused, match="sealed_report_not_for_you"):
        sealed_reports.open_sealed(file, other / "private", LEADS, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    with pytest.raises(Refused, match="key_passphrase_wrong"):
        sealed_reports.open_sealed(file, lead / "private", LEADS + "!", tmp_path / "out")


def test_what_left_is_in_the_ledger_with_the_key_it_was_sealed_to(
    service: Office, release: annual.Release, lead: Path, tmp_path: Path
) -> None:
    before = len(ledger.earlier(service))
    sealed(service, release, lead, tmp_path / "report.sealed")
    assert len(ledger.earlier(service)) > before
    once = ledger.earlier(service)
    with pytest.raises(Refused, match="output_exists"):
        sealed_reports.hand_over(service, release, annual.make(release), "Dana K.", tmp_path / "report.sealed")
    with pytest.raises(Refused, match="reader_unknown"):
        sealed_reports.hand_over(service, release, annual.make(release), "Nobody", tmp_path / "other")
    (tmp_path / "sam").mkdir()
    report_readers.keep(service, new_key(tmp_path / "sam", "Sam T.") / "public")
    sealed_reports.hand_over(service, release, annual.make(release), "Sam T.", tmp_path / "for-sam.sealed")
    assert ledger.earlier(service) == once


def test_a_lead_who_may_open_a_report_cannot_pass_it_on_as_sent_to_another(
    service: Office, release: annual.Release, lead: Path, tmp_path: Path
) -> None:
    file = sealed(service, release, lead, tmp_path / "report.sealed")
    (tmp_path / "victim").mkdir()
    victim = new_key(tmp_path / "victim", "Sam T.")
    _key, private = key_file.open_private(KeyFor.LEAD, lead / "private", LEADS)
    line, body = file.read_bytes().split(b"\n", 1)
    line += b"\n"
    with private:
        inside = open_from(Kem.X25519, private, body, line)
    forwarded = tmp_path / "forwarded"
    reader = key_file.read_public(KeyFor.LEAD, victim / "public").recipient.public
    forwarded.write_bytes(line + seal_to(Kem.X25519, reader, inside, line))
    with pytest.raises(Damaged, match="sealed_report_damaged"):
        sealed_reports.open_sealed(forwarded, victim / "private", LEADS, tmp_path / "out")


def test_a_report_of_somebody_else_s_service_is_refused_where_a_key_is_held(
    service: Office, release: annual.Release, lead: Path, tmp_path: Path
) -> None:
    held = signing.service_key(service)
    other = vaults.set_up(
        tmp_path / "elsewhere", name="Ann B.", passphrase=PASSPHRASE, profile=TESTING, clock=SetClock(NOW)
    ).office
    try:
        report_readers.keep(other, lead / "public")
        sealed_reports.hand_over(other, release, annual.make(release), "Dana K.", tmp_path / "forged")
    finally:
        other.close()
    with pytest.raises(Refused, match="signed_by_another"):
        sealed_reports.open_sealed(tmp_path / "forged", lead / "private", LEADS, tmp_path / "out", held)
    assert not (tmp_path / "out").exists()


def test_a_plain_folder_is_signed_and_any_change_shows(
    service: Office, release: annual.Release, tmp_path: Path
) -> None:
    folder = exported(service, release, tmp_path / "report")
    held = signing.service_key(service)
    checked = sealed_reports.check(folder, held)
    assert checked.public == held.public
    certificate = json.loads((folder / "certificate.json").read_text("utf-8"))
    assert certificate["signature"]["fingerprint"] == held.fingerprint == checked.fingerprint
    assert (folder / "certificate.json").stat().st_mode == (folder / "datapackage.json").stat().st_mode
    (folder / "note.txt").write_text("not ours", "utf-8")
    assert sealed_reports.check(folder, held).unlisted == ("note.txt",)
    table = folder / "tables" / "cases.csv"
    table.write_bytes(table.read_bytes() + b"x")
    with pytest.raises(Damaged, match="release_altered"):
        sealed_reports.check(folder, held)


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: plain | {"threshold": 1},
        lambda plain: plain | {"service": "Another service"},
        lambda plain: plain | {"signature": plain["signature"] | {"public_key": "00" * 32}},
        lambda plain: plain | {"signature": plain["signature"] | {"value": "00" * 64}},
        lambda plain: plain | {"signature": plain["signature"] | {"fingerprint": "0000"}},
        lambda plain: plain | {"signature": "yes"},
    ],
    ids=["threshold", "service", "key", "value", "fingerprint", "word"],
)
def test_no_word_of_a_signed_certificate_can_be_changed(
    service: Office, release: annual.Release, tmp_path: Path, change
) -> None:
    folder = exported(service, release, tmp_path / "report")
    path = folder / "certificate.json"
    path.write_text(json.dumps(change(json.loads(path.read_text("utf-8"))), indent=2) + "\n", "utf-8")
    with pytest.raises(Damaged, match="release_altered"):
        sealed_reports.check(folder)


def test_the_same_words_written_otherwise_are_not_what_was_signed(
    service: Office, release: annual.Release, tmp_path: Path
) -> None:
    folder = exported(service, release, tmp_path / "report")
    path = folder / "certificate.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8"))), "utf-8")
    with pytest.raises(Damaged, match="release_altered"):
        sealed_reports.check(folder)


def test_without_its_signature_a_report_is_nobody_s(service: Office, release: annual.Release, tmp_path: Path) -> None:
    folder = exported(service, release, tmp_path / "report")
    path = folder / "certificate.json"
    plain = json.loads(path.read_text("utf-8")) | {"signature": None}
    path.write_text(json.dumps(plain, indent=2), "utf-8")
    assert sealed_reports.check(folder).public is None
    with pytest.raises(Refused, match="signed_by_another"):
        sealed_reports.check(folder, signing.service_key(service))


def test_a_folder_changed_before_it_was_signed_is_not_signed_and_goes(
    service: Office, release: annual.Release, tmp_path: Path
) -> None:
    folder = tmp_path / "report"
    written = annual.write(release, folder)
    (folder / "certificate.json").write_text("{}", "utf-8")
    with pytest.raises(Damaged, match="release_altered"):
        annual.enter_written(service, release, written)
    assert not folder.exists()
    assert not ledger.earlier(service)


def test_a_second_copy_is_signed_too_and_entered_once(service: Office, release: annual.Release, tmp_path: Path) -> None:
    for name in ("one", "two"):
        annual.enter_written(service, release, annual.write(release, tmp_path / name))
        assert sealed_reports.check(tmp_path / name).public == signing.service_key(service).public
    assert len(ledger.earlier(service)) == len(release.tables)


def test_after_a_change_of_keys_the_service_signs_with_another_one(service: Office) -> None:
    before = signing.service_key(service)
    assert signing.service_key(service) == before
    team.rotate(service)
    assert signing.service_key(service).public != before.public


def test_only_leads_keep_keys_and_each_once(service: Office, lead: Path, tmp_path: Path) -> None:
    kept = report_readers.keep(service, lead / "public")
    assert report_readers.readers(service) == (kept,)
    with pytest.raises(Refused, match="reader_known"):
        report_readers.keep(service, lead / "public")
    (tmp_path / "namesake").mkdir()
    with pytest.raises(Refused, match="reader_known"):
        report_readers.keep(service, new_key(tmp_path / "namesake", "Dana K.") / "public")
    report_readers.forget(service, "Dana K.")
    assert report_readers.readers(service) == ()
    with pytest.raises(Refused, match="key_file_unfit"):
        report_readers.keep(service, lead / "private")


def test_the_seed_is_no_other_key_of_the_vault(service: Office) -> None:
    with service.vault.subkey(Purpose.SIGN_SEED) as seed:
        others = [purpose for purpose in Purpose if purpose is not Purpose.SIGN_SEED and purpose.length == len(seed)]
        for purpose in others:
            with service.vault.subkey(purpose) as other:
                assert other.buffer != seed.buffer
