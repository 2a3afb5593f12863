"""How the report leaves: as a signed folder that anybody can read, or sealed so that one lead can open it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.widgets.button import LinkButton
from ui.widgets.select import Select
from ui.widgets.text import Text

_FOLDER, _FOR = "folder", "for:"


class Handing(QWidget):
    """The figures are the same either way, so another choice needs no new check. Tells `readers_wanted`."""

    readers_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        label = Text(_("How does it leave?"), "small_strong")
        self.choice = Select()
        self.choice.setAccessibleName(_("How does it leave?"))
        label.setBuddy(self.choice)
        self.meaning = Text("", "meta", "text_2", wrap=True)
        self.settings = LinkButton(_("Add a reader in Settings"))
        column.addWidget(label)
        column.addWidget(self.choice)
        column.addWidget(self.meaning)
        column.addWidget(self.settings, alignment=Qt.AlignmentFlag.AlignLeft)
        self.choice.currentIndexChanged.connect(self._say)
        self.settings.clicked.connect(self.readers_wanted)
        self.offer(())

    def offer(self, readers: tuple[str, ...]) -> None:
        """Offer the folder and every reader; what is chosen stays if it is still offered."""
        sealed = [(_FOR + name, _("Sealed for {name}").format(name=name)) for name in readers]
        self.choice.set_options([(_FOLDER, _("A signed folder")), *sealed])
        self.settings.setVisible(not readers)
        self._say()

    def reader(self) -> str:
        """To whom it is sealed, by name; empty for a folder."""
        value = self.choice.value() or _FOLDER
        return value.removeprefix(_FOR) if value.startswith(_FOR) else ""

    def _say(self) -> None:
        reader = self.reader()
        if reader:
            said = _("One file that only {name} can open, with the key they keep.").format(name=reader)
        elif self.choice.count() > 1:
            said = _("Anybody who has the folder can read it. The signature shows who made it.")
        else:
            said = _(
                "Anybody who has the folder can read it. To send it so that only one team lead can open it, add them "
                "as a reader first."
            )
        self.meaning.set_text(said)
        self.choice.setAccessibleDescription(said)
