"""`caseapp vault people` and its neighbours, as IT support runs them: passphrases from files, one sentence if not."""

import contextlib
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from caseapp.cli.main import run
from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, vaults

ANN, BO, NEW = "violet harbour lantern pebble crisp", "eleven swans upon the estuary", "five lanterns over grey marshes"


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def caseapp(*arguments: object, typed: str = "") -> Done:
    """The command in this process: starting one takes seconds on a busy machine, and there are many here."""
    with (
        contextlib.redirect_stdout(io.StringIO()) as out,
        contextlib.redirect_stderr(io.StringIO()) as err,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(sys, "stdin", io.StringIO(typed))
        try:
            code = run(["vault", *(str(argument) for argument in arguments)])
        except SystemExit as left:  # argparse, after --help
            code = int(left.code or 0)
    return Done(code, out.getvalue(), err.getvalue())


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A vault of Ann's, and a file for each secret."""
    made = vaults.set_up(tmp_path / "vault", name="Ann E.", passphrase=ANN, profile=TESTING)
    made.office.close()
    words = {"ann": ANN, "bo": BO, "new": NEW, "code": made.recovery_code}
    for name, text in words.items():
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    return {name: tmp_path / name for name in (*words, "vault")}


def test_nothing_on_standard_input_is_no_passphrase_and_no_wrong_try(files: dict[str, Path]) -> None:
    left = vaults.tries_left(files["vault"])
    done = caseapp("verify", "--vault", files["vault"], "--passphrase-file", "-")
    assert done.returncode == 3
    assert "No passphrase was given" in done.stderr
    assert vaults.tries_left(files["vault"]) == left


def test_a_person_is_added_listed_changed_and_removed(files: dict[str, Path]) -> None:
    vault = ("--vault", files["vault"])
    ann = (*vault, "--passphrase-file", files["ann"])
    bo = ("--new-passphrase-file", files["bo"], "--without-keyring")
    added = caseapp("people", "add", *ann, "--name", "Bo E.", *bo)
    assert (added.returncode, added.stdout) == (0, "Bo E. can now unlock this vault.\n"), added.stderr
    listed = caseapp("people", "list", *ann).stdout.splitlines()
    assert [line.split("  ")[:3] for line in listed] == [
        ["Ann E.", "lead", "passphrase"],
        ["Bo E.", "caseworker", "passphrase"],
    ]
    changed = caseapp(
        "change-passphrase", *vault, "--passphrase-file", "-", "--new-passphrase-file", "-", typed=f"{BO}\n{NEW}\n"
    )
    assert changed.returncode == 0, changed.stderr
    assert caseapp("unlock-test", *vault, "--passphrase-file", files["new"]).returncode == 0
    refused = caseapp("people", "remove", *vault, "--passphrase-file", files["new"], "--name", "Ann E.")
    assert refused.returncode == 3
    assert "Only a lead" in refused.stderr
    removed = caseapp("people", "remove", *ann, "--name", "Bo E.")
    assert removed.returncode == 0, removed.stderr
    assert "Every key is changed" in removed.stdout
    assert caseapp("unlock-test", *vault, "--passphrase-file", files["new"]).returncode == 3
    assert caseapp("people", "remove", *ann, "--name", "Bo E.").returncode == 3


def test_the_recovery_code_brings_somebody_back_and_can_be_renewed(files: dict[str, Path]) -> None:
    vault = ("--vault", files["vault"])
    right = files["code"].read_text()
    files["code"].write_text(("W" if right[0] != "W" else "M") + right[1:])  # a slip of the pen
    back = caseapp(
        "recover", *vault, "--recovery-code-file", files["code"], "--new-passphrase-file", files["new"],
        "--new-recovery-code",
    )  # fmt: skip
    assert back.returncode == 0, back.stderr
    assert f"this group should read: 1: {right[:4]}" in back.stdout
    code = back.stdout.strip().splitlines()[-1]
    assert caseapp("unlock-test", *vault, "--passphrase-file", files["new"]).returncode == 0
    again = ("recover", *vault, "--recovery-code-file", "-", "--new-passphrase-file", files["ann"])
    assert caseapp(*again, typed=files["code"].read_text()).returncode == 3
    assert caseapp(*again, typed=code + "\n").returncode == 0
    turned = caseapp("rotate", *vault, "--passphrase-file", files["ann"], "--new-recovery-code")
    assert turned.returncode == 0, turned.stderr
    assert caseapp(*again, typed=code + "\n").returncode == 3
    (newest,) = [line for line in turned.stdout.splitlines() if line.count("-") == 8]
    assert caseapp(*again, typed=newest + "\n").returncode == 0


def test_the_organisation_s_key_is_made_given_and_used(files: dict[str, Path], tmp_path: Path) -> None:
    private, public = tmp_path / "org.private", tmp_path / "org.public"
    made = caseapp(
        "escrow-keygen", "--private", private, "--public", public, "--name", "Kent", "--passphrase-file", files["new"]
    )
    assert made.returncode == 0, made.stderr
    fingerprint = made.stdout.splitlines()[1]
    given = caseapp("escrow-add", public, "--vault", files["vault"], "--passphrase-file", files["ann"])
    assert given.returncode == 0, given.stderr
    assert fingerprint in given.stdout
    back = ("recover", "--vault", files["vault"], "--escrow-key", private, "--new-passphrase-file", files["bo"])
    wrong = caseapp(*back, "--passphrase-file", files["ann"])
    assert wrong.returncode == 3
    assert len(wrong.stderr.strip().splitlines()) == 1
    done = caseapp(*back, "--passphrase-file", files["new"])
    assert done.returncode == 0, done.stderr
    bo = ("--vault", files["vault"], "--passphrase-file", files["bo"])
    assert caseapp("unlock-test", *bo).returncode == 0
    told = caseapp("history", *bo).stdout
    assert f"the organisation’s key ({fingerprint})  unlocked the vault" in told, "not the lead at whose desk it opened"
    assert "the organisation’s key  set a passphrase anew (Ann E.)" in told


def test_a_lost_laptop_and_a_lost_recovery_code_are_not_the_end_where_the_organisation_keeps_a_key(
    files: dict[str, Path], tmp_path: Path
) -> None:
    private, public, words = tmp_path / "org.private", tmp_path / "org.public", ("--passphrase-file", files["new"])
    caseapp("escrow-keygen", "--private", private, "--public", public, "--name", "Kent", *words)
    vault = ("--vault", files["vault"], "--passphrase-file", files["ann"])
    assert caseapp("escrow-add", public, *vault).returncode == 0
    assert caseapp("backup", *vault, "--to", tmp_path / "stick").returncode == 0
    (backup,) = (tmp_path / "stick").glob("case-tracker-backup-*")
    back = ("restore", "--from", backup, "--vault", tmp_path / "laptop", "--escrow-key", private)
    assert caseapp(*back, "--passphrase-file", files["ann"]).returncode == 3
    assert not (tmp_path / "laptop").exists()
    done = caseapp(*back, *words)
    assert done.returncode == 0, done.stderr
    ann = ("--vault", tmp_path / "laptop", "--passphrase-file", files["ann"])
    assert caseapp("unlock-test", *ann).returncode == 0


def test_an_older_state_is_reported_each_time_until_somebody_says_that_it_was_meant(files: dict[str, Path]) -> None:
    ann = ("--vault", files["vault"], "--passphrase-file", files["ann"])
    old = (files["vault"] / "vault.db").read_bytes()
    assert caseapp("verify", *ann).returncode == 0
    (files["vault"] / "vault.db").write_bytes(old)
    for _again in range(2):
        found = caseapp("verify", *ann)
        assert found.returncode == 1
        assert found.stdout.count("older than when it was last closed") == 1
    assert caseapp("verify", "--meant", *ann).returncode == 0
    assert caseapp("verify", *ann).returncode == 0


def test_without_a_keyring_to_trust_nothing_is_made_unasked(files: dict[str, Path], tmp_path: Path) -> None:
    alone = {key: value for key, value in os.environ.items() if not key.startswith("DBUS_")}
    alone["XDG_RUNTIME_DIR"] = str(tmp_path)
    create = ["create", "--vault", tmp_path / "w", "--name", "Ann E.", "--passphrase-file", files["ann"]]
    command = [sys.executable, "-m", "caseapp", "vault", *map(str, create)]
    root = Path(__file__).resolve().parents[2]
    refused = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False, env=alone)
    if sys.platform.startswith("linux"):
        assert refused.returncode == 3
        assert "no keyring" in refused.stderr
        assert not (tmp_path / "w").exists()


