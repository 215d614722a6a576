"""Requests as plain data for --json, and as text for people. Times are in school time."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cpdesk.cli.answers import Plain, finding_data
from cpdesk.policy import grades, phrases
from cpdesk.policy.decline_reasons import DECLINE_REASONS
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.requests import Flag, Kind
from cpdesk.records.requests import (
    Ask,
    DecisionRecord,
    FreeTimes,
    RequestRecord,
    RequestRow,
    Window,
)
from cpdesk.services.requests import form
from cpdesk.services.rule_titles import titles
from cpdesk.words import N_, Words

# -- one request ----------------------------------------------------------------------------------


def record_data(words: Words, record: RequestRecord) -> Plain:
    """Everything about one request. Staff only: it names the student."""
    return {
        "request": record.request_id,
        "version": record.version,
        "state": record.state.value,
        "flag": record.flag.value,
        "school": record.school_id,
        "partner": record.partner_id,
        "partner_name": record.partner_name,
        "program_name": record.program_name,
        "contract": record.contract_id,
        "activity_title": record.activity_title,
        "people": [{"person": key, "name": name} for key, name in record.people],
        **_ask_data(record.ask),
        "times": [
            _window_data(words, slot.window) | {"state": slot.state.value, "visit": slot.visit_id}
            for slot in record.slots
        ],
        "visit": record.visit_id,
        "relayed_who": record.relayed_who,
        "relayed_how": record.relayed_how,
        "relayed_why": record.relayed_why,
        "asked_by": record.asked_by_name,
        "asked_at": _iso(words, record.asked_at),
        "edited_at": _iso(words, record.edited_at),
        "decisions": [_decision_data(words, one) for one in record.decisions],
        "by_me": record.by_me,
    }


def _ask_data(asked: Ask) -> Plain:
    student = asked.student
    return {
        "kind": asked.kind.value,
        "activity": asked.activity,
        "day": _day(asked.day),
        "start": asked.start.isoformat("minutes") if asked.start else None,
        "end": asked.end.isoformat("minutes") if asked.end else None,
        "weekly_until": _day(asked.weekly_until),
        "place": asked.place,
        "teacher": asked.teacher,
        "host": asked.host,
        "event": asked.event,
        "student": (
            {"reference": student.reference, "grade": _grade(student.grade)} if student else None
        ),
        "grade": _grade(asked.grade),
        "reason": asked.reason,
        "family_knows": asked.family_knows,
        "releases": asked.releases,
        "group_size": asked.group_size,
        "door": asked.door.value if asked.door else None,
        "agency": asked.agency,
        "officer": asked.officer,
        "visitor": asked.visitor_key,
        "visitor_name": asked.visitor_name,
        "lifts": list(asked.lift_codes),
        "valid_until": _day(asked.valid_until),
    }


def _decision_data(words: Words, one: DecisionRecord) -> Plain:
    return {
        "decision": one.decision_id,
        "verdict": one.verdict.value,
        "by": one.by_name,
        "title": one.by_title,
        "role": one.by_role,
        "lent_by": one.lent_by,
        "by_rules": not one.by_account,
        "at": _iso(words, one.at),
        "reason_code": one.reason_code,
        "reason": one.reason,
        "self_decided": one.self_decided,
        "changed": one.changed,
        "offered": [_window_data(words, window) for window in one.offered],
        "terms_on": _day(one.terms_on),
        "undone_at": _iso(words, one.undone_at),
        "findings": [finding_data(words, finding) for finding in one.findings],
    }


def record_text(words: Words, record: RequestRecord) -> str:
    asked = record.ask
    who = ", ".join(name for _, name in record.people) or asked.visitor_name
    head = (
        words.text(phrases.KIND[asked.kind]),
        record.partner_name,
        who,
        words.text(phrases.STATE[record.state]),
    )
    lines = [" · ".join(part for part in head if part)]
    lines += [f"  {_span(words, slot.window)}" for slot in record.slots]
    if asked.kind is Kind.THIS_VISIT and asked.day is not None:
        lines.append(f"  {_span(words, form.holding(asked, asked.day, words.zone or UTC))}")
    if asked.lift_codes:
        waived = words.text(phrases.WAIVED[record.state])
        lines.append(f"  {waived}: {words.fact(titles(asked.lift_codes))}")
    lines += [f"  {part}" for part in (asked.place, asked.event, asked.teacher) if part]
    if asked.student and asked.student.reference:
        lines.append(f"  {words.text('Student')}: {asked.student.reference}")
    for one in record.decisions:
        lines.append(f"  {_decision_text(words, one)}")
        lines += [f"    {n}. {_span(words, w)}" for n, w in enumerate(one.offered, 1)]
    for one in record.decisions_in_effect[-1:]:
        lines += [
            f"    {words.sentence(f.says, f.facts)}  [{f.code}]"
            for f in one.findings
            if f.outcome is not Outcome.ADMIT
        ]
    lines.append(f"  {record.request_id}  ({words.text('version {n}', n=record.version)})")
    return "\n".join(lines)


def _decision_text(words: Words, one: DecisionRecord) -> str:
    """Who decided, when, and why; a decision about one's own request always says so."""
    if one.by_account:
        by = ", ".join(part for part in (one.by_name, one.by_title) if part)
    else:
        by = words.text("the rules")
    listed = words.text(DECLINE_REASONS.get(one.reason_code, ""))
    if one.reason and one.reason_code == "other":
        listed = ""
    said = (
        words.text(phrases.VERDICT[one.verdict]),
        by,
        words.moment(one.at),
        words.text("by the person who asked") if one.self_decided else "",
        words.text("as a school leader’s delegate") if one.lent_by else "",
        listed,
        one.reason,
        words.text("undone") if one.undone_at is not None else "",
    )
    return " · ".join(part for part in said if part)


