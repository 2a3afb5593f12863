"""Every colour of the window, light and dark, as data. No other file may hold a colour.

Names and values are those of the design language §2.1. Each status (`neutral` … `error`) has three tokens: its text,
`_tint` behind that text and `_edge` around the tint. Plum (`voice`) always means "take care who sees or hears this".
"""

from types import MappingProxyType
from typing import Literal

Scheme = Literal["light", "dark"]
Status = Literal["neutral", "info", "ok", "soon", "late", "voice", "error"]
Token = Literal[
    "canvas", "sidebar", "surface", "sunken", "hover", "press", "selected", "accent_tint",
    "line", "line_strong", "control", "text", "text_2", "text_3", "link",
    "accent", "accent_hover", "accent_press", "on_accent", "accent_line", "track", "focus",
    "reverse", "on_reverse", "reverse_line",
    "neutral", "neutral_tint", "neutral_edge", "info", "info_tint", "info_edge", "ok", "ok_tint", "ok_edge",
    "soon", "soon_tint", "soon_edge", "late", "late_tint", "late_edge", "voice", "voice_tint", "voice_edge",
    "error", "error_tint", "error_edge",
]  # fmt: skip
STATUSES: tuple[Status, ...] = ("neutral", "info", "ok", "soon", "late", "voice", "error")

_TABLE: dict[Token, tuple[str, str]] = {
    "canvas": ("#F7F6F3", "#161B1B"),
    "sidebar": ("#EFEEE9", "#111515"),
    "surface": ("#FFFFFF", "#1D2323"),
    "sunken": ("#F3F2EE", "#191F1F"),
    "hover": ("#F4F3EF", "#242B2B"),
    "press": ("#ECEBE6", "#2B3333"),
    "selected": ("#E2EFED", "#183A38"),
    "accent_tint": ("#E2EFED", "#183A38"),
    "line": ("#E5E3DC", "#2D3635"),
    "line_strong": ("#CDCAC0", "#414C4A"),
    "control": ("#807D75", "#808C89"),
    "text": ("#1C2321", "#E9EDEB"),
    "text_2": ("#46504C", "#BCC5C2"),
    "text_3": ("#5F6965", "#99A5A1"),
    "link": ("#0B5F59", "#7FD1C8"),
    "accent": ("#0E6B65", "#63C2B8"),
    "accent_hover": ("#0A5751", "#7ED1C8"),
    "accent_press": ("#07443F", "#98DED6"),
    "on_accent": ("#FFFFFF", "#06211F"),
    "accent_line": ("#A9CFCA", "#2F6561"),
    "track": ("#CDCAC0", "#414C4A"),
    "focus": ("#5B46C9", "#B4A8FF"),
    "reverse": ("#1C2321", "#E9EDEB"),
    "on_reverse": ("#FFFFFF", "#1D2323"),
    "reverse_line": ("#5F6965", "#99A5A1"),
    "neutral": ("#46504C", "#C2CBC8"),
    "neutral_tint": ("#ECEBE6", "#2B3333"),
    "neutral_edge": ("#ECEBE6", "#2B3333"),
    "info": ("#1B5585", "#9DC8F0"),
    "info_tint": ("#E5EEF7", "#1B2D3E"),
    "info_edge": ("#B9D0E6", "#2F4B66"),
    "ok": ("#1F5E37", "#95D5A6"),
    "ok_tint": ("#E2F1E6", "#193222"),
    "ok_edge": ("#B2D6BC", "#2E5540"),
    "soon": ("#6E4A00", "#EFC873"),
    "soon_tint": ("#FBEFD2", "#372B12"),
    "soon_edge": ("#E6CB8C", "#5E4A1F"),
    "late": ("#8A3516", "#F4AE90"),
    "late_tint": ("#FAE8DF", "#3C251C"),
    "late_edge": ("#E5B9A4", "#6A4030"),
    "voice": ("#63397A", "#D8B8EA"),
    "voice_tint": ("#F5EDF8", "#30243A"),
    "voice_edge": ("#D9C2E3", "#543F63"),
    "error": ("#A61E3A", "#FF9FAE"),
    "error_tint": ("#FCECEF", "#3D1E25"),
    "error_edge": ("#A61E3A", "#FF9FAE"),
}

LIGHT = MappingProxyType({token: pair[0] for token, pair in _TABLE.items()})
DARK = MappingProxyType({token: pair[1] for token, pair in _TABLE.items()})


def colours(scheme: Scheme) -> MappingProxyType[Token, str]:
    """The colour of every token in one scheme, as `#RRGGBB`."""
    return DARK if scheme == "dark" else LIGHT


def tint_of(status: Status) -> Token:
    """The background token of a status."""
    return _TINTS[status]


def edge_of(status: Status) -> Token:
    """The border token of a status."""
    return _EDGES[status]


_TINTS: dict[Status, Token] = {
    "neutral": "neutral_tint", "info": "info_tint", "ok": "ok_tint", "soon": "soon_tint",
    "late": "late_tint", "voice": "voice_tint", "error": "error_tint",
}  # fmt: skip
_EDGES: dict[Status, Token] = {
    "neutral": "neutral_edge", "info": "info_edge", "ok": "ok_edge", "soon": "soon_edge",
    "late": "late_edge", "voice": "voice_edge", "error": "error_edge",
}  # fmt: skip
