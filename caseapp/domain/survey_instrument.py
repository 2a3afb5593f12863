"""Survey instruments: which questions a person is asked, in which words, and which answers count.

Answers are kept raw, as codes, with the instrument's version. "Not sure", "rather not say", "does not apply" and a
skipped question are different answers, and none of them is in the base of a percentage.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from caseapp.base.errors import Refused
from caseapp.base.words import _

SKIPPED = "skipped"
LONGEST_TEXT = 2000


class Other(StrEnum):
    """The answers beside the scale."""

    NOT_SURE = "not_sure"
    RATHER_NOT_SAY = "rather_not_say"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """The words on the button."""
        return {
            Other.NOT_SURE: _("Not sure"),
            Other.RATHER_NOT_SAY: _("I would rather not say"),
            Other.NOT_APPLICABLE: _("Does not apply to me"),
        }[self]


class Kind(StrEnum):
    """How a scale is answered."""

    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class ScaleAnswer:
    """One answer of a scale. `positive` answers make the headline figure (the top two of five)."""

    code: str
    wording: str
    positive: bool = False

    @property
    def label(self) -> str:
        """The words on the button, in the chosen language."""
        return _(self.wording)


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers offered, in order, and those beside them. Figures of different scales are never compared."""

    id: str
    kind: Kind
    answers: tuple[ScaleAnswer, ...]
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question in our own words; `{A}` stands for the agency."""

    id: str
    wording: str
    scale: Scale
    each: bool
    agencies: tuple[str, ...]
    crimes: tuple[str, ...]
    needs: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as put to one person. `agency` is empty when it is asked once; `about` is the agency in words.

    Heading and text are in the language chosen when they are read: the person may choose another half way.
    """

    question: Question
    agency: str
    about: str

    @property
    def heading(self) -> str:
        """What the question is about, or an empty text."""
        return _("About {agency}").format(agency=_(self.about)) if self.about else ""

    @property
    def text(self) -> str:
        """The question."""
        text = _(self.question.wording).format(A=_(self.about))
        return text[:1].upper() + text[1:]

    @property
    def key(self) -> str:
        """What an answer is stored under: `QC3:police`, or `QJ2`."""
        return f"{self.question.id}:{self.agency}" if self.agency else self.question.id


@dataclass(frozen=True, slots=True)
class Instrument:
    """A set of questions with its version. `agencies` limits a set to some agencies; empty means every one."""

    id: str
    title: str
    version: str
    checked: date
    questions: tuple[Question, ...]
    agencies: tuple[str, ...]
    agency_words: Mapping[str, str] = field(hash=False)


def questions_for(
    instrument: Instrument,
    *,
    crime_group: str,
    agencies_met: Collection[str],
    facts: Collection[str] = (),
) -> tuple[Asked, ...]:
    """The questions that apply to a person, in order.

    `agencies_met` are agency codes; `facts` are those of `reported`, `charged` and `decision_against` that hold.
    Questions asked for each agency come agency by agency within their run, so that one agency is finished first.
    """
    met = tuple(code for code in agencies_met if code in instrument.agency_words)
    if instrument.agencies:
        met = instrument.agencies
    asked: list[Asked] = []
    run: list[Question] = []
    for question in (*instrument.questions, None):
        if question is not None and question.each:
            run.append(question)
            continue
        asked += [
            _ask(instrument, part, agency)
            for agency in met
            for part in run
            if _applies(part, crime_group, facts) and (not part.agencies or agency in part.agencies)
        ]
        run = []
        if question is None or not _applies(question, crime_group, facts):
            continue
        if not question.agencies or set(question.agencies) & set(met):
            asked.append(_ask(instrument, question, ""))
    return tuple(asked)


def _applies(question: Question, crime_group: str, facts: Collection[str]) -> bool:
    return (not question.crimes or crime_group in question.crimes) and (not question.needs or question.needs in facts)


def _ask(instrument: Instrument, question: Question, agency: str) -> Asked:
    return Asked(question, agency, instrument.agency_words.get(agency, ""))


def check_answer(question: Question, answer: str) -> str:
    """The answer itself if the question offers it, or it is `skipped`.

    Raises `Refused("answer_not_offered")`, or `Refused("answer_too_long")` for text over 2,000 characters.
    """
    scale = question.scale
    if answer == SKIPPED or answer in scale.others:
        return answer
    if scale.kind is Kind.TEXT:
        if len(answer) > LONGEST_TEXT:
            raise Refused("answer_too_long", limit=LONGEST_TEXT)
        return answer
    if not any(answer == offered.code for offered in scale.answers):
        raise Refused("answer_not_offered", question=question.id)
    return answer
