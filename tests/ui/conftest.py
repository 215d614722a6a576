"""What every test of the window needs: a dressed application, and lanes that work at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from cpdesk.settings import Settings
from cpdesk.ui.changes import Changes
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.theme.theme import Theme, apply


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """Light, at 100 %."""
    return apply(qapp, Settings(theme="light"))


@pytest.fixture(params=[("light", 100), ("dark", 100), ("light", 150)], ids=str)
def any_theme(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Theme]:
    """Each look in turn."""
    name, size = request.param
    yield apply(qapp, Settings(theme=name, text_size=size))
    apply(qapp, Settings(theme="light"))


@pytest.fixture
def tasks(qapp: QApplication) -> InlineTasks:
    return InlineTasks()


@pytest.fixture
def changes(qapp: QApplication) -> Changes:
    return Changes()


@pytest.fixture(autouse=True)
def _let_go() -> Iterator[None]:
    """Widgets that a test closed are deleted when the event loop turns; between two tests it does
    not, and each new style would be worked out for all of them."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
