"""The request form: type first, then only the fields of that type, with the rules next to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.policy.approval.requests import Kind as RequestKind
from cpdesk.policy.approval.requests import State
from cpdesk.records.partners import PartnerRecord
from cpdesk.records.requests import Ask, Examination, FreeTimes, RequestRecord, Window
from cpdesk.ui.requests.form.aside import Aside, missing_words
from cpdesk.ui.requests.form.fields import FIELDS, Fields
from cpdesk.ui.requests.form.form_foot import FormFoot
from cpdesk.ui.requests.form.form_saver import RequestFormSaver
from cpdesk.ui.requests.form.kind_choice import KindChoice
from cpdesk.ui.requests.form.lookup import Lookup
from cpdesk.ui.requests.form.releases import Prefill
from cpdesk.ui.requests.form.steps import Steps
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would slow the window's start
    from cpdesk.services.partners.partners import Partners
    from cpdesk.services.requests.filings import Filings
    from cpdesk.services.requests.times.times import Times
    from cpdesk.services.search.search import Search


class RequestForm(QWidget, Themed):
    """`filed` and `kept` carry a RequestRecord: it was filed, or saved as a draft. `left` carries
    none: nothing of it is kept."""

    filed = Signal(object)
    kept = Signal(object)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        clock: Clock,
        *,
        filings: Filings,
        times: Times,
        partners: Partners,
        search: Search,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._tasks = tasks
        self._clock = clock
        self._filings = filings
        self._times = times
        self.examined: Examination | None = None
        self.title = Text(theme, "", Role.NAME, wrap=True)
        self.remark = VerdictBox(theme, small=True)
        self.kinds = KindChoice(theme, words)
        self._lookup = lookup = Lookup(partners, search, lambda: self.fields.people.people)
        self.fields = Fields(theme, words, tasks, lookup.partners, lookup.people, lookup.visitors)
        self._saving = RequestFormSaver(filings, self.fields.ask, tasks, self)
        self.releases = Prefill(self.fields, words)
        self.aside = Aside(theme, words)
        self.trouble = VerdictBox(theme, small=True)
        self.footer = FormFoot(theme, words)
        self._lay_out()
        self._wire()
        self.apply_theme()

    # -- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        sheet = Sheet()
        self._column = sheet.column
        for part in (self.title, self.remark, self.kinds, self.fields):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._steps = Steps(self.fields, sheet, self.footer.file_button)
        self._card = Card(self.theme)
        self._card.body.addWidget(sheet, 1)
        self._card.body.addWidget(self.trouble)
        self._card.body.addWidget(self.footer)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._card, 1)
        self._row.addWidget(self.aside)
        self.remark.hide()
        self.trouble.hide()

    def _wire(self) -> None:
        self.kinds.chosen.connect(self._choose)
        self.fields.changed.connect(self._changed)
        self.fields.partner_changed.connect(self._read_partner)
        for block in self.fields.lines():
            block.line.entered.connect(partial(self._steps.entered, block.line))
        self.aside.taken.connect(self._take_time)
        self.footer.file_button.clicked.connect(self.submit)
        self.footer.find_button.clicked.connect(self.find_times)
        self.footer.draft_button.clicked.connect(self.save_draft)
        self.footer.back_button.clicked.connect(self.back)
        self.footer.throw_button.clicked.connect(self.throw_away)
        self._saving.waits.connect(self.footer.wait)
        self._saving.filed.connect(self.filed)
        self._saving.failed.connect(self._show_message)

    # -- beginning ------------------------------------------------------------------------------

    def start(self, ask: Ask | None, record: RequestRecord | None = None) -> None:
        """Empty, filled with what another page knows, or with a request to change."""
        words = self._words
        self.fields.today = words.local(self._clock.now()).date()
        self._saving.begin(record)
        self._lookup.partner = None
        self.aside.show_rules()
        self.releases.forget()
        self.trouble.hide()
        self.footer.throw_button.hide()
        asked = ask or (record.ask if record is not None else Ask(RequestKind.MEET_STUDENT))
        names = dict(record.people) if record is not None else {key: key for key in asked.people}
        partner = record.partner_name if record is not None else ""
        self.fields.fill(asked, partner, names)
        self.kinds.mark(asked.kind)
        self._saving.clean = self.fields.ask() if record is not None or ask is None else None
        self._head()
        self._examine()
        if asked.partner:
            self._read_partner(asked)
        if ask is None and record is None:
            self.kinds.lead(asked.kind)
        else:
            self._steps.to_first_empty()

    @property
    def record(self) -> RequestRecord | None:
        """The request being changed or the draft being continued; None for a new one."""
        return self._saving.record

    @property
    def dirty(self) -> bool:
        """Whether there are entries that are not saved anywhere."""
        return self._saving.dirty

    def _head(self) -> None:
        text, record, is_edit = self._words.text, self.record, self._saving.is_edit
        self.title.setText(text("Edit request") if is_edit else text("New request"))
        approved = record is not None and record.state is State.APPROVED
        self.remark.setVisible(approved)
        if approved:
            self.remark.set(
                Tone.ASK,
                text(
                    "This request is approved. If you change it, a school leader has to "
                    "approve it again."
                ),
                text("Until then, no one can be checked in for it."),
            )
        self.kinds.let(not is_edit)
        self.footer.draft_button.setVisible(not is_edit)
        self._name_file()

    def _name_file(self) -> None:
        refused = self.examined is not None and self.examined.refused
        self.footer.name_file(is_edit=self._saving.is_edit, refused=refused)
        self.footer.find_button.setVisible("day" in FIELDS[self.fields.kind])

    def _choose(self, kind: RequestKind) -> None:
        self.fields.show_kind(kind)
        self._name_file()
        self._changed()

    # -- as one types ---------------------------------------------------------------------------

    def _changed(self) -> None:
        self.trouble.hide()
        self.footer.throw_button.hide()
        if not self.fields.partner.key:
            self._lookup.partner = None
        self._examine()

    def _examine(self) -> None:
        ask = self.fields.ask()
        request_id = self._saving.request_id

        def show(examined: Examination) -> None:
            self.examined = examined
            photos = ask.kind is RequestKind.PHOTOS
            if photos and self.releases.show(examined.photo_releases):
                self._examine()  # with the counts that are on file
                return
            self.aside.show_examination(ask, examined, self.fields.today)
            if examined.decision is not None:
                self.fields.lifts.show_findings(examined.decision.findings)
            self._name_file()

        self._tasks.run(
            lambda: self._filings.examine(ask, request_id),
            owner=self,
            done=show,
            failed=self._show_message,
            latest="requests.examine",
        )

    def _read_partner(self, asked: Ask | None = None) -> None:
        """What the partner does here, and its people; the requested activity."""
        partner_id = self.fields.partner.key or (asked.partner if asked is not None else "")

        def show(partner: PartnerRecord) -> None:
            clean = not self.dirty
            self._lookup.partner = partner
            self.fields.show_partner(partner)
            names = {line.person_id: line.name for line in partner.people}
            people = self.fields.people.people
            self.fields.people.set_people({key: names.get(key, people[key]) for key in people})
            if asked is not None and asked.activity:
                box = self.fields.combo("activity")
                box.setCurrentIndex(max(0, box.findData(asked.activity)))
            if clean:
                self._saving.settle()
            self._examine()

        self._tasks.run(
            lambda: self._lookup.read(partner_id),
            owner=self,
            done=show,
            failed=lambda trouble: None,  # the examination says that it isn't known
            latest="requests.partner",
        )

    # -- keys -----------------------------------------------------------------------------------

    def escape(self) -> None:
        """Esc: closes a list, then the proposals, then the form."""
        if self._steps.close_list():
            return
        if self.aside.proposes:
            self.aside.show_rules()
            self.fields.focus("start")
            return
        self.back()

    def back(self) -> None:
        """Leaves the form; asks first if there are entries that are not saved."""
        if not self.dirty or not self._touched():
            self.left.emit()
            return
        words = self._words
        self.trouble.set(
            Tone.ASK,
            words.text("What you typed isn’t saved yet."),
            words.text("Discard your changes or keep editing.")
            if self._saving.is_edit
            else words.text("Save a draft, discard your changes, or keep editing."),
        )
        self.trouble.show()
        self.footer.throw_button.show()
        self.footer.throw_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def throw_away(self) -> None:
        """Discards the entries, after a confirmation."""
        if not self.footer.throw_button.isHidden():
            self._saving.settle()
            self.left.emit()

    def _touched(self) -> bool:
        """Whether anything but the type was entered."""
        return self.fields.ask() != Ask(self.fields.kind)

    # -- what is done with it -------------------------------------------------------------------

    def find_times(self) -> None:
        """The best windows, instead of the rules."""
        if "day" not in FIELDS[self.fields.kind]:
            return
        ask = self.fields.ask()
        minutes = 0
        if ask.start and ask.end and ask.end > ask.start:
            start, end = (datetime.combine(date(2000, 1, 1), at) for at in (ask.start, ask.end))
            minutes = int((end - start).total_seconds() // 60)

        def show(found: FreeTimes) -> None:
            self.aside.show_times(found, self.fields.today)

        self._tasks.run(
            lambda: self._times.find(ask, minutes),
            owner=self,
            done=show,
            failed=self._show_message,
            latest="requests.times",
        )

    def _take_time(self, window: Window) -> None:
        start, end = (self._words.local(at) for at in (window.starts_at, window.ends_at))
        self.aside.show_rules()
        self.fields.set_time(start.date(), start.time(), end.time())
        self._steps.to_first_empty()

    def save_draft(self, then: Callable[[RequestRecord], None] | None = None) -> None:
        """Saves it as it is. Nothing has to be complete."""
        if not self._saving.is_edit and not self._saving.busy:
            self._saving.keep(then if callable(then) else self.kept.emit)

    def submit(self) -> None:
        """Files it, or saves the change; if something is missing, says so and moves to the
        field."""
        if self._saving.busy:
            return
        missing = self.examined.missing if self.examined is not None else ()
        if missing:
            self.trouble.set(
                Tone.INFO,
                self._words.text("Still needed:"),
                " ".join(missing_words(missing, self._words)),
            )
            self.trouble.show()
            self._steps.to(missing[0].column)
            return
        self._saving.file()

    def _show_message(self, trouble: DeskError) -> None:
        words = self._words
        self.trouble.set(
            Tone.NO,
            words.text(trouble.says, **trouble.facts),
            words.text(trouble.do, **trouble.facts),
        )
        self.trouble.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.apply_theme()

    def apply_theme(self) -> None:
        px = self.theme.px
        self.aside.setFixedWidth(max(px(240), int(self.width() * 0.36)))
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(16))
        self._column.setContentsMargins(0, 0, px(8), 0)
        self._column.setSpacing(px(12))
