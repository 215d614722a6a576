"""The requests: staff write them here, and a leader goes through them with Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cpdesk.policy.approval.requests import State
from cpdesk.policy.permissions import Permission as May
from cpdesk.records.outreach import PastOutcome
from cpdesk.records.requests import Ask, Examination, RequestQueue, RequestRecord, RequestRow
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.requests.actions import ACTIONS, NEW, Do
from cpdesk.ui.requests.commands import RequestCommands, RequestPapers
from cpdesk.ui.requests.detail.detail import RequestView
from cpdesk.ui.requests.form.form import RequestForm
from cpdesk.ui.requests.papers import RequestPaperDesk
from cpdesk.ui.requests.queue.queue_badge import waiting_for_you
from cpdesk.ui.requests.queue.queue_column import (
    APPROVED,
    DECLINED,
    EVERY,
    WAITING,
    QueueList,
    queue_column,
)
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.account import password_dialog
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.page.list_detail_page import ListDetailPage
from cpdesk.ui.widgets.page.page import HeaderSpace
from cpdesk.ui.widgets.page.record_column import RecordColumn

if TYPE_CHECKING:  # importing services would cost the window its quick start
    from cpdesk.records.office import OfficeRecord

Found = tuple[RequestRecord, Examination | None, tuple[PastOutcome, ...]]
_EXAMINED = (State.DRAFT, State.WAITING, State.APPROVED, State.RETURNED)


class RequestsPage(ListDetailPage[RequestQueue, Found, Do]):
    """The queue on the left and the request on the right; or the form with the rules next to it.
    `counted` carries how many wait for the current user, as just read."""

    counted = Signal(int)
    name, table = "requests", ACTIONS
    column: RecordColumn[QueueList]
    detail: RequestView

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        theme, words, services = context.theme, context.words, context.services
        detail = RequestView(theme, words, context.current_user)
        empty = EmptyState(theme, "inbox", words.text("No request selected"))
        super().__init__(context, parent, queue_column(theme, words), detail, empty)
        self._decisions = services.decisions
        self._office = services.office
        self._events = services.events
        self.papers = self.paper_desk()
        self.commands = RequestCommands(
            self.runner, self.just_shown, context, self.papers, self.ask_password
        )
        self.form = RequestForm(context)
        self.add_view(self.form)
        self.waiting = Pill(theme)
        self.waiting.hide()
        self.form_paper = Button(theme, words.text("Print blank form"), small=True)
        self.new_button = Button(
            theme, words.text(NEW.label), words.text(NEW.key), kind=NEW.kind, small=True
        )
        self._wire()
        self.apply_theme()

    def paper_desk(self) -> RequestPapers:
        """Where letters and calendar files are made."""
        return RequestPaperDesk(self.context, self)

    def ask_password(self, then: Callable[[], None]) -> None:
        """Asks for the user's password again, before a decision."""
        password_dialog.ask(self.context, self, then)

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.waiting, HeaderSpace(), self.form_paper, self.new_button)

    def _wire(self) -> None:
        commands, form, changes = self.commands, self.form, self._changes
        self.detail.acted.connect(commands.act)
        commands.decided.connect(self._after)
        commands.undone.connect(self._undone)
        commands.edit_wanted.connect(self._edit)
        commands.again_wanted.connect(self._begin)
        form.filed.connect(self._filed)
        form.kept.connect(self._kept)
        form.left.connect(self.show_queue)
        self.new_button.clicked.connect(lambda: self.new())
        self.form_paper.clicked.connect(lambda: self.papers.print_form())
        self.listen(
            (
                changes.visits, changes.roster, changes.office, changes.day_plan,
                changes.requests, changes.events, changes.releases,
            )
        )  # fmt: skip
        self.everywhere = {Do.NEW: self.new}
        self.does[self.look] = {
            Do.NEXT: self.next_step,
            Do.UNDO: self.runner.undo_last,
            Do.SEARCH: self.to_search,
            Do.EXPLAIN: self.detail.history.explain,
        }
        self.escapes = {form: form.escape}
        self.does[form] = {
            Do.NEXT: form.submit,
            Do.FIND_TIMES: form.find_times,
            Do.SAVE_DRAFT: form.save_draft,
            Do.DISCARD: form.throw_away,
        }

    # -- what the window asks -------------------------------------------------------------------

    def shown(self) -> None:
        self._read_grades()
        super().shown()

    def _read_grades(self) -> None:
        """The grades that this school has, for the form."""

        def show(office: OfficeRecord) -> None:
            if office.school is not None:
                self.form.fields.set_grades(office.school.grade_low, office.school.grade_high)

        self._tasks.run(self._office.office, owner=self, done=show, latest="requests.office")

    def new(self, ask: Ask | None = None) -> None:
        """Opens the form, filled with what another page knows. What was being written there is
        kept as a draft first."""
        if self.writing and ask is None:
            return
        if self.writing and self.form.dirty:
            self.form.save_draft(lambda record: self._begin(ask, kept=True))
        else:
            self._begin(ask)

    def open(self, request_id: str) -> None:
        """Shows a request, as from another page."""
        self.want(request_id)
        self.show_queue()
        self.column.filter(EVERY)
        self.refresh()

    @property
    def writing(self) -> bool:
        """Whether the form is open."""
        return self.front is self.form

    # -- the list and one request ---------------------------------------------------------------

    def read_list(self) -> Callable[[], RequestQueue]:
        self.column.let_search(self._current_user.may(May.FIND_STUDENT))
        show, student = self.column.show_what, self.column.wanted
        return lambda: self._decisions.queue(show, student)

    def show_list(self, found: RequestQueue, wanted: str, kept: str) -> None:
        counts = found.counts
        self.waiting.set(waiting_for_you(counts.for_me, self._words), Tone.ASK)
        self.waiting.setVisible(bool(counts.for_me))
        self.counted.emit(counts.for_me)
        self.column.count(
            {
                WAITING: counts.waiting,
                APPROVED: counts.approved,
                DECLINED: counts.declined,
                EVERY: counts.every,
            }
        )
        self.column.list.show_rows(found.rows, self.today(), wanted or kept)
        self.column.show_list(bool(found.rows))

    def list_failed(self) -> None:
        self.column.list.show_rows((), date.min, "")
        self.waiting.hide()

    def key_of(self, row: RequestRow | RequestRecord) -> str:
        return row.request_id

    def read_one(self, key: str) -> Callable[[], Found]:
        def work() -> Found:
            record = self._decisions.request(key)
            if record.state not in _EXAMINED:
                return record, None, ()
            past = self._events.past(record.partner_id) if record.partner_id else ()
            return record, self._decisions.examine_now(key), past

        return work

    def show_one(self, found: Found, *, chosen: bool) -> None:
        """One that the user did not choose, or that has changed since it was shown, must be read
        before it is decided."""
        record, examined, past = found
        before = self.detail.record
        self.detail.show_request(record, examined, self.today(), past)
        if chosen:
            self.just_shown.chosen()
        elif before is None or _version(before) != _version(record):
            self.just_shown.begin()
        self.show_pane(self.detail)

    def _after(self, record: RequestRecord) -> None:
        """Selects the next one in the queue and tells every page."""
        self.pass_on()
        self.focus_list()
        self._changes.requests.emit()

    def _undone(self, record: RequestRecord) -> None:
        """Selects it again, to be decided differently."""
        self.want(record.request_id)
        self.focus_list()
        self._changes.requests.emit()

    # -- the form -------------------------------------------------------------------------------

    def _begin(self, ask: Ask | None, *, kept: bool = False) -> None:
        if kept:
            self._show_message(
                self._words.text("What you typed before is saved as a draft."), Tone.INFO
            )
        self.detail.close_tray()
        self.bring(self.form)
        self.form.start(ask)

    def _edit(self, record: RequestRecord) -> None:
        self.bring(self.form)
        self.form.start(None, record)

    def _filed(self, record: RequestRecord) -> None:
        text = self._words.text
        if record.state is State.DECLINED:
            said = text("The rules don’t allow this request. It was filed as declined.")
            self._written(record, said, Tone.INFO, DECLINED)
        else:
            self._written(record, text("Request filed."), Tone.OK, WAITING)

    def _kept(self, record: RequestRecord) -> None:
        self._written(record, self._words.text("Draft saved. Find it under All."), Tone.OK, EVERY)

    def _written(self, record: RequestRecord, said: str, tone: Tone, show: str) -> None:
        """Shows what was written in the list where it is now."""
        self._show_message(said, tone)
        self.want(record.request_id)
        self.show_queue()
        self.column.filter(show)
        self._changes.requests.emit()

    def forget(self) -> None:
        super().forget()
        if self.writing:
            self.form.start(None)
            self.show_queue()

    def may_close(self) -> bool:
        """Unsaved typing is saved as a draft."""
        if self.writing and self.form.dirty:
            self.form.save_draft(lambda record: None)
        return True


def _version(record: RequestRecord) -> tuple[str, int]:
    return record.request_id, record.version
