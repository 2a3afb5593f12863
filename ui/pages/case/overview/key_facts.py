"""The rail with the key facts of a case."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import CaseHeader
from caseapp.domain.enhanced import MUST_KNOW, category_choices
from ui.theme.theme import theme
from ui.widgets.rule import Rule
from ui.widgets.section_heading import SectionHeading
from ui.widgets.text import Text
from ui.words.dates import day_month_year

_LABEL_WIDTH = 106


class KeyFacts(QWidget):
    """Labels and values over hairlines, straight on the page; `edit_wanted` from its link."""

    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 1, 0, 0)
        self._column.setSpacing(0)
        heading = SectionHeading(_("Key facts"), link=_("Edit"), rule=False)
        heading.link_clicked.connect(self.edit_wanted)
        self._column.addWidget(heading)
        self._column.addSpacing(6)
        self._rows: QWidget | None = None

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show these facts."""
        if self._rows is not None:
            self._column.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        self._rows = QWidget()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(7)
        grid.setHorizontalSpacing(12)
        grid.setColumnMinimumWidth(0, theme().grown(_LABEL_WIDTH))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for place, (label, value) in enumerate(facts):
            grid.addWidget(Rule(), 2 * place, 0, 1, 2)
            grid.addWidget(Text(label, "small", "text_2"), 2 * place + 1, 0, top)
            grid.addWidget(Text(value, "small", wrap=True, tabular=True), 2 * place + 1, 1, top)
        self._column.addWidget(self._rows)


def key_facts(header: CaseHeader) -> tuple[tuple[str, str], ...]:
    """Label and value; the ones every case should have are there even when not known yet."""
    missing = _("Not known yet")
    language = header.language or ""
    if header.interpreter:
        language = _("{language}. Interpreter: {interpreter}").format(
            language=language or missing, interpreter=header.interpreter
        )
    officer = ", ".join(part for part in (header.officer, header.officer_phone) if part)
    facts = [
        (_("Lives with"), header.lives_with or missing),
        (_("Language"), language or missing),
        (_("What happened"), _label("crime_types", header.crime_type)),
        (_("Done by"), _label("relationships", header.relationship)),
        (_("Risk graded"), day_month_year(header.risk_on) if header.risk_on else ""),
        (_("Crime ref"), header.crime_ref or missing),
        (_("Officer"), officer or missing),
        (_("Enhanced rights"), _enhanced(header)),
        (_("Police outcome"), _label("police_outcomes", header.police_outcome)),
    ]
    return tuple((label, value) for label, value in facts if value)


def _enhanced(header: CaseHeader) -> str:
    """Who decided for enhanced rights, when, in which category and who was told; empty where nobody is named."""
    if not header.enhanced_by or header.enhanced_on is None:
        return ""
    said = [_("{who}, {day}").format(who=header.enhanced_by, day=day_month_year(header.enhanced_on))]
    if header.enhanced_category:
        said.append(dict(category_choices()).get(header.enhanced_category, header.enhanced_category))
    said += _bodies_told(header)
    return ". ".join(said)


def _bodies_told(header: CaseHeader) -> list[str]:
    """Who was told of enhanced rights, and of which body that owes news nobody knows it: it may use the slow limit."""
    told = [header.enhanced_shared] if header.enhanced_shared else []
    told += [
        _label("agencies", one.agency) + (f" {day_month_year(one.told_on)}" if one.told_on else "")
        for one in header.enhanced_told
    ]
    knowing = {one.agency for one in header.enhanced_told}
    missing = [] if header.enhanced_shared else [_label("agencies", code) for code in MUST_KNOW if code not in knowing]
    said = [_("Told: {bodies}").format(bodies=", ".join(told))] if told else []
    if missing:
        said.append(_("Not known to be told: {bodies}").format(bodies=", ".join(missing)))
    return said


def _label(list_id: str, code: str | None) -> str:
    return _(shipped.code_list(list_id).label(code)) if code else ""
