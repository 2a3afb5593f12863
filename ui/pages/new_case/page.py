"""New case: search first, then the form; from a waiting referral, or from nothing."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _
from caseapp.domain.case import KnownCase, ReferralDetail
from caseapp.domain.import_plan import KnownPeople
from caseapp.domain.known_search import Found, KnownSearch
from caseapp.domain.person import PersonDetails
from caseapp.domain.saved import Saved
from caseapp.services import cases, drafts
from caseapp.services.office import Office
from ui.pages.new_case.draft import NewCaseDraft
from ui.pages.new_case.form import NewCaseForm
from ui.pages.new_case.start import StartRead, name_of, people_like, read_known, read_start
from ui.pages.new_case.steps import NewCaseSteps
from ui.words.dates import clock_time
from ui.work.beforehand import Piece
from ui.work.changed import Changed
from ui.work.runner import Runner
from ui.work.wanted import CaseWanted, PlaceWanted, Toasted

_LOOK_AFTER_MS = 400


class NewCasePage(QWidget):
    """`start_from(referral id or None)` begins a case; the page then searches before it asks."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._referral_id: str | None = None
        self._referral: ReferralDetail | None = None
        self._search: KnownSearch | None = None
        self._under_way = False
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self._wire()

    def _build(self) -> None:
        self.steps = NewCaseSteps(self._office, self)
        self.search = self.steps.search
        self.draft = NewCaseDraft(self._office, self._runner, self._typed, self)
        self._look_soon = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.steps)

    def _wire(self) -> None:
        self.search.typed.connect(self._look)
        self.search.person_chosen.connect(self._choose_person)
        self.search.case_chosen.connect(self._go_to_case)
        self.search.new_wanted.connect(self._to_form)
        self.steps.changed.connect(self._changed)
        self.steps.save_wanted.connect(self._save)
        self.steps.later_wanted.connect(self._later)
        self.steps.back_wanted.connect(self._back_to_search)
        self.steps.same_chosen.connect(self._choose_person)
        self._look_soon.timeout.connect(self._look_alike)
        self.draft.kept.connect(self._kept)
        self.draft.trouble.connect(lambda trouble: self.form.show_trouble(trouble))

    @property
    def form(self) -> NewCaseForm:
        """The questions."""
        return self.steps.form

    def beforehand(self) -> Iterable[Piece]:
        """Pieces that make the questions."""
        return self.steps.beforehand()

    def start_from(self, referral_id: object | None) -> None:
        """Begin a case from a waiting referral, or from nothing. What was being typed stays kept as a draft."""
        wanted = referral_id if isinstance(referral_id, str) else None
        if self._under_way and wanted == self._referral_id:
            return
        self.draft.flush()
        self._under_way = False
        self._referral, self._referral_id = None, wanted
        self.draft.of_referral(wanted)
        self.search.clear()
        self.load()

    def load(self) -> None:
        """Read the referral, the draft and who is known. A form under way keeps what is typed."""
        if not self._under_way and not self.search.field.text():
            self._ask_who()
        start = partial(read_start, self._office, self._referral_id, self.draft.page)
        self._runner.vault(self, start, self._started, self._failed, latest="start")
        self._runner.vault(self, partial(read_known, self._office), self._index, self._failed, latest="known")

    def on_changed(self, changed: Changed) -> None:
        """Somebody new may be known now; a form under way keeps what is typed."""
        if changed.touches("referrals", "cases") and self.isVisible():
            self.load()

    def draft_work(self) -> list[Callable[[], object]]:
        """What keeps the half-typed words now."""
        return [work] if (work := self.draft.work()) is not None else []

    def first_focus(self) -> None:
        """The search field, or the first question."""
        if self.steps.currentWidget() is self.search:
            self.search.first_focus()
        else:
            self.form.who.row("first_name").target().setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        return (
            ("Enter", _("it is this person")),
            ("O", _("open their case")),
            ("Ctrl+Enter", _("somebody new, then open the case")),
            ("F6", _("next section of the form, to the safe contact in three")),
        )

    def panes(self) -> list[QWidget]:
        """What F6 goes between: the sections of the form."""
        return [*self.form.sections()] if self.steps.asking() else []

    def clear(self) -> None:
        """Drop everything shown; what was typed is kept as a draft."""
        self._under_way = False
        self._search = self._referral = None
        self._look_soon.stop()
        self.steps.clear()
        self.draft.rest()

    def _started(self, read: StartRead) -> None:
        if self._under_way:
            return
        self._under_way, self._referral = True, read.referral
        self.steps.begin(read.referral)
        if read.draft is not None:
            self._take_up_draft(read.draft, read.person)
        elif read.referral is not None and self._search is not None:
            self._search_for(read.referral, self._search)
        self.draft.rest()

    def _index(self, known: tuple[KnownPeople, tuple[KnownCase, ...]]) -> None:
        people, listed = known
        self._runner.pure(self, lambda: KnownSearch(people.people, listed), self._indexed, self._failed, latest="index")

    def _indexed(self, search: KnownSearch) -> None:
        self._search = search
        if not self._under_way:
            return
        if self.steps.asking():
            self._say_who()
            self._look_alike()
        elif self._referral is not None and self.search.field.isHidden():
            self._search_for(self._referral, search)
        else:
            self._look(self.search.field.text())

    def _ask_who(self) -> None:
        """The search step at once, while the vault is read."""
        (self.search.begin_new if self._referral_id is None else self.search.begin_referral)()
        self._show(self.search)

    def _take_up_draft(self, draft: dict[str, Any], person: PersonDetails) -> None:
        person_id = draft.get("person_id")
        if isinstance(person_id, str):
            self._show_person(person_id, person)
        self.form.fill(draft.get("answers", {}))
        self.form.note.set_text(_("Your words from last time are filled in"))
        self._show(self.form)

    def _search_for(self, referral: ReferralDetail, search: KnownSearch) -> None:
        """A referral says who it is about: show who else that may be, or go straight on."""
        found = people_like(referral, search)
        if not found:
            self._to_form()
            return
        self.search.begin_referral(name_of(referral.person))
        self.search.show_found(found, "")
        self._show(self.search)

    def _look(self, typed: str) -> None:
        office, search = self._office, self._search
        if search is None:
            return
        self._runner.vault(
            self,
            lambda: search.typed(typed, cases.find(office, typed)),
            lambda found: self.search.show_found(found, typed),
            self.search.show_trouble,
            latest="look",
        )

    def _look_alike(self) -> None:
        search = self._search
        if search is None or not self.steps.asking():
            return
        wanted = self.form.wanted()
        but = self.form.person_id or ""
        self._runner.pure(self, lambda: search.like(wanted, but=but), self.form.rail.show_alike, latest="alike")

    def _to_form(self) -> None:
        """Nobody known: a referral's own person, or somebody new with the name that was typed."""
        if self._referral is not None:
            self._show_person(self._referral.person_id, self._referral.person)
        else:
            self.form.somebody_new(self.search.field.text())
        self._show(self.form)

    def _choose_person(self, found: Found) -> None:
        person_id = found.person.person_id
        read = partial(cases.person_details, self._office, person_id)
        self._runner.vault(self, read, partial(self._person_chosen, person_id), self._failed, latest="person")

    def _person_chosen(self, person_id: str, person: PersonDetails) -> None:
        self._show_person(person_id, person)
        self.form.rail.show_alike(())
        self._show(self.form)
        self.draft.touch()

    def _show_person(self, person_id: str, person: PersonDetails) -> None:
        self.form.show_person(person_id, person)
        self._say_who()

    def _say_who(self) -> None:
        """Beside the form: that the case is for somebody who is known, with their cases."""
        person_id = self.form.person_id or ""
        found = self._search.of(person_id) if self._search else None
        foreign = bool(person_id) and (self._referral is None or person_id != self._referral.person_id)
        references = tuple(case.reference for case in found.cases) if found else ()
        self.form.rail.show_person(name_of(self.form.stored) if references or foreign else "", references)

    def _go_to_case(self, found: Found) -> None:
        if found.open_case is not None:
            self.case_wanted.emit(CaseWanted(found.open_case.id))

    def _back_to_search(self) -> None:
        self.search.begin_again()
        self._show(self.search)

    def _changed(self) -> None:
        if self._under_way and self.steps.asking():
            self.draft.touch()
            self._look_soon.start()

    def _typed(self) -> dict[str, Any] | None:
        return {"answers": self.form.data(), "person_id": self.form.person_id} if self._under_way else None

    def _kept(self, at: datetime) -> None:
        self.form.note.set_text(_("Draft kept {time}").format(time=clock_time(at)))

    def _save(self) -> None:
        if not self.form.check():
            return
        self.form.save.set_busy(_("Opening"))
        self.draft.rest()
        office, page = self._office, self.draft.page
        new, changes = self.form.new_case(), self.form.put_right()

        def work() -> Saved:
            with office.unit():
                done = cases.take_up(office, new, **changes) if new.person_id else cases.open_case(office, new)
                drafts.discard(office, page)
                return done

        self._runner.vault(self, work, self._opened, self._refused)

    def _opened(self, done: Saved) -> None:
        self.clear()
        self._referral_id = None
        self.draft.of_referral(None)
        self.saved.emit(Toasted(done, _("{reference} opened").format(reference=done.reference)))
        self.case_wanted.emit(CaseWanted(done.row_id))

    def _refused(self, trouble: Trouble) -> None:
        self.form.show_trouble(trouble)
        self.draft.touch()

    def _later(self) -> None:
        self.draft.flush()
        self._under_way = False
        self.place_wanted.emit(PlaceWanted("referrals"))

    def _failed(self, trouble: Trouble) -> None:
        (self.form if self.steps.asking() else self.search).show_trouble(trouble)

    def _show(self, step: QWidget) -> None:
        self.steps.setCurrentWidget(step)
        if self.isVisible():
            self.first_focus()
