"""`caseapp report annual`, `caseapp report rights` and `caseapp attack`; handing over is in `report_handing`."""

import argparse
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.base.words import _, ngettext
from caseapp.cli import report_handing
from caseapp.cli.asking import ProgressLine, StepsLine, add_vault, opened, stoppable
from caseapp.disclosure.attack import AttackReport, CellInterval
from caseapp.services import annual, attacking, returns_rights, sealed_reports
from caseapp.services.annual import Counting
from caseapp.services.attacking import FolderRead

FOUND_SOMETHING = 1


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    report = commands.add_parser("report", help=_("write a report that identifies nobody"))
    kinds = report.add_subparsers(required=True, metavar=_("report"))
    for name, words, act in (
        ("annual", _("why people step back, for one year"), write_annual),
        ("rights", _("rights told in time, by right and agency, for one year"), write_rights),
    ):
        yearly = kinds.add_parser(name, help=words)
        add_vault(yearly)
        yearly.add_argument("--year", required=True, metavar="2025-26", help=_("reporting year, April to March"))
        yearly.add_argument(
            "--out", type=Path, required=True, metavar="PATH", help=_("new folder to write; with --for one sealed file")
        )
        yearly.add_argument("--for", dest="reader", metavar="NAME", help=_("seal it to this reader, as listed"))
        yearly.add_argument(
            "--policy", default="public", choices=("public", "commissioner"), help=_("who it is for (public)")
        )
        yearly.set_defaults(act=act)
    report_handing.add_parts(kinds)
    attack = commands.add_parser("attack", help=_("try to work out hidden numbers from released folders"))
    attack.add_argument("folders", nargs="+", type=Path, metavar="DIR", help=_("release folders, attacked together"))
    attack.add_argument(
        "--threshold", type=int, help=_("smallest count above zero that may be known (what the folders state; else 10)")
    )
    attack.set_defaults(act=attack_folders)


def write_annual(arguments: argparse.Namespace) -> int:
    """Count, protect, check and write the annual report."""
    return _write(arguments, annual.count)


def write_rights(arguments: argparse.Namespace) -> int:
    """The same for the rights told in time."""
    return _write(arguments, returns_rights.count)


def _write(arguments: argparse.Namespace, counting: Counting) -> int:
    steps = {
        "hide": _("Hiding small numbers"),
        "show": _("Showing what is safe"),
        "attack": _("Attacking hidden numbers"),
        "files": _("Making the files"),
    }
    wished = (arguments.year, arguments.policy, arguments.out)
    with opened(arguments) as office, stoppable() as stopped, StepsLine(steps) as progress:
        if arguments.reader is None:
            release, written = annual.export(office, *wished, progress=progress, cancelled=stopped, counting=counting)
            said = _("Wrote {count} files to {folder}").format(count=len(written.files), folder=arguments.out)
        else:
            release = sealed_reports.export(
                office, *wished, arguments.reader, progress=progress, cancelled=stopped, counting=counting
            )
            said = _("Sealed to {name}: {file}").format(name=arguments.reader, file=arguments.out)
    print(said)
    certificate = release.certificate
    print(
        _(
            "{tables} tables: {shown} figures shown, {small} small ones hidden, {more} more hidden to protect them."
        ).format(
            tables=len(release.tables),
            shown=certificate.shown,
            small=certificate.primary,
            more=certificate.complementary,
        )
    )
    print(
        _("The attacker tried {tried} hidden figures and could work out none below the policy.").format(
            tried=certificate.attack.cells_tried
        )
    )
    return 0


def attack_folders(arguments: argparse.Namespace) -> int:
    """Attack folders; every figure that can be narrowed is listed, and then the exit status is 1.

    Another status but 0 says that nothing can be claimed: the tables contradict each other, or not all was proven.
    """
    read = attacking.read_folders(arguments.folders)
    for each in read:
        print(_what_was_read(each))
    if attacking.count_the_same(read):
        print(
            _(
                "Some of these count the same. They are read as equal where their figures allow it, else the later one"
                " as the earlier one with records added; what follows holds for that."
            )
        )
    with stoppable() as stopped:
        tried = ProgressLine(_("Figures tried"))
        found = attacking.attack_read(read, arguments.threshold, progress=tried, cancelled=stopped)
    for line in findings(found):
        print(line)
    print(
        _(
            "Tried {tried} hidden figures in {seconds:.1f} s ({method}): {narrow} can be narrowed below {threshold}."
        ).format(
            tried=found.tried,
            seconds=found.seconds,
            method=found.method,
            narrow=len(found.narrow),
            threshold=found.threshold,
        )
    )
    if found.narrow:
        return FOUND_SOMETHING
    if found.contradictory:
        raise Refused("attack_contradictory")
    if found.unproven:
        raise Refused("attack_not_proven", count=found.unproven)
    return 0


def _what_was_read(read: FolderRead) -> str:
    """Which files the attack rests on, and whether the others in the folder belong to them."""
    said = [
        ngettext("{folder}: {count} table read.", "{folder}: {count} tables read.", len(read.tables)).format(
            folder=read.folder, count=len(read.tables)
        )
    ]
    if read.beside.vouched is None:
        said.append(
            _("No certificate is there: whether a page or a workbook beside them shows the same figures is not known.")
        )
    else:
        said.append(
            _("All {count} files, page and workbook too, are what the certificate says.").format(
                count=read.beside.vouched
            )
        )
    if read.beside.unlisted:
        said.append(_("Not part of the report and not read: {names}.").format(names=", ".join(read.beside.unlisted)))
    return " ".join(said)


def findings(report: AttackReport) -> list[str]:
    """One line a figure that can be narrowed, and one a universe whose tables contradict each other."""
    wrong = _("{universe}: these tables cannot all be true")
    return [
        *(f"{_where(each)}: {_known_of(each)}" for each in report.narrow),
        *(wrong.format(universe=each) for each in report.contradictory),
    ]


def _where(found: CellInterval) -> str:
    return f"{found.release + ': ' if found.release else ''}{found.table} {' / '.join(found.key)}"


def _known_of(found: CellInterval) -> str:
    """What can be worked out of one figure."""
    high = _("no limit") if found.most is None else str(found.most)
    said = _("between {low} and {high}")
    if found.kind == "group":
        said = _("everybody there but between {low} and {high} gave this answer")
    if found.kind == "difference":
        said = _("between {low} and {high} more than in {against}")
    return said.format(low=found.least, high=high, against=found.against)
