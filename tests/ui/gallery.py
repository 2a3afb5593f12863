"""The components sheet, drawn offscreen in both schemes and at 200 %.

QT_QPA_PLATFORM=offscreen python tests/ui/gallery.py FOLDER
"""

import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.models.row_delegate import Lines, RowDelegate
from ui.models.rows_model import Column, RowsModel
from ui.models.views import RowsTable
from ui.theme.apply import apply_theme
from ui.theme.theme import theme
from ui.widgets.avatar import Avatar
from ui.widgets.badge import RiskBadge, TagBadge
from ui.widgets.banner import Banner
from ui.widgets.bar_chart import Bar, BarChart
from ui.widgets.button import (
    FilterButton,
    IconButton,
    LinkButton,
    PrimaryButton,
    RemovalButton,
    SecondaryButton,
)
from ui.widgets.card import Card
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.focus_ring import FocusRing
from ui.widgets.form_row import FormRow
from ui.widgets.help_strip import HelpStrip
from ui.widgets.loading_shapes import LoadingShapes
from ui.widgets.long_work import LongWork
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.progress_track import ProgressTrack
from ui.widgets.read_only import ReadOnlyAnswer
from ui.widgets.safe_contact_band import SafeContactBand, SafeContactWords
from ui.widgets.section_heading import SectionHeading
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.select import Select
from ui.widgets.stepper import Step, Stepper
from ui.widgets.tag_paint import Tag, late, later, met, soon
from ui.widgets.text import Text
from ui.widgets.toast import Toast

TODAY = date(2026, 11, 21)
BAND = SafeContactWords(
    "Not a safe time to call",
    "Next: Mon 23 Nov, 10:00",
    False,
    (
        ("Safe number", "07700 900147"),
        ("Safe times", "Mon to Fri, 10:00 to 14:00"),
        ("Voicemail and texts", "Never"),
        ("Code word", "Marmalade"),
        ("If someone else answers", "Say “wrong number”"),
    ),
    ("07700 900147", "No voicemail or texts", "Code word: Marmalade"),
    "his mother; the school office",
)
STEPS = (
    Step("Reported", "done", "Mon 28 Sep"),
    Step("Investigation", "done", "From 28 Sep"),
    Step("Charging decision", "now", "With the CPS since 9 Nov"),
    Step("Court hearings"),
    Step("Trial"),
    Step("Outcome"),
)


def line(*parts: QWidget) -> QWidget:
    made = QWidget()
    flow = FlowLayout(made, gap=8, line_gap=8)
    for part in parts:
        flow.addWidget(part)
    return made


def column(title: str, *parts: QWidget) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(10)
    box.addWidget(SectionHeading(title, tone="text_2"))
    for part in parts:
        box.addWidget(part)
    box.addStretch()
    return made


def buttons() -> QWidget:
    busy = PrimaryButton("Save contact")
    busy.set_busy("Saving")
    return column(
        "Buttons",
        line(PrimaryButton("Save contact", keys=("Ctrl", "Enter")), SecondaryButton("Finish later")),
        line(busy, RemovalButton("Remove document", icon="trash-2")),
        line(SecondaryButton("Open", small=True), LinkButton("All rights due"), IconButton("ellipsis", "More")),
        line(FilterButton("Risk"), SecondaryButton("Saved views", icon="bookmark", small=True)),
        Text("Primary buttons are never greyed out. If something is missing, pressing one shows what and where.",
             "meta", "text_2", wrap=True),
    )  # fmt: skip


def form_rows() -> QWidget:
    dated = DateField(lambda: TODAY)
    dated.field.setText("thu")
    dated.setObjectName("focused")
    phone = FormRow("Safe phone number", QLineEdit("07700 9001"))
    phone.set_error("Enter a phone number with 11 digits, like 07700 900147")
    passphrase = PassphraseField()
    passphrase.field.setText("four invented words here")
    passphrase.set_caps_lock(True)
    return column(
        "Form rows",
        FormRow("Date of contact", dated, hint=DateField.example()),
        phone,
        FormRow("Passphrase", passphrase, hint="The four or more words you chose."),
        FormRow("Stage at the time", Select((("a", "Investigation"), ("b", "Trial"))), optional=True),
        FormRow("Crime reference", ReadOnlyAnswer("46/EX/00147/26")),
        QCheckBox("1. Cases and withdrawals"),
        QRadioButton("Very well"),
        SegmentedChoice("What happened", (("w", "Withdrew"), ("d", "Did not report"))),
    )


def summary() -> QWidget:
    one = FormRow("Main reason", QLineEdit())
    one.set_error("Choose one main reason")
    two = FormRow("Date decided", QLineEdit())
    two.set_error("Enter the date decided")
    errors = ErrorSummary()
    errors.show_errors((one, two))
    errors.setProperty("keep", (one, two))
    return column(
        "Error summary, top of a long form",
        errors,
        SectionHeading("Badges and glyphs", tone="text_2"),
        line(RiskBadge("high"), RiskBadge("medium"), RiskBadge("standard"), RiskBadge("unknown")),
        line(TagBadge(late("2 working days late")), TagBadge(soon("In 2 working days"))),
        line(TagBadge(later("In 9 working days")), TagBadge(met("Met Mon 5 Oct"))),
        line(TagBadge(Tag("Never exported", "voice", "lock")), TagBadge(Tag("Under review", "info", "eye"))),
        line(Avatar("RE"), Avatar("AE", 22, square=True)),
    )  # fmt: skip


