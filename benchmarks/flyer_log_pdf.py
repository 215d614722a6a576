"""A term's flyer log to PDF bytes, against the same rows drawn by bare ReportLab.

400 deliveries, 24 classes each, every class on a line of its own. The floor is a plain script on
ReportLab's canvas that draws exactly the same strings in the same fonts, sizes, colors and places,
and the same rules, from a list recorded beforehand: no measuring, no line breaks, no pages to fill,
and a font or color is named only when it changes. A script that names both before every string is
slower; its time is printed next to it. Run: python benchmarks/flyer_log_pdf.py
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from schedule_pdf import Call, Recorder, replay, said

from cpdesk.documents.flyers.flyer_log import flyer_log
from cpdesk.documents.layout import fonts, table, text
from cpdesk.policy.flyers import Channel, DeliveryState, HandedHow
from cpdesk.records.flyers import FlyerLog, LogClass, LogFilter, LogLine
from cpdesk.services.flyers.log.logs import totals
from cpdesk.words import Words

FLYERS, CLASSES = 400, 24
LIMIT = 2.0
ROUNDS = 5

_TITLES = ("Winter reading club", "Robots & gears night", "Free dental screening", "Chess before 8")
_PARTNERS = (
    "Lake Street Literacy",
    "Northside Strings",
    "Smiles Clinic",
    "Bright Futures Mentoring",
)
_FIRST = datetime(2026, 9, 8, 14, 0, tzinfo=UTC)


def log_of(flyers: int, classes: int) -> FlyerLog:
    """A log of that many deliveries, no two lines alike."""
    lines = tuple(_line(n, classes) for n in range(flyers))
    return FlyerLog(
        school_name="Cedar Lake School",
        filter=LogFilter(date(2026, 9, 1), date(2027, 1, 31), classes=True),
        partner_name="",
        school_year="",
        printed_at=datetime(2027, 1, 31, 20, 10, tzinfo=UTC),
        carry_home_low=0,
        carry_home_high=8,
        lines=lines,
        totals=totals(lines),
    )


def _line(n: int, classes: int) -> LogLine:
    received = _FIRST + timedelta(hours=8 * n)
    rows = tuple(_class(n, k, received) for k in range(classes))
    out = sum(one.copies for one in rows if one.handed_at)
    return LogLine(
        delivery_id=f"d{n}",
        first=True,
        received_at=received,
        title=f"{_TITLES[n % 4]} {n + 1}",
        partner_name=_PARTNERS[n % 4],
        approval_number=f"FL-{2000 + n}",
        expires_on=date(2027, 1, 31) - timedelta(days=n % 60),
        channel=Channel.CARRY_HOME,
        board_name="",
        grade_low=n % 4,
        grade_high=n % 4 + 4,
        copies=out + n % 37,
        out=out,
        classes=classes,
        returned=0,
        returns=(),
        over=n % 37,
        surplus=None,
        take_down_on=None,
        taken_down_at=None,
        done_at=received + timedelta(hours=2),
        initials=("MA", "TJ", "DL")[n % 3],
        state=DeliveryState.DONE,
        lines=rows,
    )


def _class(n: int, k: int, received: datetime) -> LogClass:
    heads = 18 + (n * 7 + k * 3) % 11
    return LogClass(
        class_name=f"{k // 3}-{'ABC'[k % 3]}",
        room=f"Room {100 + k}",
        class_grade=k // 3,
        head_count=heads,
        copies=heads,
        handed_how=HandedHow.MAILBOX if k % 5 else HandedHow.TEACHER,
        handed_to="",
        handed_at=received + timedelta(minutes=60 + 3 * k),
        initials=("MA", "TJ", "DL")[(n + k) % 3],
        refused=False,
    )


def forget() -> None:
    """Nothing measured before may help: as for the first log after the start."""
    for cache in (text.printable, text.wrap, text.wrap_evenly, table.cell_lines):
        cache.cache_clear()


def spelled_out(calls: list[Call]) -> list[Call]:
    """The calls with font and color named before every string."""
    made: list[Call] = []
    is_set: dict[str, Call] = {}
    for call in calls:
        if call[0] in ("setFont", "setFillColor"):
            is_set[call[0]] = call
        if call[0] == "drawString":
            made += is_set.values()
        made.append(call)
    return made


def measure(rounds: int = ROUNDS) -> tuple[float, float, float]:
    """Medians in milliseconds: the floor, the same spelled out, ours without caches."""
    log, words = log_of(FLYERS, CLASSES), Words()
    for weight in fonts.Weight:
        fonts.face(weight)
    recorder = Recorder([])
    recorder.record(lambda: flyer_log(log, words))
    plain = recorder.plain()
    spelled = spelled_out(plain)
    assert said(replay(plain)) == said(flyer_log(log, words))
    runs: tuple[tuple[str, Callable[[], bytes]], ...] = (
        ("ours", lambda: flyer_log(log, words)),
        ("floor", lambda: replay(plain)),
        ("spelled", lambda: replay(spelled)),
    )
    times: dict[str, list[float]] = {"floor": [], "spelled": [], "ours": []}
    for _ in range(rounds):
        for name, make in runs:
            gc.collect()
            forget()
            began = time.process_time()  # nothing waits here: other work does not count
            make()
            times[name].append((time.process_time() - began) * 1000)
    floor, spelled_ms, ours = (statistics.median(times[n]) for n in ("floor", "spelled", "ours"))
    return floor, spelled_ms, ours


def main() -> int:
    """Prints the ratio; fails above the limit."""
    floor, spelled, ours = measure()
    print(f"log of {FLYERS} flyers × {CLASSES} classes: bare ReportLab {floor:.0f} ms")
    print(f"  font and color named before every string {spelled:.0f} ms")
    print(f"  ours, nothing remembered {ours:.0f} ms, ratio {ours / floor:.2f} (limit {LIMIT})")
    return 0 if ours / floor <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
