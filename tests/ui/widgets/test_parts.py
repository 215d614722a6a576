"""The small parts, each by what a person sees or hears of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

import pytest
from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.settings import Settings
from cpdesk.ui.theme.theme import Theme, Tone, apply
from cpdesk.ui.widgets.buttons.button import Button, Choice, Kind
from cpdesk.ui.widgets.buttons.combo import Combo
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.buttons.pill import Pill, PillButton, paint_pill, pill_size
from cpdesk.ui.widgets.domain.day_band import DayBand, Stretch
from cpdesk.ui.widgets.domain.verdict import FindingList, FindingRow, VerdictBox
from cpdesk.ui.widgets.frames.banner import Banner
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.frames.preview import PdfPreview
from cpdesk.ui.widgets.text.avatar import Avatar, initials
from cpdesk.ui.widgets.text.text import Elided, Role, Text
from cpdesk.ui.widgets.themed import retheme_parts
from cpdesk.words import Words
from tests.ui.walk import assert_accessible, assert_legible, assert_whole, named

Place = Callable[..., QWidget]


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    """Shows widgets one under the other on a page of 600 x 500."""

    kept: list[QWidget] = []

    def put(*widgets: QWidget) -> QWidget:
        page = QWidget()
        kept.append(page)
        column = QVBoxLayout(page)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        page.resize(600, 500)
        qtbot.addWidget(page)
        page.show()
        QApplication.processEvents()
        return page

    return put


def color_at(widget: QWidget, x: int, y: int) -> str:
    return widget.grab().toImage().pixelColor(x, y).name().upper()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Adaeze Okafor", "AO"),
        ("Chidi Okafor-Lund", "CO"),
        ("Ñusta", "Ñ"),
        ("María de la Cruz", "MC"),
        ("", "?"),
        ("J. (Jo) Peterson", "JP"),
        ("( )", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_text_is_never_markup_and_keeps_its_color_when_it_moves(theme: Theme, place: Place) -> None:
    text = Text(theme, "<b>A & B</b>", Role.STRONG, color="no")
    assert text.textFormat() is Qt.TextFormat.PlainText
    place(text)
    inks = {
        text.grab().toImage().pixelColor(x, y).name().upper()
        for x in range(60)
        for y in range(text.height())
    }
    assert theme.tokens.no in inks
    assert theme.tokens.ink not in inks


def test_a_line_too_long_is_shortened_and_whole_in_the_tooltip(theme: Theme, place: Place) -> None:
    name = "Maximilian Oluwaseun Featherstonehaugh-Nguyen"
    line = Elided(theme, name)
    place(line)
    room = [line.shortened]
    line.setFixedWidth(120)
    line.grab()
    room.append(line.shortened)
    assert room == [False, True]
    assert line.toolTip() == name
    line.setText("Ann")
    line.grab()
    assert line.toolTip() == ""


def test_a_button_shows_its_key_and_says_it(theme: Theme, place: Place) -> None:
    plain, keyed = Button(theme, "Admit"), Button(theme, "Admit", "Enter", kind=Kind.PRIMARY)
    place(plain, keyed)
    assert keyed.width() > plain.width() + 30
    assert named(keyed) == "Admit"
    said = QAccessible.queryAccessibleInterface(keyed)
    assert said.text(QAccessible.Text.Description) == "Enter"


def test_enter_presses_the_button_with_the_focus_once(
    theme: Theme, place: Place, qtbot: QtBot
) -> None:
    button, presses = Button(theme, "Undo"), list[int]()
    button.clicked.connect(lambda: presses.append(1))
    place(button)
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Enter)
    assert len(presses) == 2


@pytest.mark.parametrize("kind", list(Kind))
def test_the_focus_can_be_seen_on_every_button(theme: Theme, qtbot: QtBot, kind: Kind) -> None:
    button, other = Button(theme, "Admit", kind=kind), Button(theme, "Other")
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(button)
    column.addWidget(other)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    other.setFocus()
    without = button.grab().toImage()
    button.setFocus()
    assert button.grab().toImage() != without


def test_a_choice_is_on_or_off_by_space(theme: Theme, place: Place, qtbot: QtBot) -> None:
    choice = Choice(theme, "Meet a student")
    place(choice)
    off = color_at(choice, 8, choice.height() // 2)
    QTest.keyClick(choice, Qt.Key.Key_Space)
    assert choice.isChecked()
    assert color_at(choice, 8, choice.height() // 2) == theme.tokens.accent != off


def test_a_pill_is_painted_where_it_says(theme: Theme) -> None:
    picture = QImage(200, 40, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    room = QRect(0, 0, 200, 40)
    box = paint_pill(painter, room, "Due now", Tone.INFO, theme, Qt.AlignmentFlag.AlignRight)
    painter.end()
    assert box.size() == pill_size("Due now", theme)
    assert box.right() == 199
    school_context = picture.pixelColor(box.left() + 5, box.center().y()).name().upper()
    assert school_context == theme.tokens.info_soft
    assert picture.pixelColor(box.left() - 3, 20).name() == "#ffffff"


def test_a_pill_without_room_is_left_out(theme: Theme) -> None:
    picture = QImage(20, 20, QImage.Format.Format_ARGB32)
    painter = QPainter(picture)
    assert paint_pill(painter, QRect(0, 0, 12, 20), "Due now", Tone.OK, theme).isNull()
    painter.end()


def test_a_pill_button_is_pressed_by_enter(theme: Theme, place: Place, qtbot: QtBot) -> None:
    pill = PillButton(theme, "Roster 9 days old", Tone.ASK)
    place(pill)
    with qtbot.waitSignal(pill.clicked):
        QTest.keyClick(pill, Qt.Key.Key_Return)


def test_a_banner_goes_away_by_itself_and_undo_works_until_then(
    theme: Theme, words: Words, place: Place, qtbot: QtBot
) -> None:
    banner, undone = Banner(theme, words), list[int]()
    place(banner)
    assert not banner.isVisible()
    banner.show_message(
        "Admitted.", Tone.OK, action="Undo", act=lambda: undone.append(1), seconds=10
    )
    assert banner.isVisible()
    banner.action.click()
    assert undone == [1]
    assert not banner.isVisible()
    banner.action.click()
    assert undone == [1]
    with qtbot.waitSignal(banner.closed):
        banner.show_message("Admitted.", action="Undo", act=lambda: undone.append(2), seconds=0.05)
    banner.action.click()
    assert undone == [1]


def test_a_banner_without_a_time_stays(theme: Theme, words: Words, place: Place) -> None:
    banner = Banner(theme, words)
    place(banner)
    banner.show_message("First.", seconds=0.05)
    banner.show_message("The disk is full.", Tone.NO)
    timer = banner.findChild(QTimer)
    assert timer is not None
    assert not timer.isActive()
    assert banner.isVisible()


def test_a_banner_takes_the_lines_that_its_sentence_needs(
    any_theme: Theme, words: Words, place: Place, qtbot: QtBot
) -> None:
    """What to do next stands at the end, and is not cut."""
    banner = Banner(any_theme, words)
    page = place(banner)
    page.resize(640, 400)
    banner.show_message("Saved.", Tone.OK, action="Open", act=lambda: None)
    one = banner.height()
    trouble = "The printer {} did not take the paper. Save it as a PDF, or choose another printer."
    banner.show_message(f"{trouble.format('HP_Color_LaserJet_Enterprise_MFP')} " * 2, Tone.NO)
    qtbot.waitUntil(lambda: banner.height() > one)
    assert_whole(page)
    room = banner.line.heightForWidth(banner.line.width())
    assert banner.line.height() >= room
    banner.show_message("Saved.", Tone.OK)
    qtbot.waitUntil(lambda: banner.height() == one)
    assert banner.minimumSizeHint().width() < 400, "a long word makes no window wider"


def test_a_verdict_says_word_and_sentence(theme: Theme, place: Place, qtbot: QtBot) -> None:
    box = VerdictBox(theme)
    page = place(box)
    sentence = "Next time that fits grade 6 today: 11:35–12:05 lunch. " * 4
    box.set(Tone.NO, "Not now: this is class time", sentence)
    QApplication.processEvents()
    assert named(box) == "Not now: this is class time"
    assert color_at(box, 4, box.height() // 2) == theme.tokens.no_soft
    assert_whole(page)
    assert_legible(page, theme)
    high = box.height()
    box.set(Tone.OK, "Admit")
    qtbot.waitUntil(lambda: box.height() < high)
    assert not box.sentence.isVisible()


def test_findings_are_read_out_in_order(theme: Theme, place: Place) -> None:
    findings = FindingList(theme)
    page = place(findings)
    rows = (
        FindingRow(Tone.OK, "Contract 26-0418 covers this school.", "contract.signed"),
        FindingRow(Tone.ASK, "No releases are on file for A & B <Ltd>.", "", "No photos."),
    )
    findings.set(rows)
    findings.set(rows[:1])
    findings.set(rows)
    QApplication.processEvents()
    lines = [w for w in findings.findChildren(QWidget) if w.accessibleName() and w.isVisible()]
    assert [line.accessibleName() for line in lines] == [
        "Contract 26-0418 covers this school.",
        "No photos. No releases are on file for A & B <Ltd>.",
    ]
    assert_whole(page)


def test_a_day_shows_its_stretches_in_proportion(theme: Theme, place: Place) -> None:
    band = DayBand(theme)
    place(band)
    band.set(
        [
            Stretch(time(11), time(12), "Lunch 11:00", "Lunch, 11:00–12:00 pm", free=True),
            Stretch(time(8), time(11), "1", "Period 1, 8:00–11:00 am"),
        ],
        now=time(9),
        name="Grade 6 today",
    )
    wide, middle = band.width(), 4
    assert color_at(band, wide // 2, middle) == theme.tokens.band
    assert color_at(band, wide - wide // 8, middle) == theme.tokens.free
    assert color_at(band, round(wide / 4), middle) == theme.tokens.accent
    assert named(band) == "Grade 6 today"
    assert band.accessibleDescription().startswith("Period 1")


def test_an_empty_day_is_no_trouble(theme: Theme, place: Place) -> None:
    band = DayBand(theme)
    place(band)
    band.set([], now=time(9), name="Grade 6 today")
    assert color_at(band, 100, 10) == theme.tokens.line_soft


def test_chips_flow_onto_as_many_lines_as_they_need(theme: Theme, place: Place) -> None:
    box = QWidget()
    flow = FlowLayout(box)
    chips = [Choice(theme, f"Purpose number {n}") for n in range(8)]
    for chip in chips:
        flow.addWidget(chip)
    place(box)
    lines = {chip.y() for chip in chips}
    assert len(lines) == 3
    assert all(chip.geometry().right() < box.width() for chip in chips)
    assert box.height() >= chips[-1].geometry().bottom()
    assert flow.heightForWidth(2000) == chips[0].height()
    flow.clear()
    assert flow.count() == 0


def test_a_preview_scrolls_through_its_pages_by_keys(
    theme: Theme, place: Place, qtbot: QtBot
) -> None:
    preview = PdfPreview(theme, "Schedule")
    preview.setFixedSize(QSize(300, 300))
    place(preview)
    page = QImage(612, 792, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    preview.set_pages([page, page])
    bar = preview.verticalScrollBar()
    assert bar.maximum() > 300
    QTest.keyClick(preview, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    QTest.keyClick(preview, Qt.Key.Key_PageUp)
    assert bar.value() == bar.maximum() - bar.pageStep()
    assert color_at(preview.viewport(), 150, 150) == "#FFFFFF"
    assert color_at(preview.viewport(), 6, 150) == theme.tokens.desk
    preview.set_message("Nothing to print")
    assert bar.maximum() == 0


def test_a_combo_shortens_what_does_not_fit(theme: Theme, place: Place) -> None:
    combo = Combo("Badge label")
    combo.addItems(["Dymo 30256, shipping label, white and very long", "B"])
    place(combo)
    combo.setFixedWidth(160)
    combo.grab()
    assert combo.toolTip().startswith("Dymo 30256")
    combo.setCurrentIndex(1)
    combo.grab()
    assert combo.toolTip() == ""


def test_parts_take_a_new_theme_over(theme: Theme, qapp: QApplication, place: Place) -> None:
    verdict, empty = VerdictBox(theme), EmptyState(theme, "inbox", "Nobody", "Not yet")
    verdict.set(Tone.OK, "Admit", "All is well")
    card = Card(theme, "In the building")
    card.body.addWidget(verdict)
    pill, avatar = Pill(theme, "Here", Tone.OK), Avatar(theme, "Ann Bo")
    page = place(card, empty, pill, avatar, Button(theme, "Do", "F2", icon="printer"))
    small = avatar.height()
    dark = apply(qapp, Settings(theme="dark", text_size=150))
    retheme_parts(page, dark)
    page.resize(800, 900)
    QApplication.processEvents()
    assert avatar.height() > small
    assert verdict.word.font().pixelSize() == dark.px(19)
    assert color_at(verdict, 4, verdict.height() // 2) == dark.tokens.ok_soft
    assert_accessible(page)
    assert_legible(page, dark)
    assert_whole(page)
    apply(qapp, Settings(theme="light"))
