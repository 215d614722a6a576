"""The letter to a partner about a decision. It contains nothing about a student."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from cpdesk.errors import DeskError
from cpdesk.policy.approval.requests import GRANTED, YES, Kind, SlotState, State, Verdict
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Condition, Outcome
from cpdesk.policy.rules.privacy import ALL_ON_FILE, SOME_ON_FILE
from cpdesk.records.letters import DecisionLetter
from cpdesk.records.office import Contact, SchoolRecord
from cpdesk.records.requests import DecisionRecord, RequestRecord, Window
from cpdesk.services.requests import book, form
from cpdesk.words import N_

# What a partner is told about; a review and a reopening are internal to the school.
_TOLD = frozenset(set(Verdict) - {Verdict.REVIEW, Verdict.REOPEN})
_IN_FORCE = GRANTED | {State.DECLINED, State.RETURNED, State.LAPSED}
_YES = YES | {Verdict.CONFIRM}
# A school leader checks a no-entry match quietly; no paper for a partner mentions it.
_QUIET = frozenset({"visitor.notice"})
# These reveal one student's grade, period, or load.
OF_STUDENT = frozenset({"meeting.instructional-time", "meeting.interference"})


def decided(record: RequestRecord) -> DecisionRecord:
    """The current decision. DeskError if there is none."""
    told = [one for one in record.decisions_in_effect if one.verdict in _TOLD]
    if record.state not in _IN_FORCE or not told:
        raise DeskError(
            N_("This request has no decision yet, so there’s no letter to print."),
            N_("Print the letter after a school leader decides."),
        )
    return told[-1]


def letter(
    record: RequestRecord, school: SchoolRecord, contact: Contact | None, now: datetime
) -> DecisionLetter:
    """The letter about the current decision."""
    ask, one = record.ask, decided(record)
    # For the partner, an emergency approval is an approval, no matter who gave it.
    verdict = Verdict.APPROVE if one.verdict is Verdict.OPEN_DOOR else one.verdict
    yes = one.verdict in _YES
    return DecisionLetter(
        school_name=school.name,
        school_address=school.address,
        school_phone=school.phone,
        written_at=now,
        number=book.short(record.request_id),
        partner_name=record.partner_name,
        people=tuple(n for _, n in record.people)
        or ((ask.visitor_name,) if ask.visitor_name else ()),
        kind=ask.kind,
        verdict=verdict,
        windows=_windows(record, ZoneInfo(school.time_zone)),
        weekly_until=ask.weekly_until,
        place=ask.place,
        event=ask.event,
        teacher=ask.teacher,
        reason_code=one.reason_code,
        # The reasons for an emergency or a verbal approval are not for the partner.
        reason="" if yes and one.verdict is not Verdict.APPROVE else one.reason,
        offered=one.offered,
        conditions=tuple(c.value for c in conditions(ask.kind, one.findings)) if yes else (),
        findings=() if yes else _for_partner(ask.kind, one.findings),
        decided_by_name=one.by_name,
        decided_by_title=one.by_title,
        contact=contact,
    )


def texts(paper: DecisionLetter) -> str:
    """All text in it that a person typed, to be searched for a student."""
    return "\n".join((*paper.people, paper.place, paper.event, paper.teacher, paper.reason))


def conditions(kind: Kind, findings: tuple[Finding, ...]) -> tuple[Condition, ...]:
    """The visitor's conditions, as they were when it was approved."""
    ride = {Condition.NO_REGISTRATION_FORMS} if kind is Kind.PRESENTATION else set()
    for finding in findings:
        if finding.code == "photo.release" and finding.says not in ALL_ON_FILE:
            some = finding.says in SOME_ON_FILE
            ride.add(Condition.PHOTOS_WITH_STICKER if some else Condition.NO_PHOTOS)
        if finding.code == "visitor.clearance" and finding.outcome is not Outcome.ADMIT:
            ride.add(Condition.ESCORT)
    return tuple(condition for condition in Condition if condition in ride)


def _for_partner(kind: Kind, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    withheld = _QUIET | (OF_STUDENT if kind is Kind.MEET_STUDENT else frozenset())
    return tuple(
        replace(finding, conditions=())
        for finding in findings
        if finding.outcome is not Outcome.ADMIT and finding.code not in withheld
    )


def _windows(record: RequestRecord, zone: tzinfo) -> tuple[Window, ...]:
    """Its times. For a request that was called off, those it had; for one that the rules declined,
    which never held any, the requested time. "This visit" is for whole days; for a visit without a
    known end, only its beginning is known."""
    standing = [s.window for s in record.slots if s.state is not SlotState.CANCELLED]
    if standing:
        return tuple(standing)
    had = tuple(dict.fromkeys(slot.window for slot in record.slots))
    ask = record.ask
    if had or ask.day is None:
        return had
    if ask.kind is Kind.THIS_VISIT:
        return (form.holding(ask, ask.day, zone),)
    asked = form.window(ask, ask.day, zone)
    if asked is None and ask.start is not None and ask.start == ask.end:
        begins = datetime.combine(ask.day, ask.start, zone)
        asked = Window(begins, begins)
    return (asked,) if asked else had
