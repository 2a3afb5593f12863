"""`caseapp due` and `caseapp code check`: the rights catalogue as a calculator, and its checker."""

import argparse
from datetime import date
from pathlib import Path

from caseapp.base.clock import SystemClock, london_date
from caseapp.base.errors import Refused
from caseapp.base.words import _, ngettext
from caseapp.cli.given import bounded_text
from caseapp.domain import shipped
from caseapp.domain.catalogue import Counting, Layer, Rule, Timing
from caseapp.domain.date_entry import read_entry
from caseapp.domain.day_words import spoken
from caseapp.domain.due_dates import due
from caseapp.domain.holiday_changes import is_holiday_changes, parse_holiday_changes
from caseapp.domain.rule_layer import RIGHTS_IN_LAW, is_layer, parse_known, parse_layer

EDITIONS = ("2020",)


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    day = commands.add_parser("due", help=_("when a right falls due, and why"))
    day.add_argument("rule", metavar="RULE", help=_("rule of the catalogue, such as VC-033"))
    said = _("day it happened, such as 2026-12-23 or 23/12/2026; for a limit from the crime, the day of the crime")
    day.add_argument("--from", dest="start", required=True, metavar="DATE", help=said)
    day.add_argument("--enhanced", action="store_true", help=_("enhanced rights apply"))
    day.add_argument("--received", metavar="DATE", help=_("day the provider heard of it"))
    day.add_argument("--edition", default="2020", help=_("edition of the Code (2020)"))
    day.set_defaults(act=tell_due)
    code = commands.add_parser("code", help=_("work with rights catalogues"))
    parts = code.add_subparsers(required=True, metavar=_("action"))
    check = parts.add_parser("check", help=_("validate a catalogue, a layer of own rules or a list of holidays"))
    check.add_argument("file", type=Path, metavar="FILE")
    check.set_defaults(act=check_file)


def tell_due(arguments: argparse.Namespace) -> int:
    """Print the date or dates and the sentence that explains them.

    Raises:
        Refused: `rule_unknown`, `edition_unknown`, `date_unreadable`, `date_out_of_reach`.
    """
    if arguments.edition not in EDITIONS:
        raise Refused("edition_unknown", editions=", ".join(EDITIONS))
    catalogue = shipped.catalogue(arguments.edition)
    rule = catalogue.rule(arguments.rule.upper())
    if rule is None:
        raise Refused("rule_unknown")
    start, received = _day(arguments.start), _day(arguments.received) if arguments.received else None
    if rule.counting is Counting.INCIDENT and received is None:
        received = start
    found = due(rule, start, enhanced=arguments.enhanced, calendar=shipped.calendar(), received=received)
    print(rule.title)
    print(_where(rule, catalogue.edition.title))
    begins = max(filter(None, (catalogue.edition.in_force_from, rule.starts)))
    if start < begins:
        print(_("Not yet in force that day: it began on {day}.").format(day=spoken(begins)))
    if rule.counting is Counting.EVENT and rule.timing is Timing.LIMIT and received is not None:
        print(_("It counts from the day it happened, whenever the provider heard."))
    elif received is not None and received < start and rule.counting is not Counting.INCIDENT:
        print(_("Nobody hears of something before it happened: counted from the day it happened."))
    if found.possible is not None:
        print(_("Due: {day}").format(day=spoken(found.possible)))
    if found.certain is not None and found.certain != found.possible:
        print(_("Certainly late after: {day}").format(day=spoken(found.certain)))
    print(found.sentence)
    if rule.timing is Timing.WITHOUT_DELAY and (since := (_today() - start).days) >= 0:
        print(ngettext("{days} day since then.", "{days} days since then.", since).format(days=since))
    if rule.layer.value not in RIGHTS_IN_LAW:
        print(_("Not part of the Code: it is no breach of the Code."))
    if rule.unverified:
        print(_("Not yet checked against the text: {parts}").format(parts=", ".join(rule.unverified)))
    return 0


def _where(rule: Rule, edition: str) -> str:
    """The place a rule is written down in; only what the Code itself says bears its edition."""
    if rule.layer is Layer.CODE:
        said = _("{rule}: {edition}, right {right}, paragraph {paragraph}")
    else:
        said = _("{rule}: {paragraph}, kept beside right {right}")
    return said.format(rule=rule.id, edition=edition, right=rule.right, paragraph=rule.paragraph)


def _today() -> date:
    return london_date(SystemClock().now())


def _day(typed: str) -> date:
    """A day as people type it. Raises `Refused("date_unreadable")`."""
    found = read_entry(typed, _today())
    if found is None:
        raise Refused("date_unreadable", typed=typed)
    return found.day


def check_file(arguments: argparse.Namespace) -> int:
    """Read and check a file: a whole catalogue, a layer of an organisation's own rules, or changes to the holidays.

    Raises:
        Refused: `file_unreadable`, `file_not_text`, `file_too_big`.
        Damaged: `catalogue_invalid` or `calendar_invalid`, with line and problem.
    """
    print(_checked(bounded_text(arguments.file), arguments.file.name))
    return 0


def _checked(text: str, name: str) -> str:
    """What a valid file holds, in words."""
    if is_layer(text, name):
        layer = parse_layer(text, name)
        kinds = ", ".join(sorted({rule.layer.value for rule in layer.rules}))
        unverified = sum(1 for rule in layer.rules if rule.unverified)
        said = ngettext(
            "{title}: {rules} rule ({kinds}), {unverified} with something unverified. It is never counted as a "
            "breach of the Code. The file is valid.",
            "{title}: {rules} rules ({kinds}), {unverified} with something unverified. They are never counted as "
            "breaches of the Code. The file is valid.",
            len(layer.rules),
        )
        return said.format(title=layer.title, rules=len(layer.rules), kinds=kinds, unverified=unverified)
    if is_holiday_changes(text, name):
        changes = parse_holiday_changes(text, name)
        kept = sum(1 for change in changes if change.kept)
        said = ngettext(
            "{added} holiday added, {removed} taken away. The file is valid.",
            "{added} holidays added, {removed} taken away. The file is valid.",
            kept,
        )
        return said.format(added=kept, removed=len(changes) - kept)
    catalogue = parse_known(text, name)
    unverified = sum(1 for rule in catalogue.rules if rule.unverified)
    return _("{title}: {rules} rules, {unverified} with something unverified. The file is valid.").format(
        title=catalogue.edition.title, rules=len(catalogue.rules), unverified=unverified
    )
