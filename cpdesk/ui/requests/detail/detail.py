"""One request: its title, its facts, the day, all findings, what was decided, what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cpdesk.policy.approval.requests import State
from cpdesk.policy.permissions import Permission as May
from cpdesk.records.outreach import PastOutcome
from cpdesk.records.requests import Examination, RequestRecord
from cpdesk.ui.current_user import CurrentUser
from cpdesk.ui.requests import texts
from cpdesk.ui.requests.actions import Do, actions
from cpdesk.ui.requests.day_strip import DayStrip
from cpdesk.ui.requests.detail import waived
from cpdesk.ui.requests.detail.facts import facts
from cpdesk.ui.requests.detail.history import History, as_answered, last_found
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.domain.fact_rows import FactRows
from cpdesk.ui.widgets.domain.last_time import LastTime
from cpdesk.ui.widgets.domain.verdict import FindingList, FindingRow
from cpdesk.ui.widgets.page.detail_view import DetailView
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words


class RequestView(DetailView[Do, RequestRecord]):
    """`examined` is what the rules say of the request now."""

    def __init__(self, theme: Theme, words: Words, here: CurrentUser) -> None:
        super().__init__(theme, words)
        self._current_user = here
        self.examined: Examination | None = None
        self.last_time = LastTime(theme, words)
        self.facts = FactRows(theme)
        self.strip = DayStrip(theme, words)
        self.waived_head = Text(theme, "", Role.HEADING)
        self.waived = FindingList(theme)
        self.findings_head = Text(theme, "", Role.HEADING)
        self.findings = FindingList(theme)
        self.history = History(theme, words)
        self.lay_out(
            (
                self.last_time,
                self.facts,
                self.strip,
                self.waived_head,
                self.waived,
                self.findings_head,
                self.findings,
                self.history,
            )
        )
        self.tray_changed.connect(self._remark)
        self.apply_theme()

    def show_request(
        self,
        record: RequestRecord,
        examined: Examination | None,
        today: date,
        past: Sequence[PastOutcome] = (),
    ) -> None:
        """Another request, or the same one again, refreshed."""
        words = self._words
        another = self.record is None or self.record.request_id != record.request_id
        decided = self.record is not None and self.record.version != record.version
        self.record, self.examined = record, examined
        self.title.setText(texts.title(record, today, words))
        pill = texts.state_pill(record.state, words)
        self.pill.set(pill.text, pill.tone)
        self.pill.setVisible(record.state is not State.WAITING)
        self.under.setText(texts.under_title(record, words))
        self.last_time.show_past(record.ask.kind, past, today)
        self.facts.set(facts(record, examined, today, words))
        self.strip.show_day(record.ask, examined, today)
        self._show_findings()
        self.history.show_record(record, today)
        self.row.set(actions(record, self._current_user.may, examined))
        self._remark()
        self.setAccessibleName(". ".join((self.title.text(), self.under.text(), pill.text)))
        self.shown_again(another=another, changed=decided)

    def _show_findings(self) -> None:
        """What the rules find now; for past requests, what they found at the last decision."""
        words, record = self._words, self.record
        past = last_found(record, words) if record is not None else None
        now = self.examined.decision if self.examined is not None else None
        if now is not None and record is not None:
            now = as_answered(now, record, words)
        decision = now or past
        head = ""
        above: tuple[FindingRow, ...] = ()
        below: tuple[FindingRow, ...] = ()
        if record is not None and decision is not None:
            head = waived.head(record, words)
            above = waived.rows(record, waived.told_by(record, decision, past), words)
            below = waived.others(record, decision, words)
        then = words.text("Findings at that time")
        other = words.text("Other findings") if above else words.text("Findings")
        for part, found, said, rows in (
            (self.waived_head, self.waived, head, above),
            (self.findings_head, self.findings, then if now is None else other, below),
        ):
            part.setText(said)
            part.setVisible(bool(rows))
            found.setVisible(bool(rows))
            found.set(rows)

    def _remark(self) -> None:
        """Why this person can’t decide this request, or why no one can."""
        record, words = self.record, self._words
        said = ""
        if record is not None and record.state is State.WAITING:
            if not self._current_user.may(May.DECIDE):
                said = words.text("Waiting for a school leader.")
            elif record.by_me:
                said = words.text(
                    "You filed this request. Another school leader has to decide it, unless "
                    "you’re the only one."
                )
            elif self.examined is not None and self.examined.refused:
                said = words.text(
                    "The rules don’t allow this request as it is, and no leader can approve it."
                )
        self.remark.setText(said)
        self.remark.setVisible(bool(said) and self.tray is None)
