from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import AccountRecord, SignedIn
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.settings.people.people_card import PeopleCard
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.words import Words
from tests.ui.sign_in.fakes import ANA, AT, BEN, DANA, MAI, FakeAccounts, site_of
from tests.ui.walk import assert_accessible, assert_legible, assert_whole


@pytest.fixture
def accounts() -> FakeAccounts:
    return FakeAccounts()


@pytest.fixture
def here() -> CurrentUser:
    return CurrentUser()


@pytest.fixture
def card(
    theme: Theme,
    words: Words,
    clock: FixedClock,
    tmp_path: Path,
    tasks: InlineTasks,
    accounts: FakeAccounts,
    here: CurrentUser,
    qtbot: QtBot,
) -> PeopleCard:
    made = PeopleCard(site_of(tmp_path, clock, words, theme, tasks, accounts, here))
    qtbot.addWidget(made)
    made.resize(720, 400)
    made.show()
    return made


def enter(card: PeopleCard, accounts: FakeAccounts, here: CurrentUser, one: AccountRecord) -> None:
    here.signed_in = accounts.sign_in(one.account_id, accounts.secret(one))
    card.refresh()


def typed(*pairs: tuple[object, str]) -> None:
    for field, text in pairs:
        field.setText(text)  # type: ignore[attr-defined]


def test_the_manager_sees_everybody_and_what_may_be_done(
    card: PeopleCard, accounts: FakeAccounts, here: CurrentUser
) -> None:
    accounts.people[1] = replace(BEN, must_change=True)
    accounts.people.append(replace(ANA, account_id="old", name="Old Hand", ended_at=AT))
    enter(card, accounts, here, MAI)
    assert {key: row.state.text for key, row in card.rows.items()} == {
        "ana": "",
        "ben": "Not signed in yet",
        "dana": "",
        "mai": "You",
        "old": "Ended Aug 24, 2026",
    }
    assert not card.rows["ana"].reset.isHidden()
    assert card.rows["old"].end.isHidden()
    assert card.rows["ana"].reset.accessibleName() == "New PIN or password for Ana Ruiz"


@pytest.mark.parametrize("one", [ANA, DANA])
def test_others_change_their_own_alone(
    card: PeopleCard, accounts: FakeAccounts, here: CurrentUser, one: AccountRecord
) -> None:
    enter(card, accounts, here, one)
    assert card.rows == {}
    assert not card.add_button.isVisible()
    assert card.own.isVisible()
    assert one.name in card.says.text()
    assert "accounts" not in accounts.asked


def test_somebody_new_gets_an_account(
    card: PeopleCard, accounts: FakeAccounts, here: CurrentUser, qtbot: QtBot
) -> None:
    enter(card, accounts, here, MAI)
    dialog = card.add()
    dialog.submit()
    assert dialog.trouble.word.text() == "Enter a name first."
    dialog.role.setCurrentIndex(dialog.role.findData(Role.LEADER))
    assert "decides requests" in dialog.may.text()
    typed(
        (dialog.name, "Sam Otto"),
        (dialog.title, "Assistant principal"),
        (dialog.secret.first, "834162"),
        (dialog.secret.again, "834163"),
    )
    dialog.submit()
    assert "don’t match" in dialog.trouble.word.text()
    typed((dialog.secret.first, "834162"), (dialog.secret.again, "834162"))
    with qtbot.waitSignal(card.changed):
        QTest.keyClick(dialog.secret.again, Qt.Key.Key_Return)
    made = accounts.people[-1]
    assert (made.name, made.role, made.title) == ("Sam Otto", Role.LEADER, "Assistant principal")
    assert made.must_change


def test_the_first_is_the_manager_who_is_then_here(
    card: PeopleCard, accounts: FakeAccounts
) -> None:
    accounts.people.clear()
    card.refresh()
    assert card.says.text().startswith("No staff accounts yet")
    assert not card.own.isVisible()
    entered: list[SignedIn] = []
    card.entered.connect(entered.append)
    dialog = card.add()
    assert not dialog.role.isVisible()
    typed(
        (dialog.name, "Mai Yang"),
        (dialog.secret.first, "blue folder 7"),
        (dialog.secret.again, "blue folder 7"),
    )
    dialog.submit()
    assert [one.actor.role for one in entered] == [Role.MANAGER]


def test_a_forgotten_password_is_reset(
    card: PeopleCard, accounts: FakeAccounts, here: CurrentUser, qtbot: QtBot
) -> None:
    enter(card, accounts, here, MAI)
    dialog = card.reset(ANA)
    assert "Ana Ruiz" in dialog.windowTitle()
    typed((dialog.secret.first, "new one 55"), (dialog.secret.again, "new one 55"))
    with qtbot.waitSignal(card.changed):
        dialog.submit()
    assert accounts.secret(ANA) == "new one 55"
    assert accounts.people[0].must_change


def test_an_account_is_ended_only_on_purpose(
    card: PeopleCard, accounts: FakeAccounts, here: CurrentUser, qtbot: QtBot
) -> None:
    enter(card, accounts, here, MAI)
    dialog = card.end(BEN)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert "end" not in accounts.asked
    with qtbot.waitSignal(card.changed):
        card.end(BEN).do.click()
    card.refresh()
    assert card.rows["ben"].state.text.startswith("Ended")


def test_ones_own_is_changed_with_the_old_one(
    card: PeopleCard, accounts: FakeAccounts, here: CurrentUser
) -> None:
    enter(card, accounts, here, MAI)
    card.rows["mai"].reset.click()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.close()
    dialog = card.change_own()
    typed(
        (dialog.old, "wrong"),
        (dialog.secret.first, "new one 55"),
        (dialog.secret.again, "new one 55"),
    )
    dialog.submit()
    assert dialog.trouble.word.text() == "The name and password don’t match."
    assert dialog.isVisible()
    typed((dialog.old, "secret mai"))
    dialog.submit()
    assert accounts.secret(MAI) == "new one 55"
    assert card.says.text() == "Changed. Keep it private."


def test_it_is_whole_in_every_look(
    any_theme: Theme,
    words: Words,
    clock: FixedClock,
    tmp_path: Path,
    tasks: InlineTasks,
    accounts: FakeAccounts,
    here: CurrentUser,
    qtbot: QtBot,
) -> None:
    made = PeopleCard(site_of(tmp_path, clock, words, any_theme, tasks, accounts, here))
    qtbot.addWidget(made)
    made.resize(any_theme.px(720), any_theme.px(420))
    made.show()
    enter(made, accounts, here, MAI)
    QApplication.processEvents()
    for part in (made, made.add(), made.reset(ANA), made.end(ANA), made.change_own()):
        QApplication.processEvents()
        assert_whole(part)
        assert_accessible(part)
        assert_legible(part, any_theme)
