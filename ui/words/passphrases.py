"""What is said of a new passphrase while it is typed."""

from caseapp.base.errors import Refused
from caseapp.base.words import _, sentence
from caseapp.services import vaults

_STRONG_AT = 25
"""Characters from which a phrase that is not a common one is called strong; six offered words have more."""


def strength_words(typed: str) -> str:
    """What is said below the field while typing. Nothing for an empty field."""
    if not typed:
        return ""
    problem = vaults.passphrase_problem(typed)
    if problem == "passphrase_too_short":
        return _("Too short so far. Go on: 15 characters or more.")
    if problem is not None:
        return sentence(Refused(problem))
    if len(typed) < _STRONG_AT:
        return _("Good enough. One more word would make it strong.")
    return _("Strong.")
