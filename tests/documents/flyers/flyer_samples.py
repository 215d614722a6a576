"""Flyers for papers; nobody real."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cpdesk.policy.decision import Finding
from cpdesk.policy.flyers import Channel, DeliveryState, HandedHow, LineState, Surplus
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.records.flyers import (
    Board,
    BoardRegister,
    BundleLabel,
    BundleLabels,
    ClassLine,
    CountSheet,
    FlyerLog,
    FlyerReturn,
    LogClass,
    LogFilter,
    LogLine,
    Post,
    ReturnSlip,
    Tally,
)
from cpdesk.services.flyers.log.logs import totals

LONG = "Maximilian & <Friends>: an evening of stories, songs and supper for the whole family"


def at(month: int, day: int, hour: int = 20, minute: int = 5) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def log_class(n: int, handed: bool = True, refused: bool = False) -> LogClass:
    heads = 20 + n % 7
    return LogClass(
        class_name=f"{n // 3 % 9}-{'ABC'[n % 3]}",
        room=f"Room {101 + n}",
        class_grade=9 if refused else n // 3 % 9,
        head_count=heads,
        copies=0 if refused else heads,
        handed_how=HandedHow.MAILBOX if handed else None,
        handed_to="",
        handed_at=at(11, 23, 20, n % 60) if handed else None,
        initials="MA" if handed else "",
        refused=refused,
    )


def line(
    title: str = "Winter reading club",
    channel: Channel | None = Channel.CARRY_HOME,
    classes: int = 0,
) -> LogLine:
    rows = tuple(log_class(n) for n in range(classes))
    return LogLine(
        delivery_id=title,
        first=True,
        received_at=at(11, 23),
        title=title,
        partner_name="Lake Street Literacy",
        approval_number="FL-2231",
        expires_on=date(2027, 1, 31),
        channel=channel,
        board_name="Lobby board" if channel is Channel.BOARD else "",
        grade_low=0,
        grade_high=3,
        copies=1248,
        out=159,
        classes=classes or 5,
        returned=0,
        returns=(),
        over=89,
        surplus=Surplus.RETURNED,
        take_down_on=date(2026, 12, 15) if channel is Channel.BOARD else None,
        taken_down_at=None,
        done_at=at(11, 24) if channel is Channel.CARRY_HOME else None,
        initials="MA",
        state=DeliveryState.DONE,
        lines=rows,
    )


def returned() -> LogLine:
    return LogLine(
        delivery_id="karate",
        first=True,
        received_at=at(11, 16),
        title="Karate trial week",
        partner_name="Dragon Studio",
        approval_number="",
        expires_on=None,
        channel=None,
        board_name="",
        grade_low=None,
        grade_high=None,
        copies=300,
        out=0,
        classes=0,
        returned=300,
        returns=(
            went_back(300, ("approval", "other"), "Two of the bundles were wet.", whole=True),
        ),
        over=0,
        surplus=None,
        take_down_on=None,
        taken_down_at=None,
        done_at=None,
        initials="TJ",
        state=DeliveryState.RETURNED,
    )


def went_back(
    copies: int, reasons: tuple[str, ...], note: str = "", *, whole: bool = False, day: int = 16
) -> FlyerReturn:
    at_four = at(11, day, 22)
    return FlyerReturn(f"r{day}", copies, reasons, note, "", at_four, "Tom Jensen", whole)


def log_of(*lines: LogLine) -> FlyerLog:
    return FlyerLog(
        school_name="Cedar Lake School",
        filter=LogFilter(date(2026, 9, 8), date(2026, 11, 24)),
        partner_name="",
        school_year="",
        printed_at=at(11, 24, 20, 10),
        carry_home_low=0,
        carry_home_high=8,
        lines=lines,
        totals=totals(lines),
    )


REFUSED = Finding(
    "flyer.carry-home-grades", Outcome.REFUSE, Lift.NOBODY, "Flyers go home with grades K to 8."
)


def class_line(n: int, refused: bool = False) -> ClassLine:
    return ClassLine(
        line_id=f"l{n}",
        class_id=f"C{n}",
        class_name=f"{n // 3 % 9}-{'ABC'[n % 3]}",
        room=f"Room {101 + n}",
        class_grade=9 if refused else n // 3 % 9,
        head_count=22,
        copies=0 if refused else 24,
        bundles=0 if refused else 1,
        over=2,
        state=LineState.REFUSED if refused else LineState.PLANNED,
        finding=REFUSED if refused else None,
        handed_how=None,
        handed_to="",
        handed_at=None,
        handed_by_name="",
    )


def sheet_of(*lines: ClassLine, title: str = "Winter reading club") -> CountSheet:
    planned = sum(one.copies for one in lines)
    return CountSheet(
        school_name="Cedar Lake School",
        title=title,
        partner_name="Lake Street Literacy",
        approval_number="FL-2231",
        expires_on=date(2027, 1, 31),
        received_at=at(11, 23),
        received=planned + 20,
        returned=0,
        bundle_size=30,
        printed_at=at(11, 24),
        lines=lines,
        tally=Tally(planned + 20, 0, planned, 0, 0, 20),
    )


def labels(count: int) -> BundleLabels:
    made = tuple(
        BundleLabel(
            "Cedar Lake School", LONG if n == 1 else "Winter reading club", f"{n}-A",
            f"Room {100 + n}", 24, n % 2 + 1, 2, date(2026, 11, 24),
        )
        for n in range(count)
    )  # fmt: skip
    return BundleLabels("Winter reading club", "Cedar Lake School", made)


def post(n: int, board: str, due: bool = False) -> Post:
    return Post(
        post_id=f"p{n}",
        delivery_id=f"d{n}",
        title=f"Fall concert {n}",
        partner_name="Northside Strings",
        channel=Channel.BOARD if board else Channel.ELECTRONIC,
        board_id=board,
        board_name=board or "Family newsletter",
        copies=1 if board else 0,
        posted_at=at(11, 18),
        posted_by_name="Maria Alvarez",
        take_down_on=date(2026, 11, 24),
        taken_down_at=None if due else at(11, 23),
        taken_down_by_name="" if due else "Tom Jensen",
        due=due,
    )


def register_of(*posts: Post) -> BoardRegister:
    boards = tuple(
        Board(name, name, "next to the office", at(9, 1), "Dana Lindqvist", None, 1)
        for name in ("Gym board", "Lobby board")
    )
    return BoardRegister(
        "Cedar Lake School", date(2026, 11, 1), date(2026, 11, 30), at(11, 24), boards, posts
    )


SLIP = ReturnSlip(
    school_name="Cedar Lake School",
    school_address="2400 Sample Parkway, Lakes, MN 55400",
    school_phone="612-555-0110",
    title="Karate trial week",
    partner_name="Dragon Studio",
    approval_number="",
    received_at=at(11, 16),
    received=300,
    returned=120,
    reasons=("approval", "disclaimer", "other"),
    note="Two of the bundles were wet.",
    returned_to="A. Driver",
    returned_at=at(11, 16, 22),
    returned_by_name="Maria Alvarez",
    contact_office="Community Partnerships office",
    contact_phone="612-555-0100",
    contact_email="partners@district.example",
)
