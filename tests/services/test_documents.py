"""A document as evidence: noted, used, taken back and erased with its case; its place never leaves the vault."""

from datetime import date

import pytest

from caseapp.base.errors import Refused
from caseapp.domain.case import NewCase
from caseapp.domain.challenge_view import ChallengeDraft
from caseapp.domain.contact import ContactDraft
from caseapp.domain.document import LONGEST_WHAT, NewDocument
from caseapp.domain.enhanced import EnhancedDecision, ToldBody
from caseapp.domain.person import PersonDetails
from caseapp.domain.rights_view import RightInstance, Told
from caseapp.services import (
    cases,
    challenges,
    contacts,
    documents,
    enhanced_status,
    erasure,
    journal,
    journey,
    outcomes,
    rights,
    rights_evidence,
)
from caseapp.services.office import Office
from caseapp.services.outcomes import OutcomeDraft
from tests.conftest import PASSPHRASE

TODAY = date(2026, 11, 19)
SHEET = NewDocument("Bail sheet", "Paper file, second drawer", date(2026, 11, 18))


@pytest.fixture
def bailed(office: Office, amara: str) -> str:
    """The right to hear of the bail."""
    journey.record(office, journey.EventDraft(amara, "bail", date(2026, 11, 18)))
    return line(office, amara).id or ""


def line(office: Office, case_id: str, rule: str = "VC-033") -> RightInstance:
    found = (one for each in rights.for_case(office, case_id).rights for one in each.instances)
    return next(one for one in found if one.rule_id == rule)


def test_a_new_document_is_noted_and_is_the_evidence_in_one_change(office: Office, amara: str, bailed: str) -> None:
    done = rights.told(office, bailed, Told(TODAY, "letter", evidence_document=SHEET))
    (noted,) = documents.of_case(office, amara)
    assert (noted.what, noted.kept_where, noted.dated, noted.shows) == (SHEET.what, SHEET.kept_where, SHEET.dated, 1)
    row = line(office, amara)
    assert (row.evidence_document, row.evidence_what, row.evidence_on) == (noted.id, SHEET.what, SHEET.dated)
    journal.undo(office, done.batch)
    assert documents.of_case(office, amara) == ()
    assert line(office, amara).standing == "running"
    assert journal.verify(office).broken_at is None


