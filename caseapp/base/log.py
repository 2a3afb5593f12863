"""The local log: when, how serious, where in the program, and a code. Never a message, never a value.

A log line is the easiest way for a name to leave the vault, so the formatter does not trust its callers: of a record
it writes only the module, function and line, a message that *is* a code (`vault_opened`), and for an error the class
names and the places in our code it passed through.
"""

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

from typing_extensions import override

from caseapp.base.clock import Clock, SystemClock
from caseapp.base.error_code import error_code, places
from caseapp.base.errors import Trouble

_CODE = re.compile(r"[a-z][a-z0-9_]{1,60}")
_BYTES, _KEPT = 500_000, 3


class RedactingFormatter(logging.Formatter):
    """Turns a record into one line of codes and places."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    @override
    def format(self, record: logging.LogRecord) -> str:
        said = record.msg if isinstance(record.msg, str) and _CODE.fullmatch(record.msg) else "not_a_code"
        where = f"{record.module}.{record.funcName}:{record.lineno}"
        line = f"{self._clock.now():%Y-%m-%dT%H:%M:%SZ} {record.levelname} {where} {said}"
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else f"{line} {told(error)}"


def told(error: BaseException) -> str:
    """What may be said of an error: its code, the class names of it and its causes, and the places it passed."""
    kinds: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(kinds) < 5:
        code = f"({seen.code})" if isinstance(seen, Trouble) and _CODE.fullmatch(seen.code) else ""
        kinds.append(type(seen).__qualname__ + code)
        seen = seen.__cause__ or seen.__context__
    return f"{error_code(error)} {' < '.join(kinds)} at {' > '.join(places(error.__traceback__)) or '?'}"


def start_log(path: Path, clock: Clock | None = None) -> logging.Handler:
    """Send everything the app and its libraries log, from warnings up, to a small rotating file."""
    handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(RedactingFormatter(clock or SystemClock()))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("caseapp").setLevel(logging.INFO)
    logging.getLogger("ui").setLevel(logging.INFO)
    logging.raiseExceptions = False
    return handler
