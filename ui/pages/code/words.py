"""Rules of the Code in words: the line of the list, who set a rule, and what of it nobody has checked."""

from caseapp.base.words import _, ngettext
from caseapp.domain.day_words import listed
from caseapp.services.catalogue_rows import CatalogueRow, CodeView
from ui.models.sections import Section
from ui.words.dates import day_month_year


def sections(view: CodeView, typed: str) -> tuple[Section[CatalogueRow], ...]:
    """The rules that have every word typed, under their rights."""
    words = typed.casefold().split()
    return tuple(
        Section(
            _("Right {number}: {title}").format(number=right.number, title=right.title),
            tuple(row for row in view.rows if row.right_number == right.number and _fits(row, words)),
        )
        for right in view.rights
    )


def second_line(row: CatalogueRow) -> str:
    """`VC-030 · 5 working days, enhanced 1 working day · Police`."""
    limit = row.standard_limit or _("no day set")
    if row.standard_limit and row.enhanced_limit != row.standard_limit:
        limit = _("{limit}, enhanced {faster}").format(limit=row.standard_limit, faster=row.enhanced_limit)
    return " · ".join((row.rule_id, limit, row.provider))


def whole_line(row: CatalogueRow) -> str:
    """A whole line, for a screen reader."""
    return ". ".join(part for part in (row.what, second_line(row), layer_words(row), doubt_words(row)) if part)


def layer_words(row: CatalogueRow) -> str:
    """Who set the rule, where that is not the Code itself."""
    return {
        "code": "",
        "statute": _("Set by law, not by the Code"),
        "agency-standard": _("An agency’s own standard, not a right under the Code"),
        "local": _("Agreed locally, not a right under the Code"),
        "agreed": _("Agreed with the victim, not a right under the Code"),
    }.get(row.layer, row.layer)


def doubt_words(row: CatalogueRow) -> str:
    """What of the rule nobody has checked against the text yet; empty when all was."""
    names = {"rule": _("the rule"), "limit": _("limit"), "paragraph": _("paragraph number")}
    if not row.unverified:
        return ""
    return _("Not yet checked against the Code: {what}").format(what=listed([names[one] for one in row.unverified]))


def paragraph_words(row: CatalogueRow) -> str:
    """Where the rule stands in the text."""
    where = row.paragraph.rstrip("?")
    return _("{where} (number from memory)").format(where=where) if row.paragraph.endswith("?") else where


def about(view: CodeView) -> str:
    """What the edition is, where it was read, and that it was not read end to end."""
    said = [view.legal_basis + "."]
    if view.in_force_from is not None:
        said.append(_("In force since {day}.").format(day=day_month_year(view.in_force_from)))
    said.append(_("{text}. Sources read on {day}.").format(text=view.text_version, day=day_month_year(view.checked)))
    return " ".join(said)


def count(view: CodeView, shown: int) -> str:
    """How many rules there are, or match."""
    if not view.rows:
        return _("No rule of it is known yet")
    if shown == len(view.rows):
        return ngettext("{count} rule", "{count} rules", shown).format(count=shown)
    return _("{shown} of {all} rules").format(shown=shown, all=len(view.rows))


def _fits(row: CatalogueRow, words: list[str]) -> bool:
    said = " ".join(
        (
            *(row.rule_id, row.what, row.title, row.provider, row.conditions, row.right, row.paragraph, row.source),
            *(*row.opened_by, *row.only_if, layer_words(row), doubt_words(row)),
        )
    ).casefold()
    return all(word in said for word in words)
