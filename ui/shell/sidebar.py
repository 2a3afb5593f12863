"""The sidebar: search, places, pinned cases, what is saved, who is working, Hide and Lock."""

from datetime import datetime
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.person import initials as person_initials
from caseapp.services.office import Desk
from caseapp.services.today import Sidebar as Figures
from ui.shell.nav_button import NavButton
from ui.shell.places import Place, shown_to
from ui.shell.sidebar_foot import SidebarFoot
from ui.theme.icons import icon_pixmap
from ui.theme.room import has_room_for_sidebar
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.rule import Rule
from ui.widgets.text import Text

WIDE, RAIL = 232, 60
_COUNTS = {"caseload": "open_cases", "referrals": "referrals", "rights_due": "rights_due"}


class SearchButton(Button):
    """Looks like a field and opens the palette."""

    kind = "plain"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Search or jump to"), small=True, parent=parent)
        self._rail = False
        self.setAccessibleDescription(_("Shortcut {keys}").format(keys="Ctrl+K"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rail(self, rail: bool) -> None:
        """Show the icon alone, or all of it."""
        self._rail = rail
        self.setToolTip(_("Search or jump to, Ctrl K") if rail else "")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().grown(42) if self._rail else 160, theme().grown(36))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme().colour("control"), 1))
        painter.setBrush(theme().colour("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(area, 8, 8)
        side = theme().grown(18)
        left = (self.width() - side) / 2 if self._rail else 10
        pixmap = icon_pixmap("search", side, "text_2", self.devicePixelRatioF())
        painter.drawPixmap(round(left), round((self.height() - side) / 2), pixmap)
        if self._rail:
            return
        inside = area.adjusted(10 + side + 8, 0, -8, 0)
        painter.setPen(theme().colour("text_2"))
        painter.setFont(theme().font("key"))
        keys = painter.boundingRect(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "Ctrl K")
        painter.drawText(keys, Qt.AlignmentFlag.AlignCenter, "Ctrl K")
        painter.setFont(theme().font("small"))
        room = inside.adjusted(0, 0, -keys.width() - 6, 0)
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class SideBar(QWidget):
    """Tells what is wanted; `set_current`, `set_figures` and `set_saved` are told by the workplace."""

    place_wanted = Signal(str)
    case_wanted = Signal(str)
    search_wanted = Signal()
    settings_wanted = Signal(str)
    hide_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rail = False
        self._buttons: dict[str, NavButton] = {}
        self._pinned: list[NavButton] = []
        self._headings: list[QWidget] = []
        self._rules: list[QWidget] = []
        self.setProperty("ground", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Places"))
        self._search = SearchButton()
        self.foot = SidebarFoot(desk)
        self._build(shown_to(desk.role))
        self._wire()
        self.set_rail(False)

    def set_current(self, place_id: str) -> None:
        """Mark the place shown."""
        for known, button in self._buttons.items():
            button.setChecked(known == place_id)

    def current_button(self) -> QWidget:
        """Where the focus goes when it comes to the sidebar."""
        return next((button for button in self._buttons.values() if button.isChecked()), self._search)

    def set_figures(self, figures: Figures) -> None:
        """Show counts and pinned cases."""
        for place_id, name in _COUNTS.items():
            if place_id in self._buttons:
                self._buttons[place_id].set_count(getattr(figures, name))
        self._show_pinned(figures)

    def set_saved(self, at: datetime | None) -> None:
        """Say when something was last saved."""
        self.foot.set_saved(at)

    def set_rail(self, rail: bool) -> None:
        """Become a rail of icons, or wide again."""
        self._rail = rail
        self.setFixedWidth(theme().grown(RAIL) if rail else round(WIDE * (1 + (theme().scale - 1) * 0.6)))
        edge = (self.width() - theme().grown(42)) // 2 if rail else 12
        self._column.setContentsMargins(edge, 14, edge, 12)
        self._search.set_rail(rail)
        for button in (*self._buttons.values(), *self._pinned):
            button.set_rail(rail)
        for heading in self._headings:
            heading.setVisible(not rail)
        for rule in self._rules:
            rule.setVisible(rail)
        self._pins_heading.setVisible(not rail and bool(self._pinned))
        self._pins_rule.setVisible(rail and bool(self._pinned))
        self.foot.set_rail(rail)

    def fit(self, window_width: int) -> None:
        """Words where the window has room for them, otherwise a rail of icons."""
        self.set_rail(not has_room_for_sidebar(window_width))

    def _build(self, places: tuple[Place, ...]) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._search)
        self._column.addSpacing(14)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("scrolled", True)
        scroll.setWidget(inside)
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(2)
        self._add_places([place for place in places if not place.group])
        team = [place for place in places if place.group == "team"]
        if team:
            self._headings.append(self._heading(_("Team")))
            self._rules.append(self._divider())
            self._add_places(team)
        self._pins_heading, self._pins_rule = self._heading(_("Pinned")), self._divider()
        self._pins = QVBoxLayout()
        self._pins.setSpacing(2)
        self._list.addLayout(self._pins)
        self._list.addStretch()
        self._column.addWidget(scroll, 1)
        self._column.addWidget(self.foot)

    def _add_places(self, places: list[Place]) -> None:
        for place in places:
            button = NavButton(_(place.label), icon=place.icon)
            if place.key:
                button.setAccessibleDescription(_("Shortcut {keys}").format(keys=place.key))
            self._buttons[place.id] = button
            self._list.addWidget(button)

    def _heading(self, words: str) -> QWidget:
        heading = Text(words, "small", "text_2")
        heading.setContentsMargins(11, 14, 0, 6)
        self._list.addWidget(heading)
        return heading

    def _divider(self) -> QWidget:
        holder = QWidget()
        room = QVBoxLayout(holder)
        room.setContentsMargins(0, 12, 0, 12)
        room.addWidget(Rule())
        self._list.addWidget(holder)
        return holder

    def _wire(self) -> None:
        self._search.clicked.connect(self.search_wanted)
        self.foot.settings_wanted.connect(self.settings_wanted)
        self.foot.hide_wanted.connect(self.hide_wanted)
        self.foot.lock_wanted.connect(self.lock_wanted)
        for place_id, button in self._buttons.items():
            button.clicked.connect(partial(self._wanted, place_id))

    def _wanted(self, place_id: str) -> None:
        self.place_wanted.emit(place_id)

    def _show_pinned(self, figures: Figures) -> None:
        for button in self._pinned:
            self._pins.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._pinned = []
        for case in figures.pinned:
            letters = person_initials(case.first_name, case.last_name, case.known_as)
            spoken = _("Pinned case {reference}").format(reference=case.reference)
            button = NavButton(case.reference, letters=letters, name=spoken)
            button.set_rail(self._rail)
            button.clicked.connect(partial(self._case_wanted, case.id))
            self._pins.addWidget(button)
            self._pinned.append(button)
        last = list(self._buttons.values())[-1]
        for before, after in pairwise((last, *self._pinned)):
            self.setTabOrder(before, after)
        self._pins_heading.setVisible(not self._rail and bool(self._pinned))
        self._pins_rule.setVisible(self._rail and bool(self._pinned))

    def _case_wanted(self, case_id: str) -> None:
        self.case_wanted.emit(case_id)
