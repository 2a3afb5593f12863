"""Surveys: offered in a case, answered where nobody can follow the answers back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import uuid4

from caseapp.base import words
from caseapp.base.errors import Refused
from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.saved import Saved
from caseapp.domain.survey_instrument import SKIPPED, Asked, check_answer
from caseapp.services import cases, waiting_answers
from caseapp.services.office import Office, pressed, saved
from caseapp.services.survey_questions import agencies_met, happened_in, instrument_of, questions_in
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import voice as reads
from caseapp.store.reads.voice import SurveyOfferRow
from caseapp.store.tables import SurveyAnswer, SurveyOffer, SurveyResponse
from caseapp.store.tables.base import Table

__all__ = [
    "EVERY_CRIME",
    "SAID",
    "SERVICE",
    "SHORT",
    "Fitting",
    "Handover",
    "SetOffered",
    "SurveyOfferRow",
    "finish",
    "fitting",
    "keep",
    "languages",
    "not_offered",
    "offers",
    "start",
]

SAID = ("ui/pages/survey/", "caseapp/domain/survey_instrument.py", "resources/surveys/")
"""Where every text stands that the person reads."""
SHORT, SERVICE, EVERY_CRIME = "SERVICE-8", "SERVICE", "ALL"


@dataclass(frozen=True, slots=True)
class Handover:
    """What the survey screen needs and no more: which instrument, and coded attributes without a case."""

    offer_id: str
    instrument: str
    questions: tuple[Asked, ...]
    attributes: Mapping[str, str | None]
    again: str | None = None
    """The question at which the survey was cut off: asked again, and passed over it keeps what was given."""


@dataclass(frozen=True, slots=True)
class SetOffered:
    """A survey that fits a case: its id, its title, and the questions this person would see, in order.

    `by_agency`: whether it asks about each agency the person has met.
    """

    id: str
    title: str
    questions: tuple[Asked, ...]
    by_agency: bool


@dataclass(frozen=True, slots=True)
class Fitting:
    """What can be offered in a case: the surveys; the agencies they can ask about, in words; those the person met."""

    sets: tuple[SetOffered, ...]
    agencies: Mapping[str, str]
    met: tuple[str, ...]


def fitting(office: Office, case_id: str, met: Collection[str] | None = None) -> Fitting:
    """The surveys that fit a case: the short one about this service, the one for the kind of crime, then the others.

    `met` are the agencies the person has met; None for those the journey tells of.

    Raises:
        Refused: `case_missing`.
    """
    head = cases.header(office, case_id)
    happened = happened_in(office, case_id)
    group = shipped.code_list("crime_groups").get(head.crime_group or "")
    crime = group.text("surveys") if group is not None else ""
    chosen = [instrument_of(name) for name in dict.fromkeys((SHORT, crime or EVERY_CRIME, SERVICE, EVERY_CRIME))]
    told = agencies_met(head, happened)
    names = chosen[0].agency_words
    asked_about = tuple(code for code in names if code in (told if met is None else met))
    return Fitting(
        tuple(
            SetOffered(each.id, _(each.title), questions_in(each, head, happened, asked_about), not each.agencies)
            for each in chosen
        ),
        names,
        asked_about,
    )


def languages() -> tuple[str, ...]:
    """The languages in which a whole survey can be asked: the questions, and every word around them."""
    return words.languages(*SAID)


def offers(office: Office, case_id: str) -> tuple[SurveyOfferRow, ...]:
    """Surveys offered in a case."""
    return reads.survey_offers(office.store, case_id)


def start(office: Office, case_id: str, instrument: str, met: Collection[str] | None = None) -> Handover:
    """Offer a survey and get ready to hand the laptop over. `met` as in `fitting`.

    Raises:
        Refused: `case_missing`, `survey_unknown`.
    """
    chosen = instrument_of(instrument)
    head = cases.header(office, case_id)
    person = case_reads.person_row(office.store, head.person_id)
    ethnicity = shipped.code_list("ethnicity").get(person.ethnicity or "") if person is not None else None
    happened = happened_in(office, case_id)
    about = tuple(agencies_met(head, happened) if met is None else met)
    asked = questions_in(chosen, head, happened, about)
    attributes = {
        "crime_group": head.crime_group,
        "stage": head.stage,
        "district": head.district,
        "age_band": head.age_band,
        "sex": person.sex if person is not None else None,
        "ethnicity_group": ethnicity.group if ethnicity is not None else None,
    }
    with office.unit() as unit:
        offer_id = unit.add(
            SurveyOffer,
            case_id=case_id,
            instrument=chosen.id,
            offered_on=office.today(),
            state="started",
            author_id=office.desk.worker_id,
        )
        waiting_answers.begin(
            unit,
            offer_id,
            case_id,
            instrument=chosen.id,
            version=chosen.version,
            asked=[each.key for each in asked],
            met=list(about),
            attributes=attributes,
        )
    return Handover(offer_id, chosen.id, asked, attributes)


def keep(office: Office, handover: Handover, answers: Mapping[str, str], at: str) -> None:
    """Seal what was answered so far; `at` is the question shown. Nobody can read it from here on.

    Raises:
        Refused: `answer_not_offered`, `answer_too_long`, or what the disk answered.
    """
    given = _given(handover, answers)
    waiting = waiting_answers.find(office, handover.offer_id)

    def write() -> None:
        with office.unit() as unit:
            if waiting is not None:
                waiting_answers.keep(unit, waiting, given, at)

    pressed(write)


def not_offered(office: Office, case_id: str, instrument: str, state: str) -> Saved:
    """Note that a survey was declined, or was not safe to offer.

    Raises:
        Refused: `survey_state_unknown`.
    """
    if state not in {"declined", "not_safe"}:
        raise Refused("survey_state_unknown")
    with office.unit() as unit:
        row = unit.add(
            SurveyOffer,
            case_id=case_id,
            instrument=instrument,
            offered_on=office.today(),
            state=state,
            author_id=office.desk.worker_id,
        )
        return saved(unit, row, "surveys", case_id=case_id, reference=case_reads.reference_of(office.store, case_id))


def finish(office: Office, handover: Handover, answers: Mapping[str, str]) -> Saved:
    """Keep the answers, apart from the case. Unanswered questions are kept as skipped; nothing answered keeps nothing.

    With them go those that `keep` has sealed: from here on nothing ties them to the offer.

    Raises:
        Refused: `answer_not_offered`, `answer_too_long`.
    """
    given = _given(handover, answers)
    return pressed(lambda: _keep_apart(office, handover, given))


def _keep_apart(office: Office, handover: Handover, given: dict[str, str]) -> Saved:
    waiting = waiting_answers.find(office, handover.offer_id)
    keys = tuple(asked.key for asked in handover.questions)
    version = ""
    if waiting is not None:
        given, keys, version = {**waiting.answers, **given}, waiting.asked, waiting.version
    answered = any(given.get(key, SKIPPED) != SKIPPED for key in keys)
    with office.unit() as unit:
        unit.change(SurveyOffer, handover.offer_id, state="answered" if answered else "declined")
        if answered:
            response = _add_unlinked(
                office,
                SurveyResponse,
                instrument=handover.instrument,
                version=version or instrument_of(handover.instrument).version,
                answered_in=office.today().replace(day=1),
                mode="laptop",
                **handover.attributes,
            )
            for key in keys:
                _add_unlinked(office, SurveyAnswer, response_id=response, question=key, value=given.get(key, SKIPPED))
        if waiting is not None:
            waiting_answers.forget(unit, waiting)
        return saved(unit, handover.offer_id, "surveys")


def _given(handover: Handover, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that count, checked: passing over the question asked again takes nothing back."""
    given = {}
    for asked in handover.questions:
        value = answers.get(asked.key)
        if value is not None and not (value == SKIPPED and asked.key == handover.again):
            given[asked.key] = check_answer(asked.question, value)
    return given


def _add_unlinked(office: Office, table: type[Table], **values: object) -> str:
    """A row whose identifier is random, not time-ordered, so that it cannot be lined up with the offer."""
    with office.unit() as unit:
        return unit.add(table, id=uuid4().hex, **values)
