"""Pictures of the pages, for the README and for demonstrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication

from cpdesk.clock import Clock
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import Actor, SignedIn
from cpdesk.records.desk import Question
from cpdesk.records.reports import ReportKind
from cpdesk.settings import Settings
from cpdesk.ui.application import Application
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.widgets.account.account_words import foot_lines

if TYPE_CHECKING:
    from cpdesk.services.auth_context import AuthContext
    from cpdesk.services.services import Services

SIZE = QSize(1366, 768)


def take(app: QApplication, services: Services, out: Path) -> None:
    """`desk`, `refuse`, `today`, `requests`, `flyers`, `reports`, `partners` and `settings.png`;
    the first six in dark, too."""
    for look in (Settings(theme="light"), Settings(theme="dark")):
        office = Application(app, services, tasks=InlineTasks(), settings=look)
        window = office.window
        window.resize(SIZE)
        window.show()
        window.start()
        end = "-dark" if look.theme == "dark" else ""
        desk = office.desk.page
        rosa = next(row for row in services.desk.expected() if "Rosa" in row.person_name)
        desk.field.line.setText("munoz")
        desk.field.entered.emit()
        _save(app, office, out / f"desk{end}.png")
        desk.arrival.close()
        desk.field.line.clear()
        desk.arrival.take(Question(person=rosa.person_id, purpose=Purpose.STUDENT_MEETING, grade=6))
        _save(app, office, out / f"refuse{end}.png")
        for late in (office.today, office.flyers, office.reports, office.partners, office.settings):
            if end and late in (office.partners, office.settings):
                continue
            window.go(late.key)
            if late is office.flyers:
                office.flyers.page.open(_with_classes(services))
            elif late is office.reports:
                office.reports.page.kinds.mark(ReportKind.FRONT_DESK_LOAD)
                office.reports.page.refresh()
            if late is office.partners:
                office.partners.page.open(rosa.partner_id)
            _save(app, office, out / f"{late.key}{end}.png")
        with _leader_here(office, services.auth, services.clock):
            window.go(office.requests.key)
            office.requests.page.column.list.step(1)  # the verbal approval is on top
            _save(app, office, out / f"requests{end}.png")
        window.hide()
        window.deleteLater()
        office.deleteLater()  # with its timers, which would call a deleted window
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _with_classes(services: Services) -> str:
    """The delivery that is being handed out."""
    queue = services.deliveries.queue()
    return next(str(row.delivery_id) for row in queue.to_do if row.next == "hand_out")


@contextmanager
def _leader_here(office: Application, who: AuthContext, clock: Clock) -> Iterator[None]:
    """A page for leaders, as they see it. Nothing is decided."""
    leader = SignedIn(Actor("picture", "Dana Lindqvist", Role.LEADER, "Principal"), False, 2)
    before, office.current_user.signed_in = office.current_user.signed_in, leader
    who.enter(leader.actor, clock.now())
    strong, small = foot_lines(leader, office.words)
    office.window.sidebar.footer.show_message(strong, small, "")
    office.queue_badge.start()
    office.queue_badge.read()
    try:
        yield
    finally:
        who.leave()
        office.current_user.signed_in = before


def _save(app: QApplication, office: Application, to: Path) -> None:
    """Waits until everything is laid out and painted, then saves the picture."""
    for _ in range(4):
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    office.window.grab().save(str(to))
