"""One referral at a glance: who, what the sender says, and what can be decided about it."""

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from caseapp.base.words import _, ngettext
from caseapp.domain import shipped
from caseapp.domain.case import ReferralDetail
from caseapp.domain.import_mapping import CONSENT
from caseapp.domain.person import age_on, full_name
from ui.pages.referrals.words import crime_of, district_of, received_day, risk_of, route_of, waiting_for
from ui.theme.theme import theme
from ui.widgets.badge import RiskBadge
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.icon import Icon
from ui.widgets.rule import Rule
from ui.widgets.section_heading import SectionHeading
from ui.widgets.text import Text
from ui.words.dates import day_month_year
from ui.work.privacy import masked, names_hidden

WIDTH = 344


class ReferralPreview(QFrame):
    """The pane at the right of the list. `decided(str)` tells a code of `referral_decisions`."""

    take_up_wanted = Signal()
    decided = Signal(str)

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._decision = ""
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("The chosen referral"))
        self._build()
        self._wire()
        self.clear()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Rule(upright=True))
        column = QVBoxLayout()
        column.setSpacing(0)
        row.addLayout(column, 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside())
        column.addWidget(self._area, 1)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(24, 10, 24, 20)
        foot.setSpacing(8)
        self.take_up = PrimaryButton(_("Take up"), keys=("Enter",))
        self.other = SecondaryButton(_("Other decision"), trailing="chevron-down")
        self.other.setAccessibleDescription(_("Shortcut {keys}").format(keys="D"))
        self.menu = QMenu(self.other)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.take_up)
        buttons.addWidget(self.other)
        buttons.addStretch()
        foot.addLayout(buttons)
        column.addWidget(self._foot)

    def _inside(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("scrolled", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 22, 24, 16)
        column.setSpacing(4)
        top = QHBoxLayout()
        self._came = Text("", "small", "text_2", tabular=True)
        self._risk = RiskBadge()
        top.addWidget(self._came, 1)
        top.addWidget(self._risk)
        column.addLayout(top)
        self._name = Text("", "subtitle", wrap=True)
        self._who = Text("", "small", "text_2", wrap=True)
        column.addWidget(self._name)
        column.addWidget(self._who)
        column.addSpacing(10)
        column.addWidget(self._caution())
        column.addSpacing(10)
        column.addWidget(SectionHeading(_("What the referral says")))
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(5)
        self._facts.setColumnStretch(1, 1)
        column.addLayout(self._facts)
        column.addSpacing(8)
        self._summary = Text("", "body", wrap=True, selectable=True)
        self._summary.setAccessibleName(_("Summary"))
        column.addWidget(self._summary)
        column.addStretch()
        return inside

    def _caution(self) -> QFrame:
        """A number from a referral is not known to be safe."""
        band = QFrame()
        band.setProperty("band", "voice")
        band.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(band)
        column.setContentsMargins(14, 11, 14, 12)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Icon("shield", 18, "voice"))
        head.addWidget(Text(_("Not known to be safe"), "small_strong", "voice"), 1)
        column.addLayout(head)
        self._reach = Text("", "small", wrap=True, tabular=True, selectable=True)
        column.addWidget(self._reach)
        return band

    def _wire(self) -> None:
        self.take_up.clicked.connect(self.take_up_wanted)
        self.other.clicked.connect(self.open_menu)
        self.menu.triggered.connect(self._chosen)

    def show_referral(self, found: ReferralDetail, today: date) -> None:
        """Show one referral."""
        person, referral = found.person, found.referral
        self._came.set_text(received_day(referral.received_on, referral.received_time, today))
        self._risk.set_level(risk_of(referral.risk))
        person = masked(person)
        self._name.set_text(full_name(person.first_name, person.last_name, person.known_as) or _("Not named"))
        age = age_on(person.born_on, today)
        told = [_("Age {age}").format(age=age)] if age is not None else []
        told.append(district_of(self._place, person.district))
        self._who.set_text(f"{', '.join(told)}. {waiting_for(referral.received_on, today)}.")
        numbers = [text for text in (person.phone, person.email) if text]
        hint = _("Ask before you ring or write: the referral does not say when it is safe.")
        self._reach.set_text("\n".join((*numbers, hint)) if numbers else _("No number or address was sent."))
        self._show_facts(_facts(found))
        hidden = _("Hidden while names are hidden.") if names_hidden() and referral.summary else ""
        self._summary.set_text(hidden or referral.summary or _("No summary was sent."))
        self._summary.set_tone("text" if referral.summary else "text_2")
        self._fill_menu(found.decision)
        for part in (self._area, self._foot):
            part.show()

    def clear(self) -> None:
        """Show nothing and keep nothing."""
        for text in (self._came, self._name, self._who, self._reach, self._summary):
            text.set_text("")
        self._show_facts(())
        self._decision = ""
        self.menu.clear()
        for part in (self._area, self._foot):
            part.hide()

    def open_menu(self) -> None:
        """Open the other decisions above their button."""
        if self.menu.actions():
            self.menu.popup(self.other.mapToGlobal(QPoint(0, -self.menu.sizeHint().height() - 4)))

    def _fill_menu(self, now: str) -> None:
        """Offer what is not decided yet. The same offer stays as it is: the menu may be open."""
        if now == self._decision:
            return
        self._decision = now
        self.menu.clear()
        for item in shipped.code_list("referral_decisions").items:
            if item.flag("opens_case") or item.code == now:
                continue
            words = _("Back to not decided") if item.code == "pending" else _(item.label)
            self.menu.addAction(words).setData(item.code)

    def _chosen(self, action: QAction) -> None:
        self.decided.emit(str(action.data()))

    def _show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for place, (label, value) in enumerate(facts):
            title = Text(label, "small", "text_2")
            title.setFixedWidth(theme().grown(96))
            self._facts.addWidget(title, place, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(Text(value, "small", wrap=True, tabular=True), place, 1)


def _facts(found: ReferralDetail) -> tuple[tuple[str, str], ...]:
    person, referral = found.person, found.referral
    consent = next((label for label, code in CONSENT.items() if code == referral.consent), "")
    sender = ", ".join(part for part in (referral.referrer_name, referral.referrer_agency) if part)
    told = (
        (_("Came from"), route_of(referral.route)),
        (_("Sent by"), sender),
        (_("Crime"), crime_of(referral.crime_group)),
        (_("Crime ref"), referral.crime_ref or ""),
        (_("Risk tool"), referral.risk_tool or ""),
        (_("Consent"), _(consent) if consent else ""),
        (_("Born"), day_month_year(person.born_on) if person.born_on else ""),
        (_("Town"), person.town or ""),
        (_("Their number"), referral.their_id or ""),
        (_("Also here"), _also(found)),
    )
    return tuple((label, value) for label, value in told if value)


def _also(found: ReferralDetail) -> str:
    parts = [ngettext("Case {list}", "Cases {list}", len(found.cases)).format(list=", ".join(found.cases))]
    more = ngettext("{count} more referral", "{count} more referrals", found.again).format(count=found.again)
    return "; ".join([*(parts if found.cases else []), *([more] if found.again else [])])
