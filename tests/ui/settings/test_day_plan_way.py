"""The way to the page "School day" and back, and who may go it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import Actor, SignedIn
from cpdesk.records.day_plans import DayPlanChange, OwnDay
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.settings.day_plan.page import DayPlanPage
from cpdesk.ui.settings.page import SettingsPage
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.words import Words
from tests.ui.context import QuietWindow, page_context


@pytest.fixture
def here() -> CurrentUser:
    return CurrentUser()


@pytest.fixture
def settings(
    theme: Theme,
    words: Words,
    tasks: InlineTasks,
    changes: Changes,
    clock: FixedClock,
    services: Services,
    here: CurrentUser,
    tmp_path: Path,
    qtbot: QtBot,
) -> SettingsPage:
    made = SettingsPage(page_context(services, QuietWindow(theme), tasks, changes, here=here))
    qtbot.addWidget(made)
    made.resize(1170, 712)
    made.show()
    made.shown()
    return made


def test_the_page_is_made_when_it_is_wanted_and_stands_in_the_cards_place(
    settings: SettingsPage,
) -> None:
    assert not settings.findChildren(DayPlanPage)
    settings.school.day.click()
    page = settings.day_plan
    assert page is not None
    assert page.isVisible()
    assert not settings.roster.isVisible()
    page.back.click()
    assert not page.isVisible()
    settings.school.day.click()
    assert settings.day_plan is page


def test_what_changes_elsewhere_is_read_while_the_page_is_in_front(
    settings: SettingsPage, services: Services
) -> None:
    settings.school.day.click()
    page = settings.day_plan
    assert page is not None
    services.day_plans.save(DayPlanChange(days=(OwnDay(date(2026, 11, 24), "", "Storm"),)))
    settings.refresh()
    QApplication.processEvents()
    assert page.day.says.text().endswith("Storm")


@pytest.mark.parametrize(
    ("role", "may"), [(Role.DESK, False), (Role.LEADER, True), (Role.MANAGER, True)]
)
def test_who_may_not_change_it_reads_why(
    settings: SettingsPage, here: CurrentUser, role: Role, may: bool
) -> None:
    here.signed_in = SignedIn(Actor("A1", "Bea Solheim", role, ""), False, 5)
    settings.refresh()
    assert settings.school.day.isEnabled() is may
    said = settings.school.day.toolTip()
    assert (said == "Only a school leader or the office manager can do this.") is not may
