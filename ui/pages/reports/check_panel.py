"""The right rail: what the check did and came to, in plain words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.words import _, ngettext
from caseapp.services.release_view import Check
from ui.pages.reports.check_progress import CheckProgress
from ui.pages.reports.check_work import Checked, Progress
from ui.pages.reports.verdict import Verdict
from ui.widgets.button import LinkButton, SecondaryButton
from ui.widgets.icon import Icon
from ui.widgets.rule import Rule
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.tab_order import keep_tab_order
from ui.widgets.text import Text
from ui.words.dates import clock_time

THIS, ALL = "this", "all"


class CheckPanel(QFrame):
    """Ready, checking, stopped, or not safe. `action` is its one button; `help_wanted` the link at its foot."""

    action = Signal()
    cancel_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Check"))
        self._checked: Checked | None = None
        self._here: tuple[Check, ...] = ()
        self._work: CheckProgress | None = None
        self._which: SegmentedChoice | None = None
        self._build()
        self._wire()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self.verdict = Verdict()
        outer.addWidget(self.verdict)
        self._middle = QVBoxLayout()
        self._middle.setContentsMargins(19, 14, 19, 10)
        self._middle.setSpacing(10)
        outer.addLayout(self._middle)
        self.button = SecondaryButton("", small=True)
        self._middle.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        outer.addLayout(self._lines)
        outer.addWidget(Rule())
        foot = QVBoxLayout()
        foot.setContentsMargins(19, 12, 19, 12)
        foot.setSpacing(4)
        self._when = Text("", "meta", "text_2", wrap=True)
        self.help = LinkButton(_("How the check works"), role="meta")
        foot.addWidget(self._when)
        foot.addWidget(self.help, alignment=Qt.AlignmentFlag.AlignLeft)
        outer.addLayout(foot)

    def _wire(self) -> None:
        self.button.clicked.connect(self.action)
        self.help.clicked.connect(self.help_wanted)

    def show_checking(self, tables: int) -> None:
        """The check has begun."""
        self.clear()
        name = ngettext(
            "Checking {count} table for disclosure", "Checking {count} tables for disclosure", tables
        ).format(count=tables)
        self.verdict.say("neutral", "shield", _("Not ready yet"), _("You can export when the check is done."))
        self._work = CheckProgress(name)
        self._work.cancel_wanted.connect(self.cancel_wanted)
        self._put_first(self._work)

    def _put_first(self, part: QWidget) -> None:
        """On top, also for Tab and for a screen reader, who would come to it last as it was made last."""
        self._middle.insertWidget(0, part)
        part.stackUnder(self.button)
        keep_tab_order(part, self.button, self.help)

    def show_progress(self, progress: Progress) -> None:
        """How far it is."""
        if self._work is not None:
            self._work.show_progress(progress)

    def show_ready(self, checked: Checked) -> None:
        """Safe to leave."""
        self.clear()
        self._checked = checked
        self.verdict.say(
            "ok", "shield-check", _("Ready to export"), _("No hidden number can be worked out from these tables.")
        )
        everything = ngettext("The {count} table", "All {count} tables", len(checked.tables))
        self._which = SegmentedChoice(
            _("Which tables"), ((THIS, _("This table")), (ALL, everything.format(count=len(checked.tables))))
        )
        self._which.changed.connect(self._show_lines)
        self._put_first(self._which)
        self._when.set_text(when_words(checked))
        self._when.show()

    def show_table(self, lines: tuple[Check, ...]) -> None:
        """The table previewed is another one."""
        self._here = lines
        self._show_lines()

    def show_trouble(self, title: str, words: str, button: str = "", *, unsafe: bool = False) -> None:
        """Not safe, stopped, or nothing to check."""
        self.clear()
        self.verdict.say("late" if unsafe else "neutral", "shield-alert" if unsafe else "shield", title, words)
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def clear(self) -> None:
        """Drop what was checked."""
        self._checked, self._here = None, ()
        for part in (self._work, self._which):
            if part is not None:
                part.hide()
                part.deleteLater()
        self._work = self._which = None
        self.button.hide()
        self._when.hide()
        self._drop_lines()

    def lines(self) -> tuple[Check, ...]:
        """The lines of assurance shown."""
        if self._checked is None or self._which is None:
            return ()
        return self._here if self._which.value() == THIS else self._checked.checks

    @property
    def work(self) -> CheckProgress | None:
        """The bar while the check is under way."""
        return self._work

    @property
    def which(self) -> SegmentedChoice | None:
        """This table, or all."""
        return self._which

    def _show_lines(self) -> None:
        self._drop_lines()
        for place, line in enumerate(self.lines()):
            if place:
                self._lines.addWidget(Rule())
            self._lines.addWidget(_Line(line))

    def _drop_lines(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()


class _Line(QWidget):
    def __init__(self, line: Check) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(19, 12, 19, 12)
        row.setSpacing(12)
        row.addWidget(Icon("check", 18, "ok"), alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Text(line.title, "small_strong", wrap=True))
        column.addWidget(Text(line.text, "small", "text_2", wrap=True))
        row.addLayout(column, 1)
        self.setAccessibleName(f"{line.title}. {line.text}")


def when_words(checked: Checked) -> str:
    """When the figures were counted and how long the check took, and what it cannot know."""
    seconds = round(checked.release.certificate.seconds)
    took = (
        ngettext("in {count} second", "in {count} seconds", seconds).format(count=seconds)
        if seconds
        else _("in less than a second")
    )
    return _("Checked {time}, {took}. It cannot know what readers have learned elsewhere.").format(
        time=clock_time(checked.release.made_at), took=took
    )
