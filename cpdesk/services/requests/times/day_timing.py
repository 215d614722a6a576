"""Where the times of a request fall in their days, by the current day plan: what was saved when it
was filed may have changed since."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from cpdesk.models.tables import request_tables as t
from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.day_plan import GradeDay, grade_day, school_open
from cpdesk.policy.terms.terms import Terms, TermsInForce
from cpdesk.records.requests import Ask, Window
from cpdesk.services.requests import form, rows
from cpdesk.services.requests.times import timing
from cpdesk.services.school_context import SchoolContext


def grade_of(ask: Ask) -> int | None:
    """The grade whose class time a request could take."""
    if ask.kind is Kind.MEET_STUDENT:
        return ask.student.grade if ask.student else None
    return ask.grade if ask.kind in form.OF_CLASS else None


def in_day(
    school_context: SchoolContext, ask: Ask, asked: Window, terms: TermsInForce
) -> tuple[GradeDay | None, bool, str]:
    """The day of the grade for one time (None if no class is affected), whether there is school,
    and where the time falls."""
    plan, grade = school_context.plan(asked.starts_at.date()), grade_of(ask)
    # A student whose grade is not known has one, too.
    graded = grade is not None or ask.kind is Kind.MEET_STUDENT
    day = grade_day(plan, grade, terms) if graded else None
    opened = day.open if day is not None else school_open(plan)
    return day, opened, timing.timing(plan, day, asked, terms)


def timing_of(school_context: SchoolContext, ask: Ask, terms: Terms) -> str:
    """The result for all the times of a request: the worst of them."""
    found = []
    for day in form.days(ask):
        asked = form.window(ask, day, school_context.zone)
        if asked is not None:
            _, opened, where = in_day(school_context, ask, asked, terms.on(day))
            if opened or ask.weekly_until is None:
                found.append(where)
    return timing.worst(found)


def timings(
    tx: Connection, school_context: SchoolContext, request_ids: Collection[str], terms: Terms
) -> dict[str, str]:
    """The same for several requests, by their ids."""
    found = tx.execute(select(t.request).where(t.request.c.request_id.in_(request_ids)))
    return {
        row.request_id: timing_of(school_context, rows.ask_of(row, school_context.zone), terms)
        for row in found
    }
