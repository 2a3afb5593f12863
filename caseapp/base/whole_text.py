"""What people type, as it can be kept: whole characters, and nothing where nothing can be seen."""

import unicodedata

_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs by their class that are drawn as nothing."""


def whole(text: str) -> str:
    """The text with every half of a character that has lost its other half replaced by �, as no file can hold it; two
    halves side by side are joined. Broken programs leave such halves on the clipboard and in sheets."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def said(text: str | None) -> str:
    """The text without space around it; empty where all of it is spaces, fillers or signs of no width."""
    bare = (text or "").strip()
    return bare if any(_is_seen(sign) for sign in bare) else ""


def _is_seen(sign: str) -> bool:
    return not sign.isspace() and sign not in _FILLERS and unicodedata.category(sign) not in {"Cc", "Cf"}
