"""Who can unlock this vault. For team leads."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import team
from caseapp.services.key_rotation import Rotated
from caseapp.services.office import Office
from caseapp.services.team import Member
from ui.dialogs.ask_removal import AskRemoval
from ui.dialogs.passphrase_again import Proof
from ui.pages.settings.add_person import AddPerson
from ui.pages.settings.organisation_key import OrganisationKey
from ui.pages.settings.person_row import PersonRow
from ui.pages.settings.section import Section, side_by_side
from ui.widgets.announce import announce
from ui.widgets.banner import Banner, BannerKind
from ui.widgets.button import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.work_bar import WHOLE, WorkBar
from ui.work.runner import Runner


class People(Section):
    """The list, and the form that adds to it."""

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(
            _("People"),
            _("Everybody here has a passphrase of their own. What each of them records is journalled in their name."),
            parent,
        )
        self._office, self._runner = office, runner
        self._said: Banner | None = None
        self.rows: tuple[PersonRow, ...] = ()
        self.add_button = PrimaryButton(_("Add somebody"), icon="user-plus")
        self.bar = WorkBar(
            _("Changing every key of the vault"),
            (_("Writing every record under new keys"), _("Reading every page back, to be sure")),
            stops=False,
            promise=_("What you save meanwhile is kept when it is done. You can hide or lock at any time."),
        )
        self.form = AddPerson(office, runner)
        self.proof = Proof(office, runner, self)
        self.key = OrganisationKey(office, runner, self.proof)
        self._list = QWidget()
        self._card = Card()
        self._banners = QVBoxLayout()
        self._build()
        self._wire()

    @override
    def load(self) -> None:
        office = self._office
        self._runner.vault(self, lambda: team.members(office), self._show, self._failed, latest="people")
        self.key.load()

    @override
    def first_focus(self) -> None:
        (self.add_button if self.form.isHidden() else self.form.name).setFocus()

    @override
    def clear(self) -> None:
        self.form.clear()
        self.key.clear()
        self._to_list()
        self._say(None)
        self._show(())

    def said(self) -> str:
        """What is said above the list."""
        return f"{self._said.accessibleName()}. {self._said.accessibleDescription()}" if self._said else ""

    def _build(self) -> None:
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(20)
        inside.addLayout(self._banners)
        inside.addWidget(self.bar)
        inside.addWidget(self._card)
        inside.addLayout(side_by_side(self.add_button))
        inside.addWidget(self.key)
        self.add(self._list, 0)
        self.add(self.form, 0)
        self.bar.hide()
        self.form.hide()
        self.finish()

    def _wire(self) -> None:
        self.add_button.clicked.connect(self._ask_to_add)
        self.form.left.connect(self._back)
        self.form.added.connect(self._added)

    def _show(self, members: tuple[Member, ...]) -> None:
        rows: list[PersonRow] = []
        for member in members:
            row = PersonRow(member)
            row.remove_wanted.connect(self._ask_removal)
            row.role_wanted.connect(self._ask_role)
            rows.append(row)
        self.rows = tuple(rows)
        self._card.show_rows(rows)

    def _ask_to_add(self) -> None:
        self.proof.ask(_("Whoever is added can read every record in this vault."), self._to_form)

    def _to_form(self) -> None:
        self._say(None)
        self._list.hide()
        self.form.show()
        self.form.first_focus()

    def _to_list(self) -> None:
        self.form.hide()
        self._list.show()

    def _back(self) -> None:
        self.form.clear()
        self._to_list()
        self.add_button.setFocus()

    def _added(self, name: str) -> None:
        self._to_list()
        self.add_button.setFocus()
        self._say("ok", _("{name} can unlock this vault now").format(name=name), _("With the passphrase just typed."))
        self.load()

    def _ask_role(self, member: Member) -> None:
        why = _("A team lead sees reports, erases people, and adds and removes colleagues.")
        self.proof.ask(why, partial(self._set_role, member))

    def _set_role(self, member: Member) -> None:
        office, role = self._office, "caseworker" if member.role == "lead" else "lead"
        self._runner.vault(
            self,
            lambda: team.set_role(office, member.worker_id, role),
            partial(self._role_set, member.name, role),
            self._failed,
            latest="role",
        )

    def _role_set(self, name: str, role: str, _nothing: None) -> None:
        said = _("{name} is a team lead now") if role == "lead" else _("{name} is a caseworker now")
        self._say("ok", said.format(name=name), _("It shows the next time they unlock."))
        self.load()

    def _ask_removal(self, member: Member) -> None:
        if not self.bar.isHidden():
            return
        ask = AskRemoval(
            self,
            _("Remove {name}?").format(name=member.name),
            (
                _("This cannot be undone. Their passphrase stops opening this vault, and every key is changed."),
                _("What they recorded stays, in their name."),
                _(
                    "It cannot take back what they have already: copies of the vault, and backups made until now, "
                    "still open with their passphrase. Collect laptops and sticks, and make a new backup afterwards."
                ),
            ),
            _("Keep them"),
            _("Remove"),
        )
        why = _("So that nobody else takes a colleague’s way in away.")
        ask.accepted.connect(partial(self.proof.ask, why, partial(self._remove, member)))
        ask.open()

    def _remove(self, member: Member) -> None:
        office, report = self._office, self._runner.reporter(self, self._progress)
        self._say(None)
        self.bar.begin()
        self._runner.vault(
            self,
            lambda: team.remove(office, member.worker_id, progress=report),
            partial(self._removed, member.name),
            self._failed,
            latest="remove",
        )

    def _progress(self, done: int, of: int) -> None:
        self.bar.show_progress(done * 2 * WHOLE // of if of else 0, 2 * WHOLE)

    def _removed(self, name: str, rotated: Rotated) -> None:
        self.bar.hide()
        if rotated.trouble is None:
            said = _("Every key has been changed. Make a new backup now: the old ones still open for them.")
            self._say("ok", _("{name} has been removed").format(name=name), said)
        else:
            said = sentence(rotated.trouble) + " " + _("The records follow at the next unlock.")
            self._say("soon", _("{name} has been removed").format(name=name), said)
        self.load()

    def _failed(self, trouble: Trouble) -> None:
        self.bar.hide()
        self._say("late", _("That could not be done"), sentence(trouble))

    def _say(self, kind: BannerKind | None, title: str = "", words: str = "") -> None:
        if self._said is not None:
            self._said.hide()
            self._said.deleteLater()
        self._said = None
        if kind is not None:
            self._said = Banner(kind, title, words)
            self._banners.addWidget(self._said)
            announce(self, f"{title}. {words}")
