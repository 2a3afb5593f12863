"""The challenge on the Rights tab: two keys to a filled-in letter, what was sent is kept, answers move it on."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from caseapp.services import challenges, contacts, drafts, journal, journey, rights
from ui.pages.case.rights.tab import RightsTab
from ui.pages.case.rights.words import status_tag
from ui.widgets.button import LinkButton
from ui.widgets.text import Text
from ui.work.clipboard import is_marked

WEDNESDAY = date(2026, 12, 23)


def words(tab: RightsTab) -> str:
    """Everything the tab says in sentences."""
    return "\n".join(text.plain() for text in tab.findChildren(Text) if text.isVisibleTo(tab))


def choose(tab: RightsTab, what: str) -> None:
    """Move to the line of an instance."""
    for row in tab._detail.table.rows_model().rows():
        if row.what == what:
            tab.show_row(row.id or "")


def late_bail(bench) -> tuple[str, RightsTab]:
    """Bail before Christmas of which nobody told Amara, seen two working days later."""
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    bench.today(date(2026, 12, 30))
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id), height=900)
    tab.first_focus()
    return case_id, tab


def live_step(tab: RightsTab) -> str:
    """The step that has the button."""
    live = tab._detail.ladder.live
    return "" if live is None else live.parentWidget().accessibleName()


def test_a_late_right_opens_on_the_next_step_and_enter_fills_in_its_letter(bench) -> None:
    _case_id, tab = late_bail(bench)
    assert tab.focusWidget() is tab._detail.ladder.live
    bench.press(tab.focusWidget(), Qt.Key.Key_Return)
    bench.settle()
    form = tab._place.panel
    assert "so it was due within 1 working day: by Thu 24 Dec 2026." in form.letter.toPlainText()
    assert "Amara" not in form.letter.toPlainText() + form.subject.text() + form.to.text()
    assert "paragraph number. The letter does not state it." in words(tab)


def test_a_letter_saved_as_sent_is_kept_as_a_contact_and_starts_the_wait(bench) -> None:
    case_id, tab = late_bail(bench)
    bench.press(tab.focusWidget(), Qt.Key.Key_Return)
    bench.settle()
    form = tab._place.panel
    form.letter.setPlainText(form.letter.toPlainText() + "\nMy own last line.")
    form.save_button.click()
    assert "Choose how it was sent. Not sent yet? Choose Finish later" in words(tab)
    form.how.set_value("email")
    form.save_button.click()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    (kept,) = bench.do(lambda: contacts.chronology(bench.office, case_id).rows)
    assert (kept.agency, kept.result) == ("police", "wrote")
    assert kept.note.endswith("My own last line.")
    assert live_step(tab) == ""
    assert "We wait for a reply until Thu 31 Dec." in words(tab)
    bench.undo(bench.toasts[0])
    assert bench.do(lambda: contacts.chronology(bench.office, case_id).rows) == ()


def test_a_step_the_victim_does_not_want_any_more_is_taken_back_and_that_can_be_undone(bench) -> None:
    _case_id, tab = late_bail(bench)
    late = tab._detail.current().id
    bench.do(lambda: challenges.start(bench.office, challenges.ChallengeDraft(late, "ask_officer", date(2026, 12, 30))))
    tab.load()
    bench.settle()
    assert live_step(tab) == ""
    back = next(one for one in tab.findChildren(LinkButton) if one.isVisibleTo(tab) and one.text() == "Take it back")
    assert back.accessibleName().startswith("Take it back, it is not wanted any more: Ask")
    back.click()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert live_step(tab).startswith("1. ")
    assert "As far as we know" in tab._detail.current().sentence
    bench.undo(bench.toasts[0])
    tab.load()
    bench.settle()
    assert live_step(tab) == ""


def test_statement_45_a_letter_is_copied_only_with_an_entry_of_the_history(bench) -> None:
    case_id, tab = late_bail(bench)
    bench.press(tab.focusWidget(), Qt.Key.Key_Return)
    bench.settle()
    form = tab._place.panel
    QGuiApplication.clipboard().clear()
    form.copy.click()
    bench.qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().endswith(form.letter.toPlainText()[-20:]))
    assert is_marked(QGuiApplication.clipboard().mimeData())
    bench.settle()
    (entry,) = (row for row in bench.do(lambda: journal.history(bench.office, case_id)) if row.action == "exported")
    assert {name: new for name, _old, new in entry.fields} == {"form": "letter", "reason": form.about.step}


def test_a_contact_half_typed_elsewhere_stays_when_a_letter_is_saved(bench) -> None:
    case_id, tab = late_bail(bench)
    bench.do(lambda: drafts.keep(bench.office, "contact", case_id, {"note": "half a word"}))
    bench.press(tab.focusWidget(), Qt.Key.Key_Return)
    bench.settle()
    tab._place.panel.how.set_value("email")
    tab._place.panel.save_button.click()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    assert bench.do(lambda: drafts.find(bench.office, "contact", case_id)) is not None


def test_an_answer_that_put_nothing_right_makes_the_next_step_live(bench) -> None:
    _case_id, tab = late_bail(bench)
    row = tab._detail.current().id
    step = challenges.ChallengeDraft(row, "ask_officer", date(2026, 12, 30), "phone")
    bench.do(lambda: challenges.start(bench.office, step))
    tab.load()
    bench.settle()
    tab._detail.ladder.answer_wanted.emit("ask_officer")
    form = tab._place.panel
    bench.qtbot.keyClicks(form.on.field, "today")
    form.resolved.set_value("no")
    form.save_button.click()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert live_step(tab).startswith("2. Chase")
    assert "Answered Wed 30 Dec, not put right." in words(tab)


def test_words_of_ones_own_are_never_replaced_when_the_name_changes(bench) -> None:
    _case_id, tab = late_bail(bench)
    bench.press(tab.focusWidget(), Qt.Key.Key_Return)
    bench.settle()
    form = tab._place.panel
    form.letter.setPlainText("All my own words.")
    form.naming.set_value("name")
    form.naming.changed.emit("name")
    bench.settle()
    assert form.letter.toPlainText() == "All my own words."
    form.letter.setPlainText("")
    form.naming.changed.emit("name")
    bench.settle()
    assert "Amara Example" in form.letter.toPlainText()


def test_what_is_not_late_can_be_challenged_when_asked_for(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    choose(tab, "Released on bail")
    assert not tab._detail.ladder.isVisibleTo(tab)
    tab._bar.challenge.click()
    assert live_step(tab).startswith("1. Ask the person dealing with it")


def test_a_review_or_a_letter_is_the_only_step_of_the_victims_own_deadline(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "report", date(2026, 12, 1))
    bench.happened(case_id, "nfa_police", date(2026, 12, 21))
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    found = bench.do(lambda: challenges.of_case(bench.office, case_id))
    view = bench.do(lambda: rights.for_case(bench.office, case_id))
    rows = {row.rule_id: row.id for right in view.rights for row in right.instances}
    assert [step.code for step in found[rows["VC-046"]].steps] == ["review"]
    assert [step.code for step in found[rows["VC-028"]].steps] == ["own"]
    tab.show_row(rows["VC-046"])
    tab._bar.challenge.click()
    assert live_step(tab).startswith("1. Ask for a review")


def test_the_crime_not_yet_recorded_shows_days_and_is_never_called_late(bench) -> None:
    case_id = bench.case("da")
    bench.happened(case_id, "report", date(2026, 12, 1))
    view = bench.do(lambda: rights.for_case(bench.office, case_id))
    row = next(row for right in view.rights for row in right.instances if row.rule_id == "VC-005")
    assert (status_tag(row, WEDNESDAY).text, status_tag(row, WEDNESDAY).status) == ("22 days so far", "info")


def test_lines_of_two_suspects_are_told_apart(bench) -> None:
    case_id = bench.case("da")
    for label in ("A", "B"):
        draft = journey.EventDraft(case_id, "arrest", WEDNESDAY, suspect=label)
        bench.do(lambda draft=draft: journey.record(bench.office, draft))
    view = bench.do(lambda: rights.for_case(bench.office, case_id))
    arrests = [row for right in view.rights for row in right.instances if row.rule_id == "VC-030"]
    assert sorted(row.suspect for row in arrests) == ["A", "B"]


def test_the_victims_own_deadline_has_a_letter_and_sending_it_in_time_meets_it(bench) -> None:
    case_id = bench.case("rsso")
    bench.happened(case_id, "sentence", WEDNESDAY)
    tab = bench.show(RightsTab(bench.office, bench.runner, case_id))
    tab._left.choose(9)
    choose(tab, "Ask if the sentence is too low")
    assert tab._bar.challenge.text() == "Write to them in time"
    tab._bar.challenge.click()
    assert tab._detail.ladder.live is not None
    tab._detail.ladder.live.click()
    form = tab._place.panel
    bench.settle()
    assert form.to.text() == "Attorney General's Office"
    assert "the limit is 28 days" in form.letter.toPlainText()
    form.how.set_value("email")
    form.save_button.click()
    bench.qtbot.waitUntil(lambda: bool(bench.toasts))
    bench.settle()
    assert "VC-074" not in {one.rule_id for one in bench.do(lambda: rights.own_deadlines(bench.office)).all}
