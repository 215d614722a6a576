"""The request form: its kind first, then only the fields of that kind, the rules beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.policy.phrases import KIND
from cpdesk.policy.requests import Kind as RequestKind
from cpdesk.policy.requests import State
from cpdesk.records.partners import PartnerRecord
from cpdesk.records.requests import Ask, Examination, FreeTimes, RequestRecord, Window
from cpdesk.ui.parts import (
    Button,
    Card,
    Choice,
    FlowLayout,
    Kind,
    Role,
    Text,
    Themed,
    VerdictBox,
)
from cpdesk.ui.parts.sheet import Sheet
from cpdesk.ui.requests.aside import Aside, missing_words
from cpdesk.ui.requests.fields import FIELDS, Fields
from cpdesk.ui.requests.finder import Finder, Found
from cpdesk.ui.requests.releases import Prefill
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would cost the window its quick start
    from cpdesk.services.partners import Partners
    from cpdesk.services.requests.filing import Filing
    from cpdesk.services.requests.times import Times
    from cpdesk.services.search import Search

KINDS = tuple(FIELDS)


class RequestForm(QWidget, Themed):
    """`filed` and `kept` with a RequestRecord: it was filed, it was kept as a draft. `left`
    without any: nothing of it is left."""

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
        filing: Filing,
        times: Times,
        partners: Partners,
        search: Search,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._tasks = tasks
        self._clock = clock
        self._filing = filing
        self._times = times
        self._partners = partners
        self._search = search
        self._record: RequestRecord | None = None
        self._partner: PartnerRecord | None = None
        self._clean: Ask | None = None
        self.examined: Examination | None = None
        self._busy = False
        self.title = Text(theme, "", Role.NAME, wrap=True)
        self.remark = VerdictBox(theme, small=True)
        self.chips = {kind: Choice(theme, words.text(KIND[kind])) for kind in KINDS}
        self.fields = Fields(
            theme, words, tasks, self._find_partners, self._find_people, self._find_visitors
        )
        self.releases = Prefill(self.fields, words)
        self.aside = Aside(theme, words)
        self.trouble = VerdictBox(theme, small=True)
        self.file_button = Button(
            theme, words.text("File"), words.text("Ctrl+Enter"), kind=Kind.PRIMARY
        )
        self.find_button = Button(theme, words.text("Find times"), words.text("Ctrl+T"))
        self.draft_button = Button(theme, words.text("Save draft"), words.text("Ctrl+S"))
        self.back_button = Button(theme, words.text("Back"), words.text("Esc"))
        self.throw_button = Button(
            theme, words.text("Throw away"), words.text("Ctrl+Backspace"), kind=Kind.DANGER
        )
        self._lay_out()
        self._wire()
        self.dress()

    # -- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._kinds = QWidget()
        flow = FlowLayout(self._kinds, 8)
        group = QButtonGroup(self)
        for kind, chip in self.chips.items():
            group.addButton(chip)
            flow.addWidget(chip)
            chip.clicked.connect(partial(self._choose, kind))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._kinds.setSizePolicy(policy)
        self._kinds.setAccessibleName(self._words.text("What is asked for"))
        sheet = Sheet()
        self._column = sheet.column
        for part in (self.title, self.remark, self._kinds, self.fields):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._sheet = sheet
        foot = QWidget()
        buttons = FlowLayout(foot, 8)
        for button in (
            self.file_button,
            self.find_button,
            self.draft_button,
            self.throw_button,
            self.back_button,
        ):
            buttons.addWidget(button)
        foot.setSizePolicy(policy)
        self._card = Card(self.theme)
        self._card.body.addWidget(sheet, 1)
        self._card.body.addWidget(self.trouble)
        self._card.body.addWidget(foot)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._card, 1)
        self._row.addWidget(self.aside)
        for part in (self.remark, self.trouble, self.throw_button):
            part.hide()

    def _wire(self) -> None:
        self.fields.changed.connect(self._changed)
        self.fields.partner_changed.connect(self._read_partner)
        for block in (*self.fields.lines.values(), self.fields.partner, self.fields.people,
                      self.fields.visitor):  # fmt: skip
            block.line.entered.connect(partial(self._entered, block.line))
        self.aside.taken.connect(self._take_time)
        self.file_button.clicked.connect(self.submit)
        self.find_button.clicked.connect(self.find_times)
        self.draft_button.clicked.connect(self.save_draft)
        self.back_button.clicked.connect(self.back)
        self.throw_button.clicked.connect(self.throw_away)

    # -- beginning ------------------------------------------------------------------------------

    def start(self, ask: Ask | None, record: RequestRecord | None = None) -> None:
        """Empty, filled with what another page knows already, or with a request to be changed."""
        words = self._words
        self.fields.today = words.local(self._clock.now()).date()
        self._record, self._partner = record, None
        self.aside.show_rules()
        self.releases.forget()
        self.trouble.hide()
        self.throw_button.hide()
        self._wait(False)
        asked = ask or (record.ask if record is not None else Ask(RequestKind.MEET_STUDENT))
        names = dict(record.people) if record is not None else {key: key for key in asked.people}
        partner = record.partner_name if record is not None else ""
        self.fields.fill(asked, partner, names)
        self._mark(asked.kind)
        self._clean = self.fields.ask() if record is not None or ask is None else None
        self._head()
        self._examine()
        if asked.partner:
            self._read_partner(asked)
        if ask is None and record is None:
            self.chips[asked.kind].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._to_first_empty()

    @property
    def record(self) -> RequestRecord | None:
        """The request that is changed or the draft that is gone on with; None for a new one."""
        return self._record

    @property
    def dirty(self) -> bool:
        """Whether something was typed that is kept nowhere."""
        return self.fields.ask() != self._clean

    @property
    def _is_edit(self) -> bool:
        return self._record is not None and self._record.state is not State.DRAFT

    def _head(self) -> None:
        text, record = self._words.text, self._record
        self.title.setText(text("Change the request") if self._is_edit else text("New request"))
        approved = record is not None and record.state is State.APPROVED
        self.remark.setVisible(approved)
        if approved:
            self.remark.set(
                Tone.ASK,
                text("It is approved now. Changed, it waits for a school leader again."),
                text("Until then nobody is admitted on it."),
            )
        for chip in self.chips.values():
            chip.setEnabled(not self._is_edit)
        self.draft_button.setVisible(not self._is_edit)
        self._name_file()

    def _name_file(self) -> None:
        text = self._words.text
        declined = self.examined is not None and self.examined.refused
        if self._is_edit:
            says = text("Save the change")
        else:
            says = text("File as declined") if declined else text("File")
        self.file_button.set(says)
        timed = "day" in FIELDS[self.fields.kind]
        self.find_button.setVisible(timed)

    def _mark(self, kind: RequestKind) -> None:
        if kind in self.chips:
            self.chips[kind].setChecked(True)

    def _choose(self, kind: RequestKind) -> None:
        self._mark(kind)
        self.fields.show_kind(kind)
        self._name_file()
        self._changed()

    # -- as one types ---------------------------------------------------------------------------

    def _changed(self) -> None:
        self.trouble.hide()
        self.throw_button.hide()
        if not self.fields.partner.key:
            self._partner = None
        self._examine()

    def _examine(self) -> None:
        ask = self.fields.ask()
        request_id = self._record.request_id if self._record is not None else ""

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
            lambda: self._filing.examine(ask, request_id),
            owner=self,
            done=show,
            failed=self._say,
            latest="requests.examine",
        )

    def _read_partner(self, asked: Ask | None = None) -> None:
        """What the partner does here, and who its people are; the activity that was asked for."""
        partner_id = self.fields.partner.key or (asked.partner if asked is not None else "")

        def show(partner: PartnerRecord) -> None:
            clean = not self.dirty
            self._partner = partner
            self.fields.show_partner(partner)
            names = {line.person_id: line.name for line in partner.people}
            people = self.fields.people.people
            self.fields.people.set_people({key: names.get(key, people[key]) for key in people})
            if asked is not None and asked.activity:
                box = self.fields.combo("activity")
                box.setCurrentIndex(max(0, box.findData(asked.activity)))
            if clean:
                self._clean = self.fields.ask()
            self._examine()

        self._tasks.run(
            lambda: self._partners.partner(partner_id),
            owner=self,
            done=show,
            failed=lambda trouble: None,  # the examination says that nobody knows it
            latest="requests.partner",
        )

    def _find_partners(self, text: str) -> tuple[Found, ...]:
        return tuple(Found(row.partner_id, row.name) for row in self._partners.directory(text)[:6])

    def _find_people(self, text: str) -> tuple[Found, ...]:
        """People of the partner where it is known, else of anyone."""
        partner = self._partner
        if partner is not None:
            wanted = text.casefold().split()
            return tuple(
                Found(line.person_id, line.name)
                for line in partner.people
                if all(word in line.name.casefold() for word in wanted)
                and line.person_id not in self.fields.people.people
            )
        return tuple(
            Found(hit.key, hit.title, hit.partner_name, hit.partner_id, hit.partner_name)
            for hit in self._search.find(text)
            if hit.kind in ("person", "expected") and hit.partner_id
        )

    def _find_visitors(self, text: str) -> tuple[Found, ...]:
        kinds = {"person": "person", "expected": "person", "guest": "guest"}
        return tuple(
            Found(f"{kinds[hit.kind]}:{hit.key}", hit.title, hit.partner_name)
            for hit in self._search.find(text)
            if hit.kind in kinds
        )

    # -- keys -----------------------------------------------------------------------------------

    def _entered(self, line: QWidget) -> None:
        """Enter takes what the list offers, then goes to the next field."""
        for finder in (self.fields.partner, self.fields.people, self.fields.visitor):
            if finder.line is line and finder.take_current():
                if finder is self.fields.people:
                    return
                break
        self._next(line)

    def _next(self, line: QWidget) -> None:
        order = [block.field for block in self.fields.shown()]
        at = next((n for n, field in enumerate(order) if field is line), -1)
        self._focus(order[at + 1] if 0 <= at < len(order) - 1 else self.file_button)

    def _focus(self, part: QWidget) -> None:
        """Goes there, and scrolls so that it is seen."""
        part.setFocus(Qt.FocusReason.TabFocusReason)
        if self._sheet.isAncestorOf(part):
            self._sheet.ensureWidgetVisible(part, 0, self.theme.px(40))

    def _to_first_empty(self) -> None:
        for block in self.fields.shown():
            line = getattr(block, "line", None)
            filled = getattr(block, "people", None) or (line is not None and line.text())
            if line is not None and not filled and block is not self.fields.people:
                self._focus(line)
                return
        self._focus(self.file_button)

    def escape(self) -> None:
        """Esc: closes a list, the proposals, then the form."""
        finders: tuple[Finder, ...] = (
            self.fields.partner, self.fields.people, self.fields.visitor,
        )  # fmt: skip
        if any(finder.close_list() for finder in finders):
            return
        if self.aside.proposes:
            self.aside.show_rules()
            self.fields.lines["start"].line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.back()

    def back(self) -> None:
        """Leaves the form; what was typed and is kept nowhere is asked about first."""
        if not self.dirty or not self._touched():
            self.left.emit()
            return
        words = self._words
        self.trouble.set(
            Tone.ASK,
            words.text("What you typed is kept nowhere yet."),
            words.text("Throw it away, or go on.")
            if self._is_edit
            else words.text("Save it as a draft, throw it away, or go on."),
        )
        self.trouble.show()
        self.throw_button.show()
        self.throw_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def throw_away(self) -> None:
        """What was typed goes, after it was asked about."""
        if not self.throw_button.isHidden():
            self._clean = self.fields.ask()
            self.left.emit()

    def _touched(self) -> bool:
        """Whether more than the kind was said."""
        return self.fields.ask() != Ask(self.fields.kind)

    # -- what is done with it -------------------------------------------------------------------

    def find_times(self) -> None:
        """The best windows, in the place of the rules."""
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
            failed=self._say,
            latest="requests.times",
        )

    def _take_time(self, window: Window) -> None:
        start, end = (self._words.local(at) for at in (window.starts_at, window.ends_at))
        self.aside.show_rules()
        self.fields.set_time(start.date(), start.time(), end.time())
        self._to_first_empty()

    def save_draft(self, then: Callable[[RequestRecord], None] | None = None) -> None:
        """Keeps it as it is. Nothing has to be complete."""
        if self._is_edit or self._busy:
            return
        ask, request_id = self.fields.ask(), self._record.request_id if self._record else ""
        told = then if callable(then) else self.kept.emit

        def done(record: RequestRecord) -> None:
            self._record, self._clean = record, ask
            self._wait(False)
            told(record)

        self._run(lambda: self._filing.save_draft(ask, request_id), done)

    def submit(self) -> None:
        """Files it, or saves the change; what is missing is said, and the field is gone to."""
        if self._busy:
            return
        ask, record = self.fields.ask(), self._record
        missing = self.examined.missing if self.examined is not None else ()
        if missing:
            self.trouble.set(
                Tone.INFO,
                self._words.text("Still needed:"),
                " ".join(missing_words(missing, self._words)),
            )
            self.trouble.show()
            self._go_to(missing[0].column)
            return
        if record is not None and self._is_edit:
            edited = record
            self._run(lambda: self._filing.edit(edited.request_id, edited.version, ask), self._done)
        else:
            request_id = record.request_id if record is not None else ""
            self._run(lambda: self._filing.file(ask, request_id), self._done)

    def _go_to(self, name: str) -> None:
        block = self.fields.blocks.get(name)
        if block is not None and not block.isHidden():
            self._focus(block.field)
        else:
            self._to_first_empty()

    def _run(
        self, work: Callable[[], RequestRecord], done: Callable[[RequestRecord], None]
    ) -> None:
        self._wait(True)
        self._tasks.run(work, owner=self, done=done, failed=self._failed)

    def _done(self, record: RequestRecord) -> None:
        self._clean = self.fields.ask()
        self._record = None
        self._wait(False)
        self.filed.emit(record)

    def _failed(self, trouble: DeskError) -> None:
        self._wait(False)
        self._say(trouble)

    def _say(self, trouble: DeskError) -> None:
        words = self._words
        self.trouble.set(
            Tone.NO,
            words.text(trouble.says, **trouble.facts),
            words.text(trouble.do, **trouble.facts),
        )
        self.trouble.show()

    def _wait(self, busy: bool) -> None:
        self._busy = busy
        for button in (self.file_button, self.draft_button):
            button.setEnabled(not busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dress()

    def dress(self) -> None:
        px = self.theme.px
        self.aside.setFixedWidth(max(px(240), int(self.width() * 0.36)))
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(16))
        self._column.setContentsMargins(0, 0, px(8), 0)
        self._column.setSpacing(px(12))
