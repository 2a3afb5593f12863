"""The smallest cross-classifications that link a family of tables without losing anything.

Questions printed together are joined in a graph; the graph is filled until every circle has a chord. Its
largest fully joined sets (cliques) form a tree, and whole-number tables over the cliques that agree on what
neighbours share are exactly the margins of one whole-number table over all questions (Lauritzen, *Graphical
Models*, 1996, §4.4; Dobra and Fienberg, PNAS 97, 2000). So reasoning over the cliques is exact although the
full cross is never built.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import combinations

Clique = frozenset[str]


def clique_tree(
    scopes: Iterable[Clique], sizes: Mapping[str, int]
) -> tuple[list[Clique], list[tuple[int, int, Clique]]]:
    """Cliques covering every scope, and the edges (two positions and what they share) of a tree that joins them."""
    cliques, tree = _clique_tree(tuple(scopes), tuple(sorted(sizes.items())))
    return list(cliques), list(tree)


@lru_cache(maxsize=16)
def _clique_tree(
    scopes: tuple[Clique, ...], numbers: tuple[tuple[str, int], ...]
) -> tuple[list[Clique], list[tuple[int, int, Clique]]]:
    sizes = dict(numbers)
    near: dict[str, set[str]] = {}
    for scope in scopes:
        for question in scope:
            near.setdefault(question, set()).update(scope - {question})
    cliques: list[Clique] = []
    while near:
        chosen = min(sorted(near), key=lambda question: _cost(question, near, sizes))
        around = near.pop(chosen)
        candidate = frozenset({chosen, *around})
        if not any(candidate <= clique for clique in cliques):
            cliques.append(candidate)
        for question in around:
            near[question].discard(chosen)
            near[question].update(around - {question})
    if not cliques:
        cliques.append(frozenset())
    return cliques, _tree(cliques)


def _cost(question: str, near: Mapping[str, set[str]], sizes: Mapping[str, int]) -> tuple[int, int]:
    missing = sum(second not in near[first] for first, second in combinations(sorted(near[question]), 2))
    cells = sizes[question]
    for other in near[question]:
        cells *= sizes[other]
    return missing, cells


def _tree(cliques: list[Clique]) -> list[tuple[int, int, Clique]]:
    """A spanning tree of greatest shared sets: for chordal graphs this is a junction tree."""
    edges: list[tuple[int, int, Clique]] = []
    outside = set(range(1, len(cliques)))
    inside = [0]
    while outside:
        first, second = max(
            ((one, two) for one in inside for two in sorted(outside)),
            key=lambda pair: len(cliques[pair[0]] & cliques[pair[1]]),
        )
        edges.append((first, second, cliques[first] & cliques[second]))
        inside.append(second)
        outside.discard(second)
    return edges


def scope_links(cliques: list[Clique]) -> list[tuple[int, int, Clique]]:
    """Every pair that shares a question.

    For scopes that are not the cliques of a chordal graph (a relaxation).
    """
    return [
        (one, two, cliques[one] & cliques[two])
        for one, two in combinations(range(len(cliques)), 2)
        if cliques[one] & cliques[two]
    ]
