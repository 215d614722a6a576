"""Log a flyer: what was delivered, its file, and the checklist next to it; accepted or returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.policy.flyers import CHECK
from cpdesk.records.flyer_intake import CheckLine
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.ui.flyers.commands import FlyerPapers
from cpdesk.ui.flyers.form.drops import DropZone
from cpdesk.ui.flyers.form.fields import Basis, Fields
from cpdesk.ui.flyers.form.form_saver import FlyerFormSaver, Said, Step, received_of
from cpdesk.ui.flyers.form.intake_preview import first_of_all, judged
from cpdesk.ui.flyers.form.queued_attachments import QueuedAttachments
from cpdesk.ui.flyers.handout.trays import GoesBack, ReturnTray
from cpdesk.ui.flyers.queue.checklist import CheckList
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.flow import FlowBox
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.deliveries import Deliveries


class FlyerForm(QWidget, Themed):
    """`finished` carries the DeliveryRecord and how: kept, accepted, in part, returned. `left` when
    nothing needs to be saved."""

    finished = Signal(object, str)
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        clock: Clock,
        deliveries: Deliveries,
        papers: FlyerPapers,
    ) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._tasks = tasks
        self._clock = clock
        self._deliveries = deliveries
        self._papers = papers
        self.tray: ReturnTray | None = None
        self._led: QWidget | None = None  # what had the focus before the question
        text = words.text
        self.title = Text(theme, "", Role.NAME, wrap=True)
        self.fields = Fields(theme, words, tasks, deliveries)
        self.zone = DropZone(theme, words)
        self.queued_attachments = QueuedAttachments(self.zone, tasks, words)
        self._saving = FlyerFormSaver(deliveries, self.queued_attachments, tasks, self)
        self.checks = CheckList(theme, words)
        self.verdict = VerdictBox(theme, small=True)
        self.trouble = VerdictBox(theme, small=True)
        self.accept_button = Button(theme, text("Accept"), text("Ctrl+Enter"), kind=Kind.PRIMARY)
        self.part_button = Button(theme, text("Accept part…"))
        self.return_button = Button(theme, text("Return…"), text("Ctrl+D"), kind=Kind.DANGER)
        self.keep_button = Button(theme, text("Save for later"), text("Ctrl+S"))
        self.back_button = Button(theme, text("Back"), text("Esc"))
        self.throw_button = Button(theme, text("Discard"), text("Ctrl+Backspace"), kind=Kind.DANGER)
        self._lay_out()
        self._wire()
        self.apply_theme()

    # -- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        sheet = Sheet()
        self._sheet = sheet
        self._column = sheet.column
        for part in (self.title, self.fields, self.zone):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._footer = FlowBox()
        for button in (
            self.accept_button, self.part_button, self.return_button, self.keep_button,
            self.throw_button, self.back_button,
        ):  # fmt: skip
            self._footer.flow.addWidget(button)
        self._card = Card(self.theme)
        self._card.body.addWidget(sheet, 1)
        self._card.body.addWidget(self.trouble)
        self._card.body.addWidget(self._footer)
        self.aside = Card(self.theme, self._words.text("Checklist"))
        beside = Sheet()
        beside.column.addWidget(self.verdict)
        beside.column.addWidget(self.checks)
        beside.column.addStretch(1)
        beside.column.setSpacing(self.theme.px(10))
        self.aside.body.addWidget(beside, 1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._card, 1)
        self._row.addWidget(self.aside)
        self.trouble.hide()
        self.throw_button.hide()

    def _wire(self) -> None:
        self.fields.changed.connect(self._changed)
        self.fields.entered_last.connect(self.checks.enter)
        self.checks.answered.connect(self._touched)
        self.checks.fee_changed.connect(self._changed)
        self.checks.done.connect(lambda: self.accept_button.setFocus(Qt.FocusReason.TabFocusReason))
        self.zone.browse.connect(self.browse)
        self._saving.saved.connect(self._saved)
        self._saving.failed.connect(self._failed)
        for button, act in (
            (self.accept_button, self.submit),
            (self.part_button, partial(self._ask_back, True)),
            (self.return_button, self.give_back),
            (self.keep_button, self.keep),
            (self.throw_button, self.throw_away),
            (self.back_button, self.back),
        ):
            button.clicked.connect(lambda _=False, act=act: act())

    # -- beginning ------------------------------------------------------------------------------

    def start(self, record: DeliveryRecord | None = None) -> None:
        """Starts empty, or with a delivery whose checklist is open."""
        text = self._words.text
        self.fields.today = self._words.local(self._clock.now()).date()
        self._close_tray()
        self._wait(False)
        self.trouble.hide()
        self._ask_no_more()
        self.queued_attachments.clear()
        self.title.setText(text("Check a flyer") if record is not None else text("Log a flyer"))
        approval, came = (record.approval, record.received_at) if record else (None, None)
        self.fields.fill(received_of(record), approval, came)
        self.checks.start(record)
        self._saving.begin(record, self._said())
        self._sheet.keep_in_sight(None)
        self._sheet.verticalScrollBar().setValue(0)
        self._examine()
        if record is not None:
            self.checks.enter()
        else:
            self.fields.finder.line.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def dirty(self) -> bool:
        """Whether something was typed that isn't saved."""
        kept = self._saving.keeps(self._said()) and not self.queued_attachments.paths
        return not kept or self.fields.memo_begun

    def _said(self) -> Said:
        return replace(self.fields.received(), fee=self.checks.fee), self.checks.answers

    # -- as one types ---------------------------------------------------------------------------

    def _changed(self) -> None:
        self._touched()
        self._examine()

    def _touched(self) -> None:
        self.trouble.hide()
        self._ask_no_more()
        if self.tray is not None:
            self.tray.of(self.fields.received().copies or 0)
        self._judge()

    def _examine(self) -> None:
        received, _ = self._said()
        known = bool(received.approval) or self.fields.basis is Basis.NONE

        def show(lines: tuple[CheckLine, ...]) -> None:
            self.checks.show_lines(lines, known=known)
            self._judge()

        self._tasks.run(
            lambda: self._deliveries.examine(received),
            owner=self, done=show, failed=self._show_message, latest="flyers.examine",
        )  # fmt: skip

    def _judge(self) -> None:
        self.verdict.set(*judged(self.fields, self.checks, self._words))

    # -- files ----------------------------------------------------------------------------------

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files that were dropped, pasted or chosen: read now, saved with the delivery."""
        self.queued_attachments.take(paths)
        self._sheet.keep_in_sight(self.zone)

    def browse(self) -> None:
        self._papers.ask_file(lambda path: self.take_files([path]))

    # -- actions --------------------------------------------------------------------------------

    def submit(self) -> None:
        """Ctrl+Enter: accepts it, or submits the open small form."""
        if self.tray is not None:
            self.tray.submit()
            return
        if self.fields.memo_begun:
            self.trouble.hide()
            self.fields.memo.submit()
            return
        open_, wrong = self.checks.first_open(), self.checks.first_no()
        text = self._words.text
        if self.fields.unchosen:
            self._tell(Tone.INFO, *first_of_all(self.fields, self._words))
            self.fields.go_to("approval")
            return
        if wrong is None and open_ is not None:
            self._tell(Tone.INFO, text("Still to answer: {line}", line=open_.says.text()))
            open_.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if wrong is not None:
            said = text("Not met: {line}", line=text(CHECK[wrong]))
            do = text("Return them with the reason, or correct the checklist.")
            self._tell(Tone.NO, said, self.checks.offer() or do)
            if self.checks.offer():
                self.fields.go_to("channels")
            else:
                self.return_button.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._save(lambda r: self._deliveries.accept(r.delivery_id, r.version), "accepted")

    def keep(self) -> None:
        """Ctrl+S: saves it as it is, to be checked later."""
        if self.tray is None:
            self._save(None, "kept")

    def give_back(self) -> None:
        """Ctrl+D: returns all of it."""
        self._ask_back(False)

    def _ask_back(self, part: bool) -> None:
        if self.tray is not None or self._saving.busy:
            return
        received = self.fields.received()
        tray = ReturnTray(
            self.theme, self._words, copies=received.copies or 0, part=part,
            reasons=self.checks.wrong(),
        )  # fmt: skip
        self.tray = tray
        tray.done.connect(partial(self._goes_back, part))
        tray.left.connect(self._close_tray)
        self._card.body.addWidget(tray)
        self._footer.hide()
        self.trouble.hide()
        tray.show()
        tray.start()

    def _goes_back(self, part: bool, said: GoesBack) -> None:
        def then(record: DeliveryRecord) -> DeliveryRecord:
            key, version = record.delivery_id, record.version
            if part and said.copies is not None:
                return self._deliveries.accept_in_part(key, version, said.copies, said.back)
            return self._deliveries.give_back(key, version, said.back)

        self._save(then, "in part" if part else "returned")

    def _save(self, then: Step | None, how: str) -> None:
        misread = self.fields.misread()
        if misread is not None:
            self._tell(Tone.INFO, misread.name, misread.note.text())
            misread.line.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if not self._saving.busy:
            self._wait(True)
            self._saving.run(self._said(), then, how)

    def _saved(self, record: DeliveryRecord, how: str) -> None:
        self._wait(False)
        self._close_tray()
        self.finished.emit(record, how)

    def _failed(self, trouble: DeskError) -> None:
        """The small form stays open, even if a field above it has to be corrected first."""
        self._wait(False)
        self._show_message(trouble)
        if trouble.faults:
            self.fields.go_to(trouble.faults[0].column)

    def _show_message(self, trouble: DeskError) -> None:
        words = self._words
        faults = " ".join(words.fault(fault) for fault in trouble.faults)
        do = faults or words.text(trouble.do, **trouble.facts)
        if self.tray is not None and not trouble.faults:
            self.tray.still(f"{words.text(trouble.says, **trouble.facts)} {do}", self.tray.yes)
        else:
            self._tell(Tone.NO, words.text(trouble.says, **trouble.facts), do)

    def _tell(self, tone: Tone, word: str, sentence: str = "") -> None:
        self.trouble.set(tone, word, sentence)
        self.trouble.show()

    # -- leaving --------------------------------------------------------------------------------

    def escape(self) -> None:
        """Esc: closes a list, the small form, then the form."""
        if self.fields.close_lists():
            return
        if self.tray is not None:
            self._close_tray()
        elif self.asked:
            self._go_on()
        else:
            self.back()

    def _close_tray(self) -> None:
        self._footer.show()
        if self.tray is None:
            return
        tray, self.tray = self.tray, None
        led = QApplication.focusWidget()
        self._card.body.removeWidget(tray)
        if led is not None and tray.isAncestorOf(led):
            # before it is hidden, or the focus would land somewhere else
            self.return_button.setFocus(Qt.FocusReason.OtherFocusReason)
        tray.hide()
        tray.deleteLater()

    def back(self) -> None:
        """Leaves the form; asks first if something isn't saved."""
        if self._saving.busy:
            return
        if self.asked:
            self._go_on()
        elif self.dirty:
            self.ask()
        else:
            self.left.emit()

    def ask(self) -> None:
        """Asks what to do with what was typed. The focus goes where Enter does no harm."""
        text = self._words.text
        self._tell(
            Tone.ASK,
            text("What you typed isn’t saved yet."),
            text("Save it for later, discard it, or keep editing."),
        )
        led = QApplication.focusWidget()
        self._led = led if led is not None and self.isAncestorOf(led) else None
        self.throw_button.show()
        self.back_button.set(text("Keep editing"))
        self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def asked(self) -> bool:
        return not self.throw_button.isHidden()

    def _go_on(self) -> None:
        self.trouble.hide()
        (self._led or self.accept_button).setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask_no_more()

    def _ask_no_more(self) -> None:
        self.throw_button.hide()
        self.back_button.set(self._words.text("Back"))

    def throw_away(self) -> None:
        """Discards what was typed, after the question."""
        if self.asked:
            self.start()
            self.left.emit()

    # -- state ----------------------------------------------------------------------------------

    def _wait(self, busy: bool) -> None:
        for button in (self.accept_button, self.part_button, self.return_button, self.keep_button):
            button.setEnabled(not busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.apply_theme()

    def apply_theme(self) -> None:
        px = self.theme.px
        self.aside.setFixedWidth(max(px(260), int(self.width() * 0.4)))
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(16))
        self._column.setContentsMargins(0, 0, px(8), 0)
        self._column.setSpacing(px(12))
