"""The rail with the key facts of a case."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import CaseHeader
from caseapp.domain.enhanced import MUST_KNOW, category_choices
from ui.widgets.facts import Facts
from ui.widgets.section_heading import SectionHeading
from ui.words.dates import day_month_year


class KeyFacts(QWidget):
    """Labels and values over hairlines, straight on the page; `edit_wanted` from its link."""

    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        heading = SectionHeading(_("Key facts"), link=_("Edit"), rule=False)
        heading.link_clicked.connect(self.edit_wanted)
        column.addWidget(heading)
        column.addSpacing(6)
        self._facts = Facts()
        column.addWidget(self._facts)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show these facts."""
        self._facts.show_facts(facts)


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
