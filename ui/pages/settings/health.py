"""Is the vault as it was last left? The whole check, and what it found, in words."""

from threading import Event

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.disk_encryption import DiskEncryption, disk_encryption
from caseapp.base.errors import Damaged, Trouble
from caseapp.base.words import _, sentence
from caseapp.services import health
from caseapp.services.health import Health
from caseapp.services.office import Office
from ui.pages.settings.section import Section, side_by_side
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.button import PrimaryButton
from ui.widgets.section_heading import SectionHeading
from ui.widgets.work_bar import StepCount, WorkBar
from ui.words.disks import disk_words
from ui.work.runner import Runner

_STEPS = ("pages", "journal", "rows")


class HealthCheck(Section):
    """ "Check the vault now", and the result."""

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Health"),
            _(
                "The app reads every page of the vault, proves the journal from its first entry on, and compares every "
                "record with what was last saved. It does this before each backup, too."
            ),
            parent,
        )
        self._office, self._runner = office, runner
        self._stop = Event()
        self._banners: tuple[Banner, ...] = ()
        self.button = PrimaryButton(_("Check the vault now"), icon="shield-check")
        self.bar = WorkBar(
            _("Checking the vault"),
            (_("Reading every page"), _("Proving the journal"), _("Comparing every record")),
        )
        self.disk = Banner("info", "", icon="hard-drive")
        self._results = QVBoxLayout()
        self._results.setSpacing(10)
        self._build()
        self._wire()

    @override
    def load(self) -> None:
        office = self._office
        if self.bar.isHidden() and not self.said():
            self._runner.vault(self, lambda: health.last_findings(office), self._show_last, latest="last")

        folder = office.folder
        self._runner.pure(self, lambda: disk_encryption(folder), self._show_disk, _ignore, latest="disk")

    @override
    def first_focus(self) -> None:
        self.button.setFocus()

    @override
    def clear(self) -> None:
        self._stop.set()
        self.bar.hide()
        self._say(())

    def said(self) -> tuple[str, ...]:
        """What is said of the check, a banner each."""
        return tuple(f"{one.accessibleName()}. {one.accessibleDescription()}" for one in self._banners)

    def _build(self) -> None:
        self.add(side_by_side(self.button))
        self.add(self.bar)
        self.add(self._results)
        self.add(SectionHeading(_("This laptop’s disk")), 10)
        self.add(self.disk)
        self.disk.hide()
        self.bar.hide()
        self.finish()

    def _wire(self) -> None:
        self.button.clicked.connect(self._check)
        self.bar.stop_wanted.connect(self._stop_it)

    def _check(self) -> None:
        if not self.bar.isHidden():
            return
        self._say(())
        self._stop = Event()
        office, stop = self._office, self._stop
        progress = StepCount(_STEPS, self._runner.reporter(self, self.bar.show_progress))
        self.bar.begin()
        self._runner.vault(
            self,
            lambda: health.whole(office, progress=progress, cancelled=stop.is_set),
            self._show_result,
            self._failed,
            latest="check",
        )

    def _stop_it(self) -> None:
        self._stop.set()
        self.bar.stop.set_busy(_("Stopping"))

    def _show_disk(self, disk: DiskEncryption) -> None:
        self.disk.set_words(*disk_words(disk))
        self.disk.show()

    def _show_last(self, codes: tuple[str, ...]) -> None:
        if codes:
            self._say(
                tuple(
                    Banner("late", _("The last check found something"), _brief(code), icon="shield-alert")
                    for code in codes
                )
            )

    def _show_result(self, found: Health) -> None:
        self.bar.hide()
        if found.well and found.examined is not None:
            words = _("{rows} records and {entries} entries of the journal are as they were saved. Nothing is missing.")
            said = words.format(rows=f"{found.examined.rows:,}", entries=f"{found.examined.entries:,}")
            self._say((Banner("ok", _("All is well"), said, icon="shield-check"),))
        else:
            self._say(
                tuple(
                    Banner(
                        "late",
                        _("Something is not as it should be"),
                        _with_cases(words, finding.cases),
                        icon="shield-alert",
                    )
                    for words, finding in zip(found.sentences, found.findings, strict=True)
                )
            )
        announce(self, " ".join(self.said()))

    def _failed(self, trouble: Trouble) -> None:
        self.bar.hide()
        if trouble.code == "cancelled":
            self._say((Banner("info", _("The check was stopped"), _("Nothing was changed.")),))
        else:
            self._say((Banner("late", _("The check could not be finished"), sentence(trouble)),))
        announce(self, " ".join(self.said()))

    def _say(self, banners: tuple[Banner, ...]) -> None:
        while (part := self._results.takeAt(0)) is not None:
            shown = part.widget()
            if shown is not None:
                shown.hide()
                shown.deleteLater()
        self._banners = banners
        for banner in banners:
            self._results.addWidget(banner)


def _brief(code: str) -> str:
    return sentence(Damaged(code)) + " " + _("Check again to see what it is about.")


def _with_cases(words: str, cases: tuple[str, ...]) -> str:
    return words + "\n" + _("Cases: {cases}").format(cases=", ".join(cases)) if cases else words


def _ignore(_trouble: Trouble) -> None:
    """Then nothing is said of the disk."""
