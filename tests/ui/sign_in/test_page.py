from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.errors import DataLostError, DeskError
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import PasswordReset, SignedIn
from cpdesk.ui.sign_in.page import SignInPage
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.words import Words
from tests.ui.sign_in.fakes import ANA, AT, BEN, DANA, KEY, MAI, FakeAccounts, account, site_of
from tests.ui.walk import assert_accessible, assert_legible, assert_whole, readable

Open = Callable[..., SignInPage]


@pytest.fixture
def passed() -> list[SignedIn]:
    return []


@pytest.fixture
def opened(
    theme: Theme,
    words: Words,
    clock: FixedClock,
    tmp_path: Path,
    tasks: InlineTasks,
    accounts: FakeAccounts,
    passed: list[SignedIn],
    qtbot: QtBot,
) -> Open:
    def page(last: str = "", look: Theme = theme, says: str = "") -> SignInPage:
        made = SignInPage(
            site_of(tmp_path, clock, words, look, tasks, accounts), last=last, says=says
        )
        made.passed.connect(passed.append)
        qtbot.addWidget(made)
        made.resize(1366, 768)
        made.show()
        with qtbot.waitActive(made):
            made.activateWindow()
        made.read()
        return made

    return page


def marked(page: SignInPage) -> str:
    one = page.sign_in.picker.account
    return one.name if one else ""


def test_by_arrow_keys_then_the_password(opened: Open, passed: list[SignedIn]) -> None:
    page = opened()
    field, secret = page.sign_in.picker.field, page.sign_in.secret
    assert field.hasFocus()
    for key, name in (
        (Qt.Key.Key_Down, BEN.name),
        (Qt.Key.Key_Down, DANA.name),
        (Qt.Key.Key_Up, BEN.name),
    ):
        QTest.keyClick(field, key)
        assert marked(page) == name
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert secret.hasFocus()
    QTest.keyClick(secret, Qt.Key.Key_Down)  # changed my mind: arrows go on in the list
    assert marked(page) == DANA.name
    QTest.keyClicks(secret, "secret dana")
    QTest.keyClick(secret, Qt.Key.Key_Return)
    assert [one.actor.name for one in passed] == [DANA.name]


def test_a_name_or_a_title_is_found_by_typing(opened: Open) -> None:
    page = opened()
    field = page.sign_in.picker.field
    for typed, name in (("whit", DANA.name), ("health", BEN.name), ("MÁI", MAI.name)):
        field.setText(typed)
        assert marked(page) == name
    field.setText("zzz")
    assert marked(page) == ""
    assert page.sign_in.picker.none.text() == "No one here is named “zzz”."
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.hasFocus()


def test_whoever_was_here_last_only_gives_the_password(
    opened: Open, passed: list[SignedIn]
) -> None:
    page = opened(last="dana")
    assert marked(page) == DANA.name
    assert page.sign_in.secret.hasFocus()
    QTest.keyClicks(page.sign_in.secret, "secret dana")
    QTest.keyClick(page.sign_in.secret, Qt.Key.Key_Return)
    assert passed


def test_who_was_here_last_may_be_gone(opened: Open) -> None:
    page = opened(last="nobody-any-more")
    assert page.sign_in.picker.field.hasFocus()


def test_a_password_typed_for_one_is_not_tried_for_another(
    opened: Open, accounts: FakeAccounts
) -> None:
    page = opened(last="dana")
    QTest.keyClicks(page.sign_in.secret, "secret dana")
    QTest.keyClick(page.sign_in.secret, Qt.Key.Key_Up)
    assert page.sign_in.secret.text() == ""
    QTest.keyClick(page.sign_in.secret, Qt.Key.Key_Return)
    assert "sign_in" not in accounts.asked


def test_wrong_is_said_and_the_field_is_empty(opened: Open, passed: list[SignedIn]) -> None:
    page = opened(last="dana")
    QTest.keyClicks(page.sign_in.secret, "guess")
    QTest.keyClick(page.sign_in.secret, Qt.Key.Key_Return)
    assert page.sign_in.trouble.word.text() == "The name and password don’t match."
    assert page.sign_in.secret.text() == ""
    assert page.sign_in.secret.hasFocus()
    assert passed == []


def test_how_long_it_is_shut_is_said(opened: Open, accounts: FakeAccounts) -> None:
    page = opened(last="dana")
    accounts.trouble = DeskError("Too many wrong tries. Seconds left: {n}.", "Wait.", n=60)
    QTest.keyClicks(page.sign_in.secret, "guess")
    page.sign_in.do.click()
    assert page.sign_in.trouble.word.text() == "Too many wrong tries. Seconds left: 60."


def test_an_account_that_only_prints_has_no_business_here(
    opened: Open, accounts: FakeAccounts, passed: list[SignedIn]
) -> None:
    accounts.people.append(account("Night printer", Role.PRINTER))
    page = opened(last="night")
    QTest.keyClicks(page.sign_in.secret, "secret night")
    page.sign_in.do.click()
    assert page.sign_in.trouble.word.text() == "This account is only for scheduled printing."
    assert passed == []
    assert accounts.here is None


