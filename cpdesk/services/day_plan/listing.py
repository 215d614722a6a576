"""What a file leaves for a person to decide, for the window and the command line alike."""

from __future__ import annotations

from datetime import date

from cpdesk.errors import field_fault
from cpdesk.records.day_plans import CalendarFile, Stretch, Unread
from cpdesk.words import N_

NO_BELLS = N_(
    "CPDesk isn’t sure which bell schedule “{schedule}” is. The whole day "
    "counts as class time until you choose one."
)
_NO_DAY: tuple[Stretch, ...] = ((date.min, date.min),)


def asked(file: CalendarFile) -> tuple[Unread, ...]:
    """Everything a person has to check, by date: what was not understood, and what the warnings are
    about."""
    warned = []
    for fault in file.warnings:
        facts = dict(fault.facts)
        day, what = facts.get("day"), facts.get("what")
        days = ((day, day),) if isinstance(day, date) else ()
        warned.append(Unread(str(what or file.source), fault, days))
    return tuple(sorted((*warned, *file.unread), key=lambda one: one.days or _NO_DAY))


def without_bells(file: CalendarFile) -> tuple[Unread, ...]:
    """Days whose schedule name clearly matches none of the school's; all days of a name as one."""
    known = {*dict(file.fits), *(schedule.name for schedule in file.schedules)}
    days: dict[str, list[Stretch]] = {}
    for day in file.days:
        if day.schedule and day.schedule not in known:
            days.setdefault(day.schedule, []).append((day.day, day.day))
    return tuple(
        Unread(name, field_fault("", NO_BELLS, schedule=name), tuple(found))
        for name, found in days.items()
    )
