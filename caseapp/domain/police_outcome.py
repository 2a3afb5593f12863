"""Outcome numbers as the police told them, beside what the client says. Only 14 and 16 mean "does not support action".

Forces use these numbers unevenly, so the person is always asked "is that what you said?".
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseapp.base.words import _
from caseapp.domain import shipped

SUPPORTS, DOES_NOT, NOT_ASKED = "supports", "does_not", "not_asked"
SAYS = (SUPPORTS, DOES_NOT, NOT_ASKED)


class Agreement(StrEnum):
    """How the number and the client's words stand to each other."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    CAME_BACK = "came_back"
    """The client had stepped back and supports action again."""
    ASK = "ask"
    NOTHING_TO_COMPARE = "nothing_to_compare"


@dataclass(frozen=True, slots=True)
class ChainStep:
    """The latest step of the withdrawal chain: withdrew, did_not_report or returned; `own`: in the client's words."""

    kind: str
    on: date
    own: bool


@dataclass(frozen=True, slots=True)
class OutcomeCheck:
    """An outcome as told, the agreement and what to do about it; `review` says whether a police review may be open."""

    code: str
    label: str
    agreement: Agreement
    words: str
    review: bool


def compare(code: str, says: str, chain: ChainStep | None) -> OutcomeCheck:
    """Compare a number with what the client says: asked about it, or else in the withdrawal chain."""
    item = shipped.code_list("police_outcomes").get(code)
    label = shipped.code_list("police_outcomes").label(code)
    back = chain is not None and chain.kind == "returned"
    if says == NOT_ASKED and chain is not None and (chain.own or back):
        says = SUPPORTS if back else DOES_NOT
    blames = item is not None and item.flag("withdrawal")
    supports = item is not None and code == "15"
    agreement = _agreement(says, blames=blames, supports=supports, back=back)
    review = (item is not None and item.flag("review")) or (
        code == "16" and agreement in {Agreement.DISAGREES, Agreement.CAME_BACK}
    )
    return OutcomeCheck(code, label, agreement, _words(code, agreement, blames=blames, review=review), review)


def _agreement(says: str, *, blames: bool, supports: bool, back: bool) -> Agreement:
    if not blames and not supports:
        return Agreement.NOTHING_TO_COMPARE
    if says == NOT_ASKED:
        return Agreement.ASK
    if (says == DOES_NOT) is blames:
        return Agreement.AGREES
    return Agreement.CAME_BACK if blames and back else Agreement.DISAGREES


def _words(code: str, agreement: Agreement, *, blames: bool, review: bool) -> str:
    meaning = _("does not support action") if blames else _("supports action")
    said = {
        Agreement.AGREES: _("Outcome {code} fits what the client says."),
        Agreement.DISAGREES: _(
            "Outcome {code} says the client {meaning}. The client says otherwise: ask the police to put it right."
        ),
        Agreement.CAME_BACK: _(
            "Outcome {code} says the client {meaning}. The client has come back since: tell the police."
        ),
        Agreement.ASK: _("Outcome {code} says the client {meaning}. Ask: is that what you said?"),
        Agreement.NOTHING_TO_COMPARE: "",
    }[agreement].format(code=code, meaning=meaning)
    if review:
        more = _("A police review may be open if a suspect was interviewed under caution: look at the days left.")
        return f"{said} {more}".strip()
    return said
