"""Reads a release folder back, from this program or any other producer, as the attacker sees it.

Only `datapackage.json` and the CSV files it names are needed. When a certificate is there, every file must still be
what it says.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from graphlib import CycleError, TopologicalSorter
from pathlib import Path, PurePosixPath

from caseapp.base.errors import Damaged, Refused
from caseapp.disclosure.published import PartIn, PublishedDimension, PublishedTable, Status
from caseapp.reports.certificate_file import CERTIFICATE, sha256
from caseapp.reports.csv_files import FIGURE_COLUMNS

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; no honest table of counts is larger."""

_DESCRIPTOR = "datapackage.json"
_STATUSES: dict[str, Status] = {"": "", "c": "c", "z": "z", "x": "x"}
Plain = Mapping[str, object]
Source = Callable[[str], bytes | None]
"""The bytes of a file by its path in the release; None where there is no such file.

Raises `Refused("release_unreadable")` for one that is too large."""


def read_release(folder: Path) -> tuple[PublishedTable, ...]:
    """Every table of a release folder.

    Raises `Refused("release_missing")`, `Refused("release_unreadable", file=…)` or, where one line is at fault,
    `Refused("release_unreadable_at", file=…, line=…)`, and `Damaged("release_altered", file=…)` when a file is not what
    the certificate says.
    """
    return read_tables(folder_source(folder), folder.name)


def folder_source(folder: Path) -> Source:
    """The files of a folder."""
    return partial(_in_folder, folder)


def read_tables(source: Source, named: str = "") -> tuple[PublishedTable, ...]:
    """Every table of a release; `named` is what to call one that has no name. Raises as `read_release`."""
    if source(_DESCRIPTOR) is None:
        raise Refused("release_missing")
    listed = listed_files(source)
    descriptor = _object(_json(_bytes(source, _DESCRIPTOR), _DESCRIPTOR), _DESCRIPTOR)
    name = _text(descriptor.get("id") or descriptor.get("name") or named, _DESCRIPTOR)
    tables = []
    for item in _list(descriptor.get("resources"), _DESCRIPTOR):
        resource = _object(item, _DESCRIPTOR)
        if "caseapp" not in resource:
            if "value" in _field_names(resource):
                raise _unreadable(_DESCRIPTOR)
            continue
        path = _inside(_text(resource.get("path"), _DESCRIPTOR))
        if listed is not None and path not in listed:
            raise Damaged("release_altered", file=path)
        tables.append(_table(resource, name, path, _bytes(source, path)))
    if not tables or len({table.id for table in tables}) != len(tables):
        raise _unreadable(_DESCRIPTOR)
    return tuple(tables)


def made_at(source: Source) -> datetime | None:
    """When a release says that it was made; None where it does not say so. Raises as `read_release`."""
    said = _object(_json(_bytes(source, _DESCRIPTOR), _DESCRIPTOR), _DESCRIPTOR).get("created")
    try:
        instant = datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def listed_files(source: Source) -> frozenset[str] | None:
    """The files a certificate vouches for, after checking each; None without a certificate.

    Raises `Refused("release_unreadable")` and `Damaged("release_altered")`.
    """
    if source(CERTIFICATE) is None:
        return None
    certificate = _object(_json(_bytes(source, CERTIFICATE), CERTIFICATE), CERTIFICATE)
    listed = _object(certificate.get("files"), CERTIFICATE)
    for path, digest in listed.items():
        content = source(_inside(path, CERTIFICATE))
        if content is None or sha256(content) != digest:
            raise Damaged("release_altered", file=path)
    if _DESCRIPTOR not in listed:
        raise Damaged("release_altered", file=_DESCRIPTOR)
    return frozenset(listed)


def _table(resource: Plain, release: str, path: str, content: bytes) -> PublishedTable:
    block = _object(resource["caseapp"], _DESCRIPTOR)
    dimensions = tuple(_dimensions(block))
    rounding, least_shown, others = (_positive(block.get(each)) for each in ("rounding", "least_shown", "least_others"))
    multi = tuple(_text(each, _DESCRIPTOR) for each in _list(block.get("multi", []), _DESCRIPTOR))
    ids = {each.id for each in dimensions}
    if not dimensions or len(ids) < len(dimensions) or ids & set(FIGURE_COLUMNS) or not set(multi) <= ids:
        raise _unreadable(_DESCRIPTOR)
    measure, cells = _cells(path, content, dimensions)
    subset_of = block.get("subset_of")
    return PublishedTable(
        id=_text(block.get("table") or resource.get("name"), _DESCRIPTOR),
        universe=_text(block.get("universe"), _DESCRIPTOR),
        period=_period(_object(block.get("period"), _DESCRIPTOR)),
        place=_text(block.get("place"), _DESCRIPTOR),
        dimensions=dimensions,
        cells=cells,
        multi=multi,
        rounding=rounding,
        measure=measure,
        subset_of=None if subset_of is None else _text(subset_of, _DESCRIPTOR),
        release=release,
        least_shown=least_shown,
        part_in=_part_in(block),
        least_others=others,
    )


def _part_in(block: Plain) -> PartIn | None:
    if block.get("part_in") is None:
        return None
    said = _object(block["part_in"], _DESCRIPTOR)
    return PartIn(*(_text(said.get(each), _DESCRIPTOR) for each in ("universe", "dimension", "code")))


