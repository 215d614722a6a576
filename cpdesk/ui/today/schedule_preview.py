"""The printed schedule beside the day, drawn again when its content changes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from cpdesk.documents.layout.paper import Paper
from cpdesk.errors import DeskError
from cpdesk.records.day import DayLine, DaySchedule
from cpdesk.services.printing.paper_specs import SCHEDULE
from cpdesk.ui.paper.print_room import DRAWING
from cpdesk.ui.paper.sheet import look_at
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.widgets.frames.preview import PdfPreview
from cpdesk.words import Words

_KEPT = 8  # days whose images are kept
_SHARP = 1.25  # twice the page's size beside the table


class SchedulePreview(QObject):
    """Keeps a `PdfPreview` in sync with the day."""

    def __init__(self, view: PdfPreview, tasks: Tasks, words: Words) -> None:
        super().__init__(view)
        self._view = view
        self._tasks = tasks
        self._words = words
        self._shown: object = None
        self._day: date | None = None
        self._kept: OrderedDict[object, tuple[QImage, ...]] = OrderedDict()

    def show_day(self, day: DaySchedule, paper: str) -> None:
        """Draws nothing if the paper would be the same as before."""
        key = (_of_paper(day), paper, self._words.language)
        if key == self._shown:
            return
        other_day = not self._view.pages or self._day != day.day
        self._shown, self._day = key, day.day
        if key in self._kept:
            self._view.set_pages(self._kept[key])
            return
        if other_day:
            self._view.set_message(self._words.text("Preparing the preview…"))

        def done(pictures: tuple[QImage, ...]) -> None:
            self._kept[key] = pictures
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            self._view.set_pages(pictures)

        def failed(trouble: DeskError) -> None:
            self._view.set_message(self._words.error(trouble))

        scale = _SHARP * self._view.devicePixelRatioF()
        self._tasks.run(
            lambda: look_at(SCHEDULE.draw(day, self._words, Paper(paper)), scale).pictures,
            owner=self,
            done=done,
            failed=failed,
            lane=DRAWING,
            latest="today.preview",
        )

    def clear(self) -> None:
        self._shown = None
        self._view.set_pages(())


def _of_paper(day: DaySchedule) -> DaySchedule:
    """What the paper shows: not who came, and not the minute it was printed."""
    return replace(
        day,
        printed_at=day.roster_taken_in_at or day.printed_at,
        lines=tuple(_of_line(line) for line in day.lines),
    )


def _of_line(line: DayLine) -> DayLine:
    state = line.state if line.state in ("may_not_run", "waiting") else ""
    return replace(line, came=0, here=0, state=state)
