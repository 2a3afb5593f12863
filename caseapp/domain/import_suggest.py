"""Guesses which column fills which field, from headings first and the look of the cells second.

A wrong guess can be dangerous: a perpetrator's telephone number in a client's record. Columns about anybody
else are never guessed; a person confirms every map before it is used.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from rapidfuzz import fuzz

from caseapp.domain.import_cells import is_email, lost_its_zero, match_choice, nearest_choice, plain, uk_digits
from caseapp.domain.import_dates import guess_order, read_date
from caseapp.domain.import_mapping import FIELD, FieldKind, ImportMap
from caseapp.domain.import_sheet import SheetRow

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "received_on": ("received", "received on", "date received", "referral date", "date of referral", "referred on",
                    "date referred", "referral received", "date referral received", "received date",
                    "referral received date"),
    "route": ("route", "source", "referral source", "source of referral", "referral route", "referral type", "pathway"),
    "referrer_name": ("referrer", "referrer name", "name of referrer", "referred by", "referring officer", "officer",
                      "officer name", "oic", "officer in case", "referring worker"),
    "referrer_agency": ("agency", "referring agency", "referrer agency", "referral agency", "organisation",
                        "referring organisation", "referrer organisation", "force", "police force"),
    "crime_ref": ("crime ref", "crime reference", "crime number", "crime no", "crime reference number", "crime ref no",
                  "urn", "crn", "athena ref", "niche ref", "occurrence number", "investigation number"),
    "risk": ("risk", "risk level", "risk grade", "risk rating", "dash risk", "risk assessment", "dash grade"),
    "risk_tool": ("risk tool", "tool", "risk assessment tool", "tool used", "assessment tool"),
    "consent": ("consent", "consent given", "consented", "consent to referral", "consents", "consent y n"),
    "first_name": ("first name", "firstname", "forename", "forenames", "forename s", "given name", "given names",
                   "first names", "fname", "christian name"),
    "last_name": ("last name", "lastname", "surname", "family name", "lname", "second name"),
    "known_as": ("known as", "preferred name", "alias", "aka", "likes to be called", "nickname", "alias name"),
    "full_name": ("name", "full name", "fullname", "name in full"),
    "born": ("dob", "date of birth", "d o b", "birth date", "birthdate", "born", "birthday", "year of birth", "yob",
             "age", "age band", "age group", "age range", "age at referral"),
    "sex": ("sex", "gender", "sex at birth", "m f"),
    "district": ("district", "area", "borough", "local authority", "council", "district council", "la", "lpa",
                 "district of residence", "area of residence"),
    "town": ("town", "city", "town city", "town or city", "place", "village", "post town"),
    "email": ("email", "e mail", "email address", "e mail address", "mail"),
    "phone": ("phone", "telephone", "mobile", "tel", "phone number", "telephone number", "mobile number", "tel no",
              "contact number", "mobile phone", "contact no", "phone no", "mobile no", "safe number", "mob",
              "mobile tel"),
    "crime_group": ("crime type", "offence", "offence type", "crime", "type of crime", "kind of crime", "crime group",
                    "abuse type", "type of abuse", "crime category", "offence group"),
    "summary": ("summary", "details", "description", "circumstances", "mo", "incident summary", "referral reason",
                "reason for referral", "incident details", "brief summary", "background"),
    "their_id": ("id", "unique id", "record id", "ref", "reference", "case id", "case ref", "case number", "ref no",
                 "referral id", "referral number", "reference number", "uid", "row id", "system id", "urn no"),
    "note": ("note", "notes", "comment", "comments", "other information", "additional information", "remarks"),
}  # fmt: skip
"""What senders call each field, in `plain` form and without the words for the client."""

_CLIENT = frozenset(
    {"client", "clients", "victim", "victims", "survivor", "survivors", "person", "s", "vs", "iu", "su"}
)
_OTHERS = frozenset({
    "perpetrator", "perp", "perps", "perpetrators", "suspect", "suspects", "offender", "offenders", "alleged",
    "accused",
    "defendant", "abuser", "partner", "ex", "husband", "wife", "child", "children", "son", "daughter", "sibling", "gp",
    "doctor", "kin", "nok", "emergency", "third", "carer", "parent", "mother", "father", "guardian", "school",
    "witness",
    "relative", "family", "friend", "neighbour", "landlord", "solicitor", "employer", "interpreter", "worker", "idva",
    "isva", "unsafe", "not",
})  # fmt: skip
_REFERRER = frozenset({"referrer", "referring", "referred", "officer", "oic", "agency", "organisation", "professional"})
_MAYBE_REFERRER = ("referrer_name", "referrer_agency", "received_on", "route")
_SHARE = 0.6


def suggest_mapping(
    columns: Sequence[str],
    sample_rows: Sequence[SheetRow],
    choices: Mapping[str, Mapping[str, str]] | None = None,
) -> ImportMap:
    """A map to start from. With `choices` (see `import_rows.shipped_choices`) it also suggests what the sender's own
    words for risk, route and the like stand for.
    """
    headings = [_heading(column) for column in columns]
    chosen: dict[str, int] = {}
    for close in (100.0, 88.0):
        for name, known in HEADINGS.items():
            if name not in chosen and (at := _best(name, known, headings, chosen, close)) is not None:
                chosen[name] = at
    _drop_needless_full_name(chosen)
    for name, looks_right in _BY_LOOK.items():
        if name not in chosen and (at := _by_look(looks_right, headings, sample_rows, chosen)) is not None:
            chosen[name] = at
    dates = [row.cells[at] for name, at in chosen.items() if name in ("received_on", "born") for row in sample_rows]
    return ImportMap(
        "",
        {name: columns[chosen[name]] for name in FIELD if name in chosen},
        {},
        guess_order(dates),
        _translations(chosen, sample_rows, choices or {}),
    )


def _heading(column: str) -> str:
    """A column name without capitals, punctuation and the words for the client: `Victim's DOB` → `dob`."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    words = plain(re.sub(r"['’]s\b", "", spaced)).split()
    return " ".join(word for word in words if word not in _CLIENT) or " ".join(words)


def _may_be(name: str, heading: str) -> bool:
    """Whether a column with this heading may fill a field without being about somebody else."""
    words = set(heading.split())
    if name == "last_name":
        words -= {"family"}  # "family name"
    if words & _OTHERS and heading not in HEADINGS[name]:
        return False
    return name in _MAYBE_REFERRER or not words & _REFERRER or heading in HEADINGS[name]


def _best(
    name: str, known: Sequence[str], headings: Sequence[str], chosen: Mapping[str, int], close: float
) -> int | None:
    """The free column whose heading is nearest to what senders call the field, if near enough."""
    free = [at for at, heading in enumerate(headings) if at not in chosen.values() and _may_be(name, heading)]
    scored = [(_nearness(headings[at], known), -rank, at) for rank, at in enumerate(free)]
    score, _, at = max(scored, default=(0.0, 0, 0))
    return at if score >= close else None


def _nearness(heading: str, known: Sequence[str]) -> float:
    """100 for a known heading, a little less for a misspelt one of five letters or more."""
    if heading in known:
        return 100.0
    if len(heading) < 5:
        return 0.0
    return min(99.0, max(fuzz.ratio(heading, each) for each in known))


def _drop_needless_full_name(chosen: dict[str, int]) -> None:
    """One column for the whole name is only needed when first and last name have none of their own."""
    if "first_name" in chosen and "last_name" in chosen:
        chosen.pop("full_name", None)


def _is_phone(text: str) -> bool:
    return bool(uk_digits(text)) or lost_its_zero(text)


def _is_birth_date(text: str) -> bool:
    """A day before 2010, its year in four digits: a date of birth rather than of an event we are told about now."""
    read = read_date(text, guess_order([text]), date.max) if re.search(r"\d{4}", text) else None
    return read is not None and read.day.year < 2010 and not read.from_number


_BY_LOOK: Mapping[str, Callable[[str], bool]] = {"email": is_email, "phone": _is_phone, "born": _is_birth_date}


def _by_look(
    looks_right: Callable[[str], bool],
    headings: Sequence[str],
    rows: Sequence[SheetRow],
    chosen: Mapping[str, int],
) -> int | None:
    """The first free column, not about anybody else, most of whose cells look right."""
    for at, heading in enumerate(headings):
        if at in chosen.values() or set(heading.split()) & (_OTHERS | _REFERRER):
            continue
        filled = [row.cells[at].strip() for row in rows if row.cells[at].strip()]
        if filled and sum(map(looks_right, filled)) >= _SHARE * len(filled):
            return at
    return None


def _translations(
    chosen: Mapping[str, int], rows: Sequence[SheetRow], choices: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]]:
    """The sender's words that nearly read like one of our labels, for a person to confirm."""
    found: dict[str, dict[str, str]] = {}
    for name, at in chosen.items():
        if FIELD[name].kind is not FieldKind.CHOICE or name not in choices:
            continue
        for word in dict.fromkeys(row.cells[at].strip() for row in rows):
            if word and match_choice(word, choices[name], {}) is None and (code := nearest_choice(word, choices[name])):
                found.setdefault(name, {})[word] = code
    return found
