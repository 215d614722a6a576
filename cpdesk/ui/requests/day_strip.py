"""The day of the grade in question, with the requested time outlined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cpdesk.policy.day_plan import Band, PeriodKind
from cpdesk.records.requests import Ask, Examination
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.domain import request_words
from cpdesk.ui.widgets.domain.day_band import DayBand
from cpdesk.ui.widgets.domain.school_day import stretch
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words

_MOST = timedelta(minutes=60)


def trimmed(bands: Sequence[Band]) -> list[Band]:
    """An hour before and after school is enough; class needs the space."""
    return [_trimmed(band) for band in bands]


def _trimmed(band: Band) -> Band:
    start, end = (datetime.combine(date(2000, 1, 1), at) for at in (band.start, band.end))
    if band.kind is PeriodKind.BEFORE and end - start > _MOST:
        return replace(band, start=(end - _MOST).time())
    if band.kind is PeriodKind.AFTER and end - start > _MOST:
        return replace(band, end=(start + _MOST).time())
    return band


class DayStrip(QWidget):
    """Hidden if the examination has no day."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self.name = Text(theme, "", Role.SMALL)
        self.band = DayBand(theme)
        self.unknown = Text(theme, "", Role.SMALL, wrap=True, color="ask")
        fill(QVBoxLayout(self), self.name, self.band, self.unknown, gap=5, edges=0)

    def show_day(self, ask: Ask, examined: Examination | None, today: date) -> None:
        words = self._words
        shown = examined is not None and bool(examined.bands) and ask.day is not None
        self.setVisible(shown)
        if examined is None or ask.day is None or not shown:
            return
        grade = ask.student.grade if ask.student is not None else ask.grade
        when = request_words.day(ask.day, today, words)
        said = words.text("School day: {day}", day=when)
        if grade is not None:
            said = f"{request_words.grade(grade, words)} {when}"
        self.name.setText(said)
        ring = (ask.start, ask.end) if ask.start and ask.end and ask.start < ask.end else None
        self.band.set([stretch(band, words) for band in trimmed(examined.bands)], None, said, ring)
        self.unknown.setVisible(not examined.bands_known)
        self.unknown.setText(
            words.text(
                "The bell schedule for this day is unknown, so the whole day counts as class time."
            )
        )
