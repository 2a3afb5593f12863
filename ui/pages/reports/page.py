"""The annual report: year, tables and protection; the preview exactly as exported; the check; the export."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import annual
from caseapp.services.annual import Choices
from caseapp.services.office import Office
from ui.dialogs.passphrase_again import Proof
from ui.pages.reports.check_panel import CheckPanel
from ui.pages.reports.check_work import ANNUAL, Checked, CheckWork
from ui.pages.reports.export_work import ExportWork
from ui.pages.reports.head import ReportHead
from ui.pages.reports.help_card import HelpCard
from ui.pages.reports.options import ReportOptions, row_of
from ui.pages.reports.preview_card import PreviewCard
from ui.pages.reports.states import EMPTY, LEADS, WORK, ReportStates
from ui.pages.reports.way_out import way_out_of
from ui.pages.reports.where import place_dialog, why_not_yet
from ui.widgets.announce import announce
from ui.work.changed import Changed
from ui.work.runner import Runner
from ui.work.wanted import PlaceWanted

_SETTLE_MS = 500
_COUNTED = ("cases", "withdrawals", "surveys", "journey", "referrals", "rights")


class ReportsPage(QWidget):
    """Counts, protects and checks whenever the wishes change; Ctrl+E exports what is shown."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._checked: Checked | None = None
        self._place, self._stale = 0, True
        self._advice: tuple[str, ...] = ()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self._wire()

    def _build(self) -> None:
        self.check_work = CheckWork(self._office, self._runner, self)
        self.export_work = ExportWork(self._office, self._runner, self)
        self.proof = Proof(self._office, self._runner, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = ReportHead()
        column.addWidget(self.head)
        self.options, self.preview, self.panel = ReportOptions(), PreviewCard(), CheckPanel()
        self.states = ReportStates(self.options, self.preview, self.panel, self)
        column.addWidget(self.states, 1)

    def _wire(self) -> None:
        self._settle.timeout.connect(self._check)
        self.options.changed.connect(self._wishes_changed)
        self.options.wanted.connect(self._table_wanted)
        readers = PlaceWanted("settings", "readers")
        self.options.handing.readers_wanted.connect(partial(self.place_wanted.emit, readers))
        self.preview.turned.connect(self._turn)
        self.panel.action.connect(self._act)
        self.panel.cancel_wanted.connect(self._cancel)
        self.panel.help_wanted.connect(self._show_help)
        self.check_work.progressed.connect(self.panel.show_progress)
        self.check_work.checked.connect(self._ready)
        self.check_work.refused.connect(self._refused)
        self.head.follow(self.export_work)
        self.export_work.failed.connect(self._not_exported)
        self.head.export_button.clicked.connect(self.export)

    @cached_property
    def help_card(self) -> HelpCard:
        """How the check works, beside the report."""
        made = HelpCard("help/how-the-check-works.md")
        made.closed.connect(self._hide_help)
        self.states.put_in_rail(made)
        return made

    def load(self) -> None:
        """Read what there is to report, and check again if anything counted has changed."""
        self.head.export_button.setVisible(self._office.desk.role == "lead")
        if self._office.desk.role != "lead":
            self.states.setCurrentIndex(LEADS)
            return
        self._runner.vault(self, partial(annual.choices, self._office), self._offered, self._not_offered, latest="list")

    def on_changed(self, changed: Changed) -> None:
        """What was checked may be out of date: check again when the page is looked at."""
        if changed.touches(*_COUNTED):
            self._stale = True
            if self.isVisible():
                self._settle.start()

    def draft_work(self) -> list[Callable[[], None]]:
        """Nothing is typed here."""
        return []

    def first_focus(self) -> None:
        """Work starts with the tables."""
        self.options.tables.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        return (
            ("Ctrl+E", _("export")),
            ("↑ ↓", _("preview another table")),
            ("Space", _("include it or leave it out")),
            ("Esc", _("close the help")),
        )

    def clear(self) -> None:
        """Stop everything and drop every figure."""
        self._settle.stop()
        self.check_work.stop()
        self.export_work.drop()
        self._forget()
        self._stale = True
        self.preview.clear()
        self.panel.clear()
        self.head.clear()

    def export(self) -> None:
        """Ask where, and write; or say why not."""
        if self._office.desk.role != "lead" or self.export_work.under_way:
            return
        self.head.trouble.hide()
        if self._checked is None or self._stale:
            self.head.say_trouble(*why_not_yet(under_way=self.check_work.under_way or self._settle.isActive()))
            return
        self.proof.ask(_("A report leaves this vault. Its history will say that you made it."), self._ask_where)

    def _ask_where(self) -> None:
        if self._checked is None or self._stale:
            return
        reader = self.options.handing.reader()
        name = f"{self._checked.wishes.kind}-{self._checked.release.year_label}"
        dialog = place_dialog(self.window(), name, sealed=bool(reader))
        dialog.fileSelected.connect(partial(self._write, reader=reader))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @property
    def shown(self) -> Checked | None:
        """What has passed the check."""
        return self._checked

    def _offered(self, choices: Choices) -> None:
        self.head.export_button.setVisible(bool(choices.years))
        if not choices.years:
            self.states.setCurrentIndex(EMPTY)
            return
        self.options.offer(choices, self._office.today())
        self.states.setCurrentIndex(WORK)
        if self._stale or self._checked is None:
            self._check()

    def _not_offered(self, trouble: Trouble) -> None:
        self.head.say_trouble(_("The report could not be opened"), sentence(trouble))

    def _wishes_changed(self) -> None:
        """Ticks and choices come in bursts: check once they have settled."""
        self._stale = True
        self.head.name_report(rights=self.options.wishes().kind != ANNUAL)
        self.head.result.hide()
        self._settle.start()

    def _check(self) -> None:
        self._settle.stop()
        wishes = self.options.wishes()
        self.head.trouble.hide()
        if not wishes.tables:
            self.check_work.stop()
            self._forget()
            self.preview.show_nothing(_("No table is included"), _("Tick at least one table."))
            self.panel.show_trouble(_("Nothing to check"), _("Tick at least one table."))
            return
        if self._checked is None or not self._checked.wishes.of_the_same_report(wishes):
            self.preview.show_waiting()
        self._advice = ()
        self.panel.show_checking(len(wishes.tables))
        self.check_work.start(wishes)

    def _ready(self, checked: Checked) -> None:
        shown, row = self._shown_id(), self.options.tables.keep.current_id() if checked.wishes.kind == ANNUAL else ""
        self._checked, self._stale = checked, False
        self.panel.show_ready(checked)
        ids = [each.preview.id for each in checked.tables]
        wanted = shown if row_of(shown) == row else self._first_of(row)
        self._place = ids.index(wanted) if wanted in ids else 0
        if row and wanted not in ids:
            self._show_left_out()
        else:
            self._show()
        self.head.say_ready()

    def _refused(self, trouble: Trouble) -> None:
        self._forget()
        if trouble.code == "cannot_be_made_safe" and self.options.wishes().kind == ANNUAL:
            way_out = way_out_of(trouble, self.options)
            self._advice = way_out.leave_out
            self.panel.show_trouble(way_out.title, way_out.words, way_out.button, unsafe=True)
            words = way_out.words
        else:
            words = sentence(trouble)
            self.panel.show_trouble(_("Not ready to export"), words, _("Check again"))
        self.preview.show_nothing(_("No preview"), words)
        announce(self, words)

    def _cancel(self) -> None:
        self.check_work.stop()
        self._stale = True
        self.panel.show_trouble(
            _("The check was stopped"), _("Nothing can be exported until it has run."), _("Check again")
        )
        if self._checked is None:
            self.preview.show_nothing(_("No preview"), _("Tables are shown once they have been checked."))
        self.panel.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act(self) -> None:
        """The panel's one button: take the tables in the way out, or check again."""
        if self._advice:
            self.options.tables.leave_out(self._advice)
        else:
            self._check()

    def _table_wanted(self, row_id: str) -> None:
        if self._checked is None or not row_id:
            return
        wanted = self._first_of(row_id)
        if wanted is None:
            self._show_left_out()
        elif row_of(self._shown_id()) != row_id or self.preview.title.plain() == "":
            self._place = [each.preview.id for each in self._checked.tables].index(wanted)
            self._show()

    def _turn(self, by: int) -> None:
        if self._checked is not None:
            self._place = min(max(self._place + by, 0), len(self._checked.tables) - 1)
            self._show()

    def _show(self) -> None:
        if self._checked is None:
            return
        shown = self._checked.tables[self._place]
        self.preview.show_table(shown, self._place + 1, len(self._checked.tables))
        self.panel.show_table(shown.checks)
        self.options.tables.keep.go_to(row_of(shown.preview.id))

    def _show_left_out(self) -> None:
        self.preview.show_nothing(_("Not included"), _("Tick the table to include it."))
        self.panel.show_table(self._checked.checks if self._checked is not None else ())

    def _shown_id(self) -> str:
        return self._checked.tables[self._place].preview.id if self._checked is not None else ""

    def _first_of(self, row_id: str) -> str | None:
        """The first table of the release that a row of the list stands for."""
        tables = self._checked.tables if self._checked is not None else ()
        return next((each.preview.id for each in tables if row_of(each.preview.id) == row_id), None)

    def _forget(self) -> None:
        self._checked, self._place, self._advice = None, 0, ()

    def _write(self, chosen: str, reader: str = "") -> None:
        if self._checked is None or self._stale:
            self.export()
            return
        self.head.say_writing()
        self.export_work.start(self._checked.release, Path(chosen), reader)

    def _not_exported(self, trouble: Trouble) -> None:
        self.head.say_trouble(_("Nothing was exported"), sentence(trouble))

    def _show_help(self) -> None:
        self.panel.hide()
        self.help_card.show()
        self.help_card.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hide_help(self) -> None:
        self.help_card.hide()
        self.panel.show()
        self.panel.help.setFocus(Qt.FocusReason.OtherFocusReason)
