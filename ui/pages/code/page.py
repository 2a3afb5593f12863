"""The Victims' Code to look up: rights and rules at the left, the chosen rule in full at the right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services.catalogue_rows import EDITIONS, CatalogueRow, CodeView, code_view
from caseapp.services.office import Office
from ui.models.keep_current import KeepCurrent
from ui.models.row_delegate import Lines, RowDelegate, draw_lines
from ui.models.rows_model import AnyIndex
from ui.models.sections import SectionsModel
from ui.models.views import RowsList
from ui.pages.code import words
from ui.pages.code.rule_text import RuleText
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.help_strip import HelpStrip
from ui.widgets.rule import Rule
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.tag_paint import Tag, draw_tag, tag_size
from ui.widgets.text import Text
from ui.work.changed import Changed
from ui.work.runner import Runner

_ROW, _NARROW = 56, 900


class _RuleDelegate(RowDelegate):
    """What is owed, and below it the id, who owes it and the limit; a mark where something is not checked."""

    @override
    def paint_cell(self, painter: QPainter, area: QRectF, row: object, index: AnyIndex) -> None:
        if not isinstance(row, CatalogueRow):
            return
        right = area.right()
        if row.unverified:
            tag = Tag(_("Not checked"), "soon", "circle-question-mark")
            size = tag_size(tag)
            right -= size.width()
            draw_tag(painter, QPointF(right, round(area.center().y() - size.height() / 2)), tag)
            right -= 12
        room = QRectF(area.left(), area.top(), right - area.left(), area.height())
        draw_lines(painter, room, Lines(row.what, words.second_line(row), "body_strong"))


class CodePage(QWidget):
    """Opened from Ctrl+K, Rights due and the Rights tab. Nothing is written here."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._view: CodeView | None = None
        self._title = Text(_("The Victims’ Code"), "title", wrap=True)
        self._about = Text("", "small", "text_2", wrap=True, tabular=True)
        self._count = Text("", "small", "text_2", tabular=True)
        said = ((EDITIONS[0], _("In force")), (EDITIONS[1], _("Draft of 2026")))
        self.edition = SegmentedChoice(_("Which edition"), said)
        self.search = QLineEdit()
        self._draft = Banner("info", _("A preview"), "", icon="eye")
        self._trouble = Banner("late", "", icon="circle-alert")
        self.list = RowsList(_("Rules of the Code"), ground="canvas")
        self.model: SectionsModel[CatalogueRow] = SectionsModel(
            lambda row: row.rule_id, lambda row: row.what, words.whole_line, self
        )
        self.rule = RuleText()
        self._build()
        self._keep = KeepCurrent(self.list)
        self._wire()

    def load(self) -> None:
        """Read the edition chosen."""
        work = partial(code_view, self._office, self.edition.value())
        self._runner.vault(self, work, self._show, self._failed, latest="code")

    def start_from(self, item: object) -> None:
        """Begin at a rule, by its id."""
        if isinstance(item, str) and item:
            self.edition.set_value(EDITIONS[0])
            self.search.setText("")
            self._keep.go_to(item)

    def on_changed(self, changed: Changed) -> None:
        """The organisation may have changed its own rules."""
        if changed.touches("rights") and self._view is not None and self.isVisible():
            self.load()

    def draft_work(self) -> list[Callable[[], None]]:
        """Nothing is kept that is typed here."""
        return []

    def first_focus(self) -> None:
        """Type to find, unless a rule was asked for."""
        target: QWidget = self.list if self._keep.current_id() else self.search
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Ctrl+F."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of this page."""
        return (("↑ ↓", _("move")), ("Ctrl+F", _("find a rule")), ("F1", _("all shortcuts")))

    def panes(self) -> list[QWidget]:
        """The parts F6 moves between."""
        return [self.search, self.list, self.rule]

    def clear(self) -> None:
        """Nothing shown here is about anybody; what was typed goes."""
        self._runner.forget(self)
        self.search.setText("")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        down = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
        if watched is self.search and down:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme().grown(_NARROW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._both.setDirection(down if narrow else across)
        self._between.setVisible(not narrow)

    def _build(self) -> None:
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search.setPlaceholderText(_("Find a rule: bail, VC-030, interpreter, not checked"))
        self.search.setAccessibleName(_("Find a rule"))
        self.search.setClearButtonEnabled(True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_RuleDelegate(self.list, height=_ROW, indent=32))
        self._trouble.hide()
        self._draft.hide()
        head = QHBoxLayout()
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._about)
        head.addLayout(titles, 1)
        head.addWidget(self.edition, alignment=Qt.AlignmentFlag.AlignTop)
        finding = QHBoxLayout()
        finding.setSpacing(12)
        finding.addWidget(self.search, 1)
        finding.addWidget(self._count)
        above = QVBoxLayout()
        above.setContentsMargins(32, 24, 32, 14)
        above.setSpacing(12)
        above.addLayout(head)
        for part in (self._trouble, self._draft):
            above.addWidget(part)
        above.addLayout(finding)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(0)
        self._between = Rule(upright=True)
        self._both.addWidget(self.list, 5)
        self._both.addWidget(self._between)
        self._both.addWidget(self.rule, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(Rule())
        column.addLayout(self._both, 1)
        column.addWidget(HelpStrip(self.keys()))

    def _wire(self) -> None:
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._show_matches)
        self.edition.changed.connect(self.load)
        self._keep.moved.connect(self._show_rule)

    def _show(self, view: CodeView) -> None:
        self._view = view
        self._trouble.hide()
        self._title.set_text(view.title)
        self._about.set_text(words.about(view))
        self._draft.setVisible(view.preview)
        for part in (self.search, self.list, self.rule):
            part.setVisible(bool(view.rows))
        rights = "\n".join(f"{right.number}  {right.title}" for right in view.rights)
        self._draft.set_words(
            _("A preview, never in force here: it opens no clock and is never counted"),
            _("Only these rights of the draft could be seen:\n{rights}").format(rights=rights),
        )
        self._show_matches()

    def _show_matches(self) -> None:
        if self._view is None:
            return
        found = words.sections(self._view, self.search.text())
        self.model.set_sections(found)
        rows = [row for section in found for row in section.rows]
        self._count.set_text(words.count(self._view, len(rows)))
        if rows and not self.list.currentIndex().isValid():
            self._keep.go_to(rows[0].rule_id)
        self._show_rule()

    def _show_rule(self) -> None:
        row = self.model.row_at(self.list.currentIndex())
        self.rule.show_rule(row)

    def _failed(self, trouble: Trouble) -> None:
        self._trouble.set_words(_("The Code could not be read"), sentence(trouble))
        self._trouble.show()
