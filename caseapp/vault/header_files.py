"""The two copies of the header on disk: read the best, write both, mend the one that is damaged.

Both copies hold the same generation after every save. An older generation is not kept on purpose: it would still open
with the passphrase that was just changed. Each copy is replaced atomically and read back before the other is touched.
"""

from pathlib import Path

from caseapp.base.errors import Damaged, Refused
from caseapp.vault.folder import header_paths, require_vault
from caseapp.vault.header import MOST_BYTES, Header, decode, encode
from caseapp.vault.small_file import read_small, replace_file


def read_headers(folder: Path) -> tuple[Header, ...]:
    """The readable headers, highest generation first, each once. Not yet genuine: that needs the key.

    Raises `Refused("not_a_vault")`, `Refused("vault_too_new")` or `Damaged("header_damaged")` if neither copy can be
    read.
    """
    require_vault(folder)
    found: list[Header] = []
    for path in header_paths(folder):
        header = _read(path)
        if header is not None and header not in found:
            found.append(header)
    if not found:
        raise Damaged("header_damaged")
    return tuple(sorted(found, key=lambda header: -header.generation))


def _read(path: Path) -> Header | None:
    content = read_small(path, MOST_BYTES)
    try:
        return None if content is None else decode(content)
    except Damaged:
        return None


def write_headers(folder: Path, header: Header) -> None:
    """Save a signed header over both copies, the worse one first."""
    content = encode(header)
    decode(content)
    for path in sorted(header_paths(folder), key=_worth):
        replace_file(path, content)
        if read_small(path, MOST_BYTES) != content:
            raise Refused("disk_error")


def _worth(path: Path) -> int:
    header = _read(path)
    return 0 if header is None else header.generation


def mend(folder: Path, header: Header) -> bool:
    """Make both copies equal to a genuine header; whether that was needed."""
    content = encode(header)
    if all(read_small(path, MOST_BYTES) == content for path in header_paths(folder)):
        return False
    write_headers(folder, header)
    return True
