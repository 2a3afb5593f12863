"""The help that ships with the app: one short text a task, by who needs it."""

from dataclasses import dataclass

from caseapp.base.resources import read_text
from caseapp.base.words import _, later


@dataclass(frozen=True, slots=True)
class HelpPage:
    """Its file in `resources/help`, its title as it is written here, and its icon."""

    id: str
    named: str
    icon: str

    @property
    def title(self) -> str:
        """Its title in the chosen language."""
        return _(self.named)

    def text(self) -> str:
        """The page, in Markdown."""
        return read_text(f"help/{self.id}.md")


HELP_PAGES = (
    HelpPage("getting-started", later("Getting started"), "sun"),
    HelpPage("logging-a-contact", later("Logging a contact"), "message-circle-plus"),
    HelpPage("rights", later("Rights and due days"), "scale"),
    HelpPage("withdrawal", later("When somebody steps back"), "message-square-off"),
    HelpPage("survey", later("Handing over a survey"), "message-square-text"),
    HelpPage("report", later("The annual report"), "chart-bar"),
    HelpPage("how-the-check-works", later("How the check works"), "shield-check"),
    HelpPage("quick-hide", later("Hiding and locking"), "eye-off"),
    HelpPage("keyboard", later("Keyboard"), "keyboard"),
    HelpPage("backups", later("Backups and restoring"), "hard-drive"),
    HelpPage("locked-out", later("Locked out"), "key-round"),
    HelpPage("new-laptop", later("A new laptop"), "laptop"),
    HelpPage("people", later("People, for team leads"), "users"),
    HelpPage("erasing", later("Erasing somebody"), "trash-2"),
    HelpPage("it-support", later("For IT support"), "settings"),
    HelpPage("threat-model", later("What is protected, and what is not"), "shield"),
)


def help_page(page_id: str) -> HelpPage:
    """The page with an id; the first one for an id that is not there."""
    return next((page for page in HELP_PAGES if page.id == page_id), HELP_PAGES[0])
