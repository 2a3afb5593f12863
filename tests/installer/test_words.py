"""Every text that is shown is in the catalogues, and the catalogues hold nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp.base.po_file import Message, read_po, write_po
from installer import words

BLANK = re.compile(r"\{\w*\}")


def test_the_catalogues_are_in_step_with_the_code() -> None:
    """After a text has changed: `python -m installer.words`."""
    for file, text in words.files().items():
        assert file.read_text(encoding="utf-8") == text, f"{file.name} is stale: run python -m installer.words"


def test_what_is_shown_is_found_wherever_it_stands() -> None:
    texts = {message.text: message for message in words.collect()}
    assert texts["Save withdrawal"].places == ("ui/pages/case/withdrawal/foot.py", "ui/pages/case/withdrawal/words.py")
    assert texts["{count} question"].plural == "{count} questions"
    assert "resources/lists/withdrawal_reasons.toml" in texts["Not kept informed"].places
    assert "resources/surveys/2026.1.toml" in texts["Very satisfied"].places
    assert "ui/words/dates.py" in texts["Wednesday"].places


def test_a_catalogue_keeps_its_words_and_lets_go_of_what_is_gone() -> None:
    before = write_po(
        (
            Message("", said=("Content-Type: text/plain; charset=UTF-8\n",)),
            Message("Gone", said=("Wedi mynd",)),
            Message("Next", said=("Nesaf",), places=("old.py",)),
            Message("One", said=("Un",), fuzzy=True),
        )
    )
    now = read_po(words.in_step(before, (Message("Next", places=("new.py",)), Message("One"), Message("New"))))
    assert now[1:] == (Message("Next", said=("Nesaf",), places=("new.py",)), Message("One", said=("Un",), fuzzy=True))


@pytest.mark.parametrize("file", sorted(words.LOCALE.glob("*.po")), ids=lambda file: file.name)
def test_a_translation_has_the_blanks_of_its_text(file: Path) -> None:
    for message in read_po(file.read_text(encoding="utf-8")):
        for said in message.said if message.text else ():
            assert set(BLANK.findall(said)) <= set(BLANK.findall(message.text + message.plural)), message.text


def test_no_text_is_looked_up_before_the_language_is_known() -> None:
    """At the top of a module or a class `later` marks a text; `_` there would freeze it in English."""
    frozen = [
        f"{file.relative_to(words.ROOT)}:{call.lineno}"
        for folder in ("caseapp", "ui")
        for file in (words.ROOT / folder).rglob("*.py")
        for call in _calls_at_the_top(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert frozen == []


def _calls_at_the_top(node: ast.AST) -> Iterator[ast.Call]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Name) and child.func.id in ("_", "ngettext"):
            yield child
        yield from _calls_at_the_top(child)
