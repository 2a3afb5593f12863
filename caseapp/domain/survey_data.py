"""Reads a file of survey questions and the sets made of them (`resources/surveys/`)."""

import re
from types import MappingProxyType

from caseapp.domain.data_rows import Row, parse_data
from caseapp.domain.survey_instrument import Instrument, Kind, Other, Question, Scale, ScaleAnswer

FACTS = ("", "reported", "charged", "decision_against")


def parse_surveys(text: str, name: str) -> dict[str, Instrument]:
    """Read and check a survey file: every set in it, by id.

    Raises `Damaged("survey_invalid")` with file, line and problem: a scale, agency or question that is not there,
    an id twice, a blank in a wording other than `{A}`.
    """
    data = parse_data(text, name, "survey_invalid")
    top = data.top()
    top.only("version", "checked", "source", "agencies", "scales", "questions", "sets")
    words: dict[str, str] = {}
    for row in data.rows("agencies"):
        row.only("code", "words")
        words[row.text("code")] = row.text("words")
    scales: dict[str, Scale] = {}
    for row in data.rows("scales"):
        scale = _scale(row)
        scales[scale.id] = scale
    questions: dict[str, Question] = {}
    for row in data.rows("questions"):
        question = _question(row, scales, frozenset(words))
        if question.id in questions:
            row.place.refuse(f"{question.id} is there twice")
        questions[question.id] = question
    sets: dict[str, Instrument] = {}
    for row in data.rows("sets"):
        row.only("id", "title", "questions", "agencies")
        chosen, agencies = row.texts("questions"), row.texts("agencies")
        for part in chosen:
            if part not in questions:
                row.place.refuse(f"there is no question '{part}'")
        _known(row, agencies, frozenset(words))
        if row.text("id") in sets or not chosen or len(set(chosen)) < len(chosen):
            row.place.refuse("a set needs its own id, and questions that are each there once")
        sets[row.text("id")] = Instrument(
            row.text("id"),
            row.text("title"),
            top.text("version"),
            top.day("checked"),
            tuple(questions[part] for part in chosen),
            agencies,
            MappingProxyType(words),
        )
    return sets


def _known(row: Row, agencies: tuple[str, ...], known: frozenset[str]) -> None:
    for code in agencies:
        if code not in known:
            row.place.refuse(f"there is no agency '{code}'")


def _scale(row: Row) -> Scale:
    row.only("id", "kind", "others", "answers")
    kind = Kind(row.one_of("kind", tuple(Kind)))
    others = row.texts("others")
    for other in others:
        if other not in tuple(Other):
            row.place.refuse(f"'{other}' is not an answer beside a scale")
    values = row.values.get("answers", [])
    if not isinstance(values, list):
        row.place.refuse("'answers' must be a list")
    answers = []
    for value in values:
        if not isinstance(value, dict):
            row.place.refuse('an answer must be such as { code = "yes", label = "Yes" }')
        part = Row(row.place, value)
        part.only("code", "label", "positive")
        answers.append(ScaleAnswer(part.text("code"), part.text("label"), part.flag("positive")))
    codes = {answer.code for answer in answers}
    if len(codes) < len(answers) or codes & {"skipped", *Other}:
        row.place.refuse("the codes of the answers must differ from each other and from the others")
    if bool(answers) is (kind is Kind.TEXT):
        row.place.refuse("a scale needs answers unless it is text")
    return Scale(row.text("id"), kind, tuple(answers), tuple(Other(other) for other in others))


def _question(row: Row, scales: dict[str, Scale], agencies: frozenset[str]) -> Question:
    row.only("id", "wording", "scale", "each", "agencies", "crimes", "needs")
    wording, each = row.text("wording"), row.flag("each")
    blanks = set(re.findall(r"\{(.*?)\}", wording))
    if blanks - {"A"} or wording.count("{") != wording.count("}") or (blanks and not each):
        row.place.refuse("a wording may use {A}, and only if it is asked for each agency")
    _known(row, row.texts("agencies"), agencies)
    scale = row.one_of("scale", tuple(scales))
    return Question(
        row.text("id"),
        wording,
        scales[scale],
        each,
        row.texts("agencies"),
        row.texts("crimes"),
        row.one_of("needs", FACTS, ""),
    )
