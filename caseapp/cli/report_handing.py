"""`caseapp report check | open | lead-key | readers | service-key`: reports handed from one laptop to another."""

import argparse
from pathlib import Path

from caseapp.base.words import _
from caseapp.cli.asking import add_passphrase, add_vault, opened, passphrase
from caseapp.services import report_readers, sealed_reports, signing
from caseapp.services.sealed_reports import Checked
from caseapp.services.signing import ServiceKey

NOT_PROVEN = 1


def add_parts(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the actions to `caseapp report`."""
    check = kinds.add_parser("check", help=_("check the files and the signature of a report's folder"))
    check.add_argument("folder", type=Path, metavar="DIR", help=_("folder of the report"))
    _add_service_key(check)
    check.set_defaults(act=check_report)
    unseal = kinds.add_parser("open", help=_("open a report that was sealed to you"))
    unseal.add_argument("file", type=Path, metavar="FILE", help=_("the sealed report"))
    unseal.add_argument("--key", type=Path, required=True, metavar="FILE", help=_("your private key file"))
    unseal.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("new folder to write"))
    _add_service_key(unseal)
    add_passphrase(unseal)
    unseal.set_defaults(act=open_report)
    make = kinds.add_parser("lead-key", help=_("make your own key pair, so that reports can be sealed to you"))
    make.add_argument("--private", type=Path, required=True, metavar="FILE", help=_("new file, which you keep"))
    make.add_argument("--public", type=Path, required=True, metavar="FILE", help=_("new file for the services"))
    make.add_argument("--name", required=True, help=_("how services will list you"))
    add_passphrase(make)
    make.set_defaults(act=make_key)
    own = kinds.add_parser("service-key", help=_("write the public key that this vault's reports are signed with"))
    add_vault(own)
    own.add_argument("--out", type=Path, metavar="FILE", help=_("new file for the readers (only shown without it)"))
    own.set_defaults(act=tell_service_key)
    _add_readers(kinds)


def _add_readers(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    readers = kinds.add_parser("readers", help=_("whom reports can be sealed to"))
    actions = readers.add_subparsers(required=True, metavar=_("what"))
    everyone = actions.add_parser("list", help=_("whose keys are kept"))
    add_vault(everyone)
    everyone.set_defaults(act=show_readers)
    add = actions.add_parser("add", help=_("keep a lead's public key"))
    add.add_argument("public", type=Path, metavar="FILE", help=_("the lead's public key file"))
    add_vault(add)
    add.set_defaults(act=add_reader)
    remove = actions.add_parser("remove", help=_("forget a lead's key"))
    add_vault(remove)
    remove.add_argument("--name", required=True, help=_("as listed"))
    remove.set_defaults(act=remove_reader)


def _add_service_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--service-key", type=Path, metavar="FILE", help=_("the service's key file, which came to you another way")
    )


def check_report(arguments: argparse.Namespace) -> int:
    """Check a folder; exit status 1 if it is whole but nothing proves where it is from."""
    trusted = _trusted(arguments)
    report = sealed_reports.check(arguments.folder, trusted)
    print(_("Every one of the {count} files is what the certificate says.").format(count=report.files))
    for name in report.unlisted:
        print(_("Not part of the report: {name}").format(name=name))
    told = _tell_signature(report, trusted)
    return NOT_PROVEN if report.unlisted else told


def open_report(arguments: argparse.Namespace) -> int:
    """Open a sealed report into a folder; exit status 1 if nothing proves where it is from."""
    trusted = _trusted(arguments)
    done = sealed_reports.open_sealed(arguments.file, arguments.key, passphrase(arguments), arguments.out, trusted)
    print(_("Wrote {count} files to {folder}").format(count=done.report.files, folder=arguments.out))
    print(
        _("When it was sealed, the service's journal stood at entry {entry}: {chain}").format(
            entry=done.entry, chain=done.chain[:16]
        )
    )
    return _tell_signature(done.report, trusted)


def make_key(arguments: argparse.Namespace) -> int:
    """Make a lead's key pair."""
    made = report_readers.make_key(
        arguments.private, arguments.public, name=arguments.name, passphrase=passphrase(arguments, new=True)
    )
    print(_("Fingerprint of your key. Read it to whoever keeps your public file:"))
    print(made.fingerprint)
    print(_("Keep the private file where only you can reach it. Without it and its passphrase, no report opens."))
    return 0


def tell_service_key(arguments: argparse.Namespace) -> int:
    """Show the fingerprint, and write the key file if one is named."""
    with opened(arguments) as office:
        out = arguments.out
        key = signing.service_key(office) if out is None else signing.write_service_key(office, out)
    print(_("Reports of this vault are signed with this key, until its keys are changed:"))
    print(key.fingerprint)
    return 0


def show_readers(arguments: argparse.Namespace) -> int:
    """Everybody reports can be sealed to."""
    with opened(arguments) as office:
        for one in report_readers.readers(office):
            print(f"{one.name}  {one.fingerprint}")
    return 0


def add_reader(arguments: argparse.Namespace) -> int:
    """Keep a lead's key."""
    with opened(arguments) as office:
        kept = report_readers.keep(office, arguments.public)
    print(_("Reports can be sealed to {name} now. Compare this with them by telephone:").format(name=kept.name))
    print(kept.fingerprint)
    return 0


def remove_reader(arguments: argparse.Namespace) -> int:
    """Forget a lead's key."""
    with opened(arguments) as office:
        report_readers.forget(office, arguments.name)
    print(_("No report can be sealed to {name} any more.").format(name=arguments.name))
    return 0


def _trusted(arguments: argparse.Namespace) -> ServiceKey | None:
    return None if arguments.service_key is None else signing.read_service_key(arguments.service_key)


def _tell_signature(report: Checked, trusted: ServiceKey | None) -> int:
    if report.public is None:
        print(_("It is not signed: nothing proves where it is from."))
        return NOT_PROVEN
    if trusted is None:
        print(_("It is signed with the key {fingerprint}").format(fingerprint=report.fingerprint))
        print(_("Whose key that is was not checked. Give the service's own key file with --service-key."))
        return NOT_PROVEN
    print(
        _("It is signed with the key you hold for {service}: {fingerprint}").format(
            service=trusted.service or _("the service"), fingerprint=trusted.fingerprint
        )
    )
    return 0
