"""Passphrases come from a prompt or a file, never from arguments or the environment; progress goes to stderr."""

import argparse
import getpass
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from caseapp.base.errors import Refused
from caseapp.base.words import _, sentence
from caseapp.crypto.recovery_code import Group
from caseapp.services import health, vaults
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


def add_new_passphrase(parser: argparse.ArgumentParser) -> None:
    """Where a second, new passphrase comes from."""
    parser.add_argument(
        "--new-passphrase-file", metavar="FILE", help=_("file whose first line is the new passphrase; - as above")
    )


def add_keyring(parser: argparse.ArgumentParser) -> None:
    """Whether a second key goes into the account's keyring."""
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--keyring",
        dest="keyring",
        action="store_true",
        default=None,
        help=_("keep a second key in this account's keyring (usual where there is one to trust)"),
    )
    choice.add_argument(
        "--without-keyring",
        dest="keyring",
        action="store_false",
        default=None,
        help=_("a passphrase alone opens the vault"),
    )


def passphrase(arguments: argparse.Namespace, *, new: bool = False) -> str:
    """The passphrase, from the file named or from a prompt (twice when it is new).

    Raises:
        Refused: `passphrase_file_unreadable`, `passphrase_not_given`, `passphrases_differ`.
    """
    return _passphrase(arguments.passphrase_file, _("Passphrase: "), twice=new)


def new_passphrase(arguments: argparse.Namespace) -> str:
    """A new passphrase beside the one that opens the vault, typed twice by its owner. Raises as `passphrase`."""
    return _passphrase(arguments.new_passphrase_file, _("New passphrase: "), twice=True)


def keyring_choice(arguments: argparse.Namespace) -> bool | None:
    """Whether to use the account's keyring, asking on a terminal where there is none to trust.

    None leaves it to the vault, which refuses rather than go without unasked.
    """
    chosen: bool | None = arguments.keyring
    if chosen is None and sys.stdin.isatty():
        state = vaults.keyring_state()
        if state.problem is not None:
            print(sentence(Refused(state.problem)), file=sys.stderr)
            if input(_("Go without a keyring? A copied vault is then only as safe as its passphrase. [y/N] ")) == _(
                "y"
            ):
                return False
    return chosen


def recovery_code(arguments: argparse.Namespace) -> str:
    """The recovery code, from the file named or from a prompt. Raises as `passphrase`."""
    return _passphrase(arguments.recovery_code_file, _("Recovery code: "), twice=False)


def show_recovery_code(code: str) -> None:
    """Print a new code, once; on a terminal it has to be typed back from the paper."""
    print(_("Recovery code, shown once. Write it down and keep it in the office safe:"))
    print(code)
    if sys.stdin.isatty():
        while plain(input(_("Type it from the paper, to be sure: "))) != plain(code):
            print(_("That is not what is shown above. Compare the paper and type it again."), file=sys.stderr)


def tell_put_right(groups: tuple[Group, ...]) -> None:
    """Which groups of a code on paper had a slip, if any had."""
    if groups:
        print(vaults.put_right_words(groups))


def plain(code: str) -> str:
    """A code without dashes and spaces, in capitals."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def _passphrase(file: str | None, prompt: str, *, twice: bool) -> str:
    if not file and not sys.stdin.isatty():
        raise Refused("passphrase_not_given")
    typed = _from_file(file) if file else getpass.getpass(prompt)
    if not typed:  # no try: nothing is counted against anybody
        raise Refused("passphrase_not_given")
    if file:
        return typed
    if twice and getpass.getpass(_("The same again: ")) != typed:
        raise Refused("passphrases_differ")
    return typed


@contextmanager
def opened(arguments: argparse.Namespace) -> Iterator[Office]:
    """The vault named, open, and what the short check found on the error stream; closed and keys wiped at the end."""
    office = vaults.unlock(arguments.vault, passphrase(arguments))
    try:
        for said in health.at_start(office).sentences:
            print(said, file=sys.stderr)
        yield office
    finally:
        office.close()


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Ctrl+C once asks the work to stop at the next safe place; what is given tells whether it was pressed.

    Pressed again it interrupts at once, as usual.
    """
    pressed: list[int] = []

    def stop(number: int, _frame: object) -> None:
        pressed.append(number)
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


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


class StepsLine:
    """One line on a terminal for work in steps that come again and again, each in its words; silent elsewhere.

    As a context manager it takes the line away at the end.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        self._shown = sys.stderr.isatty()

    def __call__(self, step: str, done: int, of: int) -> None:
        """Show which step the work is at, and how far."""
        self._write(f"{self._words.get(step, step)}: {done:,} / {of:,}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self._write("")

    def _write(self, words: str) -> None:
        if self._shown:
            print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)


def _from_file(name: str) -> str:
    try:
        if name == "-":
            return sys.stdin.readline(LONGEST_FILE).rstrip("\r\n")
        with Path(name).open(encoding="utf-8-sig") as file:
            return file.readline(LONGEST_FILE).rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise Refused("passphrase_file_unreadable") from None
