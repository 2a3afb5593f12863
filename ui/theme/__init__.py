"""How the window looks: tokens, type, icons, one style sheet; see README.md."""

from ui.theme.lasting_none import make_none_last

make_none_last()
