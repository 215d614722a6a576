"""The partners' page on the real services with the sample district."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from cpdesk.clock import FixedClock
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.partners.page import PartnersPage
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.file_dialogs import FileDialogs
from tests.ui.context import QuietWindow, page_context

Build = Callable[..., PartnersPage]


@pytest.fixture
def build(
    qtbot: QtBot, services: Services, clock: FixedClock, tasks: InlineTasks, changes: Changes
) -> Build:
    """Makes the page in a theme and a size, and shows it."""

    def build(
        theme: Theme, width: int = 1170, height: int = 712, files: FileDialogs | None = None
    ) -> PartnersPage:
        page = PartnersPage(page_context(services, QuietWindow(theme), tasks, changes, files=files))
        page.resize(width, height)
        qtbot.addWidget(page)
        for widget in page.header_widgets():
            qtbot.addWidget(widget)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        page.shown()
        return page

    return build


@pytest.fixture
def page(build: Build, theme: Theme) -> PartnersPage:
    return build(theme)