def _dimensions(block: Plain) -> Iterator[PublishedDimension]:
    for item in _list(block.get("dimensions"), _DESCRIPTOR):
        one = _object(item, _DESCRIPTOR)
        hierarchy = _object(one.get("hierarchy"), _DESCRIPTOR)
        parents = {
            _text(code, _DESCRIPTOR): None if parent is None else _text(parent, _DESCRIPTOR)
            for code, parent in hierarchy.items()
        }
        total = _text(one.get("total", "all"), _DESCRIPTOR)
        includes = one.get("includes")
        if not parents or total in parents or not _is_tree(parents):
            raise _unreadable(_DESCRIPTOR)
        yield PublishedDimension(
            _text(one.get("id"), _DESCRIPTOR),
            total,
            parents,
            one.get("sensitive", True) is not False,
            None if includes is None else _text(includes, _DESCRIPTOR),
            tuple(_text(code, _DESCRIPTOR) for code in _list(one.get("neutral", []), _DESCRIPTOR)),
        )


def _is_tree(parents: Mapping[str, str | None]) -> bool:
    """Whether every parent is a code, and every code leads up to one without a parent."""
    above = {code: set() if parent is None else {parent} for code, parent in parents.items()}
    try:
        TopologicalSorter(above).prepare()
    except CycleError:
        return False
    return set().union(*above.values()) <= set(parents)


def _cells(
    path: str, content: bytes, dimensions: tuple[PublishedDimension, ...]
) -> tuple[str, dict[tuple[str, ...], tuple[int | None, Status]]]:
    """The measure and every figure; a cell may stand only once, and only known codes count."""
    rows = csv.DictReader(io.StringIO(_utf8(content, path), newline=""), strict=True)
    ids = [each.id for each in dimensions]
    known = [{each.total, *each.hierarchy} for each in dimensions]
    cells: dict[tuple[str, ...], tuple[int | None, Status]] = {}
    measures: set[str] = set()
    try:
        header = rows.fieldnames or []
        if len(set(header)) != len(header) or not {*ids, *FIGURE_COLUMNS} <= set(header):
            raise _unreadable(path, 1)
        for row in rows:
            if None in row or None in row.values():
                raise _unreadable(path, rows.reader.line_num)
            key = tuple(row[each] for each in ids)
            value, status = row["value"], _STATUSES.get(row["status"])
            counted = value.isascii() and value.isdecimal() and len(value) <= 15
            if (
                key in cells
                or status is None
                or counted != (status == "")
                or (value and not counted)
                or any(code not in codes for code, codes in zip(key, known, strict=True))
            ):
                raise _unreadable(path, rows.reader.line_num)
            cells[key] = (int(value) if counted else None, status)
            measures.add(row["measure"])
    except csv.Error as error:
        raise _unreadable(path, rows.reader.line_num) from error
    if len(measures) != 1:
        raise _unreadable(path)
    return measures.pop(), cells


def _field_names(resource: Plain) -> set[object]:
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    return {field.get("name") for field in fields if isinstance(field, dict)} if isinstance(fields, list) else set()


def _inside(path: str, named_in: str = _DESCRIPTOR) -> str:
    """A path that stays in the folder, as the standard asks; anything else is refused."""
    parts = PurePosixPath(path)
    outside = parts.is_absolute() or ".." in parts.parts or "\\" in path or ":" in path
    if not path or outside or not path.isprintable():
        raise _unreadable(named_in)
    return path


def _bytes(source: Source, path: str) -> bytes:
    content = source(path)
    if content is None:
        raise _unreadable(path)
    return content


def _in_folder(folder: Path, path: str) -> bytes | None:
    file = folder / path
    try:
        if not file.is_file():
            return None
        if file.stat().st_size > LARGEST_FILE:
            raise _unreadable(path)
        return file.read_bytes()
    except OSError as error:
        raise _unreadable(path) from error


def _utf8(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(file, content[: error.start].count(b"\n") + 1) from error


def _json(content: bytes, file: str) -> object:
    try:
        found: object = json.loads(_utf8(content, file))
    except json.JSONDecodeError as error:
        raise _unreadable(file, error.lineno) from error
    except (RecursionError, ValueError) as error:  # nested without end; a number of thousands of digits
        raise _unreadable(file) from error
    return found


def _object(found: object, file: str) -> Plain:
    if not isinstance(found, dict):
        raise _unreadable(file)
    return found


def _list(found: object, file: str) -> list[object]:
    if not isinstance(found, list):
        raise _unreadable(file)
    return found


def _text(found: object, file: str) -> str:
    """A text that can be shown: no control characters, which a terminal would obey."""
    if not isinstance(found, str) or not found.isprintable():
        raise _unreadable(file)
    return found


def _positive(found: object) -> int | None:
    if found is not None and (not isinstance(found, int) or isinstance(found, bool) or found < 1):
        raise _unreadable(_DESCRIPTOR)
    return found


def _period(found: Plain) -> tuple[date, date]:
    first, last = _date(found.get("from")), _date(found.get("to"))
    if not first <= last < date.max:
        raise _unreadable(_DESCRIPTOR)
    return first, last


def _date(found: object) -> date:
    try:
        return date.fromisoformat(_text(found, _DESCRIPTOR))
    except ValueError as error:
        raise _unreadable(_DESCRIPTOR) from error


def _unreadable(file: str, line: int = 0) -> Refused:
    if line:
        return Refused("release_unreadable_at", file=file, line=line)
    return Refused("release_unreadable", file=file)
