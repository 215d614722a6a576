"""Where the times of a request fall in their days, by the current day plan: what was saved when it
was filed may have changed since."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from cpdesk.models import request_tables as t
from cpdesk.policy.dayplan import GradeDay, school_open
from cpdesk.policy.requests import Kind
from cpdesk.policy.terms import Terms, TermsInForce
from cpdesk.records.requests import Ask, Window
from cpdesk.services.context import Ground
from cpdesk.services.requests import form, rows, timing


def grade_of(ask: Ask) -> int | None:
    """The grade whose class time a request could take."""
    if ask.kind is Kind.MEET_STUDENT:
        return ask.student.grade if ask.student else None
    return ask.grade if ask.kind in form.OF_CLASS else None


def is_graded(ask: Ask) -> bool:
    """Whether there is a grade to look at. A student whose grade is not known counts as having
    one."""
    return ask.kind is Kind.MEET_STUDENT or grade_of(ask) is not None


def in_day(
    ground: Ground, ask: Ask, asked: Window, terms: TermsInForce
) -> tuple[GradeDay | None, bool, str]:
    """The day of the grade for one time, whether there is school, and where the time falls."""
    plan = ground.plan(asked.starts_at.date())
    day = timing.day_of(plan, grade_of(ask), is_graded(ask), terms)
    opened = day.open if day is not None else school_open(plan)
    return day, opened, timing.timing(plan, day, asked, terms)


def timing_of(ground: Ground, ask: Ask, terms: Terms) -> str:
    """The result for all the times of a request: the worst of them."""
    found = []
    for day in form.days(ask):
        asked = form.window(ask, day, ground.zone)
        if asked is not None:
            _, opened, where = in_day(ground, ask, asked, terms.on(day))
            if opened or ask.weekly_until is None:
                found.append(where)
    return timing.worst(found)


def timings(
    tx: Connection, ground: Ground, request_ids: Collection[str], terms: Terms
) -> dict[str, str]:
    """The same for several requests, by their ids."""
    found = tx.execute(select(t.request).where(t.request.c.request_id.in_(request_ids)))
    return {
        row.request_id: timing_of(ground, rows.ask_of(row, ground.zone), terms) for row in found
    }
