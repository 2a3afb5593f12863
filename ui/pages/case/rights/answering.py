"""Where the form about a right stands: opened, kept as a draft, saved, closed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _
from caseapp.domain.saved import Saved
from caseapp.services import drafts
from caseapp.services.office import Office
from ui.pages.case.draft_keeper import DraftKeeper, Typed
from ui.pages.case.rights.forms import About, EvidenceForm, OtherForm, RightForm, ToldForm
from ui.words.dates import clock_time
from ui.work.runner import Runner
from ui.work.wanted import Toasted

PAGE = "rights"
_FORMS: dict[str, type[ToldForm] | type[OtherForm] | type[EvidenceForm]] = {
    form.kind: form for form in (ToldForm, OtherForm, EvidenceForm)
}


class RightForms(QWidget):
    """Holds at most one form. `shown(bool)` when it appears or goes; `saved(Toasted)` when something was recorded."""

    shown = Signal(bool)
    saved = Signal(object)

    def __init__(self, office: Office, runner: Runner, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner, self._case_id = office, runner, case_id
        self._form: RightForm | None = None
        self._drafts = DraftKeeper(office, runner, PAGE, case_id, self._typed, self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._drafts.kept.connect(self._draft_kept)
        self._drafts.trouble.connect(self._not_saved)
        self.hide()

    def open(self, kind: str, about: About, fields: Mapping[str, Any] | None = None) -> None:
        """Open a form (`told`, `other`, `evidence`) about a line, with what a draft kept."""
        if kind not in _FORMS:
            return
        self._put_away()
        form = self._form = _FORMS[kind](about)
        if fields is not None:
            form.restore(fields)
        form.typed.connect(self._drafts.touch)
        form.left.connect(self._drafts.flush)
        form.save_wanted.connect(self._save)
        form.closed.connect(self.close_form)
        self._row.addWidget(form)
        self.show()
        self.shown.emit(True)
        form.take_focus()

    def set_filling(self, *, filling: bool) -> None:
        """Whether the form fills the tab, where there is no room for it beside the table."""
        if self._form is not None and filling:
            self._form.setMinimumWidth(0)
            self._form.setMaximumWidth(16_777_215)
        across = QSizePolicy.Policy.Expanding if filling else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)

    def close_form(self) -> None:
        """Finish later: what was typed stays kept."""
        self._drafts.flush()
        self._put_away()
        self.shown.emit(False)

    def take_focus(self) -> bool:
        """Go to the first question; False when no form is open."""
        if self._form is None:
            return False
        self._form.take_focus()
        return True

    def draft_work(self) -> list[Callable[[], object]]:
        """What keeps the words typed so far."""
        work = self._drafts.work()
        return [work] if work is not None else []

    def clear(self) -> None:
        """Drop the form; its draft was kept before."""
        self._drafts.rest()
        if self._form is not None:
            self._put_away()
            self.shown.emit(False)

    def _typed(self) -> Typed | None:
        if self._form is None:
            return None
        return Typed({"form": self._form.kind, "entitlement": self._form.about.row.id, **self._form.fields()})

    def _put_away(self) -> None:
        if self._form is None:
            return
        form, self._form = self._form, None
        form.hide()
        self._row.removeWidget(form)
        form.deleteLater()
        self.hide()

    def _save(self) -> None:
        form, office, case_id = self._form, self._office, self._case_id
        if form is None or not form.check():
            return
        form.clear_trouble()
        form.set_busy(busy=True)
        self._drafts.rest()
        record = form.recording(office)

        def work() -> Saved:
            done = record()
            drafts.discard(office, PAGE, case_id)
            return done

        self._runner.vault(self, work, self._recorded, self._not_saved)

    def _recorded(self, done: Saved) -> None:
        number = self._form.about.number if self._form is not None else 0
        self._put_away()
        self.shown.emit(False)
        said = _("Right {number} saved to {ref}").format(number=number, ref=done.reference or "")
        self.saved.emit(Toasted(done, said))

    def _not_saved(self, trouble: Trouble) -> None:
        if self._form is not None:
            self._form.show_trouble(trouble)

    def _draft_kept(self, at: datetime) -> None:
        if self._form is not None:
            self._form.note.set_text(_("Draft kept {time}").format(time=clock_time(at)))
