"""Carries out the buttons of a delivery: asks for what is missing, then calls the services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from cpdesk.errors import DeskError
from cpdesk.policy.flyers import Answer, HandedHow, LineState
from cpdesk.records.flyers import DeliveryRecord, FlyerFile, HandedOut
from cpdesk.ui.flyers.actions import CHECK_AGAIN, FINISH, REOPEN, UNDO_RETURN, Do
from cpdesk.ui.flyers.boards.posting import PostCommands
from cpdesk.ui.flyers.handout.finish_tray import Finishing, FinishTray
from cpdesk.ui.flyers.handout.trays import GoesBack, ReturnTray
from cpdesk.ui.flyers.queue.detail import DeliveryView
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Kind
from cpdesk.ui.widgets.frames.tray import SureTray
from cpdesk.ui.widgets.page.command_runner import CommandRunner

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.deliveries import Deliveries
    from cpdesk.services.flyers.handout.handouts import Handouts

_NO_WAY_BACK = frozenset({Do.REOPEN, Do.UNDO_RETURN, Do.CHECK_AGAIN})
FILES = "flyer-files"  # the lane that reads and checks files


@dataclass(frozen=True)
class FlyerPapers:
    """What is printed and opened, given a delivery's id."""

    count_sheet: Callable[[str], None]
    labels: Callable[[str], None]
    return_slip: Callable[[str], None]
    open_file: Callable[[str], None]  # a file's id
    ask_file: Callable[[Callable[[Path], None]], object]


