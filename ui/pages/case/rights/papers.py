"""What is handed over from the Rights tab: a page for the person to keep, and the rights log without support notes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QTextBrowser
from typing_extensions import override

from caseapp.base.words import _
from caseapp.services import paper, rights_evidence, victim_page
from caseapp.services.office import Office
from ui.dialogs.passphrase_again import Proof
from ui.pages.case.case_form import CaseForm
from ui.pages.case.rights.forms import PAGE
from ui.pages.case.rights.reading import Read
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import SecondaryButton
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.choose_file import chosen_in, own_dialog
from ui.widgets.choose_printer import asked_printer, print_html, spool_warning
from ui.widgets.form_row import FormRow
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.text import Text
from ui.work.runner import Runner

WEB_PAGE, TABLE = "html", "csv"


class PaperForm(CaseForm):
    """A panel that writes a file instead of saving to the case: nothing typed here is kept.

    Nothing leaves unless it is said twice that it should: by a tick that is never set beforehand, and the passphrase.
    """

    WIDTH = 448
    suffix = ""

    def __init__(self, office: Office, runner: Runner, case_id: str, title: str, save: str) -> None:
        super().__init__(office, runner, case_id, title, save, PAGE)
        self._later.setText(_("Close"))
        self.proof = Proof(office, runner, self)
        self.outside = QCheckBox(_("Yes, it may leave the vault"))
        hint = _(
            "A file, its backups and a printer’s list can be read by others, and nothing deletes them for you. To look "
            "something up, stay here."
        )
        self.outside_row = FormRow(_("Is it needed outside?"), self.outside, hint=hint)

    @override
    def read(self) -> dict[str, Any]:
        return {}

    @override
    def fill(self, data: dict[str, Any]) -> None:
        pass

    @override
    def load(self) -> None:
        self.rows[0].target().setFocus()
        self.show_again()

    @override
    def check(self) -> None:
        self.outside_row.set_error("" if self.outside.isChecked() else _("Tick this if it may leave the vault"))

    @override
    def save(self) -> None:
        """Only with a passphrase: what is written can be read by anyone who finds it."""
        self.ask_proof(_("This file leaves the vault. Anyone who finds it can read it."), self._ask_where)

    def ask_proof(self, why: str, then: Callable[[], None]) -> None:
        """Ask for the passphrase if all is answered; what is wrong is listed on top."""
        self.clear_trouble()
        self.check()
        wrong = [row for row in self.rows if row.error()]
        self.summary.show_errors(wrong)
        if not wrong:
            self.proof.ask(why, then)

    def _ask_where(self) -> None:
        dialog = own_dialog(self, _("Where should it go?"), Path.home())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(self.suffix)
        dialog.selectFile(self.file_name())
        target = chosen_in(dialog)
        if target is not None:
            self.write(target)

    @override
    def leave(self) -> None:
        self.keeper.rest()
        super().leave()

    @override
    def draft_work(self) -> list[Callable[[], object]]:
        return []

    def show_again(self) -> None:
        """Read what is shown."""

    def file_name(self) -> str:
        """A name that says nothing of a person."""
        raise NotImplementedError

    def write(self, target: Path) -> None:
        """Write the file."""
        raise NotImplementedError

    def written(self, _done: object) -> None:
        """Say that it is there."""
        self.set_busy(busy=False)
        self.say(_("Saved. It is outside the vault now: keep it somewhere safe"))


class VictimPageForm(PaperForm):
    """`What should happen next and by when`, with a code name or none, ordinary or large: as PDF or on paper."""

    suffix = "pdf"

    def __init__(self, office: Office, runner: Runner, case_id: str, read: Read) -> None:
        super().__init__(office, runner, case_id, _("A page to keep"), _("Save as PDF"))
        said = _(
            "What should happen next and by when. No name stands on it but the code name, and no agency’s or service’s "
            "mark."
        )
        self.body.addWidget(Text(said, "small", "text_2", wrap=True))
        warning = _("Ask {name} first whether it is safe to have it at home, on paper or on a phone.").format(
            name=read.view.call_name
        )
        self.body.addWidget(Banner("soon", _("Is it safe to keep?"), warning, icon="shield-alert"))
        self.code_name = QLineEdit()
        self.code_name.setMaxLength(victim_page.LONGEST_NAME)
        self.large = SegmentedChoice(_("Size of print"), (("no", _("Ordinary")), ("yes", _("Large print"))))
        self.undated = QCheckBox(_("Also what has no day set"))
        self.preview = QTextBrowser()
        self.preview.setOpenLinks(False)
        self.preview.setAccessibleName(_("The page"))
        self.preview.setMinimumHeight(theme().grown(320))
        hint = _("A name that says nothing to others. Empty: no name")
        self.add_row(FormRow(_("Code name"), self.code_name, hint=hint, optional=True))
        self.add_row(FormRow(_("Size of print"), self.large))
        self.body.addWidget(self.undated)
        self.add_row(self.outside_row)
        self.print_button = SecondaryButton(_("Print"), icon="printer", small=True)
        self.body.addWidget(self.print_button)
        self.body.addWidget(Banner("soon", _("Before you print"), spool_warning(), icon="printer"))
        self.body.addWidget(self.preview, 1)
        self.print_button.clicked.connect(self._ask_to_print)
        self.code_name.editingFinished.connect(self.show_again)
        self.large.changed.connect(self.show_again)
        self.undated.toggled.connect(self.show_again)

    @override
    def show_again(self) -> None:
        self.runner.vault(self, self._html, self._shown, self.show_trouble, latest="page")

    @override
    def file_name(self) -> str:
        return _("What happens next.pdf")

    @override
    def write(self, target: Path) -> None:
        self.set_busy(busy=True)
        self.runner.vault(self, self._html, partial(self._print, target), self.show_trouble)

    def _ask_to_print(self) -> None:
        """The warning once more, and the passphrase: what is printed can be read by anyone who finds it."""
        self.ask_proof(spool_warning(), self._choose_printer)

    def _choose_printer(self) -> None:
        printer = asked_printer(self)
        if printer is not None:
            self.runner.vault(self, self._noted_html, partial(self._printed, printer), self.show_trouble)

    def _noted_html(self) -> str:
        with self.office.unit():
            victim_page.note_taken(self.office, self.case_id, form="print")
            return self._html()

    def _printed(self, printer: QPrinter, html: str) -> None:
        print_html(html, printer)
        self.say(_("Sent to the printer. Take every sheet, and clear its list if you can"))

    @property
    def _html(self) -> Callable[[], str]:
        office, case_id, code_name = self.office, self.case_id, self.code_name.text()
        large, undated = self.large.value() == "yes", self.undated.isChecked()

        def make() -> str:
            page = victim_page.for_case(office, case_id, code_name=code_name, large_print=large, undated=undated)
            return victim_page.html(page)

        return make

    def _shown(self, html: str) -> None:
        self.preview.setHtml(html)

    def _print(self, target: Path, html: str) -> None:
        office, case_id, content = self.office, self.case_id, _pdf(html)

        def work() -> None:
            with office.unit():
                victim_page.note_taken(office, case_id)
                paper.write(target, content)

        self.runner.vault(self, work, self.written, self.show_trouble)


class RightsLogForm(PaperForm):
    """Everything owed, by when, what was done and asked for. Contact notes, support notes and own words stay inside."""

    def __init__(self, office: Office, runner: Runner, case_id: str, read: Read) -> None:
        super().__init__(office, runner, case_id, _("Rights log"), _("Save the log"))
        self._reference = read.reference
        said = _("For a complaint, a review or a court: what was owed, by when, who told whom and when, and each step.")
        self.body.addWidget(Text(said, "small", "text_2", wrap=True))
        kept = _(
            "Contact notes, support notes and the person’s own words are not in it. The history notes that you took it."
        )
        self.body.addWidget(Banner("info", _("What leaves"), kept, icon="file-check"))
        self.form = SegmentedChoice(_("As"), ((WEB_PAGE, _("A page to print")), (TABLE, _("A table"))))
        self.reason = ChipRow(_("What for"), tuple(Option(code, words) for code, words in _reasons()))
        self.reason_row = self.add_row(FormRow(_("What for"), self.reason, hint=_("The history keeps it")))
        self.add_row(FormRow(_("As"), self.form))
        self.add_row(self.outside_row)
        self.body.addStretch()

    @override
    def check(self) -> None:
        super().check()
        self.reason_row.set_error("" if self.reason.value() else _("Choose what it is for"))

    @override
    def file_name(self) -> str:
        return f"{self._reference} {_('rights log')}.{self.form.value()}"

    @override
    def write(self, target: Path) -> None:
        self.set_busy(busy=True)
        make = rights_evidence.as_html if self.form.value() == WEB_PAGE else rights_evidence.as_csv
        office, case_id, reason = self.office, self.case_id, self.reason.value() or ""

        def work() -> None:
            with office.unit():
                paper.write(target, make(office, case_id, reason=reason))

        self.runner.vault(self, work, self.written, self.show_trouble)


def _reasons() -> tuple[tuple[str, str], ...]:
    """As `rights_evidence.REASONS`."""
    words = {
        "complaint": _("A complaint"),
        "review": _("A review of a decision"),
        "court": _("A court"),
        "they_asked": _("They asked for it"),
    }
    return tuple((code, words[code]) for code in rights_evidence.REASONS)


def _pdf(html: str) -> bytes:
    """The page on A4, made in memory."""
    made = QBuffer()
    made.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setTitle(_("What should happen next"))
    writer.setCreator("")
    document = QTextDocument()
    document.setHtml(html)
    document.print_(writer)
    del writer
    made.close()
    return bytes(made.data().data())
