"""What to say, and what to offer, when the tables cannot be made safe together."""

from dataclasses import dataclass

from caseapp.base.errors import Trouble
from caseapp.base.words import _, ngettext
from ui.pages.reports.options import ReportOptions, row_of


@dataclass(frozen=True, slots=True)
class WayOut:
    """The panel's words, and the tables its button leaves out (none: no button)."""

    title: str
    words: str
    button: str
    leave_out: tuple[str, ...]


def way_out_of(trouble: Trouble, options: ReportOptions) -> WayOut:
    """Leave out the table found, or those split by the question found; never all of them."""
    facts = trouble.facts
    cells = int(facts.get("cells") or 1)
    title = ngettext(
        "{count} hidden number could be worked out", "{count} hidden numbers could be worked out", cells
    ).format(count=cells)
    ticked = options.wishes().tables
    table = row_of(str(facts.get("table", "")))
    found = (table,) if table in ticked else options.using(str(facts.get("dimension", "")))
    if not found or len(found) == len(ticked):
        words = _("Nothing can be exported. Choose fewer tables, or the other kind of reader.")
        return WayOut(title, words, "", ())
    names = ", ".join(f"“{options.title_of(each)}”" for each in found)
    words = _("Nothing can be exported. These tables together give too much away: {tables}.").format(tables=names)
    button = ngettext("Leave this table out", "Leave these tables out", len(found))
    return WayOut(title, words, button, found)
