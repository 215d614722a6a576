"""Log a flyer: what was delivered, its file, and the checklist next to it; accepted or returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cpdesk.errors import DeskError
from cpdesk.policy.flyers import CHECK, Check
from cpdesk.records.flyer_intake import CheckLine
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.ui.flyers.form.drops import DropZone
from cpdesk.ui.flyers.form.fields import Basis, Fields
from cpdesk.ui.flyers.form.form_saver import FlyerFormSaver, Said, Step, received_of
from cpdesk.ui.flyers.handout.trays import GoesBack, ReturnTray
from cpdesk.ui.flyers.papers import FlyerPapers
from cpdesk.ui.flyers.queue.checklist import CheckList
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.frames.tray import TrayHost
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.page.form_page import FormPage

_TAB = Qt.FocusReason.TabFocusReason


class FlyerForm(FormPage):
    """`finished` carries the DeliveryRecord and how: kept, accepted, in part, returned."""

    finished = Signal(object, str)
    faults = 99

    def __init__(self, context: PageContext, papers: FlyerPapers) -> None:
        theme, words, text = context.theme, context.words, context.words.text
        super().__init__(context, Card(theme, text("Checklist")))
        self._deliveries = context.services.deliveries
        self._papers = papers
        self.fields = Fields(context)
        self.zone = DropZone(theme, words, self._tasks)
        self._saver = FlyerFormSaver(self, self._deliveries, self.zone, self._tasks, self.failed)
        self.checks = CheckList(theme, words)
        self.verdict = VerdictBox(theme, small=True)
        self.accept_button = Button(theme, text("Accept"), text("Ctrl+Enter"), kind=Kind.PRIMARY)
        self.part_button = Button(theme, text("Accept part…"))
        self.return_button = Button(theme, text("Return…"), text("Ctrl+D"), kind=Kind.DANGER)
        self.keep_button = Button(theme, text("Save for later"), text("Ctrl+S"))
        acts = {
            self.accept_button: self.submit,
            self.part_button: partial(self._ask_back, True),
            self.return_button: self.give_back,
            self.keep_button: self.keep,
        }
        self.lay_out((self.fields, self.zone), tuple(acts), tuple(acts))
        for button, act in acts.items():
            button.clicked.connect(lambda _=False, act=act: act())
        beside = Sheet()
        fill(beside.column, self.verdict, self.checks, 1, gap=theme.px(10))
        self.aside.body.addWidget(beside, 1)
        self._host = TrayHost(self.card.body, self.footer, self.return_button.setFocus)
        self._wire()
        self.apply_theme()

    def _wire(self) -> None:
        self.fields.changed.connect(self._changed)
        self.fields.entered_last.connect(self.checks.enter)
        self.checks.answered.connect(self.touched)
        self.checks.fee_changed.connect(self._changed)
        self.checks.done.connect(lambda: self.accept_button.setFocus(_TAB))
        self.zone.browse.connect(self.browse)

    @property
    def tray(self) -> ReturnTray | None:
        """The small form that asks why copies are returned."""
        tray = self._host.tray
        return tray if isinstance(tray, ReturnTray) else None

    # -- beginning ------------------------------------------------------------------------------

    def start(self, record: DeliveryRecord | None = None) -> None:
        """Starts empty, or with a delivery whose checklist is open."""
        text = self._words.text
        self.fields.today = self.context.today()
        self._host.close()
        self.wait(False)
        super().touched()
        self.zone.clear()
        self.title.setText(text("Check a flyer") if record is not None else text("Log a flyer"))
        approval, came = (record.approval, record.received_at) if record else (None, None)
        self.fields.fill(received_of(record), approval, came)
        self.checks.start(record)
        self._saver.begin(record, self._said())
        self.sheet.keep_in_sight(None)
        self.sheet.verticalScrollBar().setValue(0)
        self._examine()
        if record is not None:
            self.checks.enter()
        else:
            self.fields.finder.line.setFocus(_TAB)

    @property
    def dirty(self) -> bool:
        kept = self._saver.clean == self._said() and not self.zone.paths
        return not kept or self.fields.memo_begun

    @property
    def how_to_keep(self) -> str:
        return self._words.text("Save it for later, discard it, or keep editing.")

    def discard(self) -> None:
        self.start()

    def _said(self) -> Said:
        return replace(self.fields.received(), fee=self.checks.fee), self.checks.answers

    # -- as one types ---------------------------------------------------------------------------

    def _changed(self) -> None:
        self.touched()
        self._examine()

    def touched(self) -> None:
        super().touched()
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
            owner=self, done=show, failed=self.show_trouble, latest="flyers.examine",
        )  # fmt: skip

    def _judge(self) -> None:
        """Shows what the outcome would be as it is now, and what to do next."""
        text, checks = self._words.text, self.checks
        if self.fields.unchosen:
            self.verdict.set(Tone.INFO, *self.fields.first_step())
        elif checks.first_no() is not None:
            do = checks.offer() or text("Return them with the reason.")
            if checks.wrong() == (Check.BUNDLES.value,):
                do = text("Accept part of them, or return them with the reason.")
            self.verdict.set(Tone.NO, text("It can’t be accepted as is"), do)
        elif checks.first_open() is not None:
            do = text("Answer each line: Y for yes, N for no.")
            self.verdict.set(Tone.INFO, text("Not complete yet"), do)
        else:
            do = text("Press Ctrl+Enter to accept.")
            self.verdict.set(Tone.OK, text("Ready to accept"), do)

    # -- files ----------------------------------------------------------------------------------

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files that were dropped, pasted or chosen: read now, saved with the delivery."""
        self.zone.take(paths)
        self.sheet.keep_in_sight(self.zone)

    def browse(self) -> None:
        self._papers.ask_file(lambda path: self.take_files([path]))

    # -- actions --------------------------------------------------------------------------------

    def submit(self) -> None:
        """Ctrl+Enter: accepts it, or submits the open small form."""
        text, wrong, open_ = self._words.text, self.checks.first_no(), self.checks.first_open()
        if self.tray is not None:
            self.tray.submit()
        elif self.fields.memo_begun:
            self.trouble.hide()
            self.fields.memo.submit()
        elif self.fields.unchosen:
            self.trouble.tell(Tone.INFO, *self.fields.first_step())
            self.fields.go_to("approval")
        elif wrong is not None:
            said, offer = text("Not met: {line}", line=text(CHECK[wrong])), self.checks.offer()
            do = text("Return them with the reason, or correct the checklist.")
            self.trouble.tell(Tone.NO, said, offer or do)
            if offer:
                self.fields.go_to("channels")
            else:
                self.return_button.setFocus(_TAB)
        elif open_ is not None:
            said = text("Still to answer: {line}", line=open_.says.text())
            self._correct(said, "", open_)
        else:
            self._save(lambda r: self._deliveries.accept(r.delivery_id, r.version), "accepted")

    def _correct(self, word: str, sentence: str, field: QWidget) -> None:
        """Says what is missing, and goes there."""
        self.trouble.tell(Tone.INFO, word, sentence)
        field.setFocus(_TAB)

    def keep(self) -> None:
        """Ctrl+S: saves it as it is, to be checked later."""
        if self.tray is None:
            self._save(None, "kept")

    def give_back(self) -> None:
        """Ctrl+D: returns all of it."""
        self._ask_back(False)

    def _ask_back(self, part: bool) -> None:
        if self.tray is None and not self.busy:
            copies = self.fields.received().copies or 0
            reasons = self.checks.wrong()
            tray = ReturnTray(self.theme, self._words, copies=copies, part=part, reasons=reasons)
            self.trouble.hide()
            self._host.open(tray, partial(self._goes_back, part), self._host.close)

    def _goes_back(self, part: bool, said: object) -> None:
        assert isinstance(said, GoesBack)
        back, copies = said.back, said.copies

        def then(record: DeliveryRecord) -> DeliveryRecord:
            key, version = record.delivery_id, record.version
            if part and copies is not None:
                return self._deliveries.accept_in_part(key, version, copies, back)
            return self._deliveries.give_back(key, version, back)

        self._save(then, "in part" if part else "returned")

    def _save(self, then: Step | None, how: str) -> None:
        def done(record: DeliveryRecord) -> None:
            self.wait(False)
            self._host.close()
            self.finished.emit(record, how)

        misread = self.fields.misread()
        if misread is not None:
            self._correct(misread.name, misread.note.text(), misread.line)
        elif not self.busy:
            self.wait(True)
            self._saver.run(self._said(), then, done)

    def failed(self, trouble: DeskError) -> None:
        """The small form stays open, even if a field above it has to be corrected first."""
        super().failed(trouble)
        if trouble.faults:
            self.fields.go_to(trouble.faults[0].column)

    def show_trouble(self, trouble: DeskError) -> None:
        if self.tray is not None and not trouble.faults:
            self.tray.still(self._words.error(trouble), self.tray.yes)
        else:
            super().show_trouble(trouble)

    def escape(self) -> None:
        """Esc: closes a list, the small form, then the form."""
        if not self.fields.close_lists():
            (self._host.close if self.tray is not None else self.back)()
