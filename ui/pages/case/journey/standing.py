"""Where each suspect stands, what is odd about it in words, and dates that were moved: at the right of the journey."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.services.suspects import SuspectJourney
from ui.pages.case.journey.words import moved_words, since_words, who_words
from ui.widgets.section_heading import SectionHeading
from ui.widgets.text import Text


class Standing(QWidget):
    """One block a suspect, and an offence where offences go different ways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(SectionHeading(_("Where it stands")))

    def show_suspects(self, journeys: tuple[SuspectJourney, ...]) -> None:
        """Show these; the section is not there at all while nothing has happened."""
        for block in self._blocks:
            self._column.removeWidget(block)
            block.hide()
            block.deleteLater()
        known = [one for one in journeys if one.path or one.flags]
        self._blocks = [self._block(one, alone=len(known) == 1) for one in known]
        for block in self._blocks:
            self._column.addWidget(block)
        self.setVisible(bool(known))

    def clear(self) -> None:
        """Show nothing and keep nothing."""
        self.show_suspects(())

    def _block(self, one: SuspectJourney, *, alone: bool) -> QWidget:
        block = QWidget(self)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        if not alone or one.suspect is not None:
            column.addWidget(Text(who_words(one), "small_strong", "text_2", wrap=True))
        column.addWidget(Text(one.label, "body_strong", wrap=True))
        column.addWidget(Text(since_words(one), "small", "text_2", wrap=True, tabular=True))
        for moved in one.moved:
            column.addWidget(Text(moved_words(moved), "small", wrap=True, tabular=True))
        for flag in one.flags:
            column.addWidget(Text(flag.words, "small", "soon", wrap=True, tabular=True))
        block.setAccessibleName(f"{who_words(one)}: {one.label}. {since_words(one)}")
        return block