def test_a_vault_is_made_with_its_code_shown_once(files: dict[str, Path], tmp_path: Path) -> None:
    common = ("--vault", tmp_path / "w", "--passphrase-file", files["ann"])
    made = caseapp("create", *common, "--name", "Ann E.", "--without-keyring")
    assert made.returncode == 0, made.stderr
    assert len(made.stdout.strip().splitlines()[-1].replace("-", "")) >= 32
    assert caseapp("unlock-test", *common).returncode == 0


@pytest.mark.parametrize("what", ["people", "people add", "change-passphrase", "recover", "rotate", "escrow-keygen"])
def test_no_secret_can_be_given_as_an_argument(what: str) -> None:
    shown = caseapp(*what.split(), "--help")
    assert shown.returncode == 0
    for option in ("--passphrase ", "--new-passphrase ", "--recovery-code "):
        assert option not in shown.stdout


def test_a_person_is_erased_only_with_the_reference_given_twice(files: dict[str, Path]) -> None:
    office = vaults.unlock(files["vault"], ANN)
    opened = cases.open_case(office, NewCase(None, PersonDetails(first_name="Amara", last_name="Example")))
    office.close()
    ann = ("--vault", files["vault"], "--passphrase-file", files["ann"], "--reason", "they_asked")
    told = caseapp("erase", opened.reference, *ann)
    assert told.returncode == 0
    assert "Nothing was erased" in told.stdout
    assert "Amara" not in told.stdout
    refused = caseapp("erase", opened.reference, *ann, "--yes-erase", "KT-9999")
    assert (refused.returncode, refused.stderr.count("\n")) == (3, 1)
    done = caseapp("erase", opened.reference, *ann, "--yes-erase", opened.reference)
    assert done.returncode == 0, done.stderr
    assert caseapp("erase", opened.reference, *ann).returncode == 3
    assert caseapp("verify", *ann[:4]).returncode == 0


