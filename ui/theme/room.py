"""How wide a page or the window must be before its parts stand side by side, at the text size in force."""

from ui.theme.theme import theme

_PAGE, _PAGE_OF_TEXT = 1120, 900
_WINDOW, _WINDOW_OF_TEXT = 1400, 1100
_SECTIONS = 620


def has_room_beside(page_width: int) -> bool:
    """Whether a page has room for a rail or a preview beside its main column: a window of 1180 less the icon rail."""
    return page_width >= max(_PAGE, theme().grown(_PAGE_OF_TEXT))


def has_room_for_sections(page_width: int) -> bool:
    """Whether a page has room for the words of its list of sections; otherwise icons stand alone."""
    return page_width >= theme().grown(_SECTIONS)


def has_room_for_sidebar(window_width: int) -> bool:
    """Whether the window has room for the sidebar with its words; otherwise it is a rail of icons."""
    return window_width >= max(_WINDOW, theme().grown(_WINDOW_OF_TEXT))
