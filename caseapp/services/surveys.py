"""Surveys: offered in a case, answered where nobody can follow the answers back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import uuid4

from caseapp.base import words
from caseapp.base.errors import Refused
from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import CaseHeader
from caseapp.domain.saved import Saved
from caseapp.domain.survey_instrument import SKIPPED, Asked, Instrument, check_answer, questions_for
from caseapp.services import cases, journey
from caseapp.services.office import Office, saved
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
    happened = _happened(office, case_id)
    group = shipped.code_list("crime_groups").get(head.crime_group or "")
    crime = group.text("surveys") if group is not None else ""
    chosen = [_instrument(name) for name in dict.fromkeys((SHORT, crime or EVERY_CRIME, SERVICE, EVERY_CRIME))]
    told = _agencies_met(head, happened)
    names = chosen[0].agency_words
    asked_about = tuple(code for code in names if code in (told if met is None else met))
    return Fitting(
        tuple(
            SetOffered(each.id, _(each.title), _asked(each, head, happened, asked_about), not each.agencies)
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
    chosen = _instrument(instrument)
    head = cases.header(office, case_id)
    person = case_reads.person_row(office.store, head.person_id)
    ethnicity = shipped.code_list("ethnicity").get(person.ethnicity or "") if person is not None else None
    happened = _happened(office, case_id)
    asked = _asked(chosen, head, happened, _agencies_met(head, happened) if met is None else met)
    with office.unit() as unit:
        offer_id = unit.add(
            SurveyOffer,
            case_id=case_id,
            instrument=chosen.id,
            offered_on=office.today(),
            state="started",
            author_id=office.desk.worker_id,
        )
    return Handover(
        offer_id,
        chosen.id,
        asked,
        {
            "crime_group": head.crime_group,
            "stage": head.stage,
            "district": head.district,
            "age_band": head.age_band,
            "sex": person.sex if person is not None else None,
            "ethnicity_group": ethnicity.group if ethnicity is not None else None,
        },
    )


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

    Raises:
        Refused: `answer_not_offered`, `answer_too_long`.
    """
    chosen = _instrument(handover.instrument)
    for asked in handover.questions:
        check_answer(asked.question, answers.get(asked.key, SKIPPED))
    given = any(answers.get(asked.key, SKIPPED) != SKIPPED for asked in handover.questions)
    with office.unit() as unit:
        unit.change(SurveyOffer, handover.offer_id, state="answered" if given else "declined")
        if given:
            response = _add_unlinked(
                office,
                SurveyResponse,
                instrument=chosen.id,
                version=chosen.version,
                answered_in=office.today().replace(day=1),
                mode="laptop",
                **handover.attributes,
            )
            for asked in handover.questions:
                value = answers.get(asked.key, SKIPPED)
                _add_unlinked(office, SurveyAnswer, response_id=response, question=asked.key, value=value)
        return saved(unit, handover.offer_id, "surveys")


def _instrument(instrument: str) -> Instrument:
    try:
        return shipped.instrument(instrument)
    except KeyError:
        raise Refused("survey_unknown") from None


def _happened(office: Office, case_id: str) -> set[str]:
    return {event.kind for event in journey.events(office, case_id)}


def _asked(chosen: Instrument, head: CaseHeader, happened: set[str], met: Collection[str]) -> tuple[Asked, ...]:
    return questions_for(
        chosen,
        crime_group=head.crime_group or "",
        agencies_met=tuple(code for code in chosen.agency_words if code in met),
        facts=_facts(head, happened),
    )


def _agencies_met(head: CaseHeader, happened: set[str]) -> tuple[str, ...]:
    """The agencies a person has met, as far as the journey tells."""
    met = ["support"]
    if head.reported == "yes":
        met.append("police")
    if happened & {"file_to_cps", "charge", "cps_no_charge", "cps_stops"}:
        met.append("cps")
    if happened & {"hearing", "trial_starts", "verdict", "verdict_guilty", "verdict_not_guilty", "sentence"}:
        met += ["wcu", "court"]
    return tuple(met)


def _facts(head: CaseHeader, happened: set[str]) -> frozenset[str]:
    facts = {"reported"} if head.reported == "yes" else set()
    if "charge" in happened:
        facts.add("charged")
    if happened & {"nfa_police", "cps_no_charge", "cps_stops", "no_investigation"}:
        facts.add("decision_against")
    return frozenset(facts)


def _add_unlinked(office: Office, table: type[Table], **values: object) -> str:
    """A row whose identifier is random, not time-ordered, so that it cannot be lined up with the offer."""
    with office.unit() as unit:
        return unit.add(table, id=uuid4().hex, **values)
