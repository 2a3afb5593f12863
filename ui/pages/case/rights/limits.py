"""The two limits side by side: standard and enhanced, with the one used here named and tinted."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.rights_view import RightInstance
from ui.models.row_delegate import draw_line
from ui.theme.theme import theme
from ui.theme.tokens import Token

_PAD = 14


class Limits(QWidget):
    """Shown for a rule that has a limit; hidden for one that has none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[str, str, bool], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_limits(self, row: RightInstance | None) -> None:
        """Show the limits of a line, or nothing."""
        if row is None or not (row.standard_limit or row.enhanced_limit):
            self._parts = ()
            self.hide()
            return
        standard, enhanced = row.standard_limit or _("No limit"), row.enhanced_limit or _("No limit")
        self._parts = (
            (_("Standard") if row.enhanced else _("Standard, used here"), standard, not row.enhanced),
            (_("Enhanced, used here") if row.enhanced else _("Enhanced"), enhanced, row.enhanced),
        )
        self.setAccessibleName(". ".join(f"{title}: {words}" for title, words, _used in self._parts))
        self.updateGeometry()
        self.update()
        self.show()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(sum(self._widths())), theme().grown(52))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(whole, 8, 8)
        left = 0.0
        for (title, words, used), width in zip(self._parts, self._widths(), strict=True):
            area = QRectF(left, 0, width, self.height())
            painter.setClipPath(outline)
            fill: Token = "accent_tint" if used else "surface"
            painter.fillRect(area, theme().colour(fill))
            ink: Token = "link" if used else "text_2"
            top = area.center().y() - (theme().line("meta") + theme().line("small")) / 2
            inner = area.adjusted(_PAD, 0, -4, 0)
            first = QRectF(inner.left(), top, inner.width(), theme().line("meta"))
            draw_line(painter, first, title, "meta", ink)
            second = QRectF(inner.left(), first.bottom(), inner.width(), theme().line("small"))
            draw_line(painter, second, words, "small_strong" if used else "small", "link" if used else "text")
            left += width
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("line_strong"), 1))
        painter.drawPath(outline)

    def _widths(self) -> tuple[float, ...]:
        meta = QFontMetricsF(theme().font("meta", tabular=True))
        strong = QFontMetricsF(theme().font("small_strong", tabular=True))
        return tuple(
            max(meta.horizontalAdvance(title), strong.horizontalAdvance(words)) + 2 * _PAD
            for title, words, _used in self._parts
        )
