from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk import settings as kept
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.services.printing.printing import Printer
from cpdesk.services.services import Services
from cpdesk.settings import Settings
from cpdesk.ui.changes import Changes
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.page import SettingsPage
from cpdesk.ui.settings.preferences import Preferences
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.words import Words
from tests.ui.context import FakeCounter, QuietWindow, page_context
from tests.ui.fake_pages import ROSTER
from tests.ui.paper.fakes import Tray
from tests.ui.settings.fakes import FakeFiles, FakeOffice, FakeRosters, KeyPapers
from tests.ui.sign_in.fakes import FakeAccounts
from tests.ui.walk import assert_accessible, assert_legible, assert_whole

Open = Callable[..., SettingsPage]


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


@pytest.fixture
def tray() -> Tray:
    return Tray((Printer("DYMO LabelWriter 450"), Printer("Office copier")))


@pytest.fixture
def preferences(tmp_path: Path, changes: Changes) -> Preferences:
    return Preferences(tmp_path, changes)


@pytest.fixture
def accounts() -> FakeAccounts:
    return FakeAccounts(people=[])


@pytest.fixture
def here() -> CurrentUser:
    return CurrentUser()


@pytest.fixture
def window(theme: Theme) -> QuietWindow:
    return QuietWindow(theme)


@pytest.fixture
def context(
    words: Words,
    tasks: InlineTasks,
    changes: Changes,
    clock: FixedClock,
    office: FakeOffice,
    tray: Tray,
    preferences: Preferences,
    accounts: FakeAccounts,
    here: CurrentUser,
    services: Services,
    window: QuietWindow,
    tmp_path: Path,
) -> PageContext:
    made = FakeCounter(tmp_path, clock, words, behind=services)
    made.put(Services.office, office)
    made.put(Services.rosters, FakeRosters(office))
    made.put(Services.accounts, accounts)
    (tmp_path / "desk.key").touch()
    return page_context(
        made,
        window,
        tasks,
        changes,
        here=here,
        tray=tray,
        papers=lambda _: KeyPapers(),
        preferences=preferences,
        files=FakeFiles(Path("/roster.zip")),
    )


@pytest.fixture
def opened(
    theme: Theme, window: QuietWindow, context: PageContext, tmp_path: Path, qtbot: QtBot
) -> Open:
    kept_alive: list[SettingsPage] = []

    def page(look: Theme = theme, size: tuple[int, int] = (1170, 712)) -> SettingsPage:
        window.theme = look
        made = SettingsPage(context)
        qtbot.addWidget(made)
        kept_alive.append(made)
        made.resize(*size)
        made.show()
        made.shown()
        QApplication.processEvents()
        return made

    return page


def test_tab_goes_from_the_recovery_key_to_the_backup_beside_it(
    opened: Open,
) -> None:
    page = opened()
    following = page.data.print_key.nextInFocusChain()
    while following and not (
        following.isVisible() and following.focusPolicy() & Qt.FocusPolicy.TabFocus
    ):
        following = following.nextInFocusChain()
    assert following is page.data.backups.now


def test_it_says_which_roster_is_in_force(opened: Open) -> None:
    page = opened()
    facts = {key: fact.text() for key, (_, fact) in page.roster.facts.items()}
    assert facts == {
        "district": "Cedar Lake Schools",
        "year": "2026-27",
        "issue": "Number 12",
        "published": "Nov 24, 2026, 10:42 am",
        "taken": "Nov 24, 2026, 6:58 am",
        "until": "",
        "contact": "Community Partnerships · 612-555-0100 · partners@district.example",
    }
    assert page.roster.state.text == "Roster current · 6:58 am"


def test_without_a_roster_no_school_can_be_chosen(opened: Open, office: FakeOffice) -> None:
    office.record = replace(office.record, roster=None, school=None)
    page = opened()
    assert not page.school.change.isEnabled()
    assert page.school.detail.text() == "Import a roster first."
    assert page.roster.state.text == "No roster yet"


def test_a_school_is_found_by_typing_and_chosen_by_enter(
    opened: Open, office: FakeOffice, changes: Changes, qtbot: QtBot
) -> None:
    page = opened()
    dialog = page.choose_school()
    assert dialog.picker.list.model().rowCount() == 3
    dialog.picker.field.setText("north")
    assert dialog.picker.list.model().rowCount() == 1
    with qtbot.waitSignal(changes.office):
        QTest.keyClick(dialog.picker.field, Qt.Key.Key_Return)
    assert office.record.school is not None
    assert office.record.school.school_id == "S2"
    assert page.school.name.text() == "Northfield High School"
    assert not dialog.isVisible()


def test_arrows_move_among_the_schools(opened: Open, office: FakeOffice, qtbot: QtBot) -> None:
    dialog = opened().choose_school()
    field = dialog.picker.field
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(field, key)
    dialog.do.click()
    assert office.record.school is not None
    assert office.record.school.school_id == "S2"


