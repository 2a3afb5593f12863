"""The commands, their arguments, and how trouble is told: one plain sentence and an exit status.

Exit status: 0 done; 1 the answer is no (an attack succeeded, a chain is broken); 2 the command was mistyped; 3 the
world refused; 4 stored data is damaged; 5 our own mistake.
"""

import argparse
import sys
from collections.abc import Sequence

from caseapp import __version__
from caseapp.base import machine_settings, paths
from caseapp.base.errors import Damaged, Refused, Trouble
from caseapp.base.words import _, sentence, use_language
from caseapp.cli import code, example, imports, report, vault

REFUSED, DAMAGED, BROKEN = 3, 4, 5


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit status."""
    use_language(machine_settings.load(paths.settings_file()).language)
    parser = build_parser()
    try:
        chosen = parser.parse_args(arguments)
        status: int = chosen.act(chosen)
    except KeyboardInterrupt:
        print(_("Stopped. Nothing half-done was kept."), file=sys.stderr)
        return REFUSED
    except Trouble as trouble:
        print(sentence(trouble), file=sys.stderr)
        return _status(trouble)
    except BrokenPipeError:
        return 0
    else:
        return status


def build_parser() -> argparse.ArgumentParser:
    """Every command with its help text."""
    parser = argparse.ArgumentParser(prog="caseapp", description=_("Encrypted case records, without a screen."))
    parser.add_argument("--version", action="version", version=f"caseapp {__version__}")
    commands = parser.add_subparsers(required=True, metavar=_("command"))
    for subject in (example, vault, imports, report, code):
        subject.add_commands(commands)
    return parser


def _status(trouble: Trouble) -> int:
    if isinstance(trouble, Refused):
        return REFUSED
    return DAMAGED if isinstance(trouble, Damaged) else BROKEN
