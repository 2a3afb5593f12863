"""The casework path through the services, on a real vault."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.domain.case import CaseloadQuery, NewCase, NewReferral
from caseapp.domain.contact import ContactDraft, FollowUpDraft
from caseapp.domain.person import PersonDetails
from caseapp.domain.rights_view import Told
from caseapp.domain.safe_contact import SafeContactDetails, SafeTime
from caseapp.services import cases, contacts, drafts, journal, journey, rights, safe_contacts, today
from caseapp.services.office import Office


def spoke(office: Office, case_id: str, note: str = "Talked through the plan.") -> ContactDraft:
    return ContactDraft(case_id, office.now(), "call", "spoke", note, minutes=10)


def right(office: Office, case_id: str, rule: str) -> object:
    view = rights.for_case(office, case_id)
    return next(one for each in view.rights for one in each.instances if one.rule_id == rule)


def test_a_case_is_found_by_name_reference_and_note_and_not_by_other_words(office: Office, amara: str) -> None:
    contacts.log(office, spoke(office, amara, "The neighbour saw a van."))
    reference = cases.header(office, amara).reference
    for typed in ("Amara", "exam", reference, reference.lower().replace("-", " "), "neighb"):
        assert [hit.id for hit in cases.find(office, typed)] == [amara], typed
    assert cases.find(office, "beatriz") == ()
    assert cases.find(office, "  ") == ()
    assert cases.find(office, '"*)(') == ()


def test_a_new_case_needs_someone_to_be_for(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        cases.open_case(office, NewCase(NewReferral(office.today()), person=PersonDetails()))
    assert refused.value.code == "case_without_name"
    assert cases.caseload(office, CaseloadQuery()).total == 0


def test_a_name_nobody_can_see_is_no_name(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        cases.open_case(office, NewCase(None, person=PersonDetails(first_name="\u200b\u200b", last_name=" \u3164")))
    assert refused.value.code == "case_without_name"


def test_half_a_character_is_saved_as_a_sign_for_it_and_two_halves_as_one(office: Office, amara: str) -> None:
    contacts.log(office, spoke(office, amara, "Rang\ud800, \ud83d\ude00 and \udfff"))
    assert contacts.chronology(office, amara).rows[0].note == "Rang\ufffd, \U0001f600 and \ufffd"
    cases.change_person(office, amara, last_name="Exam\udc00ple")
    drafts.keep(office, "contact", amara, {"note": "half \ud800"}, "note", 4)
    assert cases.header(office, amara).last_name == "Exam\ufffdple"
    assert [hit.id for hit in cases.find(office, "exam\ud800")] == [amara]
    assert cases.open_case(office, NewCase(None, person=PersonDetails(first_name="Bo\ud800"))).reference


def test_a_contact_is_saved_with_its_follow_up_and_the_draft_goes(office: Office, amara: str) -> None:
    drafts.keep(office, "contact", amara, {"note": "half"}, "note", 4)
    follow = FollowUpDraft("Call about the bail", date(2026, 11, 23))
    contacts.log(office, replace(spoke(office, amara), follow_up=follow))
    assert drafts.find(office, "contact", amara) is None
    page = contacts.chronology(office, amara)
    assert [row.note for row in page.rows] == ["Talked through the plan."]
    assert page.rows[0].follow_up_made
    assert (page.counts.everything, page.counts.with_client, page.counts.tried) == (1, 1, 0)
    assert [item.row.what for item in today.today(office).follow_ups] == ["Call about the bail"]


def test_a_draft_in_one_case_is_not_the_draft_of_another_place(office: Office, amara: str) -> None:
    drafts.keep(office, "contact", amara, {"note": "in the case"})
    drafts.keep(office, "contact", None, {"note": "nowhere"})
    drafts.keep(office, "contact", amara, {"note": "in the case, more"})
    assert len(drafts.all_of_mine(office)) == 2
    kept = drafts.find(office, "contact", amara)
    assert kept is not None
    assert kept.fields == {"note": "in the case, more"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"at": datetime(2026, 11, 19, 9, 6, tzinfo=UTC)}, "contact_in_future"),
        ({"minutes": -1}, "contact_minutes_odd"),
        ({"note": "x" * 20_001}, "note_too_long"),
        ({"channel": ""}, "contact_without_way"),
        ({"channel": "pigeon"}, "contact_way_unknown"),
        ({"case_id": "0" * 32}, "case_missing"),
    ],
)
def test_a_contact_that_cannot_be_is_refused_and_nothing_is_saved(
    office: Office, amara: str, change: dict[str, object], code: str
) -> None:
    entries = journal.verify(office).entries
    with pytest.raises(Refused) as refused:
        contacts.log(office, replace(spoke(office, amara), **change))
    assert refused.value.code == code
    assert journal.verify(office).entries == entries


def test_undo_takes_a_contact_back_whole_and_redo_brings_it_back(office: Office, amara: str) -> None:
    follow = FollowUpDraft("Call again", date(2026, 11, 20))
    done = contacts.log(office, replace(spoke(office, amara), follow_up=follow))
    undone = journal.undo(office, done.batch)
    assert contacts.chronology(office, amara).rows == ()
    assert today.today(office).follow_ups == ()
    assert cases.find(office, "plan") == ()
    journal.undo(office, undone.batch)
    assert [row.note for row in contacts.chronology(office, amara).rows] == ["Talked through the plan."]
    assert len(today.today(office).follow_ups) == 1
    assert [hit.id for hit in cases.find(office, "plan")] == [amara]
    assert journal.verify(office).broken_at is None


def test_undo_is_refused_once_something_was_built_on_it(office: Office, amara: str) -> None:
    done = contacts.add_follow_up(office, amara, FollowUpDraft("Call again", date(2026, 11, 20)))
    contacts.tick(office, done.row_id)
    with pytest.raises(Refused) as refused:
        journal.undo(office, done.batch)
    assert refused.value.code == "undo_overtaken"
    with pytest.raises(Refused) as again:
        journal.undo(office, "0" * 32)
    assert again.value.code == "undo_nothing"


def test_opening_a_case_can_be_undone_until_something_is_recorded_in_it(office: Office) -> None:
    person = PersonDetails(first_name="Ewa", last_name="Specimen")
    first = cases.open_case(office, NewCase(NewReferral(office.today()), person=person))
    journal.undo(office, first.batch)
    assert cases.find(office, "Ewa") == ()
    second = cases.open_case(office, NewCase(NewReferral(office.today()), person=person))
    contacts.log(office, spoke(office, second.row_id))
    with pytest.raises(Refused) as refused:
        journal.undo(office, second.batch)
    assert refused.value.code == "undo_overtaken"
    assert len(contacts.chronology(office, second.row_id).rows) == 1


def test_a_case_taken_back_does_not_return_once_its_number_is_taken_again(office: Office) -> None:
    draft = NewCase(NewReferral(office.today()), person=PersonDetails(first_name="Ewa", last_name="Specimen"))
    first = cases.open_case(office, draft)
    undone = journal.undo(office, first.batch)
    second = cases.open_case(office, draft)
    assert second.reference == first.reference
    entries = journal.verify(office).entries
    with pytest.raises(Refused, match="undo_overtaken"):
        journal.undo(office, undone.batch)
    assert [hit.id for hit in cases.find(office, "Ewa")] == [second.row_id]
    assert journal.verify(office).entries == entries


def test_released_on_bail_falls_due_the_next_working_day_for_enhanced_rights(
    office: Office, amara: str, clock: SetClock
) -> None:
    clock.instant = datetime(2026, 12, 23, 15, tzinfo=UTC)
    journey.record(office, journey.EventDraft(amara, "bail", date(2026, 12, 23)))
    opened = right(office, amara, "VC-033")
    assert (opened.due_on, opened.standing, opened.enhanced) == (date(2026, 12, 24), "running", True)
    assert "Wednesday 23 December 2026" in opened.why or "Wed 23 Dec 2026" in opened.why
    assert cases.header(office, amara).stage == "investigation"


def test_released_on_bail_over_christmas_for_standard_rights(office: Office, amara: str, clock: SetClock) -> None:
    clock.instant = datetime(2026, 12, 23, 15, tzinfo=UTC)
    cases.change(office, amara, enhanced="not_recorded")
    journey.record(office, journey.EventDraft(amara, "bail", date(2026, 12, 23)))
    assert right(office, amara, "VC-033").due_on == date(2027, 1, 4)


def test_told_in_time_with_evidence_meets_the_right_and_told_late_does_not(
    office: Office, amara: str, clock: SetClock
) -> None:
    journey.record(office, journey.EventDraft(amara, "bail", date(2026, 11, 18)))
    journey.record(office, journey.EventDraft(amara, "interview", date(2026, 11, 18)))
    clock.forward(timedelta(days=4))
    call = contacts.log(office, spoke(office, amara))
    rights.told(office, right(office, amara, "VC-033").id, Told(date(2026, 11, 19), "phone", "yes", "yes", call.row_id))
    rights.told(office, right(office, amara, "VC-031").id, Told(date(2026, 11, 23), "letter"))
    met, late = right(office, amara, "VC-033"), right(office, amara, "VC-031")
    assert (met.standing, met.evidence_contact, met.evidence_on) == ("told_in_time", call.row_id, date(2026, 11, 23))
    assert (late.standing, late.working_days_late) == ("told_late", 2)


def test_a_missed_right_is_late_on_today_and_a_declined_one_is_not(office: Office, amara: str, clock: SetClock) -> None:
    journey.record(office, journey.EventDraft(amara, "bail", date(2026, 11, 18)))
    clock.forward(timedelta(days=4))
    due = {each.rule_id: each for each in today.today(office).rights_due}
    assert due["VC-033"].working_days_late == 2
    assert cases.header(office, amara).rights_late >= 1
    before = cases.header(office, amara).rights_late
    rights.set_state(office, right(office, amara, "VC-033").id, "declined", "Asked not to be told")
    assert "VC-033" not in {each.rule_id for each in today.today(office).rights_due}
    assert cases.header(office, amara).rights_late == before - 1


def test_events_in_any_order_leave_the_stage_of_the_latest(office: Office, amara: str) -> None:
    journey.record(office, journey.EventDraft(amara, "file_to_cps", date(2026, 11, 19)))
    journey.record(office, journey.EventDraft(amara, "arrest", date(2026, 11, 17)))
    assert cases.header(office, amara).stage == "charging_decision"
    journey.record(office, journey.EventDraft(amara, "charge", date(2026, 11, 20)))
    assert cases.header(office, amara).stage == "charging_decision"


def test_an_approximate_date_is_shown_as_such_and_is_never_certainly_late(
    office: Office, amara: str, clock: SetClock
) -> None:
    journey.record(office, journey.EventDraft(amara, "bail", date(2026, 11, 2), precision="about"))
    opened = right(office, amara, "VC-033")
    assert opened.approximate
    assert opened.certain_on is None
    assert opened.standing == "possibly_late"


def test_a_new_version_of_safe_contact_holds_and_the_old_one_stays_in_the_record(office: Office, amara: str) -> None:
    window = SafeTime((3,), time(10), time(14))
    safe_contacts.record(office, amara, SafeContactDetails(number="07700 900001", call_safe="yes", windows=(window,)))
    assert safe_contacts.advice(office, amara).next_from == datetime(2026, 11, 19, 10, tzinfo=UTC)
    safe_contacts.record(office, amara, SafeContactDetails(number="07700 900002", call_safe="no"))
    current = safe_contacts.current(office, amara)
    assert current is not None
    assert (current.number, current.unsafe_channels()) == ("07700 900002", frozenset({"call"}))
    assert not safe_contacts.advice(office, amara).safe_now
    versions = [row for row in journal.history(office, amara) if row.entity == "safe_contact"]
    assert len(versions) == 2


def test_who_must_never_be_told_is_kept_in_every_version_and_can_be_undone(office: Office, amara: str) -> None:
    first = SafeContactDetails(number="07700 900001", must_not_receive="His mother")
    safe_contacts.record(office, amara, first)
    assert safe_contacts.current(office, amara) == first
    wider = replace(first, must_not_receive="His mother; the school office")
    done = safe_contacts.record(office, amara, wider)
    assert safe_contacts.current(office, amara) == wider
    kept = [
        after
        for row in journal.history(office, amara)
        for name, _before, after in row.fields
        if (row.entity, name) == ("safe_contact", "must_not_receive")
    ]
    assert kept == ["His mother; the school office", "His mother"]
    journal.undo(office, done.batch)
    assert safe_contacts.current(office, amara) == first


def test_opening_a_case_is_itself_in_the_history(office: Office, amara: str) -> None:
    cases.opened(office, amara)
    assert journal.history(office, amara)[0].action == "opened"


def test_a_closed_case_can_be_opened_again_and_its_history_keeps_both(office: Office, amara: str) -> None:
    cases.close(office, amara, "needs_met")
    assert cases.caseload(office, CaseloadQuery()).total == 0
    cases.reopen(office, amara)
    assert cases.caseload(office, CaseloadQuery()).total == 1
    fields = {name for row in journal.history(office, amara) for name, _, _ in row.fields if row.action == "changed"}
    assert "closed_reason" in fields
    with pytest.raises(Refused):
        cases.reopen(office, amara)


def test_everything_is_there_after_lock_and_unlock(office: Office, amara: str, clock: SetClock) -> None:
    from caseapp.services import vaults

    contacts.log(office, spoke(office, amara))
    folder = office.folder
    office.close()
    again = vaults.unlock(folder, "violet harbour lantern pebble crisp", clock=clock)
    assert [row.note for row in contacts.chronology(again, amara).rows] == ["Talked through the plan."]
    assert again.desk.name == "Robin E."
    again.close()
