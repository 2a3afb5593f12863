"""What a restore brought back, and what became of the records that were there."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseapp.base.clock import london_date
from caseapp.base.words import _, ngettext
from caseapp.services import backups, vaults
from caseapp.services.backups import Restored
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.announce import announce
from ui.widgets.button import PrimaryButton
from ui.widgets.text import Text
from ui.words.dates import clock_time, long_day


class RestoreDoneStep(Step):
    """`unlock_wanted` once it has been read."""

    unlock_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The backup is restored"), parent=parent)
        self._words = Text("", "body", wrap=True, selectable=True)
        self.unlock = PrimaryButton(_("Unlock"), keys=("Enter",))
        self._words.hide()
        self.add(self._words, 24)
        self.add(side_by_side(self.unlock), 0)
        self.finish()
        self.unlock.setAutoDefault(True)
        self.unlock.clicked.connect(self.unlock_wanted)

    def show_restored(self, found: Restored) -> None:
        """Say what was done."""
        self._words.set_text("\n\n".join(sentences(found)))
        self._words.show()
        announce(self, self._words.plain())

    def said(self) -> str:
        """What is said."""
        return self._words.plain()

    @override
    def first_focus(self) -> None:
        self.unlock.setFocus()


def sentences(found: Restored) -> tuple[str, ...]:
    """What was brought back, what was erased again, where the records before are."""
    made = london_date(found.made_at)
    said = [
        _("Everything is as it was on {day} at {time}, and was checked page by page. It lies in {folder}").format(
            day=long_day(made), time=clock_time(found.made_at), folder=found.folder
        )
    ]
    if found.erased_again:
        words = ngettext(
            "{count} record that was erased after the backup was made has been erased again.",
            "{count} records that were erased after the backup was made have been erased again.",
            found.erased_again,
        )
        said.append(words.format(count=found.erased_again))
    if found.kept is not None:
        words = _("The records that were there are kept beside it, as {name}. Ask IT before you delete that file.")
        said.append(words.format(name=found.kept.name))
    said.append(backups.copy_words(found))
    said.append(vaults.put_right_words(found.put_right))
    return tuple(words for words in said if words)
