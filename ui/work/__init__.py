"""The one bridge between the window and its threads; see README.md."""

import ui.theme as _theme  # makes None last on Python 3.11 before the first Qt call

__all__: tuple[str, ...] = ()
del _theme
