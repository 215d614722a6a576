from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk import paths
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.policy.permissions import Role
from cpdesk.policy.terms.terms import Terms
from cpdesk.services.accounts.accounts import Accounts
from cpdesk.services.accounts.passwords import Passwords
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.backup.recovery import Recovery
from cpdesk.services.office import Office
from cpdesk.services.roster import Rosters
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.first_start import FirstStart
from cpdesk.ui.first_start.first_start import SAMPLE
from cpdesk.ui.tasks import InlineTasks, Tasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.words import Words
from tests.ui.context import FakeCounter, QuietWindow, page_context
from tests.ui.fake_pages import OFFICE
from tests.ui.settings.fakes import FakeFiles, FakeOffice, FakeRosters, KeyPapers, refused
from tests.ui.sign_in.fakes import MAI, FakeAccounts
from tests.ui.walk import assert_accessible, assert_legible, assert_whole

Open = Callable[..., FirstStart]
CODE = "1A2B3C4D 5E6F7G8H 9JKMNPQR STVWXYZ0 1A2B3C4D 5E6F7G8H 9JKMNPQR STVWXYZ1"


class FakeRecovery(Recovery):
    """`codes` is what reading the key says, the last first."""

    def __init__(self, codes: list[str | DeskError]) -> None:
        self._codes = codes

    def code(self) -> str:
        said = self._codes[-1]
        if isinstance(said, DeskError):
            raise said
        return said


@pytest.fixture
def papers() -> KeyPapers:
    return KeyPapers()


@pytest.fixture
def codes() -> list[str | DeskError]:
    """What reading the key says, the last first."""
    return [CODE]


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice(replace(OFFICE, school=None, roster=None))


@pytest.fixture
def rosters(office: FakeOffice) -> FakeRosters:
    return FakeRosters(office)


@pytest.fixture
def accounts() -> FakeAccounts:
    return FakeAccounts(people=[])


@pytest.fixture
def opened(
    theme: Theme,
    words: Words,
    clock: FixedClock,
    tmp_path: Path,
    tasks: InlineTasks,
    changes: Changes,
    office: FakeOffice,
    rosters: FakeRosters,
    accounts: FakeAccounts,
    papers: KeyPapers,
    codes: list[str | DeskError],
    qtbot: QtBot,
) -> Open:
    kept: list[FirstStart] = []

    services = FakeCounter(tmp_path, clock, words)
    services.put(Services.office, office)
    services.put(Services.rosters, rosters)
    services.put(Services.accounts, accounts)
    services.put(Services.recovery, FakeRecovery(codes))

    def window(look: Theme = theme) -> FirstStart:
        quiet, files = QuietWindow(look), FakeFiles(Path("/roster.zip"))
        made = FirstStart(
            page_context(services, quiet, tasks, changes, papers=lambda _: papers, files=files)
        )
        kept.append(made)
        qtbot.addWidget(made)
        made.show()
        made.start()
        return made

    return window


def test_from_nothing_to_a_manager_with_the_sample(
    opened: Open, rosters: FakeRosters, office: FakeOffice, accounts: FakeAccounts, qtbot: QtBot
) -> None:
    first = opened()
    assert first.stack.currentIndex() == 0
    first.sample.button.click()
    assert rosters.asked == [(SAMPLE, True, True)]
    first.intake.done.close_.click()
    assert first.stack.currentIndex() == 1
    first.picker.field.setText("brien")
    QTest.keyClick(first.picker.field, Qt.Key.Key_Return)
    assert office.record.school is not None
    assert office.record.school.name == "O’Brien Elementary"
    assert first.stack.currentIndex() == 2
    make_manager(first)
    assert first.stack.currentIndex() == 3
    with qtbot.waitSignal(first.ready):
        first.begin.click()
    (made,) = accounts.people
    assert (made.name, made.role, made.title) == ("Mai Yang", Role.MANAGER, "Office manager")
    assert first.signed_in is not None
    assert first.signed_in.actor.account_id == made.account_id


