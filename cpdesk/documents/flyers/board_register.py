"""The board register: what was posted where, who posted it, and when it must come down."""

from __future__ import annotations

from functools import partial

from reportlab.lib.colors import HexColor

from cpdesk.documents.layout.flow import Flow
from cpdesk.documents.layout.fonts import Weight
from cpdesk.documents.layout.page import SIDE, SMALL, TEXT, Paper
from cpdesk.documents.layout.table import (
    FINE,
    Cell,
    Column,
    Header,
    Row,
    Wanted,
    across,
    cell,
    cells_at,
    columns,
    lay_group,
    numbers,
    paragraph,
    two_lines,
)
from cpdesk.documents.layout.text import dotted, held
from cpdesk.policy.flyers import CHANNEL, Channel
from cpdesk.records.flyers import BoardRegister, Post
from cpdesk.words import Words

_DUE = HexColor("#8A4B00")


def board_register(register: BoardRegister, words: Words, paper: Paper = Paper.LETTER) -> bytes:
    """Board by board, then what was posted electronically."""
    title = words.text("Board register")
    period = held(f"{words.day(register.first)} – {words.day(register.last)}")
    flow = Flow(paper, title, register.school_name, period)
    wide = paper.size[0]
    text = words.text
    at = columns(
        wide,
        (
            Wanted(text("Flyer and partner"), share=1.0),
            numbers(text("Copies"), (f"{one.copies:,}" for one in register.posts), 46.0),
            Wanted(text("Posted"), 70.0),
            Wanted(text("Posted by"), 96.0),
            Wanted(text("Take down on"), 84.0),
            Wanted(text("Taken down"), 88.0),
        ),
    )
    header = Header(at, wide - SIDE)
    groups: list[tuple[str, list[Post]]] = [
        (
            dotted(board.name, board.place),
            [one for one in register.posts if one.board_id == board.board_id],
        )
        for board in register.boards
    ]
    without = [one for one in register.posts if one.channel is Channel.ELECTRONIC]
    if without:
        groups.append((words.text(CHANNEL[Channel.ELECTRONIC]), without))
    if not groups:
        said = words.text("The school hasn’t set aside an information board yet.")
        flow.gap(6.0)
        flow.place(paragraph(said, wide, size=11.0))
    else:
        flow.place(header)
    for name, posts in groups:
        rows = [_row(one, words, at) for one in posts] or [_nothing(words, at)]
        lay_group(flow, header, partial(_band, name, at, words), rows)
    return flow.write(f"{title}, {period}", register.printed_at, words)


def _band(name: str, at: tuple[Column, ...], words: Words, continued: bool) -> Row:
    whole = across(at)
    said = words.text("{part}, continued", part=name) if continued else name
    return Row((whole,), (cell(said, whole, Weight.SEMIBOLD),), filled=True, rule=None, pad=3.0)


def _nothing(words: Words, at: tuple[Column, ...]) -> Row:
    nothing = cell(words.text("Nothing was posted here."), at[0], color=SMALL)
    return Row(at, cells_at(at, {0: nothing}))


def _row(post: Post, words: Words, at: tuple[Column, ...]) -> Row:
    about = post.partner_name
    if post.channel is Channel.ELECTRONIC:
        about = dotted(post.partner_name, post.board_name)
    down = words.day(post.take_down_on) if post.take_down_on else "–"
    due = cell(down, at[4], Weight.SEMIBOLD if post.due else Weight.REGULAR)
    if post.due:
        due = cell(down, at[4], Weight.SEMIBOLD, color=_DUE)
        due += cell(words.text("due"), at[4], Weight.SEMIBOLD, FINE, _DUE)
    taken: Cell = ()
    if post.taken_down_at is not None:
        day = words.day(words.local(post.taken_down_at).date())
        taken = two_lines(day, post.taken_down_by_name, at[5], Weight.REGULAR)
    cells: tuple[Cell, ...] = (
        two_lines(post.title, about, at[0]),
        cell(f"{post.copies:,}" if post.copies else "–", at[1]),
        cell(words.day(words.local(post.posted_at).date()), at[2], color=TEXT),
        cell(post.posted_by_name or words.text("the front desk"), at[3]),
        due,
        taken,
    )
    return Row(at, cells)
