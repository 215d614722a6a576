from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import AccountRecord
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.settings.people.delegation_card import DelegateDialog, DelegationCard
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.words import Words
from tests.ui.sign_in.fakes import ANA, DANA, MAI, FakeAccounts, site_of
from tests.ui.walk import assert_accessible, assert_legible, assert_whole

TODAY = date(2026, 11, 24)


@pytest.fixture
def accounts() -> FakeAccounts:
    return FakeAccounts()


@pytest.fixture
def here() -> CurrentUser:
    return CurrentUser()


@pytest.fixture
def card(
    any_theme: Theme,
    words: Words,
    tmp_path: Path,
    tasks: InlineTasks,
    accounts: FakeAccounts,
    here: CurrentUser,
    clock: FixedClock,
    qtbot: QtBot,
) -> DelegationCard:
    made = DelegationCard(site_of(tmp_path, clock, words, any_theme, tasks, accounts, here))
    qtbot.addWidget(made)
    made.resize(any_theme.px(700), any_theme.px(300))
    made.changed.connect(made.refresh)
    return made


def enter(
    card: DelegationCard,
    accounts: FakeAccounts,
    here: CurrentUser,
    one: AccountRecord,
    lent: str = "",
) -> None:
    made = accounts.sign_in(one.account_id, accounts.secret(one))
    here.signed_in = replace(made, actor=replace(made.actor, lent_by=lent))
    card.refresh()


def ask(card: DelegationCard) -> DelegateDialog:
    card.new.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DelegateDialog)
    return dialog


def test_a_leader_lets_somebody_decide_and_takes_it_back(
    card: DelegationCard, accounts: FakeAccounts, here: CurrentUser, any_theme: Theme
) -> None:
    enter(card, accounts, here, DANA)
    assert card.isVisible()
    dialog = ask(card)
    offered = [dialog.who.itemData(n) for n in range(dialog.who.count())]
    assert offered == ["ana", "ben", "mai"]  # a leader decides anyway
    dialog.who.setCurrentIndex(2)
    dialog.last.line.setText("fri")
    assert dialog.last.note.text() == "Friday, November 27, 2026"
    for part in (card, dialog):
        QApplication.processEvents()
        assert_whole(part)
        assert_accessible(part)
        assert_legible(part, any_theme)
    QTest.keyClick(dialog.last.line, Qt.Key.Key_Return)
    (made,) = accounts.lent
    assert (made.to_name, made.starts_on, made.ends_on) == (MAI.name, TODAY, date(2026, 11, 27))
    (row,) = card.rows.values()
    row.revoke.click()
    assert accounts.lent[0].revoked_at is not None
    assert card.rows == {}


def test_what_is_no_date_is_asked_for_again(
    card: DelegationCard, accounts: FakeAccounts, here: CurrentUser
) -> None:
    enter(card, accounts, here, DANA)
    dialog = ask(card)
    dialog.first.line.setText("soon")
    dialog.submit()
    assert dialog.trouble.word.text() == "Enter a date, such as Nov 30."
    assert accounts.lent == []
    dialog.close()


def test_what_is_over_is_not_listed(
    card: DelegationCard, accounts: FakeAccounts, here: CurrentUser
) -> None:
    accounts.here = DANA
    accounts.delegate("ana", TODAY - timedelta(days=9), TODAY - timedelta(days=1))
    accounts.delegate("mai", TODAY, TODAY)
    enter(card, accounts, here, DANA)
    assert list(card.rows) == ["D1"]


def test_whoever_stands_in_sees_for_whom(
    card: DelegationCard, accounts: FakeAccounts, here: CurrentUser
) -> None:
    accounts.here = DANA
    accounts.delegate("ana", TODAY, TODAY)
    accounts.delegate("mai", TODAY, TODAY)
    enter(card, accounts, here, ANA, lent="dana")
    assert card.isVisible()
    assert not card.new.isVisible()
    (row,) = card.rows.values()
    assert not row.revoke.isVisible()


@pytest.mark.parametrize("one", [ANA, MAI])
def test_nobody_else_sees_it(
    card: DelegationCard, accounts: FakeAccounts, here: CurrentUser, one: AccountRecord
) -> None:
    enter(card, accounts, here, one)
    assert not card.isVisible()
    assert "delegations" not in accounts.asked


def test_without_anybody_to_choose_it_says_so(
    card: DelegationCard, accounts: FakeAccounts, here: CurrentUser
) -> None:
    accounts.people = [one for one in accounts.people if one.role is Role.LEADER]
    enter(card, accounts, here, DANA)
    card.new.click()
    assert card.says.text().startswith("There’s no one to choose yet")
