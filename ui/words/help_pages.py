"""The help that ships with the app: one short text a task, by who needs it."""

from dataclasses import dataclass

from caseapp.base.resources import read_text
from caseapp.base.words import _


@dataclass(frozen=True, slots=True)
class HelpPage:
    """Its file in `resources/help`, its title and its icon."""

    id: str
    title: str
    icon: str

    def text(self) -> str:
        """The page, in Markdown."""
        return read_text(f"help/{self.id}.md")


HELP_PAGES = (
    HelpPage("getting-started", _("Getting started"), "sun"),
    HelpPage("logging-a-contact", _("Logging a contact"), "message-circle-plus"),
    HelpPage("rights", _("Rights and due days"), "scale"),
    HelpPage("withdrawal", _("When somebody steps back"), "message-square-off"),
    HelpPage("survey", _("Handing over a survey"), "message-square-text"),
    HelpPage("report", _("The annual report"), "chart-bar"),
    HelpPage("how-the-check-works", _("How the check works"), "shield-check"),
    HelpPage("quick-hide", _("Hiding and locking"), "eye-off"),
    HelpPage("keyboard", _("Keyboard"), "keyboard"),
    HelpPage("backups", _("Backups and restoring"), "hard-drive"),
    HelpPage("locked-out", _("Locked out"), "key-round"),
    HelpPage("new-laptop", _("A new laptop"), "laptop"),
    HelpPage("people", _("People, for team leads"), "users"),
    HelpPage("erasing", _("Erasing somebody"), "trash-2"),
    HelpPage("it-support", _("For IT support"), "settings"),
    HelpPage("threat-model", _("What is protected, and what is not"), "shield"),
)


def help_page(page_id: str) -> HelpPage:
    """The page with an id; the first one for an id that is not there."""
    return next((page for page in HELP_PAGES if page.id == page_id), HELP_PAGES[0])
