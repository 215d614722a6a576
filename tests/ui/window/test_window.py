from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.errors import DataLostError, DeskError
from cpdesk.policy.day_plan import Band, PeriodKind
from cpdesk.settings import Settings
from cpdesk.ui.changes import Changes
from cpdesk.ui.input.keys import Key
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.page.page import HeaderSpace
from cpdesk.ui.widgets.text.text import Text
from cpdesk.ui.window.header_texts import period_words, roster_words
from cpdesk.ui.window.key_list import KeyList
from cpdesk.ui.window.window import MainWindow
from cpdesk.words import Words
from tests.ui.fake_pages import AT, NOW, OFFICE, ROSTER, FakePage, FakeSources
from tests.ui.walk import assert_accessible, assert_legible, assert_whole
from tests.ui.whole_office import press

Open = Callable[..., MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sources() -> FakeSources:
    return FakeSources()


@pytest.fixture
def opened(
    theme: Theme,
    words: Words,
    tasks: InlineTasks,
    changes: Changes,
    sources: FakeSources,
    qtbot: QtBot,
) -> Open:
    def window(*pages: FakePage, memory: Path | None = None, look: Theme = theme) -> MainWindow:
        made = MainWindow(memory=memory)
        made.furnish(
            pages or (FakePage("desk"), FakePage("today"), FakePage("settings")),
            theme=look,
            words=words,
            tasks=tasks,
            changes=changes,
            sources=sources.made(),
        )
        qtbot.addWidget(made)
        made.show()
        with qtbot.waitActive(made):
            made.activateWindow()
        made.start()
        return made

    return window


def test_only_the_pages_that_are_built_have_an_entry(opened: Open) -> None:
    window = opened()
    assert list(window.sidebar.entries) == ["desk", "today", "settings"]
    assert window.current is not None
    assert window.current.entry.key == "desk"
    assert window.sidebar.entries["desk"].isChecked()


def test_a_notice_stays_until_it_is_closed(opened: Open, tasks: InlineTasks) -> None:
    window = opened()
    first, second = "Mai Yang reset your password.", "New terms are in use."
    for line in (first, second, second):
        window.notify(line)
    assert (window.banner.line.text(), window.banner.tone) == (first, Tone.ASK)
    window.show_message("Ana Ruiz checked in.")
    assert window.banner.line.text() == "Ana Ruiz checked in."
    window.banner.dismiss()  # as it does by itself
    assert window.banner.line.text() == first
    window.banner.dismiss()
    assert window.banner.line.text() == second
    assert not window.banner.isHidden()
    window.banner.dismiss()
    assert window.banner.isHidden()
    window.show_message("Ana Ruiz checked in.")
    window.banner.dismiss()
    assert window.banner.isHidden()


def test_a_personal_notice_is_for_the_one_who_was_here(opened: Open) -> None:
    window = opened()
    window.notify("Mai Yang reset your password.", personal=True)
    window.show_message("Ana Ruiz checked in.")
    window.drop_pages()
    assert window.banner.isHidden()


def test_a_notice_of_the_desk_itself_is_for_whoever_comes_next_too(opened: Open) -> None:
    window = opened()
    window.notify("Mai Yang reset your password.", personal=True)
    window.notify("The backup could not be saved.")
    window.drop_pages()
    assert (window.banner.line.text(), window.banner.tone) == (
        "The backup could not be saved.",
        Tone.ASK,
    )
    window.banner.dismiss()
    window.drop_pages()
    assert window.banner.isHidden()


def test_an_undo_goes_with_the_page_whose_key_it_is(opened: Open) -> None:
    window = opened()
    window.show_message("Approved.", Tone.OK, action="Undo (Ctrl+Z)", act=lambda: None, undo=True)
    window.go("desk")
    assert window.banner.isVisible()
    window.go("today")
    assert window.banner.isHidden()
    window.go("desk")
    assert window.banner.isHidden()


@pytest.mark.parametrize("tone", [Tone.OK, Tone.NO])
def test_an_action_that_is_no_undo_stays_on_the_next_page(opened: Open, tone: Tone) -> None:
    window = opened()
    window.show_message("Approved.", Tone.OK, action="Undo (Ctrl+Z)", act=lambda: None, undo=True)
    window.show_message("The badge did not print.", tone, action="Save as PDF", act=lambda: None)
    window.go("today")
    assert window.banner.isVisible()


def test_a_notice_that_an_undo_hid_comes_back_when_its_page_leaves(opened: Open) -> None:
    window = opened()
    window.notify("New terms are in use.")
    window.show_message("Approved.", Tone.OK, action="Undo (Ctrl+Z)", act=lambda: None, undo=True)
    window.go("today")
    assert window.banner.line.text() == "New terms are in use."
    window.go("desk")
    assert window.banner.isVisible()


LOST = DataLostError("The desk’s data is gone.", "Restore a backup.")


def _offer(window: MainWindow) -> list[bool]:
    pressed: list[bool] = []
    window.offer("The desk’s data is gone.", "Choose a backup…", lambda: pressed.append(True))
    return pressed


def test_the_way_out_of_lost_data_is_not_lost_to_the_same_trouble(
    opened: Open, tasks: InlineTasks
) -> None:
    window = opened()
    pressed = _offer(window)
    tasks.trouble.emit(LOST)
    assert window.banner.action.isVisible()
    window.show_message("Saved as day.pdf.", Tone.OK)
    window.banner.dismiss()  # as it does by itself
    assert window.banner.line.text() == "The desk’s data is gone."
    window.banner.dismiss()
    assert window.banner.isHidden()
    tasks.trouble.emit(LOST)
    window.banner.action.click()
    assert pressed == [True]


def test_another_trouble_is_told_over_the_way_out_and_the_way_out_after_it(
    opened: Open, tasks: InlineTasks
) -> None:
    window = opened()
    _offer(window)
    tasks.trouble.emit(DeskError("The disk is full.", "Make room."))
    assert window.banner.line.text() == "The disk is full. Make room."
    window.banner.dismiss()
    assert window.banner.action.isVisible()


def test_where_the_data_is_back_the_way_out_is_over(opened: Open, tasks: InlineTasks) -> None:
    window = opened()
    _offer(window)
    window.data_is_back()
    assert window.banner.isHidden()
    tasks.trouble.emit(LOST)
    assert window.banner.line.text() == "The desk’s data is gone. Restore a backup."


def test_the_first_successful_read_takes_away_why_nothing_could_be_read(
    opened: Open, sources: FakeSources
) -> None:
    window = opened()
    again: list[bool] = []
    window.read_again.connect(lambda: again.append(True))
    sources.trouble = DeskError("The folder was moved.", "Put it back.")
    window.read()
    window.read()
    assert window.banner.line.text() == "The folder was moved. Put it back."
    assert again == []
    sources.trouble = None
    window.read()
    assert window.banner.isHidden()
    assert again == [True]
    window.read()
    assert again == [True]


def test_a_trouble_of_something_else_outlives_the_read(
    opened: Open, sources: FakeSources, tasks: InlineTasks
) -> None:
    window = opened()
    sources.trouble = DeskError("The folder was moved.", "Put it back.")
    window.read()
    tasks.trouble.emit(DeskError("The disk is full.", "This was not saved."))
    sources.trouble = None
    window.read()
    assert window.banner.line.text() == "The disk is full. This was not saved."


def test_f5_reads_everything_again(opened: Open) -> None:
    page = FakePage("desk")
    window = opened(page)
    again: list[bool] = []
    window.read_again.connect(lambda: again.append(True))
    press(Qt.Key.Key_F5)
    assert (page.refreshes, again) == (1, [True])


def test_keys_lead_to_the_pages(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    keys = Qt.Key
    for key, page in ((keys.Key_2, "today"), (keys.Key_Comma, "settings"), (keys.Key_1, "desk")):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.current is not None
        assert window.current.entry.key == page
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.header.title.text() == "Desk"


def test_entries_are_clicked_too(opened: Open) -> None:
    window = opened()
    window.sidebar.entries["today"].click()
    assert window.header.title.text() == "Today"
    assert window.sidebar.entries["today"].isChecked()
    assert not window.sidebar.entries["desk"].isChecked()


def test_typing_anywhere_goes_to_the_page(opened: Open, qtbot: QtBot) -> None:
    page = FakePage("desk")
    window = opened(page)
    for place in (page.button, window.sidebar.entries["desk"], page.list):
        place.setFocus()
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_O)
    assert page.text == "ooo"


def test_typing_in_a_field_stays_there(opened: Open, qtbot: QtBot) -> None:
    page = FakePage("desk")
    window = opened(page)
    page.field.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_O)
    assert (page.text, page.field.text()) == ("", "o")


