"""Sentences: gettext for interface texts, and the shared table of error sentences."""

import gettext
import tomllib
from functools import cache
from pathlib import Path

from caseapp.base.errors import Broken, Trouble
from caseapp.base.resources import resource

_translation: list[gettext.NullTranslations] = [gettext.NullTranslations()]


def use_language(code: str) -> None:
    """Choose the language of every text asked for from now on (`en`, `cy`); unknown codes fall back to English."""
    with_locale = Path(str(resource("locale")))
    _translation[0] = gettext.translation("caseapp", with_locale, languages=[code], fallback=True)


def _(text: str) -> str:
    """The text in the chosen language."""
    return _translation[0].gettext(text)


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
    return _(entry["say"]).format_map(_Facts(trouble.facts))


class _Facts(dict[str, str | int | float]):
    """A sentence is said even when a fact is missing: trouble must never hide behind another."""

    def __missing__(self, key: str) -> str:
        return "?"


def known_codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_error_sentences())
