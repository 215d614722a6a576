"""Opens the guide over the page in front, and the form that an answer starts."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cpdesk.policy.situations import Form
from cpdesk.records.requests import Ask
from cpdesk.ui.flyers.page import FlyersPage
from cpdesk.ui.guide.dialog import GuideDialog
from cpdesk.ui.late_page import LatePage
from cpdesk.ui.partners.page import PartnersPage
from cpdesk.ui.requests.page import RequestsPage
from cpdesk.ui.site import Site
from cpdesk.ui.window import MainWindow


def open_guide(
    site: Site,
    window: MainWindow,
    requests: LatePage[RequestsPage],
    flyers: LatePage[FlyersPage],
    partners: LatePage[PartnersPage],
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

    guide = GuideDialog(site, window)
    guide.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    guide.request.connect(start_request)
    guide.form.connect(start_form)
    guide.open()