def states() -> QWidget:
    return column(
        "Nothing here yet",
        EmptyState("No follow-ups", "When you save a contact you can set the next one.", icon="list-checks",
                   button="Add a follow-up", button_icon="plus"),
        EmptyState("No cases match “ashfrod”", "Did you mean one of these?", links=("Ashford", "Clear the filter")),
    )  # fmt: skip


def banners() -> QWidget:
    return column(
        "Banners",
        Banner("read_only", "You can read this case but not change it", "It is closed. Ask Jo S. to reopen it."),
        Banner("soon", "Last backup was 9 days ago", "Plug in the office drive when you can.", link="Back up now",
               icon="hard-drive"),
        Banner("late", "Not saving: the disk is full", "Your words are still here.", link="Copy to another drive"),
        SafeContactBand(replace(BAND, after=""), stacked=True),
    )  # fmt: skip


def waiting() -> QWidget:
    work = LongWork("Checking 5 tables for disclosure", words="About 4 seconds left. You can keep working.")
    work.show_progress(3, 5)
    bars = BarChart("Figure 1. Main reason, all stages",
                    (Bar("Taking too long", 80), Bar("Not kept informed", 70), Bar("Pressure", None)))  # fmt: skip
    return column("Loading, only after 300 ms", LoadingShapes("Opening caseload"), work, bars,
                  ProgressTrack(3, 8, segments=True))  # fmt: skip


class TwoLines(RowDelegate):
    def lines(self, row: tuple[str, ...], column: int, text: str) -> Lines:
        return Lines(text, row[3], "body_strong") if column == 1 else Lines(text)


def table() -> QWidget:
    view = RowsTable("Caseload", indent=20)
    model = RowsModel(
        (Column("Ref", lambda r: r[0]), Column("Name", lambda r: r[1]), Column("Worker", lambda r: r[2])),
        lambda r: r[0], parent=view,
    )  # fmt: skip
    model.set_rows(
        (("KT-0147", "Example, Amara", "Robin E.", "Swale"), ("KT-0131", "Invented, Grace", "Robin E.", "Maidstone"))
    )
    view.setModel(model)
    view.setItemDelegate(TwoLines(view))
    view.head.sorted_by(1)
    view.head.setStretchLastSection(True)
    view.setColumnWidth(0, theme().grown(130))
    view.setColumnWidth(1, theme().grown(260))
    view.selectRow(0)
    view.setMinimumHeight(view.head.height() + 2 * view.verticalHeader().defaultSectionSize() + 2)
    card = Card("Rights falling due", count=4, link="All rights due")
    card.add(view)
    return card


def sheet() -> QWidget:
    page = QWidget()
    page.setProperty("ground", "canvas")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(44, 36, 44, 36)
    outer.setSpacing(20)
    outer.addWidget(Text("Components and states", "title"))
    outer.addWidget(SafeContactBand(BAND))
    outer.addWidget(SafeContactBand(BAND, compact=True))
    outer.addWidget(Stepper(STEPS))
    how = ChipRow("How", (
        Option("call", "Call", "phone", "c"), Option("text", "Text", "", "t", "Texts are not safe for Amara"),
        Option("email", "Email", "mail", "e"), Option("video", "Video", "video", "v"),
        Option("other", "Other", letter="o"),
    ))  # fmt: skip
    how.set_value("call")
    helped = ChipRow(
        "Could anything have helped?", (Option("a", "Regular updates"), Option("b", "Nothing")), multi=True
    )
    helped.set_values(("a",))
    row = QHBoxLayout()
    row.addWidget(how, 2)
    row.addWidget(helped, 1)
    outer.addLayout(row)
    grid = QGridLayout()
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(24)
    for place, part in enumerate((buttons(), form_rows(), summary(), banners(), states(), waiting())):
        grid.addWidget(part, place // 3, place % 3)
        grid.setColumnStretch(place % 3, 1)
    outer.addLayout(grid)
    outer.addWidget(table())
    outer.addWidget(HelpStrip((("↑ ↓", "move"), ("Enter", "open case"), ("Ctrl+Z", "undo"))))
    return page


def draw(app: QApplication, scheme: str, scale: float, width: int) -> QWidget:
    apply_theme(app, "dark" if scheme == "dark" else "light", scale)
    page = sheet()
    page.resize(width, page.heightForWidth(width) if page.hasHeightForWidth() else 1900)
    page.ring = FocusRing(page)  # type: ignore[attr-defined]  # kept alive with the page
    toast = Toast(page)
    page.show()
    page.activateWindow()
    app.processEvents()
    page.findChild(DateField).field.setFocus()
    toast.say("Contact saved to KT-0147", undo=True)
    app.processEvents()
    return page


def main(folder: Path) -> None:
    app = QApplication.instance() or QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    for scheme, scale, width in (("light", 1.0, 1440), ("dark", 1.0, 1440), ("light", 2.0, 2560)):
        page = draw(app, scheme, scale, width)
        page.grab().save(str(folder / f"components-{scheme}-{round(scale * 100)}.png"))
        page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