def test_it_can_show_other_rights_and_steps_of_its_case_and_no_other(office: Office, amara: str, bailed: str) -> None:
    noted = documents.note(office, amara, SHEET).row_id
    rights.attach_evidence(office, bailed, document=noted)
    challenges.start(office, ChallengeDraft(bailed, "ask_officer", TODAY, evidence_document=noted))
    assert documents.of_case(office, amara)[0].shows == 2
    (step, *_rest) = challenges.steps(office, bailed).steps
    assert step.evidence_what == SHEET.what
    other = cases.open_case(office, NewCase(None, person=PersonDetails(first_name="Bina"), crime_group="da")).row_id
    journey.record(office, journey.EventDraft(other, "bail", date(2026, 11, 18)))
    for call in (
        lambda: rights.attach_evidence(office, line(office, other).id or "", document=noted),
        lambda: rights.told(office, line(office, other).id or "", Told(TODAY, "phone", evidence_document=noted)),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.code == "document_elsewhere"
    assert line(office, other).standing == "running"


def test_a_contact_of_another_case_is_no_evidence(office: Office, amara: str, bailed: str) -> None:
    other = cases.open_case(office, NewCase(None, person=PersonDetails(first_name="Bina"), crime_group="da")).row_id
    wrote = contacts.log(office, ContactDraft(other, office.now(), "call", "spoke", "A note."))
    with pytest.raises(Refused) as refused:
        rights.told(office, bailed, Told(TODAY, "phone", evidence_contact=wrote.row_id))
    assert refused.value.code == "challenge_evidence_elsewhere"
    assert line(office, amara).standing == "running"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (NewDocument(" ", "A drawer"), "document_incomplete"),
        (NewDocument("Letter", ""), "document_incomplete"),
        (NewDocument("L" * (LONGEST_WHAT + 1), "A drawer"), "document_long"),
        (NewDocument("Letter", "A drawer", date(2026, 11, 20)), "document_in_future"),
        (NewDocument("Letter", "A drawer", date(1800, 1, 1)), "date_out_of_reach"),
        ("0" * 32, "document_elsewhere"),
    ],
)
def test_what_is_no_document_of_the_case_changes_nothing(
    office: Office, amara: str, bailed: str, document: NewDocument | str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        rights.attach_evidence(office, bailed, document=document)
    assert refused.value.code == code
    assert documents.of_case(office, amara) == ()
    assert line(office, amara).evidence_document is None


def test_the_rights_log_names_the_document_and_not_its_place_nor_any_note(
    office: Office, amara: str, bailed: str
) -> None:
    secret = "Canary words of support"
    shown = contacts.log(office, ContactDraft(amara, office.now(), "call", "spoke", secret))
    rights.told(office, bailed, Told(TODAY, "letter", reason=secret, evidence_document=SHEET))
    journey.record(office, journey.EventDraft(amara, "arrest", date(2026, 11, 18), detail=secret))
    rights.attach_evidence(office, line(office, amara, "VC-030").id or "", shown.row_id)
    rights.set_state(office, line(office, amara, "VC-022").id or "", "declined", reason=secret)
    challenges.start(office, ChallengeDraft(line(office, amara, "VC-030").id or "", "ask_officer", TODAY))
    step = challenges.steps(office, line(office, amara, "VC-030").id or "").steps[0].id or ""
    challenges.answer(office, step, TODAY, "no", words=secret)
    outcomes.record(office, OutcomeDraft(amara, "16", TODAY))
    for made in (
        rights_evidence.as_csv(office, amara, reason="court"),
        rights_evidence.as_html(office, amara, reason="court"),
    ):
        said = made.decode()
        assert "Bail sheet" in said
        assert "second drawer" not in said
        assert "Canary" not in said
        assert "Amara" not in said


def test_asked_and_not_known_keeps_its_day_and_running_again_forgets_it(
    office: Office, amara: str, bailed: str
) -> None:
    rights.set_state(office, bailed, "unknown", asked_on=TODAY)
    assert (line(office, amara).standing, line(office, amara).asked_on, line(office, amara).asked) == (
        "unknown",
        TODAY,
        False,
    )
    with pytest.raises(Refused) as refused:
        rights.set_state(office, bailed, "unknown", asked_on=date(2026, 11, 20))
    assert refused.value.code == "asked_in_future"
    rights.set_state(office, bailed, "running")
    assert line(office, amara).asked_on is None


def test_each_offence_of_a_suspect_has_its_own_outcome(office: Office, amara: str) -> None:
    outcomes.record(office, OutcomeDraft(amara, "1", TODAY, "A", offence=" assault "))
    outcomes.record(office, OutcomeDraft(amara, "16", TODAY, "A", offence="theft"))
    found = {(row.suspect, row.offence): row.check.code for row in outcomes.of_case(office, amara)}
    assert found == {("A", "assault"): "1", ("A", "theft"): "16"}
    with pytest.raises(Refused) as refused:
        outcomes.record(office, OutcomeDraft(amara, "16", TODAY, offence="t" * 41))
    assert refused.value.code == "offence_label_long"


def test_who_was_told_of_enhanced_rights_is_kept_body_by_body(office: Office, amara: str) -> None:
    decision = EnhancedDecision("most_serious", "Kent Police", TODAY, ("cps", "wcu"), TODAY)
    done = enhanced_status.record(office, amara, decision)
    enhanced_status.passed_on(office, amara, ("probation", "cps"))
    enhanced_status.passed_on(office, amara, ("cps",), TODAY)
    assert cases.header(office, amara).enhanced_told == (
        ToldBody("cps", TODAY),
        ToldBody("wcu", TODAY),
        ToldBody("probation", None),
    )
    for bodies, on, code in ((("nobody",), None, "agency_unknown"), (("cps",), date(2027, 1, 1), "enhanced_in_future")):
        with pytest.raises(Refused) as refused:
            enhanced_status.passed_on(office, amara, bodies, on)
        assert refused.value.code == code
    journal.undo(office, done.batch)
    assert enhanced_status.told(office, amara) == (ToldBody("probation", None),)


def test_erasing_the_person_takes_documents_and_who_was_told_along(office: Office, amara: str, bailed: str) -> None:
    rights.told(office, bailed, Told(TODAY, "letter", evidence_document=SHEET))
    enhanced_status.record(office, amara, EnhancedDecision(None, "Kent Police", TODAY, ("cps",)))
    reference = cases.header(office, amara).reference
    erasure.erase(office, amara, reference=reference, reason="they_asked", passphrase=PASSPHRASE)
    assert documents.of_case(office, amara) == ()
    assert enhanced_status.told(office, amara) == ()
    assert journal.verify(office).broken_at is None