def test_a_name_that_no_school_has_says_so(opened: Open, qtbot: QtBot) -> None:
    dialog = opened().choose_school()
    dialog.picker.field.setText("zzz")
    assert dialog.picker.none.text() == "No school on this roster has “zzz” in its name."
    assert not dialog.do.isEnabled()
    QTest.keyClick(dialog.picker.field, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_a_new_roster_is_told_to_the_other_pages(
    opened: Open, changes: Changes, qtbot: QtBot
) -> None:
    page = opened()
    with qtbot.waitSignal(changes.roster):
        page.roster.intake.asking.file.click()
    assert not page.roster.message.isVisible()  # the list of changes has the room
    page.roster.intake.done.close_.click()
    assert page.roster.message.isVisible()


def test_what_the_last_import_said_can_be_read_again(opened: Open) -> None:
    page = opened()
    page.roster.review.click()
    assert page.roster.intake.currentWidget() is page.roster.intake.done


def test_a_real_roster_may_follow_the_sample(opened: Open, office: FakeOffice) -> None:
    assert not opened().roster.intake.may_switch
    office.record = replace(office.record, roster=replace(ROSTER, sample=True))
    assert opened().roster.intake.may_switch


def test_printers_and_sizes_are_kept(
    opened: Open, preferences: Preferences, tmp_path: Path
) -> None:
    printing = opened().printing
    for combo in (printing.badge_printer, printing.paper_printer):
        assert [combo.itemData(n) for n in range(combo.count())] == [
            *("", "DYMO LabelWriter 450", "Office copier")
        ]
    printing.badge_printer.setCurrentText("DYMO LabelWriter 450")
    printing.badge_printer.activated.emit(1)
    printing.stock.setCurrentIndex(printing.stock.findData("brother-62"))
    printing.stock.activated.emit(2)
    now = kept.load(tmp_path)
    assert (now.badge_printer, now.badge_stock) == ("DYMO LabelWriter 450", "brother-62")
    assert preferences.get() == now


def test_a_printer_that_is_gone_is_still_shown_as_chosen(
    opened: Open, preferences: Preferences
) -> None:
    preferences.set(Settings(badge_printer="Old printer"))
    printing = opened().printing
    assert printing.badge_printer.currentText() == "Old printer (not found)"
    assert printing.badge_printer.currentData() == "Old printer"


def test_a_test_print_goes_out_and_its_trouble_comes_back(
    opened: Open, preferences: Preferences, tray: Tray
) -> None:
    preferences.set(Settings(badge_printer="DYMO LabelWriter 450", paper_printer="Office copier"))
    page = opened()
    page.printing.test_badge.click()
    assert [printer for _, printer, *_ in tray.sent] == ["DYMO LabelWriter 450"]
    assert page.printing.result.text().startswith("Sent to the printer.")
    tray.trouble = DeskError("The printer does not answer.", "Look at its cable.")
    page.printing.test_paper.click()
    assert page.printing.result.text() == "The printer does not answer. Look at its cable."


def test_look_is_chosen_and_told(
    opened: Open, preferences: Preferences, changes: Changes, qtbot: QtBot
) -> None:
    look = opened().look
    assert look.themes["system"].isChecked()
    with qtbot.waitSignal(changes.settings):
        look.themes["dark"].click()
    look.sizes[130].click()
    assert (preferences.get().theme, preferences.get().text_size) == ("dark", 130)
    preferences.set(Settings(theme="light"))
    assert look.themes["light"].isChecked()
    assert look.sizes[100].isChecked()


def test_choosing_what_is_chosen_tells_nothing(
    preferences: Preferences, changes: Changes, tmp_path: Path
) -> None:
    message: list[int] = []
    changes.settings.connect(lambda: message.append(1))
    preferences.set(preferences.get())
    assert message == []
    assert not (tmp_path / "settings.json").exists()


def test_it_says_where_the_data_and_its_key_are(opened: Open, tmp_path: Path) -> None:
    data = opened().data
    assert data.folder.text() == str(tmp_path)
    assert "a file next to it" in data.key.text()
    data.copy.click()
    assert QGuiApplication.clipboard().text() == str(tmp_path)


@pytest.mark.parametrize("size", [(1170, 712), (1084, 664), (600, 330)])
def test_nothing_is_cut_off_and_everything_has_a_name(
    opened: Open, any_theme: Theme, size: tuple[int, int]
) -> None:
    page = opened(any_theme, size)
    page.resize(max(size[0], page.minimumSizeHint().width()), page.minimumSizeHint().height() + 200)
    QApplication.processEvents()
    assert page.grab().width() >= size[0]
    assert page.minimumSizeHint().width() <= 1276  # 1366 less the narrow sidebar at 150 %
    assert_accessible(page)
    assert_legible(page, any_theme)
    assert_whole(page)


def test_the_recovery_key_is_printed_from_here(opened: Open, context: PageContext) -> None:
    page = opened()
    page.data.print_key.click()
    papers = context.papers()
    assert isinstance(papers, KeyPapers)
    assert len(papers.opened) == 1
