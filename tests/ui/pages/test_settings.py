"""Settings, by keyboard, in a real window on a real vault."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from caseapp.base import machine_settings, paths
from caseapp.base.clock import SetClock
from caseapp.base.disk_encryption import Disk, DiskEncryption
from caseapp.base.machine_settings import COVER_LINES, MachineSettings
from caseapp.crypto.kdf import TESTING
from caseapp.services import backups, team, vaults
from ui.dialogs.ask_removal import AskRemoval
from ui.dialogs.passphrase_again import Proof
from ui.pages.settings import health as health_section
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.people import People
from ui.pages.settings.vault_history import VaultHistory
from ui.pages.unlock.entry import Entered, EntryPlaces
from ui.shell.window import MainWindow
from ui.theme.theme import theme
from ui.words.recovery_codes import in_lines
from ui.work.runner import Runner
from ui.work.this_machine import change_settings, this_machine

ROBIN, SAM = "seven quiet herons wade", "nine amber kettles sing"
NOON = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
RETURN = Qt.Key.Key_Return


class PatientBot(QtBot):
    """Waits longer: what is awaited comes at once on an idle machine, but tests share theirs."""

    @override
    def waitUntil(self, callback: Callable[[], object], *, timeout: int = 60_000) -> None:
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOON)


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and backups of this test alone, and passphrases at the cost for tests."""
    monkeypatch.setattr(paths, "settings_file", lambda: tmp_path / "config" / "settings.json")
    monkeypatch.setattr(paths, "vault_folder", lambda: tmp_path / "data" / "vault")
    for use_case in ("change_passphrase", "add"):
        monkeypatch.setattr(team, use_case, cheaply(getattr(team, use_case)))


def cheaply(make: Callable[..., object]) -> Callable[..., object]:
    def made(*given: object, **named: object) -> object:
        return make(*given, **{"profile": TESTING, **named})

    return made


@pytest.fixture(scope="session")
def two_people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, clock = tmp_path_factory.mktemp("two") / "vault", SetClock(NOON)
    office = vaults.set_up(folder, name="Robin E.", passphrase=ROBIN, profile=TESTING, clock=clock).office
    team.add(office, name="Sam P.", role="caseworker", passphrase=SAM, profile=TESTING)
    office.close()
    return folder


@pytest.fixture
def folder(two_people: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(two_people, tmp_path / "data" / "vault"))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, clock: SetClock) -> Iterator[MainWindow]:
    places = EntryPlaces(tmp_path / "new", tmp_path / "example")
    window = MainWindow(Runner(), MachineSettings(theme="light"), places, clock)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    yield window
    window.close()
    app = QApplication.instance()
    assert app is not None
    app.removeEventFilter(window.gate)
    window.deleteLater()


def enter(window: MainWindow, folder: Path, clock: SetClock, qtbot: QtBot, passphrase: str = ROBIN) -> SettingsPage:
    """Unlock, and open the settings with their key."""
    window.runner.vault(
        window,
        lambda: vaults.unlock(folder, passphrase, clock=clock),
        lambda office: window.enter(Entered(office, folder, None)),
    )
    qtbot.waitUntil(lambda: window.workplace() is not None)
    workplace = window.workplace()
    assert workplace is not None
    qtbot.keyClick(workplace, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(workplace.findChildren(SettingsPage)))
    page = workplace.findChildren(SettingsPage)[0]
    qtbot.waitUntil(page.list.focus_target().hasFocus)
    return page


@pytest.fixture
def page(window: MainWindow, folder: Path, clock: SetClock, qtbot: QtBot) -> SettingsPage:
    return enter(window, folder, clock, qtbot)


def press(part: QWidget, qtbot: QtBot, words: str) -> None:
    """Press the button that says so, by keyboard."""
    button = next(one for one in part.findChildren(QPushButton) if one.text() == words and one.isVisible())
    button.setFocus()
    qtbot.keyClick(button, RETURN)


