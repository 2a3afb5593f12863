"""A survey is cut off by `kill -9`: no answer that was given is lost, and none of them is shown to anybody."""

import random
from pathlib import Path

import pytest
from sqlalchemy import select

from caseapp.base.errors import Refused
from caseapp.domain.survey_instrument import SKIPPED
from caseapp.services import backups, cases, cut_off_surveys, drafts, health, surveys, vaults
from caseapp.services.office import Office
from caseapp.store.tables import Draft, Journal, SurveyAnswer, SurveyResponse

from .answering_child import answer_on_and_on
from .kept import PASSPHRASE
from .killed import running

KILLS = 12


def cut_off(folder: Path, chance: random.Random) -> tuple[str, dict[str, str]]:
    """The offer, and what was sealed of it before the program was killed."""
    with running(answer_on_and_on, folder, PASSPHRASE) as program:
        offer = program.hear()
        said = [program.hear() for _ in range(chance.randint(0, 3))]
        said += program.kill_after(chance.uniform(0, 0.05))
    return offer, {key: value for _place, key, value in (words.split(" ", 2) for words in said)}


def responses(office: Office) -> set[str]:
    return {row.id for row in office.store.read(select(SurveyResponse.id))}


def answers_kept(office: Office, response: str | None = None) -> dict[str, str]:
    """Of one response, or of the only one."""
    found = office.store.read(select(SurveyAnswer.question, SurveyAnswer.value, SurveyAnswer.response_id))
    return {row.question: row.value for row in found if response in {None, row.response_id}}


@pytest.mark.timeout("900")
def test_no_sealed_answer_is_lost(folder: Path) -> None:
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    sealed = 0
    for turn in range(KILLS):
        offer, given = cut_off(folder, chance)
        sealed += len(given)
        office = vaults.unlock(folder, PASSPHRASE)
        before = responses(office)
        cut_off_surveys.finish_as_it_is(office, offer)
        (made,) = responses(office) - before if given else [""]
        assert given.items() <= answers_kept(office, made).items(), f"turn {turn}"
        assert office.store.read(select(Draft.id)) == []
        office.close()
    assert sealed > KILLS


def begun(folder: Path) -> tuple[Office, surveys.Handover, dict[str, str]]:
    """A survey with two answers and half a third, as a killed program leaves it."""
    office = vaults.unlock(folder, PASSPHRASE)
    handover = surveys.start(office, cases.find(office, "Amara")[0].id, surveys.SHORT)
    first, second, third = handover.questions[:3]
    codes = {asked.key: asked.question.scale.answers[1].code for asked in (first, second, third)}
    surveys.keep(office, handover, codes, third.key)
    return office, handover, codes


def test_it_goes_on_at_the_question_last_shown_without_what_was_answered(folder: Path) -> None:
    office, before, given = begun(folder)
    again = cut_off_surveys.resume(office, before.offer_id)
    assert [asked.key for asked in again.questions] == [asked.key for asked in before.questions[2:]]
    assert again.attributes == before.attributes
    assert all(value not in repr(again.attributes) for value in given)
    last = again.questions[-1]
    surveys.keep(office, again, {again.questions[0].key: SKIPPED}, again.questions[1].key)
    surveys.finish(office, again, {again.questions[0].key: SKIPPED, last.key: "skipped"})
    kept = answers_kept(office)
    assert set(kept) == {asked.key for asked in before.questions}
    assert {key: value for key, value in kept.items() if value != SKIPPED} == given
    (offer,) = surveys.offers(office, cases.find(office, "Amara")[0].id)
    assert (offer.state, offer.unfinished) == ("answered", False)
    with pytest.raises(Refused, match="survey_not_waiting"):
        cut_off_surveys.resume(office, before.offer_id)
    assert health.whole(office).well
    office.close()


def test_no_page_can_ask_for_the_answers_and_no_journal_holds_them(folder: Path) -> None:
    office, before, given = begun(folder)
    (offer,) = surveys.offers(office, cases.find(office, "Amara")[0].id)
    assert (offer.state, offer.unfinished) == ("started", True)
    assert drafts.all_of_mine(office) == ()
    assert drafts.find(office, f"survey:{before.offer_id}", cases.find(office, "Amara")[0].id) is None
    bodies = " ".join(str(row.body) for row in office.store.read(select(Journal.body)))
    assert not any(key in bodies for key in given)
    office.close()


def test_erased_they_are_gone_and_no_backup_brings_them_back(folder: Path, tmp_path: Path) -> None:
    office, before, _given = begun(folder)
    backups.choose(office, tmp_path / "backups")
    backup = backups.back_up(office, tmp_path / "backups").folder
    cut_off_surveys.erase(office, before.offer_id)
    assert office.store.read(select(Draft.id)) == []
    (offer,) = surveys.offers(office, cases.find(office, "Amara")[0].id)
    assert (offer.state, offer.unfinished) == ("declined", False)
    office.close()
    backups.restore(backup, folder, passphrase=PASSPHRASE)
    office = vaults.unlock(folder, PASSPHRASE)
    assert office.store.read(select(Draft.id)) == []
    assert answers_kept(office) == {}
    assert health.whole(office).well
    office.close()
