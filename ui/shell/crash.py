"""Faults in the program: told to the local log and to the window, as a code."""

import logging
import sys
import threading
from hashlib import sha256
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from caseapp.base.error_code import error_code

_log = logging.getLogger("ui.shell.crash")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.DEBUG,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Faults(QObject):
    """Tells `fault` (its code) for every error nobody caught, on the window's thread."""

    fault = Signal(str)

    def watch(self) -> None:
        """From now on errors that nobody caught come here, and so do Qt's messages."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        qInstallMessageHandler(_note_qt)

    def stop(self) -> None:
        """Back to Python's and Qt's own ways: for tests and the end."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        told = error if error.__traceback__ is not None else error.with_traceback(trace)
        _log.critical("uncaught", exc_info=(kind, told, told.__traceback__))
        self.fault.emit(error_code(told))

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _note_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's words may hold a path or a text shown, so only their digest is written: enough to know them again."""
    del context
    digest = sha256(message.encode("utf-8", "replace")).hexdigest()[:8]
    _log.log(_LEVELS.get(kind, logging.WARNING), f"qt_{digest}")
