"""Shows next to each name in the list what its card will answer: a few rows at a time, once typing
has stopped, so that no key waits for it."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer

from cpdesk.errors import DeskError
from cpdesk.policy.outcome import Outcome
from cpdesk.records.desk import Question
from cpdesk.ui.desk.search.listing import Line, answered
from cpdesk.ui.desk.search.results_list import ResultsList
from cpdesk.ui.page_context import PageContext

_AT_ONCE = 6  # rows asked about before the desk's lane is free for others
_QUIET_MS = 150  # longer than the pause between two letters of a word


class RowAnswers(QObject):
    """Shows lines in the list, and then their answers. An answer is valid for its minute or until
    something changes; for a line on the screen it stays until the next one arrives."""

    def __init__(self, context: PageContext, results: ResultsList, parent: QObject) -> None:
        super().__init__(parent)
        self._results = results
        self._desk = context.services.desk
        self._tasks = context.tasks
        self._words = context.words
        self._clock = context.clock
        self._known: dict[Question, Outcome | None] = {}
        self._fresh: set[Question] = set()  # those whose answer is still valid
        self._minute: datetime | None = None
        self._round = 0
        self._plain: tuple[Line, ...] = ()  # as given, without answers
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._ask)

    def show(self, lines: tuple[Line, ...], *, choose_first: bool) -> None:
        """New lines, with the answers known so far; the rest follow."""
        if self._minute != self._now():
            self._forget()
        self._plain = lines
        self._results.show_lines(self._filled(), choose_first=choose_first)
        self._quiet.start()

    def again(self) -> None:
        """Time passed or something changed: asks again about the lines on the screen."""
        self._forget()
        self._quiet.start()

    def _forget(self) -> None:
        shown = {line.asks for line in self._plain}
        self._known = {asks: said for asks, said in self._known.items() if asks in shown}
        self._fresh.clear()
        self._minute = self._now()
        self._round += 1

    def _now(self) -> datetime:
        return self._clock.now().replace(second=0, microsecond=0)

    def _ask(self) -> None:
        asked = [line.asks for line in self._plain if line.asks and line.asks not in self._fresh]
        few = tuple(dict.fromkeys(asked))[:_AT_ONCE]
        if few:
            self._tasks.run(
                lambda: self._desk.outcomes(few),
                owner=self,
                done=partial(self._hear, self._round, few),
                failed=self._unknown,
                latest="desk.answers",
            )

    def _hear(
        self, round_: int, few: tuple[Question, ...], outcomes: tuple[Outcome | None, ...]
    ) -> None:
        if round_ != self._round:
            return  # what it is about has changed; it is asked again
        self._known |= dict(zip(few, outcomes, strict=True))
        self._fresh.update(few)
        self._results.fill(self._filled())
        if not self._quiet.isActive():  # the rows are asked about once typing has stopped
            self._ask()

    def _filled(self) -> tuple[Line, ...]:
        return tuple(
            answered(line, self._known.get(line.asks), self._words) if line.asks else line
            for line in self._plain
        )

    def _unknown(self, trouble: DeskError) -> None:
        """The page says why; an unknown answer shows no pill."""
