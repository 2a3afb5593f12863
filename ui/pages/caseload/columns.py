"""The columns of the caseload; each names its order to the database, and knows how it gives way in a narrow window."""

from collections.abc import Collection

from caseapp.base.words import _
from ui.models.rows_model import Column
from ui.pages.caseload import words
from ui.pages.caseload.words import CaseLine
from ui.widgets.risk_paint import risk_word

REF, NAME, RISK, STAGE, DUE, LAST, WORKER = range(7)
WIDTHS = (98, 138, 132, 136, 182, 98, 78)
"""At 100 % on a laptop of 1440; the name takes what is over."""
NARROWEST = (92, 138, 131, 130, 178, 89, 68)
"""To this they are squeezed before one of them goes: at it no badge, no stage, no date and hardly a name is cut."""
_GOES_FIRST = (WORKER, LAST, STAGE, RISK, REF, DUE)
"""In a window with room for fewer. All of it stands in the preview, and is read out with the row."""


def fitted(room: int, wanted: Collection[int], *, scale: float, sorted_by: int, reference: int = 0) -> dict[int, int]:
    """How wide each column is that has room, of those wanted; the name and the one sorted by are never put away.

    `reference`: what the longest reference shown needs, in pixels: a large service has long ones.
    """
    least = {place: round(NARROWEST[place] * scale) for place in range(len(WIDTHS)) if place in wanted}
    if REF in least:
        least[REF] = max(least[REF], reference)
    for place in _GOES_FIRST:
        if sum(least.values()) <= room:
            break
        if place != sorted_by:
            least.pop(place, None)
    spare = {place: max(0, round(WIDTHS[place] * scale) - least[place]) for place in least}
    over = max(0, room - sum(least.values()))
    part = min(1.0, over / sum(spare.values())) if any(spare.values()) else 0.0
    widths = {place: least[place] + int(spare[place] * part) for place in least}
    widths[NAME] += max(0, room - sum(widths.values()))
    return widths


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