class FlyerCommands(QObject):
    """Works on the delivery that the detail shows. The page opens the form and the plan when the
    signals ask for them."""

    check_wanted = Signal(object)  # a DeliveryRecord
    plan_wanted = Signal(object)  # a DeliveryRecord

    def __init__(
        self,
        runner: CommandRunner[DeliveryRecord],
        view: DeliveryView,
        posting: PostCommands,
        *,
        deliveries: Deliveries,
        handouts: Handouts,
        papers: FlyerPapers,
    ) -> None:
        super().__init__(runner)
        self.runner = runner
        self._how = view.how
        self.posting = posting
        self._deliveries = deliveries
        self._handing = handouts
        self._papers = papers
        self._does: dict[Do, Callable[[DeliveryRecord], None]] = {
            Do.CHECK: self.check_wanted.emit,
            Do.PLAN: self.plan_wanted.emit,
            Do.HAND_REST: lambda record: self._hand_out(record, ()),
            Do.POST: posting.ask_board,
            Do.POST_ELECTRONIC: posting.ask_electronic,
            Do.TAKE_DOWN: posting.take_down_due,
            Do.FINISH: self._ask_finish,
            Do.REOPEN: self._reopen,
            Do.RETURN: self._ask_return,
            Do.UNDO_RETURN: self._undo_return,
            Do.CHECK_AGAIN: self._check_again,
            Do.COUNT_SHEET: lambda record: papers.count_sheet(record.delivery_id),
            Do.LABELS: lambda record: papers.labels(record.delivery_id),
            Do.SLIP: lambda record: papers.return_slip(record.delivery_id),
            Do.ATTACH: self._ask_file,
        }
        view.acted.connect(self.act)
        view.table.wanted.connect(self.hand_out)
        view.table.taken_back.connect(self.take_back)
        view.posts.down.connect(lambda key: posting.take_down((key,)))
        view.posts.up.connect(lambda key: self.put_up((key,)))
        view.files.opened.connect(papers.open_file)
        view.files.removed.connect(self.detach)

    def act(self, do: Do) -> None:
        """A button, or its key."""
        record = self.runner.detail.record
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
        record = self.runner.detail.record
        times = [one.handed_at for one in record.lines if one.handed_at] if record else []
        if record is not None and times:
            newest = max(times)
            last = tuple(one.line_id for one in record.lines if one.handed_at == newest)
            self._take_back(record.delivery_id, last)

    # -- handing out ----------------------------------------------------------------------------

    def hand_out(self, line_id: str) -> None:
        """Hands out one class, from its row."""
        record = self.runner.detail.record
        if record is None or self.runner.busy or self.runner.detail.tray is not None:
            return
        line = next((one for one in record.lines if one.line_id == line_id), None)
        if line is not None and line.state is LineState.PLANNED:
            self._hand_out(record, (line_id,))
        elif line is not None and line.state is LineState.REFUSED:
            self.posting.ask_board(record)

    def take_back(self, line_id: str) -> None:
        """Undoes one class, from its row, no matter when it was handed out."""
        record = self.runner.detail.record
        if record is None or self.runner.busy or self.runner.detail.tray is not None:
            return
        line = next((one for one in record.lines if one.line_id == line_id), None)
        if line is not None and line.state is LineState.HANDED:
            how, whom = line.handed_how or HandedHow.MAILBOX, line.handed_to
            again = partial(self._hand, record.delivery_id, (line_id,), how, whom)
            self._take_back(record.delivery_id, (line_id,), again)

    def put_up(self, post_ids: tuple[str, ...]) -> None:
        """The post was taken down too early: it goes back up."""
        if not self.runner.busy:
            self.runner.shut()
            self.posting.put_up(post_ids)

    def take_down(self) -> None:
        """What is due, or the only post that is up. If several are up, the user chooses."""
        record = self.runner.detail.record
        hangs = [post for post in record.posts if post.taken_down_at is None] if record else []
        due = [post for post in hangs if post.due]
        if due or len(hangs) == 1:
            self.posting.take_down(tuple(post.post_id for post in due or hangs))

    def _hand_out(self, record: DeliveryRecord, line_ids: tuple[str, ...]) -> None:
        how, whom = self._how.how, self._how.whom
        self._hand(record.delivery_id, line_ids, how, whom)

    def _hand(self, delivery_id: str, line_ids: tuple[str, ...], how: HandedHow, whom: str) -> None:
        def done(handed: HandedOut) -> None:
            words = self.runner.words
            if handed.line_ids:
                message = words.count(
                    "{n} copy handed out.", "{n} copies handed out.", handed.copies
                )
                back = partial(self._take_back, handed.delivery_id, handed.line_ids)
                self.runner.tell(message, back)
                self._how.forget_whom()
            else:
                self.runner.show_message(
                    words.text("These copies were already handed out."), Tone.INFO
                )
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
            said = self.runner.words.count(
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

    # -- finishing ------------------------------------------------------------------------------

    def _ask_finish(self, record: DeliveryRecord) -> None:
        if record.tally.over > 0:
            tray = FinishTray(self.runner.detail.theme, self.runner.words, record)
            self.runner.open(tray, partial(self._finish, record))
        else:
            self._finish(record, Finishing())

    def _finish(self, record: DeliveryRecord, said: object) -> None:
        assert isinstance(said, Finishing)

        def done(now: DeliveryRecord) -> None:
            self.runner.detail.close_tray()
            if said.back is not None:
                self._told_returned(now)
            else:
                self.runner.tell(self.runner.words.text(FINISH.done), partial(self._reopen, now))
            self.runner.changed.emit(now.delivery_id)

        self.runner.run(
            lambda: self._handing.finish(
                record.delivery_id, record.version, said.surplus, said.back
            ),
            done,
            keep_tray=True,
        )

    def _reopen(self, record: DeliveryRecord) -> None:
        self._step(
            lambda: self._handing.reopen(record.delivery_id, record.version),
            REOPEN.done,
        )

    def _ask_return(self, record: DeliveryRecord) -> None:
        wrong = tuple(line.check.value for line in record.checks if line.answer is Answer.NO)
        tray = ReturnTray(
            self.runner.detail.theme,
            self.runner.words,
            copies=record.copies - record.tally.returned,
            part=False,
            reasons=wrong,
        )
        self.runner.open(tray, partial(self._return, record))

    def _return(self, record: DeliveryRecord, said: object) -> None:
        assert isinstance(said, GoesBack)
        back = said.back

        def done(now: DeliveryRecord) -> None:
            self.runner.detail.close_tray()
            self._told_returned(now)
            self.runner.changed.emit(now.delivery_id)

        self.runner.run(
            lambda: self._deliveries.give_back(record.delivery_id, record.version, back),
            done,
            keep_tray=True,
        )

    def _told_returned(self, now: DeliveryRecord) -> None:
        self.runner.keep_back(partial(self._undo_return, now))
        self.tell_returned(now.delivery_id)

    def tell_returned(self, delivery_id: str) -> None:
        """Says that copies were returned, and offers the return slip for the partner."""
        text = self.runner.words.text
        slip = partial(self._papers.return_slip, delivery_id)
        self.runner.show_message(
            text("Returned."), Tone.OK, action=text("Print return slip"), act=slip
        )

    def _undo_return(self, record: DeliveryRecord) -> None:
        self._step(
            lambda: self._deliveries.undo_return(record.delivery_id, record.version),
            UNDO_RETURN.done,
        )

    def _check_again(self, record: DeliveryRecord) -> None:
        self._step(
            lambda: self._deliveries.check_again(record.delivery_id, record.version),
            CHECK_AGAIN.done,
        )

    def _step(self, work: Callable[[], DeliveryRecord], message: str) -> None:
        def done(now: DeliveryRecord) -> None:
            self.runner.show_message(self.runner.words.text(message), Tone.OK)
            self.runner.changed.emit(now.delivery_id)

        self.runner.run(work, done)

    # -- attachments ----------------------------------------------------------------------------

    def _ask_file(self, record: DeliveryRecord) -> None:
        self._papers.ask_file(partial(self.attach, record))

    def attach(self, record: DeliveryRecord, path: Path) -> None:
        """Attaches a file to the delivery. Reading it may take seconds; nothing waits for it."""
        text = self.runner.words.text
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
            self.runner.show_message(self.runner.words.error(trouble), Tone.NO)

        self.runner.tasks.run(
            lambda: self._deliveries.attach(record.delivery_id, "flyer", path),
            owner=self,
            done=done,
            failed=failed,
            lane=FILES,
        )

    def detach(self, file_id: str) -> None:
        """Asks first, because the file itself is deleted."""
        record = self.runner.detail.record
        if record is None or self.runner.busy:
            return
        name = next((file.name for file in record.files if file.file_id == file_id), "")
        self._ask_detach(record.delivery_id, file_id, name)

    def _ask_detach(self, delivery_id: str, file_id: str, name: str) -> None:
        if self.runner.detail.record is None:
            return  # no delivery is shown to ask about
        text = self.runner.words.text
        tray = SureTray(
            self.runner.detail.theme,
            self.runner.words,
            text("Remove {name}?", name=name),
            text("Remove"),
            Kind.DANGER,
            text("The file will be deleted. A record that it was here is kept."),
        )
        self.runner.open(tray, lambda _: self._detach(delivery_id, file_id))
        tray.back.setFocus(Qt.FocusReason.OtherFocusReason)  # pressing Enter alone removes nothing

    def _detach(self, delivery_id: str, file_id: str) -> None:
        def done(_: None) -> None:
            self.runner.detail.close_tray()
            self.runner.shut()
            self.runner.show_message(self.runner.words.text("Removed."), Tone.OK)
            self.runner.changed.emit(delivery_id)

        self.runner.run(lambda: self._deliveries.detach(file_id), done)