def test_another_password_is_chosen_before_anything_else(
    opened: Open, accounts: FakeAccounts, passed: list[SignedIn]
) -> None:
    accounts.people[0] = replace(ANA, must_change=True)
    page = opened(last="ana")
    QTest.keyClicks(page.sign_in.secret, "secret ana")
    QTest.keyClick(page.sign_in.secret, Qt.Key.Key_Return)
    assert passed == []
    fields = page.change.fields
    assert fields.first.hasFocus()
    for first, again in (("482913", "482914"), ("123", "123"), ("482913", "482913")):
        assert passed == []
        QTest.keyClicks(fields.first, first)
        QTest.keyClick(fields.first, Qt.Key.Key_Return)
        QTest.keyClicks(fields.again, again)
        QTest.keyClick(fields.again, Qt.Key.Key_Return)
    assert [one.actor.name for one in passed] == [ANA.name]
    assert accounts.secret(ANA) == "482913"


def test_whose_password_was_reset_is_told_by_whom_before_another_is_chosen(
    opened: Open, accounts: FakeAccounts
) -> None:
    accounts.people[0] = replace(ANA, must_change=True)
    accounts.resets[ANA.account_id] = (PasswordReset(AT, MAI.name),)
    page = opened(last="ana")
    QTest.keyClicks(page.sign_in.secret, "secret ana")
    QTest.keyClick(page.sign_in.secret, Qt.Key.Key_Return)
    assert f"{MAI.name} reset your password on Aug 24, 2026" in page.change.sentence.text()


def test_the_printed_key_helps_a_manager(
    opened: Open, accounts: FakeAccounts, passed: list[SignedIn]
) -> None:
    page = opened(last="mai")
    page.sign_in.forgot.click()
    assert page.reset.who.currentText() == MAI.name
    for code, done in (("WRONG KEY", False), (KEY, True)):
        page.reset.code.setPlainText(code)
        for field in (page.reset.fields.first, page.reset.fields.again):
            field.setText("red drawer 31")
        page.reset.do.click()
        assert bool(passed) is done
    assert page.reset.trouble.isHidden()
    assert accounts.secret(MAI) == "red drawer 31"


def test_going_back_leaves_nothing_of_the_key(opened: Open) -> None:
    page = opened(last="mai")
    page.sign_in.forgot.click()
    page.reset.code.setPlainText("SOME KEY")
    QTest.keyClick(page.reset.code, Qt.Key.Key_Escape)
    assert page.sign_in.isVisible()
    assert page.reset.code.toPlainText() == ""


def test_without_any_account_it_says_so(opened: Open, accounts: FakeAccounts) -> None:
    page = opened()
    message: list[bool] = []
    page.nobody.connect(lambda: message.append(True))
    accounts.people.clear()
    page.read()
    assert message == [True]


def test_data_that_cannot_be_read_is_told(opened: Open, accounts: FakeAccounts) -> None:
    page = opened()
    message: list[DeskError] = []
    page.cannot_read.connect(message.append)
    accounts.trouble = DeskError("The key is gone.", "Type the recovery key.")
    page.read()
    assert page.sign_in.trouble.word.text() == "The key is gone."
    assert message


def test_no_password_can_be_read(opened: Open) -> None:
    page = opened(last="dana")
    QTest.keyClicks(page.sign_in.secret, "hunter2")
    assert "hunter2" not in readable(page)


def test_it_is_whole_in_every_look(opened: Open, accounts: FakeAccounts, any_theme: Theme) -> None:
    page = opened("dana", any_theme, "Locked. What Dana Whitfield had open is still here.")
    accounts.people[0] = replace(ANA, must_change=True)
    page.sign_in.show_message("The name and password don’t match.", "Try again.")
    for step in page.steps:
        page.show_step(step)
        QApplication.processEvents()
        assert_whole(page)
    assert_accessible(page)
    assert_legible(page, any_theme)


def test_lost_data_offers_its_backups_until_it_can_be_read(
    opened: Open, accounts: FakeAccounts
) -> None:
    accounts.trouble = DataLostError("The desk’s data is gone.", "Restore a backup.")
    page = opened()
    asked: list[DeskError] = []
    page.cannot_read.connect(asked.append)
    assert page.sign_in.trouble.isVisible()
    page.backups.click()
    page.backups.click()
    assert asked == [accounts.trouble] * 2
    assert_accessible(page)
    accounts.trouble = None
    page.read()
    assert page.backups.isHidden()
    assert page.sign_in.trouble.isHidden()


def test_data_that_is_not_lost_offers_no_backups(opened: Open, accounts: FakeAccounts) -> None:
    accounts.trouble = DeskError("The folder was moved.", "Put it back.")
    page = opened()
    assert page.sign_in.trouble.isVisible()
    assert page.backups.isHidden()
