"""Passphrases come from a prompt or a file, never from arguments or the environment. Progress goes to the error stream."""

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.base.words import _
from caseapp.services import vaults
from caseapp.services.office import Office

LONGEST_FILE = 8_192


def add_vault(parser: argparse.ArgumentParser) -> None:
    """The arguments of every command that opens a vault."""
    parser.add_argument("--vault", type=Path, required=True, metavar="DIR", help=_("folder of the vault"))
    add_passphrase(parser)


def add_passphrase(parser: argparse.ArgumentParser) -> None:
    """Where the passphrase comes from."""
    parser.add_argument(
        "--passphrase-file", metavar="FILE", help=_("file whose first line is the passphrase; - is standard input")
    )


def passphrase(arguments: argparse.Namespace, *, new: bool = False) -> str:
    """The passphrase, from the file named or from a prompt (twice when it is new).

    Raises:
        Refused: `passphrase_file_unreadable`, `passphrase_not_given`, `passphrases_differ`.
    """
    if arguments.passphrase_file:
        return _from_file(arguments.passphrase_file)
    if not sys.stdin.isatty():
        raise Refused("passphrase_not_given")
    typed = getpass.getpass(_("Passphrase: "))
    if new and getpass.getpass(_("The same again: ")) != typed:
        raise Refused("passphrases_differ")
    return typed


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[Office]:
    """The vault named, open; closed and its keys wiped at the end."""
    office = vaults.unlock(arguments.vault, passphrase(arguments))
    try:
        yield office
    finally:
        office.close()


class ProgressLine:
    """One line that counts up on a terminal; silent elsewhere."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty()

    def __call__(self, done: int, of: int) -> None:
        """Show how far the work has come."""
        if self._shown:
            end = "\n" if done >= of else ""
            print(f"\r{self._what}: {done:,} / {of:,}", end=end, file=sys.stderr, flush=True)


def _from_file(name: str) -> str:
    try:
        if name == "-":
            return sys.stdin.readline(LONGEST_FILE).rstrip("\r\n")
        with Path(name).open(encoding="utf-8-sig") as file:
            return file.readline(LONGEST_FILE).rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise Refused("passphrase_file_unreadable") from None
