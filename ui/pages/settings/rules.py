"""Bank holidays the organisation adds or takes away, and its own rules beside the Victims' Code."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, ngettext, sentence
from caseapp.domain import shipped
from caseapp.domain.day_words import spoken
from caseapp.domain.holiday_changes import HolidayChange
from caseapp.domain.rule_layer import RuleLayer
from caseapp.domain.saved import Saved
from caseapp.services import recount, rule_book
from caseapp.services.office import Office
from caseapp.services.recount import Recounted
from ui.pages.settings.section import Section, side_by_side
from ui.widgets.banner import Banner
from ui.widgets.button import LinkButton, SecondaryButton
from ui.widgets.choose_file import chosen_in, own_dialog
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.section_heading import SectionHeading
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.text import Text
from ui.work.changed import Changed
from ui.work.runner import Runner

LONGEST_NAME = 60


class Rules(Section):
    """For team leads. After a change to the holidays the open dates are counted again, a page at a time; dates that
    are closed stay as they were."""

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        words = _("What counts as a working day, and what your organisation promises beside the Code.")
        super().__init__(_("Rights and working days"), words, parent)
        self._office, self._runner = office, runner
        self._changes: tuple[HolidayChange, ...] = ()
        self._lines: list[QWidget] = []
        self.day = DateField(office.today, lean="future")
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.kept = SegmentedChoice(
            _("What is it?"), (("yes", _("A bank holiday")), ("no", _("Not a bank holiday after all")))
        )
        self.add_day = SecondaryButton(_("Add this day"), icon="calendar-plus")
        self.layer_words = Text("", "body", wrap=True)
        self.choose = SecondaryButton(_("Choose a file of rules"), icon="upload")
        self.take_away = SecondaryButton(_("Take them away"))
        self._trouble = Banner("late", "", icon="circle-alert")
        self._done = Text("", "small", "ok", wrap=True, tabular=True)
        self._build()
        self.add_day.clicked.connect(self._add)
        self.choose.clicked.connect(self._choose)
        self.take_away.clicked.connect(partial(self._set_layer, ""))

    @override
    def load(self) -> None:
        office = self._office
        self._runner.vault(
            self,
            lambda: (rule_book.holiday_changes(office), rule_book.layer(office)),
            self._show,
            self._failed,
            latest="rules",
        )

    @override
    def first_focus(self) -> None:
        self.day.field.setFocus()

    @override
    def clear(self) -> None:
        self.day.field.clear()
        self.name.clear()
        self._done.set_text("")
        self._trouble.hide()

    def _build(self) -> None:
        calendar = shipped.calendar()
        self._trouble.hide()
        self.add(self._trouble, 8)
        self.add(SectionHeading(_("Bank holidays")), 8)
        known = _("England and Wales, checked up to {until}; after that worked out by rule until {last}.").format(
            until=calendar.checked_until.year, last=calendar.last_known.year
        )
        self.add(Text(known, "small", "text_2", wrap=True, tabular=True), 10)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.add(self._list, 12)
        self._day_row = FormRow(_("Day"), self.day, hint=_("For example 8/5/2023, when a day was proclaimed"))
        self._name_row = FormRow(_("What it is called"), self.name)
        for row in (self._day_row, self._name_row, FormRow(_("What is it?"), self.kept)):
            self.add(row, 12)
        self.add(side_by_side(self.add_day), 6)
        self.add(self._done, 24)
        self.add(SectionHeading(_("Rules of your own")), 8)
        hint = _("An agency’s standard, a local agreement, what was agreed with victims. Never a breach of the Code.")
        self.add(Text(hint, "small", "text_2", wrap=True), 10)
        self.add(self.layer_words, 10)
        self.add(side_by_side(self.choose, self.take_away), 8)
        self.finish()

    def _show(self, found: tuple[tuple[HolidayChange, ...], RuleLayer | None]) -> None:
        self._changes, layer = found
        for line in self._lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(change) for change in self._changes]
        for line in self._lines:
            self._list.addWidget(line)
        self.take_away.setVisible(layer is not None)
        self.layer_words.set_text(_("None yet.") if layer is None else _layer_words(layer))

    def _line(self, change: HolidayChange) -> QWidget:
        line = QWidget(self)
        said = _("{day}: {name}") if change.kept else _("{day}: {name}, not a bank holiday")
        words = said.format(day=spoken(change.day), name=change.name)
        row = side_by_side(Text(words, "body", tabular=True))
        row.setContentsMargins(0, 0, 0, 0)
        remove = LinkButton(_("Take it out"))
        remove.setAccessibleName(_("Take out: {what}").format(what=words))
        remove.clicked.connect(partial(self._take_out, change.day))
        row.insertWidget(1, remove)
        line.setLayout(row)
        return line

    def _add(self) -> None:
        for row in (self._day_row, self._name_row):
            row.clear_error()
        day, name = self.day.day(), self.name.text().strip()
        if day is None:
            self._day_row.set_error(_("Enter the day, like 8/5/2023"))
        elif day.weekday() >= 5:
            self._day_row.set_error(_("That is a weekend: enter the weekday that is kept instead"))
        if not name:
            self._name_row.set_error(_("Say what the day is called"))
        if day is None or day.weekday() >= 5 or not name:
            return
        others = tuple(change for change in self._changes if change.day != day)
        self._set_holidays((*others, HolidayChange(day, name, self.kept.value() == "yes")))

    def _take_out(self, day: date) -> None:
        self._set_holidays(tuple(change for change in self._changes if change.day != day))

    def _set_holidays(self, changes: tuple[HolidayChange, ...]) -> None:
        self._trouble.hide()
        self._done.set_text(_("Counting the open dates again…"))
        work = partial(rule_book.change_holidays, self._office, changes)
        self._runner.vault(self, work, self._taken, self._failed)

    def _taken(self, done: Saved) -> None:
        """Other pages count with the new days at once, and once more when the open dates have moved."""
        self._runner.announce(Changed(done.topics))
        self._count_again("", 0)

    def _count_again(self, after: str, moved: int) -> None:
        def next_page(page: Recounted) -> None:
            if page.next_after is None:
                self._counted(moved + page.moved)
            else:
                self._count_again(page.next_after, moved + page.moved)

        self._runner.vault(self, partial(recount.page, self._office, after), next_page, self._failed)

    def _counted(self, moved: int) -> None:
        said = ngettext("{count} open date moved.", "{count} open dates moved.", moved).format(count=moved)
        self._done.set_text(_("Saved. {moved} Dates that are closed stayed as they were.").format(moved=said))
        self.day.field.clear()
        self.name.clear()
        self._runner.announce(Changed(frozenset({"rights", "cases"})))
        self.load()

    def _choose(self) -> None:
        dialog = own_dialog(self, _("Choose a file of rules"), Path.home())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Rules (*.toml)"))
        chosen = chosen_in(dialog)
        if chosen is not None:
            self.take_file(chosen)

    def take_file(self, file: Path) -> None:
        """Read a layer file and use it from now on."""
        work = partial(rule_book.take_layer_file, self._office, file)
        self._runner.vault(self, work, lambda _saved: self._layer_taken(), self._failed)

    def _set_layer(self, text: str, _pressed: object = None) -> None:
        work = partial(rule_book.set_layer, self._office, text)
        self._runner.vault(self, work, lambda _saved: self._layer_taken(), self._failed)

    def _layer_taken(self) -> None:
        self._trouble.hide()
        self.load()

    def _failed(self, trouble: Trouble) -> None:
        self._done.set_text("")
        self._trouble.set_words(_("Not changed"), sentence(trouble))
        self._trouble.show()


def _layer_words(layer: RuleLayer) -> str:
    rules = ngettext("{count} rule", "{count} rules", len(layer.rules)).format(count=len(layer.rules))
    return _("{title}: {rules}. They start dates from now on.").format(title=layer.title, rules=rules)
