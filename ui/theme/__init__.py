"""How the window looks: tokens, type, icons, one style sheet; see README.md."""

from ui.theme.lasting_constants import make_constants_last

make_constants_last()
