"""The queue on the left, and the selected request on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from cpdesk.errors import DeskError
from cpdesk.policy.permissions import Act as May
from cpdesk.policy.requests import State
from cpdesk.records.outreach import PastOutcome
from cpdesk.records.requests import Examination, RequestQueue, RequestRecord
from cpdesk.ui.here import Here
from cpdesk.ui.parts import Card, EmptyState, Themed
from cpdesk.ui.requests.acting import Acting, RequestPapers, Say
from cpdesk.ui.requests.actions import Do
from cpdesk.ui.requests.deciding import Looks
from cpdesk.ui.requests.detail import DetailView
from cpdesk.ui.requests.queue_column import QueueColumn
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would slow the window's start
    from cpdesk.services.outreach.events import Events
    from cpdesk.services.requests.deciding import Deciding as DecidingService
    from cpdesk.services.requests.filing import Filing
    from cpdesk.services.requests.times import Times


@dataclass(frozen=True)
class LookServices:
    """What the queue and a request need."""

    deciding: DecidingService
    filing: Filing
    times: Times
    events: Events


Marked = tuple[RequestRecord, Examination | None, tuple[PastOutcome, ...]]


class Looking(QWidget, Themed):
    """`counted` carries the queue each time it is read, or None if it can't be read."""

    counted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        services: LookServices,
        here: Here,
        papers: RequestPapers,
        ask_password: Callable[[Callable[[], None]], object],
        say: Say,
        today: Callable[[], date],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._tasks = tasks
        self._services = services
        self._here = here
        self._today = today
        self._wanted = ""  # the request to select when the list is loaded
        self._passed_on = False  # a decision was made: the next one in the queue is selected
        self.column = QueueColumn(theme, words)
        self.detail = DetailView(theme, words, here)
        self.acting = Acting(
            self.detail,
            deciding=services.deciding,
            filing=services.filing,
            times=services.times,
            papers=papers,
            ask_password=ask_password,
            say=say,
            tasks=tasks,
            words=words,
            looks=lambda: Looks(self.theme, words, today()),
            now=now,
            parent=self,
        )
        self.empty = EmptyState(theme, "inbox", words.text("No request selected"))
        self._faces = QStackedWidget()
        self._faces.addWidget(self.empty)
        self._faces.addWidget(self.detail)
        right = Card(theme)
        right.body.addWidget(self._faces, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.column)
        self._row.addWidget(right, 1)
        self.column.changed.connect(self.refresh)
        self.column.list.chosen.connect(lambda request: self._read(request, chosen=True))
        self.column.list.entered.connect(
            lambda: self.detail.setFocus(Qt.FocusReason.OtherFocusReason)
        )
        self.acting.stale.connect(self.refresh)
        self.dress()

    # -- the list and one request ---------------------------------------------------------------

    def refresh(self) -> None:
        """Reads the list and the selected request again."""
        self.column.let_search(self._here.may(May.FIND_STUDENT))
        show, student = self.column.show_what, self.column.reference
        self._tasks.run(
            lambda: self._services.deciding.queue(show, student),
            owner=self,
            done=self._show_list,
            failed=self._show_trouble,
            latest="requests.list",
        )

    def want(self, request_id: str) -> None:
        """This one is selected when the list is loaded next."""
        self._wanted = request_id

    def pass_on(self) -> None:
        """A decision was made: the next one is selected when the list is loaded."""
        self.detail.close_tray()
        self._passed_on = True

    def forget(self) -> None:
        """Another user is here: what the previous user was looking at is not theirs."""
        self.column.student.clear()
        self.detail.close_tray()
        self.acting.forget()
        self._show_empty()

    def _show_list(self, queue: RequestQueue) -> None:
        self.counted.emit(queue)
        wanted, self._wanted = self._wanted, ""
        kept = self.detail.record.request_id if self.detail.record is not None else ""
        chosen = wanted or ("" if self._passed_on else kept)
        self._passed_on = False
        self.column.show_queue(queue, self._today(), chosen)
        current = self.column.list.current
        if wanted and (current is None or current.request_id != wanted):
            self._read(wanted)  # it is in another list
        elif current is not None:
            self._read(current.request_id)
        else:
            self._show_empty()

    def _show_empty(self) -> None:
        self.detail.record = None
        self._faces.setCurrentWidget(self.empty)

    def _show_trouble(self, trouble: DeskError) -> None:
        """No school yet, or no one signed in: what to do is shown instead of the list."""
        text = self._words.text
        says, do = text(trouble.says, **trouble.facts), text(trouble.do, **trouble.facts)
        self.column.say("circle-alert", says, do)
        self.counted.emit(None)
        self._show_empty()

    def _read(self, request_id: str, *, chosen: bool = False) -> None:
        """Shows a request. One that the user did not choose, or that has changed since it was
        shown, must be read before it is decided."""
        deciding, events = self._services.deciding, self._services.events

        def work() -> Marked:
            record = deciding.request(request_id)
            asks = record.state in (State.DRAFT, State.WAITING, State.APPROVED, State.RETURNED)
            if not asks:
                return record, None, ()
            past = events.past(record.partner_id) if record.partner_id else ()
            return record, deciding.examine_now(request_id), past

        def done(found: Marked) -> None:
            record, examined, past = found
            before = self.detail.record
            self.detail.show_request(record, examined, self._today(), past)
            if chosen:
                self.acting.just_shown.chosen()
            elif before is None or _told(before) != _told(record):
                self.acting.just_shown.begin()
            self._faces.setCurrentWidget(self.detail)

        def failed(trouble: DeskError) -> None:
            text = self._words.text
            self.empty.set(
                "circle-alert",
                text(trouble.says, **trouble.facts),
                text(trouble.do, **trouble.facts),
            )
            self._show_empty()

        self._tasks.run(work, owner=self, done=done, failed=failed, latest="requests.one")

    # -- keys -----------------------------------------------------------------------------------

    def next_thing(self) -> None:
        """Ctrl+Enter."""
        if self.detail.tray is not None:
            self.detail.tray.submit()
        else:
            first = self.detail.row.first()
            if first is not None:
                self.press(first)

    def press(self, do: Do) -> None:
        """As if its button were clicked."""
        if self.detail.tray is None:
            self.detail.row.press(do)

    def decline(self) -> None:
        """Declines a waiting request, rejects a verbal approval."""
        self.press(Do.DISOWN if Do.DISOWN in self.detail.row.buttons else Do.DECLINE)

    def to_search(self) -> None:
        """To the field, if the user may search."""
        if not self.column.student.isHidden():
            self.column.student.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def arrow(self, key: int) -> bool:
        """An arrow key that no focused part handled; False if it has no meaning here."""
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.column.turn(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.column.student.hasFocus():
            self.column.list.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    # -- how it lies ----------------------------------------------------------------------------

    def dress(self) -> None:
        self._row.setSpacing(self.theme.px(16))

    def fit(self, width: int) -> None:
        """The column's share of a page of this width."""
        px = self.theme.px
        self.column.setFixedWidth(min(px(430), max(px(250), int(width * 0.37))))


def _told(record: RequestRecord) -> tuple[str, int]:
    return record.request_id, record.version
