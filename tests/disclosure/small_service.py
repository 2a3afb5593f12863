"""An invented small service's year, in the shape of the annual return."""

import random

from caseapp.disclosure.tables import Code, CountTable, Dimension
from tests.disclosure.counting import count, dimension

GROUPS = {"fear": 4, "police": 5, "self": 5, "family": 3, "time": 4}
STEP, REPORTED = (
    dimension("step", ["withdrew", "did_not_report", "none"]),
    dimension("reported", ["yes", "no", "unknown"]),
)
CRIME = dimension("crime", ["da", "sexual", "stalking", "hate", "other", "not_known"])
STAGE = dimension("stage", [f"S{number}" for number in range(7)])
GROUP = dimension("reason_group", GROUPS)
MAIN = Dimension(
    "main_reason",
    "main_reason",
    (
        *(Code(f"group_{group}", group) for group in GROUPS),
        *(Code(f"{group}{n}", "reason", f"group_{group}") for group, codes in GROUPS.items() for n in range(codes)),
    ),
)
ANY = dimension("any_reason", MAIN.leaves, multi=True, includes="main_reason")
HELPED = dimension("helped", [f"h{number}" for number in range(9)], multi=True)
DISTRICT = dimension("district", [f"d{number}" for number in range(9)], sensitive=False)
DAYS = dimension("days", ["to_7", "to_30", "to_90", "to_365", "over", "none"])
AGE = dimension("age", ["18", "25", "35", "50", "not_known"], sensitive=False)
SEX = dimension("sex", ["f", "m", "not_known"], sensitive=False)
ETHNICITY = dimension("ethnicity", ["a", "b", "m", "o", "w", "not_known"])
ANSWER = dimension("answer", ["1", "2", "3", "4", "5", "skipped"])
STEPPED_BACK = (
    (GROUP, STAGE),
    (MAIN,),
    (GROUP, DISTRICT),
    (GROUP, CRIME),
    (ANY,),
    (HELPED,),
    (DAYS, CRIME),
    (AGE, SEX),
    (ETHNICITY,),
)
Person = dict[str, str | list[str]]


def year(people: int, stepped_back: int, seed: int, evenness: float = 0.6) -> list[CountTable]:
    """The tables of a year; with an evenness near 0 nearly everybody is alike, with 1 nobody is."""
    return tables(*records(people, stepped_back, seed, evenness))


def records(people: int, stepped_back: int, seed: int, evenness: float = 0.6) -> tuple[list[Person], list[Person]]:
    """Everybody supported, and those of them who stepped back."""
    chance = random.Random(seed)
    everybody = [_person(chance, evenness, stepped=number < stepped_back) for number in range(people)]
    return everybody, everybody[:stepped_back]


def tables(everybody: list[Person], some: list[Person]) -> list[CountTable]:
    """Count both sets, and a survey answered by a third."""
    made = [
        count("cases", (STEP, REPORTED), everybody, universe="people"),
        count("crimes", (CRIME, REPORTED), everybody, universe="people"),
    ]
    for asked in STEPPED_BACK:
        name = "-".join(each.id for each in asked)
        made.append(count(name, asked, some, universe="stepped_back", subset_of="people"))
    answers = [{"answer": str(each["answer"])} for each in everybody[::3]]
    return [*made, count("survey", (ANSWER,), answers, universe="surveys")]


def _person(chance: random.Random, evenness: float, *, stepped: bool) -> Person:
    def one(asked: Dimension, leaves: tuple[str, ...] | None = None) -> str:
        codes = leaves or asked.leaves
        return chance.choices(codes, [evenness**place for place in range(len(codes))])[0]

    stage = one(STAGE)
    main = one(MAIN)
    step = "none" if not stepped else "did_not_report" if stage == "S0" else "withdrew"
    return {
        **{each.id: one(each) for each in (CRIME, DISTRICT, DAYS, AGE, SEX, ETHNICITY, ANSWER)},
        "step": step,
        "reported": "no" if step == "did_not_report" else one(REPORTED),
        "stage": stage,
        "main_reason": main,
        "reason_group": main.rstrip("0123456789"),
        "any_reason": sorted({main, *(each for each in MAIN.leaves if chance.random() < 0.1 * evenness)}),
        "helped": [each for each in HELPED.leaves if chance.random() < 0.2],
    }