def test_space_presses_a_button_and_chords_are_no_typing(opened: Open, qtbot: QtBot) -> None:
    page = FakePage("desk")
    window = opened(page)
    pressed: list[bool] = []
    page.button.clicked.connect(lambda: pressed.append(True))
    page.button.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Space)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    assert len(pressed) == 1
    assert page.text == ""


def test_the_header_shows_time_period_roster_and_printer(opened: Open) -> None:
    header = opened().header
    assert header.clock.text == "Tue, Nov 24 · 10:42 am"
    assert header.period.text == "Period 3 · class time"
    assert (header.roster.text(), header.roster.tone) == ("Roster current · 6:58 am", Tone.OK)
    assert header.printer.text() == "Badge printer ready"


def test_the_sidebar_says_which_school(opened: Open) -> None:
    window = opened()
    assert window.sidebar.school.text() == "Cedar Lake School · K–8"
    assert window.windowTitle() == "Cedar Lake School – CPDesk"


@pytest.mark.parametrize(
    ("changed", "text", "tone"),
    [
        ({"freshness": "old", "age_days": 9}, "Roster 9 days old", Tone.ASK),
        ({"freshness": "stale", "age_days": 34}, "Roster 34 days old", Tone.NO),
        ({"freshness": "behind"}, "Computer clock is wrong", Tone.NO),
        ({"sample": True}, "Sample district", Tone.INFO),
        (
            {"taken_in_at": ROSTER.taken_in_at - timedelta(days=4)},
            "Roster current · Fri, Nov 20",
            Tone.OK,
        ),
    ],
)
def test_the_roster_chip_says_how_fresh_it_is(
    changed: dict[str, object], text: str, tone: Tone, words: Words
) -> None:
    office = replace(OFFICE, roster=replace(ROSTER, **changed))  # type: ignore[arg-type]
    assert roster_words(office, AT, words) == (text, tone)


