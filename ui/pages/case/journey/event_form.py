"""Something happened: what, when, how it was learned, and which rights it starts."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.domain import shipped
from caseapp.domain.rights_view import OpeningRight
from caseapp.domain.saved import Saved
from caseapp.services import journey, logged_before, rights
from caseapp.services.logged_before import LoggedBefore
from caseapp.services.office import Office
from ui.pages.case.case_form import CaseForm
from ui.pages.case.journey.event_about import EventAbout
from ui.pages.case.journey.kind_choice import KindChoice
from ui.pages.case.journey.said_before import SaidBefore
from ui.pages.case.journey.words import clock_words, clocks_title, sources
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.text import Text
from ui.words.working_days import add_working_days
from ui.work.runner import Runner

PAGE = "journey"
_Ahead = tuple[LoggedBefore | None, tuple[OpeningRight, ...]]


class ClocksShown(QFrame):
    """The rights an event will start, before it is saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("band", "neutral")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        self._title = Text("", "small_strong", wrap=True)
        self._words = Text("", "small", wrap=True, tabular=True)
        column.addWidget(self._title)
        column.addWidget(self._words)
        self.hide()

    def show_clocks(self, clocks: tuple[OpeningRight, ...]) -> None:
        """Show them, those with a day first."""
        ordered = sorted(clocks, key=lambda clock: (clock.due_on or date.max, clock.right_number))
        self.say(clocks_title(clocks), "\n".join(f"• {clock_words(clock)}" for clock in ordered))

    def say(self, title: str, words: str) -> None:
        """Say something in their place."""
        self._title.set_text(title)
        self._words.set_text(words)
        self._words.setVisible(bool(words))
        self.setAccessibleName(f"{title}. {words}")
        self.show()