# -- the list --------------------------------------------------------------------------------------


def row_data(words: Words, row: RequestRow) -> Plain:
    return {
        "request": row.request_id,
        "version": row.version,
        "kind": row.kind.value,
        "state": row.state.value,
        "flag": row.flag.value,
        "partner_name": row.partner_name,
        "visitors": list(row.visitor_names),
        "event": row.event,
        "place": row.place,
        "start": _iso(words, row.next_window.starts_at) if row.next_window else None,
        "end": _iso(words, row.next_window.ends_at) if row.next_window else None,
        "weekly_until": _day(row.weekly_until),
        "timing": row.timing,
        "door": row.door.value if row.door else None,
        "asked_by": row.asked_by_name,
        "asked_at": _iso(words, row.asked_at),
        "by_me": row.by_me,
        "by_rules": row.by_rule,
        "urgency": row.urgency,
    }


_FLAGS = {
    Flag.DAY_PLAN: N_("now during class time"),
    Flag.REVIEW: N_("emergency approval, needs review"),
}


def rows_text(words: Words, rows: tuple[RequestRow, ...]) -> str:
    if not rows:
        return words.text("No requests found.")
    lines = []
    for row in rows:
        parts = (
            _span(words, row.next_window) if row.next_window else "–",
            words.text(phrases.KIND[row.kind]),
            row.partner_name,
            ", ".join(row.visitor_names),
            row.place or row.event,
            words.text(phrases.STATE[row.state]),
            words.text(_FLAGS.get(row.flag, "")),
        )
        lines.append(f"{' · '.join(part for part in parts if part)}  ({row.request_id})")
    return "\n".join(lines)


# -- times that fit --------------------------------------------------------------------------------

_WHY = {
    "no_grade": N_("The student’s grade isn’t known, so CPDesk can’t find times outside class."),
    "no_plan": N_("The bell schedule isn’t known, so CPDesk can’t find times outside class."),
    "no_school": N_("There’s no school on these days."),
    "full": N_("Every time outside class is already taken."),
}


def times_data(words: Words, found: FreeTimes) -> Plain:
    return {
        "times": [
            _window_data(words, one.window) | {"period": one.period, "note": one.note}
            for one in found.times
        ],
        "why": found.why,
        "searched_from": _day(found.searched_from),
        "searched_to": _day(found.searched_to),
    }


def times_text(words: Words, found: FreeTimes) -> str:
    if found.times:
        return "\n".join(
            " · ".join(part for part in (_span(words, one.window), one.period) if part)
            for one in found.times
        )
    said = words.text(
        "No time works between {start} and {end}.", start=found.searched_from, end=found.searched_to
    )
    why = words.text(_WHY.get(found.why, ""))
    return f"{said} {why}".strip()


def _window_data(words: Words, window: Window) -> Plain:
    return {"start": _iso(words, window.starts_at), "end": _iso(words, window.ends_at)}


def _span(words: Words, window: Window) -> str:
    return words.window(window.starts_at, window.ends_at)


def _iso(words: Words, at: datetime | None) -> str | None:
    return words.local(at).isoformat(timespec="seconds") if at else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _grade(number: int | None) -> str | None:
    return None if number is None else grades.name(number)
