"""The build, the list of parts, and the question for vulnerabilities that takes no silence for an answer."""

import hashlib
import re
from pathlib import Path

import pytest

from installer import audit, build

ANSWER = {
    "dependencies": [
        {"name": "SQLAlchemy", "version": "2.1.9", "vulns": []},
        {"name": "jinja2", "version": "3.1.6", "vulns": [{"id": "CVE-1"}, {"id": "CVE-2"}]},
        {"name": "alembic", "skip_reason": "Dependency not found"},
    ]
}


def test_statement_55_skipped_unasked_and_unaccepted_parts_are_all_named() -> None:
    parts = {"sqlalchemy", "jinja2", "alembic", "keyring"}
    assert audit.problems(ANSWER, parts, {"CVE-1": "not reached"}) == [
        "jinja2: CVE-2",
        "alembic was skipped: Dependency not found",
        "keyring was not asked about",
    ]
    assert audit.problems({"dependencies": ANSWER["dependencies"][:1]}, {"sqlalchemy"}, {}) == []


def test_statement_55_every_part_of_the_lock_is_asked_about_and_pinned_by_hash(project: Path) -> None:
    text = (project / "requirements.lock").read_text(encoding="utf-8")
    parts = audit.rounds(text)[0].keys()
    assert {"cryptography", "sqlcipher3", "pyside6-essentials"} <= parts
    blocks = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    assert not [block for block in blocks if "==" in block.split("\n")[0] and "--hash=sha256:" not in block]


def test_statement_55_parts_for_other_systems_and_pythons_are_asked_about_too() -> None:
    lock = (
        "pefile==2024.8.26 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"
        "numpy==2.4.1 ; python_version < '3.12' \\\n    --hash=sha256:11\nNumPy==2.5.5 \\\n    --hash=sha256:22\n"
    )
    assert audit.rounds(lock) == [{"pefile": "2024.8.26", "numpy": "2.4.1"}, {"numpy": "2.5.5"}]


def test_statement_55_no_answer_is_no_good_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "asked", lambda _lock: None)
    assert audit.main() == 2
    monkeypatch.setattr(audit, "asked", lambda _lock: {"dependencies": []})
    assert audit.main() == 1


def test_statement_55_times_of_remedy_are_written(project: Path) -> None:
    said = (project / "installer/README.md").read_text(encoding="utf-8")
    table = said[said.index("## Known vulnerabilities") :]
    assert all(f"| {grade} |" in table for grade in ("Critical", "High", "Medium", "Low"))
    assert all(advisory in said for advisory in audit.ACCEPTED)


def test_statement_56_one_folder_never_one_file(project: Path) -> None:
    recipe = (project / "installer/case_tracker.spec").read_text(encoding="utf-8")
    assert "exclude_binaries=True" in recipe
    assert "COLLECT(" in recipe
    assert "runtime_tmpdir" not in recipe


def test_the_recipe_takes_every_file_along_that_is_no_code(project: Path) -> None:
    """A data file beside the code that the recipe forgets is missing only in the installed copy."""
    recipe = (project / "installer/case_tracker.spec").read_text(encoding="utf-8")
    beside = {
        path.suffix
        for floor in ("ui", "caseapp")
        for path in (project / floor).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc", ".md", ".mako"}
    }
    assert not {suffix for suffix in beside if f'"*{suffix}"' not in recipe}


def test_checksums_are_in_the_form_that_sha256sum_reads(tmp_path: Path) -> None:
    built = tmp_path / "case-tracker"
    (built / "inside").mkdir(parents=True)
    (built / "inside" / "file").write_bytes(b"content")
    build.write_checksums(built, tmp_path / "SHA256SUMS")
    digest = hashlib.sha256(b"content").hexdigest()
    assert (tmp_path / "SHA256SUMS").read_text() == f"{digest}  case-tracker/inside/file\n"


@pytest.mark.skipif(__import__("sys").platform == "win32", reason="shell scripts")
def test_a_copy_that_does_not_pass_its_own_test_is_not_offered(tmp_path: Path) -> None:
    for name, status in (("case-tracker", 0), ("caseapp", 0)):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\nexit {status}\n")
        program.chmod(0o700)
    assert build.works(tmp_path)
    (tmp_path / "case-tracker").write_text("#!/bin/sh\nexit 1\n")
    assert not build.works(tmp_path)
