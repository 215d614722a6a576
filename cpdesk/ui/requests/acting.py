"""Does what the buttons of a request say: asks for what is missing, then calls the service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from cpdesk.errors import DeskError
from cpdesk.policy.requests import Verdict
from cpdesk.records.requests import Deciding, Examination, RequestRecord
from cpdesk.ui.parts.banner import UNDO_SECONDS
from cpdesk.ui.parts.just_shown import JustShown
from cpdesk.ui.parts.tray import SureTray, Tray
from cpdesk.ui.requests import says
from cpdesk.ui.requests.actions import Do, must_know
from cpdesk.ui.requests.deciding import (
    DONE,
    Looks,
    changed_asks,
    knowing,
    step,
    take_tray,
    withdraw_tray,
)
from cpdesk.ui.requests.detail import DetailView
from cpdesk.ui.requests.trays import OfferTray
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Tone
from cpdesk.words import N_, Words

if TYPE_CHECKING:  # importing services would slow the window's start
    from cpdesk.services.requests.deciding import Deciding as DecidingService
    from cpdesk.services.requests.filing import Filing
    from cpdesk.services.requests.times import Times

_DECIDE_NOTHING = frozenset({Do.EDIT, Do.AGAIN, Do.LETTER, Do.CALENDAR})


class Say(Protocol):
    """A banner over the page, with undo: MainWindow.say."""

    def __call__(
        self,
        text: str,
        tone: Tone = ...,
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
        seconds: float = ...,
        undo: bool = False,
    ) -> None: ...


@dataclass(frozen=True)
class RequestPapers:
    """What is printed and saved about a request, given its record."""

    print_letter: Callable[[RequestRecord], None]
    save_calendar: Callable[[RequestRecord], None]
    print_form: Callable[[], None]


class Acting(QObject):
    """Acts on the request in the detail, after the user has had time to read it. Signals: `decided`
    when it has changed, `undone` when it is what it was, `stale` when what is shown must be read
    again; the others ask the page to open the form."""

    decided = Signal(object)  # the RequestRecord as it is now
    undone = Signal(object)  # the same
    stale = Signal()
    edit_wanted = Signal(object)  # a RequestRecord
    again_wanted = Signal(object)  # an Ask like that of the request, without its time

    def __init__(
        self,
        detail: DetailView,
        *,
        deciding: DecidingService,
        filing: Filing,
        times: Times,
        papers: RequestPapers,
        ask_password: Callable[[Callable[[], None]], object],
        say: Say,
        tasks: Tasks,
        words: Words,
        looks: Callable[[], Looks],
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.detail = detail
        self._deciding = deciding
        self._filing = filing
        self._times = times
        self._papers = papers
        self._ask_password = ask_password
        self._say = say
        self._tasks = tasks
        self._words = words
        self._looks = looks
        self._busy = False
        self._over: RequestRecord | None = None  # decided, and shown until the next one is loaded
        self._back: Callable[[], None] | None = None  # undoes the last decision
        self.just_shown = JustShown(now)

    def act(self, do: Do) -> None:
        """A button or its key. Nothing is decided before the user can have read it."""
        record = self.detail.record
        if record is None or self._busy or record is self._over:
            return
        if self.just_shown.holds and do not in _DECIDE_NOTHING:
            return
        looks = self._looks()
        made = step(do, record, self.detail.examined, looks)
        if made is not None:
            if made.tray is None:
                self._decide(made.say(None))
            else:
                weighs = do in (Do.CHANGE, Do.OFFER)
                decide = partial(self._weigh, record) if weighs else self._decide
                self._open(made.tray, lambda said: decide(made.say(said)))
                if isinstance(made.tray, OfferTray):
                    self._propose(record, made.tray)
        elif do is Do.WITHDRAW:
            self._open(withdraw_tray(record, looks), lambda _: self._withdraw(record))
        elif do is Do.TAKE:
            self._open(take_tray(record, looks), lambda n: self._take(record, n))
        elif do is Do.EDIT:
            self.edit_wanted.emit(record)
        elif do is Do.AGAIN:
            self.again_wanted.emit(
                replace(record.ask, day=None, start=None, end=None, weekly_until=None)
            )
        elif do is Do.LETTER:
            self._papers.print_letter(record)
        elif do is Do.CALENDAR:
            self._papers.save_calendar(record)

    def undo(self) -> None:
        """Ctrl+Z: undoes the last decision made here."""
        if not self._busy and self._back is not None:
            back, self._back = self._back, None
            back()

    def forget(self) -> None:
        """Another user is here: they can't undo the previous user's decision."""
        self._back = None

    def _open(self, tray: Tray, done: Callable[[object], None]) -> None:
        """A confirmation must be read first, too."""

        def seen(said: object) -> None:
            if not self.just_shown.holds:
                done(said)

        if isinstance(tray, SureTray):
            self.just_shown.begin()
        self.detail.open_tray(tray, seen if isinstance(tray, SureTray) else done)

    def _propose(self, record: RequestRecord, tray: OfferTray) -> None:
        self._tasks.run(
            lambda: self._times.find(record.ask),
            owner=tray,
            done=tray.show_times,
            failed=lambda trouble: tray.nothing.setText(self._words.error(trouble)),
            latest="requests.times",
        )

    def _decide(self, said: Deciding) -> None:
        def done(record: RequestRecord) -> None:
            self._tell_decided(said.verdict, record)
            self._finish(record)

        self._run(lambda: self._deciding.decide(said), done, partial(self._decide, said))

    def _finish(self, record: RequestRecord) -> None:
        self._over = self.detail.record
        self.decided.emit(record)

    def _named(self, record: RequestRecord) -> str:
        return says.named(record, self._looks().today, self._words)

    def _tell_decided(self, verdict: Verdict, record: RequestRecord) -> None:
        """Says which decision was made about what, with undo next to it."""
        back = partial(self._take_back, record)
        self._back = back

        def undo() -> None:
            if self._back is back:
                self.undo()

        self._say(
            self._words.text(DONE[verdict], what=self._named(record)),
            Tone.OK,
            action=self._words.text("Undo (Ctrl+Z)"),
            act=undo,
            seconds=UNDO_SECONDS,
            undo=True,
        )

    def _take_back(self, record: RequestRecord) -> None:
        def done(now: RequestRecord) -> None:
            self._wait(False)
            self._say(self._words.text("Undone: {what}", what=self._named(now)), Tone.INFO)
            self.undone.emit(now)

        def failed(trouble: DeskError) -> None:
            self._wait(False)
            self._say(self._words.error(trouble), Tone.NO)
            self.stale.emit()

        self._wait(True)
        self._tasks.run(
            lambda: self._deciding.undo(record.request_id, record.version),
            owner=self,
            done=done,
            failed=failed,
        )

    def _withdraw(self, record: RequestRecord) -> None:
        def done(now: RequestRecord) -> None:
            self._back = None
            self._say(self._words.text("Withdrawn: {what}", what=self._named(now)), Tone.OK)
            self._finish(now)

        self._run(lambda: self._filing.withdraw(record.request_id, record.version), done)

    def _take(self, record: RequestRecord, n: object) -> None:
        def done(now: RequestRecord) -> None:
            self._back = None
            told = N_("Time accepted: {what}. A school leader still has to approve it.")
            self._say(self._words.text(told, what=self._named(now)), Tone.OK)
            self._finish(now)

        if isinstance(n, int):
            self._run(lambda: self._filing.take_offer(record.request_id, record.version, n), done)

    def _run(
        self,
        work: Callable[[], RequestRecord],
        done: Callable[[RequestRecord], None],
        again: Callable[[], None] | None = None,
    ) -> None:
        """Nothing else can be pressed until it is done. `again` repeats it after the password."""
        self._wait(True)

        def failed(trouble: DeskError) -> None:
            from cpdesk.services.who import PasswordWantedError

            self._wait(False)
            if isinstance(trouble, PasswordWantedError) and again is not None:
                self._ask_password(again)
            else:
                # Someone else may have been faster: the request is read again, and the reason is
                # shown.
                self.detail.close_tray()
                self.stale.emit()
                self.detail.say_trouble(self._words.error(trouble))

        def finished(record: RequestRecord) -> None:
            self._wait(False)
            done(record)

        self._tasks.run(work, owner=self, done=finished, failed=failed)

    def _weigh(self, record: RequestRecord, said: Deciding) -> None:
        """Times other than those requested are examined before they are decided: the user must know
        what they affect."""
        asks = changed_asks(record, said, self._words)

        def work() -> tuple[Examination, ...]:
            return tuple(self._filing.examine(ask, record.request_id) for ask in asks)

        def done(found: tuple[Examination, ...]) -> None:
            self._wait(False)
            telling = next((one for one in found if must_know(record, one)), None)
            if telling is None:
                self._decide(said)
                return
            made = knowing(said, telling, self._looks())
            if made.tray is not None:
                self._open(made.tray, lambda told: self._decide(made.say(told)))

        def failed(trouble: DeskError) -> None:
            self._wait(False)
            self.detail.say_trouble(self._words.error(trouble))

        self._wait(True)
        self._tasks.run(work, owner=self, done=done, failed=failed)

    def _wait(self, busy: bool) -> None:
        self._busy = busy
        self.detail.row.set_ready(not busy)
        if self.detail.tray is not None:
            self.detail.tray.setEnabled(not busy)
