"""Opens the guide over the page in front, and the form that an answer starts."""

from __future__ import annotations

from typing import Protocol, TypeVar

from PySide6.QtCore import Qt

from cpdesk.policy.situations import Form
from cpdesk.records.requests import Ask
from cpdesk.ui.guide.dialog import GuideDialog
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.window.window import MainWindow

P = TypeVar("P", covariant=True)


class Lazy(Protocol[P]):
    """A page that is created when it is first needed."""

    @property
    def page(self) -> P: ...


class StartsRequests(Protocol):
    def new(self, ask: Ask) -> None: ...


class StartsFlyers(Protocol):
    def new(self) -> None: ...


class RecordsReleases(Protocol):
    def record_releases(self) -> None: ...


def open_guide(
    context: PageContext,
    window: MainWindow,
    requests: Lazy[StartsRequests],
    flyers: Lazy[StartsFlyers],
    partners: Lazy[RecordsReleases],
) -> None:
    """What may a partner do?"""

    def start_request(ask: Ask) -> None:
        window.go("requests")
        requests.page.new(ask)

    def start_form(form: Form) -> None:
        if form is Form.FLYER:
            window.go("flyers")
            flyers.page.new()
        else:
            window.go("partners")  # releases are recorded with their partner
            partners.page.record_releases()

    guide = GuideDialog(context, window)
    guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    guide.request.connect(start_request)
    guide.form.connect(start_form)
    guide.open()