def test_without_a_roster_the_chip_says_so(words: Words) -> None:
    assert roster_words(replace(OFFICE, roster=None), AT, words) == ("No roster yet", Tone.NO)


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        (PeriodKind.LUNCH, "Lunch", "Lunch"),
        (PeriodKind.LUNCH, "Lunch A", "Lunch A · lunch"),
        (PeriodKind.PASSING, "", "Passing time"),
        (PeriodKind.ADVISORY, "Homeroom", "Homeroom · class time"),
        (PeriodKind.AFTER, "", "After school"),
    ],
)
def test_the_period_chip_says_what_part_of_the_day_it_is(
    kind: PeriodKind, name: str, text: str, words: Words
) -> None:
    now = replace(NOW, band=Band(time(10), time(11), kind, name))
    assert period_words(now, words) == (text, Tone.PLAIN)


def test_a_day_without_school_says_so(words: Words) -> None:
    now = replace(NOW, school_open=False, day_note="Thanksgiving", band=None)
    assert period_words(now, words)[0] == "No school today · Thanksgiving"


def test_the_roster_chip_leads_to_the_settings(opened: Open) -> None:
    window = opened()
    window.header.roster.click()
    assert window.current is not None
    assert window.current.entry.key == "settings"


def test_a_page_may_bring_its_own_header(opened: Open, theme: Theme, sources: FakeSources) -> None:
    own: list[QWidget] = [Text(theme, "24 November"), HeaderSpace(), Button(theme, "Print")]
    window = opened(FakePage("desk"), FakePage("today", own))
    assert window.header.clock.isVisible()
    window.go("today")
    assert own[0].isVisible()
    assert not window.header.clock.isVisible()
    assert not window.header.roster.isVisible()
    sources.roster(freshness="stale", age_days=40)
    window.read()
    assert window.header.roster.isVisible()  # what wants a look is never hidden
    window.go("desk")
    assert not own[0].isVisible()
    assert window.header.clock.isVisible()


