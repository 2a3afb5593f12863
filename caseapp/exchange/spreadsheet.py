"""Reads a received spreadsheet of referrals: bytes in, a `Sheet` out, or a plain refusal. Nothing else can
happen.
"""

from caseapp.base.errors import Refused
from caseapp.domain.import_sheet import Sheet, SheetKind, SheetNote, SheetRow
from caseapp.exchange.delimited import read_delimited
from caseapp.exchange.limits import MAX_BYTES
from caseapp.exchange.workbook import read_workbook

__all__ = ["Sheet", "SheetKind", "SheetNote", "SheetRow", "read_sheet"]

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHER = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"SQLite format 3",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
_WEB_PAGE = (b"<!doctype", b"<html", b"<table", b"<?xml")


def read_sheet(data: bytes, file_name: str) -> Sheet:
    """The rows of a CSV or XLSX file.

    What the file *is* is decided by its bytes; the name only tells an empty workbook from an empty text
    file. The name is never kept or logged: it can hold a person's name.

    Raises Refused with a code whose name begins with `spreadsheet_`.
    """
    if len(data) > MAX_BYTES:
        raise Refused("spreadsheet_too_large", limit=MAX_BYTES // (1024 * 1024))
    if not data.strip(b"\0 \t\r\n"):
        raise Refused("spreadsheet_empty")
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise Refused("spreadsheet_encrypted" if encrypted else "spreadsheet_old_excel")
    if data.startswith(_ZIP):
        return read_workbook(data)
    if data.startswith(_OTHER) or data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGE):
        raise Refused("spreadsheet_other_file")
    if file_name.lower().endswith((".xlsx", ".xlsm")):
        raise Refused("spreadsheet_damaged")
    return read_delimited(data)
