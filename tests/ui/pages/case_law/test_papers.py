"""What is handed over from the Rights tab: a page without a name, a log without notes, each written where asked."""

from datetime import date
from pathlib import Path

from caseapp.services import journal
from ui.pages.case.rights.tab import RightsTab
from ui.widgets.text import Text

WEDNESDAY = date(2026, 12, 23)


def open_tab(bench) -> tuple[str, RightsTab]:
    case_id = bench.case("da")
    bench.happened(case_id, "bail", WEDNESDAY)
    return case_id, bench.show(RightsTab(bench.office, bench.runner, case_id), height=900)


def words(tab: RightsTab) -> str:
    return "\n".join(text.plain() for text in tab.findChildren(Text) if text.isVisibleTo(tab))


def test_the_page_to_keep_shows_the_code_name_and_never_the_real_one(bench, tmp_path: Path) -> None:
    _case_id, tab = open_tab(bench)
    tab._left.page.click()
    form = tab._place.panel
    form.code_name.setText("Marigold")
    form.large.set_value("yes")
    form.show_again()
    bench.settle()
    shown = form.preview.toPlainText()
    assert "For Marigold." in shown
    assert "By Thu 24 Dec 2026" in shown
    assert "Amara" not in shown
    assert "Example" not in shown
    form.write(tmp_path / "page.pdf")
    bench.qtbot.waitUntil(lambda: "outside the vault now" in words(tab))
    written = (tmp_path / "page.pdf").read_bytes()
    assert written.startswith(b"%PDF-")
    assert b"Amara" not in written


def test_a_page_that_cannot_be_written_says_so(bench, tmp_path: Path) -> None:
    _case_id, tab = open_tab(bench)
    tab._left.page.click()
    tab._place.panel.write(tmp_path / "no such folder" / "page.pdf")
    bench.qtbot.waitUntil(lambda: "could not be written there" in words(tab))


def test_the_rights_log_is_written_without_the_contacts_notes_and_noted_in_the_history(bench, tmp_path: Path) -> None:
    case_id, tab = open_tab(bench)
    bench.contact(case_id, bench.clock.now())
    tab._left.log.click()
    form = tab._place.panel
    assert form.file_name().startswith("KT-")
    form.write(tmp_path / "log.html")
    bench.qtbot.waitUntil(lambda: "outside the vault now" in words(tab))
    log = (tmp_path / "log.html").read_text(encoding="utf-8")
    assert "Released on bail" in log
    assert "Police rang about the bail." not in log
    assert any(row.action == "exported" for row in bench.do(lambda: journal.history(bench.office, case_id)))


def test_a_log_that_cannot_be_written_leaves_no_note_in_the_history(bench, tmp_path: Path) -> None:
    case_id, tab = open_tab(bench)
    tab._left.log.click()
    tab._place.panel.write(tmp_path / "no such folder" / "log.html")
    bench.qtbot.waitUntil(lambda: "could not be written there" in words(tab))
    assert not any(row.action == "exported" for row in bench.do(lambda: journal.history(bench.office, case_id)))


def test_the_rule_of_the_chosen_line_is_looked_up(bench) -> None:
    _case_id, tab = open_tab(bench)
    wanted = []
    tab.place_wanted.connect(wanted.append)
    tab._left.code.click()
    assert (wanted[0].place, wanted[0].item) == ("code", tab._detail.current().rule_id)
