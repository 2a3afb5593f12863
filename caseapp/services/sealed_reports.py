"""Reports that are handed over: sealed to one reader and signed by the service; opened and checked at the other end."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from caseapp.base.errors import Damaged, Refused
from caseapp.exchange.sealed_report import LARGEST, Witness, open_report, seal_report
from caseapp.reports.release import Release
from caseapp.reports.signed_certificate import Checked, check_files, check_folder
from caseapp.reports.writing import write_folder
from caseapp.services import annual, report_readers, signing
from caseapp.services.annual import Counting, Step
from caseapp.services.office import Office
from caseapp.services.signing import ServiceKey
from caseapp.store import checks
from caseapp.vault import key_file
from caseapp.vault.key_file import KeyFor
from caseapp.vault.small_file import put_new, read_small

__all__ = ["Checked", "Opened", "check", "export", "hand_over", "open_sealed", "require_signed_by"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A sealed report that was opened: what it says, and where the service's journal stood then."""

    report: Checked
    entry: int
    chain: str


def export(
    office: Office,
    year: str,
    policy: str,
    file: Path,
    reader: str,
    *,
    progress: Step | None = None,
    cancelled: Callable[[], bool] | None = None,
    counting: Counting | None = None,
) -> Release:
    """Count, protect, check, sign, seal and enter in the ledger, in one call. Raises as the steps of `annual`."""
    report_readers.key_of(office, reader)
    if file.exists():
        raise Refused("output_exists")
    counted = (counting or annual.count)(office, year)
    release = annual.protect(counted, policy, progress=progress, cancelled=cancelled)
    hand_over(office, release, annual.make(release, progress=progress, cancelled=cancelled), reader, file)
    return release


def hand_over(office: Office, release: Release, files: dict[str, bytes], reader: str, file: Path) -> None:
    """Sign and seal the files of a release to a reader, into one new file, and enter it in the ledger; or nothing.

    Raises `Refused`: `reader_unknown`, `output_exists`, or what the disk answered.
    """
    key = report_readers.key_of(office, reader)
    signed = signing.sign_files(office, files)
    head = checks.head(office.store)
    with signing.signer(office) as signer:
        sealed = seal_report(
            signed,
            reader=key.recipient.public,
            vault_id=office.vault.vault_id,
            year=release.year_label,
            witness=Witness(head.seq, head.chain.hex()),
            signer=signer,
        )
    put_new(file, sealed)
    try:
        annual.enter(office, release, to=key.fingerprint)
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def open_sealed(
    file: Path, private_file: Path, passphrase: str, folder: Path, trusted: ServiceKey | None = None
) -> Opened:
    """Open a sealed report into a new folder, once everything in it has proved right; needs no vault.

    `trusted` is the service's key that the reader holds.

    Raises `Refused`: `sealed_report_unknown`, `sealed_report_not_for_you`, `signed_by_another`, `output_exists`,
    `output_unwritable`, the codes of key files; `Damaged`: `sealed_report_damaged`, `release_altered`.
    """
    content = read_small(file, LARGEST)
    if content is None:
        raise Refused("file_unreadable")
    key, private = key_file.open_private(KeyFor.LEAD, private_file, passphrase)
    with private:
        sealed = open_report(content, private, key.recipient.public)
    report = check_files(sealed.files.get, tuple(sealed.files))
    if report.public != sealed.signed_by or report.unlisted:
        raise Damaged("sealed_report_damaged")
    require_signed_by(report, trusted)
    write_folder(folder, sealed.files)
    return Opened(report, sealed.witness.entry, sealed.witness.chain)


def check(folder: Path, trusted: ServiceKey | None = None) -> Checked:
    """Check a report's folder: every file, and the signature. Raises as `check_folder`, and `signed_by_another`."""
    report = check_folder(folder)
    require_signed_by(report, trusted)
    return report


def require_signed_by(report: Checked, trusted: ServiceKey | None) -> None:
    """Where a key is held, the report must be signed with that one. Raises `Refused("signed_by_another")`."""
    if trusted is not None and report.public != trusted.public:
        raise Refused("signed_by_another")
