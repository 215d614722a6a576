"""Carries out the buttons of a delivery: asks for what is missing, then calls the services."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from cpdesk.errors import DeskError
from cpdesk.policy.flyers import Answer, HandedHow, LineState
from cpdesk.records.flyers import ClassLine, ClassList, DeliveryRecord, FlyerFile, HandedOut
from cpdesk.ui.flyers.actions import CHECK_AGAIN, FINISH, REOPEN, UNDO_RETURN, Do
from cpdesk.ui.flyers.boards.posting import PostCommands
from cpdesk.ui.flyers.handout.finish_tray import Finishing, FinishTray
from cpdesk.ui.flyers.handout.trays import GoesBack, ReturnTray
from cpdesk.ui.flyers.papers import FILES, FlyerPapers
from cpdesk.ui.flyers.queue.detail import DeliveryView
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Kind
from cpdesk.ui.widgets.frames.tray import SureTray
from cpdesk.ui.widgets.page.command_runner import CommandRunner

_NO_WAY_BACK = frozenset({Do.REOPEN, Do.UNDO_RETURN, Do.CHECK_AGAIN})


class FlyerCommands(QObject):
    """Works on the delivery that the detail shows. The page opens the form and the plan when the
    signals ask for them."""

    check_wanted = Signal(object)  # a DeliveryRecord
    plan_wanted = Signal(object, object)  # a DeliveryRecord, and the ClassList to choose from

    def __init__(
        self, runner: CommandRunner[DeliveryView], context: PageContext, papers: FlyerPapers
    ) -> None:
        super().__init__(runner)
        self.runner = runner
        self._view = view = runner.detail
        self._words = context.words
        self._deliveries = context.services.deliveries
        self._handing = context.services.handouts
        self._papers = papers
        self._posting = posting = PostCommands(runner, context)
        self._does: dict[Do, Callable[[DeliveryRecord], object]] = {
            Do.CHECK: self.check_wanted.emit,
            Do.PLAN: self._plan,
            Do.HAND_REST: lambda record: self._hand_out(record, ()),
            Do.POST: posting.ask_board,
            Do.POST_ELECTRONIC: posting.ask_electronic,
            Do.TAKE_DOWN: lambda record: self.take_down(),
            Do.FINISH: self._ask_finish,
            Do.REOPEN: self._reopen,
            Do.RETURN: self._ask_return,
            Do.UNDO_RETURN: self._undo_return,
            Do.CHECK_AGAIN: self._check_again,
            Do.COUNT_SHEET: lambda record: papers.count_sheet(record.delivery_id),
            Do.LABELS: lambda record: papers.labels(record.delivery_id),
            Do.SLIP: lambda record: papers.return_slip(record.delivery_id),
            Do.ATTACH: lambda record: papers.ask_file(partial(self.attach, record)),
        }
        view.acted.connect(self.act)
        view.table.wanted.connect(self.hand_out)
        view.table.taken_back.connect(self.take_back)
        view.posts.down.connect(lambda key: posting.take_down((key,)))
        view.posts.up.connect(self._put_up)
        view.files.opened.connect(papers.open_file)
        view.files.removed.connect(self.detach)

    def act(self, do: Do) -> None:
        """A button, or its key."""
        record = self._view.record
        if record is None or self.runner.busy:
            return
        if do in _NO_WAY_BACK:
            self.runner.shut()
        self._does[do](record)

    def undo(self) -> None:
        """Ctrl+Z: undoes the last action; if there is none, the last classes that were handed
        out."""
        if self.runner.busy or self.runner.undo_last():
            return
        record = self._view.record
        times = [one.handed_at for one in record.lines if one.handed_at] if record else []
        if record is not None and times:
            newest = max(times)
            last = tuple(one.line_id for one in record.lines if one.handed_at == newest)
            self._take_back(record.delivery_id, last)

    def _plan(self, record: DeliveryRecord) -> None:
        def done(known: ClassList) -> None:
            self._view.close_tray()
            self.plan_wanted.emit(record, known)

        self.runner.run(self._handing.class_list, done)

    def _changed(self, delivery_id: str, message: str, tone: Tone = Tone.OK) -> None:
        """It is done, and can't be undone with a key."""
        self.runner.show_message(message, tone)
        self.runner.changed.emit(delivery_id)

    def _step(self, work: Callable[[], DeliveryRecord], message: str) -> None:
        text = self._words.text
        self.runner.run(work, lambda now: self._changed(now.delivery_id, text(message)))

    # -- handing out ----------------------------------------------------------------------------

    def _line(self, line_id: str) -> tuple[DeliveryRecord, ClassLine] | None:
        """A class, unless something else is going on."""
        record = self._view.record
        if record is None or self.runner.busy or self._view.tray is not None:
            return None
        return next(((record, one) for one in record.lines if one.line_id == line_id), None)

    def hand_out(self, line_id: str) -> None:
        """Hands out one class, from its row."""
        found = self._line(line_id)
        if found is not None and found[1].state is LineState.PLANNED:
            self._hand_out(found[0], (line_id,))
        elif found is not None and found[1].state is LineState.REFUSED:
            self._posting.ask_board(found[0])

    def take_back(self, line_id: str) -> None:
        """Undoes one class, from its row, no matter when it was handed out."""
        found = self._line(line_id)
        if found is not None and found[1].state is LineState.HANDED:
            delivery_id, line = found[0].delivery_id, found[1]
            how, whom = line.handed_how or HandedHow.MAILBOX, line.handed_to
            again = partial(self._hand, delivery_id, (line_id,), how, whom)
            self._take_back(delivery_id, (line_id,), again)

    def _put_up(self, post_id: str) -> None:
        """The post was taken down too early: it goes back up."""
        if not self.runner.busy:
            self.runner.shut()
            self._posting.put_up((post_id,))

    def take_down(self) -> None:
        """What is due, or the only post that is up. If several are up, the user chooses."""
        record = self._view.record
        hangs = [post for post in record.posts if post.taken_down_at is None] if record else []
        due = [post for post in hangs if post.due]
        if due or len(hangs) == 1:
            self._posting.take_down(tuple(post.post_id for post in due or hangs))

    def _hand_out(self, record: DeliveryRecord, line_ids: tuple[str, ...]) -> None:
        self._hand(record.delivery_id, line_ids, self._view.how.how, self._view.how.whom)

    def _hand(self, delivery_id: str, line_ids: tuple[str, ...], how: HandedHow, whom: str) -> None:
        words = self._words

        def done(handed: HandedOut) -> None:
            if not handed.line_ids:
                message = words.text("These copies were already handed out.")
                self._changed(handed.delivery_id, message, Tone.INFO)
                return
            said = words.count("{n} copy handed out.", "{n} copies handed out.", handed.copies)
            self.runner.tell(said, partial(self._take_back, handed.delivery_id, handed.line_ids))
            self._view.how.forget_whom()
            self.runner.changed.emit(handed.delivery_id)

        self.runner.run(lambda: self._handing.hand_out(delivery_id, line_ids, how, whom), done)

    def _take_back(
        self,
        delivery_id: str,
        line_ids: tuple[str, ...],
        again: Callable[[], None] | None = None,
    ) -> None:
        """`again` hands them out as they were, unless this is itself an undo."""

        def done(record: DeliveryRecord) -> None:
            said = self._words.count(
                "Undone. {n} class is waiting again.",
                "Undone. {n} classes are waiting again.",
                len(line_ids),
            )
            if again is None:
                self.runner.show_message(said, Tone.OK)
            else:
                self.runner.tell(said, again)
            self.runner.changed.emit(delivery_id)

        self.runner.run(lambda: self._handing.take_back(delivery_id, line_ids), done)

    # -- finishing and returning ----------------------------------------------------------------

    def _ask_finish(self, record: DeliveryRecord) -> None:
        if record.tally.over > 0:
            tray = FinishTray(self._view.theme, self._words, record)
            self.runner.open(tray, partial(self._finish, record))
        else:
            self._finish(record, Finishing())

    def _finish(self, record: DeliveryRecord, said: object) -> None:
        assert isinstance(said, Finishing)
        key, version, surplus, back = record.delivery_id, record.version, said.surplus, said.back

        def done(now: DeliveryRecord) -> None:
            if back is not None:
                self._returned(now)
                return
            self._view.close_tray()
            self.runner.tell(self._words.text(FINISH.done), partial(self._reopen, now))
            self.runner.changed.emit(now.delivery_id)

        self.runner.run(
            lambda: self._handing.finish(key, version, surplus, back), done, keep_tray=True
        )

    def _reopen(self, record: DeliveryRecord) -> None:
        self._step(lambda: self._handing.reopen(record.delivery_id, record.version), REOPEN.done)

    def _ask_return(self, record: DeliveryRecord) -> None:
        wrong = tuple(line.check.value for line in record.checks if line.answer is Answer.NO)
        copies = record.copies - record.tally.returned
        tray = ReturnTray(self._view.theme, self._words, copies=copies, part=False, reasons=wrong)
        self.runner.open(tray, partial(self._return, record))

    def _return(self, record: DeliveryRecord, said: object) -> None:
        assert isinstance(said, GoesBack)
        key, version, back = record.delivery_id, record.version, said.back
        self.runner.run(
            lambda: self._deliveries.give_back(key, version, back), self._returned, keep_tray=True
        )

    def _returned(self, now: DeliveryRecord) -> None:
        self._view.close_tray()
        self.runner.keep_back(partial(self._undo_return, now))
        self.tell_returned(now.delivery_id)
        self.runner.changed.emit(now.delivery_id)

    def tell_returned(self, delivery_id: str) -> None:
        """Says that copies were returned, and offers the return slip for the partner."""
        text = self._words.text
        slip = partial(self._papers.return_slip, delivery_id)
        self.runner.show_message(
            text("Returned."), Tone.OK, action=text("Print return slip"), act=slip
        )

    def _undo_return(self, record: DeliveryRecord) -> None:
        key, version = record.delivery_id, record.version
        self._step(lambda: self._deliveries.undo_return(key, version), UNDO_RETURN.done)

    def _check_again(self, record: DeliveryRecord) -> None:
        key, version = record.delivery_id, record.version
        self._step(lambda: self._deliveries.check_again(key, version), CHECK_AGAIN.done)

    # -- attachments ----------------------------------------------------------------------------

    def attach(self, record: DeliveryRecord, path: Path) -> None:
        """Attaches a file to the delivery. Reading it may take seconds; nothing waits for it."""
        text = self._words.text
        self.runner.show_message(text("Reading {name}…", name=path.name), Tone.INFO)

        def done(file: FlyerFile) -> None:
            message = text("{name} attached to {title}.", name=file.name, title=record.title)
            if file.thumbnail is None:
                without = text("No preview is available, but the file is kept.")
                message = f"{message} {without}"
            back = partial(self._ask_detach, record.delivery_id, file.file_id, file.name)
            self.runner.tell(message, back)
            self.runner.changed.emit(record.delivery_id)

        def failed(trouble: DeskError) -> None:
            self.runner.show_message(self._words.error(trouble), Tone.NO)

        self.runner.tasks.run(
            lambda: self._deliveries.attach(record.delivery_id, "flyer", path),
            owner=self, done=done, failed=failed, lane=FILES,
        )  # fmt: skip

    def detach(self, file_id: str) -> None:
        """Asks first, because the file itself is deleted."""
        record = self._view.record
        if record is not None and not self.runner.busy:
            name = next((file.name for file in record.files if file.file_id == file_id), "")
            self._ask_detach(record.delivery_id, file_id, name)

    def _ask_detach(self, delivery_id: str, file_id: str, name: str) -> None:
        if self._view.record is None:
            return  # no delivery is shown to ask about
        text = self._words.text
        tray = SureTray(
            self._view.theme,
            self._words,
            text("Remove {name}?", name=name),
            text("Remove"),
            Kind.DANGER,
            text("The file will be deleted. A record that it was here is kept."),
        )
        self.runner.open(tray, lambda _: self._detach(delivery_id, file_id))
        tray.back.setFocus(Qt.FocusReason.OtherFocusReason)  # pressing Enter alone removes nothing

    def _detach(self, delivery_id: str, file_id: str) -> None:
        def done(_: None) -> None:
            self._view.close_tray()
            self.runner.shut()
            self._changed(delivery_id, self._words.text("Removed."))

        self.runner.run(lambda: self._deliveries.detach(file_id), done)
