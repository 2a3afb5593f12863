"""Open clocks of many cases counted again in the background: what a page costs, and whether a window would notice.

    python tests/bench/rights_bench.py [--cases 400]      (10,000 for the promise)

Both sides take turns in one run on one machine. Ends with status 1 if a budget is missed.
"""

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path

os.environ["CASEAPP_TESTING_KDF"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from caseapp.base.clock import SetClock
from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase
from caseapp.domain.catalogue import Timing
from caseapp.domain.due_dates import due
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, journey, recount, rule_book, vaults
from caseapp.services.office import Office
from caseapp.store.reads import clocks as reads

PASSPHRASE = "violet harbour lantern pebble crisp"
NOW = datetime(2026, 11, 19, 9, tzinfo=UTC)
# By turns, so that few clocks a case are of many rules all the same.
EVENTS = ((("arrest", 9), ("bail", 10)), (("interview", 9), ("bail_changed", 19)))
AT_ONCE = 500
HOLIDAY = '[[holidays]]\nday = 2026-11-20\nname = "Invented"\n'
NONE = ""
TICK = 0.005

BUDGETS = {
    "count a page again, nothing moved : the dates alone": 4.0,
    "longest page : median page": 6.0,
    "window's gaps (99th percentile), counting again : plain Python beside it": 2.0,
}


def build(folder: Path, how_many: int) -> None:
    """A vault of open cases with two events each that open clocks, and nothing else."""
    office = vaults.set_up(folder, name="Robin E.", passphrase=PASSPHRASE, profile=TESTING, clock=SetClock(NOW)).office
    began = time.perf_counter()
    for start in range(0, how_many, AT_ONCE):
        with office.unit():
            for number in range(start, min(start + AT_ONCE, how_many)):
                person = PersonDetails(first_name="Invented")
                new = NewCase(None, person=person, crime_group="da", reported="yes", reported_on=date(2026, 11, 6))
                case_id = cases.open_case(office, new).row_id
                for kind, day in EVENTS[number % 2]:
                    journey.record(office, journey.EventDraft(case_id, kind, date(2026, 11, day)))
        say(f"{min(start + AT_ONCE, how_many)} of {how_many} cases made", began)
    office.close()


def say(what: str, began: float) -> None:
    """A phase and the seconds it took, at once: a long run is seen to move."""
    print(f"  {what}: {time.perf_counter() - began:.1f} s", flush=True)


def pages(office: Office) -> tuple[list[float], int, int]:
    """Seconds of each page, clocks looked at, clocks moved."""
    taken, clocks, moved, after = [], 0, 0, ""
    while True:
        started = time.perf_counter()
        page = recount.page(office, after)
        taken.append(time.perf_counter() - started)
        clocks, moved = clocks + page.clocks, moved + page.moved
        if page.next_after is None:
            return taken, clocks, moved
        after = page.next_after


def dates_alone(office: Office) -> float:
    """Seconds to count the same dates with nothing around it."""
    book = rule_book.book(office)
    after, spent = "", 0.0
    while ids := reads.open_cases_after(office.store, after, recount.AT_ONCE):
        rows = [(book.catalogue.rule(row.rule_id), row) for row in reads.open_clocks(office.store, ids)]
        rows = [(rule, row) for rule, row in rows if rule is not None and rule.timing is Timing.LIMIT]
        started = time.perf_counter()
        for rule, row in rows:
            due(rule, row.happened_on, enhanced=row.enhanced, calendar=book.calendar, approximate=row.approximate)
        spent += time.perf_counter() - started
        after = ids[-1]
    return spent


class Ticker:
    """A window's thread that only wakes up: the time between two wakes while something is going on elsewhere."""

    def __init__(self) -> None:
        self.going_on = ""
        self.gaps: dict[str, list[float]] = {}
        self.over = False

    def run(self) -> None:
        """Tick until it is over."""
        last = time.perf_counter()
        while not self.over:
            time.sleep(TICK)
            now = time.perf_counter()
            self.gaps.setdefault(self.going_on, []).append(now - last)
            last = now

    def late(self, what: str) -> float:
        """The 99th percentile of the gaps, in seconds."""
        found = sorted(self.gaps[what])
        return found[int(len(found) * 0.99)]


def plain(seconds: float) -> None:
    """Python at work with no database."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        sum(number * number for number in range(2000))


def measure(folder: Path, ticker: Ticker, found: dict[str, float], said: list[str]) -> None:
    """On the vault's own thread: nothing moved, then a holiday added and taken away again."""
    try:
        count_again(folder, ticker, found, said)
    finally:
        ticker.over = True


def count_again(folder: Path, ticker: Ticker, found: dict[str, float], said: list[str]) -> None:
    """The work itself."""
    office = vaults.unlock(folder, PASSPHRASE, clock=SetClock(NOW))
    quiet = []
    for turn in range(3):
        began = time.perf_counter()
        ticker.going_on = "counting"
        quiet.append(pages(office))
        ticker.going_on = "plain"
        plain(sum(quiet[-1][0]))
        ticker.going_on = ""
        say(f"turn {turn + 1} of 3, counted again and plain Python beside it", began)
    ticker.going_on = ""
    began = time.perf_counter()
    alone = statistics.median(dates_alone(office) for _ in range(3))
    say("the dates alone, three times", began)
    total = statistics.median(sum(taken) for taken, _clocks, _moved in quiet)
    every = [second for taken, _clocks, _moved in quiet for second in taken]
    found["count a page again, nothing moved : the dates alone"] = total / alone
    found["longest page : median page"] = max(every) / statistics.median(every)
    for text in (HOLIDAY, NONE):
        began = time.perf_counter()
        rule_book.set_holidays(office, text)
        taken, clocks, moved = pages(office)
        say("a holiday changed and the clocks counted again", began)
        said.append(
            f"{clocks} clocks, {moved} moved and journaled: {sum(taken):.2f} s, longest page {max(taken):.3f} s"
        )
    said.append(
        f"{quiet[0][1]} clocks, none moved: {total:.2f} s in {len(quiet[0][0])} pages, median page "
        f"{statistics.median(every) * 1000:.0f} ms"
    )
    office.close()


def main() -> int:
    """Build, measure while a window's thread ticks, compare with the budgets."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--cases", type=int, default=400)
    how_many = parser.parse_args().cases
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "vault"
        build(folder, how_many)
        found: dict[str, float] = {}
        said: list[str] = []
        ticker = Ticker()
        work = threading.Thread(target=measure, args=(folder, ticker, found, said))
        work.start()
        ticker.run()
        work.join()
    found["window's gaps (99th percentile), counting again : plain Python beside it"] = ticker.late(
        "counting"
    ) / ticker.late("plain")
    said.append(
        f"longest gap while counting again {max(ticker.gaps['counting']) * 1000:.0f} ms, "
        f"beside plain Python {max(ticker.gaps['plain']) * 1000:.0f} ms"
    )
    print(f"{how_many} open cases")
    for line in said:
        print("  " + line)
    missed = False
    for name, value in found.items():
        over = value > BUDGETS[name]
        missed = missed or over
        print(f"{name}: {value:.2f} (budget {BUDGETS[name]}){'  MISSED' if over else ''}")
    return 1 if missed or len(found) < len(BUDGETS) else 0


if __name__ == "__main__":
    sys.exit(main())
