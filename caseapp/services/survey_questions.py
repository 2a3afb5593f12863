"""Which questions a person would be asked: by the survey, their case, and the agencies they have met."""

from collections.abc import Collection

from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.case import CaseHeader
from caseapp.domain.survey_instrument import Asked, Instrument, questions_for
from caseapp.services import journey
from caseapp.services.office import Office


def instrument_of(instrument: str) -> Instrument:
    """A survey by its id. Raises `Refused("survey_unknown")`."""
    try:
        return shipped.instrument(instrument)
    except KeyError:
        raise Refused("survey_unknown") from None


def happened_in(office: Office, case_id: str) -> set[str]:
    """The kinds of events in a case's journey."""
    return {event.kind for event in journey.events(office, case_id)}


def questions_in(chosen: Instrument, head: CaseHeader, happened: set[str], met: Collection[str]) -> tuple[Asked, ...]:
    """The questions of a survey that fit a case in which `happened` happened and the agencies `met` were met."""
    return questions_for(
        chosen,
        crime_group=head.crime_group or "",
        agencies_met=tuple(code for code in chosen.agency_words if code in met),
        facts=_facts(head, happened),
    )


def agencies_met(head: CaseHeader, happened: set[str]) -> tuple[str, ...]:
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
