"""A schedule of 60 rows to PDF bytes, against the same rows drawn by bare ReportLab.

The floor is a plain script on ReportLab's canvas that draws exactly the same strings in the same
fonts, sizes, colors and places, and the same rules and boxes, from a list recorded beforehand: no
measuring, no line breaks, no pages to fill, and a font, color or width is named only when it
changes. Anything above 1.0 is the cost of our layout. Run: python benchmarks/schedule_pdf.py
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as clock
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from cpdesk.documents.front_desk.schedule import schedule
from cpdesk.documents.layout import fonts, people, text
from cpdesk.documents.layout.page import Paper
from cpdesk.policy.outcome import Condition
from cpdesk.records.day import DayLine, DaySchedule
from cpdesk.words import Words

ROWS = 60
LIMIT = 1.5
ROUNDS = 40

_GIVEN = ("Adaeze", "Phuong", "Lia", "Diego", "Siobhán", "Kemi", "Jonas", "Chidinma", "Rosa", "Bo")
_FAMILY = ("Okafor", "Nguyen-Smith", "Vang", "Muñoz", "O’Brien", "Adeyemi", "Peterson", "Ochoa")
_TITLES = ("Reading tutors", "Violin club", "Robotics & gears", "Dance residency", "Chess before 8")
_PARTNERS = ("Lake Street Literacy", "Northside Strings", "Hmong Roots", "Bright Futures Mentoring")


def day_of(rows: int) -> DaySchedule:
    """A day with that many activities, no two alike."""
    return DaySchedule(
        school_name="Cedar Lake School",
        day=date(2026, 11, 24),
        open=True,
        schedule="Regular day",
        note="",
        lines=tuple(_line(n, rows) for n in range(rows)),
        contact=None,
        roster_taken_in_at=datetime(2026, 11, 24, 12, 58, tzinfo=UTC),
        printed_at=datetime(2026, 11, 24, 13, 5, tzinfo=UTC),
    )


def _line(n: int, rows: int) -> DayLine:
    minute = 420 + n * 600 // rows
    people_of = tuple(f"{_GIVEN[(n + k) % 10]} {_FAMILY[(n * 3 + k) % 8]}" for k in range(n % 4))
    return DayLine(
        activity_id=f"A{n}",
        title=f"{_TITLES[n % 5]} {n + 1}",
        partner_id="P",
        partner_name=_PARTNERS[n % 4],
        contract_id=f"26-{400 + n:04}",
        place=f"Room {100 + n}",
        start=clock(minute // 60, minute % 60),
        end=clock((minute + 45) // 60, (minute + 45) % 60),
        grade_low=n % 6,
        grade_high=n % 6 + n % 3,
        expected=people_of,
        came=0,
        here=0,
        part="before" if minute < 480 else ("school" if minute < 900 else "after"),
        state="later",
        conditions=(Condition.NO_PHOTOS,) if n % 2 else (),
        stops=(),
    )


Call = tuple[str, tuple[Any, ...], dict[str, Any]]


@dataclass
class Recorder:
    """Records every call that draws or sets something, while the real canvas does it. What is drawn
    by a text object is recorded as the equivalent strings of a canvas."""

    calls: list[Call]
    _depth: int = 0

    SETS = ("setFont", "setFillColor", "setStrokeColor", "setLineWidth")
    DRAWS = ("drawString", "line", "rect", "roundRect", "showPage")

    def record(self, make: Callable[[], object]) -> None:
        """Runs `make` with the methods watched, then restores them."""
        watched: list[tuple[type, str]] = [(Canvas, name) for name in (*self.SETS, *self.DRAWS)]
        watched += [(PDFTextObject, name) for name in ("setFont", "setFillColor", "textLine")]
        kept = [(of, name, getattr(of, name)) for of, name in watched]
        for of, name, method in kept:
            setattr(of, name, self._watched(name, method))
        try:
            make()
        finally:
            for of, name, method in kept:
                setattr(of, name, method)

    def _watched(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(on: Any, *args: Any, **named: Any) -> Any:
            if self._depth == 0 and name == "textLine":
                self.calls.append(("drawString", (on.getX(), on.getY(), *args), named))
            elif self._depth == 0:
                self.calls.append((name, args, named))
            self._depth += 1
            try:
                return method(on, *args, **named)
            finally:
                self._depth -= 1

        return call

    def plain(self) -> list[Call]:
        """The calls without those that set what is already set."""
        kept: list[Call] = []
        is_set: dict[str, Call] = {}
        for call in self.calls:
            if call[0] == "showPage":
                is_set.clear()  # each page starts from scratch
            if call[0] in self.SETS:
                if is_set.get(call[0]) == call:
                    continue
                is_set[call[0]] = call
            kept.append(call)
        return kept


def replay(calls: list[Call]) -> bytes:
    """The floor: the recorded calls on a bare canvas."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=Paper.LETTER.size, invariant=1)
    for name, args, named in calls:
        call: Any = getattr(canvas, name)
        call(*args, **named)
    canvas.save()
    return out.getvalue()


def said(pdf: bytes) -> list[str]:
    """The words of each page: the floor has to be the same paper."""
    document = pdfium.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return pages


def forget() -> None:
    """Nothing measured before may help: as for the first schedule after the start."""
    for cache in (text.printable, text.wrap, text.wrap_evenly, people.short_names):
        cache.cache_clear()


def measure(rows: int = ROWS, rounds: int = ROUNDS) -> tuple[float, float, float]:
    """Medians in milliseconds: the floor, ours without caches, ours again."""
    day, words = day_of(rows), Words()
    for weight in fonts.Weight:
        fonts.face(weight)
    schedule(day, words)  # both sides start with fonts loaded
    recorder = Recorder([])
    recorder.record(lambda: schedule(day, words))
    plain = recorder.plain()
    assert said(replay(plain)) == said(schedule(day, words))
    runs: tuple[tuple[str, Callable[[], bytes]], ...] = (
        ("first", lambda: schedule(day, words)),
        ("floor", lambda: replay(plain)),
        ("again", lambda: schedule(day, words)),
    )
    times: dict[str, list[float]] = {"floor": [], "first": [], "again": []}
    for _ in range(rounds):
        gc.collect()
        forget()
        for name, make in runs:
            began = time.process_time()  # nothing waits here: other work does not count
            make()
            times[name].append((time.process_time() - began) * 1000)
    floor, first, again = (statistics.median(times[n]) for n in ("floor", "first", "again"))
    return floor, first, again


def main() -> int:
    """Prints the ratios; fails above the limit."""
    floor, first, again = measure()
    print(f"schedule of {ROWS} rows: bare ReportLab {floor:.1f} ms")
    print(f"  ours, nothing remembered {first:.1f} ms, ratio {first / floor:.2f} (limit {LIMIT})")
    print(f"  ours, printed again      {again:.1f} ms, ratio {again / floor:.2f}")
    return 0 if first / floor <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
