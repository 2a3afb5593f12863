"""The plum band that answers "can I ring now?" before anything else."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.widgets.button import Button, IconButton, PlainButton
from ui.widgets.elided_text import ElidedText
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.rule import Rule
from ui.widgets.text import Text, Tone

_LARGE = 1.4
"""Above this text scale the full band stands upright, or it would not fit a small laptop."""


@dataclass(frozen=True, slots=True)
class SafeContactWords:
    """What the band says. `safe_now`: None when nothing is recorded.

    `lead` is "Not a safe time to call", `after` is "Next: Mon 23 Nov, 10:00"; `fields` are label and value in order of
    use: safe number, safe times, voicemail and texts, code word, if someone else answers.
    """

    lead: str
    after: str = ""
    safe_now: bool | None = None
    fields: tuple[tuple[str, str], ...] = ()
    brief: tuple[str, ...] = ()
    """The compact band's few words, in order: number, "No voicemail or texts", "Code word: Marmalade"."""
    never_tell: str = ""
    """Everyone who must never be told anything about the case; every kind of band shows it."""


def nothing_recorded() -> SafeContactWords:
    """The band for a person with no safe contact details yet."""
    return SafeContactWords(_("No safe contact details yet."), _("Ask before you ring."))


class SafeContactBand(QFrame):
    """Full on the overview, upright in side panes (`stacked=True`), one line on every other tab (`compact=True`).

    `change_wanted` when Change is pressed (full), `open_wanted` when the compact band is opened.
    """

    change_wanted = Signal()
    open_wanted = Signal()

    def __init__(
        self,
        words: SafeContactWords | None = None,
        *,
        compact: bool = False,
        stacked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._compact, self._stacked = compact, stacked
        self.setProperty("band", "voice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._outer = QHBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._inner: QWidget | None = None
        self._button = self._make_button()
        self.set_words(words or nothing_recorded())

    def set_words(self, words: SafeContactWords) -> None:
        """Say something else: another person, or the next safe time has come."""
        self._button.setParent(self)  # kept, so that it keeps its place in the tab order
        self._button.hide()
        if self._inner is not None:
            self._outer.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
        self._words = words
        self._scale = theme().scale
        self._inner = QWidget(self)
        self._outer.addWidget(self._inner)
        if self._compact:
            self._build_compact(self._inner, words)
        elif self._stacked or self._scale > _LARGE:
            self._build_stacked(self._inner, words)
        else:
            self._build_full(self._inner, words)
        self._button.setVisible(not self._stacked)
        said = [words.lead, words.after, *(f"{label}: {value}" for label, value in words.fields or ())]
        said.append(_never(words))
        self.setAccessibleName(_("Safe contact"))
        self.setAccessibleDescription(". ".join(part.rstrip(".") for part in said if part))

    def fit_text_size(self) -> None:
        """In another order where the words are large."""
        if theme().scale != self._scale:
            self.set_words(self._words)

    def _lead_tone(self, words: SafeContactWords) -> Tone:
        return "ok" if words.safe_now else "voice"

    def _lead_icon(self, words: SafeContactWords, size: int) -> Icon:
        name = "phone" if words.safe_now else "shield-alert" if words.safe_now is None else "phone-off"
        token: Token = "ok" if words.safe_now else "voice"
        return Icon(name, size, token)

    def _build_full(self, inner: QWidget, words: SafeContactWords) -> None:
        row = QHBoxLayout(inner)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(14)
        row.addWidget(self._lead_icon(words, 22))
        row.addLayout(_pair(Text(words.lead, "body_strong", self._lead_tone(words)), words.after))
        if words.fields:
            edge = Rule(upright=True)
            edge.setProperty("rule", "voice")
            row.addSpacing(4)
            row.addWidget(edge)
        fields = QWidget()
        flow = FlowLayout(fields, gap=30, line_gap=6, centred=True)
        flow.setContentsMargins(0, 12, 0, 12)
        for label, value in words.fields:
            flow.addWidget(_field(label, value))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        fields.setSizePolicy(policy)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(fields)
        if words.never_tell:
            never = QHBoxLayout()
            never.setContentsMargins(0, 0, 0, 12)
            never.setSpacing(8)
            never.addWidget(Icon("shield", 18, "voice"), alignment=Qt.AlignmentFlag.AlignTop)
            never.addWidget(Text(_never(words), "body_strong", "voice", wrap=True), 1)
            column.addLayout(never)
        row.addLayout(column, 1)
        row.addWidget(self._button)

    def _make_button(self) -> Button:
        if self._compact:
            more = IconButton("chevron-down", _("Show all safe contact details"), small=True, plain=True)
            more.clicked.connect(self.open_wanted)
            return more
        change = PlainButton(_("Change"), small=True)
        change.setAccessibleName(_("Change safe contact details"))
        change.clicked.connect(self.change_wanted)
        return change

    def _build_stacked(self, inner: QWidget, words: SafeContactWords) -> None:
        column = QVBoxLayout(inner)
        column.setContentsMargins(15, 12, 15, 14)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._lead_icon(words, 18))
        head.addWidget(Text(words.lead, "small_strong", self._lead_tone(words)), 1)
        if not self._stacked:
            head.addWidget(self._button)
        column.addLayout(head)
        column.addSpacing(2)
        if words.after:
            column.addWidget(Text(words.after, "small", "text_2", wrap=True))
        table = QGridLayout()
        table.setHorizontalSpacing(12)
        table.setVerticalSpacing(3)
        table.setColumnStretch(1, 1)
        for place, (label, value) in enumerate(words.fields):
            table.addWidget(Text(label, "small", "text_2"), place, 0, Qt.AlignmentFlag.AlignTop)
            table.addWidget(Text(value, "small_medium", wrap=True, tabular=True), place, 1)
        column.addLayout(table)
        if words.never_tell:
            never = QHBoxLayout()
            never.setSpacing(8)
            never.addWidget(Icon("shield", 16, "voice"), alignment=Qt.AlignmentFlag.AlignTop)
            never.addWidget(Text(_never(words), "small_strong", "voice", wrap=True), 1)
            column.addLayout(never)

    def _build_compact(self, inner: QWidget, words: SafeContactWords) -> None:
        row = QHBoxLayout(inner)
        row.setContentsMargins(14, 4, 8, 4)
        row.setSpacing(9)
        row.addWidget(self._lead_icon(words, 18))
        parts = QWidget()
        flow = FlowLayout(parts, gap=10, line_gap=2, centred=True)
        flow.addWidget(Text(words.lead, "small_strong", self._lead_tone(words)))
        for place, part in enumerate(p for p in (words.after, *words.brief) if p):
            if place:
                edge = Rule(upright=True)
                edge.setFixedHeight(16)
                edge.setProperty("rule", "voice")
                flow.addWidget(edge)
            flow.addWidget(Text(part, "small", tabular=True))
        if words.never_tell:
            flow.addWidget(_never_line(words))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        parts.setSizePolicy(policy)
        row.addWidget(parts, 1)
        row.addWidget(self._button)


def _never(words: SafeContactWords) -> str:
    return _("Never tell: {who}").format(who=words.never_tell) if words.never_tell else ""


def _never_line(words: SafeContactWords) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(Icon("shield", 16, "voice"))
    row.addWidget(ElidedText(_never(words), "small_strong", "voice"), 1)
    return made


def _pair(first: Text, second: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.setContentsMargins(0, 10, 0, 10)
    column.addStretch()
    column.addWidget(first)
    if second:
        column.addWidget(Text(second, "small", "voice", tabular=True))
    column.addStretch()
    return column


def _field(label: str, value: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Text(label, "meta", "text_2"))
    column.addWidget(Text(value, "body_strong", tabular=True))
    return made
