"""One rule of the Code in full, at the right of the list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.services.catalogue_rows import CatalogueRow
from ui.pages.code.words import doubt_words, layer_words, paragraph_words
from ui.widgets.banner import Banner
from ui.widgets.rule import Rule
from ui.widgets.text import Text
from ui.words.dates import day_month_year


class RuleText(QScrollArea):
    """What is owed, by whom, when it starts, by when, on which conditions, and where it was read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("The rule chosen"))
        self._inside = QWidget()
        self._inside.setProperty("scrolled", True)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(24, 20, 28, 24)
        self._column.setSpacing(4)
        self._title = Text("", "subtitle", wrap=True, selectable=True)
        self._id = Text("", "small", "text_2", wrap=True, tabular=True, selectable=True)
        self._layer = Banner("info", "", icon="landmark")
        self._doubt = Banner("soon", "", icon="circle-question-mark")
        self._parts: list[QWidget] = []
        self._column.addWidget(self._title)
        self._column.addWidget(self._id)
        self._column.addSpacing(8)
        self._column.addWidget(self._layer)
        self._column.addWidget(self._doubt)
        self._column.addStretch()
        self.setWidget(self._inside)
        self.show_rule(None)

    def show_rule(self, row: CatalogueRow | None) -> None:
        """Show a rule, or nothing."""
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        self._inside.setVisible(row is not None)
        if row is None:
            return
        self._title.set_text(row.title)
        self._id.set_text(_("{id}, Right {number}").format(id=row.rule_id, number=row.right_number))
        self._layer.setVisible(bool(layer_words(row)))
        self._layer.set_words(
            layer_words(row),
            _("It is never counted as a breach of the Code.")
            if row.layer
            not in (
                "code",
                "statute",
            )
            else "",
        )
        self._doubt.setVisible(bool(doubt_words(row)))
        self._doubt.set_words(doubt_words(row), _("Check it against the text in force before you rely on it."))
        for name, words in self._facts(row):
            if words:
                self._add(name, words)

    def _facts(self, row: CatalogueRow) -> tuple[tuple[str, str], ...]:
        owner = _("Whose deadline") if row.victims_own else _("Who owes it")
        own = _("The victim’s own, with {agency}").format(agency=row.provider)
        return (
            (owner, own if row.victims_own else row.provider),
            (_("What starts it"), "\n".join(row.opened_by)),
            (_("By when"), row.by_when),
            (_("When it applies"), "\n".join((*row.only_if, *((row.conditions,) if row.conditions else ())))),
            (_("Choice"), row.choice),
            (_("Where it stands"), paragraph_words(row)),
            (_("Source"), row.source),
            (_("How sure we are"), row.mark),
            (_("Checked"), day_month_year(row.checked)),
        )

    def _add(self, name: str, words: str) -> None:
        before = self._column.count() - 1
        parts = (Rule(), Text(name, "small_strong", "text_2", wrap=True), Text(words, "body", wrap=True, tabular=True))
        for part in parts:
            self._column.insertWidget(before, part)
            self._parts.append(part)
            before += 1
