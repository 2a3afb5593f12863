"""The second step: the form of a new case, with its rail and its foot."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.domain.case import NewCase, ReferralDetail
from caseapp.domain.known_search import person_to_find, read_person
from caseapp.domain.person import PersonDetails
from caseapp.domain.possible_match import KnownPerson
from caseapp.domain.safe_contact import YES
from ui.pages.new_case.rail import FormRail
from ui.pages.new_case.section import FormSection
from ui.pages.new_case.sections import FormSections
from ui.theme.room import has_room_beside
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.form_row import FormRow
from ui.widgets.rule import Rule
from ui.widgets.scrolling import scrolling
from ui.widgets.text import Text

_MAIN, _RAIL = 720, 328


class NewCaseForm(QWidget):
    """Sections, errors on top, Save at the foot. `changed` on every answer."""

    changed = Signal()
    save_wanted = Signal()
    later_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, sections: FormSections, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person_id: str | None = None
        self.stored = PersonDetails()
        self.referral: ReferralDetail | None = None
        self.who, self.came = sections.who, sections.came
        self.happened, self.safe = sections.happened, sections.safe
        self._sections = {"who": self.who, "came": self.came, "happened": self.happened, "safe": self.safe}
        self._build()
        self._wire()

    def sections(self) -> tuple[FormSection, ...]:
        """The sections, in order; each gives the focus to its first question."""
        return tuple(self._sections.values())

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.area, inside = scrolling(self)
        self._both = both = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        both.setContentsMargins(32, 22, 32, 24)
        both.setSpacing(36)
        main = QWidget(inside)
        main.setMaximumWidth(theme().grown(_MAIN))
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        head = QHBoxLayout()
        self._title = Text(_("New case"), "title")
        self.back = LinkButton(_("Search again"), icon="search")
        head.addWidget(self._title, 1)
        head.addWidget(self.back)
        column.addLayout(head)
        self.trouble = Banner("late", "")
        self.trouble.hide()
        self.summary = ErrorSummary()
        for part in (self.trouble, self.summary, *self._sections.values()):
            column.addWidget(part)
        column.addStretch()
        self.rail = FormRail(inside)
        both.addWidget(main, 1)
        both.addWidget(self.rail)
        both.setAlignment(self.rail, Qt.AlignmentFlag.AlignTop)
        both.addStretch()
        outer.addWidget(self.area, 1)
        outer.addWidget(Rule())
        outer.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setProperty("ground", "surface")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(32, 13, 32, 13)
        row.setSpacing(10)
        self.save = PrimaryButton(_("Open case"), keys=("Ctrl", "Enter"))
        self.later = SecondaryButton(_("Finish later"))
        self.note = Text("", "small", "text_2", tabular=True)
        row.addWidget(self.save)
        row.addWidget(self.later)
        row.addSpacing(6)
        row.addWidget(self.note, 1)
        return foot

    def _wire(self) -> None:
        for section in self._sections.values():
            section.changed.connect(self.changed)
        self.save.clicked.connect(self.save_wanted)
        self.later.clicked.connect(self.later_wanted)
        self.back.clicked.connect(self.back_wanted)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=inside).activated.connect(self.save_wanted)

    def begin(self, referral: ReferralDetail | None) -> None:
        """An empty form, or one filled in from a referral."""
        self.clear()
        self.referral = referral
        self.came.setVisible(referral is None)
        self._title.set_text(_("New case") if referral is None else _("New case from a referral"))
        self.rail.show_referral(referral)
        if referral is not None:
            said = referral.referral
            reported = {"reported": [YES]} if said.crime_ref else {}
            risk = {"risk": [said.risk]} if said.risk else {}
            told = {"crime_group": said.crime_group or "", "crime_ref": said.crime_ref or "", **reported, **risk}
            self.happened.fill(told)
            self.safe.hint_number(referral.person.phone)

    def show_person(self, person_id: str, stored: PersonDetails) -> None:
        """The case is for somebody known. What was typed already stands; gaps are filled from the record."""
        if self.person_id not in (None, person_id):
            self.who.show_person(PersonDetails())
        typed = {key: value for key, value in self.who.data().items() if value}
        self.person_id, self.stored = person_id, stored
        self.who.show_person(stored)
        self.who.fill(typed)

    def somebody_new(self, typed: str) -> None:
        """The case is for nobody known; what was typed to search is the name to begin with."""
        if self.person_id is not None:
            self.person_id, self.stored = None, PersonDetails()
            self.who.show_person(self.stored)
            self.rail.show_person("", ())
        if not self.who.text("first_name"):
            named = read_person(typed)
            self.who.fill({"first_name": named.first, "last_name": named.last})

    def data(self) -> dict[str, Any]:
        """What is typed, by section."""
        return {name: section.data() for name, section in self._sections.items()}

    def fill(self, data: dict[str, Any]) -> None:
        """Put kept words back."""
        for name, section in self._sections.items():
            section.fill(data.get(name, {}))

    def rows(self) -> tuple[FormRow, ...]:
        """Every question that is shown, in order."""
        shown = [section for section in self._sections.values() if not section.isHidden()]
        return tuple(row for section in shown for row in section.rows() if not row.isHidden())

    def check(self) -> bool:
        """Put errors where they belong and list them on top; True when there are none."""
        self.trouble.hide()
        for section in self._sections.values():
            section.clear_errors()
            if not section.isHidden():
                section.check()
        if self.person_id is not None and not self.who.text("first_name"):
            self.who.row("first_name").clear_error()
        self.summary.show_errors([row for row in self.rows() if row.error()])
        return not any(row.error() for row in self.rows())

    def new_case(self) -> NewCase:
        """The case as typed. For somebody known, what was put right about them is in `put_right`."""
        happened, told = self.happened, self.happened.text("reported") == YES
        return NewCase(
            referral=self.came.referral() if self.referral is None else None,
            person=None if self.person_id else self.who.person(),
            person_id=self.person_id,
            referral_id=self.referral.id if self.referral else None,
            crime_group=happened.text("crime_group"),
            crime_type=happened.text("crime_type"),
            relationship=happened.text("relationship"),
            risk=happened.text("risk") or "not_assessed",
            reported=happened.text("reported") or "unknown",
            reported_on=happened.reported_on.day() if told else None,
            crime_ref=happened.text("crime_ref") if told else None,
            officer=happened.text("officer") if told else None,
            officer_phone=happened.text("officer_phone") if told else None,
            safe_contact=self.safe.details(),
        )

    def put_right(self) -> dict[str, object]:
        """What was changed about somebody known."""
        return self.who.put_right(self.stored) if self.person_id else {}

    def wanted(self) -> KnownPerson:
        """Whom to look for among the people known: as typed, with the number and address typed as safe."""
        person = self.who.person()
        typed = replace(person, phone=self.safe.text("number"), email=self.safe.text("email"))
        return person_to_find(typed, self.happened.text("crime_ref"))

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong on top; what was typed stays."""
        self.save.set_busy("")
        self.trouble.set_words(_("The case is not opened"), sentence(trouble))
        self.trouble.show()
        self.area.ensureWidgetVisible(self.trouble)

    def clear(self) -> None:
        """Drop every answer."""
        self.person_id, self.stored, self.referral = None, PersonDetails(), None
        self.who.show_person(PersonDetails())
        for section in (self.came, self.happened, self.safe):
            section.start_again()
            section.clear_errors()
        self.who.clear_errors()
        self.safe.hint_number(None)
        self.rail.clear()
        self.summary.show_errors(())
        self.trouble.hide()
        self.note.set_text("")
        self.save.set_busy("")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the questions, the rail stands below them."""
        super().resizeEvent(event)
        wide = has_room_beside(self.width())
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(way)
        room = theme().grown(_RAIL if wide else 480)
        self.rail.setMinimumWidth(room if wide else 0)
        self.rail.setMaximumWidth(room)
