"""Works out how a text file was encoded: byte order marks first, then the shape of the bytes, then what
decodes.

Excel on Windows saves CSV as cp1252 and "Unicode text" as UTF-16; case systems send UTF-8 with and without
a mark.
"""

import codecs

from caseapp.base.errors import Refused
from caseapp.domain.import_sheet import SheetNote

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 64 * 1024
_CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}


def decode(data: bytes) -> tuple[str, str, list[SheetNote]]:
    """The text, the encoding's name and what had to be guessed or repaired.

    Raises Refused: `spreadsheet_unreadable` when the bytes are not text in any of these encodings.
    """
    notes: list[SheetNote] = []
    encoding, start = _encoding(data)
    if encoding == "cp1252":
        text = _from_windows(data)
        notes.append(SheetNote("sheet_encoding_guessed"))
    else:
        text = data[start:].decode(encoding, errors="replace")
        lost = text.count("\ufffd")
        if lost and lost != _replacement_marks_typed(data[start:], encoding):
            notes.append(SheetNote("sheet_characters_replaced", {"count": lost}))
    if "\0" in text:
        notes.append(SheetNote("sheet_nul_removed", {"count": text.count("\0")}))
        text = text.replace("\0", "")
    return text, encoding, notes


def _encoding(data: bytes) -> tuple[str, int]:
    """The encoding and where the text starts after the mark."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, len(mark)
    sample = data[:_SAMPLE]
    half = max(1, len(sample) // 2)
    if len(sample) >= 4 and sample[1::2].count(0) > half * 0.6 and sample[0::2].count(0) < half * 0.1:
        return "utf-16-le", 0
    if len(sample) >= 4 and sample[0::2].count(0) > half * 0.6 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be", 0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        controls = sum(1 for byte in sample if byte in _CONTROLS)
        if controls > len(sample) * 0.02:
            raise Refused("spreadsheet_unreadable") from None
        return "cp1252", 0
    return "utf-8", 0


def _from_windows(data: bytes) -> str:
    """cp1252 as web browsers read it: the five unassigned bytes become control characters instead of
    failing.
    """
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_windows_character(byte) for byte in data)


def _windows_character(byte: int) -> str:
    return chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes((byte,)).decode("cp1252")


def _replacement_marks_typed(data: bytes, encoding: str) -> int:
    """How many replacement characters the sender's own text held."""
    return data.count("\ufffd".encode(encoding))
