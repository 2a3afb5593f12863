"""What a page asks the shell for. One frozen value a signal, sent up one hop."""

from dataclasses import dataclass

from caseapp.domain.saved import Saved


@dataclass(frozen=True, slots=True)
class CaseWanted:
    """Open a case on a tab; `compose` opens the contact composer at once, `row_id` selects a row of the tab.

    `form` names the draft to go on with: its form opens again even if the case is open and the form was put away.
    """

    case_id: str
    tab: str = "overview"
    compose: bool = False
    row_id: str | None = None
    form: str = ""


@dataclass(frozen=True, slots=True)
class PlaceWanted:
    """Go to a place of the sidebar, or a page that has no place there: `new_case`, `import`, `survey`.

    `item` is what the place should start from, such as a referral's id for `new_case`.
    """

    place: str
    item: object | None = None


@dataclass(frozen=True, slots=True)
class Toasted:
    """Something was saved: what to undo, and what the toast says. The text names a reference, never a person."""

    saved: Saved
    text: str
