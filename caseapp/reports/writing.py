"""Writes a release folder: everything or nothing, the same bytes for the same release."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.reports.certificate_file import CERTIFICATE, as_json, certificate_json, sha256
from caseapp.reports.csv_files import labels_csv, table_csv
from caseapp.reports.data_package import data_package, labels_path, table_path
from caseapp.reports.document import report_html
from caseapp.reports.release import Release
from caseapp.reports.workbook import workbook_xlsx

Progress = Callable[[int, int], None]
"""Called with files done and files in all; whatever it raises stops the writing and leaves nothing behind."""

DATA_PACKAGE = "datapackage.json"
REPORT = "report.html"
WORKBOOK = "workbook.xlsx"


@dataclass(frozen=True, slots=True)
class WrittenRelease:
    """A folder on disk: its release name, its files (paths inside it, in order written) and their SHA-256."""

    folder: Path
    name: str
    files: tuple[str, ...]
    digests: tuple[tuple[str, str], ...]


def write_release(folder: Path, release: Release, *, progress: Progress | None = None) -> WrittenRelease:
    """Write a release into a new folder. Raises as `write_folder`."""
    return put_release(folder, release, release_files(release, progress=progress))


def put_release(folder: Path, release: Release, files: Mapping[str, bytes]) -> WrittenRelease:
    """Write the files of a release, made before, into a new folder. Raises as `write_folder`."""
    write_folder(folder, files)
    digests = tuple((path, sha256(content)) for path, content in files.items())
    return WrittenRelease(folder, release.name, tuple(files), digests)


def require_free(folder: Path) -> None:
    """Refuse a place where no new folder can stand. Raises `Refused`: `output_exists`, `output_parent_missing`."""
    if os.path.lexists(folder):
        raise Refused("output_exists")
    if not folder.absolute().parent.is_dir():
        raise Refused("output_parent_missing")


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a new folder.

    Everything is built in a folder beside it, flushed to disk, read back, and renamed at the end; on any failure
    nothing is left.

    Raises `Refused`: `output_exists`, `output_parent_missing`, `output_unwritable` (no permission, disk full, or other
    bytes are read than were written).
    """
    require_free(folder)
    parent = folder.absolute().parent
    try:
        building = Path(tempfile.mkdtemp(prefix=".release-", dir=parent))
    except OSError as error:
        raise Refused("output_unwritable") from error
    try:
        write_files(building, files)
        if any((building / path).read_bytes() != content for path, content in files.items()):
            raise Refused("output_unwritable")
        if os.path.lexists(folder):
            raise Refused("output_exists")
        building.rename(folder)
    except OSError as error:
        raise Refused("output_unwritable") from error
    finally:
        if building.exists():
            shutil.rmtree(building, ignore_errors=True)
    _flush_folder(parent)


def release_files(release: Release, *, progress: Progress | None = None) -> dict[str, bytes]:
    """Every file of a release by its path, the certificate last: what `write_release` puts into a folder."""
    everything = 4 + len(release.tables) + len(release.dimensions)
    files: dict[str, bytes] = {}
    for path, content in _contents(release):
        files[path] = content
        if progress is not None:
            progress(len(files), everything)
    files[CERTIFICATE] = certificate_json(release, {path: sha256(content) for path, content in files.items()})
    if progress is not None:
        progress(everything, everything)
    return files


def write_files(building: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder that is there, durably. Raises OSError."""
    for path, content in files.items():
        _write(building / path, content)
    for within in {(building / path).parent for path in files} | {building}:
        _flush_folder(within)


def _contents(release: Release) -> Iterator[tuple[str, bytes]]:
    for table in release.tables:
        yield table_path(table.id), table_csv(table)
    for dimension in release.dimensions:
        yield labels_path(dimension.id), labels_csv(dimension)
    yield DATA_PACKAGE, as_json(data_package(release))
    yield REPORT, report_html(release).encode("utf-8")
    yield WORKBOOK, workbook_xlsx(release)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make names in a folder durable, where the system knows how (not on Windows)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
