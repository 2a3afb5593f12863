"""One person of the team: who they are, what they do, how they get in; another role, and Remove."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.clock import london_date
from caseapp.base.words import _
from caseapp.services.team import Member
from ui.widgets.avatar import Avatar
from ui.widgets.button import RemovalButton, SecondaryButton
from ui.widgets.text import Text
from ui.words.dates import day_month_year
from ui.words.people import initials


class PersonRow(QWidget):
    """Tells `remove_wanted` or `role_wanted` with the member. A team is a handful of people, so each has a widget."""

    remove_wanted = Signal(object)
    role_wanted = Signal(object)

    def __init__(self, member: Member, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.member = member
        row = QHBoxLayout(self)
        row.setContentsMargins(19, 12, 19, 12)
        row.setSpacing(14)
        row.addWidget(Avatar(initials(member.name), 36))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        name = _("{name} (you)").format(name=member.name) if member.is_you else member.name
        lines.addWidget(Text(name, "body_strong", wrap=True))
        lines.addWidget(Text(described(member), "small", "text_2", wrap=True))
        row.addLayout(lines, 1)
        role = _("Make a caseworker") if member.role == "lead" else _("Make a team lead")
        self.role = SecondaryButton(role, small=True)
        self.role.setAccessibleName(_("{role}: {name}").format(role=role, name=member.name))
        self.role.clicked.connect(self._role_wanted)
        row.addWidget(self.role)
        self.remove = RemovalButton(_("Remove"), small=True)
        self.remove.setAccessibleName(_("Remove {name}").format(name=member.name))
        self.remove.clicked.connect(self._wanted)
        row.addWidget(self.remove)
        for button in (self.role, self.remove):
            button.setVisible(not member.is_you)  # only now that it has a parent

    def _role_wanted(self) -> None:
        self.role_wanted.emit(self.member)

    def _wanted(self) -> None:
        self.remove_wanted.emit(self.member)


def described(member: Member) -> str:
    """Role and way in, in words."""
    role = _("Team lead") if member.role == "lead" else _("Caseworker")
    if member.slot_id is None:
        return _("{role}, stands in the records only: cannot unlock").format(role=role)
    day = day_month_year(london_date(member.since))
    if member.way == "passphrase":
        return _("{role}, passphrase set {day}").format(role=role, day=day)
    return _("{role}, passphrase and this laptop’s keyring, set {day}").format(role=role, day=day)
