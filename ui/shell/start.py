"""The steps of a start, in their order, which is part of the security."""

import argparse
import faulthandler
import logging
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from caseapp.base import log, machine_settings, paths, process
from caseapp.base.machine_settings import MachineSettings
from caseapp.base.words import use_language
from ui.shell.crash import Faults
from ui.shell.opening import TITLE, Opening, show
from ui.shell.out_of_pictures import OutOfPictures, window_affinity
from ui.theme.apply import apply_theme
from ui.work.collect import CollectHere
from ui.work.runner import Runner

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

_log = logging.getLogger("ui.shell.start")


def start(arguments: Sequence[str]) -> int:
    """Start the window and stay until it is closed. Gives back the exit status."""
    process.keep_files_private()
    process.keep_memory_private()
    asked = _asked(arguments)
    _watch_for_faults()
    if asked.headless_day:
        return _day(asked.out, asked.cases)
    settings = _settings(asked)
    use_language(settings.language)
    app = make_app(settings)
    _keep_off_pictures(app, allowed=asked.allow_capture)
    faults = Faults(app)
    faults.watch()
    opening = Opening(known=bool(settings.last_vault))
    if not asked.selftest:
        show(opening, settings)
        app.processEvents()
    runner = Runner()
    window = _main_window(runner, settings)
    faults.fault.connect(window.show_crash)
    if asked.selftest:
        from ui.shell.selftest import selftest

        return selftest(app, window, runner)
    show(window, settings)
    opening.give_way_to(window)
    window.session.begin(window)
    window.start(asked.vault)
    CollectHere(app)
    return app.exec()


def _main_window(runner: Runner, settings: MachineSettings, *, keeps_settings: bool = True) -> "MainWindow":
    """Read from the disk only now, with something on the screen already: that takes many times as long as a window."""
    from ui.pages.unlock.entry import EntryPlaces
    from ui.shell.window import MainWindow

    places = EntryPlaces(paths.vault_folder(), paths.example_folder())
    return MainWindow(runner, settings, places, keeps_settings=keeps_settings)


def _day(out: Path, size: int | None) -> int:
    """A day without a screen, with settings of its own: what this person chose for the real window stays."""
    from ui.shell.day import CASES, whole_day

    settings = MachineSettings()
    qInstallMessageHandler(_without_chatter)
    app = make_app(settings)
    window = _main_window(Runner(), settings, keeps_settings=False)
    CollectHere(app)
    return whole_day(app, window, out, size or CASES)


def _without_chatter(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    """What Qt says, less its one remark about windows that nobody sees."""
    if "propagateSizeHints" not in words:
        print(words, file=sys.stderr)


def make_app(settings: MachineSettings) -> QApplication:
    """The application, with fonts and theme, and names that say nothing."""
    app = QApplication([TITLE])
    app.setApplicationName(paths.FOLDER)
    apply_theme(app, settings.theme, settings.text_scale, quiet_motion=settings.quiet_motion)
    return app


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="case-tracker", description="Encrypted case records.", allow_abbrev=False)
    parser.add_argument("--vault", type=Path, metavar="DIR", help="the folder of the vault to open")
    parser.add_argument("--theme", choices=("light", "dark"), help="instead of the setting")
    parser.add_argument("--scale", type=float, metavar="N", help="text size from 1.0 to 2.0, instead of the setting")
    parser.add_argument(
        "--allow-capture", action="store_true", help="Windows: let pictures of the screen show the window (is logged)"
    )
    parser.add_argument("--selftest", action="store_true", help="make, use and lock a throw-away vault, then end")
    parser.add_argument("--headless-day", action="store_true", help="a day's work off screen, for machines without one")
    parser.add_argument("--cases", type=int, metavar="N", help="how large that day's service is")
    parser.add_argument(
        "--out", type=Path, default=Path("example-output"), metavar="DIR", help="where that day's work goes"
    )
    return parser.parse_args(arguments)


def _keep_off_pictures(app: QApplication, *, allowed: bool) -> None:
    if allowed:
        _log.warning("screen_capture_allowed")
    elif (affinity := window_affinity()) is not None:
        app.installEventFilter(OutOfPictures(affinity, app))


def _settings(asked: argparse.Namespace) -> MachineSettings:
    settings = machine_settings.load(paths.settings_file())
    if asked.theme:
        settings = replace(settings, theme=asked.theme)
    if asked.scale:
        settings = replace(settings, text_scale=max(1.0, min(2.0, asked.scale)))
    return settings


def _watch_for_faults() -> None:
    """A log of codes, and the functions that ran if the interpreter is stopped. A disk that is full stops neither."""
    log.start_log(paths.log_file())
    try:
        fault_file = paths.fault_file().open("w", encoding="utf-8")
    except OSError:
        return
    faulthandler.enable(fault_file)
