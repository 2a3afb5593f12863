"""The language of the survey: the person's own choice, and back to the app's when the survey ends."""

from caseapp.base.words import NAMES, language, use_language
from caseapp.services import surveys


class Speech:
    """Steps through the languages in which the whole survey is there; after the last comes the first again."""

    def __init__(self) -> None:
        self._before = language()
        self.offered = surveys.languages()

    def name(self) -> str:
        """The language in use, in its own words."""
        return NAMES[language()]

    def next(self) -> None:
        """The next language."""
        at = self.offered.index(language()) if language() in self.offered else -1
        use_language(self.offered[(at + 1) % len(self.offered)])

    def restore(self) -> None:
        """The language from before the survey."""
        if language() != self._before:
            use_language(self._before)
