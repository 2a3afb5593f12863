"""What the short check after unlocking found, in words, above every page; and the weekly check, while nobody works."""

from functools import partial
from threading import Event

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _
from caseapp.services import health
from caseapp.services.health import Health
from caseapp.services.office import Office
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.work.runner import Runner

QUIET_MS = 60_000


class StartCheck(QWidget):
    """Hidden while all is well. An older vault goes on being told until somebody says that it is meant.

    The whole check runs where one is due and nobody has pressed a key for a minute; it stops at the next key.
    """

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._stop = Event()
        self._banners: list[Banner] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 4)
        self._column.setSpacing(8)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._look_if_due)
        self.hide()

    def start(self) -> None:
        """Look now, and watch for a quiet minute."""
        office = self._office
        self._runner.vault(self, lambda: health.at_start(office), self._show, self._untold)
        self._quiet.start()

    def said(self) -> list[str]:
        """What is shown, a sentence each."""
        return [banner.accessibleDescription() for banner in self._banners]

    def clear(self) -> None:
        """Stop, at lock."""
        self._stop.set()
        self._quiet.stop()

    def touched(self) -> None:
        """Somebody pressed a key or a button: a check that runs stops, and the quiet minute starts anew."""
        self._stop.set()
        self._quiet.start()

    def _look_if_due(self) -> None:
        if self._runner.ended:  # the minute ran out while the program was closing
            return
        office, self._stop = self._office, Event()
        stop = self._stop

        def look() -> Health | None:
            return health.whole(office, cancelled=stop.is_set) if health.due(office) else None

        self._runner.vault(self, look, self._show_whole, self._untold)

    def _show_whole(self, found: Health | None) -> None:
        if found is not None:
            self._show(found)

    def _show(self, found: Health) -> None:
        for banner in self._banners:
            self._take_away(banner)
        self._banners = []
        for words, finding in zip(found.sentences, found.findings, strict=True):
            if finding.code == "opened_read_only":
                banner = Banner("read_only", _("Read only: nothing can be recorded here"), words)
                self._banners.append(banner)
                self._column.addWidget(banner)
                continue
            older = finding.code in health.OLDER
            link = _("It was put back on purpose") if older else _("Hide until the next unlocking")
            banner = Banner("late", _("Look at this before you work on"), words, link=link, icon="shield-alert")
            banner.action.connect(partial(self._accept if older else self._put_aside, banner))
            self._banners.append(banner)
            self._column.addWidget(banner)
        self.setVisible(bool(self._banners))
        if self._banners:
            announce(self, " ".join(self.said()))

    def _accept(self, banner: Banner) -> None:
        office = self._office
        self._runner.vault(self, lambda: health.accept(office), lambda _nothing: self._put_aside(banner))

    def _put_aside(self, banner: Banner) -> None:
        self._take_away(banner)
        self._banners.remove(banner)
        self.setVisible(bool(self._banners))

    def _take_away(self, banner: Banner) -> None:
        self._column.removeWidget(banner)
        banner.hide()
        banner.deleteLater()

    def _untold(self, trouble: Trouble) -> None:
        """A check that was stopped by a key is begun again later."""
        if trouble.code != "cancelled":
            self._runner.trouble.emit(trouble)
