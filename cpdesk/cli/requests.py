"""`cpdesk requests …`: file, look, decide, find times, withdraw; `cpdesk calendar`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import TypeVar

from cpdesk.cli import answers, questions, request_answers
from cpdesk.errors import DeskError
from cpdesk.policy import grades
from cpdesk.policy.outcome import Door
from cpdesk.policy.requests import Kind, Verdict
from cpdesk.records.requests import Ask, Deciding, RequestRecord, Student, Window
from cpdesk.services.counter import Counter
from cpdesk.words import N_, Words

T = TypeVar("T")

VERDICTS: Mapping[str, Verdict] = MappingProxyType(
    {
        "approve": Verdict.APPROVE,
        "decline": Verdict.DECLINE,
        "offer": Verdict.OFFER,
        "confirm": Verdict.CONFIRM,
        "disown": Verdict.DISOWN,
        "open-door": Verdict.OPEN_DOOR,
        "review": Verdict.REVIEW,
    }
)


def run(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    """One of the actions below `cpdesk requests`."""
    _ACTIONS[args.action](counter, args, as_json)


def _add(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    asked = ask(args)
    filing = counter.filing
    record = filing.save_draft(asked) if args.draft else filing.file(asked)
    _told(counter.words, as_json, record)


def _list(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    counter.deciding.settle()
    queue = counter.deciding.queue(args.show, args.student or "")
    answers.show(
        counter.words,
        as_json,
        [request_answers.row_data(counter.words, row) for row in queue.rows],
        request_answers.rows_text(counter.words, queue.rows),
    )


def _show(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    counter.deciding.settle()
    _told(counter.words, as_json, counter.deciding.request(args.request))


def _decide(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    service = counter.deciding
    version = args.version
    if version is None:
        version = service.request(args.request).version
    said = Deciding(
        request_id=args.request,
        version=version,
        verdict=VERDICTS[args.verdict],
        reason_code=args.reason_code or "",
        reason=args.reason or "",
        day=day(args.day),
        start=_clock(args.start),
        end=_clock(args.end),
        place=args.place or "",
        valid_until=day(args.valid_until),
        offers=tuple(_window(one, counter.words) for one in args.offer),
        knowing=args.knowing,
    )
    _told(counter.words, as_json, service.decide(said))


def _find_times(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    found = counter.times.find(ask(args), args.minutes or 0)
    answers.show(
        counter.words,
        as_json,
        request_answers.times_data(counter.words, found),
        request_answers.times_text(counter.words, found),
    )


def _withdraw(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    version = args.version
    if version is None:
        version = counter.deciding.request(args.request).version
    _told(counter.words, as_json, counter.filing.withdraw(args.request, version))


def _take_offer(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    version = args.version
    if version is None:
        version = counter.deciding.request(args.request).version
    # People count from 1; the service counts the offered windows from 0.
    _told(counter.words, as_json, counter.filing.take_offer(args.request, version, args.n - 1))


_ACTIONS: Mapping[str, Callable[[Counter, argparse.Namespace, bool], None]] = MappingProxyType(
    {
        "add": _add,
        "list": _list,
        "show": _show,
        "decide": _decide,
        "find-times": _find_times,
        "withdraw": _withdraw,
        "take-offer": _take_offer,
    }
)


def _told(words: Words, as_json: bool, record: RequestRecord) -> None:
    answers.show(
        words,
        as_json,
        request_answers.record_data(words, record),
        request_answers.record_text(words, record),
    )


# -- what was typed --------------------------------------------------------------------------------


def ask(args: argparse.Namespace) -> Ask:
    """The form, from its options. DeskError names the value that can't be read."""
    kind = Kind(args.kind)
    grade, of_student = _grade(args.grade), _grade(args.student_grade)
    if kind is Kind.MEET_STUDENT:  # there is no class, so the only grade is the student's
        of_student, grade = grade if of_student is None else of_student, None
    reference = _plain("student", args.student)
    known = bool(reference) or of_student is not None
    return Ask(
        kind=kind,
        partner=_plain("partner", args.partner),
        activity=_plain("activity", args.activity),
        people=tuple(_plain("person", one) for one in args.person),
        day=day(args.day),
        start=_clock(args.start),
        end=_clock(args.end),
        weekly_until=day(args.weekly_until),
        place=_plain("place", args.place),
        teacher=_plain("teacher", args.teacher),
        host=_plain("host", args.host),
        event=_plain("event", args.event),
        student=Student(reference, of_student) if known else None,
        grade=grade,
        reason=_plain("reason", args.reason),
        family_knows=None if args.family_knows is None else args.family_knows == "yes",
        releases=args.releases,
        group_size=args.group_size,
        door=Door(args.door) if args.door else None,
        agency=_plain("agency", args.agency),
        officer=_plain("officer", args.officer),
        visitor_key=_plain("visitor", args.visitor),
        visitor_name=_plain("visitor-name", args.visitor_name),
        lift_codes=tuple(_plain("lift", one) for one in args.lift),
        valid_until=day(args.valid_until),
    )


def _plain(key: str, value: str | None) -> str:
    return questions.plain(key, (value or "").strip())


def _grade(text: str | None) -> int | None:
    return _read(
        grades.grade, text, N_("“{value}” is not a grade."), N_("Enter PK, K, or 1 to 12.")
    )


def day(text: str | None) -> date | None:
    """A date as typed; None if none was."""
    return _read(
        date.fromisoformat,
        text,
        N_("“{value}” is not a date."),
        N_("Enter a date such as 2026-11-24."),
    )


def _clock(text: str | None) -> time | None:
    return _read(
        _of_day, text, N_("“{value}” is not a time of day."), N_("Enter a time such as 11:30.")
    )


def _of_day(text: str) -> time:
    found = time.fromisoformat(text.rjust(5, "0"))  # 9:45 as people write it
    if found.tzinfo is not None:  # without a day an offset means nothing
        raise ValueError(text)
    return found


def _read(read: Callable[[str], T], text: str | None, says: str, do: str) -> T | None:
    if not text or not text.strip():
        return None
    try:
        return read(text.strip())
    except ValueError:
        raise DeskError(says, do, value=text) from None


def _window(text: str, words: Words) -> Window:
    """FROM/TO; TO may be just a time. Without an offset it is school time."""
    try:
        start, slash, end = text.partition("/")
        starts_at = _in_zone(datetime.fromisoformat(start.strip()), words)
        if not slash or len(start.strip()) <= 10:
            raise ValueError(text)
        if len(end.strip()) <= 8:
            ends_at = datetime.combine(starts_at.date(), _of_day(end.strip()), starts_at.tzinfo)
        else:
            ends_at = _in_zone(datetime.fromisoformat(end.strip()), words)
    except ValueError:
        raise DeskError(
            N_("“{value}” is not a time range."),
            N_("Enter it like 2026-11-24T11:35/12:05."),
            value=text,
        ) from None
    return Window(starts_at, ends_at)


def _in_zone(at: datetime, words: Words) -> datetime:
    if at.tzinfo is None:
        return at.replace(tzinfo=words.zone)
    return at.astimezone(words.zone)
