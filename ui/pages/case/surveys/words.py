"""The sentences of the Surveys tab. Pure: rows and names in, words out."""

from caseapp.base.words import NAMES, _, ngettext
from caseapp.domain import shipped
from caseapp.domain.survey_instrument import Asked
from caseapp.services.surveys import SurveyOfferRow
from ui.words.dates import day_month_year

LISTED = 8


def set_title(instrument: str) -> str:
    """The title of a survey; its id if this version does not have it."""
    try:
        return _(shipped.instrument(instrument).title)
    except KeyError:
        return instrument


def state_word(state: str) -> str:
    """What became of an offer."""
    return {
        "answered": _("Answers kept"),
        "declined": _("Declined"),
        "not_safe": _("Not safe to offer"),
        "started": _("Started, no answers kept"),
    }.get(state, state)


def questions_word(count: int) -> str:
    """`8 questions`."""
    return ngettext("{count} question", "{count} questions", count).format(count=count)


def language_words(codes: tuple[str, ...]) -> str:
    """In which languages the survey can be asked; honest where there is only one."""
    names = [NAMES[code] for code in codes]
    if len(names) == 1:
        return _("Language: {language}. The questions are in no other language yet.").format(language=names[0])
    return _("Languages: {languages}. The person can choose at the top.").format(languages=", ".join(names))


def preview(asked: tuple[Asked, ...]) -> str:
    """The first questions, numbered, a line each, and how many more there are."""
    lines = [f"{place}. {_with_agency(each)}" for place, each in enumerate(asked[:LISTED], 1)]
    more = len(asked) - LISTED
    if more > 0:
        lines.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    return "\n".join(lines)


def offer_lines(row: SurveyOfferRow) -> tuple[str, str]:
    """An offer in two lines: which survey; when, what became of it, and who offered it."""
    state = _("Not finished, answers wait") if row.unfinished else state_word(row.state)
    parts = [day_month_year(row.offered_on), state]
    if row.author:
        parts.append(_("offered by {worker}").format(worker=row.author))
    return set_title(row.instrument), ", ".join(parts)


def _with_agency(asked: Asked) -> str:
    return f"{asked.heading}: {asked.text}" if asked.heading and asked.agency not in ("", "support") else asked.text
