"""The school's display boards, what is posted on them, and electronic posts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, or_, select, update

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models import journal
from cpdesk.models.tables import flyer_tables as t
from cpdesk.policy.case import BoardFacts
from cpdesk.policy.flyers import Channel, DeliveryState
from cpdesk.policy.judgment import assess_only
from cpdesk.policy.names.names import fold
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.permissions import Permission
from cpdesk.records.flyers import Board, BoardRegister, Post
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import requires
from cpdesk.services.flyers import book, rows
from cpdesk.services.flyers.approvals import InForce, case_of, in_force, refused
from cpdesk.services.flyers.boards import designated
from cpdesk.services.school_context import SchoolContext
from cpdesk.words import N_

_posted = (
    select(
        t.flyer_post,
        t.flyer_delivery.c.title,
        t.flyer_delivery.c.partner_name,
    )
    .join_from(t.flyer_post, t.flyer_delivery)
    .where(t.flyer_delivery.c.school_id == bindparam("school"), t.flyer_post.c.undone.is_(False))
    .order_by(t.flyer_post.c.posted_at, t.flyer_post.c.post_id)
)


class Boards(AtSchool):
    """The boards, what is posted, and what has to come down."""

    # -- boards ----------------------------------------------------------------------------------

    @requires(Permission.LOOK)
    def boards(self, *, retired: bool = False) -> tuple[Board, ...]:
        """The boards that the school set aside, by name; with `retired`, past ones too."""
        with self._to_read() as (tx, school_context, _):
            boards = designated.boards(tx, school_context.school_id)
            return tuple(one for one in boards if retired or one.retired_at is None)

    @requires(Permission.BOARDS)
    def add(self, name: str, place: str = "") -> Board:
        """Sets a board aside for information. A retired board with the same name comes back into
        use. DeskError if the name is missing or already in use."""
        with self._to_write() as (tx, school_context, now):
            school = school_context.school_id
            named = designated.name_of(name)
            there = designated.of_name(tx, school, named)
            if there is not None and there.retired_at is None:
                raise designated.taken(named)
            board_id: str = there.board_id if there is not None else new_id()
            row = {
                "board_id": board_id,
                "school_id": school,
                "name": named,
                "name_key": fold(named),
                "place": " ".join(place.split()),
                "designated_at": now,
                "designated_by_name": self._auth.actor.name,
                "retired_at": None,
            }
            if there is None:
                journal.insert(tx, t.flyer_board, row, at=now, use_case="flyer.board_add")
            else:
                journal.update(tx, t.flyer_board, there, row, at=now, use_case="flyer.board_add")
            return designated.one(tx, school, board_id)

    @requires(Permission.BOARDS)
    def rename(self, board_id: str, name: str, place: str = "") -> Board:
        """Changes the name or place. Past posts keep the board name they were posted under."""
        with self._to_write() as (tx, school_context, now):
            school = school_context.school_id
            row = designated.row_of(tx, school, board_id)
            named = designated.name_of(name)
            there = designated.of_name(tx, school, named)
            if there is not None and there.board_id != board_id:
                raise designated.taken(named)
            change = {"name": named, "name_key": fold(named), "place": " ".join(place.split())}
            journal.update(tx, t.flyer_board, row, change, at=now, use_case="flyer.board_rename")
            return designated.one(tx, school, board_id)

    @requires(Permission.BOARDS)
    def retire(self, board_id: str) -> Board:
        """Retires the board. DeskError while something is posted on it."""
        with self._to_write() as (tx, school_context, now):
            school = school_context.school_id
            row = designated.row_of(tx, school, board_id)
            if designated.one(tx, school, board_id).hanging:
                raise DeskError(
                    N_("Flyers are still posted on {board}."),
                    N_("Take them down first."),
                    board=row.name,
                )
            if row.retired_at is None:
                change = {"retired_at": now}
                journal.update(
                    tx, t.flyer_board, row, change, at=now, use_case="flyer.board_retire"
                )
            return designated.one(tx, school, board_id)

    # -- posts -----------------------------------------------------------------------------------

    @requires(Permission.FLYERS)
    def post(
        self,
        delivery_id: str,
        board_id: str,
        copies: int,
        take_down_on: date | None = None,
        *,
        post_id: str,
    ) -> Post:
        """Posts copies of a flyer on a board. `post_id` is made once per form, so pressing Enter
        twice makes one post. Without a day, it comes down when the approval ends, and no later than
        the term `flyer.board_days` allows."""
        with self._to_write() as (tx, school_context, _):
            row = designated.find(tx, school_context.school_id, board_id)
            self._must_be_designated(school_context, row)
            if copies < 1:
                raise DeskError(N_("At least one copy must be posted."), N_("Enter how many."))
            at_board = (Channel.BOARD, board_id, row.name)
            return self._post(
                tx, school_context, delivery_id, at_board, copies, take_down_on, post_id
            )

    @requires(Permission.FLYERS)
    def post_electronic(
        self, delivery_id: str, where: str, take_down_on: date | None = None, *, post_id: str
    ) -> Post:
        """Posts a flyer without paper: in a newsletter or on a web page. `where` says where."""
        with self._to_write() as (tx, school_context, _):
            named = " ".join(where.split())
            if not named:
                raise DeskError(
                    N_("The place where it was posted is missing."),
                    N_("Enter the newsletter or web page."),
                )
            at_place = (Channel.ELECTRONIC, "", named)
            return self._post(tx, school_context, delivery_id, at_place, 0, take_down_on, post_id)

    @requires(Permission.FLYERS)
    def take_down(self, post_id: str) -> Post:
        """Takes a post down. A post that was already taken down stays as it was."""
        with self._to_write() as (tx, school_context, now):
            row = _post_row(tx, post_id)
            if row.taken_down_at is None:
                change = {"taken_down_at": now, "taken_down_by_name": self._auth.actor.name}
                self._change_post(tx, row, change, now, "flyer.take_down")
            return self._read(tx, school_context, post_id)

    @requires(Permission.FLYERS)
    def put_up_again(self, post_id: str) -> Post:
        """Undoes a take-down. DeskError if it can't be up today: the board has been retired, the
        approval has ended, or its last day has passed."""
        with self._to_write() as (tx, school_context, now):
            row = _post_row(tx, post_id)
            if row.taken_down_at is not None:
                delivery = rows.row_of(tx, row.delivery_id)
                self._must_be_open(delivery)
                if row.board_id:
                    board = designated.find(tx, school_context.school_id, row.board_id)
                    self._must_be_designated(school_context, board)
                at = now.astimezone(school_context.zone)
                approval = in_force(tx, school_context, at, delivery, self._terms)
                change = {
                    "taken_down_at": None,
                    "taken_down_by_name": "",
                    "take_down_on": self._last_day_again(approval, at, row),
                }
                self._change_post(tx, row, change, now, "flyer.put_up_again")
            return self._read(tx, school_context, post_id)

    @requires(Permission.FLYERS)
    def undo_post(self, post_id: str) -> None:
        """Removes a post that was made by mistake. Its copies count as in the office again."""
        with self._to_write_records() as (tx, now):
            row = _post_row(tx, post_id)
            if not row.undone:
                self._must_be_open(rows.row_of(tx, row.delivery_id))
                self._change_post(tx, row, {"undone": True}, now, "flyer.undo_post")

    # -- looking ---------------------------------------------------------------------------------

    @requires(Permission.LOOK)
    def hanging(self) -> tuple[Post, ...]:
        """What is posted now: what has to come down first, then by the day it is due."""
        with self._to_read() as (tx, school_context, now):
            today = now.date()
            up = _posted.where(t.flyer_post.c.taken_down_at.is_(None))
            found = [
                rows.post(row, row, today)
                for row in tx.execute(up, {"school": school_context.school_id})
            ]
            return tuple(sorted(found, key=lambda one: one.take_down_on or date.max))

    @requires(Permission.PRINT)
    def register(self, first: date, last: date) -> BoardRegister:
        """What was posted on the boards during a period, both days included, no matter when it went
        up."""
        with self._to_read() as (tx, school_context, now):
            begins, ends = book.days(first, last, school_context.zone)
            school = school_context.school_id
            p = t.flyer_post.c
            then = _posted.where(
                or_(p.taken_down_at.is_(None), p.taken_down_at >= begins), p.posted_at <= ends
            )
            hung = [rows.post(row, row, now.date()) for row in tx.execute(then, {"school": school})]
            used = {one.board_id for one in hung}
            boards = [
                one
                for one in designated.boards(tx, school)
                if one.retired_at is None or one.board_id in used
            ]
            return BoardRegister(
                school_context.school.name, first, last, now, tuple(boards), tuple(hung)
            )

    # -- how -------------------------------------------------------------------------------------

    def _post(
        self,
        tx: Connection,
        school_context: SchoolContext,
        delivery_id: str,
        where: tuple[Channel, str, str],
        copies: int,
        take_down_on: date | None,
        post_id: str,
    ) -> Post:
        now = self._clock.now()
        at = now.astimezone(school_context.zone)
        there = tx.execute(
            select(t.flyer_post.c.post_id).where(t.flyer_post.c.post_id == post_id)
        ).first()
        if there is not None:
            return self._read(tx, school_context, post_id)
        delivery = rows.row_of(tx, delivery_id)
        self._must_be_open(delivery)
        approval = in_force(tx, school_context, at, delivery, self._terms)
        self._enough(tx, delivery, copies)
        channel, board_id, name = where
        actor = self._auth.actor
        row = {
            "post_id": post_id,
            "delivery_id": delivery_id,
            "channel": channel.value,
            "board_id": board_id,
            "board_name": name,
            "copies": copies,
            "posted_at": now,
            "posted_by": actor.account_id,
            "posted_by_name": actor.name,
            "take_down_on": self._last_day(approval, at, take_down_on),
            "taken_down_at": None,
            "taken_down_by_name": "",
            "undone": False,
        }
        journal.insert(tx, t.flyer_post, row, at=now, use_case="flyer.post")
        _touched(tx, delivery)
        return self._read(tx, school_context, post_id)

    def _last_day(self, approval: InForce, at: datetime, wanted: date | None) -> date:
        """The day it comes down: when its approval ends, but no later than the day limit allows."""
        days = self._terms.on(at.date()).flyer_board_days
        latest = at.date() + timedelta(days=days)
        ends = approval.expires_on
        if wanted is None:
            return latest if ends is None else min(latest, ends)
        if wanted < at.date():
            raise DeskError(
                N_("That date has passed."), N_("Choose today or a later date to take it down.")
            )
        if ends is not None and wanted > ends:
            raise DeskError(
                N_(
                    "The district’s approval ends on {expires_on}. Flyers can’t stay up after "
                    "that date."
                ),
                N_("Choose that date or an earlier one."),
                expires_on=ends,
            )
        if wanted > latest:
            raise DeskError(
                N_("A flyer posted today must come down by {latest}."),
                N_("Choose that date or an earlier one."),
                latest=latest,
            )
        return wanted

    def _last_day_again(self, approval: InForce, at: datetime, post: Any) -> date | None:
        """The day that was chosen, or the end of the approval if that is now earlier."""
        days = [day for day in (post.take_down_on, approval.expires_on) if day is not None]
        last = min(days, default=None)
        if last is not None and last < at.date():
            raise DeskError(
                N_("Its last day was {day}."), N_("Post it again if it should stay up."), day=last
            )
        return last

    def _enough(self, tx: Connection, delivery: Any, wanted: int) -> None:
        left = rows.left(tx, delivery)
        if wanted > left:
            raise DeskError(
                N_("Copies left: {left}."),
                N_("Post that many or fewer, or recount the copies."),
                left=left,
            )

    def _must_be_designated(self, school_context: SchoolContext, board: Any) -> None:
        """DeskError unless the school set this board aside for information and still uses it."""
        if board is None:
            raise DeskError(
                N_("This isn’t a board the school set aside for information."),
                N_("Choose a board from the list."),
            )
        at = self._at(school_context)
        facts = BoardFacts(board.name, board.retired_at is None)
        case = replace(case_of(school_context, at, None), posting=facts)
        found = assess_only(case, self._terms.on(at.date()), "flyer.board").findings[0]
        if found.outcome is not Outcome.ADMIT:
            raise refused(found)

    def _must_be_open(self, delivery: Any) -> None:
        if delivery.state != DeliveryState.ACCEPTED.value:
            raise DeskError(
                N_(
                    "These flyers aren’t accepted yet, or the delivery is already finished. "
                    "They can’t be posted."
                ),
                N_("Check the delivery’s current status."),
            )

    def _change_post(
        self, tx: Connection, row: Any, to: dict[str, Any], now: datetime, use_case: str
    ) -> None:
        journal.update(tx, t.flyer_post, row, to, at=now, use_case=use_case)
        _touched(tx, rows.row_of(tx, row.delivery_id))

    def _read(self, tx: Connection, school_context: SchoolContext, post_id: str) -> Post:
        row = _post_row(tx, post_id)
        today = self._at(school_context).date()
        return rows.post(row, rows.row_of(tx, row.delivery_id), today)


def _touched(tx: Connection, delivery: Any) -> None:
    """Raises the delivery's version: anyone who opened it before has to look again first."""
    c = t.flyer_delivery.c
    tx.execute(
        update(t.flyer_delivery)
        .where(c.delivery_id == delivery.delivery_id)
        .values(version=delivery.version + 1)
    )


def _post_row(tx: Connection, post_id: str) -> Any:
    c = t.flyer_post.c
    row = tx.execute(select(t.flyer_post).where(c.post_id == post_id)).first()
    if row is None:
        raise DeskError(N_("This post no longer exists."), N_("Check the list of boards."))
    return row
