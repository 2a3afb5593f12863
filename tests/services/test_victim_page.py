"""What is handed over: the victim's page without a name or a mark, and the rights log without any note."""

import csv
import io
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from typing_extensions import override

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.contact import ContactDraft
from caseapp.domain.rights_view import Told
from caseapp.domain.victim_words import said_to_you
from caseapp.services import challenges, contacts, journal, journey, rights, rights_evidence, victim_page
from caseapp.services.challenges import ChallengeDraft
from caseapp.services.office import Office

NASTY = "<script>alert(1)</script>"


class Words(HTMLParser):
    """The visible words and the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not [name for name, value in attrs if name in {"src", "href"} or (value or "").startswith("http")]

    @override
    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(text: str) -> Words:
    page = Words()
    page.feed(text)
    return page


def row_of(office: Office, case_id: str, rule: str) -> str:
    view = rights.for_case(office, case_id)
    return next(one.id or "" for each in view.rights for one in each.instances if one.rule_id == rule)


@pytest.fixture
def bailed(office: Office, amara: str) -> str:
    journey.record(office, journey.EventDraft(amara, "bail", date(2026, 11, 18)))
    journey.record(office, journey.EventDraft(amara, "sentence", date(2026, 11, 18)))
    journey.record(office, journey.EventDraft(amara, "arrest", date(2026, 11, 10), precision="about"))
    return amara


def test_the_page_says_what_is_next_and_by_when_and_names_nobody(office: Office, bailed: str) -> None:
    page = victim_page.for_case(office, bailed, code_name="Kestrel")
    text = victim_page.html(page)
    said = " ".join(" ".join(read(text).words).split())
    assert "For Kestrel" in said
    assert "Police should tell you the suspect was released on bail. By Thu 19 Nov 2026" in said
    assert "You can ask for the sentence to be looked at. By Wed 16 Dec 2026" in said
    for hidden in ("Amara", "Example", "KT-0", office.desk.name, office.service or "\0"):
        assert hidden not in text
    about = next(each for each in page.they if "arrested" in each.what)
    assert "about" in about.by
    assert "should have happened" not in about.note


def test_large_print_is_larger_and_names_are_escaped(office: Office, bailed: str) -> None:
    small = victim_page.html(victim_page.for_case(office, bailed))
    large = victim_page.html(victim_page.for_case(office, bailed, code_name=NASTY, large_print=True))
    assert "font-size: 12pt" in small
    assert "font-size: 18pt" in large
    assert "script" not in read(large).tags
    with pytest.raises(Refused) as refused:
        victim_page.for_case(office, bailed, code_name="x" * 41)
    assert refused.value.code == "code_name_long"


def test_a_respected_choice_and_what_was_done_are_not_on_the_page(office: Office, bailed: str, clock: SetClock) -> None:
    rights.set_state(office, row_of(office, bailed, "VC-033"), "declined")
    rights.told(office, row_of(office, bailed, "VC-070"), Told(office.today(), "phone"))
    clock.forward(timedelta(days=30))
    page = victim_page.for_case(office, bailed, undated=True)
    said = " ".join(each.what for each in (*page.you, *page.they, *page.undated))
    assert "released on bail" not in said
    assert "what it means" not in said
    late = next(each for each in page.they if "support service" in each.what)
    assert "should have happened" in late.note
    assert page.undated


def test_every_rule_can_be_said_to_the_victim() -> None:
    for rule in shipped.catalogue().rules:
        said = said_to_you(rule, "Police")
        assert said[0].isupper()
        assert said.endswith(".")
        assert not {"{", "you’s", "you needs", "you has"} & {
            part for part in ("{", "you’s", "you needs") if part in said
        }


def test_the_rights_log_holds_every_right_and_step_and_no_note(office: Office, bailed: str) -> None:
    contacts.log(
        office, ContactDraft(bailed, office.now(), "call", "spoke", "SECRETWORD", note_class="emotional_support")
    )
    call = contacts.log(office, ContactDraft(bailed, office.now(), "call", "spoke", "SECRETWORD"))
    row = row_of(office, bailed, "VC-033")
    rights.told(office, row, Told(office.today(), "phone", "yes", "no", call.row_id))
    rights.set_state(office, row_of(office, bailed, "VC-022"), "declined", "SECRETWORD")
    rights.set_state(office, row_of(office, bailed, "VC-015"), "not_possible", "=Not safe to post")
    challenges.start(office, ChallengeDraft(row_of(office, bailed, "VC-070"), "ask_officer", office.today()))
    made = rights_evidence.as_csv(office, bailed, reason="complaint")
    lines = list(csv.DictReader(io.StringIO(made.decode("utf-8"))))
    held = sum(len(each.instances) for each in rights.for_case(office, bailed).rights)
    assert len(lines) == held + 1
    told = next(line for line in lines if line["rule"] == "VC-033")
    assert (told["standing"], told["told_on"], told["evidence_on"], told["safe"]) == (
        "told_in_time", "2026-11-19", "2026-11-19", "no",
    )  # fmt: skip
    assert next(line for line in lines if line["line"].startswith("Asked"))["due_on"] == "2026-11-20"
    assert next(line for line in lines if line["rule"] == "VC-015")["providers_reason"] == "'=Not safe to post"
    page = rights_evidence.as_html(office, bailed, reason="court").decode("utf-8")
    for text in (made.decode("utf-8"), page):
        assert "SECRETWORD" not in text
        assert "Amara" not in text
    assert read(page).tags.count("tr") == held + 2
    exported = [each for each in journal.history(office, bailed) if each.action == "exported"]
    assert len(exported) == 2
    with pytest.raises(Refused) as refused:
        rights_evidence.rows(office, "0" * 32)
    assert refused.value.code == "case_missing"


def test_no_log_leaves_without_a_reason_and_the_history_keeps_it(office: Office, bailed: str) -> None:
    """Statement 45."""
    with pytest.raises(Refused, match="export_reason_unknown"):
        rights_evidence.as_csv(office, bailed, reason="")
    rights_evidence.as_csv(office, bailed, reason="complaint")
    victim_page.note_taken(office, bailed)
    taken = [row for row in journal.history(office, bailed) if row.action == "exported"]
    assert [{name: after for name, _before, after in row.fields}["reason"] for row in taken] == [
        "they_asked",
        "complaint",
    ]
