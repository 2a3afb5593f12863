"""Dates as senders type them: 1/3/2025, 01-03-25, 2025-03-01T09:15, 1 March 2025, and years or months of
birth.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from caseapp.domain.import_mapping import DateOrder

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_TIME = r"(?:[ T]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[ap]m)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.ASCII | re.IGNORECASE)
_COMPACT = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})", re.ASCII)
_PARTS = re.compile(rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){_TIME}", re.ASCII | re.IGNORECASE)
_WORDS = re.compile(
    rf"(?:[a-z]{{3,9}},? )?(\d{{1,2}})(?:st|nd|rd|th)?[ -]([a-z]{{3,9}})\.?,?[ -](\d{{4}}|\d{{2}}){_TIME}",
    re.ASCII | re.IGNORECASE,
)
_US_WORDS = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII | re.IGNORECASE)
_MONTH_YEAR = re.compile(r"(?:(\d{1,2})[-/.]|([a-z]{3,9})\.?[ -])(\d{4})", re.ASCII | re.IGNORECASE)
_YEAR = re.compile(r"(?:c\.? ?)?(\d{4})", re.ASCII)
_SERIAL = re.compile(r"([1-9]\d{4})(?:\.\d+)?", re.ASCII)
_EXCEL_DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, or the first day of a month or year when only that is known. `from_number`: it was an Excel
    day number.
    """

    day: date
    precision: str = "day"
    from_number: bool = False


def read_date(text: str, order: DateOrder, latest: date) -> PartialDate | None:
    """The day meant by a text; None when it is no date. A two-digit year is the last such year up to
    `latest`.
    """
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _PARTS.fullmatch(text):
        first, second, third = found[1], found[2], found[3]
        if order is DateOrder.YMD and len(third) == 2:
            return _day(_year(first, latest), second, third)
        month, day = (first, second) if order is DateOrder.MDY else (second, first)
        return _day(_year(third, latest), month, day)
    if found := _WORDS.fullmatch(text):
        return _day(_year(found[3], latest), _month(found[2]), found[1])
    if found := _US_WORDS.fullmatch(text):
        return _day(found[3], _month(found[1]), found[2])
    if found := _COMPACT.fullmatch(text):
        return _day(found[1] + found[2], found[3], found[4])
    if found := _SERIAL.fullmatch(text):
        serial = _EXCEL_DAY_ZERO + timedelta(days=int(found[1]))
        return PartialDate(serial, from_number=True) if serial <= latest else None
    return None


def read_partial(text: str, order: DateOrder, latest: date) -> PartialDate | None:
    """A day, or else a month (`06/1971`, `June 1971`) or a year (`1971`, `c. 1971`)."""
    if whole := read_date(text, order, latest):
        return whole
    text = " ".join(text.split())
    if found := _MONTH_YEAR.fullmatch(text):
        month = _day(found[3], found[1] or _month(found[2]), 1)
        return month and PartialDate(month.day, "month")
    if found := _YEAR.fullmatch(text):
        year = _day(found[1], 1, 1)
        return year and PartialDate(year.day, "year")
    return None


def guess_order(texts: list[str]) -> DateOrder:
    """The order most of a column's dates can be read in; day first when nothing tells."""
    firsts, seconds, iso = 0, 0, 0
    for text in texts:
        stripped = text.strip()
        iso += bool(_ISO.fullmatch(stripped))
        if found := _PARTS.fullmatch(stripped):
            firsts += int(found[1]) > 12
            seconds += int(found[2]) > 12
    if seconds > firsts:
        return DateOrder.MDY
    return DateOrder.YMD if iso and not firsts else DateOrder.DMY


def _day(year: str | int, month: str | int, day: str | int) -> PartialDate | None:
    try:
        return PartialDate(date(int(year), int(month), int(day)))
    except ValueError:
        return None


def _month(name: str) -> int:
    """1 to 12; 0, which is no month, for a word that is none."""
    word = name.lower()
    if word in _FULL_MONTHS:
        return _FULL_MONTHS.index(word) + 1
    return _MONTHS.index(word[:3]) + 1 if word in _MONTHS or word == "sept" else 0


def _year(text: str, latest: date) -> int:
    if len(text) == 4:
        return int(text)
    year = latest.year // 100 * 100 + int(text)
    return year if year <= latest.year else year - 100
