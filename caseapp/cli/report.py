"""`caseapp report annual`, `caseapp report rights` and `caseapp attack`; handing over is in `report_handing`."""

import argparse
from pathlib import Path

from caseapp.base.words import _
from caseapp.cli import report_handing
from caseapp.cli.asking import ProgressLine, add_vault, opened, stoppable
from caseapp.disclosure.attack import AttackReport
from caseapp.services import annual, attacking, returns_rights, sealed_reports
from caseapp.services.annual import Counting

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
    lines: dict[str, ProgressLine] = {}

    def progress(step: str, done: int, of: int) -> None:
        lines.setdefault(step, ProgressLine(step))(done, of)

    wished = (arguments.year, arguments.policy, arguments.out)
    with opened(arguments) as office, stoppable() as stopped:
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
    """Attack folders; every figure that can be narrowed is listed, and then the exit status is 1."""
    found = attacking.attack_folders(arguments.folders, arguments.threshold, progress=ProgressLine(_("Figures tried")))
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
    return FOUND_SOMETHING if found.narrow or found.contradictory else 0


def findings(report: AttackReport) -> list[str]:
    """One line a figure that can be narrowed, and one a universe whose tables contradict each other."""
    lines = []
    for each in report.narrow:
        high = _("no limit") if each.high is None else str(each.high)
        where = f"{each.release + ': ' if each.release else ''}{each.table} {' / '.join(each.key)}"
        lines.append(
            _("{where}: between {low} and {high} ({kind})").format(where=where, low=each.low, high=high, kind=each.kind)
        )
    lines += [_("{universe}: these tables cannot all be true").format(universe=each) for each in report.contradictory]
    return lines
