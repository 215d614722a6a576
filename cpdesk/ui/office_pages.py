"""Creates the page of partners with the services it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cpdesk.ui.keys import Key
from cpdesk.ui.site import Site

if TYPE_CHECKING:
    from cpdesk.ui.partners.page import PartnersPage

# Each page is imported where it is created: the window is painted first.


def partners_page(site: Site) -> PartnersPage:
    from cpdesk.ui.partners.page import PartnersPage

    page = PartnersPage(site)
    _lead_to_papers(site, page)
    return page


def _lead_to_papers(site: Site, page: QWidget) -> None:
    """On a page without a paper of its own, the print key opens the Printing page."""
    Key("Ctrl+P", page, lambda: site.window.go("printing"), everywhere=True)
