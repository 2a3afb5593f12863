"""An organisation's own rules and holidays: they count, they are never a breach of the Code, closed clocks stay."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from caseapp.base.clock import SetClock
from caseapp.base.errors import Damaged, Refused
from caseapp.cli.main import run
from caseapp.domain.rights_view import RightInstance, Told
from caseapp.services import cases, journal, journey, recount, rights, rule_book
from caseapp.services.office import Office

LAYER = """[layer]
title = "Kent agreement"
checked = 2026-11-01

[[sources]]
key = "K1"
text = "Agreed with the force, October 2026"

[[rules]]
id = "KENT-001"
right = 6
short = "Monthly update"
title = "An update every 28 days"
sentence = "{agency} to update {name} within 28 days"
missed = "{agency} have not updated {name} within 28 days"
provider = ["police"]
triggers = ["investigation_opened"]
timing = "limit"
standard = { n = 3, unit = "cal_day" }
enhanced = { n = 3, unit = "cal_day" }
layer = "local"
source = "K1"
mark = "own"
"""
HOLIDAY = '[[holidays]]\nday = 2026-11-20\nname = "An invented bank holiday"\n'


def instance(office: Office, case_id: str, rule: str) -> RightInstance:
    view = rights.for_case(office, case_id)
    return next(one for each in view.rights for one in each.instances if one.rule_id == rule)


def test_a_rule_of_the_layer_opens_a_clock_and_is_never_a_breach(office: Office, amara: str, clock: SetClock) -> None:
    rule_book.set_layer(office, LAYER)
    late_before = cases.header(office, amara).rights_late
    journey.record(office, journey.EventDraft(amara, "crime_recorded", date(2026, 11, 18)))
    clock.forward(timedelta(days=10))
    opened = instance(office, amara, "KENT-001")
    assert (opened.standing, opened.layer, opened.due_on) == ("missed", "local", date(2026, 11, 21))
    assert "KENT-001" in {row.rule_id for row in rights.falling_due(office, office.today())}
    right = next(each for each in rights.for_case(office, amara).rights if each.number == 6)
    assert right.state == "started"
    assert cases.header(office, amara).rights_late == late_before + 1  # the support referral of the report alone


def test_a_rule_that_opened_clocks_cannot_be_taken_out_of_the_file(office: Office, amara: str) -> None:
    rule_book.set_layer(office, LAYER)
    journey.record(office, journey.EventDraft(amara, "crime_recorded", date(2026, 11, 18)))
    with pytest.raises(Refused) as refused:
        rule_book.set_layer(office, "")
    assert refused.value.facts["rule"] == "KENT-001"
    rule_book.set_layer(office, LAYER.replace("Monthly update", "Update"))
    assert instance(office, amara, "KENT-001").what == "Update"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('layer = "local"', 'layer = "code"', "must be"),
        ('layer = "local"', "", "must be"),
        ('id = "KENT-001"', 'id = "VC-001"', "belong to the Code"),
        ('triggers = ["investigation_opened"]', 'triggers = ["magic"]', "trigger 'magic'"),
        ('provider = ["police"]', 'provider = ["nobody"]', "provider 'nobody'"),
        ("right = 6", "right = 13", "right 13"),
        ("[layer]\n", '[layer]\nedition = "2026-draft"\n', "2020"),
    ],
)
def test_a_layer_that_pretends_is_refused_by_line(office: Office, old: str, new: str, problem: str) -> None:
    with pytest.raises(Damaged) as damaged:
        rule_book.set_layer(office, LAYER.replace(old, new, 1))
    assert problem in str(damaged.value.facts["problem"])
    assert rule_book.layer(office) is None


def test_a_changed_holiday_moves_open_clocks_when_counted_again_and_never_a_closed_one(
    office: Office, amara: str
) -> None:
    journey.record(office, journey.EventDraft(amara, "arrest", date(2026, 11, 19)))
    journey.record(office, journey.EventDraft(amara, "bail", date(2026, 11, 19)))
    closed = instance(office, amara, "VC-030")
    rights.told(office, closed.id or "", Told(date(2026, 11, 19), "phone"))
    rule_book.set_holidays(office, HOLIDAY)
    assert instance(office, amara, "VC-033").due_on == date(2026, 11, 20)
    done = recount.page(office)
    assert done.next_after is None
    assert done.moved > 0
    assert instance(office, amara, "VC-033").due_on == date(2026, 11, 23)
    assert instance(office, amara, "VC-030").due_on == date(2026, 11, 20)
    assert recount.page(office).moved == 0
    journey.record(office, journey.EventDraft(amara, "interview", date(2026, 11, 19)))
    assert instance(office, amara, "VC-031").due_on == date(2026, 11, 23)


def test_undoing_a_holiday_and_a_count_broken_off_leave_the_clocks_behind_until_counted(
    office: Office, amara: str
) -> None:
    journey.record(office, journey.EventDraft(amara, "bail", date(2026, 11, 19)))
    journey.record(office, journey.EventDraft(amara, "arrest", date(2026, 11, 19)))
    paused, closed = instance(office, amara, "VC-033"), instance(office, amara, "VC-030")
    rights.set_state(office, paused.id or "", "paused")
    rights.set_state(office, closed.id or "", "declined")
    recount.page(office)
    assert not recount.is_behind(office)
    done = rule_book.set_holidays(office, HOLIDAY)
    assert recount.is_behind(office)
    assert recount.page(office, cases=1).next_after is not None
    assert recount.is_behind(office), "more cases may follow: it counts as broken off until the last page"
    assert recount.page(office).next_after is None
    assert not recount.is_behind(office)
    assert instance(office, amara, "VC-033").due_on == date(2026, 11, 23), "paused is not closed"
    assert instance(office, amara, "VC-030").due_on == closed.due_on, "declined is"
    journal.undo(office, done.batch)
    assert recount.is_behind(office)
    recount.page(office)
    assert instance(office, amara, "VC-033").due_on == date(2026, 11, 20)
    assert instance(office, amara, "VC-030").due_on == closed.due_on


def test_a_holiday_can_be_taken_away_and_bad_lists_are_refused_by_line(office: Office) -> None:
    christmas = date(2026, 12, 25)
    rule_book.set_holidays(office, f'[[holidays]]\nday = {christmas}\nname = "Open"\nkept = false\n')
    assert rule_book.book(office).calendar.is_working_day(christmas)
    for text in (
        '[[holidays]]\nday = 2026-11-21\nname = "A Saturday"\n',
        HOLIDAY + HOLIDAY,
        "holidays = 3",
        "not toml",
    ):
        with pytest.raises(Damaged) as damaged:
            rule_book.set_holidays(office, text)
        assert damaged.value.code == "calendar_invalid"


def test_limits_from_the_crime_or_from_being_told_get_their_day_when_it_becomes_known(
    office: Office, amara: str
) -> None:
    assert instance(office, amara, "VC-028").due_on is None
    journey.record(office, journey.EventDraft(amara, "incident", date(2026, 10, 2)))
    assert {one.due_on for right in rights.for_case(office, amara).rights for one in right.instances
            if one.rule_id == "VC-028"} == {date(2028, 10, 2)}  # fmt: skip
    journey.record(office, journey.EventDraft(amara, "nfa_police", date(2026, 11, 2)))
    assert instance(office, amara, "VC-046").certain_on is None
    rights.told(office, instance(office, amara, "VC-042").id or "", Told(date(2026, 11, 16), "letter"))
    known = instance(office, amara, "VC-046")
    assert (known.due_on, known.certain_on) == (date(2027, 2, 16), date(2027, 2, 16))


def test_the_command_checks_layers_and_holidays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text, words in (("rules.toml", LAYER, "1 rule (local)"), ("days.toml", HOLIDAY, "1 holiday added")):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        assert run(["code", "check", str(file)]) == 0
        assert words in capsys.readouterr().out
    broken = tmp_path / "broken.toml"
    broken.write_text(LAYER.replace('layer = "local"', 'layer = "statute"'), encoding="utf-8")
    assert run(["code", "check", str(broken)]) == 4
    assert "line" in capsys.readouterr().err


def test_only_a_lead_changes_rules_and_holidays(office: Office) -> None:
    from dataclasses import replace

    worker = replace(office, desk=replace(office.desk, role="caseworker"))
    for change, text in ((rule_book.set_layer, LAYER), (rule_book.set_holidays, HOLIDAY)):
        with pytest.raises(Refused) as refused:
            change(worker, text)
        assert refused.value.code == "rules_for_leads"
