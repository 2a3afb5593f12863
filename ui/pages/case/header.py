"""The top of a case: who, how high the risk, how to reach them safely, and how far the case has come."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import CaseHeader
from caseapp.domain.person import age_on, full_name
from caseapp.domain.safe_contact import SafeContactDetails
from caseapp.services.office import Office
from ui.pages.case.safe_contact_words import band_words
from ui.pages.case.stage_words import not_reported_words, stage_line, steps
from ui.widgets.badge import RiskBadge, TagBadge
from ui.widgets.banner import Banner
from ui.widgets.button import IconButton, LinkButton, PrimaryButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.laid_out_once import laid_out_once
from ui.widgets.risk_paint import RiskLevel
from ui.widgets.safe_contact_band import SafeContactBand
from ui.widgets.stepper import Stepper
from ui.widgets.tag_paint import Tag
from ui.widgets.text import Text
from ui.words.dates import day_month_year
from ui.work.privacy import masked, privacy

_RISKS: dict[str, RiskLevel] = {"high": "high", "medium": "medium", "standard": "standard"}


@dataclass(frozen=True, slots=True)
class CaseTop:
    """What the top of a case shows."""

    header: CaseHeader
    safe_contact: SafeContactDetails | None
    begun: frozenset[str] = frozenset()
    """The forms in which half-typed words wait."""


class _Crumb(LinkButton):
    """A step of the path: a link without its line, as the path itself says what it is."""

    @override
    def paint_words(self, painter: QPainter, area: QRectF, words: str) -> None:
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class CaseHead(QWidget):
    """Full on the overview, two lines on every other tab; the safe-contact strip is always there."""

    caseload_wanted = Signal()
    log_wanted = Signal()
    menu_wanted = Signal()
    change_wanted = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._compact = False
        self._log = True
        self._opened = False
        self._top: CaseTop | None = None
        self._build()
        self._wire()

    def _build(self) -> None:
        self._caseload = _Crumb(_("Caseload"), tone="text_2")
        self._reference = Text("", "small", "text_2", tabular=True)
        self._second_arrow = Icon("chevron-right", 15, "text_3")
        self._small_name = Text("", "subtitle")
        self._name = Text("", "title")
        self._small_risk, self._risk = RiskBadge(), RiskBadge()
        self._small_enhanced, self._enhanced = TagBadge(Tag("")), TagBadge(Tag(""))
        self.more = IconButton("ellipsis", _("More for this case"))
        self.log_button = PrimaryButton(_("Log a contact"), icon="message-circle-plus", keys=("Ctrl", "N"))
        self._meta_row = QWidget()
        self._meta = FlowLayout(self._meta_row, gap=20, line_gap=2)
        self._band = SafeContactBand()
        self._small_band = SafeContactBand(compact=True)
        self._stepper = Stepper()
        self._no_stepper = Text("", "small", "text_2", wrap=True)
        self._closed = Banner("read_only", "")
        self._stepper.setMinimumWidth(1)
        column = self._column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addLayout(self._lines())
        self._closed_gap = QWidget()
        self._closed_gap.setFixedHeight(12)
        column.addWidget(self._closed_gap)
        column.addWidget(self._closed)
        self._band_gap = QWidget()
        column.addWidget(self._band_gap)
        column.addWidget(self._band)
        column.addWidget(self._small_band)
        self._step_gap = QWidget()
        self._step_gap.setFixedHeight(14)
        column.addWidget(self._step_gap)
        column.addWidget(self._stepper)
        column.addWidget(self._no_stepper)
        self._closed.hide()
        self._closed_gap.hide()
        self.setTabOrder(self.more, self.log_button)

    def _lines(self) -> QHBoxLayout:
        crumbs, who = QWidget(), QWidget()
        path = FlowLayout(crumbs, gap=8, line_gap=2)
        steps_down: tuple[QWidget, ...] = (self._caseload, Icon("chevron-right", 15, "text_3"), self._reference)
        small: tuple[QWidget, ...] = (self._second_arrow, self._small_name, self._small_risk, self._small_enhanced)
        for part in steps_down + small:
            path.addWidget(part)
        title = FlowLayout(who, gap=12, line_gap=2)
        large: tuple[QWidget, ...] = (self._name, self._risk, self._enhanced)
        for part in large:
            title.addWidget(part)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addStretch()
        for line in (crumbs, who, self._meta_row):
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            line.setSizePolicy(policy)
            left.addWidget(line)
        left.addStretch()
        self._who = who
        row = QHBoxLayout()
        row.setSpacing(8)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addLayout(left, 1)
        row.addWidget(self.more, alignment=middle)
        row.addWidget(self.log_button, alignment=middle)
        return row

    def _wire(self) -> None:
        self._caseload.clicked.connect(self.caseload_wanted)
        self.more.clicked.connect(self.menu_wanted)
        self.log_button.clicked.connect(self.log_wanted)
        self._band.change_wanted.connect(self.change_wanted)
        self._small_band.open_wanted.connect(self._open_band)
        privacy().changed.connect(self._names_hidden_or_shown)

    def show_top(self, top: CaseTop) -> None:
        """Show a case."""
        self._top = top
        header = top.header
        shown = masked(header)
        name = full_name(shown.first_name, shown.last_name, shown.known_as, header.reference)
        self._name.set_text(name)
        self._small_name.set_text(name)
        self._reference.set_text(header.reference)
        risk = _RISKS.get(header.risk, "unknown")
        self._risk.set_level(risk)
        self._small_risk.set_level(risk)
        tag = _enhanced_tag(header.enhanced)
        for badge in (self._enhanced, self._small_enhanced):
            badge.set_tag(tag or Tag(""))
        self._show_meta(_meta(header, self._office))
        self._stepper.set_steps(steps(header, self._office.today()))
        self._show_closed(header)
        self.refresh_advice()
        self._arrange()

    def _names_hidden_or_shown(self) -> None:
        if self._top is not None:
            self.show_top(self._top)

    def refresh_advice(self) -> None:
        """Answer "can I ring now?" again: time has passed."""
        if self._top is not None:
            now = self._office.now()
            self._band.set_words(band_words(self._top.safe_contact, now))
            self._small_band.set_words(band_words(self._top.safe_contact, now, brief=True))

    def set_compact(self, compact: bool, *, log: bool) -> None:
        """One line and the strip, or everything; `log` shows the button that logs a contact."""
        if (compact, log) != (self._compact, self._log):
            self._compact, self._log, self._opened = compact, log, False
            self._arrange()

    def clear(self) -> None:
        """Show nobody: for the lock."""
        self._top = None
        for text in (self._name, self._small_name, self._reference, self._no_stepper):
            text.set_text("")
        self._show_meta(())
        self._stepper.set_steps(())
        self._band.set_words(band_words(None, self._office.now()))
        self._small_band.set_words(band_words(None, self._office.now()))

    def _open_band(self) -> None:
        self._opened = True
        self._arrange()

    def _arrange(self) -> None:
        with laid_out_once(self):
            self._show_parts()

    def _show_parts(self) -> None:
        compact, top = self._compact, self._top
        tagged = top is not None and _enhanced_tag(top.header.enhanced) is not None
        for part in (self._who, self._meta_row):
            part.setVisible(not compact)
        for part in (self._small_name, self._small_risk, self._second_arrow):
            part.setVisible(compact)
        self._enhanced.setVisible(tagged)
        self._small_enhanced.setVisible(tagged and compact)
        self.log_button.setVisible(self._log and top is not None and top.header.changeable)
        full = not compact or self._opened
        self._band.setVisible(full)
        self._small_band.setVisible(not full)
        self._column.setContentsMargins(32, 14 if compact else 17, 32, 0)
        self._band_gap.setFixedHeight(12 if compact else 16)
        self._show_stage()
        self._step_gap.setVisible(not compact)

    def _show_stage(self) -> None:
        """Six steps, or words where they do not apply or have no room."""
        words = stage_line(self._top.header, self._office.today()) if self._top is not None else ""
        if self._top is not None and not not_reported_words(self._top.header):
            room = self.width() - 64 >= self._stepper.minimumSizeHint().width()
            words = "" if room else words
        self._no_stepper.set_text(words)
        self._stepper.setVisible(self._top is not None and not words and not self._compact)
        self._no_stepper.setVisible(bool(words) and not self._compact)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._show_stage()

    def _show_meta(self, parts: tuple[str, ...]) -> None:
        while (item := self._meta.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for part in parts:
            self._meta.addWidget(Text(part, "small", "text_2", tabular=True))

    def _show_closed(self, header: CaseHeader) -> None:
        self._closed.setVisible(header.closed_on is not None)
        self._closed_gap.setVisible(header.closed_on is not None)
        if header.closed_on is None:
            return
        reason = shipped.code_list("closure_reasons").label(header.closed_reason or "")
        words = _("Closed on {day}. {reason}. It can be opened again from the menu at the top right.")
        self._closed.set_words(
            _("You can read this case but not change it"),
            words.format(day=day_month_year(header.closed_on), reason=reason),
        )


def _enhanced_tag(enhanced: str) -> Tag | None:
    if enhanced == "recorded":
        return Tag(_("Enhanced rights recorded"), "neutral", "circle-check")
    if enhanced == "likely":
        return Tag(_("Enhanced rights likely"), "neutral", "circle-question-mark")
    return None


def _meta(header: CaseHeader, office: Office) -> tuple[str, ...]:
    age = age_on(header.born_on, office.today())
    parts = []
    if age is not None:
        parts.append(_("Age {age}").format(age=age))
    elif header.age_band:
        parts.append(_("Age {age}").format(age=shipped.code_list("age_bands").label(header.age_band)))
    if header.district:
        parts.append(shipped.areas(office.place).label(header.district))
    if header.crime_group:
        parts.append(shipped.code_list("crime_groups").label(header.crime_group))
    parts.append(_("Opened {day}").format(day=day_month_year(header.opened_on)))
    if header.worker:
        parts.append(_("Caseworker {name}").format(name=header.worker))
    return tuple(parts)
