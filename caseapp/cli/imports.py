"""`caseapp import`: a spreadsheet of referrals into a vault, as the window does it."""

import argparse
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.base.words import _, ngettext, sentence
from caseapp.cli.asking import ProgressLine, add_vault, opened, stoppable
from caseapp.cli.given import bounded_bytes, bounded_text
from caseapp.domain.import_plan import Action, ImportPlan
from caseapp.domain.possible_match import REASON_WORDS, MatchLevel
from caseapp.exchange.import_map_file import read_map, write_map
from caseapp.exchange.limits import MAX_BYTES
from caseapp.services import imports

PROBLEMS_SHOWN = 20
DUPLICATES_SHOWN = 10


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("import", help=_("import a spreadsheet of referrals"))
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help=_("CSV or XLSX file"))
    add_vault(parser)
    parser.add_argument("--map", type=Path, metavar="MAP.toml", help=_("column mapping; without it one is suggested"))
    parser.add_argument("--save-map", type=Path, metavar="FILE", help=_("write the mapping used to a new file"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen and change nothing"))
    parser.add_argument("--leave-out-refused", action="store_true", help=_("import the rows without errors"))
    parser.add_argument("--undo", metavar="NUMBER", help=_("take a whole import back, by the number it gave"))
    parser.set_defaults(act=bring_in)


def bring_in(arguments: argparse.Namespace) -> int:
    """Plan, tell, and unless it is a dry run import: every row or none.

    Raises:
        Refused: `import_file_not_named`, `import_file_and_undo`, `file_unreadable`, `file_not_text`, `file_too_big`,
            `output_exists`, and as `imports.plan` and `imports.perform`.
    """
    if arguments.undo:
        return _take_back(arguments)
    if arguments.file is None:
        raise Refused("import_file_not_named")
    data = bounded_bytes(arguments.file, MAX_BYTES)
    chosen = read_map(bounded_text(arguments.map)) if arguments.map else None
    if arguments.save_map and arguments.save_map.exists():
        raise Refused("output_exists")
    with opened(arguments) as office, stoppable() as stopped:
        compared = ProgressLine(_("Rows compared"))
        plan = imports.plan(office, data, arguments.file.name, chosen, progress=compared, cancelled=stopped)
        tell(plan)
        if arguments.save_map:
            _write_new(arguments.save_map, write_map(plan.import_map))
        if arguments.dry_run:
            print(_("Dry run: nothing was changed."))
            return 0
        made = imports.perform(
            office,
            plan,
            leave_out_refused=arguments.leave_out_refused,
            progress=ProgressLine(_("Rows imported")),
            cancelled=stopped,
        )
    count = len(plan.rows) - plan.count(Action.LEAVE_OUT)
    print(ngettext("Imported {count} referral.", "Imported {count} referrals.", count).format(count=count))
    print(_("To take the whole import back: caseapp import --undo {number} --vault DIR").format(number=made.row_id))
    return 0


def _take_back(arguments: argparse.Namespace) -> int:
    if arguments.file is not None:
        raise Refused("import_file_and_undo")
    with opened(arguments) as office:
        imports.undo(office, arguments.undo)
    print(_("The whole import was taken back."))
    return 0


def tell(plan: ImportPlan) -> None:
    """What the import would do, and the rows that cannot be read, by line and column."""
    count = len(plan.rows) + len(plan.refused)
    print(ngettext("{count} row in the sheet.", "{count} rows in the sheet.", count).format(count=count))
    for note in plan.sheet.notes:
        print("  " + sentence(Refused(note.code, **note.facts)))
    for name, column in plan.import_map.columns.items():
        print(f"  {name} <- {column}")
    if plan.unused:
        print(_("Columns not used: {columns}").format(columns=", ".join(plan.unused)))
    said = ngettext(
        "{new} new person, {same} about someone known or named above, {out} left out as here already.",
        "{new} new people, {same} about someone known or named above, {out} left out as here already.",
        plan.count(Action.NEW),
    )
    print(said.format(new=plan.count(Action.NEW), same=plan.count(Action.SAME), out=plan.count(Action.LEAVE_OUT)))
    print(
        _("Possible duplicates: {likely} likely, {possible} possible.").format(
            likely=plan.count_level(MatchLevel.LIKELY), possible=plan.count_level(MatchLevel.POSSIBLE)
        )
    )
    _tell_duplicates(plan)
    for problem in plan.errors[:PROBLEMS_SHOWN]:
        words = sentence(Refused(problem.code, **problem.facts))
        print(_("Line {line}, {column}: {words}").format(line=problem.line, column=problem.column, words=words))
    if len(plan.errors) > PROBLEMS_SHOWN:
        print(_("… and {count} more.").format(count=len(plan.errors) - PROBLEMS_SHOWN))


def _tell_duplicates(plan: ImportPlan) -> None:
    """The surest possible duplicates by line, with reasons; no name is printed."""
    doubled = [each for each in plan.rows if each.level is not None]
    for row in doubled[:DUPLICATES_SHOWN]:
        matches = [*row.known, *(each.match for each in row.earlier)]
        best = max(matches, key=lambda match: match.score)
        who = best.candidate.person_id if best.candidate.person_id.startswith("line ") else best.candidate.reference
        print(
            _("Line {line} may be {who}: {reasons} ({level})").format(
                line=row.row.line,
                who=who or _("somebody in the vault"),
                reasons=", ".join(_(REASON_WORDS[reason]) for reason in best.reasons),
                level=_(best.level.value),
            )
        )
    if len(doubled) > DUPLICATES_SHOWN:
        print(_("… and {count} more.").format(count=len(doubled) - DUPLICATES_SHOWN))


def _write_new(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as opened_file:
            opened_file.write(text)
    except FileExistsError:
        raise Refused("output_exists") from None
    except OSError:
        raise Refused("output_unwritable") from None
