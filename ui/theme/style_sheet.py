"""The one style sheet, made from `style.qss.template` and the tokens."""

from importlib.resources import files
from string import Template

from ui.theme.theme import Theme
from ui.theme.tokens import colours

BUTTON, FILTER, SMALL_BUTTON, INPUT = 40, 36, 32, 40
"""Heights at 100 %, borders included."""


def style_sheet(theme: Theme) -> str:
    """The style sheet of a theme. An unknown token in the template raises KeyError."""
    template = Template((files("ui.theme") / "style.qss.template").read_text(encoding="utf-8"))
    sizes = {
        "h_button_inner": theme.grown(BUTTON) - 2,
        "h_small_inner": theme.grown(SMALL_BUTTON) - 2,
        "h_filter_inner": theme.grown(FILTER) - 2,
        "h_tick": theme.grown(20),
        "h_tick_line": theme.grown(24),
        "h_input_inner": theme.grown(INPUT) - 2,
        "h_input_focus": theme.grown(INPUT) - 4,
    }
    return template.substitute({str(token): theme.named(token) for token in colours(theme.scheme)}, **sizes)
