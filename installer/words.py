"""Collects every text that is shown and keeps the catalogues of `resources/locale/` in step with them.

    python -m installer.words

Texts are the literals given to `_`, `ngettext` and `later` in the code, and the words of the data files named in
`DATA`. Translations are kept; a text that is gone goes from the catalogues too. `msgmerge`, or any PO editor, shows
what is left to do.
"""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from caseapp.base.po_file import Message, read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = "caseapp.pot"
DATA = {
    "resources/lists": ("label", "short"),
    "resources/returns": ("title", "definition", "measure", "notes"),
    "resources/surveys": ("label", "wording", "words", "title"),
    "resources/words/errors.d": ("say", "one"),
}
"""Folders of data files, and the names of their values that are shown."""
HEADER = "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A text where it stands."""

    text: str
    plural: str
    place: str


def collect(root: Path = ROOT) -> tuple[Message, ...]:
    """Every text once, in order, with the files it stands in."""
    places: dict[str, set[str]] = {}
    plurals: dict[str, str] = {}
    for found in (*_in_code(root), *_in_data(root)):
        places.setdefault(found.text, set()).add(found.place)
        plurals[found.text] = plurals.get(found.text) or found.plural
    return tuple(Message(text, plurals[text], (), tuple(sorted(places[text]))) for text in sorted(places))


def template(texts: Iterable[Message]) -> str:
    """The catalogue with nothing translated."""
    return write_po((Message("", said=(HEADER,)), *texts))


def in_step(catalogue: str, texts: Iterable[Message]) -> str:
    """A catalogue without texts that are gone; those not translated yet stand in the template alone."""
    before = {message.text: message for message in read_po(catalogue) if message.said}
    kept = []
    for each in texts:
        old = before.get(each.text)
        if old is not None and bool(old.plural) == bool(each.plural):
            kept.append(replace(each, said=old.said, fuzzy=old.fuzzy))
    return write_po((before.get("", Message("", said=(HEADER,))), *kept))


def files(root: Path = ROOT) -> dict[Path, str]:
    """Each file of `resources/locale/` as it should read now."""
    texts = collect(root)
    made = {LOCALE / TEMPLATE: template(texts)}
    for file in sorted(LOCALE.glob("*.po")):
        made[file] = in_step(file.read_text(encoding="utf-8"), texts)
    return made


def _in_code(root: Path) -> Iterator[Found]:
    for folder in ("caseapp", "ui"):
        for file in sorted((root / folder).rglob("*.py")):
            place = file.relative_to(root).as_posix()
            for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                    yield from _in_call(call.func.id, call.args, place)


def _in_call(name: str, given: list[ast.expr], place: str) -> Iterator[Found]:
    if name in ("_", "ngettext") and given and (text := _literal(given[0])):
        yield Found(text, (_literal(given[1]) if name == "ngettext" else "") or "", place)
    elif name == "later":
        for part in (node for each in given for node in ast.walk(each)):
            if text := _literal(part):
                yield Found(text, "", place)


def _literal(node: ast.expr | ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _in_data(root: Path) -> Iterator[Found]:
    for folder, names in DATA.items():
        for file in sorted((root / folder).glob("*.toml")):
            place = file.relative_to(root).as_posix()
            for text in _values(tomllib.loads(file.read_text(encoding="utf-8")), names):
                yield Found(text, "", place)


def _values(data: Any, names: tuple[str, ...]) -> Iterator[str]:
    """The texts under these names, however deep."""
    if isinstance(data, list):
        for each in data:
            yield from _values(each, names)
    elif isinstance(data, dict):
        for name, value in data.items():
            if name in names:
                yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str))
            else:
                yield from _values(value, names)


def main() -> None:
    """Write every file anew, and say what is left to translate."""
    LOCALE.mkdir(exist_ok=True)
    for file, text in files().items():
        file.write_text(text, encoding="utf-8")
        messages = [each for each in read_po(text) if each.text]
        checked = sum(each.is_done for each in messages)
        print(f"{file.name}: {len(messages)} texts, {checked} translated and checked")


if __name__ == "__main__":
    main()
