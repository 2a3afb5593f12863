import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseapp.base.clock import SetClock
from caseapp.base.error_code import error_code
from caseapp.base.errors import Refused
from caseapp.base.log import RedactingFormatter, start_log, told

SECRET = "Amara Example"
CLOCK = SetClock(datetime(2026, 11, 21, 9, 12, tzinfo=UTC))


def record(message: object, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("caseapp.x", logging.ERROR, "/x/module.py", 7, message, args, exc_info, "work")


def failing(name: str) -> None:
    raise ValueError(f"no case for {name}")


def caught(name: str) -> ValueError:
    with pytest.raises(ValueError, match="no case") as info:
        failing(name)
    return info.value


def test_a_line_holds_time_level_place_and_code() -> None:
    assert (
        RedactingFormatter(CLOCK).format(record("vault_opened"))
        == "2026-11-21T09:12:00Z ERROR module.work:7 vault_opened"
    )


@pytest.mark.parametrize(
    "odd", [record(SECRET), record("saved %s", SECRET), record("x" * 80), record({"name": SECRET})]
)
def test_a_message_that_is_not_a_code_is_not_written(odd: logging.LogRecord) -> None:
    line = RedactingFormatter(CLOCK).format(odd)
    assert line.endswith(" not_a_code")
    assert "Amara" not in line


def test_an_error_is_told_by_class_and_place_never_by_its_words() -> None:
    error = caught(SECRET)
    error.__cause__ = Refused("passphrase_wrong", name=SECRET)
    line = RedactingFormatter(CLOCK).format(record("uncaught", error=error))
    assert "ValueError < Refused(passphrase_wrong)" in line
    assert "failing:" in line
    assert "Amara" not in line


def test_the_same_fault_has_the_same_code_whatever_it_held() -> None:
    assert error_code(caught(SECRET)) == error_code(caught("Somebody Else"))
    assert error_code(caught(SECRET)) != error_code(KeyError(SECRET))


def test_a_code_can_be_read_out() -> None:
    code = error_code(caught(SECRET))
    assert len(code) == 9
    assert code[4] == "-"
    assert not set(code) & set("ILOU")


def test_an_error_that_never_was_raised_is_told_too() -> None:
    assert told(KeyError(SECRET)).endswith("KeyError at ?")


@pytest.fixture
def quiet_root() -> Iterator[None]:
    root = logging.getLogger()
    before, level, raising = list(root.handlers), root.level, logging.raiseExceptions
    yield
    root.handlers, root.level, logging.raiseExceptions = before, level, raising


def test_the_file_is_written_and_rotates(tmp_path: Path, quiet_root: None) -> None:
    handler = start_log(tmp_path / "log.txt", CLOCK)
    logging.getLogger("caseapp.services").warning("draft_not_kept")
    logging.getLogger("sqlalchemy").warning("parameters %s", SECRET)
    handler.close()
    lines = (tmp_path / "log.txt").read_text().splitlines()
    assert lines[0].endswith("draft_not_kept")
    assert lines[1].endswith("not_a_code")
