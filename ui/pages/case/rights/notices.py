"""What stands above a right: the victim's own deadlines, and enhanced rights that the police have not confirmed."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.base.words import _, ngettext
from caseapp.domain.rights_view import RightInstance, RightsView
from caseapp.services.own_deadlines import SOON_DAYS
from ui.pages.case.rights.words import OWED, own_deadline
from ui.widgets.button import LinkButton
from ui.widgets.icon import Icon
from ui.widgets.text import Text


def own_deadlines(view: RightsView, today: date) -> tuple[RightInstance, ...]:
    """The victim's own deadlines that still run and have a day, the soonest first, without those so near that the band
    above them says the soonest."""
    found = [
        row
        for right in view.rights
        for row in right.instances
        if row.victims_own and row.standing in OWED and row.due_on is not None and row.due_on >= today
    ]
    ordered = sorted(found, key=lambda row: row.due_on or date.max)
    near = bool(ordered) and ordered[0].due_on is not None and (ordered[0].due_on - today).days <= SOON_DAYS
    return tuple(ordered[1:] if near else ordered)


class OwnDeadlines(QFrame):
    """One band for all of them; `wanted(str)` gives the instance whose words were pressed."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("band", "soon")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lines: list[QWidget] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 11, 14, 11)
        row.setSpacing(12)
        row.addWidget(Icon("triangle-alert", 20, "soon"), alignment=Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        row.addLayout(self._column, 1)
        self.hide()

    def show_deadlines(self, rows: tuple[RightInstance, ...], name: str) -> None:
        """Show these, or hide."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        said = [own_deadline(row, name) for row in rows]
        self._lines = []
        for row, words in zip(rows, said, strict=True):
            self._lines += [Text(words, "body_strong", "soon", wrap=True, tabular=True), self._after(row)]
        for line in self._lines:
            self._column.addWidget(line)
        self.setAccessibleName(". ".join([*said, _("After that day it cannot be undone.")]) if rows else "")
        self.setVisible(bool(rows))

    def _after(self, row: RightInstance) -> QWidget:
        below = QWidget()
        line = QHBoxLayout(below)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addWidget(Text(_("After that day it cannot be undone."), "small", wrap=True), 1)
        link = LinkButton(_("Show it"))
        link.setAccessibleName(_("Show: {what}").format(what=row.what))
        link.setProperty("instance", row.id)
        link.clicked.connect(self._pressed)
        line.addWidget(link)
        return below

    def _pressed(self) -> None:
        self.wanted.emit(str(self.sender().property("instance")))


class EnhancedLine(QFrame):
    """`Enhanced rights likely: ask the police to confirm`; `answered(str)` gives recorded or not_recorded."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("band", "info")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._words = Text("", "small_medium", wrap=True)
        self.yes = LinkButton(_("Police have recorded it"))
        self.no = LinkButton(_("Not recorded"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(14)
        row.addWidget(Icon("circle-question-mark", 18, "info"), alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.yes.clicked.connect(self._said_yes)
        self.no.clicked.connect(self._said_no)
        self.hide()

    def show_enhanced(self, view: RightsView) -> None:
        """Show what is likely but not confirmed, and news that comes at the standard pace all the same."""
        likely = view.enhanced == "likely"
        said = []
        if likely:
            why = f" ({view.enhanced_why})" if view.enhanced_why else ""
            said.append(_("Enhanced rights likely{why}: ask the police to confirm").format(why=why))
        if view.slow:
            slow = ngettext(
                "{count} piece of news came within the standard limit, not the enhanced one: ask the police why",
                "{count} pieces of news came within the standard limit, not the enhanced one: ask the police why",
                view.slow,
            )
            said.append(slow.format(count=view.slow))
        words = ". ".join(said)
        self._words.set_text(words)
        self.setAccessibleName(words)
        self.yes.setVisible(likely)
        self.no.setVisible(likely)
        self.setVisible(bool(said))

    def _said_yes(self) -> None:
        self.answered.emit("recorded")

    def _said_no(self) -> None:
        self.answered.emit("not_recorded")
