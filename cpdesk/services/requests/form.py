"""What a form still needs before it can be filed, and its requested times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from types import MappingProxyType

from cpdesk.errors import Fault, field_fault
from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.names.names import fold
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.records.requests import Ask, Window
from cpdesk.services.school_spans import midnights
from cpdesk.words import N_

LONGEST = timedelta(days=366)  # a weekly request lasts one school year at most
# Kinds in which a class takes part, so that a grade decides whose class time it is.
OF_CLASS = frozenset({Kind.PRESENTATION, Kind.PHOTOS, Kind.OBSERVATION})

_TEXT: Mapping[Kind, tuple[tuple[str, str, str], ...]] = MappingProxyType(
    {
        Kind.PRESENTATION: (
            (
                "teacher",
                N_("No teacher has been entered for this class."),
                N_("Enter the teacher’s name."),
            ),
        ),
        Kind.TABLING: (
            ("event", N_("No event has been entered."), N_("Enter the name of the school event.")),
        ),
        Kind.STAFF_MEETING: (
            (
                "host",
                N_("No host has been entered."),
                N_("Enter the staff member’s name."),
            ),
        ),
    }
)


def missing(ask: Ask, zone: tzinfo, now: datetime | None) -> tuple[Fault, ...]:
    """What has to be filled in or corrected, each with its field. With `now` None, times that have
    passed are ignored. Anything that needs the roster is not checked here."""
    if ask.kind is Kind.THIS_VISIT:
        return tuple(_of_visit(ask, zone, now))
    return (*_auth(ask), *_when(ask, zone, now), *_what(ask), *_door(ask), *_student(ask))


def days(ask: Ask) -> tuple[date, ...]:
    """The requested days: one, or one a week; none without a day."""
    if ask.day is None:
        return ()
    last = ask.weekly_until or ask.day
    if last < ask.day or last - ask.day > LONGEST:
        last = ask.day
    weeks = (last - ask.day).days // 7
    return tuple(ask.day + timedelta(weeks=n) for n in range(weeks + 1))


def window(ask: Ask, day: date, zone: tzinfo) -> Window | None:
    """The requested time on a day; None if start and end don't form one. The clock time is the same
    every week, even across daylight saving changes."""
    if ask.start is None or ask.end is None or ask.end <= ask.start:
        return None
    return Window(datetime.combine(day, ask.start, zone), datetime.combine(day, ask.end, zone))


def holding(ask: Ask, day: date, zone: tzinfo) -> Window:
    """The whole days for which "this visit" waives findings."""
    return Window(*midnights(day, max(day, ask.valid_until or day), zone))


def _auth(ask: Ask) -> Iterator[Fault]:
    if not (ask.partner.strip() or ask.activity or ask.people):
        yield field_fault("partner", N_("No partner has been chosen."), N_("Choose a partner."))
    if ask.kind is Kind.RELAYED:
        yield field_fault(
            "kind",
            N_("Verbal approvals are recorded at the front desk, when the visitor checks in."),
            N_("Choose another type of request."),
        )


def _when(ask: Ask, zone: tzinfo, now: datetime | None) -> Iterator[Fault]:
    if ask.day is None:
        yield field_fault("day", N_("The day is missing."), N_("Enter the day."))
    if ask.start is None:
        yield field_fault("start", N_("The start time is missing."), N_("Enter a start time."))
    if ask.end is None:
        yield field_fault("end", N_("The end time is missing."), N_("Enter an end time."))
    elif ask.start is not None and ask.end <= ask.start:
        yield field_fault(
            "end", N_("The end time is not after the start time."), N_("Enter a later end time.")
        )
    if ask.day is None:
        return
    if ask.weekly_until is not None and ask.weekly_until < ask.day:
        yield field_fault(
            "weekly_until",
            N_("The last day is before the first day."),
            N_("Enter a later last day, or leave it blank for one time only."),
        )
    elif ask.weekly_until is not None and ask.weekly_until - ask.day > LONGEST:
        yield field_fault(
            "weekly_until",
            N_("A weekly request can last one year at most."),
            N_("Enter an earlier last day."),
        )
    asked = [one for day in days(ask) if (one := window(ask, day, zone))]
    if any(not _exists(one) for one in asked):
        yield field_fault(
            "start",
            N_("Clocks move forward on one of these days and skip this time."),
            N_("Choose another time."),
        )
    if asked and now is not None and asked[-1].ends_at <= now:
        yield field_fault("day", N_("That time has already passed."), N_("Choose a later time."))


def _exists(asked: Window) -> bool:
    return all(
        moment.astimezone(UTC).astimezone(moment.tzinfo).time() == moment.time()
        for moment in (asked.starts_at, asked.ends_at)
    )


def _what(ask: Ask) -> Iterator[Fault]:
    for column, says, do in _TEXT.get(ask.kind, ()):
        if not getattr(ask, column).strip():
            yield field_fault(column, says, do)
    if ask.kind is Kind.PHOTOS and ask.releases is None:
        yield field_fault(
            "releases",
            N_("The number of signed releases on file is missing."),
            N_("Count them. Enter 0 if there are none."),
        )
    many = ask.group_size if ask.kind is Kind.PHOTOS else None
    if many is not None and (ask.releases or 0) > many:
        yield field_fault(
            "releases",
            N_("There are more releases on file than students in the group."),
            N_("Count one release for each student."),
        )


def _door(ask: Ask) -> Iterator[Fault]:
    if ask.door is None:
        return
    if ask.kind is not Kind.MEET_STUDENT:
        yield field_fault(
            "door",
            N_("Exceptions are only for meetings with a student."),
            N_("Remove the exception or choose another type of request."),
        )
        return
    if ask.weekly_until is not None:
        yield field_fault(
            "weekly_until",
            N_("An exception is for one meeting, never for every week."),
            N_("Ask for one meeting only."),
        )
    if not ask.reason.strip():
        yield field_fault(
            "reason",
            N_("An exception needs a written reason."),
            N_("Enter what happened, or what the law requires."),
        )
    if ask.door is ExceptionKind.REQUIRED_BY_LAW:
        if not ask.agency.strip():
            yield field_fault(
                "agency",
                N_("No agency has been entered."),
                N_("Enter the agency that sent the officer."),
            )
        if not ask.officer.strip():
            yield field_fault(
                "officer",
                N_("No officer has been entered."),
                N_("Enter the officer’s name or badge number."),
            )


def _student(ask: Ask) -> Iterator[Fault]:
    if ask.kind is not Kind.MEET_STUDENT:
        return
    student = ask.student
    if student is None or not student.reference.strip():
        yield field_fault(
            "student",
            N_("No student has been entered."),
            N_("Enter the school’s own reference, never a name."),
        )
    if student is None or student.grade is None:
        yield field_fault(
            "student_grade", N_("The student’s grade is missing."), N_("Choose a grade.")
        )
    yield from naming_the_student(ask)


def naming_the_student(ask: Ask) -> Iterator[Fault]:
    """The fields that other people see, too, and that contain the student's reference."""
    key = fold(ask.student.reference) if ask.student else ""
    for column in ("reason", "place", "teacher", "host", "event", "agency", "officer"):
        if key and f" {key} " in f" {fold(getattr(ask, column))} ":
            yield field_fault(
                column,
                N_("The student’s reference is in a field that other people can see."),
                N_("Remove it there. It has its own field."),
            )


def _of_visit(ask: Ask, zone: tzinfo, now: datetime | None) -> Iterator[Fault]:
    if not ask.visitor_key:
        yield field_fault(
            "visitor_key",
            N_("No visitor has been chosen."),
            N_("Start this request from the visitor’s card at the front desk."),
        )
    if not ask.lift_codes:
        yield field_fault(
            "lift_codes",
            N_("No findings are selected for a school leader to waive."),
            N_("Choose at least one finding."),
        )
    today = now.astimezone(zone).date() if now else None
    if ask.valid_until is not None and ask.valid_until < (ask.day or today or ask.valid_until):
        yield field_fault(
            "valid_until",
            N_("The last day is before the first day."),
            N_("Enter a later last day, or leave it blank for this visit only."),
        )
    elif today and (ask.valid_until or ask.day or today) < today:
        yield field_fault("day", N_("That time has already passed."), N_("Choose a later time."))
