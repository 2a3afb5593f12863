"""A lead's side of a sealed report: make a key once, open what is sealed to it. No vault is opened."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from caseapp.base.clock import Clock
from caseapp.base.errors import Trouble
from caseapp.base.words import _, ngettext, sentence
from caseapp.services import report_readers, sealed_reports, signing
from caseapp.services.report_readers import Reader
from caseapp.services.sealed_reports import Opened
from caseapp.services.signing import ServiceKey
from ui.pages.unlock.lead_key_step import KeyPlace, LeadKeyStep
from ui.pages.unlock.phrase_step import PhraseStep
from ui.pages.unlock.sealed_step import SealedStep, SealedTry
from ui.pages.unlock.step import Step
from ui.work.runner import Runner

PRIVATE, PUBLIC = "report-key-private.json", "report-key-public.json"


class SealedFlow(QObject):
    """Its steps in the page's stack. `left` when somebody goes back out of the first."""

    left = Signal()

    def __init__(self, runner: Runner, steps: QStackedWidget, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._steps, self._clock = runner, steps, clock
        self._place: KeyPlace | None = None
        self.open, self.key = SealedStep(), LeadKeyStep()
        self.phrase = PhraseStep(_("A passphrase for your key"), "", _("Make my key"))
        for step in (self.open, self.key, self.phrase):
            steps.addWidget(step)
        self.open.given.connect(self._open)
        self.open.key_wanted.connect(partial(self._show, self.key))
        self.open.back.connect(self.left)
        self.key.given.connect(self._to_phrase)
        self.key.back.connect(self.begin)
        self.phrase.given.connect(self._make)
        self.phrase.back.connect(partial(self._show, self.key))

    def begin(self) -> None:
        """From the start."""
        self._show(self.open)

    def abandon(self) -> None:
        """Forget what is under way."""
        self._runner.forget(self)
        self._place = None

    def _show(self, step: Step) -> None:
        self._steps.setCurrentWidget(step)
        step.first_focus()

    def _open(self, given: SealedTry) -> None:
        """Off the screen: the key's passphrase is stretched."""
        folder = folder_for(given.file)

        def work() -> tuple[Opened, ServiceKey | None]:
            held = None if given.service_key is None else signing.read_service_key(given.service_key)
            return sealed_reports.open_sealed(given.file, given.key_file, given.passphrase, folder, held), held

        self._runner.pure(self, work, partial(self._opened, folder), self._not_opened, latest="open")

    def _opened(self, folder: Path, found: tuple[Opened, ServiceKey | None]) -> None:
        opened, held = found
        title, words = _("The report is open"), told(opened, held, folder)
        self.open.say("ok" if held is not None else "soon", title, words, folder)

    def _not_opened(self, trouble: Trouble) -> None:
        self.open.set_error(sentence(trouble))

    def _to_phrase(self, place: KeyPlace) -> None:
        self._place = place
        self._show(self.phrase)

    def _make(self, passphrase: str) -> None:
        place, clock = self._place, self._clock
        if place is None:
            return
        self.phrase.set_busy(_("Making the key"))
        self._runner.pure(
            self,
            lambda: report_readers.make_key(
                place.folder / PRIVATE, place.folder / PUBLIC, name=place.name, passphrase=passphrase, clock=clock
            ),
            partial(self._made, place.folder),
            self._not_made,
            latest="make",
        )

    def _made(self, folder: Path, reader: Reader) -> None:
        self.phrase.clear()
        self.key.clear()
        self._show(self.open)
        words = _(
            "Keep {private} and send {public} to the services. Read them this fingerprint by telephone: {fingerprint}"
        ).format(private=PRIVATE, public=PUBLIC, fingerprint=reader.fingerprint)
        self.open.say("ok", _("Your key is made"), words, folder)
        self.open.key.set_file(folder / PRIVATE)

    def _not_made(self, trouble: Trouble) -> None:
        self.phrase.set_busy("")
        if trouble.code.startswith("passphrase"):
            self.phrase.set_error(sentence(trouble))
        else:
            self._show(self.key)
            self.key.set_error(sentence(trouble))


def folder_for(file: Path) -> Path:
    """The new folder a sealed file opens into: beside it, of its name."""
    return file.with_suffix("") if file.suffix else file.with_name(f"{file.name}-open")


def told(opened: Opened, held: ServiceKey | None, folder: Path) -> str:
    """Where the report is, what its signature proves, and where the service's journal stood."""
    count = opened.report.files
    files = ngettext(
        "{count} file in {folder}, as it was sealed.", "{count} files in {folder}, as they were sealed.", count
    )
    if held is not None:
        signed = _("It is signed with the key you hold for {service}.")
    else:
        signed = _(
            "It is signed, but whose key that is was not checked: choose the service’s key file. Its fingerprint: {key}"
        )
    stood = _("Keep this: the service’s journal stood at entry {entry}, {chain}.")
    return "\n".join(
        (
            files.format(count=count, folder=folder),
            signed.format(service=(held and held.service) or _("the service"), key=opened.report.fingerprint),
            stood.format(entry=opened.entry, chain=opened.chain[:16]),
        )
    )
