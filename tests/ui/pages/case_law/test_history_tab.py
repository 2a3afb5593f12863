"""The History tab: who did what, in words."""

from datetime import date, timedelta

import pytest

from caseapp.base.clock import at_london
from caseapp.domain.rights_view import Told
from caseapp.services import cases, journey, rights
from ui.models.rows_model import ROW_ROLE
from ui.pages.case.history import tab as history_tab
from ui.pages.case.history.tab import HistoryTab
from ui.pages.case.history.words import about, changes, did, said, shown
from ui.widgets.text import Text

WEDNESDAY = date(2026, 12, 23)


def entries(tab: HistoryTab):
    model = tab._model
    rows = [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]
    return [row for row in rows if row is not None]


def words(tab: HistoryTab) -> str:
    return "\n".join(text.plain() for text in tab.findChildren(Text) if text.isVisibleTo(tab))


def test_what_was_done_is_said_in_words_newest_first(bench) -> None:
    case_id = bench.case("da")
    bench.contact(case_id, at_london(WEDNESDAY, 10))
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(HistoryTab(bench.office, bench.runner, case_id))
    told = [(said(row), about(row)) for row in entries(tab)]
    assert ("Robin E. logged a contact", "Call") in told
    assert ("Robin E. recorded an event", "Released on police bail") in told
    assert ("Robin E. started a right", "Right 6: Released on bail") in told
    assert told[-1][0] == "Robin E. opened a new case"
    seqs = [row.seq for row in entries(tab)]
    assert seqs == sorted(seqs, reverse=True)


def test_the_entry_chosen_shows_fields_before_and_after(bench) -> None:
    case_id = bench.case("da")
    bench.do(lambda: cases.assess(bench.office, case_id, "high"))
    tab = bench.show(HistoryTab(bench.office, bench.runner, case_id))
    assert said(entries(tab)[0]) == "Robin E. changed the case"
    assert "Before: Not assessed" in words(tab)
    assert "After: High" in words(tab)
    assert "Wed 23 Dec 2026" in words(tab)


def test_only_one_kind_can_be_shown(bench) -> None:
    case_id = bench.case("da")
    bench.contact(case_id, at_london(WEDNESDAY, 10))
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(HistoryTab(bench.office, bench.runner, case_id))
    tab._filter.set_value("contacts")
    bench.settle()
    assert {row.entity for row in entries(tab)} == {"contact"}
    tab._filter.set_value("surveys")
    bench.settle()
    assert entries(tab) == []
    assert "Nothing of this kind yet" in words(tab)


def test_long_histories_come_a_page_at_a_time(bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_tab, "PAGE_ROWS", 10)
    case_id = bench.case("da")
    for number in range(17):
        bench.contact(case_id, at_london(WEDNESDAY - timedelta(days=number), 10))
    tab = bench.show(HistoryTab(bench.office, bench.runner, case_id))
    tab._filter.set_value("contacts")
    bench.settle()
    assert len(entries(tab)) == 10
    tab._more.click()
    bench.settle()
    assert len(entries(tab)) == 17
    assert tab._more.isHidden()
    tab.load()
    bench.settle()
    assert len(entries(tab)) == 17


def test_rights_and_hearings_are_said_as_what_they_are(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    office = bench.office
    view = bench.do(lambda: rights.for_case(office, case_id))
    row_id = next(row.id for right in view.rights for row in right.instances)
    bench.do(lambda: rights.told(office, row_id, Told(WEDNESDAY, "phone")))
    bench.do(lambda: rights.set_state(office, row_id, "declined"))
    hearing = bench.do(lambda: journey.add_hearing(office, case_id, "marac", date(2027, 1, 5), None, None)).row_id
    bench.do(lambda: journey.cancel_hearing(office, case_id, hearing))
    tab = bench.show(HistoryTab(office, bench.runner, case_id))
    done = [did(row) for row in entries(tab)]
    assert about(entries(tab)[3]) == "Right 6: Released on bail"
    assert done[:4] == [
        "took a hearing off the list",
        "added a hearing",
        "recorded what is known of a right",
        "recorded that a right was kept",
    ]


def test_ids_are_never_shown(bench) -> None:
    case_id = bench.case("da")
    bench.contact(case_id, at_london(WEDNESDAY, 10))
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(HistoryTab(bench.office, bench.runner, case_id))
    contact = bench.contact(case_id, at_london(WEDNESDAY, 11))
    view = bench.do(lambda: rights.for_case(bench.office, case_id))
    row_id = next(row.id for right in view.rights for row in right.instances)
    bench.do(lambda: rights.attach_evidence(bench.office, row_id, contact))
    tab.load()
    bench.settle()
    assert did(entries(tab)[0]) == "added evidence to a right"
    values = [value for row in entries(tab) for change in changes(row) for value in (change.before, change.after)]
    assert case_id not in values
    assert bench.office.desk.worker_id not in values
    assert contact not in values


def test_values_are_said_in_words() -> None:
    assert shown("contact", "channel", "in_person") == "In person"
    assert shown("episode", "closed_on", "2026-12-23") == "Wed 23 Dec 2026"
    assert shown("contact", "at", "2026-07-01T09:30:00+00:00") == "Wed 1 Jul 2026, 10:30"
    windows = "[{'days': [0, 1], 'from': '10:00', 'to': '14:00'}]"
    assert shown("safe_contact", "windows", windows) == "Mon, Tue 10:00 to 14:00"
    assert shown("contact", "at", "2026-07-01T23:30:00.000Z") == "Thu 2 Jul 2026, 00:30"
    assert shown("contact", "note", "2026 was hard") == "2026 was hard"
    assert shown("entitlement", "rule_id", "no-such-rule") == "no-such-rule"


def test_nothing_is_left_after_a_lock(bench) -> None:
    case_id = bench.case("da")
    tab = bench.show(HistoryTab(bench.office, bench.runner, case_id))
    tab.clear()
    assert entries(tab) == []
    assert "Robin" not in words(tab)
