"""What single cells of a referral sheet mean: a choice, a district, an age band, an e-mail address, a
telephone number.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz

from caseapp.base.whole_text import said

COMMON_WORDS: Mapping[str, str] = {
    "f": "female", "woman": "female", "girl": "female", "m": "male", "man": "male", "boy": "male",
    "h": "high", "high risk": "high", "gold": "high", "med": "medium", "medium risk": "medium", "silver": "medium",
    "s": "standard", "std": "standard", "low": "standard", "standard risk": "standard", "bronze": "standard",
    "y": "yes", "true": "yes", "given": "yes", "consented": "yes", "1": "yes",
    "n": "no", "false": "no", "refused": "no", "0": "no",
    "unknown": "unknown", "not known": "unknown", "n k": "unknown", "nk": "unknown",
    "prefer not to say": "not stated", "not stated": "not stated",
    "domestic violence": "da", "domestic": "da", "dv": "da", "rape": "rsso", "sexual violence": "rsso", "sv": "rsso",
    "stalking": "stalking", "harassment": "stalking",
    "gp": "health", "a e": "health", "hospital": "health", "social services": "childrens social care",
    "self referral": "self", "police referral": "police",
}  # fmt: skip
"""Everyday words and letters → the code (with spaces for underscores) they stand for, where a list has that code."""

_AREA_NOISE = frozenset(
    {"district", "borough", "city", "council", "of", "the", "royal", "unitary", "authority", "area"}
)
_EMAIL = re.compile(r"[^@\s,;<>()\[\]\\\"]+@[^@\s,;<>()\[\]\\\"]+\.[^@\s,;<>()\[\]\\\".]{2,}")
_RANGE = re.compile(r"(\d{1,3})\D+(\d{1,3})")
_UPWARD = re.compile(r"(\d{1,3}) ?(?:\+|plus|and over|or over|and above)|over (\d{1,3})")
_DOWNWARD = re.compile(r"(?:under|below|<) ?(\d{1,3})")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text for comparing: no accents, capitals, punctuation or doubled spaces."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return " ".join(re.sub(r"[\W_]+", " ", bare.casefold().replace("&", " and ")).split())


def match_choice(text: str, choices: Mapping[str, str], translate: Mapping[str, str]) -> str | None:
    """The code for a sender's word: the map's own translation, then the label or code itself, then an everyday word."""
    word = plain(text)
    for theirs, code in translate.items():
        if plain(theirs) == word:
            return code
    codes = {plain(code): code for code in choices.values()}
    labels = {plain(label): code for label, code in choices.items()}
    return labels.get(word) or codes.get(word) or codes.get(COMMON_WORDS.get(word, ""))


def nearest_choice(text: str, choices: Mapping[str, str]) -> str | None:
    """The code of the one label that nearly reads like the text; only ever a suggestion for a person to confirm."""
    word = plain(text)
    scored = sorted(
        ((fuzz.token_sort_ratio(word, plain(label)), code) for label, code in choices.items()), reverse=True
    )
    if len(word) < 4 or not scored or scored[0][0] < 85:
        return None
    return scored[0][1]


def match_area(text: str, areas: Mapping[str, str]) -> str | None:
    """The area code for a district's name, whatever it is dressed in ("Dover District Council", "Tunbridge wels").

    None when no name is near, or two are about equally near.
    """
    word = _area_words(text)
    known = {_area_words(label): code for label, code in areas.items()}
    if text.strip().upper() in areas.values():
        return text.strip().upper()
    if word in known:
        return known[word]
    if len(word) < 4:
        return None
    scored = sorted(((fuzz.ratio(word, name), code) for name, code in known.items()), reverse=True)
    if not scored or scored[0][0] < 85 or (len(scored) > 1 and scored[1][0] > scored[0][0] - 5):
        return None
    return scored[0][1]


def _area_words(text: str) -> str:
    words = plain(text).split()
    return " ".join(word for word in words if word not in _AREA_NOISE) or " ".join(words)


def match_age_band(text: str, bands: Mapping[str, str]) -> str | None:
    """The code of an age band written as `25-34`, `75+`, `under 13` or by its label."""
    if code := match_choice(text, bands, {}):
        return code
    word = " ".join(text.casefold().replace("<", " under ").split())
    if found := _RANGE.fullmatch(word):
        wanted = f"{int(found[1])}_{int(found[2])}"
    elif found := _UPWARD.fullmatch(word):
        wanted = f"{int(found[1] or found[2])}_plus"
    elif found := _DOWNWARD.fullmatch(word):
        wanted = f"under_{int(found[1])}"
    else:
        return None
    return wanted if wanted in bands.values() else None


def is_email(text: str) -> bool:
    """Whether a text is shaped like one e-mail address."""
    return bool(_EMAIL.fullmatch(text)) and len(text) <= 254


def uk_digits(text: str) -> str:
    """The digits of a UK telephone number with its leading 0, or an empty text when it is not shaped like one."""
    bare = re.sub(r"[\s().\-]", "", text)
    for prefix in ("+440", "00440", "+44", "0044"):
        if bare.startswith(prefix):
            bare = "0" + bare.removeprefix(prefix)
            break
    right = bare.isascii() and bare.isdigit() and bare.startswith("0") and not bare.startswith("00")
    return bare if right and len(bare) in (10, 11) else ""


def lost_its_zero(text: str) -> bool:
    """Whether a spreadsheet made a number of a UK telephone number and dropped the 0 in front (7700900123)."""
    return bool(re.fullmatch(r"[127]\d{9}", text, re.ASCII))


def split_name(whole: str) -> tuple[str | None, str | None]:
    """First and last name from one cell: `Hall, Isla` and `Isla Hall`; a single word is a first name."""
    before, comma, after = whole.partition(",")
    if comma and said(after):
        return said(after), said(before) or None
    parts = [part for part in whole.split(" ") if said(part.replace(",", ""))]
    if len(parts) > 1:
        return " ".join(parts[:-1]).strip(), parts[-1].strip()
    return (parts[0].strip() if parts else None), None


def in_band(age: int, code: str) -> bool:
    """Whether an age falls in a band by the band's code: `25_34`, `under_13`, `75_plus`."""
    low, _, high = code.partition("_")
    if low == "under":
        return high.isdigit() and age < int(high)
    if not low.isdigit():
        return False
    return int(low) <= age and (high == "plus" or (high.isdigit() and age <= int(high)))