def people_of(page: SettingsPage, qtbot: QtBot) -> People:
    page.show_section("people")
    people = page.sections.people
    assert isinstance(people, People)
    qtbot.waitUntil(lambda: len(people.rows) > 0 and all(row.isVisible() for row in people.rows))
    return people


def prove(proof: Proof, qtbot: QtBot, passphrase: str = ROBIN) -> None:
    """Type the passphrase that is asked for."""
    qtbot.waitUntil(lambda: proof.dialog is not None)
    assert proof.dialog is not None
    qtbot.keyClicks(proof.dialog.passphrase.field, passphrase)
    qtbot.keyClick(proof.dialog.passphrase.field, RETURN)


def test_an_empty_passphrase_is_said_and_nothing_of_the_question_is_cut_off(page: SettingsPage, qtbot: QtBot) -> None:
    proof = people_of(page, qtbot).proof
    proof.ask("A report leaves this vault. Its history will say that you made it.", lambda: None)
    qtbot.waitUntil(lambda: proof.dialog is not None and proof.dialog.isVisible())
    assert proof.dialog is not None
    dialog = proof.dialog
    qtbot.keyClick(dialog.passphrase.field, RETURN)
    assert dialog.row.error() == "Enter your passphrase."
    assert dialog.height() >= dialog.layout().totalHeightForWidth(dialog.width())
    qtbot.waitUntil(lambda: dialog.row.rect().contains(dialog.passphrase.geometry()))
    dialog.reject()


def test_somebody_else_at_the_desk_cannot_add_anybody(page: SettingsPage, folder: Path, qtbot: QtBot) -> None:
    """Statement 34."""
    people = people_of(page, qtbot)
    press(people, qtbot, "Add somebody")
    prove(people.proof, qtbot, "not the words at all")
    dialog = people.proof.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.row.error()))
    assert people.form.isHidden()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: people.proof.dialog is None)
    assert people.form.isHidden()


def test_the_disk_is_looked_at_again_in_health(
    page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_section, "disk_encryption", lambda _folder: DiskEncryption(Disk.OPEN, "BitLocker"))
    page.show_section("health")
    qtbot.waitUntil(page.sections.health.disk.isVisible)
    assert page.sections.health.disk.accessibleName() == "BitLocker is off, as far as this app can see"


