"""`caseapp due` and `caseapp code check`: the rights catalogue as a calculator, and its checker."""

import argparse
from datetime import date
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.catalogue_data import parse_catalogue
from caseapp.domain.day_words import spoken
from caseapp.domain.due_dates import due


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    day = commands.add_parser("due", help=_("when a right falls due, and why"))
    day.add_argument("rule", metavar="RULE", help=_("rule of the catalogue, such as VC-033"))
    day.add_argument("--from", dest="start", type=date.fromisoformat, required=True, metavar="DATE")
    day.add_argument("--enhanced", action="store_true", help=_("enhanced rights apply"))
    day.add_argument("--received", type=date.fromisoformat, metavar="DATE", help=_("day the provider heard of it"))
    day.add_argument("--edition", default="2020", help=_("edition of the Code (2020)"))
    day.set_defaults(act=tell_due)
    code = commands.add_parser("code", help=_("work with rights catalogues"))
    parts = code.add_subparsers(required=True, metavar=_("action"))
    check = parts.add_parser("check", help=_("validate a catalogue file"))
    check.add_argument("file", type=Path, metavar="FILE")
    check.set_defaults(act=check_file)


def tell_due(arguments: argparse.Namespace) -> int:
    """Print the date or dates and the sentence that explains them.

    Raises:
        Refused: `rule_unknown`.
    """
    rule = shipped.catalogue(arguments.edition).rule(arguments.rule.upper())
    if rule is None:
        raise Refused("rule_unknown")
    found = due(
        rule, arguments.start, enhanced=arguments.enhanced, calendar=shipped.calendar(), received=arguments.received
    )
    print(rule.title)
    if found.possible is not None:
        print(_("Due: {day}").format(day=spoken(found.possible)))
    if found.certain is not None and found.certain != found.possible:
        print(_("Certainly late after: {day}").format(day=spoken(found.certain)))
    print(found.sentence)
    if rule.unverified:
        print(_("Not yet checked against the text: {parts}").format(parts=", ".join(rule.unverified)))
    return 0


def check_file(arguments: argparse.Namespace) -> int:
    """Read and check a catalogue file.

    Raises:
        Refused: `file_unreadable`.
        Damaged: `catalogue_invalid`, with line and problem.
    """
    try:
        text = arguments.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refused("file_unreadable") from None
    catalogue = parse_catalogue(text, arguments.file.name)
    unverified = sum(1 for rule in catalogue.rules if rule.unverified)
    print(
        _("{title}: {rules} rules, {unverified} with something unverified. The file is valid.").format(
            title=catalogue.edition.title, rules=len(catalogue.rules), unverified=unverified
        )
    )
    return 0
