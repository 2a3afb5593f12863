"""How this person can be reached without harm."""

from PySide6.QtWidgets import QCheckBox, QLineEdit
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.day_words import WEEKDAYS, listed
from caseapp.domain.safe_contact import NO, UNKNOWN, YES, SafeContactDetails, SafeTime
from caseapp.domain.safe_time_entry import read_safe_times
from caseapp.services.office import Office
from ui.pages.new_case.section import FormSection
from ui.theme.apply import set_role
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.form_row import FormRow

_TEXTS = (
    "number",
    "email",
    "code_word",
    "danger_word",
    "if_someone_else",
    "say_you_are",
    "who_else",
    "must_not_receive",
)


class SafeSection(FormSection):
    """Number, safe and unsafe ways, times, code word. All of it may be left for the first talk."""

    def __init__(self, office: Office) -> None:
        words = _("Write only what the person told you is safe. What is left empty shows as “Ask before you ring”.")
        super().__init__(_("Safe contact"), words)
        self._today = office.today()
        ways = (
            Option("call", _("Calls"), "phone", "c"),
            Option("text", _("Texts"), "message-circle", "t"),
            Option("voicemail", _("Voicemail"), "voicemail", "v"),
            Option("whatsapp", _("WhatsApp"), letter="w"),
            Option("email", _("Email"), "mail", "e"),
            Option("post", _("Post"), letter="p"),
        )
        self.safe, self.unsafe = ChipRow(_("Safe ways"), ways, multi=True), ChipRow(_("Never use"), ways, multi=True)
        self.times = QLineEdit()
        self.confirmed = QCheckBox(_("The person confirmed this today"))
        set_role(self.confirmed, "body")
        self.ask("number", FormRow(_("Safe phone number"), QLineEdit(), optional=True), half=True)
        self.ask("email", FormRow(_("Safe email"), QLineEdit(), optional=True), half=True)
        self.ask("safe", FormRow(_("Safe ways"), self.safe))
        self.ask("unsafe", FormRow(_("Never use"), self.unsafe))
        hint = _("For example “mon-fri 10-14, sat 9-12”. Leave empty if any time is safe")
        self.ask("times", FormRow(_("Safe times to call"), self.times, hint=hint))
        self.ask(
            "code_word", FormRow(_("Code word"), QLineEdit(), hint=_("Proves it is you"), optional=True), half=True
        )
        danger = FormRow(_("Danger word"), QLineEdit(), hint=_("Said when help is needed"), optional=True)
        self.ask("danger_word", danger, half=True)
        self.ask("if_someone_else", FormRow(_("If someone else answers"), QLineEdit(), optional=True), half=True)
        self.ask("say_you_are", FormRow(_("Say you are"), QLineEdit(), optional=True), half=True)
        hint = _("Everyone who must never be told anything about this case")
        self.ask("must_not_receive", FormRow(_("Who must never be told"), QLineEdit(), hint=hint, optional=True))
        self.ask("who_else", FormRow(_("Who else is there"), QLineEdit(), optional=True), half=True)
        self.ask("confirmed", FormRow(_("Confirmed"), self.confirmed), half=True)
        self.safe.changed.connect(self._only_safe)
        self.unsafe.changed.connect(self._only_unsafe)
        self.times.textChanged.connect(self._echo)

    def start_again(self) -> None:
        """No answers yet."""
        self.fill({**dict.fromkeys(self.data(), ""), "safe": [], "unsafe": [], "confirmed": False})

    def hint_number(self, number: str | None) -> None:
        """Show a number that came with a referral: whether it is safe is for the person to say."""
        words = _("The referral gives {number}. Ask whether it is safe.").format(number=number) if number else ""
        self.row("number").set_hint(words)

    def details(self) -> SafeContactDetails | None:
        """What is typed, or None when nothing is."""
        safe, unsafe = self.safe.values(), self.unsafe.values()
        texts = {name: self.text(name) for name in _TEXTS}
        windows = read_safe_times(self.times.text()) or ()
        if not (safe or unsafe or windows or any(texts.values())):
            return None
        ways = {f"{way}_safe": YES if way in safe else NO if way in unsafe else UNKNOWN for way in self._ways()}
        confirmed = self._today if self.confirmed.isChecked() else None
        return SafeContactDetails(**texts, **ways, windows=windows, confirmed_on=confirmed)  # type: ignore[arg-type]  # names match the fields

    @override
    def check(self) -> None:
        if read_safe_times(self.times.text()) is None:
            self.row("times").set_error(_("Enter days and times like “mon-fri 10-14”. Say am or pm if it is not clear"))

    def _ways(self) -> tuple[str, ...]:
        return ("call", "text", "voicemail", "whatsapp", "email", "post")

    def _only_safe(self) -> None:
        self.unsafe.set_values([way for way in self.unsafe.values() if way not in self.safe.values()])

    def _only_unsafe(self) -> None:
        self.safe.set_values([way for way in self.safe.values() if way not in self.unsafe.values()])

    def _echo(self) -> None:
        windows = read_safe_times(self.times.text())
        self.row("times").set_note("; ".join(times_in_words(window) for window in windows or ()))


def times_in_words(window: SafeTime) -> str:
    """`Mon to Fri, 10:00 to 14:00`."""
    days = sorted(window.days)
    if len(days) == 7:
        said = _("Every day")
    elif len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        said = _("{first} to {last}").format(first=_(WEEKDAYS[days[0]]), last=_(WEEKDAYS[days[-1]]))
    else:
        said = listed([_(WEEKDAYS[day]) for day in days])
    clock = _("{start} to {end}").format(start=f"{window.start:%H:%M}", end=f"{window.end:%H:%M}")
    night = _(" the next day") if window.end < window.start else ""
    return f"{said}, {clock}{night}"
