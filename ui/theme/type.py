"""Type: Inter and Inter Display, bundled, and the roles a text may play (design language §2.2).

Sizes are logical pixels at 100 %, multiplied by the text scale (1.0 to 2.0). Every font has `cv05`, an l that is not a
1; ask for `tabular` figures where numbers, dates, times or references stand under one another.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

from caseapp.base.resources import read_bytes

Role = Literal[
    "question", "masthead", "title", "subtitle", "heading", "lead", "body", "body_medium", "body_strong",
    "small", "small_medium", "small_strong", "badge", "badge_strong", "meta", "key",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    """One role: size and line height in pixels at 100 %, weight, and whether it uses the display cut."""

    size: int
    line: int
    weight: QFont.Weight
    display: bool = False


_W = QFont.Weight
FACES: dict[Role, Face] = {
    "question": Face(36, 46, _W.DemiBold, display=True),
    "masthead": Face(32, 40, _W.DemiBold, display=True),
    "title": Face(26, 32, _W.DemiBold, display=True),
    "subtitle": Face(21, 28, _W.DemiBold, display=True),
    "heading": Face(16, 22, _W.DemiBold),
    "lead": Face(17, 26, _W.Normal),
    "body": Face(15, 22, _W.Normal),
    "body_medium": Face(15, 22, _W.Medium),
    "body_strong": Face(15, 22, _W.DemiBold),
    "small": Face(14, 20, _W.Normal),
    "small_medium": Face(14, 20, _W.Medium),
    "small_strong": Face(14, 20, _W.DemiBold),
    "badge": Face(13, 18, _W.Medium),
    "badge_strong": Face(13, 18, _W.DemiBold),
    "meta": Face(13, 18, _W.Normal),
    "key": Face(12, 16, _W.Medium),
}
FONT_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "InterDisplay-SemiBold.otf")
_FALLBACK = ("Segoe UI", "Noto Sans")


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the bundled fonts with Qt, once, and name their families. Needs a QGuiApplication."""
    families: list[str] = []
    for name in FONT_FILES:
        number = QFontDatabase.addApplicationFontFromData(read_bytes(f"fonts/{name}"))
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(sorted(set(families)))


@cache
def font(role: Role, scale: float = 1.0, *, tabular: bool = False) -> QFont:
    """The font of a role at a text scale. Treat it as read only: it is shared."""
    face = FACES[role]
    made = QFont()
    made.setFamilies([*(("Inter Display",) if face.display else ()), "Inter", *_FALLBACK])
    made.setPixelSize(round(face.size * scale))
    made.setWeight(face.weight)
    made.setFeature(QFont.Tag("cv05"), 1)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    if face.display:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.012 * made.pixelSize())
    return made


def line_height(role: Role, scale: float = 1.0) -> int:
    """Height of one line of a role, in pixels."""
    return round(FACES[role].line * scale)
