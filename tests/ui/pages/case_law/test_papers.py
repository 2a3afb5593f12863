"""Statement 45: nothing of a record leaves in plain without a reason, the passphrase, and an entry of the history."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from caseapp.services import journal
from ui.pages.case.rights import papers
from ui.pages.case.rights.papers import PaperForm, RightsLogForm, VictimPageForm
from ui.pages.case.rights.reading import read_rights
from ui.widgets.banner import Banner

from .conftest import PASSPHRASE, Bench


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the file dialog, which waits for somebody, would have been told to put it."""
    chosen = tmp_path / "taken"
    monkeypatch.setattr(papers, "chosen_in", lambda dialog: dialog.deleteLater() or chosen)
    return chosen


def form_of(bench: Bench, kind: type[RightsLogForm] | type[VictimPageForm], case_id: str) -> PaperForm:
    read = bench.do(lambda: read_rights(bench.office, case_id))
    form = kind(bench.office, bench.runner, case_id, read)
    bench.qtbot.addWidget(form)
    form.show()
    return form


def prove(bench: Bench, form: PaperForm, passphrase: str) -> None:
    bench.qtbot.waitUntil(lambda: form.proof.dialog is not None)
    dialog = form.proof.dialog
    assert dialog is not None
    dialog.passphrase.clear()
    bench.qtbot.keyClicks(dialog.passphrase.field, passphrase)
    bench.qtbot.keyClick(dialog.passphrase.field, Qt.Key.Key_Return)


def say_it_may_leave(bench: Bench, form: PaperForm) -> None:
    form.outside.setFocus()
    bench.qtbot.keyClick(form.outside, Qt.Key.Key_Space)


def reasons(bench: Bench, case_id: str) -> list[str]:
    taken = bench.do(lambda: journal.history(bench.office, case_id))
    return [{name: new for name, _old, new in row.fields}["reason"] for row in taken if row.action == "exported"]


def test_the_rights_log(bench: Bench, target: Path) -> None:
    case_id = bench.case()
    form = form_of(bench, RightsLogForm, case_id)
    assert isinstance(form, RightsLogForm)
    form.save()
    assert "what it is for" in form.reason_row.error()
    assert form.proof.dialog is None
    form.reason.set_value("complaint")
    form.save()
    assert "leave the vault" in form.outside_row.error(), "off until somebody says so, each time"
    assert form.proof.dialog is None
    say_it_may_leave(bench, form)
    form.save()
    prove(bench, form, "not the words at all")
    dialog = form.proof.dialog
    assert dialog is not None
    bench.qtbot.waitUntil(lambda: bool(dialog.row.error()))
    assert not target.exists()
    prove(bench, form, PASSPHRASE)
    bench.qtbot.waitUntil(target.exists)
    bench.settle()
    assert reasons(bench, case_id) == ["complaint"]


def test_the_page_to_keep(bench: Bench, target: Path) -> None:
    case_id = bench.case()
    form = form_of(bench, VictimPageForm, case_id)
    form.save()
    assert form.outside_row.error()
    assert form.proof.dialog is None, "statement 44: asked twice"
    say_it_may_leave(bench, form)
    form.save()
    prove(bench, form, PASSPHRASE)
    bench.qtbot.waitUntil(target.exists)
    bench.settle()
    assert target.read_bytes().startswith(b"%PDF")
    assert reasons(bench, case_id) == ["they_asked"]


def test_statement_44_printing_warns_of_the_spool_asks_again_and_is_in_the_history(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, sheet = bench.case(), tmp_path / "sheet.pdf"

    def printer_of_paper(_parent: object) -> QPrinter:
        """Somebody chose a printer that writes what it prints to a file."""
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(sheet))
        return printer

    monkeypatch.setattr(papers, "asked_printer", printer_of_paper)
    form = form_of(bench, VictimPageForm, case_id)
    assert isinstance(form, VictimPageForm)
    shown = "\n".join(banner.accessibleDescription() for banner in form.findChildren(Banner))
    assert "waiting list of this laptop" in shown
    form.print_button.click()
    assert form.outside_row.error()
    assert form.proof.dialog is None
    say_it_may_leave(bench, form)
    form.print_button.click()
    bench.qtbot.waitUntil(lambda: form.proof.dialog is not None)
    assert form.proof.dialog is not None
    assert "waiting list of this laptop" in form.proof.dialog.accessibleDescription()
    prove(bench, form, "not the words at all")
    dialog = form.proof.dialog
    bench.qtbot.waitUntil(lambda: bool(dialog.row.error()))
    assert not sheet.exists()
    prove(bench, form, PASSPHRASE)
    bench.qtbot.waitUntil(sheet.exists)
    bench.settle()
    assert sheet.read_bytes().startswith(b"%PDF")
    assert reasons(bench, case_id) == ["they_asked"]
