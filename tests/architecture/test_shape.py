"""Sizes and names: the drawer file and the class that is everything are noticed the day they appear."""

import ast
import re

import pytest

from .conftest import Module

LONGEST_FILE = 300
MOST_PUBLIC_METHODS = 15

# file or folder -> why it may be longer
LONG_FOR_A_REASON = {
    "caseapp/store/migrations/versions/": "a step is frozen: it spells out every column and is never edited",
}
# file -> why its class may offer more
WIDE_FOR_A_REASON: dict[str, str] = {}

BANNED = {
    "QListWidget": "a widget a row: use a view over a model",
    "QTableWidget": "a widget a row: use a view over a model",
    "QTreeWidget": "a widget a row: use a view over a model",
    "QThread": "use ui.work",
    "QtCharts": "GPL only: draw with QPainter",
    "QtGraphs": "GPL only: draw with QPainter",
    "QGraphicsEffect": "slow and blurs text",
    "QGraphicsDropShadowEffect": "slow and blurs text",
    "QGraphicsBlurEffect": "slow and blurs text",
    "QGraphicsOpacityEffect": "slow and blurs text",
    "QNetworkAccessManager": "the app never uses the network",
    "QTcpSocket": "the app never uses the network",
    "urllib": "the app never uses the network",
    "requests": "the app never uses the network",
    "pickle": "data must never be able to run",
    "print_exc": "traces hold personal data: use the redacting log",
}
VAGUE = re.compile(r"(Manager|Controller|Helper|Utils?|Presenter|ViewModel)$")


def test_files_are_short(modules: list[Module]) -> None:
    long = long_files(modules)
    assert not {name: lines for name, lines in long.items() if not name.startswith(tuple(LONG_FOR_A_REASON))}


def test_classes_offer_few_methods(modules: list[Module]) -> None:
    wide = {}
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                offered = [one for one in node.body if is_offered(one)]
                if len(offered) > MOST_PUBLIC_METHODS and module.name not in WIDE_FOR_A_REASON:
                    wide[f"{module.name} {node.name}"] = len(offered)
    assert not wide


def is_offered(node: ast.stmt) -> bool:
    """A public method of our own: what a toolkit makes us override is not counted."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
        return False
    return not any(isinstance(mark, ast.Name) and mark.id in ("override", "overload") for mark in node.decorator_list)


def test_exceptions_to_the_length_are_still_needed(modules: list[Module]) -> None:
    assert not [place for place in LONG_FOR_A_REASON if not any(name.startswith(place) for name in long_files(modules))]


def long_files(modules: list[Module]) -> dict[str, int]:
    lengths = {module.name: len(module.text.splitlines()) for module in modules}
    return {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE}


@pytest.mark.parametrize("name", sorted(BANNED))
def test_what_is_banned_is_nowhere(modules: list[Module], name: str) -> None:
    users = [m.name for m in modules if m.name.startswith(("caseapp/", "ui/")) and name in m.words()]
    assert not users, BANNED[name]


def test_classes_and_modules_are_named_from_the_field(modules: list[Module]) -> None:
    classes = [
        f"{module.name} {node.name}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and VAGUE.search(node.name)
    ]
    files = [m.name for m in modules if re.search(r"(^|/)(utils?|helpers?|common|misc|managers?)(\.py|/)", m.name)]
    assert not classes + files


def test_only_the_clock_asks_the_time(modules: list[Module]) -> None:
    asking = [
        f"{module.name}:{node.lineno}"
        for module in modules
        if module.name.startswith(("caseapp/", "ui/")) and module.name != "caseapp/base/clock.py"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("datetime.now", "datetime.utcnow", "date.today", "time.time", "datetime.today")
    ]
    assert not asking


def test_colours_live_in_the_theme_only(modules: list[Module]) -> None:
    hexes = re.compile(r"#([0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b")
    stray = [
        f"{module.name}:{text.lineno}"
        for module in modules
        if module.name.startswith("ui/") and not module.name.startswith("ui/theme/")
        for text in module.texts()
        if hexes.search(str(text.value))
    ]
    assert not stray
