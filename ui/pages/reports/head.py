"""The top of the page: what this is, Export, and what the last export came to."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.words import _, ngettext
from ui.pages.reports.export_work import Exported, ExportWork
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.button import PrimaryButton
from ui.widgets.text import Text
from ui.widgets.work_bar import WorkBar


class ReportHead(QWidget):
    """Title, the page's one filled button, and a band below for what happened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._build()
        self._wire()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 20, 32, 14)
        column.setSpacing(10)
        line = QHBoxLayout()
        line.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(4)
        self._title, self._promise = Text("", "title"), Text("", "body", "text_2", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._promise)
        self.name_report(rights=False)
        line.addLayout(words, 1)
        self.export_button = PrimaryButton(_("Export report"), icon="file-down", keys=("Ctrl", "E"))
        line.addWidget(self.export_button, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        self.bar = WorkBar(
            _("Making the files"), (_("Making the files"), _("Attacking the files, as their reader will have them"))
        )
        self.bar.hide()
        column.addWidget(self.bar)
        self.trouble = Banner("late", "")
        self.result = Banner("ok", "", link=_("Open the folder"))
        for banner in (self.trouble, self.result):
            banner.hide()
            column.addWidget(banner)

    def _wire(self) -> None:
        self.result.action.connect(self._open_folder)

    def follow(self, work: ExportWork) -> None:
        """Show how far the export is, let it be stopped, and say what it came to."""
        work.progressed.connect(self.bar.show_progress)
        work.entering.connect(self.bar.hide)
        work.exported.connect(self.say_exported)
        self.bar.stop_wanted.connect(self.export_button.setFocus)
        self.bar.stop_wanted.connect(work.stop)

    def name_report(self, *, rights: bool) -> None:
        """Say which report it is."""
        self._title.set_text(_("Rights told in time") if rights else _("Annual report"))
        about = _("How the Victims’ Code is kept.") if rights else _("Why people step back from a case.")
        self._promise.set_text(_("{about} Only counts leave this laptop, never records.").format(about=about))

    def say_ready(self) -> None:
        """The check is done: what was said of waiting for it is no longer so."""
        self.trouble.hide()
        announce(self, _("Ready to export"))

    def say_writing(self) -> None:
        """The files are being written and attacked."""
        self.trouble.hide()
        self.result.hide()
        self.export_button.set_busy(_("Writing"))
        self.bar.begin()

    def say_exported(self, done: Exported) -> None:
        """Where the files are, and how many."""
        self.export_button.set_busy()
        self.bar.hide()
        self._folder = done.folder
        if done.file is not None:
            self._say_sealed(done.file, done.reader)
            return
        words = ngettext(
            "{count} file in {folder}. Nothing personal is in it.",
            "{count} files in {folder}. Nothing personal is in them.",
            done.files,
        )
        self.result.set_words(_("Report exported"), words.format(count=done.files, folder=done.folder))
        self.result.show()
        announce(self, _("Report exported"))

    def _say_sealed(self, file: Path, reader: str) -> None:
        title = _("Report sealed for {name}").format(name=reader)
        words = _(
            "It is saved as {file}. Send it any way you like: only {name} can open it, with Case Tracker on their own "
            "computer and the key they keep. See the help page “The annual report”."
        )
        self.result.set_words(title, words.format(file=file, name=reader))
        self.result.show()
        announce(self, title)

    def say_trouble(self, title: str, words: str) -> None:
        """What went wrong, or why nothing can be exported now."""
        self.export_button.set_busy()
        self.bar.hide()
        self.trouble.set_words(title, words)
        self.trouble.show()
        announce(self, f"{title}. {words}")

    def clear(self) -> None:
        """Forget what was exported."""
        self._folder = None
        self.export_button.set_busy()
        self.bar.hide()
        self.trouble.hide()
        self.result.hide()
        self.result.set_words("")

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
