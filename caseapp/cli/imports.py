"""`caseapp import`: a spreadsheet of referrals into a vault, as the window does it."""

import argparse
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.base.words import _, sentence
from caseapp.cli.asking import ProgressLine, add_vault, opened
from caseapp.domain.import_mapping import ImportMap
from caseapp.domain.import_plan import Action, ImportPlan
from caseapp.domain.possible_match import MatchLevel
from caseapp.exchange.import_map_file import read_map, write_map
from caseapp.services import imports

PROBLEMS_SHOWN = 20
LARGEST_FILE = 64 * 1024 * 1024


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("import", help=_("import a spreadsheet of referrals"))
    parser.add_argument("file", type=Path, metavar="FILE", help=_("CSV or XLSX file"))
    add_vault(parser)
    parser.add_argument("--map", type=Path, metavar="MAP.toml", help=_("column mapping; without it one is suggested"))
    parser.add_argument("--save-map", type=Path, metavar="FILE", help=_("write the mapping used to a new file"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen and change nothing"))
    parser.add_argument("--leave-out-refused", action="store_true", help=_("import the rows without errors"))
    parser.set_defaults(act=bring_in)


def bring_in(arguments: argparse.Namespace) -> int:
    """Plan, tell, and unless it is a dry run import: every row or none.

    Raises:
        Refused: `file_unreadable`, `file_too_big`, `output_exists`, and as `imports.plan` and `imports.perform`.
    """
    data = _bytes(arguments.file)
    chosen = _map(arguments.map) if arguments.map else None
    with opened(arguments) as office:
        plan = imports.plan(office, data, arguments.file.name, chosen, progress=ProgressLine(_("Rows compared")))
        tell(plan)
        if arguments.save_map:
            _write_new(arguments.save_map, write_map(plan.import_map))
        if arguments.dry_run:
            print(_("Dry run: nothing was changed."))
            return 0
        imports.perform(
            office, plan, leave_out_refused=arguments.leave_out_refused, progress=ProgressLine(_("Rows imported"))
        )
    print(_("Imported {count} referrals.").format(count=len(plan.rows) - plan.count(Action.LEAVE_OUT)))
    return 0


def tell(plan: ImportPlan) -> None:
    """What the import would do, and the rows that cannot be read, by line and column."""
    print(_("{count} rows in the sheet.").format(count=len(plan.rows) + len(plan.refused)))
    for note in plan.sheet.notes:
        print("  " + sentence(Refused(note.code, **note.facts)))
    for name, column in plan.import_map.columns.items():
        print(f"  {name} <- {column}")
    if plan.unused:
        print(_("Columns not used: {columns}").format(columns=", ".join(plan.unused)))
    print(
        _("{new} new people, {same} about someone known or named above, {out} left out as here already.").format(
            new=plan.count(Action.NEW), same=plan.count(Action.SAME), out=plan.count(Action.LEAVE_OUT)
        )
    )
    print(
        _("Possible duplicates: {likely} likely, {possible} possible.").format(
            likely=plan.count_level(MatchLevel.LIKELY), possible=plan.count_level(MatchLevel.POSSIBLE)
        )
    )
    for problem in plan.errors[:PROBLEMS_SHOWN]:
        words = sentence(Refused(problem.code, **problem.facts))
        print(_("Line {line}, {column}: {words}").format(line=problem.line, column=problem.column, words=words))
    if len(plan.errors) > PROBLEMS_SHOWN:
        print(_("… and {count} more.").format(count=len(plan.errors) - PROBLEMS_SHOWN))


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise Refused("file_too_big", megabytes=LARGEST_FILE // 2**20)
        return file.read_bytes()
    except OSError:
        raise Refused("file_unreadable") from None


def _map(file: Path) -> ImportMap:
    try:
        return read_map(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise Refused("file_unreadable") from None


def _write_new(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as opened_file:
            opened_file.write(text)
    except FileExistsError:
        raise Refused("output_exists") from None
    except OSError:
        raise Refused("output_unwritable") from None