def test_a_role_is_changed_and_one_lead_stays(files: dict[str, Path]) -> None:
    ann = ("--vault", files["vault"], "--passphrase-file", files["ann"])
    caseapp("people", "add", *ann, "--name", "Bo E.", "--new-passphrase-file", files["bo"], "--without-keyring")
    refused = caseapp("people", "role", *ann, "--name", "Ann E.", "--role", "caseworker")
    assert refused.returncode == 3
    assert "only lead" in refused.stderr
    assert caseapp("people", "role", *ann, "--name", "Bo E.", "--role", "lead").returncode == 0
    assert "Bo E.  lead" in caseapp("people", "list", *ann).stdout


def test_recovering_where_several_share_asks_who(files: dict[str, Path]) -> None:
    ann = ("--vault", files["vault"], "--passphrase-file", files["ann"])
    caseapp("people", "add", *ann, "--name", "Bo E.", "--new-passphrase-file", files["bo"], "--without-keyring")
    code = ("--vault", files["vault"], "--recovery-code-file", files["code"], "--new-passphrase-file", files["new"])
    assert "--name" in caseapp("recover", *code).stderr


def test_a_lead_reads_who_did_what(files: dict[str, Path]) -> None:
    ann = ("--vault", files["vault"], "--passphrase-file", files["ann"])
    caseapp("people", "add", *ann, "--name", "Bo E.", "--new-passphrase-file", files["bo"], "--without-keyring")
    lines = caseapp("history", *ann).stdout.splitlines()
    assert "Ann E.  unlocked the vault" in lines[0]
    assert any("Ann E.  gave somebody a way in" in line for line in lines)
    assert len(caseapp("history", *ann, "--most", "1").stdout.splitlines()) == 1
    refused = caseapp("history", "--vault", files["vault"], "--passphrase-file", files["bo"])
    assert (refused.returncode, refused.stdout) == (3, "")
