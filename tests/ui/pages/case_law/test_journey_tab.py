"""The Justice journey tab: what happened, the rights it starts, and hearings."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from caseapp.domain import shipped
from caseapp.services import drafts, journey, outcomes, rights
from ui.models.rows_model import DISPLAY
from ui.pages.case.journey.kind_choice import matching
from ui.pages.case.journey.tab import JourneyTab
from ui.theme.apply import apply_theme
from ui.widgets.text import Text

WEDNESDAY = date(2026, 12, 23)


def shown(tab: JourneyTab) -> list[tuple[str, ...]]:
    model = tab._events.table.model()
    return [
        tuple(model.index(row, column).data(DISPLAY) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def words(tab: JourneyTab) -> str:
    return "\n".join(text.plain() for text in tab.findChildren(Text) if text.isVisibleTo(tab))


def open_form(bench, tab: JourneyTab):
    tab._happened.click()
    bench.settle()
    return tab._place.panel


def test_bail_told_by_keyboard_shows_what_it_starts_before_it_is_saved(bench) -> None:
    case_id = bench.case("da")
    tab = bench.show(JourneyTab(bench.office, bench.runner, case_id))
    tab.first_focus()
    bench.qtbot.keyClick(tab._happened, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    bench.qtbot.waitUntil(lambda: tab._place.panel is not None)
    bench.settle()
    form = tab._place.panel
    assert form.kind.search.hasFocus()
    bench.qtbot.keyClicks(form.kind.search, "released police")
    bench.press(form.kind.search, Qt.Key.Key_Return)
    assert form.kind.value() == "bail"
    assert form.on.field.hasFocus()
    bench.qtbot.keyClicks(form.on.field, "23/12/26")
    bench.settle()
    assert "Right 6: Police to tell Amara the suspect was released on bail, by Thu 24 Dec 2026" in words(tab)
    assert not bench.do(lambda: journey.events(bench.office, case_id))
    bench.qtbot.keyClick(form.on.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert shown(tab) == [("Wed 23 Dec", "Released on police bail", "Wed 23 Dec", "Not recorded")]
    assert bench.toasts[0].text.startswith("Event saved to KT-")
    view = bench.do(lambda: rights.for_case(bench.office, case_id))
    assert any(row.what == "Released on bail" for right in view.rights for row in right.instances)
    bench.undo(bench.toasts[0])
    tab.load()
    bench.settle()
    assert shown(tab) == []


def test_the_preview_is_exactly_what_saving_starts(bench) -> None:
    case_id = bench.case("rsso")
    for kind in ("report", "bail_hearing", "charge", "verdict_guilty", "sentence"):
        ahead = bench.do(lambda kind=kind: rights.preview(bench.office, case_id, kind, WEDNESDAY))
        before = {row.id for row in all_rows(bench, case_id)}
        bench.happened(case_id, kind, WEDNESDAY)
        new = [row for row in all_rows(bench, case_id) if row.id not in before]
        assert sorted((row.sentence, row.due_on, row.certain_on) for row in new if row.due_on) == sorted(
            (clock.sentence, clock.due_on, clock.certain_on) for clock in ahead if clock.due_on
        )
        assert len(new) == len(ahead)


def all_rows(bench, case_id: str):
    view = bench.do(lambda: rights.for_case(bench.office, case_id))
    return [row for right in view.rights for row in right.instances]


def test_events_that_change_the_risk_ask_for_the_safety_plan(bench) -> None:
    case_id = bench.case("da")
    tab = bench.show(JourneyTab(bench.office, bench.runner, case_id))
    form = open_form(bench, tab)
    form.kind._choose("charge")
    assert form.safety.isHidden()
    form.kind._choose("bail")
    assert "Go through the safety plan with Amara, today if you can." in words(tab)


@pytest.mark.parametrize(
    ("typed", "sure", "expected"),
    [
        ("nov 2026", "day", "About Sun 1 Nov"),
        ("20/12/26", "about", "About Sun 20 Dec"),
        ("", "unknown", "Day not known"),
    ],
)
def test_days_not_known_for_certain_are_kept_as_that(bench, typed: str, sure: str, expected: str) -> None:
    case_id = bench.case("da")
    tab = bench.show(JourneyTab(bench.office, bench.runner, case_id))
    form = open_form(bench, tab)
    form.kind._choose("arrest")
    form.precision.set_value(sure)
    form.on.field.setText(typed)
    form.save()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert shown(tab)[0][0] == expected
    assert all(row.approximate and row.certain_on is None for row in all_rows(bench, case_id) if row.due_on)


def test_what_is_logged_already_is_said_and_saved_again_only_when_ticked(bench) -> None:
    case_id = bench.case("da")
    for kind in ("report", "arrest"):
        bench.happened(case_id, kind, WEDNESDAY)
    rights_before = len(all_rows(bench, case_id))
    tab = bench.show(JourneyTab(bench.office, bench.runner, case_id))
    form = open_form(bench, tab)
    form.kind._choose("report")
    form.on.field.setText("21/12/26")
    bench.settle()
    said = words(tab)
    assert "Already logged on Wed 23 Dec" in said
    assert "No right starts twice" in said
    form.before.again.click()
    bench.settle()
    assert "This starts" in words(tab)
    form.kind._choose("arrest")
    form.on.field.setText("23/12/26")
    bench.settle()
    form.save()
    assert form.before.row.error().startswith("Tick that it happened again")
    form.kind._choose("report")
    form.on.field.setText("21/12/26")
    bench.settle()
    form.save()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert [row[0] for row in shown(tab)] == ["Wed 23 Dec", "Mon 21 Dec"]
    assert len(all_rows(bench, case_id)) == rights_before


def test_a_future_event_is_asked_about_accepted_and_moves_nothing(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "report", WEDNESDAY)
    tab = bench.show(JourneyTab(bench.office, bench.runner, case_id))
    form = open_form(bench, tab)
    form.kind._choose("arrest")
    form.on.field.setText("5/1/2027")
    assert "Still to come: it moves nothing until that day. Is the day right?" in words(tab)
    form.save()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert shown(tab)[0][1] == "Suspect arrested"
    assert "Suspect arrested: Tue 5 Jan 2027 is still to come. It counts when that day is here." in words(tab)
    assert not any(row.standing == "missed" for row in all_rows(bench, case_id))


def test_bail_of_one_suspect_with_its_last_day_and_an_offence(bench) -> None:
    case_id = bench.case("da")
    tab = bench.show(JourneyTab(bench.office, bench.runner, case_id))
    form = open_form(bench, tab)
    form.kind._choose("bail")
    form.on.field.setText("23/12/26")
    form.about.suspect.setText("A")
    form.about.offence.setText("assault")
    form.about.ends.field.setText("12/1/27")
    form.save()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    said = words(tab)
    assert "Released on police bail (suspect A): ends Tue 12 Jan 2027. Look at the safety plan before then." in said
    assert "Suspect A, assault" in said
    (event,) = bench.do(lambda: journey.events(bench.office, case_id))
    assert (event.suspect, event.offence, event.ends_on) == ("A", "assault", date(2027, 1, 12))


def test_a_name_instead_of_a_label_is_refused_and_stays_typed(bench) -> None:
    case_id = bench.case("da")
    tab = bench.show(JourneyTab(bench.office, bench.runner, case_id))
    form = open_form(bench, tab)
    form.kind._choose("arrest")
    form.on.field.setText("23/12/26")
    form.about.suspect.setText("Somebody Withalongname")
    form.save()
    assert "Use a short label such as A or B, never a name" in words(tab)
    assert form.about.suspect.text() == "Somebody Withalongname"


def test_who_moved_a_trial_is_asked_only_then_and_stays_in_the_history(bench) -> None:
    case_id = bench.case("da")
    tab = bench.show(JourneyTab(bench.office, bench.runner, case_id))
    form = open_form(bench, tab)
    form.kind._choose("arrest")
    assert not form.about.cause.isVisibleTo(tab)
    form.kind._start_again()
    form.kind._choose("trial_moved")
    assert form.about.cause.isVisibleTo(tab)
    form.on.field.setText("23/12/26")
    form.about.cause.set_value("court")
    form.save()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert "Date moved, Wed 23 Dec: court: no room, judge or time." in words(tab)


def test_an_outcome_is_compared_with_what_the_client_says(bench) -> None:
    case_id = bench.case("da")
    tab = bench.show(JourneyTab(bench.office, bench.runner, case_id))
    tab._outcomes.add.click()
    form = tab._place.panel
    form.code.set_value("16")
    form.on.field.setText("today")
    form.save()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert "Ask: is that what you said?" in words(tab)
    (row,) = bench.do(lambda: outcomes.of_case(bench.office, case_id))
    tab._outcomes.says_wanted.emit(row.id, "supports")
    bench.qtbot.waitUntil(lambda: len(bench.toasts) == 2)
    bench.settle()
    assert "The client says otherwise: ask the police to put it right." in words(tab)


def test_two_offences_of_one_suspect_have_an_outcome_each(bench) -> None:
    case_id = bench.case("da")
    tab = bench.show(JourneyTab(bench.office, bench.runner, case_id))
    for number, (code, offence) in enumerate((("1", "assault"), ("16", "theft")), start=1):
        tab._outcomes.add.click()
        form = tab._place.panel
        form.code.set_value(code)
        form.on.field.setText("today")
        form.offence.setText(offence)
        form.save()
        bench.qtbot.waitUntil(lambda number=number: len(bench.toasts) == number)
        bench.settle()
    assert "offence: assault" in words(tab)
    assert "offence: theft" in words(tab)


def test_every_kind_can_be_found_by_its_words() -> None:
    kinds = shipped.justice_events()
    for item in kinds.items:
        found = [one for section in matching(kinds, item.label) for one in section.rows]
        assert item in found
    assert not any(section.rows for section in matching(kinds, "zebra"))


def test_hearings_are_added_and_taken_off(bench) -> None:
    case_id = bench.case("da")
    tab = bench.show(JourneyTab(bench.office, bench.runner, case_id))
    tab._hearings.add.click()
    bench.settle()
    form = tab._place.panel
    form.on.field.setText("5/1/2027")
    form.time.setText("10")
    form.place.setText("Canterbury Crown Court")
    form.save()
    bench.qtbot.waitUntil(lambda: len(bench.toasts) == 1)
    bench.settle()
    rows = bench.do(lambda: journey.hearings(bench.office, case_id))
    assert (rows[0].kind, rows[0].on, rows[0].time) == ("court", date(2027, 1, 5), "10:00")
    view = tab._hearings.view
    view.setCurrentIndex(view.model().index(1, 0))
    bench.press(view, Qt.Key.Key_Delete)
    bench.qtbot.waitUntil(lambda: len(bench.toasts) == 2)
    bench.settle()
    assert not bench.do(lambda: journey.hearings(bench.office, case_id))
    assert "No hearing is noted." in words(tab)


def test_an_empty_journey_says_what_will_appear(bench) -> None:
    tab = bench.show(JourneyTab(bench.office, bench.runner, bench.case("da")))
    assert "Nothing has happened yet" in words(tab)


def test_a_half_told_event_comes_back(bench) -> None:
    case_id = bench.case("da")
    tab = bench.show(JourneyTab(bench.office, bench.runner, case_id))
    form = open_form(bench, tab)
    form.kind._choose("arrest")
    form.detail.setPlainText("Told by the officer at the door")
    for work in tab.draft_work():
        bench.do(work)
    tab.clear()
    assert "Amara" not in words(tab)
    again = bench.show(JourneyTab(bench.office, bench.runner, case_id))
    bench.settle()
    assert again._place.panel.kind.value() == "arrest"
    assert again._place.panel.detail.toPlainText() == "Told by the officer at the door"
    assert bench.do(lambda: drafts.find(bench.office, "journey", case_id)) is not None


def test_an_unfinished_event_is_not_taken_for_a_hearing(bench) -> None:
    case_id = bench.case("da")
    tab = bench.show(JourneyTab(bench.office, bench.runner, case_id))
    open_form(bench, tab).kind._choose("arrest")
    for work in tab.draft_work():
        bench.do(work)
    tab._hearings.add.click()
    bench.settle()
    assert tab._place.panel.on.field.text() == ""
    assert "Another unfinished form is kept until you type here" in words(tab)
    tab._place.panel.closed.emit()
    assert open_form(bench, tab).kind.value() == "arrest"


def test_a_form_asked_for_before_the_journey_is_read_opens_as_soon_as_it_is(bench) -> None:
    tab = JourneyTab(bench.office, bench.runner, bench.case("da"))
    bench.qtbot.addWidget(tab)
    tab._happened.click()
    assert tab._place.panel is None
    tab.load()
    bench.settle()
    assert tab._place.panel is not None


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_column_of_what_happened_needs_sideways_scrolling(bench, qapp, scale: float) -> None:
    apply_theme(qapp, "light", scale)
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(JourneyTab(bench.office, bench.runner, case_id), 1000, 700)
    table = tab._events.table
    bench.qtbot.waitUntil(lambda: not table.horizontalScrollBar().isVisible())
    columns = [column for column in range(4) if not table.isColumnHidden(column)]
    assert sum(table.columnWidth(column) for column in columns) <= table.viewport().width()
    lines = table.itemDelegate().lines(tab._events.rows()[0], 1, "Released on police bail")
    assert ("Learned Wed 23 Dec, not recorded" in str(lines)) is (columns == [0, 1])
    assert scale == 1.0 or columns == [0, 1]
