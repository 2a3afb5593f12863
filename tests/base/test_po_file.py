"""Catalogues of translated words: read, written, used; drafts are never shown and gaps are never offered."""

from collections.abc import Iterator

import pytest

from caseapp.base import po_file, words
from caseapp.base.errors import Damaged
from caseapp.base.po_file import Message

HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);\n"
CATALOGUE = (
    Message("", said=(HEADER,)),
    Message("Next", said=("Nesaf",), places=("ui/a.py", "ui/b.py")),
    Message('Say “no”\tor \\ "yes"\nor nothing', said=('Dweud “na”\tneu \\ "ie"\nneu ddim',)),
    Message("{count} day", "{count} days", ("{count} diwrnod", "{count} ddiwrnod", "{count} o ddiwrnodau")),
    Message("Not sure", said=("A draft",), fuzzy=True),
    Message("Back"),
)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    words.use_language("en")


def test_what_is_written_is_read_back() -> None:
    assert po_file.read_po(po_file.write_po(CATALOGUE)) == CATALOGUE


def test_checked_words_are_shown_and_everything_else_stays_english() -> None:
    words.use_translations(po_file.translations(CATALOGUE), "cy")
    assert words._("Next") == "Nesaf"
    assert words._('Say “no”\tor \\ "yes"\nor nothing').startswith("Dweud")
    assert [words.ngettext("{count} day", "{count} days", n) for n in (1, 2, 5)] == list(CATALOGUE[3].said)
    assert words._("Not sure") == "Not sure", "a draft is not shown"
    assert words._("Back") == "Back"
    assert words._("") == "", "an empty text is not the header"


def test_lines_may_be_broken_as_other_tools_break_them() -> None:
    text = 'msgid ""\n"One "\n"two"\nmsgstr ""\n"Un "\n"dau"\n'
    assert po_file.read_po(text) == (Message("One two", said=("Un dau",)),)


@pytest.mark.parametrize("text", ['msgid "a"\nmsgstr a\n', '"no message yet"\n', "nonsense\n"])
def test_a_damaged_catalogue_is_said_with_its_line(text: str) -> None:
    with pytest.raises(Damaged, match="words_unreadable"):
        po_file.read_po(text)


def test_a_language_with_gaps_is_not_offered() -> None:
    assert words.languages() == ("en",)
    assert words.catalogue("en") == ()
    assert words.catalogue("../words") == ()


def test_an_unknown_language_is_english() -> None:
    words.use_language("xx")
    assert (words.language(), words._("Next")) == ("en", "Next")
