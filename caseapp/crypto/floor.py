"""The oldest cryptographic library that is trusted with a vault."""

import re

from cryptography import __version__ as present

LEAST_CRYPTOGRAPHY = (50, 0, 2)


def cryptography_too_old(version: str = present) -> bool:
    """Whether a version, the installed one if none is named, is below the floor, or is no version at all."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3]) < LEAST_CRYPTOGRAPHY
