"""Before a vault is open, by keyboard, on real vaults."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseapp.base.clock import SetClock
from caseapp.base.disk_encryption import Disk, DiskEncryption
from caseapp.base.errors import Refused
from caseapp.crypto import kdf
from caseapp.domain.case import NewCase
from caseapp.domain.person import PersonDetails
from caseapp.services import backups, cases, erasure, example, team, vaults
from caseapp.services.vaults import Unlocker
from tests.ui.pages.first_start import go_through
from ui.dialogs.read_text import ReadText
from ui.pages.unlock import set_up_flow
from ui.pages.unlock.entry import Entered, EntryPlaces
from ui.pages.unlock.example_step import EXAMPLE_PHRASE
from ui.pages.unlock.keyring_step import KeyringStep
from ui.pages.unlock.page import UnlockPage
from ui.pages.unlock.who_list import in_order, last_here_words
from ui.widgets.recovery_paper import RecoveryPaper
from ui.widgets.text import Text
from ui.words.passphrases import strength_words
from ui.words.recovery_codes import in_lines, same_group
from ui.work.runner import Runner

PASSPHRASE = "seven quiet herons wade"
RETURN = Qt.Key.Key_Return


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 11, 21, 9, 12, tzinfo=UTC))


@pytest.fixture
def entered() -> list[Entered]:
    return []


@pytest.fixture
def page(
    qtbot: QtBot, tmp_path: Path, clock: SetClock, entered: list[Entered], monkeypatch: pytest.MonkeyPatch
) -> Iterator[UnlockPage]:
    """The page, with vaults made at the cost for tests."""
    monkeypatch.setattr(vaults, "set_up", cheaply(vaults.set_up))
    monkeypatch.setattr(set_up_flow, "disk_encryption", lambda _folder: DiskEncryption(Disk.ENCRYPTED, "LUKS"))
    monkeypatch.setattr(example, "build", cheaply(example.build))
    runner = Runner()
    page = UnlockPage(runner, EntryPlaces(tmp_path / "new", tmp_path / "example"), {}, clock)
    qtbot.addWidget(page)
    page.entered.connect(entered.append)
    page.resize(1440, 864)
    page.show()
    page.activateWindow()
    yield page
    page.clear()
    for one in entered:
        runner.vault(page, one.office.close, lambda _done: None)
    runner.finish()


def cheaply(make: Callable[..., object]) -> Callable[..., object]:
    def made(*given: object, **named: object) -> object:
        return make(*given, **{"profile": kdf.TESTING, **named})

    return made


@pytest.fixture
def vault(tmp_path: Path, clock: SetClock) -> tuple[Path, str]:
    folder = tmp_path / "vault"
    new = vaults.set_up(folder, name="Robin E.", passphrase=PASSPHRASE, profile=kdf.TESTING, clock=clock)
    new.office.close()
    return folder, new.recovery_code


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(page: QWidget, qtbot: QtBot, words: str) -> None:
    """Press the button that says so, by keyboard."""
    button = next(one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisible())
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def show_unlock(page: UnlockPage, folder: Path, qtbot: QtBot) -> QLineEdit:
    page.show_vault(folder)
    field = page.unlock.passphrase.field
    qtbot.waitUntil(field.hasFocus)
    return field


def test_one_key_unlocks_after_the_passphrase(
    page: UnlockPage, vault: tuple[Path, str], entered: list[Entered], qtbot: QtBot
) -> None:
    field = show_unlock(page, vault[0], qtbot)
    qtbot.keyClicks(field, PASSPHRASE)
    qtbot.keyClick(field, RETURN)
    qtbot.waitUntil(lambda: bool(entered))
    assert entered[0].office.desk.name == "Robin E."
    assert entered[0].folder == vault[0]
    assert field.text() == ""


def test_a_wrong_passphrase_keeps_what_was_typed_and_says_how_many_tries_are_left(
    page: UnlockPage, vault: tuple[Path, str], qtbot: QtBot
) -> None:
    field = show_unlock(page, vault[0], qtbot)
    qtbot.keyClicks(field, "not the right passphrase")
    qtbot.keyClick(field, RETURN)
    qtbot.waitUntil(lambda: bool(page.unlock.row.error()))
    assert field.text() == "not the right passphrase"
    assert field.hasFocus()
    assert "4 tries left" in page.unlock.said_of_tries()
    assert "Error:" in field.accessibleDescription()


def test_after_five_wrong_ones_there_is_a_wait(page: UnlockPage, vault: tuple[Path, str], qtbot: QtBot) -> None:
    field = show_unlock(page, vault[0], qtbot)
    qtbot.keyClicks(field, "not the right passphrase")
    for left in (4, 3, 2, 1, 0):
        qtbot.keyClick(field, RETURN)
        qtbot.waitUntil(lambda left=left: vaults.tries_left(vault[0]) == left and not page.unlock.is_busy())
    qtbot.keyClick(field, RETURN)
    qtbot.waitUntil(lambda: "wait" in page.unlock.row.error())


def test_a_vault_open_elsewhere_is_said_in_a_sentence(
    page: UnlockPage, vault: tuple[Path, str], clock: SetClock, qtbot: QtBot
) -> None:
    elsewhere = vaults.unlock(vault[0], PASSPHRASE, clock=clock)
    field = show_unlock(page, vault[0], qtbot)
    qtbot.keyClicks(field, PASSPHRASE)
    qtbot.keyClick(field, RETURN)
    qtbot.waitUntil(lambda: "another" in page.unlock.row.error())
    assert field.text() == PASSPHRASE
    elsewhere.close()


def test_a_folder_without_a_vault_leads_back_to_the_choice(page: UnlockPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.show_vault(tmp_path / "nothing")
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.choice and page.choice.trouble() != "")
    assert "no vault" in page.choice.trouble()


def test_a_damaged_vault_is_said_so(page: UnlockPage, vault: tuple[Path, str], qtbot: QtBot) -> None:
    for header in vault[0].glob("vault.hdr.*"):
        header.write_bytes(b"x" * 400)
    page.show_vault(vault[0])
    qtbot.waitUntil(lambda: "damaged" in page.choice.trouble())


def test_nothing_typed_asks_for_the_passphrase(page: UnlockPage, vault: tuple[Path, str], qtbot: QtBot) -> None:
    field = show_unlock(page, vault[0], qtbot)
    qtbot.keyClick(field, RETURN)
    assert page.unlock.row.error() == "Enter your passphrase."


def test_set_up_by_keyboard_shows_the_code_once_and_has_it_typed_back(
    page: UnlockPage, entered: list[Entered], tmp_path: Path, qtbot: QtBot
) -> None:
    page.show_choice()
    press(page.choice, qtbot, "Set up my vault")
    press(page.set_up.protects, qtbot, "Continue")
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.set_up.about)
    qtbot.keyClick(focus(), RETURN)
    assert "Enter your first name" in page.set_up.about.name_row.error()
    qtbot.keyClicks(focus(), "Robin E.")
    qtbot.keyClick(focus(), RETURN)
    assert page.steps.currentWidget() is page.set_up.phrase
    qtbot.keyClicks(focus(), PASSPHRASE)
    qtbot.keyClick(focus(), RETURN)
    qtbot.keyClicks(focus(), PASSPHRASE + "x")
    qtbot.keyClick(focus(), RETURN)
    assert "not the same" in page.set_up.phrase.again_row.error()
    qtbot.keyClick(focus(), Qt.Key.Key_Backspace)
    qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.set_up.code)
    code = page.set_up.code.code()
    assert len(code) == 44
    qtbot.keyClick(focus(), Qt.Key.Key_Space)
    paper = page.set_up.code.paper
    assert not paper.shown.isVisible()
    groups = groups_asked(paper)
    type_signs("".join(groups)[:-1], qtbot)
    qtbot.keyClick(focus(), RETURN)
    assert "each group that is asked for" in paper.row.error()
    assert not entered
    type_signs(groups[-1][-1], qtbot)
    assert entered[0].folder == tmp_path / "new"
    assert entered[0].office.desk.role == "lead"
    assert code not in said_anywhere(page)


def groups_asked(paper: RecoveryPaper) -> list[str]:
    """What has to be typed, in the order of the paper."""
    code = paper.code().split("-")
    return [code[number] for number, field in enumerate(paper.groups.fields) if field.isEnabled()]


def type_signs(signs: str, qtbot: QtBot) -> None:
    """Sign by sign, each to whatever takes the keys by then."""
    for sign in signs:
        qtbot.keyClicks(focus(), sign)


def to_the_code(page: UnlockPage, qtbot: QtBot) -> str:
    """Through set-up by the answers filled in, to the code that is shown."""
    page.show_choice()
    press(page.choice, qtbot, "Set up my vault")
    press(page.set_up.protects, qtbot, "Continue")
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.set_up.about)
    qtbot.keyClicks(focus(), "Robin E.")
    qtbot.keyClick(focus(), RETURN)
    for _each in range(2):
        qtbot.keyClicks(focus(), PASSPHRASE)
        qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.set_up.code)
    return page.set_up.code.code()


def test_four_groups_are_typed_back_and_at_least_one_of_each_line(
    page: UnlockPage, entered: list[Entered], qtbot: QtBot
) -> None:
    to_the_code(page, qtbot)
    paper, seen = page.set_up.code.paper, set()
    for _each in range(12):
        qtbot.keyClick(paper.written, RETURN)
        asked = [number for number, field in enumerate(paper.groups.fields) if field.isEnabled()]
        assert len(asked) == 4
        assert {number // 3 for number in asked} == {0, 1, 2}
        seen.update(asked)
        qtbot.keyClick(paper.again, Qt.Key.Key_Space)
        assert paper.shown.isVisible()
    assert len(seen) > 4, "which ones is not known before the code is covered"
    qtbot.keyClick(focus(), RETURN)
    typed = [group.lower().replace("0", "o").replace("1", "l") for group in groups_asked(paper)]
    type_signs("-".join(typed)[:-1], qtbot)
    assert not entered
    type_signs(typed[-1][-1], qtbot)
    assert entered, "the last sign opens the vault, no key more"


def test_a_wrong_group_is_told_at_its_last_sign_and_a_paper_that_was_wrong_is_asked_for_whole(
    page: UnlockPage, entered: list[Entered], qtbot: QtBot
) -> None:
    to_the_code(page, qtbot)
    qtbot.keyClick(focus(), RETURN)
    paper = page.set_up.code.paper
    first, second, *_others = groups_asked(paper)
    wrong = "Y" if second[1] != "Y" else "Z"
    type_signs(first + second[0] + wrong + second[2], qtbot)
    assert paper.row.error() == "", "the group is not yet typed to its end"
    type_signs(second[3], qtbot)
    number = paper.code().split("-").index(second) + 1
    assert paper.row.error().startswith(f"Group {number} differs")
    for _each in range(3):
        qtbot.keyClick(focus(), Qt.Key.Key_Backspace)
    assert paper.row.error() == ""
    qtbot.keyClick(focus(), Qt.Key.Key_Backspace)
    qtbot.keyClick(focus(), Qt.Key.Key_Backspace)
    assert focus() is paper.groups.asked()[0], "Backspace in an empty group goes back to the one before"
    press(paper, qtbot, "Show again")
    press(paper, qtbot, "It is on paper")
    assert len(groups_asked(paper)) == 9
    type_signs(paper.code().replace("-", ""), qtbot)
    assert entered


def test_the_organisations_key_is_offered_to_whoever_says_there_is_one(
    page: UnlockPage, entered: list[Entered], qtbot: QtBot
) -> None:
    page.set_up.begin()
    press(page.set_up.protects, qtbot, "Continue")
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.set_up.about)
    about = page.set_up.about
    assert not about.has_key.isVisible()
    press(about, qtbot, "Place, folder, key")
    about.has_key.setFocus()
    qtbot.keyClick(about.has_key, Qt.Key.Key_Space)
    about.first_focus()
    qtbot.keyClicks(focus(), "Robin E.")
    qtbot.keyClick(focus(), RETURN)
    for _each in range(2):
        qtbot.keyClicks(focus(), PASSPHRASE)
        qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.set_up.code)
    qtbot.keyClick(focus(), RETURN)
    type_signs("".join(groups_asked(page.set_up.code.paper)), qtbot)
    assert page.steps.currentWidget() is page.set_up.offer
    assert not entered
    qtbot.keyClick(focus(), RETURN)
    assert entered


SCREENS, WORDS, KEYS, SECONDS = 6, 180, 76, 116
"""What a first start may cost, on an encrypted disk with the answers filled in: see `ui/README.md`."""


def test_a_first_start_stays_within_its_budget_of_screens_words_keys_and_seconds(
    page: UnlockPage, entered: list[Entered], qtbot: QtBot
) -> None:
    counted = go_through(page, qtbot.waitUntil)
    assert entered
    assert len(counted.words) == SCREENS + 1, "and what stands beside them"
    assert min(counted.words.values()) > 5, "screens were really read"
    assert sum(counted.words.values()) <= WORDS, counted.words
    assert 60 < counted.keys + counted.code_keys <= KEYS
    assert sum(counted.seconds.values()) <= SECONDS, counted.seconds


def test_only_who_was_here_before_is_told_to_carry_on(page: UnlockPage, vault: tuple[Path, str], qtbot: QtBot) -> None:
    page.show_choice()
    assert "left off" not in said_anywhere(page)
    assert "Set up your records" in said_anywhere(page)
    show_unlock(page, vault[0], qtbot)
    assert "carry on where you left off" in said_anywhere(page)


def test_an_open_disk_is_explained_and_can_be_looked_at_again(
    page: UnlockPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = DiskEncryption(Disk.OPEN, "BitLocker")
    monkeypatch.setattr(set_up_flow, "disk_encryption", lambda _folder: found)
    page.show_choice()
    press(page.choice, qtbot, "Set up my vault")
    press(page.set_up.protects, qtbot, "Continue")
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.set_up.disk)
    assert "BitLocker is off" in page.set_up.disk.found.accessibleName()
    found = DiskEncryption(Disk.ENCRYPTED, "BitLocker")
    press(page.set_up.disk, qtbot, "Check again")
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.set_up.about)


def test_what_cannot_be_protected_is_said_before_anything_is_asked(page: UnlockPage, qtbot: QtBot) -> None:
    """Statement 57: what somebody can act on stands here; every point of the list is a key away."""
    told = said_anywhere(page.set_up.protects)
    for word in ("harmful program", "photographed", "copies", "force", "backup", "paper", "recovery code"):
        assert word in told, word
    page.set_up.begin()
    press(page.set_up.protects, qtbot, "More about this")
    (whole,) = [one for one in page.findChildren(ReadText) if one.isVisible()]
    told = whole.reading.toPlainText()
    for word in (
        "harmful program", "administrator", "photographs", "copies from it", "under force", "hibernation",
        "memory of the program", "size of the file", "together with its keyring", "Paper",
        "before somebody was removed", "same account", "loss of every passphrase",
    ):  # fmt: skip
        assert word in told, word
    whole.close()


def said_anywhere(page: QWidget) -> str:
    """Every text and spoken name below a widget."""
    return "\n".join(
        f"{widget.accessibleName()} {getattr(widget, 'text', str)()}" for widget in page.findChildren(QWidget)
    )


def test_a_weak_passphrase_is_explained_before_anything_is_made(page: UnlockPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.set_up.phrase.given.connect(lambda _typed: pytest.fail("taken"))
    page.steps.setCurrentWidget(page.set_up.phrase)
    page.set_up.phrase.first_focus()
    qtbot.keyClicks(focus(), "password1234567890")
    press(page.set_up.phrase, qtbot, "Make my vault")
    assert "guessed first" in page.set_up.phrase.first_row.error()
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", ""), ("short", "Too short"), (PASSPHRASE, "Good enough"), (PASSPHRASE + " slowly on", "Strong")],
)
def test_strength_in_words(typed: str, said: str) -> None:
    assert strength_words(typed).startswith(said)


def test_an_offered_phrase_is_good_enough_and_can_be_used(page: UnlockPage, qtbot: QtBot) -> None:
    page.steps.setCurrentWidget(page.set_up.phrase)
    page.set_up.phrase.first_focus()
    qtbot.keyClick(focus(), Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(focus(), RETURN)
    assert "trong" in page.set_up.phrase.first_row.note(), "its strength is told like that of a typed one"
    typed = page.set_up.phrase.findChild(QLineEdit)
    assert isinstance(typed, QLineEdit)
    assert vaults.passphrase_problem(typed.text()) is None


@pytest.mark.parametrize("code", ["keyring_unfit", "keyring_locked", "keyring_forgets", "keyring_failed"])
def test_set_up_never_points_to_a_recovery_code_that_nobody_has_yet(qtbot: QtBot, code: str) -> None:
    step = KeyringStep()
    qtbot.addWidget(step)
    step.show_trouble(Refused(code))
    said = " ".join(text.plain() for text in step.findChildren(Text))
    assert "othing was changed" in said
    assert "recovery" not in said


def test_the_recovery_code_opens_the_vault_and_a_new_passphrase_takes_the_place_of_the_old(
    page: UnlockPage, vault: tuple[Path, str], entered: list[Entered], clock: SetClock, qtbot: QtBot
) -> None:
    show_unlock(page, vault[0], qtbot)
    press(page.unlock, qtbot, "Use your recovery code")
    qtbot.keyClicks(focus(), vault[1].lower().replace("-", " "))
    qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.recover.phrase)
    for _each in range(2):
        qtbot.keyClicks(focus(), "nine other herons rest")
        qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: bool(entered))
    page.clear()
    page_office = entered.pop().office
    closed: list[object] = []
    page.runner.vault(page, page_office.close, closed.append)
    qtbot.waitUntil(lambda: bool(closed))
    vaults.unlock(vault[0], "nine other herons rest", clock=clock).close()


def test_a_slip_on_the_paper_costs_nothing_and_the_paper_can_be_put_right(
    page: UnlockPage, vault: tuple[Path, str], entered: list[Entered], qtbot: QtBot
) -> None:
    right = vault[1][2]
    slip = "Y" if right != "Y" else "Z"
    show_unlock(page, vault[0], qtbot)
    press(page.unlock, qtbot, "Use your recovery code")
    qtbot.keyClicks(focus(), vault[1][:2] + slip + vault[1][3:])
    qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.recover.phrase)
    assert f"1: {vault[1][:4]}" in page.recover.phrase.said()
    for _each in range(2):
        qtbot.keyClicks(focus(), "nine other herons rest")
        qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: bool(entered))
    assert vault[1][:4] not in said_anywhere(page)


def test_somebody_who_forgot_gets_back_in_as_themselves(
    page: UnlockPage, vault: tuple[Path, str], entered: list[Entered], clock: SetClock, qtbot: QtBot
) -> None:
    """The code opens the vault as its lead: a caseworker must not end at that desk, nor change that passphrase."""
    office = vaults.unlock(vault[0], PASSPHRASE, clock=clock)
    team.add(office, name="Sam P.", role="caseworker", passphrase="forgotten words of sam", profile=kdf.TESTING)
    office.close()
    show_unlock(page, vault[0], qtbot)
    press(page.unlock, qtbot, "Use your recovery code")
    qtbot.keyClicks(focus(), vault[1])
    qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.recover.who)
    qtbot.keyClick(focus(), Qt.Key.Key_Down)
    press(page.recover.who, qtbot, "Continue")
    for _each in range(2):
        qtbot.keyClicks(focus(), "nine other herons rest")
        qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: bool(entered))
    assert entered[0].office.desk.name == "Sam P."
    closed: list[object] = []
    page.runner.vault(page, entered.pop().office.close, closed.append)
    qtbot.waitUntil(lambda: bool(closed))
    vaults.unlock(vault[0], PASSPHRASE, clock=clock).close()


def test_the_organisations_key_gets_somebody_back_in(
    page: UnlockPage, vault: tuple[Path, str], entered: list[Entered], clock: SetClock, tmp_path: Path, qtbot: QtBot
) -> None:
    private, public, words = tmp_path / "org.key", tmp_path / "org.pub", "the charity keeps this one"
    vaults.make_escrow_key(private, public, label="A charity", passphrase=words, profile=kdf.TESTING)
    office = vaults.unlock(vault[0], PASSPHRASE, clock=clock)
    team.add_escrow(office, public)
    office.close()
    show_unlock(page, vault[0], qtbot)
    press(page.unlock, qtbot, "Use your recovery code")
    press(page.recovery, qtbot, "Use your organisation’s key instead")
    step = page.recover.escrow
    step.key.set_file(private)
    step.passphrase.focus_target().setFocus()
    qtbot.keyClicks(focus(), "not the words at all")
    qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: bool(step.row.error()))
    step.passphrase.clear()
    qtbot.keyClicks(focus(), words)
    qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.recover.phrase)
    for _each in range(2):
        qtbot.keyClicks(focus(), "nine other herons rest")
        qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: bool(entered))


def test_going_back_closes_what_the_code_had_opened(
    page: UnlockPage, vault: tuple[Path, str], entered: list[Entered], clock: SetClock, qtbot: QtBot
) -> None:
    show_unlock(page, vault[0], qtbot)
    press(page.unlock, qtbot, "Use your recovery code")
    qtbot.keyClicks(focus(), vault[1])
    qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.recover.phrase)
    press(page.recover.phrase, qtbot, "Back")
    assert page.steps.currentWidget() is page.recovery
    assert not entered
    closed: list[object] = []
    page.runner.vault(page, lambda: vaults.unlock(vault[0], PASSPHRASE, clock=clock).close(), closed.append)
    qtbot.waitUntil(lambda: bool(closed))


def test_a_mistyped_recovery_code_keeps_what_was_typed(page: UnlockPage, vault: tuple[Path, str], qtbot: QtBot) -> None:
    show_unlock(page, vault[0], qtbot)
    press(page.unlock, qtbot, "Use your recovery code")
    qtbot.keyClicks(focus(), "ABCD-EFGH")
    qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: bool(page.recovery.row.error()))
    assert page.recovery.edit.text() == "ABCD-EFGH"


def test_hiding_in_the_middle_of_set_up_closes_the_vault_that_was_made(
    page: UnlockPage, tmp_path: Path, clock: SetClock, qtbot: QtBot
) -> None:
    page.show_choice()
    page.set_up.begin()
    press(page.set_up.protects, qtbot, "Continue")
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.set_up.about)
    qtbot.keyClicks(focus(), "Robin E.")
    qtbot.keyClick(focus(), RETURN)
    for _each in range(2):
        qtbot.keyClicks(focus(), PASSPHRASE)
        qtbot.keyClick(focus(), RETURN)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.set_up.code)
    page.clear()
    assert page.set_up.code.code() == ""
    show_unlock(page, tmp_path / "new", qtbot)
    vaults.unlock(tmp_path / "new", PASSPHRASE, clock=clock).close()


def test_the_example_is_built_with_progress_and_opened(
    page: UnlockPage, entered: list[Entered], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = example.build
    monkeypatch.setattr(example, "build", lambda *given, **named: few(*given, **{**named, "cases": 3, "years": 1}))
    page.show_choice()
    press(page.choice, qtbot, "Try an example")
    assert EXAMPLE_PHRASE in said_anywhere(page.example)
    press(page.example, qtbot, "Build it")
    qtbot.waitUntil(lambda: bool(entered))
    assert entered[0].folder == tmp_path / "example"


def test_a_cancelled_example_leaves_nothing_behind(
    page: UnlockPage, entered: list[Entered], tmp_path: Path, qtbot: QtBot
) -> None:
    page.show_choice()
    press(page.choice, qtbot, "Try an example")
    press(page.example, qtbot, "Build it")
    press(page.example, qtbot, "Cancel")
    qtbot.waitUntil(lambda: not page.example.work.isVisible())
    assert not entered
    assert [path.name for path in tmp_path.iterdir()] == []


def test_the_last_one_here_stands_first() -> None:
    people = [Unlocker("a", "Robin E."), Unlocker("b", "Sam P."), Unlocker("c", "Jo S.")]
    rows = in_order(people, {"b": "2026-11-19T10:00+00:00", "c": "2026-11-20T10:00+00:00", "x": "?", "a": "nonsense"})
    assert [row.who.name for row in rows] == ["Jo S.", "Sam P.", "Robin E."]


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (datetime(2026, 11, 21, 9, 12, tzinfo=UTC), "Last here today, 09:12"),
        (datetime(2026, 11, 19, 9, 12, tzinfo=UTC), "Last here Thursday"),
        (datetime(2026, 11, 2, 9, 12, tzinfo=UTC), "Last here 2 Nov"),
        (datetime(2025, 11, 2, 9, 12, tzinfo=UTC), "Last here 2 Nov 2025"),
        (None, ""),
    ],
)
def test_when_somebody_was_last_here(last: datetime | None, said: str) -> None:
    assert last_here_words(last, date(2026, 11, 21)) == said


def test_a_group_typed_back_may_differ_in_case_and_misread_letters() -> None:
    assert same_group("aibo", "A1B0")
    assert not same_group("aib", "A1B0")
    assert not same_group("", "A1B0")
    assert len(in_lines("A1B0-C3D4-E5F6-G7H8-J9K0-M1N2-P3Q4-R5S6-T7V8").splitlines()) == 3


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_step_says_what_takes_the_focus_and_fits_at_any_text_size(
    page: UnlockPage, qapp: QApplication, scale: float
) -> None:
    from ui.theme.apply import apply_theme

    apply_theme(qapp, "light", scale)
    page.resize(1024, 680)
    for place in range(page.steps.count()):
        step = page.steps.widget(place)
        page.steps.setCurrentWidget(step)
        qapp.processEvents()
        for widget in step.findChildren(QWidget):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
                assert widget.accessibleName() or getattr(widget, "text", str)(), type(widget).__name__
                assert widget.width() <= page.steps.width()


def test_a_backup_is_restored_beside_what_is_there_and_unlocked(
    page: UnlockPage, tmp_path: Path, clock: SetClock, qtbot: QtBot
) -> None:
    folder = tmp_path / "vault"
    new = vaults.set_up(folder, name="Robin E.", passphrase=PASSPHRASE, profile=kdf.TESTING, clock=clock)
    made = backups.back_up(new.office, tmp_path / "stick")
    new.office.close()
    page.show_choice()
    press(page, qtbot, "Restore a backup")
    press(page, qtbot, "Restore")
    assert page.restore.choose_row.error()
    page.restore.set_backup(made.folder)
    qtbot.keyClicks(page.restore.edit, new.recovery_code)
    qtbot.keyClick(page.restore.edit, RETURN)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.restoring.done)
    assert "Everything is as it was on" in page.restoring.done.said()
    press(page, qtbot, "Unlock")
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.unlock)
    assert vaults.exists(tmp_path / "restored-2026-11-21-1")
    assert vaults.exists(folder)
    assert page.restore.edit.text() == ""


def test_a_backup_is_restored_with_the_organisations_key(
    page: UnlockPage, tmp_path: Path, clock: SetClock, qtbot: QtBot
) -> None:
    private, public, words = tmp_path / "org.key", tmp_path / "org.pub", "the charity keeps this one"
    vaults.make_escrow_key(private, public, label="A charity", passphrase=words, profile=kdf.TESTING)
    new = vaults.set_up(tmp_path / "vault", name="Robin E.", passphrase=PASSPHRASE, profile=kdf.TESTING, clock=clock)
    team.add_escrow(new.office, public)
    made = backups.back_up(new.office, tmp_path / "stick")
    new.office.close()
    page.show_choice()
    press(page, qtbot, "Restore a backup")
    page.restore.set_backup(made.folder)
    page.restore.opens.chip("key").click()
    qtbot.keyClicks(page.restore.edit, words)
    qtbot.keyClick(page.restore.edit, RETURN)
    assert page.restore.key.error()
    page.restore.key.set_file(private)
    qtbot.keyClick(page.restore.edit, RETURN)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.restoring.done)
    assert "a copy of its own" in page.restoring.done.said()
    assert vaults.exists(tmp_path / "restored-2026-11-21-1")
    assert page.restore.edit.text() == ""
    assert page.restore.key.file() is None


def test_a_backup_is_restored_over_a_vault_which_keeps_its_records_and_its_erasures(
    page: UnlockPage, tmp_path: Path, clock: SetClock, qtbot: QtBot
) -> None:
    folder, stick = tmp_path / "vault", tmp_path / "stick"
    office = vaults.set_up(folder, name="Robin E.", passphrase=PASSPHRASE, profile=kdf.TESTING, clock=clock).office
    made = [cases.open_case(office, NewCase(None, PersonDetails(first_name=name))) for name in ("Amara", "Beatriz")]
    backups.choose(office, stick)
    backups.back_up(office, stick)
    clock.forward(timedelta(days=1))
    backups.back_up(office, stick)
    erasure.erase(office, made[0].row_id, reference=str(made[0].reference), reason="they_asked", passphrase=PASSPHRASE)
    cases.open_case(office, NewCase(None, PersonDetails(first_name="Chloe")))
    office.close()
    page.show_vault(folder)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.unlock)
    press(page, qtbot, "Open another vault")
    press(page, qtbot, "Restore a backup")
    page.restore.looked.emit(stick)
    qtbot.waitUntil(lambda: page.restore.which_row.isVisible())
    assert page.restore.which.count() == 2
    assert page.restore.where.value() == "over"
    qtbot.keyClicks(page.restore.edit, "not the passphrase at all")
    qtbot.keyClick(page.restore.edit, RETURN)
    qtbot.waitUntil(lambda: bool(page.restore.row.error()))
    page.restore.edit.clear()
    qtbot.keyClicks(page.restore.edit, PASSPHRASE)
    qtbot.keyClick(page.restore.edit, RETURN)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.restoring.done)
    assert "erased again" in page.restoring.done.said()
    (kept,) = folder.glob("vault.db.before-*")
    assert kept.name in page.restoring.done.said()
    press(page, qtbot, "Unlock")
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.unlock)
    office = vaults.unlock(folder, PASSPHRASE, clock=clock)
    names = [cases.find(office, name) for name in ("Amara", "Beatriz", "Chloe")]
    assert [bool(found) for found in names] == [False, True, False]
    office.close()


def test_a_restore_that_is_stopped_changes_nothing(
    page: UnlockPage, tmp_path: Path, clock: SetClock, qtbot: QtBot
) -> None:
    folder = tmp_path / "vault"
    office = vaults.set_up(folder, name="Robin E.", passphrase=PASSPHRASE, profile=kdf.TESTING, clock=clock).office
    made = backups.back_up(office, tmp_path / "stick")
    office.close()
    before = (folder / "vault.db").read_bytes()
    page.show_vault(folder)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.unlock)
    press(page, qtbot, "Open another vault")
    press(page, qtbot, "Restore a backup")
    page.restore.set_backup(made.folder)
    qtbot.keyClicks(page.restore.edit, PASSPHRASE)
    qtbot.keyClick(page.restore.edit, RETURN)
    page.restore.bar.stop.click()
    qtbot.waitUntil(lambda: page.restore.bar.isHidden())
    assert page.restore.row.error()
    assert (folder / "vault.db").read_bytes() == before
    assert not list(folder.glob("*.restoring*"))


def test_a_folder_that_is_no_backup_is_said_and_the_code_stays(page: UnlockPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.show_choice()
    press(page, qtbot, "Restore a backup")
    page.restore.set_backup(tmp_path)
    qtbot.keyClicks(page.restore.edit, "ABCD")
    qtbot.keyClick(page.restore.edit, RETURN)
    qtbot.waitUntil(lambda: "no backup in that folder" in page.restore.row.error())
    assert page.restore.edit.text() == "ABCD"
