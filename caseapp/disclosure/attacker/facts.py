"""What the attacker reads off the printed tables: blocks of one counted set, and what is known of each cell.

A cell is named by what it selects, not by the table it stands in, so a margin printed twice is one cell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from caseapp.disclosure.published import PublishedDimension, PublishedTable

Cell = frozenset[tuple[str, str]]
"""Conditions (question, code) that all hold; the empty set selects everybody."""
Where = tuple[str, tuple[str, ...]]
"""Table and key at which a cell is printed."""

YES, NO = "1", "0"


@dataclass(slots=True)
class Questions:
    """The questions asked of one counted set: finest answers, and which of them each printed code covers.

    Every code of a multi-answer dimension is a yes/no question of its own.
    """

    leaves: dict[str, tuple[str, ...]] = field(default_factory=dict)
    covers: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    sensitive: set[str] = field(default_factory=set)
    neutral: set[tuple[str, str]] = field(default_factory=set)
    includes: dict[str, tuple[str, str]] = field(default_factory=dict)
    parent: dict[tuple[str, str], str | None] = field(default_factory=dict)


@dataclass(slots=True)
class Block:
    """One counted set at one time of asking: a universe, period, place and release, with all it printed."""

    universe: str
    period: tuple[date, date]
    place: str
    releases: tuple[str, ...]
    measure: str
    subset_of: str | None
    part_in: tuple[str, Cell] | None = None
    known: dict[Cell, tuple[int, int | None]] = field(default_factory=dict)
    hidden: dict[Cell, Where] = field(default_factory=dict)
    hidden_by: dict[Cell, str] = field(default_factory=dict)
    shown_at: dict[Cell, Where] = field(default_factory=dict)
    scopes: set[frozenset[str]] = field(default_factory=set)
    others: dict[Cell, int] = field(default_factory=dict)
    """Shown cells of producers who say so: how many in the group of a sensitive answer gave another one at least."""

    def learn(self, cell: Cell, low: int, high: int | None) -> bool:
        """Narrow what is known of a cell; False when the figures contradict each other."""
        old_low, old_high = self.known.get(cell, (0, None))
        low = max(low, old_low)
        high = old_high if high is None else high if old_high is None else min(high, old_high)
        self.known[cell] = (low, high)
        return high is None or low <= high

    def exact(self, cell: Cell) -> int | None:
        """The figure, when it is known to the last unit."""
        low, high = self.known.get(cell, (0, None))
        return low if low == high else None


def groups_of(questions: Questions, cell: Cell) -> list[Cell]:
    """The margins of a cell along its sensitive answers, in which it would tell what everybody answered.

    Not where the answer is in the margin's own name ("main reason" among all reasons), is neutral or the only one.
    """
    found = []
    for question, code in sorted(cell):
        everybody = questions.covers[question, code] == set(questions.leaves[question])
        if question not in questions.sensitive or everybody or (question, code) in questions.neutral:
            continue
        if questions.includes.get(question) in cell:
            continue
        above = questions.parent.get((question, code))
        rest = cell - {(question, code)}
        found += [rest, rest | {(question, above)}] if above else [rest]
    return found


def kept_apart(questions: Questions, block: Block) -> list[tuple[Cell, Cell, int]]:
    """Shown cells of sensitive answers, a hidden group each stands in, and how many others that group has at least."""
    return [
        (cell, margin, least)
        for cell, least in block.others.items()
        for margin in groups_of(questions, cell)
        if margin in block.hidden
    ]


def read_questions(tables: Sequence[PublishedTable]) -> tuple[Questions, dict[tuple[int, str], str]]:
    """The questions behind a family of tables, and under which name each table's dimension asks them.

    A dimension printed with different code lists under one id is one question if the lists fit into one
    hierarchy; otherwise the odd table's dimension becomes a question of its own.
    """
    questions = Questions()
    names: dict[tuple[int, str], str] = {}
    parents: dict[str, dict[str, str | None]] = {}
    for index, table in enumerate(tables):
        for dimension in table.dimensions:
            if dimension.id in table.multi:
                _read_multi(questions, table, dimension)
                names[index, dimension.id] = dimension.id
                continue
            name = _add_tree(parents, dimension.id, _parents_of(table, dimension))
            names[index, dimension.id] = name
            if dimension.sensitive:
                questions.sensitive.add(name)
                questions.neutral |= {(name, code) for code in dimension.neutral}
    for name, tree in parents.items():
        _read_tree(questions, name, tree)
    return questions, names


def _add_tree(parents: dict[str, dict[str, str | None]], dimension: str, mine: dict[str, str | None]) -> str:
    """Join a code list to the question of its dimension that it fits, or begin another; the question's name."""
    number = 0
    while True:
        number += 1
        name = dimension if number == 1 else f"{dimension}@{number}"
        known = parents.setdefault(name, mine)
        if _fits(known, mine):
            parents[name] = _joined(known, mine)
            return name


def _joined(known: dict[str, str | None], mine: dict[str, str | None]) -> dict[str, str | None]:
    return {**known, **{code: parent for code, parent in mine.items() if parent or code not in known}}


def _parents_of(table: PublishedTable, dimension: PublishedDimension) -> dict[str, str | None]:
    place = [each.id for each in table.dimensions].index(dimension.id)
    codes = {key[place] for key in table.cells} - {dimension.total}
    return {code: dimension.hierarchy.get(code) for code in sorted(codes | set(dimension.hierarchy))}


