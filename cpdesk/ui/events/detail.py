"""One table or presentation: when, where, who, how it went before and now, what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from cpdesk.records.outreach import Allotment, EventRow, PastOutcome
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.events import texts
from cpdesk.ui.events.actions import Do, actions
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.domain.fact_rows import FactRows
from cpdesk.ui.widgets.domain.last_time import LastTime
from cpdesk.ui.widgets.page.detail_view import DetailView
from cpdesk.words import Words


class EventView(DetailView[Do, EventRow]):
    """What is known of an event before, at, and after it."""

    def __init__(self, theme: Theme, words: Words, here: CurrentUser) -> None:
        super().__init__(theme, words)
        self._current_user = here
        self.before = LastTime(theme, words)
        self.facts = FactRows(theme)
        self.lay_out((self.before, self.facts))
        self.apply_theme()

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
        self.title.setText(texts.title(row, words))
        pill = texts.pill(row, now, words)
        self.pill.set(pill.text, pill.tone)
        when = texts.when(row, today, words)
        self.under.setText(" · ".join((when[:1].upper() + when[1:], texts.about(row))))
        earlier = [one for one in past if one.day < texts.day_of(row)]
        self.before.show_past(row.kind, earlier, today)
        self.facts.set(texts.facts(row, load, words))
        self.row.set(actions(row, now, self._current_user))
        ahead = row.window.starts_at > now
        self.remark.setText(
            words.text("You can record how it went once the event starts.") if ahead else ""
        )
        self.remark.setVisible(ahead)
        self.setAccessibleName(". ".join((self.title.text(), self.under.text(), pill.text)))
        self.shown_again(another=another, changed=changed)
