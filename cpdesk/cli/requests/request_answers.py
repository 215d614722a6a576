"""Requests for `cpdesk requests`: what --json prints of them, and the text for people."""

from __future__ import annotations

from datetime import UTC

from cpdesk.cli.core import json_output
from cpdesk.cli.core.json_output import Plain, named
from cpdesk.policy import grades, phrases
from cpdesk.policy.approval.decline_reasons import DECLINE_REASONS
from cpdesk.policy.approval.requests import Flag, Kind
from cpdesk.policy.outcome import Outcome
from cpdesk.records.requests import (
    Ask,
    DecisionRecord,
    FreeTime,
    FreeTimes,
    RequestRecord,
    RequestRow,
    SlotRecord,
    Student,
    Window,
)
from cpdesk.services.requests import form
from cpdesk.services.rule_titles import titles
from cpdesk.words import N_, Words

# -- in JSON ---------------------------------------------------------------------------------------


@json_output.shape.register
def _record(record: RequestRecord) -> Plain:
    """Everything about one request. Staff only: it names the student."""
    kept = named(record, "ask", "asked_by_account", "people", "slots")
    people = [{"person": key, "name": name} for key, name in record.people]
    return {**kept, **json_output.shape(record.ask), "people": people, "times": record.slots}


@json_output.shape.register
def _ask(asked: Ask) -> Plain:
    # Partner and activity are there as they were found on the roster.
    keys = {"visitor_key": "visitor", "lift_codes": "lifts"}
    made = named(asked, "partner", "people", **keys)
    return made | {"grade": _grade(asked.grade)}


@json_output.shape.register
def _student(one: Student) -> Plain:
    return {"reference": one.reference, "grade": _grade(one.grade)}


@json_output.shape.register
def _slot(slot: SlotRecord) -> Plain:
    return json_output.period(slot.window) | {"state": slot.state, "visit": slot.visit_id}


@json_output.shape.register
def _decision(one: DecisionRecord) -> Plain:
    kept = named(one, "by_account", "lent_by_name", by_title="title", by_role="role")
    return kept | {"by_rules": not one.by_account}


@json_output.shape.register
def _row(row: RequestRow) -> Plain:
    times = json_output.period(row.next_window) if row.next_window else {"start": None, "end": None}
    return named(row, "next_window", visitor_names="visitors", by_rule="by_rules") | times


@json_output.shape.register
def _free_time(one: FreeTime) -> Plain:
    return json_output.period(one.window) | named(one, "window")


def _grade(number: int | None) -> str | None:
    return None if number is None else grades.name(number)


# -- one request in text ---------------------------------------------------------------------------


def record_text(words: Words, record: RequestRecord) -> str:
    asked = record.ask
    visitor = ", ".join(name for _, name in record.people) or asked.visitor_name
    head = (
        words.text(phrases.KIND[asked.kind]),
        record.partner_name,
        visitor,
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


def _span(words: Words, window: Window) -> str:
    return words.window(window.starts_at, window.ends_at)
