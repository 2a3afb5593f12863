"""Import: choose a sheet, look at what it would do, import it or not."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caseapp.base.errors import Refused, Trouble
from caseapp.base.words import _, ngettext
from caseapp.domain.import_mapping import ImportMap
from caseapp.domain.import_plan import Action, ImportPlan, KnownPeople, RowChoice, work_out
from caseapp.domain.import_sheet import Sheet
from caseapp.domain.saved import Saved
from caseapp.services import imports
from caseapp.services.office import Office
from ui.pages.import_sheet.cancelled import unless_cancelled
from ui.pages.import_sheet.check_step import CheckStep
from ui.pages.import_sheet.choose_step import ChooseStep
from ui.pages.import_sheet.done_step import DoneStep
from ui.work.changed import Changed
from ui.work.privacy import privacy
from ui.work.runner import Runner
from ui.work.wanted import PlaceWanted, Toasted

_CHECK_AFTER_MS = 250


class ImportPage(QWidget):
    """Three steps: which file, what it would do, what it did."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._sheet: Sheet | None = None
        self._suggested: ImportMap | None = None
        self._known: KnownPeople | None = None
        self._plan: ImportPlan | None = None
        self._choices: dict[int, RowChoice] = {}
        self._maps: dict[str, ImportMap] = {}
        self._import_id = ""
        self._stop = Event()
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self._wire()

    def _build(self) -> None:
        self.steps = QStackedWidget(self)
        self.choose, self.done = ChooseStep(self.steps), DoneStep(self.steps)
        for step in (self.choose, self.done):
            self.steps.addWidget(step)
        self._check_soon = QTimer(self, singleShot=True, interval=_CHECK_AFTER_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.steps)

    def _wire(self) -> None:
        self.choose.chosen.connect(self.open_file)
        self.choose.back_wanted.connect(self._to_referrals)
        self.done.referrals_wanted.connect(self._to_referrals)
        self.done.undo_wanted.connect(self._undo)
        self.done.another_wanted.connect(self.start_again)
        self._check_soon.timeout.connect(self._work_out)
        privacy().changed.connect(self._show_again)

    @cached_property
    def check(self) -> CheckStep:
        """What an import would do; made when a file is chosen: few ever do."""
        made = CheckStep(self.steps)
        self.steps.addWidget(made)
        made.mapping.changed.connect(self._check_soon.start)
        made.mapping.map_chosen.connect(self._use_map)
        made.mapping.keep_wanted.connect(self._keep_map)
        made.doubles.chosen.connect(self._decided)
        made.import_wanted.connect(self._import)
        made.other_file_wanted.connect(self.start_again)
        made.cancel_wanted.connect(self._cancel)
        made.mapping.offer_maps(self._maps, "")
        return made

    def load(self) -> None:
        """Read the saved mappings, and who is known now."""
        self._runner.vault(
            self, partial(imports.saved_maps, self._office), self._maps_read, self._failed, latest="maps"
        )
        if self._sheet is not None:
            self._read_known()

    def on_changed(self, changed: Changed) -> None:
        """Somebody new may be known: work the plan out again. What was chosen stays."""
        if changed.touches("import_maps"):
            self.load()
        elif changed.touches("referrals", "cases") and self._sheet is not None:
            self._read_known()

    def draft_work(self) -> list[Callable[[], None]]:
        """Nothing is typed here that would be missed: the sheet is still where it was."""
        return []

    def first_focus(self) -> None:
        """Put the focus where work starts."""
        if isinstance(step := self.steps.currentWidget(), ChooseStep | CheckStep | DoneStep):
            step.first_focus()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        return (
            ("S", _("same person")),
            ("N", _("new person")),
            ("L", _("leave the row out")),
            ("Ctrl+Enter", _("import")),
        )

    def clear(self) -> None:
        """Drop everything of the sheet; work under way stops and changes nothing."""
        self._stop.set()
        self._runner.forget(self)
        self._check_soon.stop()
        self._sheet = self._suggested = self._known = self._plan = None
        self._choices, self._maps, self._import_id = {}, {}, ""
        self.choose.clear()
        if "check" in vars(self):
            self.check.clear()
            self.check.do_import.set_busy("")
        self.steps.setCurrentWidget(self.choose)

    def start_again(self) -> None:
        """Choose another file."""
        self.clear()
        self.load()
        self.first_focus()

    def open_file(self, path: Path) -> None:
        """Read a file and show what is in it. Nothing is changed."""
        office = self._office

        def read() -> tuple[Sheet, ImportMap]:
            return imports.read(office, imports.file_bytes(path), path.suffix)

        self.choose.trouble.hide()
        self._runner.pure(self, read, self._opened, self.choose.show_trouble, latest="open")

    def _maps_read(self, maps: dict[str, ImportMap]) -> None:
        self._maps = maps
        if "check" in vars(self):
            self.check.mapping.offer_maps(maps, self.check.mapping.maps.value() or "")

    def _opened(self, found: tuple[Sheet, ImportMap]) -> None:
        self._sheet, self._suggested = found
        self._choices = {}
        self.check.show_sheet(*found)
        self.steps.setCurrentWidget(self.check)
        self.first_focus()
        self._read_known()

    def _read_known(self) -> None:
        self._runner.vault(
            self, partial(imports.known_people, self._office), self._known_read, self._failed, latest="known"
        )

    def _known_read(self, known: KnownPeople) -> None:
        self._known = known
        self._work_out()

    def _work_out(self) -> None:
        """The dry run, on the pool: reads the sheet through the mapping and looks for people known."""
        sheet, known, office = self._sheet, self._known, self._office
        if sheet is None or known is None:
            return
        import_map, today, areas = self.check.mapping.import_map(), office.today(), imports.areas(office)
        self._stop.set()
        stop = self._stop = Event()
        report = self._runner.reporter(self, self.check.work.show_progress)
        self._runner.pure(
            self,
            partial(
                unless_cancelled,
                lambda: work_out(sheet, import_map, known, today, areas, progress=report, cancelled=stop.is_set),
            ),
            self._worked_out,
            self._not_worked_out,
            waiting=partial(self.check.show_working, working=True),
            latest="plan",
        )

    def _worked_out(self, plan: ImportPlan | None) -> None:
        self.check.show_working(working=False)
        if plan is None:
            self._not_worked_out(Refused("import_cancelled"))
            return
        self._plan = plan
        lines = {each.row.line for each in plan.rows}
        self._choices = {line: choice for line, choice in self._choices.items() if line in lines}
        self.check.show_plan(plan, self._choices)

    def _not_worked_out(self, trouble: Trouble) -> None:
        self.check.show_working(working=False)
        self._plan = None
        self.check.without_plan()
        self.check.show_trouble(trouble)

    def _show_again(self) -> None:
        if self._plan is not None and self._sheet is not None:
            self.check.show_sheet(self._sheet, self.check.mapping.import_map())
            self.check.show_plan(self._plan, self._choices)

    def _use_map(self, name: str) -> None:
        wanted = self._maps.get(name) or self._suggested
        if self._sheet is not None and wanted is not None:
            self.check.show_sheet(self._sheet, wanted)
            if missing := wanted.missing(self._sheet.columns):
                self.check.show_trouble(Refused("import_map_column_missing", column=missing[0], count=len(missing)))
            self._work_out()

    def _keep_map(self, name: str) -> None:
        import_map = self.check.mapping.import_map()
        self._runner.vault(
            self,
            partial(imports.save_map, self._office, name, import_map),
            partial(self._map_kept, name.strip()),
            self.check.show_trouble,
        )

    def _map_kept(self, name: str, done: Saved) -> None:
        self._maps = {**self._maps, name: self.check.mapping.import_map()}
        self.check.mapping.offer_maps(self._maps, name)
        self.saved.emit(Toasted(done, _("Mapping kept")))

    def _decided(self, decision: tuple[int, RowChoice]) -> None:
        line, choice = decision
        self._choices[line] = choice
        self.check.show_counts(self._choices)

    def _import(self, leave_out_refused: bool) -> None:
        plan, choices, office = self._plan, dict(self._choices), self._office
        if plan is None:
            self._work_out()
            return
        stop = self._stop = Event()
        report = self._runner.reporter(self, self.check.work.show_progress)
        self.check.trouble.hide()
        self.check.do_import.set_busy(_("Importing"))
        perform = partial(
            imports.perform,
            office,
            plan,
            choices=choices,
            leave_out_refused=leave_out_refused,
            progress=report,
            cancelled=stop.is_set,
        )
        self._runner.vault(
            self,
            partial(unless_cancelled, perform),
            partial(self._imported, len(plan.rows) - plan.count(Action.LEAVE_OUT, choices)),
            self._failed,
            waiting=partial(self.check.show_working, working=True),
        )

    def _imported(self, count: int, done: Saved | None) -> None:
        if done is None:
            self._failed(Refused("import_cancelled"))
            return
        self.clear()
        self._import_id = done.row_id
        self.done.show_imported(count)
        self.steps.setCurrentWidget(self.done)
        self.done.first_focus()
        words = ngettext("{count} referral imported", "{count} referrals imported", count).format(count=count)
        self.saved.emit(Toasted(done, words))

    def _undo(self) -> None:
        self._runner.vault(
            self, partial(imports.undo, self._office, self._import_id), self._undone, self.done.show_trouble
        )

    def _undone(self, done: Saved) -> None:
        self.done.show_undone()
        self.saved.emit(Toasted(done, _("Import taken back")))

    def _cancel(self) -> None:
        self._stop.set()

    def _failed(self, trouble: Trouble) -> None:
        if self.steps.currentWidget() is self.choose:
            self.choose.show_trouble(trouble)
            return
        self.check.show_working(working=False)
        self.check.do_import.set_busy("")
        self.check.show_trouble(trouble)

    def _to_referrals(self) -> None:
        self.place_wanted.emit(PlaceWanted("referrals"))
