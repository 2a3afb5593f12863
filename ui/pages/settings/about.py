"""About the app: its version, what it protects against, and the works it is built from."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

import caseapp
from caseapp.base.resources import read_text
from caseapp.base.words import _, later
from ui.pages.settings.section import Section
from ui.widgets.button import LinkButton
from ui.widgets.section_heading import SectionHeading
from ui.widgets.text import Text

_LICENCES = (
    (later("Apache Licence 2.0"), "licences/Apache-2.0.txt"),
    (later("GNU Lesser General Public Licence 3"), "licences/LGPL-3.0.txt"),
    (later("GNU General Public Licence 3"), "licences/GPL-3.0.txt"),
    (later("SIL Open Font Licence, of Inter"), "fonts/OFL.txt"),
    (later("Licence of the icons"), "icons/LICENSE"),
)


class About(Section):
    """Tells `text_wanted` with a title and a text, `help_wanted` with a page of the help."""

    text_wanted = Signal(str, str)
    help_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("About"), parent=parent)
        self.links: list[LinkButton] = []
        version = _("Case Tracker {version}").format(version=caseapp.__version__)
        self.add(Text(version, "heading", selectable=True), 4)
        words = _("Works without any network: nothing is sent anywhere, and nobody counts what you do.")
        self.add(Text(words, "body", "text_2", wrap=True), 26)
        self.add(SectionHeading(_("Help")), 8)
        for title, page in ((_("Read the help"), ""), (_("What is protected, and what is not"), "threat-model")):
            self._add_link(title).clicked.connect(partial(self._help_wanted, page))
        self.add(SectionHeading(_("Licences")), 8)
        for title, path in _own():
            self._link(title, partial(path.read_text, encoding="utf-8"))
        for title, name in _LICENCES:
            self._link(_(title), partial(read_text, name))
        self.finish()

    @override
    def first_focus(self) -> None:
        self.links[0].setFocus()

    def _link(self, title: str, read: "partial[str]") -> None:
        self._add_link(title).clicked.connect(partial(self._wanted, title, read))

    def _add_link(self, title: str) -> LinkButton:
        link = LinkButton(title, icon="file-text", role="body")
        self.links.append(link)
        self.add(link, 8)
        return link

    def _help_wanted(self, page: str, _checked: bool = False) -> None:
        self.help_wanted.emit(page)

    def _wanted(self, title: str, read: "partial[str]", _checked: bool = False) -> None:
        self.text_wanted.emit(title, read())


def _own() -> tuple[tuple[str, Path], ...]:
    """The app's own licence and the list of works in it, beside the program."""
    root = Path(caseapp.__file__).resolve().parent.parent
    told = ((_("Case Tracker’s own licence"), root / "LICENSE"), (_("Works it is built from"), root / "NOTICE"))
    return tuple((title, path) for title, path in told if path.is_file())
