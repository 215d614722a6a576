"""Does what the buttons of a request say: asks for what is missing, then calls the service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from cpdesk.errors import DeskError
from cpdesk.records.requests import DecisionDraft, Examination, RequestRecord
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.requests import texts
from cpdesk.ui.requests.actions import OF_VERDICT, TAKE, UNDO, WITHDRAW, Do, must_know
from cpdesk.ui.requests.detail.decisions import (
    Step,
    changed_asks,
    knowing,
    step,
    withdraw_tray,
)
from cpdesk.ui.requests.detail.detail import RequestView
from cpdesk.ui.requests.detail.trays import OfferTray, TakeTray
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.frames.tray import SureTray, Tray
from cpdesk.ui.widgets.page.command_runner import CommandRunner
from cpdesk.ui.widgets.page.just_shown import JustShown

_DECIDE_NOTHING = frozenset({Do.EDIT, Do.AGAIN, Do.LETTER, Do.CALENDAR})


class RequestPapers(Protocol):
    """What is printed and saved about a request."""

    def print_letter(self, record: RequestRecord) -> None: ...

    def save_calendar(self, record: RequestRecord) -> None: ...

    def print_form(self) -> None: ...


class RequestCommands(QObject):
    """Acts on the request in the detail, after the user has had time to read it. Signals: `decided`
    when it has changed, `undone` when it is what it was; the others ask the page to open the
    form."""

    decided = Signal(object)  # the RequestRecord as it is now
    undone = Signal(object)  # the same
    edit_wanted = Signal(object)  # a RequestRecord
    again_wanted = Signal(object)  # an Ask like that of the request, without its time

    def __init__(
        self,
        runner: CommandRunner[RequestView],
        just_shown: JustShown,
        context: PageContext,
        papers: RequestPapers,
        ask_password: Callable[[Callable[[], None]], object],
    ) -> None:
        super().__init__(runner)
        services = context.services
        self._runner = runner
        self._detail = runner.detail
        self._just_shown = just_shown
        self._context = context
        self._decisions = services.decisions
        self._filings = services.filings
        self._times = services.times
        self._papers = papers
        self._ask_password = ask_password
        self._words = context.words
        self._others: dict[Do, Callable[[RequestRecord], None]] = {
            Do.WITHDRAW: self._ask_withdraw,
            Do.TAKE: self._ask_take,
            Do.EDIT: self.edit_wanted.emit,
            Do.AGAIN: lambda record: self.again_wanted.emit(
                replace(record.ask, day=None, start=None, end=None, weekly_until=None)
            ),
            Do.LETTER: papers.print_letter,
            Do.CALENDAR: papers.save_calendar,
        }
        self._over: RequestRecord | None = None  # decided, and shown until the next one is loaded

    def act(self, do: Do) -> None:
        """A button or its key. Nothing is decided before the user can have read it."""
        record = self._detail.record
        if record is None or self._runner.busy or record is self._over:
            return
        if self._just_shown.holds and do not in _DECIDE_NOTHING:
            return
        made = step(do, record, self._detail.examined, self._context)
        if made is not None:
            self._begin(do, record, made)
        else:
            self._others[do](record)

    def _begin(self, do: Do, record: RequestRecord, made: Step) -> None:
        if made.tray is None:
            self._decide(made.draft(None))
            return
        weighs = do in (Do.CHANGE, Do.OFFER)
        decide = partial(self._weigh, record) if weighs else self._decide
        self._open(made.tray, lambda said: decide(made.draft(said)))
        if isinstance(made.tray, OfferTray):
            self._propose(record, made.tray)

    def _open(self, tray: Tray, done: Callable[[object], None]) -> None:
        """A confirmation must be read first, too."""

        def seen(said: object) -> None:
            if not self._just_shown.holds:
                done(said)

        if isinstance(tray, SureTray):
            self._just_shown.begin()
        self._runner.open(tray, seen if isinstance(tray, SureTray) else done)

    def _propose(self, record: RequestRecord, tray: OfferTray) -> None:
        self._runner.tasks.run(
            lambda: self._times.find(record.ask),
            owner=tray,
            done=tray.show_times,
            failed=lambda trouble: tray.nothing.setText(self._words.error(trouble)),
            latest="requests.times",
        )

    def _decide(self, said: DecisionDraft) -> None:
        def done(record: RequestRecord) -> None:
            message = self._named(OF_VERDICT[said.verdict].done, record)
            self._runner.tell(message, partial(self._take_back, record))
            self._finish(record)

        def failed(trouble: DeskError) -> bool:
            from cpdesk.services.auth_context import PasswordWantedError

            if not isinstance(trouble, PasswordWantedError):
                return False
            self._ask_password(partial(self._decide, said))
            return True

        self._runner.run(lambda: self._decisions.decide(said), done, failed)

    def _finish(self, record: RequestRecord) -> None:
        self._over = self._detail.record
        self.decided.emit(record)

    def _named(self, message: str, record: RequestRecord) -> str:
        """A sentence about a request."""
        return self._words.text(
            message, what=texts.named(record, self._context.today(), self._words)
        )

    def _take_back(self, record: RequestRecord) -> None:
        def done(now: RequestRecord) -> None:
            self._runner.show_message(self._named(UNDO.done, now), Tone.INFO)
            self.undone.emit(now)

        def failed(trouble: DeskError) -> bool:
            self._runner.show_message(self._words.error(trouble), Tone.NO)
            self._runner.stale.emit()
            return True

        self._runner.run(
            lambda: self._decisions.undo(record.request_id, record.version), done, failed
        )

    def _ask_withdraw(self, record: RequestRecord) -> None:
        key, version = record.request_id, record.version
        withdraw = partial(self._filings.withdraw, key, version)
        tray = withdraw_tray(record, self._context)
        self._open(tray, lambda _: self._change(withdraw, WITHDRAW.done))

    def _ask_take(self, record: RequestRecord) -> None:
        key, version, today = record.request_id, record.version, self._context.today()

        def take(n: object) -> None:
            if isinstance(n, int):
                self._change(lambda: self._filings.take_offer(key, version, n), TAKE.done)

        self._open(TakeTray(self._detail.theme, self._words, record, today), take)

    def _change(self, work: Callable[[], RequestRecord], message: str) -> None:
        """What can't be undone with a key."""

        def done(now: RequestRecord) -> None:
            self._runner.forget()
            self._runner.show_message(self._named(message, now), Tone.OK)
            self._finish(now)

        self._runner.run(work, done)

    def _weigh(self, record: RequestRecord, said: DecisionDraft) -> None:
        """Times other than those requested are examined before they are decided: the user must know
        what they affect."""
        asks = changed_asks(record, said, self._words)

        def work() -> tuple[Examination, ...]:
            return tuple(self._filings.examine(ask, record.request_id) for ask in asks)

        def done(found: tuple[Examination, ...]) -> None:
            telling = next((one for one in found if must_know(record, one)), None)
            if telling is None:
                self._decide(said)
                return
            made = knowing(said, telling, self._context)
            if made.tray is not None:
                self._open(made.tray, lambda sure: self._decide(made.draft(sure)))

        def failed(trouble: DeskError) -> bool:
            self._detail.say_trouble(self._words.error(trouble))
            return True

        self._runner.run(work, done, failed)
