"""Taking a step of the challenge: the letter filled in, checked and sent; and what was answered."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.challenge_view import ChallengeDraft
from caseapp.domain.letter import LetterDraft
from caseapp.domain.saved import Saved
from caseapp.services import challenges
from caseapp.services.office import Office
from ui.pages.case.rights.evidence import Evidence
from ui.pages.case.rights.forms import About, RightForm
from ui.pages.case.rights.ladder_words import ways
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import SecondaryButton
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.segmented_choice import SegmentedChoice
from ui.work.clipboard import copy
from ui.work.runner import Runner

REFERENCE, CODE_NAME, NAME = "reference", "code_name", "name"
_WRITTEN = frozenset({"email", "letter", "form"})


class LetterForm(RightForm):
    """The letter of the step, filled in from the record; sending it is recorded with the day, the way and a copy."""

    kind = "letter"
    WIDTH = 448

    def __init__(self, office: Office, runner: Runner, case_id: str, about: About) -> None:
        super().__init__(office, runner, case_id, about, _("Prepare the letter"))
        self.save_button.setText(_("Save as sent"))
        self._filled = ""
        self.naming = SegmentedChoice(
            _("Who is named"),
            ((REFERENCE, _("Reference only")), (CODE_NAME, _("Code name")), (NAME, _("Full name"))),
        )
        self.code_name, self.to, self.subject = QLineEdit(), QLineEdit(), QLineEdit()
        self.letter = QPlainTextEdit()
        self.letter.setTabChangesFocus(True)
        self.letter.setMinimumHeight(theme().grown(300))
        self.copy = SecondaryButton(_("Copy the letter"), icon="copy", small=True)
        self.before = Banner("info", "")
        self.on = DateField(lambda: about.today)
        self.how = ChipRow(_("How was it sent?"), tuple(Option(code, said, letter=key) for code, said, key in ways()))
        self._build_rows()
        self._wire_rows()
        self.on.set_day(about.today)

    @override
    def load(self) -> None:
        super().load()
        self._draft_again()

    @override
    def call(self) -> Callable[[], Saved]:
        return partial(challenges.send, self.office, self._step(), self._text())

    @override
    def answers(self) -> dict[str, Any]:
        return {
            "step": self.about.step,
            "naming": self.naming.value(),
            "code_name": self.code_name.text(),
            "to": self.to.text(),
            "subject": self.subject.text(),
            "letter": self.letter.toPlainText(),
            "on": self.on.field.text(),
            "how": self.how.value(),
            **self.evidence.read(),
        }

    @override
    def restore(self, data: dict[str, Any]) -> None:
        self.naming.set_value(data.get("naming") or REFERENCE)
        self.code_name.setText(str(data.get("code_name") or ""))
        self.to.setText(str(data.get("to") or ""))
        self.subject.setText(str(data.get("subject") or ""))
        self.subject.setCursorPosition(0)
        self.letter.setPlainText(str(data.get("letter") or ""))
        self.on.field.setText(str(data.get("on") or ""))
        self.how.set_value(data.get("how"))
        self.evidence.fill(data)
        self._fit()

    @override
    def check(self) -> None:
        day = self.on.day()
        if day is None:
            self._on_row.set_error(_("Enter the day, like 19/11/26 or “today”"))
        elif day > self.about.today:
            self._on_row.set_error(_("Enter a day that is not in the future"))
        if self.how.value() is None:
            self._how_row.set_error(_("Choose how it was sent. Not sent yet? Choose Finish later"))
        self.evidence.check()

    def _build_rows(self) -> None:
        self.body.addWidget(self.before)
        self.before.hide()
        self.add_row(FormRow(_("Letter"), self.letter, hint=_("Check every fact. You send it yourself.")))
        self.body.addWidget(self.copy)
        self.add_row(FormRow(_("Subject"), self.subject))
        self.add_row(FormRow(_("To"), self.to))
        self.add_row(FormRow(_("How is {name} named in it?").format(name=self.about.name), self.naming))
        self._code_row = self.add_row(
            FormRow(_("Code name"), self.code_name, hint=_("A name that only the two of you know"))
        )
        self._how_row = self.add_row(FormRow(_("How was it sent?"), self.how))
        self._on_row = self.add_row(FormRow(_("When was it sent?"), self.on))
        hint = _("Empty: what you send in writing is kept as a contact with its text")
        self.evidence = self.ask_what_shows_it(hint)
        self.body.addStretch()
        self._fit()

    def _wire_rows(self) -> None:
        self.naming.changed.connect(self._renamed)
        self.code_name.editingFinished.connect(self._renamed)
        self.copy.clicked.connect(self._copy)
        for field in (self.code_name, self.to, self.subject):
            field.textEdited.connect(self.typed)
        self.letter.textChanged.connect(self.typed)
        self.on.changed.connect(self.typed)
        self.how.changed.connect(self.typed)

    def _renamed(self) -> None:
        self._fit()
        self.typed()
        self._draft_again()

    def _fit(self) -> None:
        self._code_row.setVisible(self.naming.value() == CODE_NAME)

    def _draft_again(self) -> None:
        work = partial(
            challenges.draft_letter,
            self.office,
            self.about.row.id or "",
            self.about.step,
            naming=self.naming.value(),
            code_name=self.code_name.text(),
        )
        self.runner.vault(self, work, self._drafted, self.show_trouble, latest="letter")

    def _drafted(self, draft: LetterDraft) -> None:
        """Fill the letter in, unless it was changed by hand: words of the caseworker's are never replaced."""
        self.before.set_words(_("Before you send it"), "\n".join(draft.notes))
        self.before.show()
        written = self.letter.toPlainText()
        if written.strip() and written != self._filled:
            self.say(_("Your own words were left as they are. Empty the letter to have it filled in again"))
            return
        untouched = not written
        self._filling = True
        self.letter.setPlainText(draft.body)
        self.subject.setText(draft.subject)
        self.subject.setCursorPosition(0)
        if not self.to.text():
            self.to.setText(dict(draft.facts_used).get("to_whom", ""))
        self._filling = False
        self._filled = self.letter.toPlainText()
        if untouched:
            self._at_first = self.read()

    def _copy(self) -> None:
        """Noted first, so that no letter leaves without an entry of the history."""
        note = partial(challenges.note_copied, self.office, self.about.row.id or "", self.about.step)
        self.runner.vault(self, note, self._noted, self.show_trouble)

    def _noted(self, _nothing: None) -> None:
        copy(f"{self.subject.text()}\n\n{self.letter.toPlainText()}")
        self.say(_("Copied. The clipboard is cleared after half a minute"))

    def _step(self) -> ChallengeDraft:
        shown = self.evidence.value()
        return ChallengeDraft(
            self.about.row.id or "",
            self.about.step,
            self.on.day() or self.about.today,
            self.how.value() or "",
            self.to.text().strip() or None,
            shown.contact,
            shown.document,
        )

    def _text(self) -> str:
        """What was sent in writing, to be kept, unless a contact or a document shows it already."""
        if self.evidence.value() != Evidence() or self.how.value() not in _WRITTEN:
            return ""
        return f"{self.subject.text()}\n\n{self.letter.toPlainText()}".strip()


