"""Every trouble has a sentence, every sentence has a trouble, and a sentence asks only for facts that are given."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

from .conftest import Module


@dataclass(frozen=True)
class Raised:
    """One place that raises a trouble with a sentence."""

    where: str
    code: str
    facts: frozenset[str]
    more: bool
    """Further facts are handed on by `**`, so which cannot be read here."""


@pytest.fixture(scope="module")
def sentences(project: Path) -> dict[str, str]:
    table = {}
    for part in sorted((project / "resources/words/errors.d").glob("*.toml")):
        table.update({code: entry["say"] for code, entry in tomllib.loads(part.read_text(encoding="utf-8")).items()})
    return table


@pytest.fixture(scope="module")
def raised(modules: list[Module]) -> list[Raised]:
    return [found for m in modules if m.name.startswith(("caseapp/", "ui/")) for found in raised_in(m)]


def raised_in(module: Module) -> Iterator[Raised]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("Refused", "Damaged"):
            facts = frozenset(word.arg for word in node.keywords if word.arg)
            more = any(word.arg is None for word in node.keywords)
            for code in codes(node.args[0]) if node.args else ():
                yield Raised(f"{module.name}:{node.lineno}", code, facts, more)


def codes(node: ast.expr) -> Iterator[str]:
    """The codes an argument can be: a literal, or one of two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from codes(node.body)
        yield from codes(node.orelse)


def test_every_code_raised_has_a_sentence(raised: list[Raised], sentences: dict[str, str]) -> None:
    assert not {one.code: one.where for one in raised if one.code not in sentences}


def test_every_sentence_belongs_to_a_code_in_use(modules: list[Module], sentences: dict[str, str]) -> None:
    said = {str(text.value) for module in modules for text in module.texts()}
    assert not sorted(set(sentences) - said)


def test_a_sentence_asks_only_for_facts_it_is_given(raised: list[Raised], sentences: dict[str, str]) -> None:
    lacking = {}
    for one in raised:
        asked = {field for _, field, _, _ in Formatter().parse(sentences.get(one.code, "")) if field}
        if not one.more and not asked <= one.facts:
            lacking[f"{one.where} {one.code}"] = sorted(asked - one.facts)
    assert not lacking


def test_sentences_are_whole_sentences(sentences: dict[str, str]) -> None:
    assert sentences
    assert not [
        code for code, say in sentences.items() if not (say[0].isupper() or say[0] == "{") or say[-1] not in ".?!"
    ]
