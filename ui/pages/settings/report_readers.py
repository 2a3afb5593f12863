"""Readers of reports: the leads elsewhere to whom one can be sealed, and the key reports are signed with. For leads."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import report_readers
from caseapp.services.office import Office
from caseapp.services.report_readers import Reader
from ui.dialogs.passphrase_again import Proof
from ui.pages.settings.reader_row import ReaderRow
from ui.pages.settings.section import Section, side_by_side
from ui.pages.settings.service_key import OwnServiceKey
from ui.widgets.announce import announce
from ui.widgets.banner import Banner, BannerKind
from ui.widgets.button import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.choose_file import chosen_in, own_dialog
from ui.widgets.text import Text
from ui.work.runner import Runner


class ReportReaders(Section):
    """The list, what adds to it, and the service's own key. A removal is not for Ctrl+Z: whoever lost a key must not
    get it back by accident, beside the new one of the same name; the file brings it back."""

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Readers of reports"),
            _(
                "Team leads elsewhere to whom you can send a report that nobody else can open. They get no way into "
                "this vault."
            ),
            parent,
        )
        self._office, self._runner = office, runner
        self._said: Banner | None = None
        self.rows: tuple[ReaderRow, ...] = ()
        self.none = Text(
            _(
                "Nobody yet. Ask the lead for their public key file: they make it with Case Tracker on their own "
                "computer, and it is no secret. The help page “The annual report” has the steps."
            ),
            "body",
            wrap=True,
        )
        self.add_button = PrimaryButton(_("Add a reader"), icon="user-plus")
        self.proof = Proof(office, runner, self)
        self.own = OwnServiceKey(office, runner)
        self._card = Card()
        self._banners = QVBoxLayout()
        self._build()

    def _build(self) -> None:
        self.add(self._banners, 0)
        self.add(self.none, 0)
        self.add(self._card, 18)
        self.add(side_by_side(self.add_button), 30)
        self.add(self.own, 0)
        self.finish()
        self.none.hide()
        self._card.hide()
        self.add_button.clicked.connect(self._choose)

    @override
    def load(self) -> None:
        office = self._office
        self._runner.vault(self, lambda: report_readers.readers(office), self._show, self._failed, latest="readers")
        self.own.load()

    @override
    def first_focus(self) -> None:
        self.add_button.setFocus()

    @override
    def clear(self) -> None:
        self._say(None)
        self.own.clear()
        self._show(())
        self.none.hide()

    def said(self) -> str:
        """What is said above the list."""
        return f"{self._said.accessibleName()}. {self._said.accessibleDescription()}" if self._said else ""

    def take_file(self, file: Path) -> None:
        """Keep the key in a lead's public file, once whoever asks has proven who they are."""
        why = _("Whoever holds the private half of this key can read the reports you seal to them.")
        self.proof.ask(why, partial(self._keep, file))

    def _show(self, readers: tuple[Reader, ...]) -> None:
        rows: list[ReaderRow] = []
        for reader in readers:
            row = ReaderRow(reader)
            row.remove_wanted.connect(self._ask_removal)
            rows.append(row)
        self.rows = tuple(rows)
        self._card.show_rows(rows)
        self.none.setVisible(not rows)

    def _choose(self) -> None:
        chosen = chosen_in(own_dialog(self, _("Choose the lead’s public key"), Path.home()))
        if chosen is not None:
            self.take_file(chosen)

    def _keep(self, file: Path) -> None:
        office = self._office
        self._say(None)
        self._runner.vault(self, lambda: report_readers.keep(office, file), self._kept, self._failed, latest="key")

    def _kept(self, reader: Reader) -> None:
        words = _(
            "Before you send anything, telephone {name} and compare this fingerprint aloud: {fingerprint}. If it is "
            "not the same, remove the key."
        )
        self._say(
            "ok",
            _("Reports can be sealed for {name} now").format(name=reader.name),
            words.format(name=reader.name, fingerprint=reader.fingerprint),
        )
        self.load()

    def _ask_removal(self, reader: Reader) -> None:
        why = _("No report can be sealed for them any more. What they have received stays readable to them.")
        self.proof.ask(why, partial(self._remove, reader))

    def _remove(self, reader: Reader) -> None:
        office = self._office
        self._say(None)
        self._runner.vault(
            self,
            lambda: report_readers.forget(office, reader.name),
            partial(self._removed, reader.name),
            self._failed,
            latest="key",
        )

    def _removed(self, name: str, _nothing: None) -> None:
        self._say(
            "ok",
            _("{name} is no longer a reader").format(name=name),
            _("Their public key file, added again, makes them one."),
        )
        self.load()
        self.add_button.setFocus()

    def _failed(self, trouble: Trouble) -> None:
        self._say("late", _("That could not be done"), sentence(trouble))

    def _say(self, kind: BannerKind | None, title: str = "", words: str = "") -> None:
        if self._said is not None:
            self._said.hide()
            self._said.deleteLater()
        self._said = None
        if kind is not None:
            self._said = Banner(kind, title, words)
            self._banners.addWidget(self._said)
            self._banners.setContentsMargins(0, 0, 0, 18)
            announce(self, f"{title}. {words}")
        else:
            self._banners.setContentsMargins(0, 0, 0, 0)