class EventForm(CaseForm):
    """Asks for the preview whenever what or when changes."""

    FORM = "event"

    def __init__(self, office: Office, runner: Runner, case_id: str, name: str, today: date) -> None:
        super().__init__(office, runner, case_id, _("Something happened"), _("Save"), PAGE)
        self.toast = _("Event saved to {reference}")
        self._today = today
        self.kind = KindChoice()
        self.precision = SegmentedChoice(
            _("How sure is the day?"), (("day", _("This day")), ("about", _("About")), ("unknown", _("Not known")))
        )
        self.on = DateField(lambda: today, approximate=True)
        self.learned = DateField(lambda: today)
        self.about = EventAbout(DateField(lambda: today, lean="future", add_working_days=add_working_days))
        self.source = ChipRow(
            _("Who said so?"), tuple(Option(code, label, letter=letter) for code, label, letter in sources(name))
        )
        self.detail = QPlainTextEdit()
        self.detail.setTabChangesFocus(True)
        self.detail.setFixedHeight(theme().grown(96))
        self.safety = Banner("soon", "", icon="shield-alert")
        self.safety.set_words(
            _("This can change the risk"),
            _("Go through the safety plan with {name}, today if you can.").format(name=name),
        )
        self.safety.hide()
        self.before = SaidBefore()
        self.clocks = ClocksShown()
        self._build_rows()
        self.learned.set_day(today)
        self._wire_rows()

    @override
    def read(self) -> dict[str, Any]:
        return {
            "form": self.FORM,
            "kind": self.kind.value(),
            "precision": self.precision.value(),
            "on": self.on.field.text(),
            "learned": self.learned.field.text(),
            "source": self.source.value(),
            "detail": self.detail.toPlainText(),
            **self.about.read(),
        }

    @override
    def fill(self, data: dict[str, Any]) -> None:
        self.kind.set_value(data.get("kind"))
        self.precision.set_value(data.get("precision") or "day")
        self.on.field.setText(str(data.get("on") or ""))
        self.learned.field.setText(str(data.get("learned") or ""))
        self.source.set_value(data.get("source"))
        self.detail.setPlainText(str(data.get("detail") or ""))
        self.about.fill(data)
        self._look_ahead()

    @override
    def _found(self, data: dict[str, Any] | None) -> None:
        if data is None or data.get("form") == self.FORM:
            super()._found(data)
        else:
            self.say(_("Another unfinished form is kept until you type here"))

    @override
    def check(self) -> None:
        if self.kind.value() is None:
            self._kind_row.set_error(_("Choose what happened"))
        if self.learned.day() is None or (self.learned.day() or self._today) > self._today:
            self._learned_row.set_error(_("Enter the day you learned of it, like 19/11/26 or “today”"))
        self.about.check()
        self.before.check()
        if self.precision.value() != "unknown" and self.on.day() is None:
            self._on_row.set_error(_("Enter the day, like 19/11/26, or choose Not known"))

    @override
    def call(self) -> Callable[[], Saved]:
        draft = journey.EventDraft(
            self.case_id,
            self.kind.value() or "",
            self._happened() or self._today,
            self._sureness(),
            self.learned.day(),
            self.source.value(),
            self.detail.toPlainText().strip() or None,
            **self.about.values(),
            again=self.before.again.isChecked(),
        )
        return partial(journey.record, self.office, draft)

    def _build_rows(self) -> None:
        self._kind_row = self.add_row(FormRow(_("What happened?"), self.kind))
        self.body.addWidget(self.safety)
        self.add_row(FormRow(_("How sure is the day?"), self.precision))
        self._on_row = self.add_row(FormRow(_("When did it happen?"), self.on, hint=DateField.example()))
        self.body.addWidget(self.before)
        self.rows.append(self.before.row)
        self.body.addWidget(self.clocks)
        self.body.addWidget(self.about)
        self.rows += self.about.rows()
        self._learned_row = self.add_row(FormRow(_("When did you learn of it?"), self.learned))
        self.add_row(FormRow(_("Who said so?"), self.source, optional=True))
        self.add_row(FormRow(_("Note"), self.detail, optional=True))
        self.body.addStretch()

    def _wire_rows(self) -> None:
        for changed in (self.kind.changed, self.precision.changed, self.on.changed, self.learned.changed):
            changed.connect(self._look_ahead)
            changed.connect(self.typed)
        self.kind.changed.connect(self._move_on)
        self.source.changed.connect(self.typed)
        self.about.changed.connect(self.typed)
        for changed in (self.about.changed, self.before.changed):
            changed.connect(self._look_ahead)
        self.detail.textChanged.connect(self.typed)

    def _happened(self) -> date | None:
        """The day to count from. Not known: the day it was learned, which is the latest it can have been."""
        return self.learned.day() if self.precision.value() == "unknown" else self.on.day()

    def _sureness(self) -> str:
        entry = self.on.entry()
        chosen = self.precision.value()
        return "about" if chosen == "day" and entry is not None and entry.precision != "day" else chosen

    def _move_on(self) -> None:
        if self.kind.value() is not None:
            self.on.field.setFocus()

    def _look_ahead(self) -> None:
        self._on_row.setVisible(self.precision.value() != "unknown")
        code, day = self.kind.value(), self._happened()
        item = shipped.justice_events().get(code) if code else None
        self.safety.setVisible(item is not None and item.flag("safety"))
        self.about.show_for(code)
        ahead = day is not None and day > self._today
        self._on_row.set_note(_("Still to come: it moves nothing until that day. Is the day right?") if ahead else "")
        if code is None or day is None:
            self.before.show_found(None, self._today)
            self.clocks.hide()
            return
        office, case_id, said, sure = self.office, self.case_id, self.about.values(), self._sureness() == "day"

        def work() -> _Ahead:
            return (
                logged_before.find(office, case_id, code, day, said["suspect"], said["offence"]),
                rights.preview(office, case_id, code, day, approximate=not sure),
            )

        self.runner.vault(self, work, self._show_ahead, self._no_preview, latest="preview")

    def _show_ahead(self, ahead: _Ahead) -> None:
        found, clocks = ahead
        self.before.show_found(found, self._today)
        if self.before.is_put_right():
            self.clocks.say(_("Its rights are counted again. No right starts twice"), "")
        else:
            self.clocks.show_clocks(clocks)

    def _no_preview(self, trouble: Trouble) -> None:
        self.clocks.say(_("The rights it starts cannot be shown"), sentence(trouble))
