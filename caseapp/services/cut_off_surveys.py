"""A survey that was cut off, by a sudden end of the program: go on with it, keep it as it is, or erase it."""

from caseapp.base.errors import Refused
from caseapp.domain.saved import Saved
from caseapp.services import backups, cases, surveys, waiting_answers
from caseapp.services.migrating import forget_before
from caseapp.services.office import Office, saved
from caseapp.services.survey_questions import happened_in, instrument_of, questions_in
from caseapp.services.surveys import Handover
from caseapp.services.waiting_answers import Waiting
from caseapp.store.tables import SurveyOffer


def resume(office: Office, offer_id: str) -> Handover:
    """Get ready to go on with a survey that was cut off: the questions not answered yet, and the one last shown.

    What was answered stays sealed: whoever asks this, and whoever holds the laptop next, sees none of it.

    Raises:
        Refused: `survey_not_waiting`, `survey_unknown`, `case_missing`.
    """
    waiting = _waiting(office, offer_id)
    head = cases.header(office, waiting.case_id)
    asked = questions_in(instrument_of(waiting.instrument), head, happened_in(office, waiting.case_id), waiting.met)
    left = tuple(
        each
        for each in asked
        if each.key in waiting.asked and (each.key not in waiting.answers or each.key == waiting.at)
    )
    return Handover(offer_id, waiting.instrument, left, waiting.attributes, waiting.at)


def finish_as_it_is(office: Office, offer_id: str) -> Saved:
    """Keep what was answered before a survey was cut off, without asking more. Raises as `resume`."""
    waiting = _waiting(office, offer_id)
    return surveys.finish(office, Handover(offer_id, waiting.instrument, (), waiting.attributes), {})


def erase(office: Office, offer_id: str) -> Saved:
    """Take away the answers of a survey that was cut off: the person does not want them kept. Cannot be undone.

    Raises:
        Refused: `survey_not_waiting`.
    """
    waiting = _waiting(office, offer_id)
    with office.unit() as unit:
        waiting_answers.erase(unit, waiting)
        unit.change(SurveyOffer, offer_id, state="declined")
        done = saved(unit, offer_id, "surveys", case_id=waiting.case_id)
    forget_before(office.folder)
    backups.list_erased(office)
    return done


def _waiting(office: Office, offer_id: str) -> Waiting:
    found = waiting_answers.find(office, offer_id)
    if found is None:
        raise Refused("survey_not_waiting")
    return found