class AnswerForm(RightForm):
    """What they answered: when, whether that put it right, and in a few words what it was."""

    kind = "answer"

    def __init__(self, office: Office, runner: Runner, case_id: str, about: About) -> None:
        super().__init__(office, runner, case_id, about, _("They answered"))
        self.on = DateField(lambda: about.today)
        self.resolved = SegmentedChoice(
            _("Did that put it right?"), (("yes", _("Yes")), ("no", _("No")), ("unknown", _("Not known")))
        )
        self.resolved.set_value("unknown")
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(theme().grown(96))
        self._on_row = self.add_row(FormRow(_("When did they answer?"), self.on, hint=DateField.example()))
        self.add_row(FormRow(_("Did that put it right?"), self.resolved))
        hint = _("For the rights log: facts only, nothing about support")
        self.add_row(FormRow(_("What was it, in a few words?"), self.words, hint=hint, optional=True))
        self.evidence = self.ask_what_shows_it()
        self.body.addStretch()
        self.on.changed.connect(self.typed)
        self.resolved.changed.connect(self.typed)
        self.words.textChanged.connect(self.typed)

    @override
    def call(self) -> Callable[[], Saved]:
        shown = self.evidence.value()
        return partial(
            challenges.answer,
            self.office,
            self.about.challenge_id,
            self.on.day() or self.about.today,
            self.resolved.value(),
            self.words.toPlainText().strip() or None,
            shown.contact,
            shown.document,
        )

    @override
    def answers(self) -> dict[str, Any]:
        return {
            "step": self.about.step,
            "on": self.on.field.text(),
            "resolved": self.resolved.value(),
            "words": self.words.toPlainText(),
            **self.evidence.read(),
        }

    @override
    def restore(self, data: dict[str, Any]) -> None:
        self.on.field.setText(str(data.get("on") or ""))
        self.resolved.set_value(data.get("resolved") or "unknown")
        self.words.setPlainText(str(data.get("words") or ""))
        self.evidence.fill(data)

    @override
    def check(self) -> None:
        day = self.on.day()
        if day is None:
            self._on_row.set_error(_("Enter the day, like 19/11/26 or “today”"))
        elif day > self.about.today:
            self._on_row.set_error(_("Enter a day that is not in the future"))
        self.evidence.check()
