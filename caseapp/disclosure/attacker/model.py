"""The attacker's unknowns and equations for one family of blocks, as arrays for the solver.

Unknowns are the cells of the cliques of every block (whole, not negative; those a printed zero rules out are
left out). Equations: printed figures, agreement of neighbouring cliques, and blocks that lie inside other
blocks.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import prod

import numpy as np

from caseapp.base.errors import Refused
from caseapp.disclosure.attacker.cliques import Clique, clique_tree, scope_links
from caseapp.disclosure.attacker.facts import NO, YES, Block, Cell, Questions, kept_apart
from caseapp.disclosure.attacker.rows import NONE, Inside, Ints, Mask, Part, Row, difference

LARGEST_CLIQUE = 2_000_000
"""Cells of one clique before zeros are dropped.

Above this the attacker falls back to the printed tables' own cells.
"""
LARGEST_TABLE = 2_000_000
"""Cells of one printed table, all combinations of its finest codes; above this nothing is tried."""
LARGEST_MODEL = 60_000
"""Unknowns of one family after zeros are dropped; above this, likewise."""


class Model:
    """Unknowns and rows for a family.

    `exact` is False when the cliques had to be given up for the tables' own cells. Raises `Refused("attack_too_large")`
    when even one of these is too large.
    """

    def __init__(
        self, questions: Questions, blocks: Sequence[Block], inside: Sequence[Inside], *, pairwise: bool = False
    ) -> None:
        self.questions = questions
        self.blocks = blocks
        self.inside = inside
        self.size = 0
        self.rows: list[Row] = []
        self.possible = True
        self.exact = True
        self._parts: list[list[Part]] = []
        self._clique: dict[frozenset[str], int] = {}
        self._children: dict[tuple[str, str | None], list[str]] = {}
        for (question, code), parent in questions.parent.items():
            if questions.leaves[question] != (NO, YES):
                self._children.setdefault((question, parent), []).append(code)
        scopes = self._scopes()
        self.cliques, self.links = clique_tree(scopes, {name: len(codes) for name, codes in questions.leaves.items()})
        masks = self._masks() if not pairwise and self._largest() <= LARGEST_CLIQUE else None
        if masks is None or sum(int(mask.sum()) for per in masks for mask in per) > LARGEST_MODEL:
            self.exact = False
            self.cliques = [scope for scope in scopes if not any(scope < other for other in scopes)]
            self.links = scope_links(self.cliques)
            if self._largest() > LARGEST_TABLE:
                raise Refused("attack_too_large", most=LARGEST_TABLE)
            masks = self._masks()
        self._lay_out(masks)
        self._print_rows()
        self._link_rows()
        self._inside_rows()
        self._include_rows()
        self._other_rows()

    def columns(self, block: int, cell: Cell) -> Ints:
        """The unknowns of a block that add up to a cell."""
        asked = frozenset(question for question, _ in cell)
        return self._select(block, self._clique_for(asked), cell)

    def rest_of(self, block: int, cell: Cell, margin: Cell) -> Ints:
        """The unknowns in a margin but not in one of its cells, read in one clique."""
        clique = self._clique_for(frozenset(question for question, _ in cell))
        rest = self._chosen(block, clique, margin) & ~self._chosen(block, clique, cell)
        return np.flatnonzero(rest) + self._parts[block][clique].first

    def _scopes(self) -> list[Clique]:
        scopes = {scope for block in self.blocks for scope in block.scopes}
        for name, (main, _) in self.questions.includes.items():
            if main in self.questions.leaves:
                asked = [scope for scope in scopes if name in scope]
                scopes |= {(scope - {name}) | {main} for scope in asked}
                if sum(not any(scope < other for other in asked) for scope in asked) > 1:
                    scopes |= {scope | {main} for scope in asked}
        return sorted(scopes, key=lambda scope: (-len(scope), sorted(scope))) or [frozenset()]

    def _largest(self) -> int:
        leaves = self.questions.leaves
        return max(prod(len(leaves[name]) for name in clique) for clique in self.cliques)

    def _masks(self) -> list[list[Mask]]:
        """For each block and clique: which finest cells no printed zero rules out."""
        outer: dict[int, set[int]] = {}
        for link in self.inside:
            for part in link.parts if not link.where else ():
                outer.setdefault(part, set()).add(link.outer)
        self._zeros = [
            [(cell, {name for name, _ in cell}) for cell, (_, high) in block.known.items() if high == 0]
            for block in self.blocks
        ]
        return [
            [self._mask(clique, [position, *sorted(outer.get(position, ()))]) for clique in self.cliques]
            for position in range(len(self.blocks))
        ]

    def _mask(self, clique: Clique, blocks: Iterable[int]) -> Mask:
        names = sorted(clique)
        mask = np.ones([len(self.questions.leaves[name]) for name in names], dtype=bool)
        for position in blocks:
            for cell, asked in self._zeros[position]:
                if asked <= clique:
                    self._never(mask, names, {name: self.questions.covers[name, code] for name, code in cell})
        for name in sorted(clique & set(self.questions.includes)):
            main, code = self.questions.includes[name]
            if main in clique and (main, code) in self.questions.covers:
                self._never(mask, names, {name: frozenset({NO}), main: self.questions.covers[main, code]})
        return mask

    def _never(self, mask: Mask, names: list[str], answers: Mapping[str, frozenset[str]]) -> None:
        """Rule out all finest cells with these answers."""
        every = self.questions.leaves
        grid = [[i for i, leaf in enumerate(every[name]) if leaf in answers.get(name, every[name])] for name in names]
        mask[np.ix_(*grid)] = False

    def _lay_out(self, masks: list[list[Mask]]) -> None:
        for per_block in masks:
            parts = []
            for mask in per_block:
                codes = np.argwhere(mask)
                parts.append(Part(self.size, codes))
                self.size += len(codes)
            self._parts.append(parts)

    def _clique_for(self, asked: frozenset[str]) -> int:
        found = self._clique.get(asked)
        if found is None:
            fits = [index for index, clique in enumerate(self.cliques) if asked <= clique]
            found = self._clique[asked] = min(fits, key=lambda index: len(self._parts[0][index].codes))
        return found

    def _select(self, block: int, clique: int, cell: Cell) -> Ints:
        return np.flatnonzero(self._chosen(block, clique, cell)) + self._parts[block][clique].first

    def _chosen(self, block: int, clique: int, cell: Cell) -> Mask:
        """Which unknowns of a clique are in a cell."""
        part = self._parts[block][clique]
        found = part.cells.get(cell)
        if found is None:
            masks = [self._answered(part, clique, question, code) for question, code in cell]
            found = np.logical_and.reduce(masks) if masks else np.ones(len(part.codes), dtype=bool)
            part.cells[cell] = found
        return found

    def _answered(self, part: Part, clique: int, question: str, code: str) -> Mask:
        mask = part.masks.get((question, code))
        if mask is None:
            covered = self.questions.covers[question, code]
            flags = np.array([leaf in covered for leaf in self.questions.leaves[question]])
            mask = part.masks[question, code] = flags[part.codes[:, sorted(self.cliques[clique]).index(question)]]
        return mask

    def _add(self, columns: Ints, low: int | None, high: int | None, cell: tuple[int, Cell] | None = None) -> None:
        if len(columns):
            self.rows.append(Row(columns, np.ones(len(columns)), low, high, frozenset({cell}) if cell else frozenset()))
        elif low is not None and low > 0:
            self.possible = False

    def _print_rows(self) -> None:
        for position, block in enumerate(self.blocks):
            for cell, (low, high) in block.known.items():
                clique = self._clique_for(frozenset(question for question, _ in cell))
                if high != 0 and not self._follows(position, clique, cell):
                    self._add(self._select(position, clique, cell), low, high, (position, cell))

    def _follows(self, block: int, clique: int, cell: Cell) -> bool:
        """Whether an exact figure is the sum of exact finer figures within the same clique (a row that.

        Adds nothing).
        """
        figure = self.blocks[block].exact(cell)
        if figure is None:
            return False
        chosen = dict(cell)
        for question in sorted(self.cliques[clique]):
            children = self._children.get((question, chosen.get(question)), ())
            rest = frozenset(each for each in cell if each[0] != question)
            parts = [self.blocks[block].exact(rest | {(question, code)}) for code in children]
            if parts and None not in parts:
                self.possible &= sum(part or 0 for part in parts) == figure
                return True
        return False

    def _link_rows(self) -> None:
        for position, block in enumerate(self.blocks):
            for first, second, shared in self.links:
                names = sorted(shared)
                left, right = (self._grouped(position, each, names) for each in (first, second))
                for codes in sorted(set(left) | set(right)):
                    cell = frozenset(
                        (name, self.questions.leaves[name][code]) for name, code in zip(names, codes, strict=True)
                    )
                    one, two = left.get(codes, NONE), right.get(codes, NONE)
                    figure = block.exact(cell) if self._is_printable(cell) else None
                    if figure is not None:
                        for clique, columns in ((first, one), (second, two)):
                            if not self._follows(position, clique, cell):
                                self._add(columns, figure, figure, (position, cell))
                    else:
                        self.rows.append(difference(one, two, 0, 0))

    def _is_printable(self, cell: Cell) -> bool:
        """A cell of finest codes can be looked up among printed ones unless it says 'no' to a yes/no.

        Question.
        """
        return all((question, code) in self.questions.covers for question, code in cell)

    def _grouped(self, block: int, clique: int, names: list[str]) -> dict[tuple[int, ...], Ints]:
        part = self._parts[block][clique]
        where = [sorted(self.cliques[clique]).index(name) for name in names]
        groups: dict[tuple[int, ...], list[int]] = {}
        for row, codes in enumerate(part.codes[:, where].tolist()):
            groups.setdefault(tuple(codes), []).append(row + part.first)
        return {codes: np.array(rows, dtype=np.int64) for codes, rows in groups.items()}

    def _inside_rows(self) -> None:
        for link in self.inside:
            if link.where:
                inside = np.concatenate([self.columns(part, link.where) for part in link.parts])
                self.rows.append(difference(self.columns(link.outer, frozenset()), inside, 0, None))
                self.exact &= not self._share_questions(link)
                continue
            for index in range(len(self.cliques)):
                outer = self._parts[link.outer][index]
                at = {tuple(codes): row + outer.first for row, codes in enumerate(outer.codes.tolist())}
                inner: dict[tuple[int, ...], list[int]] = {codes: [] for codes in at} if link.whole else {}
                for part in (self._parts[position][index] for position in link.parts):
                    for row, codes in enumerate(part.codes.tolist()):
                        inner.setdefault(tuple(codes), []).append(row + part.first)
                for codes, rows in inner.items():
                    above = np.array([at[codes]] if codes in at else [], dtype=np.int64)
                    self.rows.append(difference(above, np.array(rows, dtype=np.int64), 0, 0 if link.whole else None))

    def _share_questions(self, link: Inside) -> bool:
        """Whether two sets linked by totals only have more in common, which that link cannot tell."""
        outside = frozenset[str]().union(*self.blocks[link.outer].scopes)
        return any(outside & scope for part in link.parts for scope in self.blocks[part].scopes)

    def _include_rows(self) -> None:
        """Whoever names a reason as the main one also names it among all reasons."""
        for position, block in enumerate(self.blocks):
            for scope in sorted(block.scopes, key=sorted):
                for name in sorted(scope & set(self.questions.includes)):
                    main, code = self.questions.includes[name]
                    if (main, code) not in self.questions.covers:
                        continue
                    others = sorted(scope - {name, main})
                    wide = self._by_others(position, frozenset({(name, YES)}), scope, others)
                    narrow = self._by_others(position, frozenset({(main, code)}), frozenset({main, *others}), others)
                    for codes, columns in narrow.items():
                        self.rows.append(difference(wide.get(codes, NONE), columns, 0, None))

    def _other_rows(self) -> None:
        """A shown figure of a sensitive answer has others beside it: its producer says that it would be hidden."""
        for position, block in enumerate(self.blocks):
            for cell, margin, least in kept_apart(self.questions, block):
                self._add(self.rest_of(position, cell, margin), least, None, (position, cell))

    def _by_others(
        self, block: int, cell: Cell, scope: frozenset[str], others: list[str]
    ) -> dict[tuple[int, ...], Ints]:
        clique = self._clique_for(scope)
        chosen = set(self._select(block, clique, cell).tolist())
        return {
            codes: np.array([each for each in columns.tolist() if each in chosen], dtype=np.int64)
            for codes, columns in self._grouped(block, clique, others).items()
        }
