"""What the shared widgets do and say."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme.apply import apply_theme
from ui.widgets.announce import announce
from ui.widgets.badge import RiskBadge, TagBadge
from ui.widgets.banner import Banner
from ui.widgets.bar_chart import Bar, BarChart
from ui.widgets.button import IconButton, LinkButton, PrimaryButton, RemovalButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.focus_ring import OWN_RING, FocusRing
from ui.widgets.form_row import FormRow
from ui.widgets.help_strip import HelpStrip
from ui.widgets.loading_shapes import LoadingShapes
from ui.widgets.long_work import LongWork
from ui.widgets.progress_track import ProgressTrack
from ui.widgets.safe_contact_band import SafeContactBand, SafeContactWords, nothing_recorded
from ui.widgets.scrolling import scrolling
from ui.widgets.section_heading import SectionHeading
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.shadow_paint import ROOM
from ui.widgets.stepper import Step, Stepper
from ui.widgets.tag_paint import late
from ui.widgets.text import Text
from ui.widgets.toast import Toast

HOW = (Option("call", "Call", "phone", "c"), Option("text", "Text", "", "t"), Option("other", "Other", letter="o"))


def said(widget: QWidget, what: QAccessible.Text = QAccessible.Text.Name) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(what)


MAKERS: dict[str, Callable[[], QWidget]] = {
    "primary": lambda: PrimaryButton("Save contact", keys=("Ctrl", "Enter")),
    "secondary": lambda: SecondaryButton("Finish later", icon="plus", trailing="chevron-down"),
    "removal": lambda: RemovalButton("Remove document", icon="trash-2"),
    "link": lambda: LinkButton("All rights due"),
    "icon": lambda: IconButton("ellipsis", "More for this case"),
    "risk": lambda: RiskBadge("high"),
    "tag": lambda: TagBadge(late("2 working days late")),
    "banner": lambda: Banner("read_only", "You can read this case but not change it", "It is closed."),
    "chart": lambda: BarChart("Figure 1", (Bar("Taking too long", 80), Bar("Other", None))),
    "card": lambda: Card("Follow-ups", count=4, link="Add a follow-up"),
    "heading": lambda: SectionHeading("Key facts", link="Edit"),
    "chips": lambda: ChipRow("How", HOW),
    "segments": lambda: SegmentedChoice("What happened", (("w", "Withdrew"), ("d", "Did not report"))),
    "empty": lambda: EmptyState("No follow-ups", "Nothing yet.", icon="list-checks", button="Add a follow-up"),
    "strip": lambda: HelpStrip((("Enter", "open case"),)),
    "loading": lambda: LoadingShapes("Opening caseload"),
    "work": lambda: LongWork("Checking 5 tables"),
    "track": lambda: ProgressTrack(3, 8, segments=True),
    "band": lambda: SafeContactBand(nothing_recorded()),
    "band-compact": lambda: SafeContactBand(nothing_recorded(), compact=True),
    "stepper": lambda: Stepper((Step("Reported", "done", "Mon 28 Sep"), Step("Trial"))),
    "wrapped": lambda: Text("Every part below is shared by all screens.", "small", wrap=True),
}


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize(("scheme", "scale"), [("light", 1.0), ("dark", 2.0)])
def test_every_part_draws_in_both_schemes_and_at_twice_the_size(
    qapp: QApplication, qtbot, name: str, scheme: str, scale: float
) -> None:
    apply_theme(qapp, "dark" if scheme == "dark" else "light", scale)
    widget = MAKERS[name]()
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint().expandedTo(widget.minimumSizeHint()))
    assert not widget.grab().isNull()


@pytest.mark.parametrize("name", [n for n in MAKERS if n not in ("heading", "wrapped")])
def test_every_part_has_a_name_for_screen_readers(qtbot, name: str) -> None:
    widget = MAKERS[name]()
    qtbot.addWidget(widget)
    assert said(widget)


def test_a_wrapped_text_is_read_out_as_plain_words(qtbot) -> None:
    text = Text("Cold & <dark>\nSecond line", wrap=True)
    qtbot.addWidget(text)
    assert text.plain() == "Cold & <dark>\nSecond line"
    assert "Cold & <dark>" in said(text)


@pytest.mark.parametrize("make", [PrimaryButton, SecondaryButton, RemovalButton])
def test_words_of_a_button_fit_at_every_text_size(qapp: QApplication, qtbot, make: type[PrimaryButton]) -> None:
    widths = []
    for scale in (1.0, 2.0):
        apply_theme(qapp, "light", scale)
        button = make("Remove document")
        qtbot.addWidget(button)
        words = button.fontMetrics().horizontalAdvance("Remove document")
        assert button.sizeHint().width() >= words + 16
        widths.append(button.sizeHint().width())
    assert widths[1] > 1.7 * (widths[0] - 30)


def test_a_button_tells_its_shortcut_and_ignores_presses_while_busy(qtbot) -> None:
    button = PrimaryButton("Save contact", keys=("Ctrl", "Enter"))
    qtbot.addWidget(button)
    assert "Ctrl+Enter" in said(button, QAccessible.Text.Description)
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    button.set_busy("Saving")
    assert said(button) == "Saving"
    button.click()
    button.set_busy()
    assert said(button) == "Save contact"
    button.click()
    assert pressed == [1]


def test_targets_are_large_enough_to_hit(qtbot) -> None:
    for make in (
        lambda: LinkButton("x"),
        lambda: IconButton("x", "Close", small=True),
        lambda: SecondaryButton("x", small=True),
    ):
        widget = make()
        qtbot.addWidget(widget)
        assert widget.sizeHint().height() >= 24


def test_a_toast_stands_above_the_buttons_of_the_page(qtbot) -> None:
    window = QWidget()
    window.resize(800, 500)
    save = QPushButton("Save", window)
    save.setGeometry(300, 440, 200, 40)
    qtbot.addWidget(window)
    window.show()
    toast = Toast(window)
    toast.say("Contact saved to KT-0147", undo=True)
    assert toast.geometry().adjusted(ROOM, ROOM, -ROOM, -ROOM).bottom() < save.geometry().top()
    save.hide()
    toast.say("Contact saved to KT-0147")
    assert toast.geometry().adjusted(ROOM, ROOM, -ROOM, -ROOM).bottom() > save.geometry().top()


def test_a_toast_hides_no_words_while_there_is_room_beside_them(qtbot) -> None:
    window = QWidget()
    window.resize(1200, 600)
    log = QPushButton("Log a contact", window)
    log.setGeometry(400, 540, 300, 40)
    why = Text(
        "By Fri 4 Dec 2026: 1 working day from Thu 3 Dec 2026.\nNothing is recorded of it.", wrap=True, parent=window
    )
    why.setGeometry(300, 340, 450, 190)
    short = Text("Right 6", wrap=True, parent=window)
    short.setGeometry(760, 540, 400, 24)
    qtbot.addWidget(window)
    window.show()
    toast = Toast(window)

    def stands() -> QRect:
        toast.say("Right 6 saved", undo=True)
        return toast.geometry().adjusted(ROOM, ROOM, -ROOM, -ROOM)

    assert not any(stands().intersects(each.geometry()) for each in (log, why))
    assert not stands().intersects(short.words_area().translated(short.pos()))
    why.setGeometry(0, 0, 1200, 530)
    short.hide()
    log.setGeometry(0, 540, 1200, 40)
    assert stands().bottom() < 540, "a page full of words: on no button all the same"
    assert stands().intersects(why.geometry())


def test_a_toast_waits_while_focused_and_offers_undo(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    window.activateWindow()
    toast = Toast(window)
    toast.say("Contact saved to KT-0147", undo=True)
    assert toast.isVisible()
    assert toast.time_left() > 0
    assert said(toast) == "Contact saved to KT-0147"
    undo = toast.findChild(QPushButton)
    undo.setFocus()
    qtbot.waitUntil(undo.hasFocus)
    assert toast.time_left() == -1
    with qtbot.waitSignal(toast.undo_wanted):
        undo.click()
    assert toast.isHidden()
    assert toast.parentWidget() is window


def test_a_toast_does_not_move_away_under_the_focus(qtbot) -> None:
    window = QWidget()
    window.resize(800, 500)
    save = QPushButton("Save", window)
    save.setGeometry(300, 440, 200, 40)
    save.hide()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    toast = Toast(window)
    toast.say("Contact saved to KT-0147", undo=True)
    toast.findChild(QPushButton).setFocus()
    qtbot.waitUntil(toast.findChild(QPushButton).hasFocus)
    before = toast.geometry()
    save.show()
    with qtbot.waitSignal(toast._look.timeout):
        pass
    assert toast.geometry() == before
    toast.findChild(QPushButton).clearFocus()
    qtbot.waitUntil(lambda: toast.geometry().top() < before.top())


def test_announcing_reaches_no_one_without_harm(qtbot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    announce(widget, "Contact saved to KT-0147")


def test_the_safe_contact_band_leads_with_the_answer(qtbot) -> None:
    words = SafeContactWords("Not a safe time to call", "Next: Mon 23 Nov, 10:00", False, (("Code word", "Marmalade"),))
    band = SafeContactBand(words)
    qtbot.addWidget(band)
    told = said(band, QAccessible.Text.Description)
    assert told.startswith("Not a safe time to call. Next: Mon 23 Nov, 10:00")
    assert "Code word: Marmalade" in told
    band.set_words(nothing_recorded())
    assert "Marmalade" not in said(band, QAccessible.Text.Description)
    assert not [text for text in band.findChildren(Text) if "Marmalade" in text.text() and text.isVisibleTo(band)]
    with qtbot.waitSignal(band.change_wanted):
        band.findChildren(QPushButton)[-1].click()


def test_a_hidden_number_is_never_drawn_as_a_bar(qtbot) -> None:
    chart = BarChart("Figure 1", (Bar("Taking too long", 80), Bar("Pressure", None)))
    qtbot.addWidget(chart)
    assert chart.rows() == (("Taking too long", "80"), ("Pressure", "[c]"))
    assert "Pressure: [c]" in said(chart, QAccessible.Text.Description)


def test_links_of_an_empty_state_say_which_was_pressed(qtbot) -> None:
    state = EmptyState("No cases match “ashfrod”", links=("Ashford", "Clear the filter"))
    qtbot.addWidget(state)
    with qtbot.waitSignal(state.linked) as linked:
        state.findChildren(LinkButton)[1].click()
    assert linked.args == [1]


def test_a_flow_wraps_and_knows_its_height(qtbot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host, gap=8, line_gap=8)
    for _place in range(6):
        part = QWidget()
        part.setFixedSize(100, 30)
        flow.addWidget(part)
    assert flow.heightForWidth(1000) == 30
    assert flow.heightForWidth(330) == 68
    host.resize(330, 200)
    host.show()
    assert flow.itemAt(3).geometry().topLeft().toTuple() == (0, 38)
    assert flow.itemAt(99) is None


def test_the_ring_follows_the_focus_of_its_window_only(qtbot) -> None:
    window, other = QWidget(), QLineEdit()
    box = QVBoxLayout(window)
    field, own = QLineEdit(), QPushButton("Own ring")
    own.setProperty(OWN_RING, True)
    box.addWidget(field)
    box.addWidget(own)
    for widget in (window, other):
        qtbot.addWidget(widget)
    ring = FocusRing(window)
    window.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: ring.widget() is field)
    own.setFocus()
    qtbot.waitUntil(lambda: ring.widget() is None)


def test_the_ring_is_there_also_where_a_page_scrolls_to_the_part_that_gets_the_keyboard(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    area, inside = scrolling(window)
    QVBoxLayout(window).addWidget(area)
    column = QVBoxLayout(inside)
    fields = [QLineEdit() for _each in range(12)]
    for field in fields:
        column.addWidget(field)
    ring = FocusRing(window)
    window.resize(300, 160)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    fields[0].setFocus()
    for field in fields[1:]:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda field=field: ring.widget() is field and ring.isVisible())


@pytest.mark.parametrize("kinds", [{}, {"compact": True}, {"stacked": True}])
def test_the_next_safe_time_is_never_left_out_or_cut_at_large_text(
    qapp: QApplication, qtbot, kinds: dict[str, bool]
) -> None:
    words = SafeContactWords(
        "Not a safe time to call",
        "Next: Mon 23 Nov, 10:00",
        False,
        (("Safe times", "Mon to Fri, 10:00 to 14:00"), ("If someone else answers", "Say “wrong number”")),
        ("07700 900147", "No voicemail or texts", "Code word: Marmalade"),
    )
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(SafeContactBand(words, **kinds))
    column.addStretch()
    page.resize(1000, 500)
    page.show()
    apply_theme(qapp, "light", 2.0)
    page.resize(640, 900)
    qapp.processEvents()
    shown = {text.plain(): text for text in page.findChildren(Text) if text.isVisible()}
    assert "Next: Mon 23 Nov, 10:00" in shown
    for text in shown.values():
        assert text.height() >= min(text.heightForWidth(text.width()), text.sizeHint().height()), text.plain()


def test_long_words_wrap_and_are_not_cut_at_large_text(qapp: QApplication, qtbot) -> None:
    apply_theme(qapp, "light", 2.0)
    long = "A rather long sentence that has to run over several lines when the text is large"
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    row = FormRow(long, QLineEdit(), hint=long)
    row.set_error(long)
    for part in (
        row,
        Banner("soon", long, long, link="Back up now"),
        EmptyState("Nothing", long),
        LongWork("Work", words=long),
    ):
        column.addWidget(part)
    column.addStretch()
    page.resize(620, 2000)
    page.show()
    qapp.processEvents()
    wrapped = [text for text in page.findChildren(Text) if text.isVisible() and text.wordWrap()]
    assert len(wrapped) >= 6
    assert [text.plain() for text in wrapped if text.height() < text.heightForWidth(text.width())] == []


def test_enter_presses_a_button_that_has_the_keys_once_however_long_it_is_held(qtbot) -> None:
    button = SecondaryButton("Set up my vault")
    qtbot.addWidget(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    for held in (False, True):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", held)
        QApplication.sendEvent(button, press)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == 1
