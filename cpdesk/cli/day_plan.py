"""`cpdesk day-plan`: calendars and bell schedules as files, read and imported without a window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from cpdesk.cli.core.command import Call, Group, option, path, repeated
from cpdesk.cli.core.json_output import Plain, Sentence, shape
from cpdesk.errors import DeskError, Fault
from cpdesk.policy import grades
from cpdesk.records.day_plans import CalendarFile, DayPlanSaved, OwnDay, PassedOver, Stretch, Unread
from cpdesk.services.day_plan.listing import asked, without_bells
from cpdesk.services.services import Services
from cpdesk.words import N_, Words

_SHAPE = (
    'With --json: {"days": [{"date", "means": "closed|schedule", "schedule", '
    '"grades", "title"}], "ask": [{"date", "title", "why"}], "passed_over": '
    '[{"date", "title"}]}. "grades" is "" if a day is for all grades. "date" '
    'is "" if no date can be read.'
)


@dataclass(frozen=True, slots=True)
class _ReadFile:
    """A file as it was understood; `saved` if it was imported."""

    file: CalendarFile
    saved: DayPlanSaved | None = None


def _text(words: Words, found: _ReadFile) -> str:
    return "\n".join(_lines(words, found.file, found.saved))


def _lines(words: Words, file: CalendarFile, saved: DayPlanSaved | None) -> Iterator[str]:
    if saved is not None:
        yield words.text("Imported from {name}.", name=file.source)
    fits = dict(file.fits)
    yield words.count("{n} day understood", "{n} days understood", len(file.days))
    for day in file.days:
        schedule = fits.get(day.schedule, day.schedule)
        said = schedule or words.text("No school")
        if day.grade_low is not None:
            of = words.grades(day.grade_low, day.grade_high)
            said = (
                words.text("{what} for grade {grade}", what=said, grade=of)
                if day.grade_low == day.grade_high
                else words.text("{what} for grades {grades}", what=said, grades=of)
            )
        yield f"  {words.day(day.day)}: {said} · {day.note}"
    to_check = (*asked(file), *without_bells(file))
    yield words.count("{n} entry to check", "{n} entries to check", len(to_check))
    for one in to_check:
        yield f"  {_when(one.days, words)}{one.what}: {words.fault(one.why)}"
    passed = file.passed_over
    yield words.count(
        "{n} entry not about this school’s days", "{n} entries not about this school’s days",
        len(passed),
    )  # fmt: skip
    for other in passed:
        yield f"  {_when(other.days, words)}{other.what}"
    yield from _flagged(saved, words)


def _when(days: tuple[Stretch, ...], words: Words) -> str:
    said = words.stretches(days)
    return f"{said}: " if said else ""


def _flagged(saved: DayPlanSaved | None, words: Words) -> Iterator[str]:
    """What is worth a look afterwards, and the approvals whose time is now class time."""
    for fault in saved.warnings if saved else ():
        yield words.fault(fault)
    for one in saved.flagged if saved else ():
        yield words.text(
            "The approved time for {partner} on {day} is now class time and is waiting "
            "for a decision.",
            partner=one.partner_name,
            day=one.window.starts_at.date(),
        )


def _json(found: _ReadFile) -> Plain:
    file, saved, fits = found.file, found.saved, dict(found.file.fits)
    made: Plain = {
        "days": [
            {
                "date": day.day,
                "means": "schedule" if day.schedule else "closed",
                "schedule": fits.get(day.schedule, day.schedule),
                "grades": _span(day),
                "title": day.note,
            }
            for day in file.days
        ],
        "ask": [
            {"date": day, "title": one.what, "why": _sentence(one.why)}
            for day, one in _by_day((*asked(file), *without_bells(file)))
        ],
        "passed_over": [{"date": day, "title": one.what} for day, one in _by_day(file.passed_over)],
    }
    if saved is not None:
        made["flagged"] = [
            {
                "request": one.request_id,
                "partner": one.partner_name,
                "partner_name": one.partner_name,
                "date": one.window.starts_at.date(),
                **shape(one.window),
                "class_minutes": one.class_minutes,
            }
            for one in saved.flagged
        ]
        made["warnings"] = [_sentence(one) for one in saved.warnings]
    return made


def _sentence(fault: Fault) -> Sentence:
    return Sentence(fault.says, fault.facts, fault.do)


def _span(day: OwnDay) -> str:
    low, high = day.grade_low, day.grade_high
    if low is None or high is None:
        return ""
    return grades.name(low) if low == high else f"{grades.name(low)}-{grades.name(high)}"


COMMANDS = Group()
_DAY_PLAN = COMMANDS.group("day-plan", "read or import a calendar or bell schedules")
_FILE = (
    path("path", "FILE", "iCalendar, bells (JSON), Ed-Fi, or OneRoster file"),
    option("--grades", "GRADES", "only these grades, such as K-5 or 6"),
    option("--school-in-file", "ID", "school ID, if the file has more than one school"),
    repeated(
        "--means", "NAME=SCHEDULE", "match a name in the file to one of the school's bell schedules"
    ),
)


@_DAY_PLAN.command(
    "show what a file says about the school day, and change nothing",
    _text,
    *_FILE,
    json=_json,
    epilog=_SHAPE,
)
def _read(call: Call) -> _ReadFile:
    return _ReadFile(_understood(call)[0])


@_DAY_PLAN.command(
    "import what was understood and list what was not", _text, *_FILE, json=_json, epilog=_SHAPE
)
def _import(call: Call) -> _ReadFile:
    (file, low, high), day_plans = _understood(call), call.services.day_plans
    saved = day_plans.save(day_plans.change_of(file, dict(file.fits), low, high))
    return _ReadFile(file, saved)


def _understood(call: Call) -> tuple[CalendarFile, int | None, int | None]:
    """The file, with the bell schedules that its names mean; and for which grades it is read."""
    args, services = call.args, call.services
    low, high = _grades(args.grades)
    file = services.day_plans.read_file(args.path, low, high, args.school_in_file)
    meant = dict(file.fits) | _means(services, file, args.means)
    return replace(file, fits=tuple(meant.items())), low, high


def _grades(said: str) -> tuple[int | None, int | None]:
    if not said.strip():
        return None, None
    first, _, last = said.replace("–", "-").partition("-")
    try:
        return grades.grade(first), grades.grade(last or first)
    except ValueError as trouble:
        raise DeskError(
            N_("“{grades}” is not a grade or a range of grades."),
            N_("Enter grades such as K-5 or 6."),
            grades=said,
        ) from trouble


def _means(services: Services, file: CalendarFile, said: Iterable[str]) -> dict[str, str]:
    """What the person typing says names in the file mean. DeskError if there is no such name."""
    meant = dict(part.partition("=")[::2] for part in said)
    known = {schedule.name for schedule in services.day_plans.plan().schedules}
    there = {day.schedule for day in file.days} | {day.schedule for day in file.week}
    for name, schedule in meant.items():
        if name not in there:
            raise DeskError(
                N_("The file has no bell schedule named “{name}”."),
                N_("Enter the name exactly as the file spells it."),
                name=name,
            )
        if schedule not in known:
            raise DeskError(
                N_("This school has no bell schedule named “{name}”."),
                N_("Enter one of: {names}."),
                name=schedule,
                names=tuple(sorted(known)),
            )
    return meant


Listed = TypeVar("Listed", Unread, PassedOver)


def _by_day(found: Iterable[Listed]) -> list[tuple[str, Listed]]:
    """One line for each day; those without any come first."""
    made = [(day, one) for one in found for day in (list(_dates(one.days)) or [""])]
    return sorted(made, key=lambda pair: pair[0])


def _dates(days: tuple[Stretch, ...]) -> Iterator[str]:
    for first, last in days:
        for n in range((last - first).days + 1):
            yield (first + timedelta(days=n)).isoformat()
