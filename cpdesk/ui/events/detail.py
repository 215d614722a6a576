"""One table or presentation: when, where, who, how it went before and now, what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from cpdesk.records.outreach import Allotment, EventRow, PastOutcome
from cpdesk.ui.events import says
from cpdesk.ui.events.actions import Do, actions
from cpdesk.ui.here import Here
from cpdesk.ui.parts.detail_view import DetailView
from cpdesk.ui.parts.fact_rows import FactRows
from cpdesk.ui.parts.last_time import LastTime
from cpdesk.ui.theme import Theme
from cpdesk.words import Words


class EventView(DetailView[Do, EventRow]):
    """What is known of an event before, at, and after it."""

    def __init__(self, theme: Theme, words: Words, here: Here) -> None:
        super().__init__(theme, words)
        self._here = here
        self.before = LastTime(theme, words)
        self.facts = FactRows(theme)
        self.lay_out((self.before, self.facts))
        self.dress()

    def show_event(
        self,
        row: EventRow,
        load: Allotment | None,
        past: Sequence[PastOutcome],
        now: datetime,
        today: date,
    ) -> None:
        """Another event, or the same one read again. `past` has the partner's recorded outcomes."""
        words = self._words
        another = self.record is None or self.record.slot_id != row.slot_id
        changed = self.record is not None and self.record.outcome != row.outcome
        self.record = row
        self.title.setText(says.title(row, words))
        pill = says.pill(row, now, words)
        self.pill.set(pill.text, pill.tone)
        when = says.when(row, today, words)
        self.under.setText(" · ".join((when[:1].upper() + when[1:], says.about(row))))
        earlier = [one for one in past if one.day < says.day_of(row)]
        self.before.show_past(row.kind, earlier, today)
        self.facts.set(says.facts(row, load, words))
        self.row.set(actions(row, now, self._here))
        ahead = row.window.starts_at > now
        self.remark.setText(
            words.text("You can record how it went once the event starts.") if ahead else ""
        )
        self.remark.setVisible(ahead)
        self.setAccessibleName(". ".join((self.title.text(), self.under.text(), pill.text)))
        self.shown_again(another=another, changed=changed)