def test_a_lead_reads_who_did_what(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("history")
    past = page.sections.history
    assert isinstance(past, VaultHistory)
    qtbot.waitUntil(lambda: past.model.rowCount() > 0)
    newest = [str(past.model.index(0, column).data()) for column in range(4)]
    assert newest[1:3] == ["Robin E.", "unlocked the vault"]


def test_a_caseworker_is_made_a_lead(page: SettingsPage, qtbot: QtBot) -> None:
    people = people_of(page, qtbot)
    sam = next(row for row in people.rows if row.member.name == "Sam P.")
    qtbot.keyClick(sam.role, Qt.Key.Key_Space)
    prove(people.proof, qtbot)
    qtbot.waitUntil(lambda: "Sam P. is a team lead now" in people.said())
    qtbot.waitUntil(lambda: [row.member.role for row in people.rows if row.member.name == "Sam P."] == ["lead"])


def test_the_organisations_key_is_given_and_taken_away(page: SettingsPage, tmp_path: Path, qtbot: QtBot) -> None:
    private, public = tmp_path / "org.key", tmp_path / "org.pub"
    print_ = vaults.make_escrow_key(
        private, public, label="A charity", passphrase="the charity keeps it", profile=TESTING
    )
    people = people_of(page, qtbot)
    people.key.give(public)
    prove(people.proof, qtbot)
    qtbot.waitUntil(lambda: "A charity" in people.key.stands.plain())
    assert print_ in people.key.said.accessibleDescription()
    press(people.key, qtbot, "Take the key away")
    ask = people.key.findChildren(AskRemoval)[0]
    qtbot.keyClick(ask.removal, RETURN)
    prove(people.proof, qtbot)
    qtbot.waitUntil(lambda: "There is none" in people.key.stands.plain())


def test_the_place_of_backups_is_changed_only_with_the_passphrase(
    page: SettingsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(type(page.sections.backups), "_choose_folder", lambda _self: asked.append("folder"))
    page.show_section("backups")
    page.sections.backups._ask_to_choose()
    assert asked == []
    prove(page.sections.backups.proof, qtbot)
    qtbot.waitUntil(lambda: asked == ["folder"])


def test_arrows_walk_through_the_sections(page: SettingsPage, qtbot: QtBot) -> None:
    seen = []
    for _each in range(9):
        seen.append(page.list.current())
        qtbot.keyClick(page.list.focus_target(), Qt.Key.Key_Down)
    assert seen == ["laptop", "you", "people", "readers", "rules", "backups", "health", "history", "about"]
    assert page.list.current() == "laptop"


def test_a_caseworker_sees_no_people(window: MainWindow, folder: Path, clock: SetClock, qtbot: QtBot) -> None:
    page = enter(window, folder, clock, qtbot, SAM)
    assert "people" not in page.sections.ids
    assert page.sections.you.code is None


def test_the_name_at_the_foot_of_the_sidebar_opens_the_settings(
    window: MainWindow, page: SettingsPage, qtbot: QtBot
) -> None:
    workplace = window.workplace()
    assert workplace is not None
    workplace.go("today")
    assert not page.isVisible()
    qtbot.keyClick(workplace.sidebar.foot.you_button, RETURN)
    assert page.isVisible()


def in_front(page: SettingsPage, qtbot: QtBot) -> None:
    """A desktop gives the keys back to the window when its dialog closes; without one the test does."""
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)


def test_the_theme_changes_at_once_and_is_kept(page: SettingsPage, qtbot: QtBot) -> None:
    page.sections.laptop.theme.focus_target().setFocus()
    qtbot.keyClick(page.sections.laptop.theme.focus_target(), Qt.Key.Key_Right)
    assert theme().scheme == "dark"
    qtbot.waitUntil(lambda: machine_settings.load(paths.settings_file()).theme == "dark")


def test_the_text_grows_while_the_slider_moves(window: MainWindow, page: SettingsPage, qtbot: QtBot) -> None:
    workplace = window.workplace()
    assert workplace is not None
    narrow = workplace.sidebar.width()
    qtbot.keyClick(page.sections.laptop.text_size.slider, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: theme().scale == 1.25)
    assert workplace.sidebar.width() > narrow
    qtbot.waitUntil(lambda: machine_settings.load(paths.settings_file()).text_scale == 1.25)


def test_motion_idle_time_and_shift_are_obeyed_at_once(
    window: MainWindow, page: SettingsPage, clock: SetClock, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.sections.laptop.motion.box, Qt.Key.Key_Space)
    assert theme().quiet_motion
    qtbot.keyClick(page.sections.laptop.shift.box, Qt.Key.Key_Space)
    prove(page.sections.laptop.proof, qtbot)
    qtbot.waitUntil(lambda: not this_machine().settings.shift_hides)
    in_front(page, qtbot)
    for _each in range(3):
        qtbot.keyClick(page, Qt.Key.Key_Shift)
    assert window.workplace() is not None
    for _each in range(4):
        page.sections.laptop.idle.focus_target().setFocus()
        qtbot.keyClick(page.sections.laptop.idle.focus_target(), Qt.Key.Key_Left)
    assert this_machine().settings.idle_minutes == 1
    for _each in range(3):
        clock.forward(timedelta(seconds=21))
        window.gate.look()
    assert window.workplace() is None


def test_statement_34_what_hides_less_asks_for_the_passphrase_and_what_hides_more_does_not(
    page: SettingsPage, qtbot: QtBot
) -> None:
    laptop = page.sections.laptop
    for key, minutes in ((Qt.Key.Key_Left, 4), (Qt.Key.Key_Left, 3)):
        laptop.idle.focus_target().setFocus()
        qtbot.keyClick(laptop.idle.focus_target(), key)
        assert laptop.proof.dialog is None
        assert this_machine().settings.idle_minutes == minutes
    qtbot.keyClick(laptop.idle.focus_target(), Qt.Key.Key_Right)
    assert laptop.proof.dialog is not None
    qtbot.keyClick(laptop.proof.dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: laptop.proof.dialog is None)
    assert (this_machine().settings.idle_minutes, laptop.idle.value()) == (3, "3")
    laptop.shift.box.click()
    assert laptop.proof.dialog is not None
    assert this_machine().settings.shift_hides
    qtbot.keyClick(laptop.proof.dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: laptop.shift.box.isChecked())
    in_front(page, qtbot)
    laptop.idle.focus_target().setFocus()
    qtbot.keyClick(laptop.idle.focus_target(), Qt.Key.Key_Right)
    prove(laptop.proof, qtbot)
    qtbot.waitUntil(lambda: this_machine().settings.idle_minutes == 4)
    assert laptop.idle.value() == "4"
    laptop.shift.box.click()
    prove(laptop.proof, qtbot)
    qtbot.waitUntil(lambda: not this_machine().settings.shift_hides)
    laptop.shift.box.click()
    assert laptop.proof.dialog is None
    assert this_machine().settings.shift_hides


def test_the_lines_of_the_cover_are_kept_when_the_field_is_left(
    window: MainWindow, page: SettingsPage, qtbot: QtBot
) -> None:
    edit = page.sections.laptop.cover.edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "Buy milk")
    page.list.focus_target().setFocus()
    assert this_machine().settings.cover_lines == ("Buy milk",)
    window.hide_screen()
    assert window.cover.notes.toPlainText() == "Buy milk"
    assert machine_settings.COVER_LINES == COVER_LINES


