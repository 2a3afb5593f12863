"""Keeps a column mapping as TOML, so that it can be read, sent to a colleague and used on the command line."""

import re
import tomllib
from collections.abc import Mapping

from caseapp.base.errors import Refused
from caseapp.domain.import_mapping import FIELD, DateOrder, ImportMap

_LINE = re.compile(r"at line (\d+)")
_MUST_ESCAPE = re.compile(r'[\x00-\x1f\x7f"\\]')
_BARE = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_TABLES = ("columns", "constants", "translate")


def write_map(import_map: ImportMap) -> str:
    """The TOML text of a mapping; `read_map` gives the same mapping back."""
    lines = [f"name = {_quoted(import_map.name)}", f"date_order = {_quoted(import_map.date_order.value)}"]
    lines += _table("columns", import_map.columns)
    lines += _table("constants", import_map.constants)
    for name, words in import_map.translate.items():
        lines += _table(f"translate.{_key(name)}", words)
    return "\n".join(lines) + "\n"


def read_map(text: str) -> ImportMap:
    """The mapping in a TOML text.

    Raises:
        Refused: `import_map_unreadable` (not TOML, or not shaped like a mapping), `import_map_field_unknown`.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        raise Refused("import_map_unreadable", line=int(found[1]) if found else 1) from None
    except RecursionError:
        raise Refused("import_map_unreadable", line=1) from None
    if unknown := next((key for key in data if key not in ("name", "date_order", *_TABLES)), None):
        raise Refused("import_map_field_unknown", field=unknown)
    name, order = data.get("name", ""), data.get("date_order", DateOrder.DMY.value)
    if not isinstance(name, str):
        raise _unreadable(text, "name")
    if order not in [each.value for each in DateOrder]:
        raise _unreadable(text, "date_order")
    translate = data.get("translate", {})
    if not isinstance(translate, dict):
        raise _unreadable(text, "translate")
    read = ImportMap(
        name,
        _texts(text, data.get("columns", {}), "columns"),
        _texts(text, data.get("constants", {}), "constants"),
        DateOrder(order),
        {key: _texts(text, words, "translate", key) for key, words in translate.items()},
    )
    for key in (*read.columns, *read.constants, *read.translate):
        if key not in FIELD:
            raise Refused("import_map_field_unknown", field=key)
    return read


def _texts(text: str, value: object, *place: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise _unreadable(text, *place)
    wrong = next((key for key, each in value.items() if not isinstance(each, str)), None)
    if wrong is not None:
        raise _unreadable(text, *place, wrong)
    return value


def _unreadable(text: str, *place: str) -> Refused:
    """A value of the wrong kind. TOML's values do not know their line: it is where each name of the way to it stands,
    one after the other."""
    at = 0
    for name in place:
        found = re.compile(rf"^[^#\n]*?(?<![\w-]){re.escape(name)}[\"']?\s*[=.\]]", re.MULTILINE).search(text, at)
        at = found.end() if found else at
    return Refused("import_map_unreadable", line=text.count("\n", 0, at) + 1)


def _table(title: str, words: Mapping[str, str]) -> list[str]:
    if not words:
        return []
    return ["", f"[{title}]", *(f"{_key(key)} = {_quoted(value)}" for key, value in words.items())]


def _key(text: str) -> str:
    return text if _BARE.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    """A TOML basic string."""
    return '"' + _MUST_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04X}", text) + '"'