def test_changes_are_read_again_by_the_page_in_front(opened: Open, changes: Changes) -> None:
    desk, today = FakePage("desk"), FakePage("today")
    opened(desk, today)
    changes.visits.emit()
    changes.roster.emit()
    assert (desk.refreshes, today.refreshes) == (2, 0)


def test_the_clock_goes_on(opened: Open, sources: FakeSources, qtbot: QtBot) -> None:
    window = opened()
    sources.now = replace(NOW, at=AT + timedelta(minutes=1))
    window.minute_timer.setInterval(1)
    qtbot.waitUntil(lambda: window.header.clock.text.endswith("10:43 am"))


def test_settings_restyle_every_page(
    opened: Open, sources: FakeSources, changes: Changes, theme: Theme
) -> None:
    page = FakePage("desk")
    window = opened(page)
    sources.settings = Settings(theme="dark", text_size=130)
    changes.settings.emit()
    assert window.theme.dark
    assert page.themes[-1].text_size == 130
    assert window.header.height() == 73
    sources.settings = Settings(theme="light")
    changes.settings.emit()
    assert not window.theme.dark


def test_a_trouble_that_nobody_heard_is_told_on_the_banner(
    opened: Open, tasks: InlineTasks
) -> None:
    window = opened()
    tasks.trouble.emit(DeskError("The disk is full.", "Make room."))
    assert window.banner.isVisible()
    assert window.banner.line.text() == "The disk is full. Make room."
    assert window.banner.tone is Tone.NO


def test_a_trouble_stays_until_it_is_closed(opened: Open) -> None:
    window = opened()
    timer = window.banner.findChild(QTimer)
    assert timer is not None
    window.show_message("Saved as day.pdf.", Tone.OK)
    assert timer.isActive()
    window.show_message("The disk is full. Make room.", Tone.NO)
    assert not timer.isActive()
    assert window.banner.isVisible()


def test_f1_lists_the_keys_of_everything_and_of_the_page(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    window.resize(780, 480)
    QTest.keyClick(window, Qt.Key.Key_F1)
    shown = window.findChild(KeyList)
    assert shown is not None
    said = {text.text() for text in shown.findChildren(Text)}
    assert {
        "Desk",
        "Settings (was Ctrl+7)",
        "Search for a visitor from any page",
        "Turn away",
    } <= said
    assert_accessible(shown)
    assert_whole(shown)
    assert shown.height() <= window.height(), "it is no larger than the window"
    assert shown.width() <= window.width()
    bar = shown.sheet.verticalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(shown, Qt.Key.Key_PageDown)
    assert bar.value() == min(bar.maximum(), bar.pageStep())
    QTest.keyClick(shown, Qt.Key.Key_Up)
    assert bar.value() < min(bar.maximum(), bar.pageStep())
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_the_window_remembers_where_it_stood(opened: Open, tmp_path: Path) -> None:
    memory = tmp_path / "window.ini"
    first = opened(memory=memory)
    first.resize(740, 510)
    first.close()
    assert opened(memory=memory).size() == first.size()


def test_the_window_is_no_larger_than_the_screen(opened: Open, tmp_path: Path) -> None:
    """With its frame: a first start on a small screen, and one that remembers a larger screen."""
    memory = tmp_path / "window.ini"
    room = QApplication.primaryScreen().availableGeometry()
    for kept in (None, memory, memory):
        window = opened(memory=kept)
        assert window.width() < room.width()
        assert window.height() < room.height()
        assert room.contains(window.pos())
        window.resize(room.size() * 2)
        window.close()


def test_a_memory_that_cannot_be_read_is_passed_over(opened: Open, tmp_path: Path) -> None:
    memory = tmp_path / "window.ini"
    memory.write_text("[General]\ngeometry=nothing\n", "utf-8")
    assert opened(memory=memory).isVisible()


def test_closing_is_told_once_before_it_happens(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    with qtbot.waitSignal(window.closing):
        window.close()


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720), (683, 384)])
def test_nothing_is_cut_off_and_everything_has_a_name(
    opened: Open, any_theme: Theme, sources: FakeSources, size: tuple[int, int]
) -> None:
    sources.settings = Settings(theme=any_theme.tokens.name, text_size=any_theme.text_size)
    window = opened(look=any_theme)
    window.resize(*size)
    window.show_message("Adaeze Okafor was admitted.", Tone.OK, action="Undo", act=lambda: None)
    assert (window.width(), window.height()) == size
    assert window.grab().width() == size[0]
    assert_accessible(window)
    assert_legible(window, any_theme)
    if any_theme.text_size == 100 or size[0] > 1000:
        assert_whole(window.header)
    assert_whole(window.sidebar)