def _fits(known: dict[str, str | None], mine: dict[str, str | None]) -> bool:
    """Whether two code lists are two depths of one hierarchy: no code under two parents, each list whole by itself."""
    if any(known.get(code) and parent and known[code] != parent for code, parent in mine.items()):
        return False
    merged = _joined(known, mine)
    return all(_means_the_same(tree, merged) for tree in (known, mine))


def _means_the_same(tree: dict[str, str | None], merged: dict[str, str | None]) -> bool:
    """Whether a list's finest codes share out all of the joined list, and its groups still hold what they held."""
    finest, leaves = _leaves(tree), _leaves(merged)
    covers = {code: _under(merged, code, leaves) for code in tree}
    if sum(len(covers[code]) for code in finest) != len(leaves):
        return False
    return (
        all(covers[code] == frozenset().union(*(covers[each] for each in _under(tree, code, finest))) for code in tree)
        and frozenset().union(*covers.values()) == leaves
    )


def _leaves(tree: dict[str, str | None]) -> set[str]:
    return set(tree) - {parent for parent in tree.values() if parent is not None}


def _under(tree: dict[str, str | None], code: str, leaves: set[str]) -> frozenset[str]:
    found = set()
    for leaf in leaves:
        above: str | None = leaf
        while above is not None:
            if above == code:
                found.add(leaf)
                break
            above = tree.get(above)
    return frozenset(found)


def _read_tree(questions: Questions, name: str, tree: dict[str, str | None]) -> None:
    leaves = _leaves(tree)
    questions.leaves[name] = tuple(sorted(leaves))
    for code, parent in tree.items():
        questions.covers[name, code] = _under(tree, code, leaves)
        questions.parent[name, code] = parent


def _read_multi(questions: Questions, table: PublishedTable, dimension: PublishedDimension) -> None:
    for code in _parents_of(table, dimension):
        name = f"{dimension.id}={code}"
        questions.leaves[name] = (NO, YES)
        questions.covers[name, YES] = frozenset({YES})
        questions.parent[name, YES] = None
        if dimension.sensitive and code not in dimension.neutral:
            questions.sensitive.add(name)
        if dimension.includes is not None:
            questions.includes[name] = (dimension.includes, code)


def read_block(
    block: Block, tables: Sequence[tuple[int, PublishedTable]], names: dict[tuple[int, str], str], threshold: int
) -> bool:
    """Read every figure of the tables into the block; False when they contradict each other."""
    consistent = True
    for index, table in tables:
        for key, (value, status) in table.cells.items():
            cell = _name_cell(table, index, key, names)
            block.scopes.add(frozenset(question for question, _ in cell))
            where = (table.id, key)
            if status == "" and value is not None:
                consistent &= block.learn(
                    cell, *_printed_interval(value, table.rounding, table.least_shown or threshold)
                )
                block.shown_at.setdefault(cell, where)
                if table.least_others is not None and value:
                    block.others[cell] = min(table.least_others, block.others.get(cell, table.least_others))
            elif status == "z":
                consistent &= block.learn(cell, 0, 0)
            elif status == "c":
                block.hidden[cell] = where
                block.hidden_by[cell] = table.release
    return consistent


def _name_cell(table: PublishedTable, index: int, key: tuple[str, ...], names: dict[tuple[int, str], str]) -> Cell:
    conditions = set()
    for dimension, code in zip(table.dimensions, key, strict=True):
        if code == dimension.total:
            continue
        name = names[index, dimension.id]
        conditions.add((f"{name}={code}", YES) if dimension.id in table.multi else (name, code))
    return frozenset(conditions)


def _printed_interval(value: int, rounding: int | None, threshold: int) -> tuple[int, int]:
    """The true figures a printed one may stand for.

    The policy it was printed under says that 1 to threshold - 1 are never printed.
    """
    if not rounding or rounding == 1:
        return value, value
    low, high = max(0, value - rounding // 2), value + (rounding - 1) // 2
    if value == 0:
        return (0, 0) if threshold > high else (0, high)
    return (max(low, threshold), high) if threshold <= high else (low, high)


def read_blocks(
    tables: Sequence[PublishedTable], names: dict[tuple[int, str], str], threshold: int, *, merged: bool
) -> tuple[list[Block], bool]:
    """The blocks behind a family of tables, releases of one set as one block if `merged`; and whether they agree."""
    groups: dict[tuple[object, ...], list[tuple[int, PublishedTable]]] = {}
    for index, table in enumerate(tables):
        key = (table.universe, table.period, table.place, None if merged else table.release)
        groups.setdefault(key, []).append((index, table))
    blocks: list[Block] = []
    consistent = True
    for members in groups.values():
        table = members[0][1]
        releases = tuple(dict.fromkeys(each.release for _, each in members))
        subset = next((each.subset_of for _, each in members if each.subset_of), None)
        block = Block(
            table.universe, table.period, table.place, releases, table.measure, subset, _part_in(members, names)
        )
        consistent &= read_block(block, members, names, threshold)
        blocks.append(block)
    return blocks, consistent


def _part_in(
    members: Sequence[tuple[int, PublishedTable]], names: dict[tuple[int, str], str]
) -> tuple[str, Cell] | None:
    """The universe that a part of this block lies inside, and the cell that is that part, where it is printed."""
    for index, table in members:
        part = table.part_in
        if part is not None and (index, part.dimension) in names:
            return part.universe, frozenset({(names[index, part.dimension], part.code)})
    return None
