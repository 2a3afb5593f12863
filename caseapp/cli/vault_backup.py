"""`caseapp vault backup | restore | verify`: make a backup, bring one back, prove that nothing was changed outside."""

import argparse
import sys
from contextlib import closing
from pathlib import Path

from caseapp.base.clock import london
from caseapp.base.words import _, ngettext, sentence
from caseapp.cli.asking import (
    ProgressLine,
    add_passphrase,
    add_vault,
    opened,
    passphrase,
    recovery_code,
    tell_put_right,
)
from caseapp.services import backups, health, restoring_by_key, vault_history, vaults

FOUND_SOMETHING = 1


def add_parts(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the three actions to `caseapp vault`."""
    backup = parts.add_parser("backup", help=_("make a backup, and prove it by restoring it on trial"))
    add_vault(backup)
    backup.add_argument("--to", type=Path, metavar="DIR", help=_("folder of backups (the one chosen in the app)"))
    backup.set_defaults(act=back_up)
    restore = parts.add_parser("restore", help=_("bring a backup back; what is there is never overwritten"))
    restore.add_argument(
        "--from", type=Path, required=True, dest="source", metavar="DIR", help=_("folder of one backup")
    )
    restore.add_argument(
        "--vault", type=Path, required=True, metavar="DIR", help=_("new folder, or the folder of the same vault")
    )
    restore.add_argument(
        "--recovery-code-file",
        metavar="FILE",
        help=_("file whose first line is the recovery code; - is standard input"),
    )
    restore.add_argument(
        "--escrow-key", type=Path, metavar="FILE", help=_("the organisation's private key file, with its passphrase")
    )
    restore.add_argument(
        "--without-erased-list",
        action="store_true",
        help=_("restore even where the list of erased people cannot be read"),
    )
    add_passphrase(restore)
    restore.set_defaults(act=bring_back)
    verify = parts.add_parser("verify", help=_("prove that no record and no journal entry was changed from outside"))
    add_vault(verify)
    said = _("an older state that is found was put back on purpose: note it, and report it no more")
    verify.add_argument("--meant", action="store_true", help=said)
    verify.set_defaults(act=prove)
    past = parts.add_parser("history", help=_("who did what with the vault, newest first (leads)"))
    add_vault(past)
    past.add_argument("--most", type=int, default=vault_history.PAGE, metavar="N", help=_("how many lines"))
    past.set_defaults(act=tell_history)


def tell_history(arguments: argparse.Namespace) -> int:
    """Who did what: a line each."""
    with opened(arguments) as office:
        for deed in vault_history.deeds(office, limit=max(1, arguments.most)):
            about = f"  {deed.reference}" if deed.reference else ""
            print(f"{london(deed.at):%Y-%m-%d %H:%M}  {deed.who}  {deed.what}{about}  ({deed.device})")
    return 0


def back_up(arguments: argparse.Namespace) -> int:
    """Make and prove a backup."""
    with opened(arguments) as office:
        warning = backups.place_warning(arguments.to or backups.place_of(office))
        if warning is not None:
            print(sentence(warning), file=sys.stderr)
        made = backups.back_up(office, arguments.to, progress=_Steps())
        kept = len(backups.generations(office, made.folder.parent))
    print(_("Backup made and restored on trial: {folder}").format(folder=made.folder))
    print(_("Backups kept there: {count}").format(count=kept))
    return 0


def bring_back(arguments: argparse.Namespace) -> int:
    """Restore: by the organisation's key or the recovery code if its file is named, else by the passphrase."""
    done = _by_escrow(arguments) if arguments.escrow_key else _by_code_or_passphrase(arguments)
    print(_("The vault is as it was on {day}.").format(day=f"{london(done.made_at):%Y-%m-%d %H:%M}"))
    if done.erased_again:
        rows = done.erased_again
        words = ngettext(
            "Erased again, because it was erased since: {count} row.",
            "Erased again, because it was erased since: {count} rows.",
            rows,
        )
        print(words.format(count=rows))
    tell_put_right(done.put_right)
    if done.anew:
        print(backups.copy_words(done))
    if done.kept is not None:
        print(_("What was there before is kept as {name}; delete it when all is well.").format(name=done.kept.name))
    return 0


def _by_escrow(arguments: argparse.Namespace) -> backups.Restored:
    where = (arguments.source, arguments.vault, arguments.escrow_key)
    return restoring_by_key.restore_with_escrow(
        *where, passphrase(arguments), progress=_Steps(), without_erased_list=arguments.without_erased_list
    )


def _by_code_or_passphrase(arguments: argparse.Namespace) -> backups.Restored:
    code = recovery_code(arguments) if arguments.recovery_code_file else None
    typed = passphrase(arguments) if code is None else None
    return backups.restore(
        arguments.source,
        arguments.vault,
        recovery_code=code,
        passphrase=typed,
        progress=_Steps(),
        without_erased_list=arguments.without_erased_list,
    )


def prove(arguments: argparse.Namespace) -> int:
    """The whole check: pages, search, journal, rows, and whether the vault is the newest one."""
    with closing(vaults.unlock(arguments.vault, passphrase(arguments))) as office:
        early = health.at_start(office)
        if arguments.meant and health.OLDER.intersection(one.code for one in early.findings):
            health.accept(office)
            early = health.at_start(office)
        found = health.whole(office, progress=_Steps())
    for say in dict.fromkeys((*early.sentences, *found.sentences)):
        print(say)
    for finding in found.findings:
        if finding.cases:
            print(_("Cases to look at: {cases}").format(cases=", ".join(finding.cases)))
    if found.findings or found.examined is None:
        return FOUND_SOMETHING
    entries = found.examined.entries
    words = ngettext("The journal is whole: {count} entry.", "The journal is whole: {count} entries.", entries)
    print(words.format(count=entries))
    print(_("Every record is as it was last saved."))
    return 0


def tell_last(vault: Path) -> None:
    """When a vault was last backed up, told without a key."""
    last = backups.last_backup_of(vault)
    if last.made_at is None:
        print(_("Last backup: none"))
    else:
        print(_("Last backup: {day}").format(day=f"{london(last.made_at):%Y-%m-%d %H:%M}"))
    if last.trouble is not None:
        print(_("The latest attempt failed: {why}").format(why=sentence(last.trouble)))


class _Steps:
    """A progress line for each step of a long work, on the error stream."""

    def __init__(self) -> None:
        self._lines: dict[str, ProgressLine] = {}

    def __call__(self, step: str, done: int, of: int) -> None:
        names = {
            "pages": _("Reading every page"),
            "journal": _("Proving the journal"),
            "rows": _("Comparing records"),
            "copy": _("Copying"),
            "read": _("Restoring on trial"),
        }
        if sys.stderr.isatty():
            self._lines.setdefault(step, ProgressLine(names.get(step, step)))(done, of)
