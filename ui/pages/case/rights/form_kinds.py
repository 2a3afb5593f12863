"""The forms of the Rights tab by the name their drafts carry."""

from ui.pages.case.rights.challenge_forms import AnswerForm, LetterForm
from ui.pages.case.rights.forms import EvidenceForm, LineForm, ToldForm
from ui.pages.case.rights.other_form import OtherForm

_FORMS: dict[str, LineForm] = {
    ToldForm.kind: ToldForm,
    OtherForm.kind: OtherForm,
    EvidenceForm.kind: EvidenceForm,
    LetterForm.kind: LetterForm,
    AnswerForm.kind: AnswerForm,
}
OF_A_STEP = frozenset({LetterForm.kind, AnswerForm.kind})


def settles_line(form: object) -> bool:
    """Whether a saved form leaves nothing more to do about its line."""
    return getattr(form, "kind", "") == ToldForm.kind


def form_of(kind: str) -> LineForm | None:
    """The form that a draft names."""
    return _FORMS.get(kind)
