"""Answers as plain data for --json, and as text for people."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from cpdesk.cli import terminal
from cpdesk.errors import DeskError, Fault
from cpdesk.policy import phrases
from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.outcome import Outcome
from cpdesk.records.desk import InsideRow, VisitRecord
from cpdesk.records.office import OfficeRecord, RosterSummary
from cpdesk.services.rule_titles import sentence
from cpdesk.words import N_, Words

Plain = dict[str, object]


def show(words: Words, as_json: bool, data: object, text: str) -> None:
    """One answer on standard output."""
    if as_json:
        terminal.say_json(data)
    else:
        terminal.say(text)


def complain(words: Words, as_json: bool, trouble: DeskError) -> None:
    """A trouble: its sentence on standard error, with every fault of a file."""
    terminal.complain(words.error(trouble))
    for fault in trouble.faults:
        terminal.complain(f"  {place(fault)}: {words.fault(fault)}")
    if as_json:
        data: Plain = {"error": words.error(trouble)}
        if trouble.faults:
            data["faults"] = [fault_data(words, fault) for fault in trouble.faults]
        terminal.say_json(data)


def decision_data(words: Words, decision: Decision) -> Plain:
    return {
        "outcome": decision.outcome.code,
        "findings": [finding_data(words, f) for f in decision.findings],
        "conditions": [c.value for c in decision.conditions],
    }


def finding_data(words: Words, finding: Finding) -> Plain:
    return {
        "code": finding.code,
        "outcome": finding.outcome.code,
        "lift": finding.lift.value if finding.lift else None,
        "message": words.sentence(*sentence(finding)),
        "offer": words.sentence(finding.offer, finding.facts),
    }


def decision_text(words: Words, decision: Decision) -> str:
    marks = {
        Outcome.ADMIT: "ok ",
        Outcome.ASK_DESK: "ask",
        Outcome.ASK_LEADER: "ASK",
        Outcome.REFUSE: "NO ",
    }
    lines = [words.text(phrases.OUTCOME[decision.outcome])]
    for f in decision.findings:
        lines.append(f"  {marks[f.outcome]} {words.sentence(*sentence(f))}  [{f.code}]")
        if f.offer and f.outcome is not Outcome.ADMIT:
            lines.append(f"        {words.sentence(f.offer, f.facts)}")
    lines += [f"  * {words.text(phrases.CONDITION[c])}" for c in decision.conditions]
    return "\n".join(lines)


def visit_data(words: Words, visit: VisitRecord) -> Plain:
    return {
        "visit": visit.visit_id,
        "badge": visit.badge_code,
        "name": visit.visitor_name,
        "partner": visit.partner_id,
        "partner_name": visit.partner_name,
        "purpose": visit.purpose.value,
        "activity": visit.activity_id,
        "place": visit.place,
        "arrived_at": _iso(words, visit.arrived_at),
        "ends_at": _iso(words, visit.ends_at),
        "left_at": _iso(words, visit.left_at),
        "not_checked_out": visit.not_checked_out,
        "admitted_by": visit.admitted_by,
        "outcome": visit.outcome.code,
        "findings": [finding_data(words, f) for f in visit.findings],
        "conditions": [c.value for c in visit.conditions],
    }


def visit_text(words: Words, visit: VisitRecord) -> str:
    if visit.not_checked_out:
        came = words.local(visit.arrived_at).date()
        says = N_("{name} was not checked out on {day}. That visit is closed.")
        said = words.text(says, name=visit.visitor_name, day=words.short_day(came))
    elif visit.left_at:
        said = words.text(
            "{name} checked out at {at}.", name=visit.visitor_name, at=words.clock_of(visit.left_at)
        )
    else:
        said = words.text(
            "{name} checked in at {at}.",
            name=visit.visitor_name,
            at=words.clock_of(visit.arrived_at),
        )
    return f"{said}\n  {visit.visit_id}  {visit.badge_code}"


def inside_data(words: Words, row: InsideRow) -> Plain:
    return {
        "visit": row.visit_id,
        "badge": row.badge_code,
        "name": row.visitor_name,
        "partner_name": row.partner_name,
        "purpose": row.purpose.value,
        "place": row.place,
        "arrived_at": _iso(words, row.arrived_at),
        "ends_at": _iso(words, row.ends_at),
        "minutes": row.minutes_here,
        "overdue_minutes": row.overdue_minutes,
        "since_another_day": row.since_another_day,
    }


def inside_text(words: Words, rows: tuple[InsideRow, ...]) -> str:
    if not rows:
        return words.text("No visitors are in the building.")
    lines = []
    for row in rows:
        late = (
            words.text("{minutes} overdue", minutes=words.duration(row.overdue_minutes))
            if row.overdue_minutes
            else words.duration(row.minutes_here)
        )
        lines.append(
            f"{words.clock_of(row.arrived_at):>9}  {row.visitor_name} · "
            f"{row.partner_name or words.text('Guest')} · {row.place or '–'} · {late}"
            f"  ({row.visit_id})"
        )
    return "\n".join(lines)


def summary_data(words: Words, summary: RosterSummary) -> Plain:
    return {
        "district": summary.district,
        "school_year": summary.school_year,
        "sequence": summary.sequence,
        "checked_only": summary.checked_only,
        "counts": {
            c.file: {
                "rows": c.rows,
                "added": c.added,
                "changed": c.changed,
                "withdrawn": c.withdrawn,
            }
            for c in summary.counts
        },
        "remarks": [fault_data(words, f) for f in summary.remarks],
        "notes": [fault_data(words, f) for f in summary.notes],
    }


def summary_text(words: Words, summary: RosterSummary) -> str:
    head = (
        words.text(
            "This roster can be imported: {district}, {year}, number {n}.",
            district=summary.district,
            year=summary.school_year,
            n=summary.sequence,
        )
        if summary.checked_only
        else words.text(
            "Imported: {district}, {year}, number {n}.",
            district=summary.district,
            year=summary.school_year,
            n=summary.sequence,
        )
    )
    lines = [head]
    lines += [
        words.text(
            "  {file}: rows {rows}, new {added}, changed {changed}, withdrawn {withdrawn}",
            file=c.file,
            rows=c.rows,
            added=c.added,
            changed=c.changed,
            withdrawn=c.withdrawn,
        )
        for c in summary.counts
    ]
    return "\n".join(lines + _grouped(words, summary.remarks) + _grouped(words, summary.notes))


def _grouped(words: Words, faults: tuple[Fault, ...]) -> list[str]:
    """Remarks of one kind, grouped under one line with their number, each with its place."""
    lines: list[str] = []
    for says, count in Counter(f.says for f in faults).items():
        same = [f for f in faults if f.says == says]
        if count == 1:
            lines.append(f"  {place(same[0])}: {words.fault(same[0])}")
            continue
        lines.append(words.count("  {n} note like this:", "  {n} notes like this:", count))
        lines += [f"    {place(f)}: {words.fault(f)}" for f in same]
    return lines


def fault_data(words: Words, fault: Fault) -> Plain:
    return {
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "message": words.fault(fault),
    }


def place(fault: Fault) -> str:
    parts = (fault.file, str(fault.line or ""), fault.column)
    return ":".join(part for part in parts if part)


def office_data(words: Words, office: OfficeRecord) -> Plain:
    return {
        "school": office.school.school_id if office.school else None,
        "school_name": office.school.name if office.school else None,
        "district": office.roster.district if office.roster else None,
        "sequence": office.roster.sequence if office.roster else None,
        "time_zone": office.time_zone,
    }


def _iso(words: Words, at: datetime | None) -> str | None:
    return words.local(at).isoformat(timespec="seconds") if at else None
