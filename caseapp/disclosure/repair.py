"""When the attacker narrows a figure: what more to hide, step by step up to everything."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from caseapp.disclosure.attack import AttackReport, CellInterval
from caseapp.disclosure.ledger import selected
from caseapp.disclosure.linkage import Selection, select
from caseapp.disclosure.release import THIS_RELEASE
from caseapp.disclosure.trials import Group, Subject, Trials

ROUNDS = 14
"""Attacks on one step before the next, coarser one is taken."""
TIMES_WITHOUT_TOTALS = 2
"""How often other figures are hidden against the same finding before a grand total of its reasoning is."""


@dataclass(slots=True)
class Repair:
    """Attack and repair in turn until nothing new is narrow."""

    trials: Trials
    step: int = 0
    found: list[CellInterval] = field(default_factory=list)
    _tried: dict[Subject, int] = field(default_factory=dict)

    def until_safe(self) -> AttackReport | None:
        """The report of an attack that found nothing new; None when even hiding everything does not help.

        `found` then holds what could still be narrowed.
        """
        rounds = 0
        while True:
            report, self.found = self.trials.first_finding()
            if not self.found:
                return report
            rounds += 1
            searches = {id(each.search): each.search for each in map(self._repair, self.found) if each is not None}
            if not searches or rounds >= ROUNDS:
                rounds = 0
                if not self._coarser():
                    return None
                continue
            for group in self.trials.groups:
                if id(group.search) in searches:
                    group.search.search(lambda done, total: self.trials.tell("hide", done, total), self.trials.stop)

    def _coarser(self) -> bool:
        """Hide what earlier releases hid; then all but totals, where the trouble is, then everywhere; then all."""
        groups = self.trials.groups
        near = [each for each in groups if each in self._troubled()]
        steps: tuple[Callable[[], int], ...] = (
            lambda: sum(_hide_kept(each) for each in groups),
            lambda: sum(each.search.hide_all(totals=False) for each in near),
            lambda: sum(each.search.hide_all(totals=False) for each in groups),
            lambda: sum(each.search.hide_all(totals=True) for each in near),
            lambda: sum(each.search.hide_all(totals=True) for each in groups),
        )
        while self.step < len(steps):
            self.step += 1
            if steps[self.step - 1]():
                return True
        return False

    def _troubled(self) -> list[Group]:
        tables = {each.table for each in self.found}
        return [group for table, group in self.trials.pairs() if table.id in tables]

    def _repair(self, found: CellInterval) -> Group | None:
        """Ask for the freedom a cell lacks; if the optimiser thought it had it, break the attacker's proof instead.

        The group changed, or None when there is nothing to do here.
        """
        here = self.trials.locate(found.release, found.table, found.key)
        if here is not None:
            group, cell = here
            search = group.search
            if not search.hidden[cell] and found.kind != "group":
                search.hide([cell])
                return group
            if found.kind == "cell":
                if found.low > 0:
                    search.want(cell, down=True)
                if found.high is not None and found.high < search.policy.threshold:
                    search.want(cell, down=False)
                low, high = search.open_wishes()
                if low[cell] or high[cell]:
                    return group
        return self._break_proof(found)

    def _break_proof(self, found: CellInterval) -> Group | None:
        """Hide the cheapest shown cells of this release that the reasoning used, or else some beside the cell.

        Twice as many each time the same figure comes back; the third time a grand total of the reasoning, if it has
        one: where two sets are linked by their totals, nothing less helps. Otherwise totals are left for coarser steps.
        """
        times = self._tried[found.subject] = self._tried.get(found.subject, 0) + 1
        total = self._total_of(found) if times > TIMES_WITHOUT_TOTALS else None
        if total is not None:
            total[0].search.hide([total[1]])
            return total[0]
        choices: dict[tuple[int, int], tuple[float, int, Group]] = {}
        others = self._other_answers(found) if found.kind == "group" else []
        for release, table, key in (*found.proof, (found.release, found.table, found.key)):
            here = self.trials.locate(release, table, key)
            if here is not None and here[0].search.may_be_hidden(here[1]):
                choices[id(here[0]), here[1]] = (here[0].search.loss(here[1]), here[1], here[0])
        ordered = sorted(others or choices.values() or self._beside(found), key=lambda each: each[:2])
        if not ordered:
            return None
        chosen = ordered[0][2]
        chosen.search.hide([cell for _, cell, group in ordered[: 2 ** (times - 1)] if group is chosen])
        return chosen

    def _total_of(self, found: CellInterval) -> tuple[Group, int] | None:
        """The shown grand total of the reasoning that readers miss least."""
        places = [here for here in (self.trials.locate(*printed) for printed in found.proof) if here is not None]
        shown = [
            (group, cell)
            for group, cell in places
            if not group.search.linked.selections[cell] and not group.search.hidden[cell]
        ]
        return min(shown, key=lambda each: (each[0].search.loss(each[1]), each[1]), default=None)

    def _other_answers(self, found: CellInterval) -> list[tuple[float, int, Group]]:
        """Shown cells of the same group with another answer, zeros first."""
        cell = set(self._selection(found))
        margin = dict(found.margin)
        asked = {
            question
            for question, code in cell
            if question not in margin or ("=" not in question and margin[question] != code)
        }
        rest = {pair for pair in cell if pair[0] not in asked}
        near = []
        for group in self.trials.groups:
            for index, name in enumerate(group.search.linked.selections):
                fresh = set(name) - rest
                same = rest <= set(name) and {question for question, _ in fresh} == asked
                if same and fresh != cell - rest and group.search.may_be_hidden(index):
                    near.append((group.search.loss(index), index, group))
        return near

    def _beside(self, found: CellInterval) -> list[tuple[float, int, Group]]:
        """Shown cells that differ from the found one in at most one code, where a proof names none of this release."""
        pairs = set(self._selection(found))
        near = []
        for group in self.trials.groups:
            for cell, name in enumerate(group.search.linked.selections):
                if group.search.may_be_hidden(cell) and len(pairs ^ set(name)) <= 2:
                    near.append((group.search.loss(cell), cell, group))
        return near

    def _selection(self, found: CellInterval) -> Selection:
        if found.release == THIS_RELEASE:
            return next(select(table, found.key) for table in self.trials.tables if table.id == found.table)
        earlier = self.trials.earlier
        table = next(each for each in earlier if each.id == found.table and each.release == found.release)
        return selected(table, found.key)


def _hide_kept(group: Group) -> int:
    fresh = [cell for cell in group.kept_by_any if not group.search.hidden[cell]]
    group.search.hide(group.kept_by_any, keep=True)
    return len(fresh)


def show_again(trials: Trials, cells: Sequence[tuple[Group, int]], attacks: int) -> int:
    """Show cells again, in the order given, as long as the attacker finds nothing; returns how many.

    Several at a time while that goes well. `attacks` bounds how often the attacker is asked.
    """
    waiting = list(cells)
    size, shown, done = 1, 0, 0
    while waiting and done < attacks:
        trials.tell("show", len(cells) - len(waiting), len(cells))
        batch = waiting[:size]
        for group, cell in batch:
            group.search.hidden[cell] = False
        done += 1
        if trials.safe():
            waiting = waiting[size:]
            shown += len(batch)
            size *= 2
            continue
        for group, cell in batch:
            group.search.hidden[cell] = True
        if size == 1:
            waiting = waiting[1:]
        size = max(1, size // 2)
    return shown
