"""Which column fills which of our fields, with a value to see that it is the right one."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.import_mapping import FIELDS, DateOrder, ImportMap
from caseapp.domain.import_sheet import Sheet
from ui.pages.import_sheet.words import said
from ui.theme.theme import theme
from ui.widgets.button import SecondaryButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.select import Select
from ui.widgets.text import Text
from ui.work.privacy import names_hidden

_LABELS = {field.name: field.label for field in FIELDS}
_NO_COLUMN = ""
_NO_MAP = ""


class MappingForm(QScrollArea):
    """A line a field, found ones first: our name, the column, and what stands in the first row that has something.

    Signals: `changed()`; `map_chosen(str)` a saved mapping; `keep_wanted(str)` keep this one under a name.
    """

    changed = Signal()
    map_chosen = Signal(str)
    keep_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._base = ImportMap("")
        self._columns = {field.name: Select() for field in FIELDS}
        self._samples = {field.name: Text("", "small", "text_2", wrap=True) for field in FIELDS}
        self._filling = False
        self._build()
        self._wire()

    def _build(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("scrolled", True)
        self.setWidget(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 4, 28, 20)
        column.setSpacing(12)
        self.notes = Text("", "small", "text_2", wrap=True)
        column.addWidget(self.notes)
        column.addLayout(self._saved())
        for name, control in self._columns.items():
            control.setAccessibleName(_("Column for {field}").format(field=_(_LABELS[name])))
            control.setFixedWidth(theme().grown(260))
            control.installEventFilter(self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self._matched = (Text(_("Our field"), "badge", "text_2"), Text(_("Their column"), "badge", "text_2"))
        self._example = Text(_("For example"), "badge", "text_2")
        self._others = Text(_("Not found in this sheet"), "badge", "text_2", wrap=True)
        self._names = {name: Text(_(label), "body", wrap=True) for name, label in _LABELS.items()}
        self._arrange(())
        column.addLayout(self._grid)
        column.addStretch()

    def _saved(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        self.maps = Select(((_NO_MAP, _("As suggested")),))
        self.maps.setFixedWidth(theme().grown(260))
        self.maps.setAccessibleName(_("Saved mapping"))
        self.maps.installEventFilter(self)
        self.order = SegmentedChoice(
            _("Order of dates"),
            (
                (DateOrder.DMY.value, _("Day first")),
                (DateOrder.YMD.value, _("Year first")),
                (DateOrder.MDY.value, _("Month first")),
            ),
        )
        self.name = QLineEdit()
        self.name.setPlaceholderText(_("Name, such as Kent Police"))
        self.name.setAccessibleName(_("Name to keep this mapping under"))
        self.name.setFixedWidth(theme().grown(260))
        self.keep = SecondaryButton(_("Keep this mapping"))
        held = QWidget()
        line = FlowLayout(held, gap=8, line_gap=8)
        line.addWidget(self.name)
        line.addWidget(self.keep)
        for place, (label, part) in enumerate(((_("Mapping"), self.maps), (_("Dates are written"), self.order))):
            grid.addWidget(Text(label, "body"), place, 0)
            grid.addWidget(part, place, 1)
        grid.addWidget(Text(_("Use it next month"), "body"), 2, 0)
        grid.addWidget(held, 2, 1, 1, 2)
        return grid

    def _wire(self) -> None:
        for control in self._columns.values():
            control.currentIndexChanged.connect(self._picked)
        self.order.changed.connect(self._picked)
        self.maps.activated.connect(self._map_picked)
        self.keep.clicked.connect(self._keep)
        self.name.returnPressed.connect(self._keep)

    def show_sheet(self, sheet: Sheet, import_map: ImportMap) -> None:
        """Offer the columns of a sheet, chosen as a mapping has them."""
        self._sheet, self._base, self._filling = sheet, import_map, True
        options = ((_NO_COLUMN, _("Not in this sheet")), *((name, name) for name in sheet.columns))
        for name, control in self._columns.items():
            at = sheet.column(import_map.columns[name]) if name in import_map.columns else None
            control.set_options(options)
            control.set_value(_NO_COLUMN if at is None else sheet.columns[at])
        self._arrange(tuple(name for name, control in self._columns.items() if control.value()))
        self.order.set_value(import_map.date_order.value)
        self.notes.set_text("\n".join(said(note.code, note.facts) for note in sheet.notes))
        self.notes.setVisible(bool(sheet.notes))
        self._filling = False
        self._show_samples()

    def offer_maps(self, maps: Mapping[str, ImportMap], chosen: str = _NO_MAP) -> None:
        """Offer the saved mappings."""
        self.maps.set_options(((_NO_MAP, _("As suggested")), *((name, name) for name in maps)))
        self.maps.set_value(chosen)

    def import_map(self) -> ImportMap:
        """The mapping as it stands; fixed values and translated words are those of the mapping it began with."""
        columns = {name: value for name, control in self._columns.items() if (value := control.value())}
        return ImportMap(
            self._base.name, columns, self._base.constants, DateOrder(self.order.value()), self._base.translate
        )

    def clear(self) -> None:
        """Drop the sheet."""
        self._sheet = None
        self.notes.set_text("")
        self.name.clear()
        self._filling = True
        for control in self._columns.values():
            control.set_options(())
        self._filling = False
        for text in self._samples.values():
            text.set_text("")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scrolling over a drop-down scrolls the page: it must not change an answer."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, Select):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _arrange(self, matched: tuple[str, ...]) -> None:
        """What was found stands first, the rest under its own heading; Tab goes the same way."""
        while self._grid.takeAt(0) is not None:
            pass
        for place, title in enumerate((*self._matched, self._example)):
            self._grid.addWidget(title, 0, place)
        rest = tuple(name for name in self._columns if name not in matched)
        line = 1
        for name in (*matched, *rest):
            if rest and name == rest[0]:
                self._grid.addWidget(self._others, line, 0, 1, 3)
                line += 1
            for place, part in enumerate((self._names[name], self._columns[name], self._samples[name])):
                self._grid.addWidget(part, line, place)
            line += 1
        self._others.setVisible(bool(rest and matched))
        if self._sheet is not None:  # before, they do not stand in one window yet
            for before, after in pairwise((self.keep, *(self._columns[name] for name in (*matched, *rest)))):
                QWidget.setTabOrder(before, after)

    def _picked(self) -> None:
        if not self._filling and self._sheet is not None:
            self._show_samples()
            self.changed.emit()

    def _show_samples(self) -> None:
        if self._sheet is None:
            return
        for name, control in self._columns.items():
            at = self._sheet.column(control.value() or "") if control.value() else None
            cells = (row.cells[at].strip() for row in self._sheet.rows) if at is not None else iter(())
            first = next((cell for cell in cells if cell), "")
            self._samples[name].set_text(
                _("Hidden") if first and names_hidden() else first.splitlines()[0][:80] if first else ""
            )

    def _map_picked(self) -> None:
        self.map_chosen.emit(self.maps.value() or _NO_MAP)

    def _keep(self) -> None:
        self.keep_wanted.emit(self.name.text())
