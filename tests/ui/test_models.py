"""Row models, sections, views and the delegate."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from ui.models.keep_current import KeepCurrent
from ui.models.row_delegate import Lines, RowDelegate
from ui.models.rows_model import DISPLAY, ID_ROLE, ROW_ROLE, SENTENCE, SORT_ROLE, Column, RowsModel
from ui.models.sections import HEADING_ROLE, Section, SectionsModel
from ui.models.views import RowsList, RowsTable
from ui.theme.apply import apply_theme


@dataclass(frozen=True, slots=True)
class Line:
    ref: str
    name: str
    days: int


ROWS = tuple(Line(f"KT-{number:04}", f"Invented {number}", number) for number in range(6))
COLUMNS = (
    Column[Line]("Ref", lambda row: row.ref),
    Column[Line]("Name", lambda row: row.name, tip=lambda row: row.name),
    Column[Line]("Last contact", lambda row: f"{row.days} days ago", sort=lambda row: row.days, key="last_contact"),
)


@pytest.fixture
def model(qapp) -> RowsModel[Line]:
    return RowsModel(COLUMNS, lambda row: row.ref)


def test_rows_model_keeps_qts_contract(model: RowsModel[Line]) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rows in (ROWS, ROWS[:1], (), ROWS):
        model.set_rows(rows)
    assert model.replace_row(Line("KT-0002", "Changed", 0))
    tester.deleteLater()


def test_sections_model_keeps_qts_contract(qapp) -> None:
    model = SectionsModel[Line](lambda row: row.ref, lambda row: row.name)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for sections in ((Section("Today", ROWS[:2]), Section("Later", ROWS[2:])), (), (Section("", ROWS),)):
        model.set_sections(sections)
    model.clear()
    tester.deleteLater()


def test_a_cell_says_its_column_and_the_first_the_whole_row(model: RowsModel[Line]) -> None:
    model.set_rows(ROWS)
    assert model.index(1, 0).data(SENTENCE) == "Ref: KT-0001. Name: Invented 1. Last contact: 1 days ago"
    assert model.index(1, 2).data(SENTENCE) == "Last contact: 1 days ago"
    assert model.index(1, 2).data(SORT_ROLE) == 1
    assert model.index(1, 1).data(SORT_ROLE) == "Invented 1"
    assert model.index(1, 0).data(ID_ROLE) == "KT-0001"
    assert model.index(1, 0).data(ROW_ROLE) == ROWS[1]
    assert model.index(1, 1).data(Qt.ItemDataRole.ToolTipRole) == "Invented 1"
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Last contact"
    assert model.headerData(9, Qt.Orientation.Horizontal) is None


def test_a_replaced_row_stays_in_its_place(model: RowsModel[Line]) -> None:
    model.set_rows(ROWS)
    assert model.replace_row(Line("KT-0003", "Someone else", 0))
    assert model.index_of("KT-0003").row() == 3
    assert model.index(3, 1).data(DISPLAY) == "Someone else"
    assert not model.replace_row(Line("KT-9999", "Not here", 0))


def test_clearing_keeps_nothing(model: RowsModel[Line]) -> None:
    model.set_rows(ROWS)
    model.clear()
    assert model.rows() == ()
    assert not model.index_of("KT-0001").isValid()
    assert model.id_at(QModelIndex()) is None


def table_of(model: RowsModel[Line], qtbot) -> RowsTable:
    view = RowsTable("Caseload")
    qtbot.addWidget(view)
    view.setModel(model)
    view.setItemDelegate(RowDelegate(view))
    return view


def test_a_reload_keeps_the_chosen_row_wherever_it_goes(model: RowsModel[Line], qtbot) -> None:
    model.set_rows(ROWS)
    view = table_of(model, qtbot)
    keep = KeepCurrent(view)
    moved: list[str] = []
    keep.moved.connect(moved.append)
    assert keep.go_to("KT-0002")
    model.set_rows(tuple(reversed(ROWS)))
    assert view.currentIndex().data(ID_ROLE) == "KT-0002"
    assert view.currentIndex().row() == 3
    assert moved == ["KT-0002"]
    model.set_rows(ROWS[:1])
    assert moved == ["KT-0002", ""]
    assert keep.current_id() == ""


def test_a_row_asked_for_before_it_is_there_is_taken_up_when_it_comes(model: RowsModel[Line], qtbot) -> None:
    view = table_of(model, qtbot)
    keep = KeepCurrent(view)
    assert not keep.go_to("KT-0004")
    model.set_rows(ROWS)
    assert view.currentIndex().row() == 4


def test_enter_opens_and_space_previews(model: RowsModel[Line], qtbot) -> None:
    model.set_rows(ROWS)
    view = table_of(model, qtbot)
    view.selectRow(2)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["KT-0002"]
    with qtbot.waitSignal(view.previewed) as previewed:
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert previewed.args == ["KT-0002"]


def test_headings_cannot_be_chosen_and_rows_can(qtbot) -> None:
    view = RowsList("Today", fitted=True)
    qtbot.addWidget(view)
    model = SectionsModel[Line](lambda row: row.ref, lambda row: row.name, parent=view)
    view.setModel(model)
    view.setItemDelegate(RowDelegate(view))
    model.set_sections((Section("Thursday 19 November", ROWS[:2]), Section("Empty", ()), Section("Earlier", ROWS[2:3])))
    assert [bool(model.index(row, 0).data(HEADING_ROLE)) for row in range(5)] == [True, False, False, True, False]
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.index_of("KT-0002").row() == 4
    assert model.row_at(model.index(0, 0)) is None
    assert view.height() >= sum(view.sizeHintForRow(row) for row in range(5))
    view.setCurrentIndex(model.index(1, 0))
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Enter)
    assert opened.args == ["KT-0000"]


class TwoLines(RowDelegate):
    def lines(self, row: Line, column: int, text: str) -> Lines:
        return Lines(text, row.name, "body_strong")


def test_chosen_focused_row_is_tinted_with_bar_and_ring(model: RowsModel[Line], qtbot) -> None:
    from ui.theme.theme import theme

    model.set_rows(ROWS)
    view = table_of(model, qtbot)
    view.setItemDelegate(TwoLines(view))
    view.resize(600, 400)
    view.show()
    view.activateWindow()
    view.setFocus()
    view.selectRow(0)
    qtbot.waitUntil(view.hasFocus)
    image = view.viewport().grab().toImage()
    inks = {image.pixelColor(x, 26).name() for x in range(300)}
    assert image.pixelColor(1, 26).name() == theme().colour("accent").name()
    assert theme().colour("selected").name() in inks
    column = {image.pixelColor(150, y).name() for y in range(53)}
    assert theme().colour("focus").name() in column


def test_rows_grow_with_the_text_by_themselves(model: RowsModel[Line], qapp: QApplication, qtbot) -> None:
    model.set_rows(ROWS)
    table = table_of(model, qtbot)
    rows = RowsList("Follow-ups", fitted=True)
    qtbot.addWidget(rows)
    rows.setModel(model)
    rows.setItemDelegate(RowDelegate(rows, height=46))
    rows.fit_rows()
    before = (table.rowHeight(0), rows.height())
    rows.grab()
    apply_theme(qapp, "dark", 2.0)
    assert table.rowHeight(0) == 2 * before[0]
    assert rows.height() >= 2 * before[1] - 4
