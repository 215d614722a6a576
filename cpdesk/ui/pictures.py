"""Pictures of the pages, for the README and for demonstrations."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication

from cpdesk.clock import Clock
from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import Question
from cpdesk.settings import Settings
from cpdesk.ui.desk.page import DeskPage
from cpdesk.ui.front_office import FrontOffice, Services
from cpdesk.ui.partners.page import PartnersPage
from cpdesk.ui.tasks import InlineTasks
from cpdesk.words import Words

SIZE = QSize(1366, 768)


def take(
    app: QApplication, folder: Path, services: Services, clock: Clock, words: Words, out: Path
) -> None:
    """`desk`, `refuse`, `today`, `partners` and `settings.png`, and the first three in dark."""
    for look in (Settings(theme="light"), Settings(theme="dark")):
        tasks = InlineTasks()
        office = FrontOffice(
            app, folder, services, clock=clock, words=words, tasks=tasks, settings=look
        )
        window = office.window
        window.resize(SIZE)
        window.show()
        window.start()
        end = "-dark" if look.theme == "dark" else ""
        desk = next(page for page in office.pages if isinstance(page, DeskPage))
        rosa = next(row for row in services.service("desk").expected() if "Rosa" in row.person_name)
        desk.field.line.setText("munoz")
        desk.field.entered.emit()
        _save(app, office, out / f"desk{end}.png")
        desk.arrival.close()
        desk.field.line.clear()
        desk.arrival.take(Question(person=rosa.person_id, purpose=Purpose.STUDENT_MEETING, grade=6))
        _save(app, office, out / f"refuse{end}.png")
        for page in office.pages:
            if isinstance(page, DeskPage) or (end and page.key != "today"):
                continue
            window.go(page.key)
            if isinstance(page, PartnersPage):
                page.open(rosa.partner_id)
            _save(app, office, out / f"{page.key}{end}.png")
        window.hide()
        window.deleteLater()


def _save(app: QApplication, office: FrontOffice, to: Path) -> None:
    """Lets everything that waits be laid out and painted, then keeps the picture."""
    for _ in range(4):
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    office.window.grab().save(str(to))
