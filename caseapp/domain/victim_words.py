"""A rule said to the victim: "Police should tell you the suspect was arrested", "You can ask for a review"."""

import re

from caseapp.base.words import _
from caseapp.domain.catalogue import Rule


def said_to_you(rule: Rule, agency: str) -> str:
    """The rule's line with "you" for the name, as a whole sentence.

    The shipped lines begin "{agency} to do something" or "{name} can do something"; both are English as the catalogue
    is.
    """
    line = rule.sentence
    if line.startswith("{agency} to "):
        line = line.replace("{agency} to ", "{agency} should ", 1)
    elif re.match(r"[A-Z][\w ]*? to ", line):
        line = line.replace(" to ", " should ", 1)
    line = (
        line.replace("{agency}", agency)
        .replace("{name} needs", _("you need"))
        .replace("{name}’s", _("your"))
        .replace("{name}", _("you"))
    )
    return line[:1].upper() + line[1:] + ("" if line.endswith(".") else ".")
