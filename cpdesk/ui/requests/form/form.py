"""The request form: type first, then only the fields of that type, with the rules next to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cpdesk.policy.approval.requests import Kind as RequestKind
from cpdesk.policy.approval.requests import State
from cpdesk.policy.phrases import KIND
from cpdesk.records.partners import PartnerRecord
from cpdesk.records.requests import Ask, Examination, FreeTimes, RequestRecord, Window
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.requests.form.aside import Aside, missing_words
from cpdesk.ui.requests.form.fields import FIELDS, Fields
from cpdesk.ui.requests.form.lookup import Lookup
from cpdesk.ui.requests.form.releases import Prefill
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.forms.chip_fields import ChipBox
from cpdesk.ui.widgets.page.form_page import FormPage

T = TypeVar("T")


class RequestForm(FormPage):
    """`filed` and `kept` carry a RequestRecord: it was filed, or saved as a draft."""

    filed = Signal(object)
    kept = Signal(object)
    aside_share, aside_least = 0.36, 240
    aside: Aside

    def __init__(self, context: PageContext) -> None:
        theme, words, text = context.theme, context.words, context.words.text
        super().__init__(context, Aside(theme, words))
        self._filings = context.services.filings
        self._times = context.services.times
        self.examined: Examination | None = None
        self.record: RequestRecord | None = None  # the request being changed, or the draft
        self._clean: Ask | None = None  # what is already saved
        self.remark = VerdictBox(theme, small=True)
        self.remark.hide()
        self.kinds = ChipBox(theme, [(k, text(KIND[k])) for k in FIELDS], several=False)
        self.kinds.setAccessibleName(text("Type of request"))
        self._lookup = lookup = Lookup(
            context.services.partners, context.services.search, lambda: self.fields.people.people
        )
        self.fields = Fields(context, lookup.partners, lookup.people, lookup.visitors)
        self.releases = Prefill(self.fields, words)
        self.file_button = Button(
            theme, text("File request"), text("Ctrl+Enter"), kind=Kind.PRIMARY
        )
        self.find_button = Button(theme, text("Find times"), text("Ctrl+T"))
        self.draft_button = Button(theme, text("Save draft"), text("Ctrl+S"))
        self.asks_on = self.throw_button
        self.lay_out(
            (self.remark, self.kinds, self.fields),
            (self.file_button, self.draft_button),
            (self.file_button, self.find_button, self.draft_button),
        )
        self._wire()
        self.apply_theme()

    def _wire(self) -> None:
        for kind, chip in self.kinds.buttons.items():
            chip.clicked.connect(partial(self._choose, kind))
        self.fields.changed.connect(self._changed)
        self.fields.partner_changed.connect(self._read_partner)
        self.fields.entered.connect(self._entered)
        self.aside.taken.connect(self._take_time)
        self.file_button.clicked.connect(self.submit)
        self.find_button.clicked.connect(self.find_times)
        self.draft_button.clicked.connect(self.save_draft)

    # -- beginning ------------------------------------------------------------------------------

    def start(self, ask: Ask | None, record: RequestRecord | None = None) -> None:
        """Empty, filled with what another page knows, or with a request to change."""
        self.fields.today = self.context.today()
        self.record = record
        self.wait(False)
        self._lookup.partner = None
        self.aside.show_rules()
        self.releases.forget()
        self.touched()
        asked = ask or (record.ask if record is not None else Ask(RequestKind.MEET_STUDENT))
        names = dict(record.people) if record is not None else {key: key for key in asked.people}
        partner = record.partner_name if record is not None else ""
        self.fields.fill(asked, partner, names)
        if asked.kind in self.kinds.buttons:
            self.kinds.buttons[asked.kind].setChecked(True)
        self._clean = self.fields.ask() if record is not None or ask is None else None
        self._head()
        self.examine()
        if asked.partner:
            self._read_partner(asked)
        if ask is None and record is None:
            self.kinds.buttons[asked.kind].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._to_first_empty()

    @property
    def is_edit(self) -> bool:
        """Whether it was filed before."""
        return self.record is not None and self.record.state is not State.DRAFT

    @property
    def dirty(self) -> bool:
        """Whether anything but the type was entered that is not saved anywhere."""
        ask = self.fields.ask()
        return ask not in (self._clean, Ask(ask.kind))

    @property
    def how_to_keep(self) -> str:
        if self.is_edit:
            return self._words.text("Discard your changes or keep editing.")
        return self._words.text("Save a draft, discard your changes, or keep editing.")

    def discard(self) -> None:
        self._clean = self.fields.ask()

    def _head(self) -> None:
        text, record, is_edit = self._words.text, self.record, self.is_edit
        self.title.setText(text("Edit request") if is_edit else text("New request"))
        self.remark.hide()
        if record is not None and record.state is State.APPROVED:
            self.remark.tell(
                Tone.ASK,
                text(
                    "This request is approved. If you change it, a school leader has to "
                    "approve it again."
                ),
                text("Until then, no one can be checked in for it."),
            )
        for chip in self.kinds.buttons.values():
            chip.setEnabled(not is_edit)
        self.draft_button.setVisible(not is_edit)
        self._name_file()

    def _name_file(self) -> None:
        """The label for filing: what the rules refuse is filed as declined."""
        text = self._words.text
        refused = self.examined is not None and self.examined.refused
        says = text("File as declined") if refused else text("File request")
        self.file_button.set(text("Save changes") if self.is_edit else says)
        self.find_button.setVisible("day" in FIELDS[self.fields.kind])

    def _choose(self, kind: RequestKind) -> None:
        self.kinds.buttons[kind].setChecked(True)
        self.fields.show_kind(kind)
        self._name_file()
        self._changed()

    # -- as one types ---------------------------------------------------------------------------

    def _changed(self) -> None:
        self.touched()
        if not self.fields.partner.key:
            self._lookup.partner = None
        self.examine()

    def examine(self) -> None:
        ask = self.fields.ask()
        request_id = self.record.request_id if self.record is not None else ""

        def show(examined: Examination) -> None:
            self.examined = examined
            photos = ask.kind is RequestKind.PHOTOS
            if photos and self.releases.show(examined.photo_releases):
                self.examine()  # with the counts that are on file
                return
            self.aside.show_examination(ask, examined, self.fields.today)
            if examined.decision is not None:
                self.fields.lifts.show_findings(examined.decision.findings)
            self._name_file()

        self._ask(lambda: self._filings.examine(ask, request_id), show, "requests.examine")

    def _ask(self, work: Callable[[], T], show: Callable[[T], None], latest: str) -> None:
        self._tasks.run(work, owner=self, done=show, failed=self.show_trouble, latest=latest)

    def _read_partner(self, asked: Ask | None = None) -> None:
        """What the partner does here, and its people; the requested activity."""
        partner_id = self.fields.partner.key or (asked.partner if asked is not None else "")

        def show(partner: PartnerRecord) -> None:
            clean = self.fields.ask() == self._clean
            self._lookup.partner = partner
            self.fields.show_partner(partner)
            names = {line.person_id: line.name for line in partner.people}
            people = self.fields.people.people
            self.fields.people.set_people({key: names.get(key, people[key]) for key in people})
            if asked is not None and asked.activity:
                self.fields.put(activity=asked.activity)
            if clean:
                self._clean = self.fields.ask()
            self.examine()

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
        if self.fields.close_list():
            return
        if self.aside.proposes:
            self.aside.show_rules()
            self.fields.focus("start")
            return
        self.back()

    def _entered(self, attr: str) -> None:
        """Enter accepts what the list offers, then goes to the next field, and after the last to
        the button that files."""
        if not self.fields.take_found(attr):
            self._go_to(self.fields.after(attr) or self.file_button)

    def _to_first_empty(self) -> None:
        self._go_to(self.fields.first_empty() or self.file_button)

    def _go_to(self, part: QWidget) -> None:
        """Goes there and scrolls it into view."""
        part.setFocus(Qt.FocusReason.TabFocusReason)
        if self.sheet.isAncestorOf(part):
            self.sheet.ensureWidgetVisible(part, 0, self.theme.px(40))

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

        self._ask(lambda: self._times.find(ask, minutes), show, "requests.times")

    def _take_time(self, window: Window) -> None:
        start, end = (self._words.local(at) for at in (window.starts_at, window.ends_at))
        self.aside.show_rules()
        self.fields.set_time(start.date(), start.time(), end.time())
        self._to_first_empty()

    def save_draft(self, then: Callable[[RequestRecord], None] | None = None) -> None:
        """Saves it as it is. Nothing has to be complete."""
        ask = self.fields.ask()
        request_id = self.record.request_id if self.record is not None else ""

        def done(record: RequestRecord) -> None:
            self.record, self._clean = record, ask
            (then if callable(then) else self.kept.emit)(record)

        if not self.is_edit:
            self.run(lambda: self._filings.save_draft(ask, request_id), done)

    def submit(self) -> None:
        """Files it, or saves the change; if something is missing, says so and moves to the
        field."""
        missing = self.examined.missing if self.examined is not None else ()
        if self.busy:
            return
        if missing:
            said = " ".join(missing_words(missing, self._words))
            self.trouble.tell(Tone.INFO, self._words.text("Still needed:"), said)
            self._go_to(self.fields.shown_at(missing[0].column) or self.file_button)
            return
        ask, record = self.fields.ask(), self.record
        key, version = (record.request_id, record.version) if record is not None else ("", 0)
        if self.is_edit:
            self.run(lambda: self._filings.edit(key, version, ask), self._filed)
        else:
            self.run(lambda: self._filings.file(ask, key), self._filed)

    def _filed(self, record: RequestRecord) -> None:
        self.discard()
        self.record = None
        self.filed.emit(record)
