"""The boards that the school set aside for information, as rows. What may be posted there is
decided in boards.py."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from cpdesk.errors import DeskError
from cpdesk.models.record_of import record_of
from cpdesk.models.tables import flyer_tables as t
from cpdesk.policy.names.names import fold
from cpdesk.records.flyers import Board
from cpdesk.words import N_

_board = select(t.flyer_board).where(
    t.flyer_board.c.school_id == bindparam("school"), t.flyer_board.c.board_id == bindparam("id")
)
_hanging = (
    select(t.flyer_post.c.board_id, func.count())
    .where(t.flyer_post.c.undone.is_(False), t.flyer_post.c.taken_down_at.is_(None))
    .group_by(t.flyer_post.c.board_id)
)


def boards(tx: Connection, school: str) -> list[Board]:
    """All boards, past ones too, by name."""
    counts = {row[0]: row[1] for row in tx.execute(_hanging)}
    c = t.flyer_board.c
    return [
        record_of(Board, row, hanging=counts.get(row.board_id, 0))
        for row in tx.execute(
            select(t.flyer_board).where(c.school_id == school).order_by(c.name_key, c.board_id)
        )
    ]


def one(tx: Connection, school: str, board_id: str) -> Board:
    return next(one for one in boards(tx, school) if one.board_id == board_id)


def find(tx: Connection, school: str, board_id: str) -> Any:
    """A current or past board; None if the id never existed."""
    return tx.execute(_board, {"school": school, "id": board_id}).first()


def row_of(tx: Connection, school: str, board_id: str) -> Any:
    """The same, but raises DeskError if there is none."""
    row = find(tx, school, board_id)
    if row is None:
        raise DeskError(
            N_("This board isn’t on the school’s list."), N_("Choose a board from the list.")
        )
    return row


def of_name(tx: Connection, school: str, name: str) -> Any:
    """The board with this name; may be a past one."""
    c = t.flyer_board.c
    return tx.execute(
        select(t.flyer_board).where(c.school_id == school, c.name_key == fold(name))
    ).first()


def name_of(name: str) -> str:
    """The name as it is stored. DeskError if it is empty."""
    named = " ".join(name.split())
    if not fold(named):
        raise DeskError(N_("The board’s name is missing."), N_("Enter the name people use for it."))
    return named


def taken(name: str) -> DeskError:
    return DeskError(
        N_("There’s already a board named {name}."), N_("Choose a different name."), name=name
    )
