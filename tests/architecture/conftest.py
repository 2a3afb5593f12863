"""The source as the tests of this folder read it: parsed once, by floor."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Module:
    """One Python file of the product."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)

    def words(self) -> set[str]:
        """Every name the module uses or imports."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name):
                found.add(node.id)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.alias):
                found.update(node.name.split("."))
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.update(node.module.split("."))
        return found

    def texts(self) -> list[ast.Constant]:
        """Every string in the code that is not a docstring."""
        silent = {
            id(statement.value)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            for statement in node.body
            if isinstance(statement, ast.Expr)
        }
        nodes = ast.walk(self.tree)
        return [n for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in silent]


@pytest.fixture(scope="session")
def modules(project: Path) -> list[Module]:
    """All Python of the product (not the tests)."""
    files = [
        project / "run.py",
        *(f for top in ("caseapp", "ui", "installer", "resources") for f in (project / top).rglob("*.py")),
    ]
    return [Module(f.relative_to(project).as_posix(), f.read_text(encoding="utf-8")) for f in sorted(files)]
