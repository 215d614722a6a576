"""The requests: staff write them here, and a leader goes through them with Ctrl+Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cpdesk.clock import Clock
from cpdesk.policy.requests import State
from cpdesk.records.requests import Ask, RequestQueue, RequestRecord
from cpdesk.ui.changes import Changes
from cpdesk.ui.here import Here
from cpdesk.ui.keys import Key, KeyLine
from cpdesk.ui.parts import Button, Kind, Pill, retheme_parts
from cpdesk.ui.parts.faces import Faces
from cpdesk.ui.parts.page import HeaderSpace
from cpdesk.ui.requests.acting import RequestPapers, Say
from cpdesk.ui.requests.actions import Do
from cpdesk.ui.requests.form import RequestForm
from cpdesk.ui.requests.key_lines import KEYS
from cpdesk.ui.requests.looking import Looking, LookServices
from cpdesk.ui.requests.queue_column import DECLINED, EVERY, SHOWS, WAITING
from cpdesk.ui.requests.waiting import waiting_for_you
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would cost the window its quick start
    from cpdesk.records.office import OfficeRecord
    from cpdesk.services.office import Office
    from cpdesk.services.outreach.events import Events
    from cpdesk.services.partners import Partners
    from cpdesk.services.requests.deciding import Deciding as DecidingService
    from cpdesk.services.requests.filing import Filing
    from cpdesk.services.requests.times import Times
    from cpdesk.services.search import Search


class RequestsPage(QWidget):
    """The queue on the left and the request on the right; or the form with the rules next to it.
    `counted` carries how many wait for the current user, as just read."""

    counted = Signal(int)

    def __init__(
        self,
        *,
        deciding: DecidingService,
        filing: Filing,
        times: Times,
        partners: Partners,
        search: Search,
        office: Office,
        events: Events,
        here: Here,
        papers: RequestPapers,
        ask_password: Callable[[Callable[[], None]], object],
        say: Say,
        tasks: Tasks,
        changes: Changes,
        words: Words,
        theme: Theme,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._office = office
        self._here = here
        self._papers = papers
        self._say = say
        self._tasks = tasks
        self._changes = changes
        self._words = words
        self._clock = clock
        self._author = here.actor.account_id
        services = LookServices(deciding, filing, times, events)
        self.look = Looking(
            theme, words, tasks, services, here, papers, ask_password, say, self._today, clock.now
        )
        self.column, self.detail, self.acting = self.look.column, self.look.detail, self.look.acting
        self.form = RequestForm(
            theme, words, tasks, clock,
            filing=filing, times=times, partners=partners, search=search,
        )  # fmt: skip
        self.waiting = Pill(theme)
        self.form_paper = Button(theme, words.text("Print blank form"), small=True)
        self.new_button = Button(
            theme, words.text("New request"), words.text("Ctrl+N"), kind=Kind.PRIMARY, small=True
        )
        self._lay_out()
        self._wire()
        self._bind_keys()

    @property
    def widget(self) -> QWidget:
        return self

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.waiting, HeaderSpace(), self.form_paper, self.new_button)

    def keys(self) -> Sequence[KeyLine]:
        return KEYS

    # -- building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._faces = Faces()
        self._faces.addWidget(self.look)
        self._faces.addWidget(self.form)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._faces)
        self.waiting.hide()
        self._dress()

    def _wire(self) -> None:
        acting = self.acting
        self.look.counted.connect(self._count)
        self.detail.acted.connect(acting.act)
        acting.decided.connect(self._after)
        acting.undone.connect(self._undone)
        acting.edit_wanted.connect(self._edit)
        acting.again_wanted.connect(self._begin)
        self.detail.tray_closed.connect(self._focus_list)
        self.form.filed.connect(self._filed)
        self.form.kept.connect(self._kept)
        self.form.left.connect(self._show_queue)
        self.new_button.clicked.connect(lambda: self.new())
        self.form_paper.clicked.connect(lambda: self._papers.print_form())
        changes = self._changes
        for changed in (changes.visits, changes.roster, changes.office, changes.day_plan):
            changed.connect(self.refresh)
        for outreach in (changes.requests, changes.events, changes.releases):
            outreach.connect(self.refresh)
        changes.people.connect(self._somebody_else)

    def _bind_keys(self) -> None:
        for keys, act in (
            ("Ctrl+N", self.new),
            ("Ctrl+Return", self._next_thing),
            ("Ctrl+Enter", self._next_thing),
            ("Ctrl+Z", partial(self._looked, self.acting.undo)),
            ("Ctrl+O", partial(self._press, Do.OFFER)),
            ("Ctrl+D", partial(self._looked, self.look.decline)),
            ("F2", partial(self._press, Do.EDIT)),
            ("Ctrl+T", self._find_times),
            ("Ctrl+S", self._save),
            ("Ctrl+P", partial(self._press, Do.LETTER)),
            ("Ctrl+I", self.detail.history.explain),
            ("Ctrl+F", partial(self._looked, self.look.to_search)),
            ("Ctrl+Backspace", self._throw_away),
        ):
            Key(keys, self, act, everywhere=True)
        for n, show in enumerate(SHOWS, 1):
            Key(f"Alt+{n}", self, partial(self._filter, show), everywhere=True)

    # -- what the window asks -------------------------------------------------------------------

    def shown(self) -> None:
        """In front: the list has the focus and is refreshed; a form stays as it was."""
        if not self.writing:
            self._focus_list()
        self._read_grades()
        self.refresh()

    def _read_grades(self) -> None:
        """The grades that this school has, for the form."""

        def show(office: OfficeRecord) -> None:
            if office.school is not None:
                self.form.fields.set_grades(office.school.grade_low, office.school.grade_high)

        self._tasks.run(self._office.office, owner=self, done=show, latest="requests.office")

    def refresh(self) -> None:
        """Refreshes the list and the selected request."""
        self.look.refresh()

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)
        self.column.reglaze()
        self._dress()

    def typed(self, event: QKeyEvent) -> bool:
        """Typing in the list has no meaning here; in the form every field has its own focus."""
        return False

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
        self.look.want(request_id)
        self._show_queue()
        self.column.filter(EVERY)
        self.refresh()

    @property
    def writing(self) -> bool:
        """Whether the form is open."""
        return self._faces.currentWidget() is self.form

    # -- the list and one request ---------------------------------------------------------------

    def _today(self) -> date:
        return self._words.local(self._clock.now()).date()

    def _count(self, queue: RequestQueue | None) -> None:
        """Next to the title: how many wait for the current user."""
        if queue is None:
            self.waiting.hide()
            return
        n = queue.counts.for_me
        self.waiting.set(waiting_for_you(n, self._words), Tone.ASK)
        self.waiting.setVisible(bool(n))
        self.counted.emit(n)

    def _show_queue(self) -> None:
        self._faces.setCurrentWidget(self.look)
        self._focus_list()

    def _after(self, record: RequestRecord) -> None:
        """Selects the next one in the queue and tells every page."""
        self.look.pass_on()
        self._focus_list()
        self._changes.requests.emit()

    def _undone(self, record: RequestRecord) -> None:
        """Selects it again, to be decided differently."""
        self.look.want(record.request_id)
        self._focus_list()
        self._changes.requests.emit()

    # -- the form -------------------------------------------------------------------------------

    def _begin(self, ask: Ask | None, *, kept: bool = False) -> None:
        if kept:
            self._say(self._words.text("What you typed before is saved as a draft."), Tone.INFO)
        self.detail.close_tray()
        self._faces.setCurrentWidget(self.form)
        self.form.start(ask)

    def _edit(self, record: RequestRecord) -> None:
        self._faces.setCurrentWidget(self.form)
        self.form.start(None, record)

    def _filed(self, record: RequestRecord) -> None:
        declined = record.state is State.DECLINED
        text = self._words.text
        said = (
            text("The rules don’t allow this request. It was filed as declined.")
            if declined
            else text("Request filed.")
        )
        self._say(said, Tone.INFO if declined else Tone.OK)
        self.look.want(record.request_id)
        self._show_queue()
        self.column.filter(DECLINED if declined else WAITING)
        self._changes.requests.emit()

    def _kept(self, record: RequestRecord) -> None:
        self._say(self._words.text("Draft saved. Find it under All."), Tone.OK)
        self.look.want(record.request_id)
        self._show_queue()
        self.column.filter(EVERY)
        self._changes.requests.emit()

    def _somebody_else(self) -> None:
        """Another user: what the previous one was writing is not theirs."""
        if self._here.actor.account_id != self._author:
            self._author = self._here.actor.account_id
            self.look.forget()
            if self.writing:
                self.form.start(None)
                self._show_queue()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window closes: unsaved typing is saved as a draft."""
        closes = event.type() is QEvent.Type.Close and watched is self.window()
        if closes and self.writing and self.form.dirty:
            self.form.save_draft(lambda record: None)
        return super().eventFilter(watched, event)

    # -- keys -----------------------------------------------------------------------------------

    def _next_thing(self) -> None:
        """Ctrl+Enter."""
        if self.writing:
            self.form.submit()
        else:
            self.look.next_thing()

    def _looked(self, act: Callable[[], None]) -> None:
        """What a key does while the queue is in front."""
        if not self.writing:
            act()

    def _press(self, do: Do) -> None:
        self._looked(partial(self.look.press, do))

    def _find_times(self) -> None:
        if self.writing:
            self.form.find_times()

    def _save(self) -> None:
        if self.writing:
            self.form.save_draft()
        else:
            self._press(Do.CALENDAR)

    def _throw_away(self) -> None:
        if self.writing:
            self.form.throw_away()

    def _filter(self, show: str) -> None:
        if not self.writing:
            self.column.filter(show)
            self._focus_list()

    def _focus_list(self) -> None:
        """Not while the window is locked, or another page or the form is in front: the user may be
        typing there."""
        if self.look.isVisible():
            self.column.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the focused part did not use."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._escape()
        elif self.writing or not self.look.arrow(key):
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self.writing:
            self.form.escape()
        elif self.detail.tray is not None:
            self.detail.leave_tray()
        else:
            self.column.student.clear()
            self._focus_list()

    # -- layout ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        px = self.theme.px
        self._outer.setContentsMargins(px(20), px(16), px(20), px(16))
        self.look.fit(self.width())
