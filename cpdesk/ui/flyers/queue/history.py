"""Who did what with a delivery and when, the newest first."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from cpdesk.policy.flyers import Channel
from cpdesk.records.flyers import ClassLine, DeliveryRecord, FlyerReturn
from cpdesk.ui.flyers import texts
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.frames.rows import RowColumn
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words, dotted

Event = tuple[datetime, str]


def events(record: DeliveryRecord, words: Words) -> tuple[Event, ...]:
    """Each moment with a sentence, newest first."""
    found = [*_received(record, words), *_handed(record, words), *_posted(record, words)]
    if record.done_at is not None:
        said = words.text("Finished by {who}", who=_name_of(record.done_by_name, words))
        over = texts.surplus(record, words)
        found.append((record.done_at, dotted(said, over)))
    return tuple(sorted(found, key=lambda event: event[0], reverse=True))


def _name_of(name: str, words: Words) -> str:
    return name or words.text("the front desk")


def _received(record: DeliveryRecord, words: Words) -> list[Event]:
    text = words.text
    who = _name_of(record.received_by_name, words)
    received = text("Received by {who}", who=who)
    if record.brought_by:
        whom = record.brought_by
        received = text("Received by {who}, delivered by {from_whom}", who=who, from_whom=whom)
    found = [(record.received_at, received)]
    approval = record.approval
    if approval is not None and approval.recorded_at is not None:
        who = _name_of(approval.recorded_by_name, words)
        number = approval.approval_number
        said = text("Memo {number} recorded by {who}", number=number, who=who)
        found.append((approval.recorded_at, said))
    for file in record.files:
        who = _name_of(file.added_by_name, words)
        said = text("{name} attached by {who}", name=file.name, who=who)
        found.append((file.added_at, said))
    if record.accepted_at is not None:
        who = _name_of(record.accepted_by_name, words)
        found.append((record.accepted_at, text("Accepted by {who} (checklist complete)", who=who)))
    found += [(one.returned_at, _returned(one, words)) for one in record.returns]
    return found


def _returned(back: FlyerReturn, words: Words) -> str:
    text, who = words.text, _name_of(back.returned_by_name, words)
    to = back.returned_to
    if back.whole:
        if to:
            return text("All copies returned by {who}, given to {to}", who=who, to=to)
        return text("All copies returned by {who}", who=who)
    if to:
        return words.count(
            "{n} copy returned by {who}, given to {to}",
            "{n} copies returned by {who}, given to {to}",
            back.copies,
            who=who,
            to=to,
        )
    return words.count(
        "{n} copy returned by {who}", "{n} copies returned by {who}", back.copies, who=who
    )


def _handed(record: DeliveryRecord, words: Words) -> list[Event]:
    """Classes that got their copies at the same time share one line."""
    together: dict[datetime, list[ClassLine]] = defaultdict(list)
    for line in record.lines:
        if line.handed_at is not None:
            together[line.handed_at].append(line)
    found = []
    for at, lines in together.items():
        said = words.text(
            "Handed out to {classes} ({how}) by {who}",
            classes=words.listed([line.class_name for line in lines]),
            how=texts.handed(lines[0], words),
            who=_name_of(lines[0].handed_by_name, words),
        )
        found.append((at, said))
    return found


def _posted(record: DeliveryRecord, words: Words) -> list[Event]:
    text = words.text
    found = []
    for post in record.posts:
        where, who = post.board_name, _name_of(post.posted_by_name, words)
        if post.channel is Channel.ELECTRONIC:
            put = text("Posted electronically by {who}: {where}", who=who, where=where)
        else:
            put = text("Posted on a board by {who}: {where}", who=who, where=where)
        found.append((post.posted_at, put))
        if post.taken_down_at is not None:
            who = _name_of(post.taken_down_by_name, words)
            down = text("Taken down by {who}: {where}", who=who, where=where)
            found.append((post.taken_down_at, down))
    return found


class History(RowColumn[Text]):
    """The events as lines, as they are `said`."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, 3)
        self._words = words
        self.said: tuple[str, ...] = ()
        self.column.addWidget(Text(theme, words.text("History"), Role.HEADING))

    def show_record(self, record: DeliveryRecord) -> None:
        words = self._words
        said = tuple(f"{words.moment(at)} · {what}" for at, what in events(record, words))
        if said != self.said:
            self.said = said
            self.set_lines(Text(self.theme, one, Role.SMALL, wrap=True) for one in said)
