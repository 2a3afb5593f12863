"""One transaction holds rows, journal and search index, or none of them."""

import pytest
from sqlalchemy import func, select, text

from caseapp.base.errors import Broken
from caseapp.services.office import Office
from caseapp.store.tables import Draft, Journal, Person, SearchRow, SurveyResponse


def rows_of(office: Office, table: type) -> int:
    return int(office.store.read(select(func.count()).select_from(table))[0][0])


def bodies(office: Office, entity: str) -> list[str]:
    return [row.body for row in office.store.read(select(Journal.body).where(Journal.entity == entity))]


def test_a_new_row_a_journal_entry_and_a_search_document_are_written_together(office: Office) -> None:
    with office.unit() as unit:
        person = unit.add(Person, first_name="Grace", last_name="Invented")
    assert rows_of(office, Person) == 1
    assert bodies(office, "person") == ['{"first_name":[null,"Grace"],"last_name":[null,"Invented"]}']
    found = office.store.read(select(SearchRow.entity_id))
    assert [row.entity_id for row in found] == [person]


def test_an_error_inside_a_unit_leaves_nothing_of_it(office: Office) -> None:
    before = rows_of(office, Journal)
    with pytest.raises(ZeroDivisionError), office.unit() as unit:
        unit.add(Person, first_name="Grace")
        assert rows_of(office, Person) == 1
        raise ZeroDivisionError
    assert rows_of(office, Person) == 0
    assert rows_of(office, Journal) == before
    assert rows_of(office, SearchRow) == 0


def test_after_a_failed_unit_the_chain_goes_on_unbroken(office: Office) -> None:
    from caseapp.services import journal

    with pytest.raises(ZeroDivisionError), office.unit() as unit:
        unit.add(Person, first_name="Grace")
        raise ZeroDivisionError
    with office.unit() as unit:
        unit.add(Person, first_name="Ewa")
    assert journal.verify(office).broken_at is None


def test_a_unit_inside_a_unit_is_part_of_it(office: Office) -> None:
    with pytest.raises(ZeroDivisionError), office.unit():
        with office.unit() as inner:
            inner.add(Person, first_name="Grace")
        raise ZeroDivisionError
    assert rows_of(office, Person) == 0


def test_a_change_records_only_what_changed_with_both_values(office: Office) -> None:
    with office.unit() as unit:
        person = unit.add(Person, first_name="Grace", last_name="Invented")
    with office.unit() as unit:
        assert unit.change(Person, person, first_name="Gracie", last_name="Invented")
        assert not unit.change(Person, person, first_name="Gracie")
    assert bodies(office, "person")[1:] == ['{"first_name":["Grace","Gracie"]}']


def test_search_follows_a_change_of_name_and_forgets_a_removed_row(office: Office) -> None:
    def hits(word: str) -> int:
        return len(office.store.read(text("SELECT rowid FROM search_text WHERE search_text MATCH :w"), {"w": word}))

    with office.unit() as unit:
        person = unit.add(Person, first_name="Grace")
    with office.unit() as unit:
        unit.change(Person, person, first_name="Ewa")
    assert (hits("grace"), hits("ewa")) == (0, 1)
    with office.unit() as unit:
        unit.remove(Person, person)
    assert hits("ewa") == 0


def test_a_foreign_key_that_points_nowhere_keeps_the_unit_from_ending(office: Office) -> None:
    from caseapp.store.tables import Contact

    with pytest.raises(Broken), office.unit() as unit:
        unit.add(
            Contact,
            case_id="0" * 32,
            at=office.now(),
            channel="call",
            result="spoke",
            with_whom="client",
            reached=True,
            note="",
            note_class="fact",
            author_id=office.desk.worker_id,
        )
    assert rows_of(office, Contact) == 0


def test_drafts_and_survey_answers_stay_out_of_the_journal(office: Office) -> None:
    before = rows_of(office, Journal)
    with office.unit() as unit:
        unit.add(Draft, page="contact", worker_id=office.desk.worker_id, fields={"note": "half"}, cursor=4)
        unit.add(SurveyResponse, instrument="X", version="1", answered_in=office.today(), mode="laptop")
    assert rows_of(office, Journal) == before


def test_the_instant_of_a_survey_response_is_cut_to_the_month(office: Office) -> None:
    with office.unit() as unit:
        unit.add(SurveyResponse, instrument="X", version="1", answered_in=office.today(), mode="laptop")
    instant = office.store.read(select(SurveyResponse.recorded_at))[0][0]
    assert (instant.day, instant.hour, instant.minute, instant.second) == (1, 0, 0, 0)


def test_the_journal_can_be_neither_changed_nor_emptied(office: Office) -> None:
    with office.unit() as unit:
        unit.add(Person, first_name="Grace")
    for statement in ("UPDATE journal SET actor = 'x'", "DELETE FROM journal", "UPDATE journal SET body = '{}'"):
        with pytest.raises(Broken), office.unit() as unit:
            unit.execute(text(statement))
    with office.unit() as unit:
        unit.execute(text("UPDATE journal SET body = NULL, salt = NULL"))


def test_the_chain_still_verifies_after_values_are_erased(office: Office) -> None:
    from caseapp.services import journal

    with office.unit() as unit:
        unit.add(Person, first_name="Grace")
    with office.unit() as unit:
        unit.execute(text("UPDATE journal SET body = NULL, salt = NULL WHERE entity = 'person'"))
    proof = journal.verify(office)
    assert (proof.broken_at, proof.erased) == (None, 1)