def test_the_districts_roster_comes_first(opened: Open, rosters: FakeRosters) -> None:
    first = opened()
    first.intake.asking.file.click()
    assert rosters.asked[0][0] == Path("/roster.zip")
    assert not rosters.asked[0][2]


def test_faults_leave_both_ways_open(opened: Open, rosters: FakeRosters) -> None:
    first = opened()
    rosters.trouble = refused()
    first.intake.asking.file.click()
    assert first.intake.failed.table.isVisible()
    assert first.sample.isVisible()
    rosters.trouble = None
    first.sample.button.click()
    first.intake.done.close_.click()
    assert first.stack.currentIndex() == 1


def test_the_sample_is_not_offered_beside_a_list_of_changes(opened: Open) -> None:
    first = opened()
    first.intake.asking.file.click()
    assert not first.sample.isVisible()


def test_who_left_before_choosing_a_school_goes_on_there(
    opened: Open, office: FakeOffice, rosters: FakeRosters
) -> None:
    office.record = replace(OFFICE, school=None)
    first = opened()
    assert first.stack.currentIndex() == 1
    first.back.click()
    assert first.stack.currentIndex() == 0
    first.intake.asking.file.click()
    assert rosters.asked == [(Path("/roster.zip"), False, False)]


def make_manager(first: FirstStart, secret: str = "blue folder 7", again: str = "") -> None:
    """By keys alone, from the field that has the focus."""
    step = first.manager
    for field, typed in (
        (step.name, "Mai Yang"),
        (step.title, ""),
        (step.secret.first, secret),
        (step.secret.again, again or secret),
    ):
        field.setFocus()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_manager_types_the_password_twice(
    opened: Open, office: FakeOffice, accounts: FakeAccounts
) -> None:
    office.record = OFFICE
    first = opened()
    assert first.stack.currentIndex() == 2
    make_manager(first, "blue folder 7", "blue folder 8")
    assert accounts.people == []
    assert "don’t match" in first.manager.trouble.word.text()
    assert not first.manager.secret.filled


def test_what_is_wrong_with_a_password_is_said(
    opened: Open, office: FakeOffice, accounts: FakeAccounts
) -> None:
    office.record = OFFICE
    first = opened()
    first.make.click()
    assert first.manager.trouble.word.text() == "Enter your name."
    accounts.trouble = DeskError("Everybody tries this one first.", "Choose another.")
    make_manager(first, "password")
    assert first.manager.trouble.word.text() == "Everybody tries this one first."
    assert first.signed_in is None


def test_the_recovery_key_is_shown_and_its_sheet_is_offered(
    opened: Open, office: FakeOffice, accounts: FakeAccounts, papers: KeyPapers, qtbot: QtBot
) -> None:
    office.record = OFFICE
    first = opened()
    make_manager(first)
    step = first.recovery
    assert "".join(group.text().replace(" ", "") for group in step.groups) == CODE.replace(" ", "")
    assert len(step.groups) == 8
    assert first.focusWidget() is step.print_
    step.print_.click()
    assert papers.opened[0].parent() is first
    assert not step.verdict.isVisible()
    papers.opened[0].accept()
    assert step.verdict.word.text() == "The recovery key was printed or saved"
    assert first.focusWidget() is first.begin
    with qtbot.waitSignal(first.ready):
        QTest.keyClick(first.begin, Qt.Key.Key_Space)


def test_a_sheet_that_is_closed_counts_as_neither_printed_nor_saved(
    opened: Open, office: FakeOffice, papers: KeyPapers
) -> None:
    office.record = OFFICE
    first = opened()
    make_manager(first)
    first.recovery.print_.click()
    papers.opened[0].reject()
    assert not first.recovery.verdict.isVisible()
    assert first.stack.currentIndex() == 3