def test_a_number_that_waits_is_shown_and_read_out(opened: Open) -> None:
    window = opened()
    entry = window.sidebar.entries["today"]
    before = entry.grab().toImage()
    window.sidebar.set_count("today", 3, "3 to note")
    assert entry.grab().toImage() != before
    assert entry.accessibleDescription() == "3 to note, Ctrl 2"
    window.sidebar.set_narrow(True)
    assert entry.toolTip() == "Today (Ctrl 2)\n3 to note"
    narrow = entry.grab().toImage()
    window.sidebar.set_count("today", 0)
    assert entry.accessibleDescription() == "Ctrl 2"
    assert entry.toolTip() == "Today (Ctrl 2)"
    assert entry.grab().toImage() != narrow


@pytest.mark.parametrize("what", ["visits", "roster", "office", "requests", "day_plan", "people"])
def test_whatever_changed_the_page_in_front_reads_anew(
    opened: Open, changes: Changes, what: str
) -> None:
    page = FakePage("desk")
    opened(page)
    getattr(changes, what).emit()
    assert page.refreshes == 1


def _bound(page: FakePage, keys: str) -> list[str]:
    """What the page hears of a key of its own."""
    heard: list[str] = []
    Key(keys, page.widget, lambda: heard.append(keys), everywhere=True)
    return heard


def test_a_pages_key_works_from_the_sidebar_and_only_while_the_page_is_in_front(
    opened: Open,
) -> None:
    desk, today = FakePage("desk"), FakePage("today")
    window = opened(desk, today)
    window.go("today")
    heard = _bound(today, "Ctrl+N")
    window.sidebar.entries["desk"].setFocus()
    press(Qt.Key.Key_N, CTRL)
    assert len(heard) == 1
    window.go("desk")
    press(Qt.Key.Key_N, CTRL)
    assert len(heard) == 1


def test_undo_is_the_fields_while_something_was_typed_there_and_else_the_pages(
    opened: Open,
) -> None:
    page = FakePage("desk")
    opened(page)
    heard = _bound(page, "Ctrl+Z")
    page.field.setFocus()
    press(Qt.Key.Key_O)
    assert page.field.text() == "o"
    press(Qt.Key.Key_Z, CTRL)
    assert (page.field.text(), heard) == ("", [])
    press(Qt.Key.Key_Z, CTRL)
    assert (page.field.text(), len(heard)) == ("", 1)


def test_a_copied_file_is_pasted_on_the_page_and_text_in_the_field(
    opened: Open, tmp_path: Path
) -> None:
    page = FakePage("desk")
    opened(page)
    heard = _bound(page, "Ctrl+V")
    page.field.setFocus()
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(tmp_path / "flyer.pdf"))])
    QApplication.clipboard().setMimeData(copied)
    press(Qt.Key.Key_V, CTRL)
    assert (page.field.text(), len(heard)) == ("", 1)
    QApplication.clipboard().setText("Okafor")
    press(Qt.Key.Key_V, CTRL)
    assert (page.field.text(), len(heard)) == ("Okafor", 1)
    QApplication.clipboard().clear()


@pytest.mark.skipif(sys.platform == "darwin", reason="there Alt types signs")
def test_alt_and_a_letter_that_is_no_key_types_nothing(opened: Open) -> None:
    page = FakePage("desk")
    opened(page)
    page.field.setFocus()
    press(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_O)
    assert page.field.text() == "o"
