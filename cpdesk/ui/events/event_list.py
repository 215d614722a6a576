"""The term's events as a list: by date with today marked, those to record on top."""

from __future__ import annotations

from datetime import date, datetime

from cpdesk.records.outreach import EventRow
from cpdesk.ui.events import texts
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.lists.record_list import RecordList
from cpdesk.ui.widgets.lists.row_parts import Heading, PillPlace, RowParts, RowSpec, RowStyle
from cpdesk.words import Words


class EventList(RecordList[EventRow]):
    """The day above its first row."""

    def __init__(self, theme: Theme, words: Words) -> None:
        self._words = words
        self._now: datetime | None = None
        self._today = date.min
        self._heads: dict[str, tuple[Heading, ...]] = {}
        spec = RowSpec(
            key=lambda row: row.slot_id,
            parts=self._parts,
            spoken=lambda row: ". ".join((*(h.text for h in self._above(row)), self._said(row))),
            tooltip=self._said,  # the full text that the row may have cut
            style=RowStyle(pill_place=PillPlace.BELOW),
        )
        super().__init__(theme, words.text("Tables and presentations"), spec)

    @property
    def lines(self) -> tuple[texts.Line, ...]:
        return tuple(texts.Line(row, self._above(row)) for row in self.rows)

    def show_lines(
        self, lines: tuple[texts.Line, ...], now: datetime, today: date, wanted: str
    ) -> None:
        """Other lines. `wanted` is selected if it is among them; otherwise the first one to record,
        otherwise the first that is not over."""
        self._now, self._today = now, today
        self._heads = {line.row.slot_id: line.heads for line in lines}
        rows = tuple(line.row for line in lines)
        open_ = (n for n, row in enumerate(rows) if row.to_note)
        ahead = (n for n, row in enumerate(rows) if row.window.ends_at > now)
        pills = tuple(texts.pill(row, now, self._words) for row in rows)
        self.show_records(
            rows,
            wanted,
            next(open_, next(ahead, len(rows) - 1)),
            (today, pills, tuple(self._heads.values())),
        )

    def clear(self) -> None:
        """Nothing to show."""
        self.show_records(())

    def _above(self, row: EventRow) -> tuple[Heading, ...]:
        return self._heads.get(row.slot_id, ())

    def _parts(self, row: EventRow) -> RowParts:
        words = self._words
        assert self._now is not None
        pill = texts.pill(row, self._now, words)
        # The others are under the heading of their day.
        when = texts.when(row, self._today, words) if row.to_note else texts.times(row, words)
        return RowParts(
            texts.title(row, words),
            (when, texts.about(row)),
            pill=pill.text,
            tone=pill.tone,
            ink="ink" if row.outcome is None else "ink2",
            headings=self._above(row),
        )

    def _said(self, row: EventRow) -> str:
        assert self._now is not None
        return texts.spoken(row, self._today, self._now, self._words)
