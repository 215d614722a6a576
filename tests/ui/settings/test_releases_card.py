"""The switch that keeps releases child by child."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import Actor, SignedIn
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.settings.releases_card import ReleasesCard
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog
from tests.ui.context import QuietWindow, page_context


@pytest.fixture
def here() -> CurrentUser:
    return CurrentUser()


@pytest.fixture
def card(
    theme: Theme, tasks: InlineTasks, services: Services, here: CurrentUser, qtbot: QtBot
) -> ReleasesCard:
    made = ReleasesCard(page_context(services, QuietWindow(theme), tasks, Changes(), here=here))
    qtbot.addWidget(made)
    made.show()
    return made


def asked() -> QuestionDialog:
    """The dialog that is open."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QuestionDialog)
    assert dialog.accessibleName() == "Keep only totals?"
    return dialog


def test_on_at_once_and_off_after_it_was_asked(card: ReleasesCard, services: Services) -> None:
    message = QSignalSpy(card.changed)
    card.refresh()
    assert not card.switch.isChecked()
    card.switch.click()
    assert services.releases.by_child()
    services.releases.note_child("HRD-1", "S-2207", True)
    card.switch.click()
    assert card.switch.isChecked()  # nothing is erased until it is confirmed
    asked().reject()
    assert services.releases.children("HRD-1")
    card.switch.click()
    asked().submit()
    assert not card.switch.isChecked()
    assert not services.releases.by_child()
    assert message.count() == 2


def test_only_the_office_manager_turns_it(card: ReleasesCard, here: CurrentUser) -> None:
    here.signed_in = SignedIn(Actor("A1", "Siv Aas", Role.DESK), False, 5)
    card.refresh()
    assert not card.switch.isEnabled()
    assert card.only.text() == "Only the office manager can do this."
