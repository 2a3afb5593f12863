"""The pane beside the list: safe contact first, what needs doing, the last contact."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain.case import NeedsDoing
from caseapp.services.case_preview import CasePreview
from ui.pages.caseload import preview_words as words
from ui.pages.caseload.words import RISK
from ui.widgets.badge import RiskBadge
from ui.widgets.button import SecondaryButton
from ui.widgets.icon import Icon
from ui.widgets.rule import Rule
from ui.widgets.safe_contact_band import SafeContactBand
from ui.widgets.text import Text

_SHOWN = 4


class Preview(QFrame):
    """`open_wanted()` and `log_wanted()` for the case shown."""

    open_wanted = Signal()
    log_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Preview of the case"))
        self._case: CasePreview | None = None
        self._place = "kent"
        self._inner: QWidget | None = None
        self.open_button = SecondaryButton(_("Open case"), keys=(_("Enter"),))
        self.log_button = SecondaryButton(_("Log contact"))
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(24, 10, 24, 19)
        row.setSpacing(8)
        row.addWidget(self.open_button)
        row.addWidget(self.log_button)
        row.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._buttons)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Rule(upright=True))
        outer.addLayout(column, 1)
        self.open_button.clicked.connect(self.open_wanted)
        self.log_button.clicked.connect(self.log_wanted)
        self.show_case(None, "kent")

    def case_id(self) -> str | None:
        """The case shown."""
        return self._case.header.id if self._case is not None else None

    def show_case(self, case: CasePreview | None, place: str) -> None:
        """Show a case, or nothing."""
        self._case, self._place = case, place
        self._buttons.setVisible(case is not None)
        self._fill()

    def show_again(self) -> None:
        """The same case, as names were hidden or shown."""
        self._fill()

    def _fill(self) -> None:
        self._inner = QWidget()
        self._inner.setProperty("scrolled", True)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(0)
        if self._case is not None:
            self._head(column, self._case)
            column.addSpacing(16)
            column.addWidget(SafeContactBand(words.safe_contact(self._case), stacked=True))
            self._needs(column, self._case)
            self._last(column, self._case)
        column.addStretch()
        self._scroll.setWidget(self._inner)

    def _head(self, column: QVBoxLayout, case: CasePreview) -> None:
        line = QHBoxLayout()
        line.addWidget(Text(case.header.reference, "small", "text_2", tabular=True))
        line.addStretch()
        line.addWidget(RiskBadge(RISK.get(case.header.risk, "unknown")))
        column.addLayout(line)
        column.addSpacing(4)
        column.addWidget(Text(words.title(case), "subtitle", wrap=True))
        column.addWidget(Text(words.who(case, self._place), "small", "text_2", wrap=True))

    def _needs(self, column: QVBoxLayout, case: CasePreview) -> None:
        column.addSpacing(20)
        column.addWidget(Text(_("Needs doing"), "small_medium", "text_2"))
        column.addSpacing(7)
        column.addWidget(Rule(strong=True))
        asked = words.needs(case)
        if not asked:
            column.addSpacing(8)
            column.addWidget(Text(_("Nothing just now."), "small"))
        for place, one in enumerate(asked[:_SHOWN]):
            column.addWidget(_need(one, first=place == 0))
            column.addWidget(Rule())
        if len(asked) > _SHOWN:
            column.addSpacing(8)
            column.addWidget(Text(words.more(len(asked) - _SHOWN), "small", "text_2"))

    def _last(self, column: QVBoxLayout, case: CasePreview) -> None:
        column.addSpacing(20)
        column.addWidget(Text(words.last_heading(case), "small_medium", "text_2"))
        column.addSpacing(6)
        column.addWidget(Text(words.last_note(case), "small", wrap=True))


def _need(one: NeedsDoing, *, first: bool) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 8, 0, 8)
    row.setSpacing(12)
    row.addWidget(Icon(words.icon_of(one)[0], 18, words.icon_of(one)[1]), alignment=Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Text(one.what, "small_strong" if first else "small", wrap=True))
    column.addWidget(Text(one.detail, "meta", "text_2", wrap=True, tabular=True))
    row.addLayout(column, 1)
    return made