def test_lines_half_typed_are_kept_when_the_screen_is_hidden(
    window: MainWindow, page: SettingsPage, qtbot: QtBot
) -> None:
    edit = page.sections.laptop.cover.edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "Water plants")
    qtbot.keyClick(edit, Qt.Key.Key_F9)
    assert this_machine().settings.cover_lines == ("Water plants",)


def test_settings_from_two_windows_ago_do_not_come_back(page: SettingsPage) -> None:
    change_settings(theme="dark")
    page.load()
    assert page.sections.laptop.theme.value() == "dark"


def test_the_passphrase_is_changed(page: SettingsPage, folder: Path, clock: SetClock, qtbot: QtBot) -> None:
    page.show_section("you")
    form = page.sections.you.passphrase
    form.first_focus()
    qtbot.keyClicks(form.old.field, ROBIN)
    qtbot.keyClick(form.old.field, RETURN)
    qtbot.keyClicks(form.new.first.field, "four brisk otters dive deep")
    qtbot.keyClick(form.new.first.field, RETURN)
    qtbot.keyClicks(form.new.again.field, "four brisk otters dive deep")
    qtbot.keyClick(form.new.again.field, RETURN)
    qtbot.waitUntil(form.done.isVisible)
    assert (form.old.field.text(), form.new.first.field.text()) == ("", "")


