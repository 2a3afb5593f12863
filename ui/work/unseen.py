"""Fields that hold a name or a code word: while names are hidden they show it only while somebody types in them."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from ui.work.privacy import names_hidden, privacy

_TELLING = frozenset(
    {
        "first_name",
        "last_name",
        "known_as",
        "lives_with",
        "code_word",
        "danger_word",
        "if_someone_else",
        "say_you_are",
        "who_else",
        "must_not_receive",
    }
)


class _Unseen(QObject):
    """Lives as long as its field."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        privacy().changed.connect(self._fit)
        self._fit(names_hidden())

    def _fit(self, hidden: bool) -> None:
        modes = QLineEdit.EchoMode
        self._field.setEchoMode(modes.PasswordEchoOnEdit if hidden else modes.Normal)


def keep_unseen(fields: Mapping[str, QLineEdit]) -> None:
    """From now on those of these fields that tell who somebody is follow the hiding of names."""
    for name in _TELLING & fields.keys():
        _Unseen(fields[name])
