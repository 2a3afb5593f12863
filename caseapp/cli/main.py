"""The commands, their arguments, and how trouble is told: one plain sentence and an exit status.

Exit status: 0 done; 1 the answer is no (an attack succeeded, a chain is broken); 2 the command was mistyped; 3 the
world refused; 4 stored data is damaged; 5 our own mistake.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from typing_extensions import override

from caseapp import __version__
from caseapp.base import machine_settings, paths
from caseapp.base.errors import Damaged, Refused, Trouble
from caseapp.base.log import told
from caseapp.base.words import _, sentence, use_language

MISTYPED, REFUSED, DAMAGED, BROKEN = 2, 3, 4, 5
MODULES = {
    "example": "example",
    "vault": "vault",
    "import": "imports",
    "report": "report",
    "attack": "report",
    "due": "code",
    "code": "code",
}
"""Each command, and the module that has it: only that one is loaded, so that a right's day comes at once."""


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit status."""
    use_language(machine_settings.load(paths.settings_file()).language)
    try:
        chosen = build_parser(arguments[0] if arguments else "").parse_args(arguments)
        status: int = chosen.act(chosen)
    except KeyboardInterrupt:
        print(_("Stopped. Nothing half-done was kept."), file=sys.stderr)
        return REFUSED
    except Trouble as trouble:
        print(sentence(trouble), file=sys.stderr)
        return _status(trouble)
    except BrokenPipeError:
        return 0
    except Exception as error:  # noqa: BLE001 - the last resort: Python's own would print words of a record
        print(_("Something went wrong in the program. What was saved before is safe."), file=sys.stderr)
        print(_("If it happens again, give this to your IT support: {what}").format(what=told(error)), file=sys.stderr)
        return BROKEN
    else:
        return status


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command in a sentence, under its usage. Parsers of commands are of this class too.

    A name is never cut short: `--passphrase WORDS` must not be read as the name of a file."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **settings})

    @override
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        said = _("That command cannot be understood: {problem}. Nothing was done. Add --help to see what it takes.")
        self.exit(MISTYPED, said.format(problem=message) + "\n")


def build_parser(command: str = "") -> argparse.ArgumentParser:
    """Every command with its help text; of a command named, only its own and its module's."""
    parser = _Parser(prog="caseapp", description=_("Encrypted case records, without a screen."))
    parser.add_argument("--version", action="version", version=f"caseapp {__version__}")
    commands = parser.add_subparsers(required=True, metavar=_("command"))
    for name in (MODULES[command],) if command in MODULES else dict.fromkeys(MODULES.values()):
        importlib.import_module(f"caseapp.cli.{name}").add_commands(commands)
    return parser


def _status(trouble: Trouble) -> int:
    if isinstance(trouble, Refused):
        return REFUSED
    return DAMAGED if isinstance(trouble, Damaged) else BROKEN
