"""The columns of the caseload; each names its order to the database."""

from caseapp.base.words import _
from ui.models.rows_model import Column
from ui.pages.caseload import words
from ui.pages.caseload.words import CaseLine
from ui.widgets.risk_paint import risk_word

REF, NAME, RISK, STAGE, DUE, LAST, WORKER = range(7)
WIDTHS = (98, 144, 128, 140, 176, 98, 84)
"""At 100 % on a laptop of 1440; the name takes what is over."""


def columns() -> tuple[Column[CaseLine], ...]:
    """The seven columns, in order."""
    return (
        Column(_("Ref"), lambda line: line.row.reference, key="reference"),
        Column(_("Name"), words.name_of, key="name", tip=lambda line: line.district),
        Column(_("Risk"), lambda line: risk_word(line.risk), key="risk"),
        Column(_("Stage"), lambda line: line.stage, key="stage", tip=lambda line: line.stage_detail),
        Column(_("Next due"), words.due_text, key="next_due_on", tip=words.due_text),
        Column(_("Last contact"), lambda line: line.last, key="last_contact_on", tip=lambda line: line.last_ago),
        Column(_("Worker"), lambda line: line.worker, key="worker"),
    )
