"""Beside the form: whom it is for, what the referral says, and who else it might be."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import ReferralDetail
from caseapp.domain.import_mapping import CONSENT
from caseapp.domain.known_search import Found
from ui.models.views import RowsList
from ui.pages.new_case.found_rows import FoundDelegate, found_model
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.section_heading import SectionHeading
from ui.widgets.text import Text
from ui.words.dates import day_month_year


class FormRail(QWidget):
    """`same_chosen(Found)` when one of the people listed is the one."""

    same_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self._known = Banner("info", "", icon="user-check")
        self._known.hide()
        self._alike = QWidget()
        alike = QVBoxLayout(self._alike)
        alike.setContentsMargins(0, 0, 0, 0)
        alike.setSpacing(6)
        alike.addWidget(SectionHeading(_("Perhaps known already")))
        self.list = RowsList(_("People who may be known already"), ground="canvas", fitted=True)
        self.model = found_model()
        self.list.setModel(self.model)
        self.list.setItemDelegate(FoundDelegate(self.list, height=58, indent=4))
        alike.addWidget(self.list)
        alike.addWidget(Text(_("Enter on one of them opens the case for that person."), "meta", "text_2", wrap=True))
        self._alike.hide()
        self._referral = QWidget()
        said = QVBoxLayout(self._referral)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(10)
        said.addWidget(SectionHeading(_("What the referral says")))
        self._facts = QGridLayout()
        self._facts.setColumnStretch(1, 1)
        self._facts.setVerticalSpacing(5)
        said.addLayout(self._facts)
        self._summary = Text("", "small", wrap=True, selectable=True)
        said.addWidget(self._summary)
        self._referral.hide()
        for part in (self._known, self._alike, self._referral):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            column.addWidget(part)
        column.addStretch(1)
        self.list.opened.connect(self._opened)

    def show_person(self, name: str, cases: Sequence[str]) -> None:
        """Say that the case is for somebody known; an empty name for somebody new."""
        words = _("Earlier cases: {list}.").format(list=", ".join(cases)) if cases else _("No case yet.")
        self._known.set_words(_("For {name}, who is known").format(name=name), words)
        self._known.setVisible(bool(name))

    def show_alike(self, found: Sequence[Found]) -> None:
        """Who may be the same person as the one typed."""
        self.model.set_rows(found[:4])
        self._alike.setVisible(bool(found))

    def show_referral(self, detail: ReferralDetail | None) -> None:
        """What the referral says, or nothing."""
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._referral.setVisible(detail is not None)
        if detail is None:
            self._summary.set_text("")
            return
        for place, (label, value) in enumerate(_facts(detail)):
            title = Text(label, "small", "text_2")
            title.setFixedWidth(theme().grown(104))
            self._facts.addWidget(title, place, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(Text(value, "small", wrap=True, tabular=True), place, 1)
        self._summary.set_text(detail.referral.summary or "")

    def clear(self) -> None:
        """Drop what is shown."""
        self.show_person("", ())
        self._known.set_words("", "")
        self.show_alike(())
        self.show_referral(None)

    def _opened(self) -> None:
        if (found := self.model.row_at(self.list.currentIndex())) is not None:
            self.same_chosen.emit(found)


def _facts(detail: ReferralDetail) -> tuple[tuple[str, str], ...]:
    person, referral = detail.person, detail.referral
    consent = next((label for label, code in CONSENT.items() if code == referral.consent), "")
    sender = ", ".join(part for part in (referral.referrer_name, referral.referrer_agency) if part)
    route = shipped.code_list("referral_routes").label(referral.route) if referral.route else ""
    told = (
        (_("Received"), day_month_year(referral.received_on)),
        (_("Came from"), route),
        (_("Sent by"), sender),
        (_("Consent"), _(consent) if consent else ""),
        (_("Risk tool"), referral.risk_tool or ""),
        (_("Telephone"), person.phone or ""),
        (_("E-mail"), person.email or ""),
        (_("Their number"), referral.their_id or ""),
    )
    return tuple((label, value) for label, value in told if value)