def test_a_wrong_old_passphrase_is_said_and_what_was_typed_stays(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("you")
    form = page.sections.you.passphrase
    qtbot.keyClicks(form.old.field, "not this one at all")
    for field in (form.new.first.field, form.new.again.field):
        qtbot.keyClicks(field, "four brisk otters dive deep")
    press(form, qtbot, "Change passphrase")
    qtbot.waitUntil(lambda: bool(form.old_row.error()))
    assert form.old.field.text() == "not this one at all"
    assert form.old.field.hasFocus()


def test_a_weak_or_mistyped_new_passphrase_is_said_without_asking_the_vault(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("you")
    form = page.sections.you.passphrase
    qtbot.keyClicks(form.old.field, ROBIN)
    qtbot.keyClicks(form.new.first.field, "short")
    press(form, qtbot, "Change passphrase")
    assert "15 characters" in form.new.first_row.error()
    press(form, qtbot, "Offer me one")
    press(form, qtbot, "Use this one")
    qtbot.keyClicks(form.new.again.field, "something else entirely")
    press(form, qtbot, "Change passphrase")
    assert not form.new.first_row.error()
    assert "not the same" in form.new.again_row.error()


def test_a_new_recovery_code_is_shown_once_and_typed_back(page: SettingsPage, folder: Path, qtbot: QtBot) -> None:
    page.show_section("you")
    part = page.sections.you.code
    assert part is not None
    qtbot.keyClicks(part.passphrase.field, ROBIN)
    qtbot.keyClick(part.passphrase.field, RETURN)
    qtbot.waitUntil(lambda: bool(part.code()))
    code = part.code()
    assert part.paper.shown.plain() == in_lines(code)
    press(part, qtbot, "It is on paper")
    fields = part.paper.groups.asked()
    qtbot.keyClick(fields[0], RETURN)
    assert part.paper.row.error()
    for field in fields:
        qtbot.keyClicks(field, code.lower().split("-")[part.paper.groups.fields.index(field)])
    assert part.done.isVisible()
    assert (part.code(), part.paper.shown.plain()) == ("", "")
    assert not any(field.text() for field in part.paper.groups.fields)


def test_nobody_makes_a_code_without_the_passphrase(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("you")
    part = page.sections.you.code
    assert part is not None
    press(part, qtbot, "Make a new recovery code")
    assert part.ask_row.error() == "Enter your passphrase."
    qtbot.keyClicks(part.passphrase.field, "not this one at all")
    press(part, qtbot, "Make a new recovery code")
    qtbot.waitUntil(lambda: "does not open" in part.ask_row.error())
    assert part.code() == ""


def test_somebody_is_added_and_types_their_own_passphrase(
    window: MainWindow, page: SettingsPage, folder: Path, qtbot: QtBot
) -> None:
    people = people_of(page, qtbot)
    press(people, qtbot, "Add somebody")
    prove(people.proof, qtbot)
    form = people.form
    qtbot.waitUntil(lambda: window.focusWidget() is form.name)
    qtbot.keyClicks(form.name, "Kit M.")
    for field in (form.new.first.field, form.new.again.field):
        qtbot.keyClicks(field, "two copper snails nap")
    qtbot.keyClick(form.new.again.field, RETURN)
    qtbot.waitUntil(lambda: len(people.rows) == 3)
    assert "Kit M. can unlock" in people.said()
    assert [one.name for one in vaults.people(folder)] == ["Robin E.", "Sam P.", "Kit M."]


def test_a_name_that_is_there_is_not_added_twice(page: SettingsPage, qtbot: QtBot) -> None:
    people = people_of(page, qtbot)
    press(people, qtbot, "Add somebody")
    prove(people.proof, qtbot)
    qtbot.waitUntil(people.form.isVisible)
    qtbot.keyClicks(people.form.name, "Sam P.")
    for field in (people.form.new.first.field, people.form.new.again.field):
        qtbot.keyClicks(field, "two copper snails nap")
    press(people.form, qtbot, "Add them")
    qtbot.waitUntil(lambda: bool(people.form.name_row.error()))
    assert people.form.new.first.field.text() == "two copper snails nap"


def test_esc_keeps_somebody_and_remove_takes_their_way_in(page: SettingsPage, folder: Path, qtbot: QtBot) -> None:
    people = people_of(page, qtbot)
    sam = next(row for row in people.rows if row.member.name == "Sam P.")
    qtbot.keyClick(sam.remove, RETURN)
    qtbot.waitUntil(lambda: bool(people.findChildren(AskRemoval)))
    ask = people.findChildren(AskRemoval)[0]
    qtbot.waitUntil(ask.safe.hasFocus)
    assert "copies of the vault" in ask.accessibleDescription()
    qtbot.keyClick(ask, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not people.findChildren(AskRemoval))
    assert len(vaults.people(folder)) == 2
    qtbot.keyClick(sam.remove, RETURN)
    ask = people.findChildren(AskRemoval)[0]
    qtbot.keyClick(ask.removal, RETURN)
    prove(people.proof, qtbot)
    qtbot.waitUntil(lambda: "has been removed" in people.said())
    qtbot.waitUntil(lambda: len(people.rows) == 1)
    assert [one.name for one in vaults.people(folder)] == ["Robin E."]


def test_nobody_can_remove_themselves(page: SettingsPage, qtbot: QtBot) -> None:
    people = people_of(page, qtbot)
    assert [row.remove.isVisible() for row in people.rows] == [not row.member.is_you for row in people.rows]


def test_a_backup_is_made_proven_and_listed(
    window: MainWindow, page: SettingsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.show_section("backups")
    part = page.sections.backups
    qtbot.waitUntil(lambda: part.last.accessibleName() == "There is no backup yet")
    workplace = window.workplace()
    assert workplace is not None
    note = workplace.sidebar.foot.backup
    qtbot.waitUntil(note.is_old)
    press(part, qtbot, "Back up now")
    qtbot.waitUntil(lambda: "Backup made" in part.said())
    assert "restored on trial" in part.said()
    qtbot.waitUntil(lambda: part.last.accessibleName() == "Last backup: today")
    qtbot.waitUntil(lambda: not note.is_old())
    assert len(list((tmp_path / "data" / "backups").glob("case-tracker-backup-*"))) == 1


def test_an_old_backup_is_said_at_the_foot_of_the_sidebar(
    window: MainWindow, folder: Path, clock: SetClock, qtbot: QtBot
) -> None:
    office = vaults.unlock(folder, ROBIN, clock=clock)
    backups.back_up(office)
    office.close()
    clock.forward(timedelta(days=9))
    window.gate.look()  # the days pass before anybody unlocks
    enter(window, folder, clock, qtbot)
    workplace = window.workplace()
    assert workplace is not None
    note = workplace.sidebar.foot.backup
    qtbot.waitUntil(note.is_old)
    assert note.band.accessibleName() == "Last backup was 9 days ago"
    press(note, qtbot, "Back up now")
    page = workplace.findChildren(SettingsPage)[0]
    assert page.list.current() == "backups"


def test_where_backups_go_is_kept_and_never_the_vault_itself(
    page: SettingsPage, tmp_path: Path, folder: Path, qtbot: QtBot
) -> None:
    page.show_section("backups")
    part = page.sections.backups
    qtbot.waitUntil(lambda: bool(part.last.accessibleName()))
    part.choose(tmp_path / "stick")
    qtbot.waitUntil(lambda: part.where() == str(tmp_path / "stick"))
    part.choose(folder / "inside")
    qtbot.waitUntil(lambda: "own folder" in part.said())
    assert part.where() == str(tmp_path / "stick")


def test_the_vault_is_checked_in_words(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("health")
    press(page.sections.health, qtbot, "Check the vault now")
    qtbot.waitUntil(lambda: bool(page.sections.health.said()))
    assert page.sections.health.said()[0].startswith("All is well")


def test_licences_are_read_and_left_with_esc(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("about")
    press(page.sections.about, qtbot, "GNU Lesser General Public Licence 3")
    assert page.sections.document.isVisible()
    assert "LESSER GENERAL PUBLIC LICENSE" in page.sections.document.text.toPlainText()
    qtbot.keyClick(page.sections.document.text, Qt.Key.Key_Escape)
    assert page.sections.about.isVisible()


def test_locking_forgets_what_was_typed(window: MainWindow, page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("you")
    qtbot.keyClicks(page.sections.you.passphrase.old.field, ROBIN)
    fields = (page.sections.you.passphrase.old.field, page.sections.you.passphrase.new.first.field)
    workplace = window.workplace()
    assert workplace is not None
    page.clear()
    assert [field.text() for field in fields] == ["", ""]
