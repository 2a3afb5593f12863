"""What a vault may be made of: the passphrase, the name shown, the cost of a guess. Refused before anything is made."""

import os

from caseapp.base.errors import Refused
from caseapp.crypto.kdf import KdfProfile, profile_problem
from caseapp.crypto.phrase import passphrase_problem
from caseapp.vault.header import LONGEST_LABEL

_TESTING_VARIABLE = "CASEAPP_TESTING_KDF"


def require_strong(passphrase: str, *about: str) -> None:
    """Raises `Refused` with the codes of `passphrase_problem`; words of the names `about` count for nothing."""
    problem = passphrase_problem(passphrase, about)
    if problem is not None:
        raise Refused(problem)


def require_label(label: str) -> None:
    """Raises `Refused("label_unfit")` unless the name can be shown."""
    if not 0 < len(label) <= LONGEST_LABEL or not label.isprintable() or label.isspace():
        raise Refused("label_unfit", most=LONGEST_LABEL)


def require_fit(profile: KdfProfile, *, allow_testing: bool) -> None:
    """Nothing is made that would not be opened; a vault for real records never gets a slot stretched for tests only."""
    problem = profile_problem(profile, allow_testing=allow_testing)
    if problem is not None:
        raise Refused(problem)


def require_allowed(testing: bool, allow_testing: bool) -> None:
    """Raises `Refused("kdf_testing_only")` for a testing vault where none may be opened."""
    if testing and not testing_allowed(allow_testing):
        raise Refused("kdf_testing_only")


def testing_allowed(by_caller: bool) -> bool:
    """Whether throw-away vaults may be made and opened here."""
    return by_caller or os.environ.get(_TESTING_VARIABLE) == "1"
