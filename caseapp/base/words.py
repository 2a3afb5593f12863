"""Sentences: gettext for interface texts, and the shared table of error sentences."""

import gettext
import tomllib
from functools import cache, lru_cache
from typing import TypeVar

from caseapp.base import po_file
from caseapp.base.errors import Broken, Trouble
from caseapp.base.resources import resource

_translation: list[gettext.NullTranslations] = [gettext.NullTranslations()]
_T = TypeVar("_T")
_read = cache(po_file.read_po)
"""What a catalogue says; kept, since reading one takes a twentieth of a second."""
_COUNTS = ("count", "rows", "columns", "seconds")
"""The facts that count: where one of them is 1, a sentence is said as its `one`, if it has that."""
ENGLISH = "en"
_language = [ENGLISH]
NAMES = {ENGLISH: "English", "cy": "Cymraeg"}
"""Languages by code, each in its own words: who needs one must be able to read its name."""


def use_language(code: str) -> None:
    """Choose the language of every text asked for from now on (`en`, `cy`); one without a catalogue is English."""
    found = catalogue(code)
    use_translations(po_file.translations(found) if found else gettext.NullTranslations(), code if found else ENGLISH)


def use_translations(words: gettext.NullTranslations, code: str) -> None:
    """Look every text up in these from now on."""
    _translation[0], _language[0] = words, code


def language() -> str:
    """The code of the language in use."""
    return _language[0]


def catalogue(code: str) -> tuple[po_file.Message, ...]:
    """The catalogue of a language, checked texts and drafts alike; empty when there is none."""
    file = resource(f"locale/{code}.po")
    return _read(file.read_text(encoding="utf-8")) if code in NAMES and file.is_file() else ()


def languages(*places: str) -> tuple[str, ...]:
    """The languages that can be offered: English, and those in which every text has been translated and checked.

    `places` limits what must be there to texts that stand in files or folders beginning so. A language with gaps is
    not offered: half a sentence in each helps nobody.
    """
    checked = {code: _checked(code) for code in NAMES if code != ENGLISH}
    if not any(checked.values()):
        return (ENGLISH,)
    wanted = _texts_in(resource("locale/caseapp.pot").read_text(encoding="utf-8"), places)
    return (ENGLISH, *(code for code, done in checked.items() if wanted <= done))


def _checked(code: str) -> set[str]:
    return {each.text for each in catalogue(code) if each.is_done}


@lru_cache(maxsize=8)
def _texts_in(every: str, places: tuple[str, ...]) -> frozenset[str]:
    return frozenset(each.text for each in _read(every) if each.text and (not places or _stands_in(each, places)))


def _stands_in(message: po_file.Message, places: tuple[str, ...]) -> bool:
    return any(at.startswith(places) for at in message.places)


def later(texts: _T) -> _T:
    """Marks texts in a table to be collected for translation; they go through `_` where they are shown."""
    return texts


def _(text: str) -> str:
    """The text in the chosen language."""
    return _translation[0].gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The right form for a count, in the chosen language."""
    return _translation[0].ngettext(one, many, count)


@cache
def _error_sentences() -> dict[str, dict[str, str]]:
    """One file a subject under `resources/words/errors.d/`; a code may stand in one file only."""
    table: dict[str, dict[str, str]] = {}
    for part in sorted(resource("words/errors.d").iterdir(), key=lambda file: file.name):
        for code, entry in tomllib.loads(part.read_text(encoding="utf-8")).items():
            if code in table:
                raise Broken("sentence_twice", sentence=code)
            table[code] = entry
    return table


def sentence(trouble: Trouble) -> str:
    """What happened, what is unharmed and what to do, in one or two plain sentences."""
    entry = _error_sentences().get(trouble.code)
    if entry is None:
        return _("Something went wrong in the program (code {code}). Nothing was changed.").format(code=trouble.code)
    counted = next((trouble.facts[name] for name in _COUNTS if name in trouble.facts), None)
    said = entry.get("one", entry["say"]) if counted == 1 else entry["say"]
    return _(said).format_map(_Facts(trouble.facts))


class _Facts(dict[str, str | int | float]):
    """A sentence is said even when a fact is missing: trouble must never hide behind another."""

    def __missing__(self, key: str) -> str:
        return "?"


def known_codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_error_sentences())
