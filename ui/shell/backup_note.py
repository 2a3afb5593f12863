"""What stands at the foot of the sidebar when the last backup is old, or there never was one."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.words import _, ngettext
from ui.widgets.banner import Banner
from ui.widgets.button import IconButton, LinkButton

OLD_AFTER = timedelta(days=7)


class BackupNote(QWidget):
    """A band in the sidebar, an icon in the rail; nothing while the last backup is young. Tells `wanted`."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rail, self._old = False, False
        self.band = Banner("soon", "", link=_("Back up now"))
        self.icon = IconButton("triangle-alert", "", plain=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 12)
        self._column.addWidget(self.band)
        self._column.addWidget(self.icon)
        self.band.action.connect(self.wanted)
        self.icon.clicked.connect(self.wanted)
        self.show_age(timedelta(0))

    def is_old(self) -> bool:
        """Whether it says something."""
        return self._old

    def show_age(self, age: timedelta | None) -> None:
        """Say how old the last backup is, if it is old. None: there is none yet."""
        self._old = age is None or age > OLD_AFTER
        words = age_words(age)
        self.band.set_words(words)
        self.icon.setAccessibleName(words)
        self.icon.setToolTip(words)
        for link in self.band.findChildren(LinkButton):
            link.setToolTip(words)
        self._arrange()

    def set_rail(self, rail: bool) -> None:
        """The icon alone, or the words."""
        self._rail = rail
        self._arrange()

    def _arrange(self) -> None:
        self.band.setVisible(not self._rail)
        self.icon.setVisible(self._rail)
        self.setVisible(self._old)


def age_words(age: timedelta | None) -> str:
    """`Last backup was 9 days ago`; after the clock was set back, today."""
    if age is None:
        return _("There is no backup yet")
    days = max(0, age.days)
    if days == 0:
        return _("Backed up today")
    return ngettext("Last backup was {count} day ago", "Last backup was {count} days ago", days).format(count=days)
