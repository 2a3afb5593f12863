"""Statement 36: a file dialog leaves no folder or file name behind, whichever page opened it and however it went."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from ui.pages.import_sheet.choose_file import file_dialog
from ui.pages.reports.where import place_dialog
from ui.widgets.choose_file import forget_folders

TOKEN = "quillfeather-report"
Opens = Callable[[QWidget], QFileDialog]


def report_dialog(parent: QWidget) -> QFileDialog:
    return place_dialog(parent, "annual-2025-26")


def sealed_report_dialog(parent: QWidget) -> QFileDialog:
    return place_dialog(parent, "annual-2025-26", sealed=True)


def used(opens: Opens, parent: QWidget, folder: Path) -> QFileDialog:
    dialog = opens(parent)
    dialog.setDirectory(str(folder))
    dialog.selectFile(str(folder / "sheet.csv"))
    dialog.show()
    dialog.accept()
    return dialog


def left_behind(extra: Path) -> list[Path]:
    places = {Path(QSettings(QSettings.Scope.UserScope, "QtProject").fileName()).parent, extra}
    places |= {
        Path(QStandardPaths.writableLocation(kind))
        for kind in (
            QStandardPaths.StandardLocation.ConfigLocation,
            QStandardPaths.StandardLocation.GenericDataLocation,
            QStandardPaths.StandardLocation.GenericCacheLocation,
        )
    }
    files = (file for place in places if place.is_dir() for file in place.rglob("*"))
    return [file for file in files if file.is_file() and TOKEN.encode() in file.read_bytes()]


@pytest.fixture
def named(tmp_path: Path) -> Path:
    folder = tmp_path / TOKEN
    folder.mkdir()
    (folder / "sheet.csv").write_text("a,b\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("opens", [file_dialog, report_dialog, sealed_report_dialog])
@pytest.mark.parametrize("how", ["deleted", "with its window"])
def test_nothing_is_left(opens: Opens, how: str, named: Path, tmp_path: Path, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = used(opens, parent, named)
    delete(dialog if how == "deleted" else parent)
    assert not left_behind(tmp_path / "nothing")


def test_a_plain_dialog_would_have_left_it(named: Path, tmp_path: Path, qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def plain(owner: QWidget) -> QFileDialog:
        dialog = QFileDialog(owner, "plain", str(Path.home()))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        return dialog

    delete(used(plain, parent, named))
    assert left_behind(tmp_path / "nothing")
    forget_folders()
    assert not left_behind(tmp_path / "nothing")


def test_every_dialog_of_the_app_is_made_in_the_one_place(project: Path) -> None:
    makers = []
    for path in (project / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called == "QFileDialog" or called.startswith("QFileDialog.get"):
                    makers.append(path.relative_to(project).as_posix())
    assert makers == ["ui/widgets/choose_file.py"]
