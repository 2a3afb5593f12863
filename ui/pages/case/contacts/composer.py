"""The composer: a contact in four keys and a note."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.domain.contact import NOTE_LIMIT, OTHER, ContactDraft, ContactRow
from caseapp.domain.saved import Saved
from caseapp.services import contacts
from caseapp.services.office import Office
from ui.pages.case.contacts import choices
from ui.pages.case.contacts.choices import Subject
from ui.pages.case.contacts.composer_parts import ComposerParts
from ui.pages.case.draft_keeper import DraftKeeper, Typed
from ui.pages.case.safe_contact_words import safe_start
from ui.words.dates import clock_time, day_and_time
from ui.work.runner import Runner


class Composer(QFrame):
    """Ctrl+N opens it with the time set; a letter picks and moves on; Ctrl+Enter saves; Esc closes and keeps the draft.

    `logged(Saved)` after a save, `closed` when it goes, `draft_held(bool)` when half-typed words come or go.
    """

    logged = Signal(object)
    closed = Signal()
    draft_held = Signal(bool)

    def __init__(self, office: Office, runner: Runner, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner, self._case_id = office, runner, case_id
        self._subject = Subject("", None)
        self._adds_to: str | None = None
        self._adds_words = ""
        self._open_for = ""
        self._filling = False
        self._saving = False
        self.parts = ComposerParts(self, office.today)
        self.keeper = DraftKeeper(office, runner, "contact", case_id, self._typed, self)
        self._wire()
        self.hide()

    def _wire(self) -> None:
        parts = self.parts
        parts.how.changed.connect(self._way_chosen)
        parts.how.picked.connect(self._to_result)
        parts.result.picked.connect(self._to_note)
        for signal in (parts.how.changed, parts.result.changed, parts.note.textChanged, parts.length.changed):
            signal.connect(self._changed)
        parts.agency.currentIndexChanged.connect(self._changed)
        parts.when.changed.connect(self._changed)
        parts.follow_up.changed.connect(self._changed)
        parts.change_time.clicked.connect(parts.when.open)
        parts.follow_button.clicked.connect(self._open_follow_up)
        parts.cross.clicked.connect(self.leave)
        parts.save.clicked.connect(self.save)
        self.keeper.kept.connect(self._kept)
        self.keeper.emptied.connect(self._emptied)
        self.keeper.trouble.connect(self._refused)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # there is an app
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=inside).activated.connect(self.save)
        QShortcut(QKeySequence("Esc"), self, context=inside).activated.connect(self.leave)

    def show_subject(self, subject: Subject) -> None:
        """Whose composer it is; what is typed stays."""
        self._subject = subject
        parts, today = self.parts, self._office.today()
        parts.set_options(parts.how, choices.ways(today, subject.safe_contact, subject.name))
        self._offer_results()

    def compose(self) -> None:
        """Open with the time set, or go on with what is there; the focus lands where typing goes on."""
        if self.isHidden() and self._typed() is None:
            self._fill({}, self._office.now())
        self.show()
        self.take_focus()

    def compose_addition(self, row: ContactRow) -> bool:
        """Open to add words to a saved contact. False if other words wait here: finish or save those first."""
        if self._typed() is not None and self._adds_to != row.id:
            self.compose()
            self.parts.say(_("Save these words first, then add to the earlier note."))
            return False
        if self._adds_to != row.id:
            self._fill({"adds_to": row.id, "adds_words": day_and_time(row.at)}, self._office.now())
        self.show()
        self._to_note()
        return True

    def restore(self, fields: Mapping[str, Any], field: str | None, cursor: int) -> None:
        """Show kept words again, with the cursor where it was."""
        self._fill(fields, self._office.now())
        self.parts.put_cursor(cursor)
        self._open_for = field or ""
        self.show()
        self.draft_held.emit(True)

    def take_focus(self) -> None:
        """Put the focus where typing goes on: the field it left, else the first answer still missing."""
        parts = self.parts
        if self._open_for == "note" or self._adds_to or (parts.how.value() and parts.result.value()):
            self._to_note()
        elif parts.how.value():
            self._to_result()
        else:
            parts.how.take_focus()
        self._open_for = ""

    def save(self) -> None:
        """Check, then log the contact; what is missing is said and takes the focus."""
        if self._saving or not self._check():
            return
        draft = self._draft()
        self._saving = True
        self.keeper.rest()
        self.parts.save.set_busy(_("Saving"))
        office = self._office
        self._runner.vault(self, lambda: contacts.log(office, draft), self._saved, self._refused)

    def leave(self) -> None:
        """Close and keep the draft."""
        self.keeper.flush()
        self.hide()
        self.closed.emit()

    def fit(self, width: int) -> None:
        """Break into lines for the width there is."""
        self.parts.fit(width - 32)

    def clear(self) -> None:
        """Drop everything shown; drafts were kept before."""
        self.keeper.rest()
        self.hide()
        self.show_subject(Subject("", None))
        self._fill({}, self._office.now())

    def draft_work(self) -> list[Callable[[], object]]:
        """What keeps the half-typed words now."""
        work = self.keeper.work()
        return [work] if work is not None else []

    def _fill(self, fields: Mapping[str, Any], now: datetime) -> None:
        self._filling = True
        parts = self.parts
        self._adds_to, self._adds_words = fields.get("adds_to"), fields.get("adds_words", "")
        parts.when.set_moment(datetime.fromisoformat(fields["at"]) if fields.get("at") else now)
        parts.how.set_value(fields.get("channel"))
        self._offer_results()
        parts.result.set_value(fields.get("result"))
        parts.agency.set_value(fields.get("agency") or "")
        parts.note.setPlainText(fields.get("note", ""))
        parts.length.set_value(fields.get("minutes"))
        parts.follow_up.set_data(fields.get("follow_up"))
        if fields.get("typed_time"):
            parts.when.set_typed(*fields["typed_time"])
        parts.say("")
        parts.say_kept("")
        parts.show_addition(self._adds_words if self._adds_to else None)
        self._refresh()
        self._filling = False

    def _typed(self) -> Typed | None:
        parts = self.parts
        at, typed_time = parts.when.moment(), parts.when.typed()
        fields: dict[str, Any] = {
            "channel": parts.how.value(),
            "result": parts.result.value(),
            "agency": parts.agency.value() or None,
            "note": parts.note.toPlainText(),
            "minutes": parts.length.value(),
            "follow_up": parts.follow_up.data(),
        }
        if not any(fields.values()) and typed_time is None:
            return None
        fields |= {"at": at.isoformat() if at else None, "typed_time": typed_time}
        if self._adds_to is not None:
            fields |= {"adds_to": self._adds_to, "adds_words": self._adds_words}
        field = "note" if parts.note.hasFocus() else None
        return Typed(fields, field, parts.note.textCursor().position())

    def _check(self) -> bool:
        parts = self.parts
        parts.say("")
        adding = self._adds_to is not None
        if not adding and parts.how.value() is None:
            parts.say(_("Choose how you were in touch"))
            parts.how.take_focus()
        elif not adding and parts.result.value() is None:
            parts.say(_("Choose what came of it"))
            self._to_result()
        elif not adding and choices.with_whom(parts.how.value() or "") == "agency" and not parts.agency.value():
            parts.say(_("Choose which agency"))
            parts.agency.setFocus(Qt.FocusReason.OtherFocusReason)
        elif adding and not parts.note.toPlainText().strip():
            parts.say(_("Type what to add"))
            self._to_note()
        elif len(parts.note.toPlainText()) > NOTE_LIMIT:
            parts.say(sentence(Trouble("note_too_long", limit=NOTE_LIMIT)))
            self._to_note()
        else:
            return parts.when.check() and parts.follow_up.check()
        return False

    def _draft(self) -> ContactDraft:
        parts = self.parts
        channel, result, adding = parts.how.value() or "", parts.result.value() or "", self._adds_to is not None
        return ContactDraft(
            case_id=self._case_id,
            at=parts.when.moment() or self._office.now(),
            channel="other" if adding else channel,
            result="wrote" if adding else result,
            note=parts.note.toPlainText().strip(),
            minutes=None if adding else parts.length.value(),
            with_whom=OTHER if adding else choices.with_whom(channel),
            agency=parts.agency.value() or None if choices.with_whom(channel) == "agency" else None,
            adds_to=self._adds_to,
            follow_up=parts.follow_up.draft(),
        )

    def _saved(self, saved: Saved) -> None:
        self._saving = False
        self.parts.save.set_busy("")
        self._fill({}, self._office.now())
        self.hide()
        self.draft_held.emit(False)
        self.logged.emit(saved)
        self.closed.emit()

    def _refused(self, trouble: Trouble) -> None:
        self._saving = False
        self.parts.save.set_busy("")
        self.keeper.touch()
        if trouble.code == "contact_in_future":
            self.parts.when.refuse(sentence(trouble))
            return
        self.parts.say(sentence(trouble))
        if trouble.code == "note_too_long":
            self._to_note()

    def _changed(self) -> None:
        self._refresh()
        if not self._filling:
            self.keeper.touch()

    def _refresh(self) -> None:
        parts = self.parts
        parts.moment.set_text(parts.when.words())
        parts.follow_button.setText(parts.follow_up.words())
        parts.follow_button.updateGeometry()

    def _way_chosen(self) -> None:
        self._offer_results()
        self.parts.say("")

    def _offer_results(self) -> None:
        parts, subject = self.parts, self._subject
        channel = parts.how.value() or ""
        offered = choices.results(channel, self._office.today(), subject.safe_contact, subject.name)
        parts.set_options(parts.result, offered)
        parts.show_channel(channel, agency=choices.with_whom(channel) == "agency" and bool(channel))

    def _open_follow_up(self) -> None:
        if not self.parts.follow_up.folded():
            self.parts.follow_up.fold()
            return
        suggested = safe_start(self._subject.safe_contact, self._office.now())
        self.parts.follow_up.open(self._subject.name, suggested, self._office.today() + timedelta(days=7))
        self._changed()

    def _to_result(self) -> None:
        self.parts.result.take_focus()

    def _to_note(self) -> None:
        self.parts.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kept(self, at: datetime) -> None:
        self.parts.say_kept(_("Draft kept {time}").format(time=clock_time(at)))
        self.draft_held.emit(True)

    def _emptied(self) -> None:
        self.parts.say_kept("")
        self.draft_held.emit(False)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and self.isAncestorOf(old) and (new is None or not self.isAncestorOf(new)):
            self.keeper.flush()