def test_a_key_that_cannot_be_read_keeps_nobody_from_beginning(
    opened: Open, office: FakeOffice, codes: list[str | DeskError], qtbot: QtBot
) -> None:
    office.record = OFFICE
    codes.append(DeskError("Can’t read The key.", "Start CPDesk again."))
    first = opened()
    make_manager(first)
    assert first.recovery.groups == []
    assert "Can’t read The key." in first.recovery.verdict.word.text()
    with qtbot.waitSignal(first.ready):
        first.begin.click()


def test_each_step_says_what_it_is_for(opened: Open) -> None:
    first = opened()
    told = []
    for step in range(4):
        first.steps.set_current(step)
        told.append(first.steps.accessibleName())
    assert told[0] == "Step 1 of 4: Roster. What the district allows."
    assert told[3] == "Step 4 of 4: Recovery key. Opens your data after a repair."
    assert len(set(told)) == 4


def test_another_school_may_still_be_chosen(opened: Open, office: FakeOffice) -> None:
    office.record = OFFICE
    first = opened()
    first.back_to_school.click()
    assert first.stack.currentIndex() == 1


def test_with_roster_school_and_accounts_it_is_ready_at_once(
    opened: Open, office: FakeOffice, accounts: FakeAccounts, qtbot: QtBot
) -> None:
    first = opened()
    office.record = OFFICE
    accounts.people.append(MAI)
    with qtbot.waitSignal(first.ready):
        first.start()
    assert first.signed_in is None


def test_a_trouble_is_told(opened: Open, tasks: InlineTasks) -> None:
    first = opened()
    tasks.trouble.emit(DeskError("The disk is full.", "Make room."))
    assert first.banner.line.text() == "The disk is full. Make room."


def test_nothing_is_cut_off_and_everything_has_a_name(opened: Open, any_theme: Theme) -> None:
    first = opened(any_theme)
    first.resize(any_theme.px(1080), any_theme.px(660))
    QApplication.processEvents()
    for step in (first.ask_roster, first.ask_school, first.ask_manager):
        step()
        QApplication.processEvents()
        assert_whole(first)
    assert_accessible(first)
    assert_legible(first, any_theme)


@pytest.fixture
def lanes(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_the_real_sample_district_by_keys_alone(
    theme: Theme,
    words: Words,
    lanes: Tasks,
    changes: Changes,
    store: Store,
    clock: FixedClock,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    terms, auth = Terms.load(paths.resources() / "policy"), AuthContext(store)
    office = Office(store, clock, terms, auth=auth)
    accounts = Accounts(store, clock, terms, passwords=Passwords(1, 8, 1), auth=auth)
    services = FakeCounter(tmp_path, clock, words)
    services.put(Services.office, office)
    services.put(Services.rosters, Rosters(store, clock, auth=auth))
    services.put(Services.accounts, accounts)
    services.put(Services.recovery, FakeRecovery([CODE]))
    first = FirstStart(
        page_context(services, QuietWindow(theme), lanes, changes, files=FakeFiles())
    )
    qtbot.addWidget(first)
    first.show()
    first.start()
    qtbot.waitUntil(lambda: first.intake.asking.file.isVisible())
    QTest.keyClick(first.sample.button, Qt.Key.Key_Space)
    done = first.intake.done
    qtbot.waitUntil(lambda: first.intake.currentWidget() is done, timeout=20_000)
    QTest.keyClick(done.close_, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first.picker.school is not None)
    QTest.keyClick(first.picker.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first.stack.currentIndex() == 2)
    make_manager(first)
    qtbot.waitUntil(lambda: first.stack.currentIndex() == 3)
    with qtbot.waitSignal(first.ready):
        first.begin.click()
    assert first.signed_in is not None
    assert [one.name for one in accounts.accounts()] == ["Mai Yang"]
    now = office.office()
    assert now.roster is not None
    assert now.roster.sample
    assert now.school is not None
    first.close()
