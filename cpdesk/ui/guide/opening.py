"""Opens the guide over the page in front, and the form that an answer starts."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cpdesk.policy.situations import Form
from cpdesk.records.requests import Ask
from cpdesk.ui.flyers.page import FlyersPage
from cpdesk.ui.guide.dialog import GuideDialog
from cpdesk.ui.lazy_page import LazyPage
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.partners.page import PartnersPage
from cpdesk.ui.requests.page import RequestsPage
from cpdesk.ui.window.window import MainWindow


def open_guide(
    context: PageContext,
    window: MainWindow,
    requests: LazyPage[RequestsPage],
    flyers: LazyPage[FlyersPage],
    partners: LazyPage[PartnersPage],
) -> None:
    """What may a partner do?"""

    def start_request(ask: Ask) -> None:
        window.go(requests.key)
        requests.page.new(ask)

    def start_form(form: Form) -> None:
        if form is Form.FLYER:
            window.go(flyers.key)
            flyers.page.new()
        else:
            window.go(partners.key)  # releases are recorded with their partner
            partners.page.record_releases()

    guide = GuideDialog(context, window)
    guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    guide.request.connect(start_request)
    guide.form.connect(start_form)
    guide.open()
