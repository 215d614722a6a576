"""Meeting a student during the school day: outside class, approved, and not too often."""

from __future__ import annotations

from datetime import time, timedelta

from cpdesk.policy.approval import approvals
from cpdesk.policy.case import Case
from cpdesk.policy.day_plan import (
    INSTRUCTIONAL,
    Band,
    GradeDay,
    free_in,
    grade_day,
    minute_of,
    whole_minutes,
)
from cpdesk.policy.decision import Fact
from cpdesk.policy.outcome import ExceptionKind, Lift, Outcome, Purpose
from cpdesk.policy.rule_engine.asked import STUDENT_KNOWN, STUDENT_MEETING
from cpdesk.policy.rule_engine.rule import Answer, no, rule, yes
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.words import N_

_WITH_REASON = {
    ExceptionKind.EMERGENCY: N_(
        "This is class time ({period}). A school leader decides about the emergency."
    ),
    ExceptionKind.REQUIRED_BY_LAW: N_(
        "This is class time ({period}). A school leader decides about the visit required by law."
    ),
}
_WITHOUT_REASON = {
    ExceptionKind.EMERGENCY: N_(
        "This is class time ({period}). An emergency needs a written reason."
    ),
    ExceptionKind.REQUIRED_BY_LAW: N_(
        "This is class time ({period}). A visit required by law needs a written "
        "reason, with the agency and officer."
    ),
}
_OPENED = {
    ExceptionKind.EMERGENCY: N_("This is class time. A school leader allowed it as an emergency."),
    ExceptionKind.REQUIRED_BY_LAW: N_(
        "This is class time. A school leader allowed it because the law requires it."
    ),
}


@rule(
    "meeting.instructional-time",
    name=N_("Class time"),
    asked=STUDENT_MEETING,
    cites="faq:meet-student",
    otherwise=Outcome.REFUSE,
    lift=Lift.LEADER,
    says=N_("This is class time: {period}, until {until}."),
    offer=N_("Choose a time outside class on another day. The office can pass on a message."),
    also=((Outcome.ASK_LEADER, Lift.LEADER),),
    terms=(
        "school_day.default",
        "meeting.default_minutes",
        "passing.gap_minutes",
        "meeting.shortest_minutes",
        "meeting.tolerance_minutes",
    ),
)
def outside_class(case: Case, terms: TermsInForce) -> Answer:
    """No minute of the meeting falls in an instructional period of that student's grade. If the
    grade or its bell schedule is not known, the whole default school day counts as instructional,
    and so does an unexplained gap between two classes that is longer than 10 minutes. An emergency,
    or a visit required by law, with a written reason, asks a leader instead; once a leader has
    approved such a meeting, the rule holds at its time."""
    # Neither the grade nor anything else about the student goes into the facts.
    day = grade_day(case.day, case.grade, terms)
    if not day.open:
        return yes(N_("This student’s grade has no school then, so there’s no class time."))
    start, end = _window(case, terms)
    touched = [b for b in day.bands if _touches(b, start, end)]
    in_class = next((b for b in touched if b.kind in INSTRUCTIONAL), None)
    if in_class is None:
        name = touched[0].name if touched else ""
        if name:
            return yes(N_("This is outside class time: {period}."), period=name)
        return yes(N_("This is outside class time."))
    if case.door is not None and _opened(case, case.door, terms):
        return yes(_OPENED[case.door])
    facts: dict[str, Fact] = {"until": in_class.end}
    offer = _next(day, start, end, terms, facts)
    if not day.known or not in_class.name:
        return _unknown_plan(case, in_class, offer, facts, listed=day.known)
    facts["period"] = in_class.name
    if case.door is None:
        return no(offer=offer).knowing(facts)
    if not case.reason.strip():
        return no(_WITHOUT_REASON[case.door], offer=_ASK_REASON).knowing(facts)
    return no(_WITH_REASON[case.door], offer=offer, outcome=Outcome.ASK_LEADER).knowing(facts)


_ASK_REASON = N_("Write down the reason. Then a school leader can decide.")


def _opened(case: Case, door: ExceptionKind, terms: TermsInForce) -> bool:
    """Whether a leader approved this very meeting under this exception, with its reason."""
    approval = approvals.approval_for(case, Purpose.STUDENT_MEETING)
    return (
        approval is not None
        and approval.door is door
        and bool(case.reason.strip())
        and approvals.fits(case, approval, terms)
    )


def _unknown_plan(
    case: Case, band: Band, offer: str, facts: dict[str, Fact], *, listed: bool
) -> Answer:
    """The same, if the whole school day counts as class time, or (`listed`) a part of it that the
    bell schedule does not list; the sentence says why."""
    facts["from"] = band.start
    if case.door is not None:
        asked, bare = _unknown_with_door(case, listed=listed)
        if case.reason.strip():
            return no(asked, offer=offer, outcome=Outcome.ASK_LEADER).knowing(facts)
        return no(bare, offer=_ASK_REASON).knowing(facts)
    if case.grade is None:
        return no(
            N_("The student’s grade isn’t known, so {from} to {until} all counts as class time."),
            offer=N_("Find out the student’s grade. That grade may be free earlier."),
        ).knowing(facts)
    if listed:
        return no(
            N_(
                "The bell schedule lists nothing from {from} to {until}, so this counts as class "
                "time."
            ),
            offer=offer,
        ).knowing(facts)
    return no(
        N_(
            "No bell schedule is on file for this grade today, so {from} to {until} "
            "all counts as class time."
        ),
        offer=offer,
    ).knowing(facts)


def _unknown_with_door(case: Case, *, listed: bool) -> tuple[str, str]:
    """What is said about an exception at such a time: with a written reason, and without one."""
    if case.grade is None:
        return (
            N_(
                "The student’s grade isn’t known, so this counts as class time. A school leader "
                "decides about the exception."
            ),
            N_(
                "The student’s grade isn’t known, so this counts as class time. The exception "
                "needs a written reason."
            ),
        )
    if listed:
        return (
            N_(
                "The bell schedule lists nothing for this time, so it counts as class time. A "
                "school leader decides about the exception."
            ),
            N_(
                "The bell schedule lists nothing for this time, so it counts as class time. The "
                "exception needs a written reason."
            ),
        )
    return (
        N_(
            "No bell schedule is on file for this grade today, so this counts as class time. A "
            "school leader decides about the exception."
        ),
        N_(
            "No bell schedule is on file for this grade today, so this counts as class time. The "
            "exception needs a written reason."
        ),
    )


def _window(case: Case, terms: TermsInForce) -> tuple[time, time]:
    """The minutes of the meeting: those approved for today, otherwise those asked for, otherwise as
    many as the term says. An approval for someone else does not count for this meeting."""
    approval = approvals.approval_for(case, Purpose.STUDENT_MEETING)
    if approval is not None and approval.for_visitor and approval.for_grade:
        day, start, end = approvals.window(case, approval)
        if day == case.today:
            return start, end
    start = case.at.time()
    if case.until is not None and case.until > case.at:
        same_day = case.until.date() == case.today
        return start, case.until.time() if same_day else time.max
    ends = case.at.replace(tzinfo=None) + timedelta(minutes=terms.meeting_default_minutes)
    return start, ends.time() if ends.date() == case.today else time.max


def _touches(band: Band, start: time, end: time) -> bool:
    first, last = whole_minutes(start, end)
    return max(first, minute_of(band.start)) < min(last, minute_of(band.end))


def _next(
    day: GradeDay, start: time, end: time, terms: TermsInForce, facts: dict[str, Fact]
) -> str:
    """Puts the next free time of the day into the facts, and returns the offer that names it."""
    first, last = whole_minutes(start, end)
    shortest = terms.meeting_shortest_minutes
    for minutes in (max(last - first, shortest), shortest):
        free = free_in(day, start, minutes, terms)
        if free is not None:
            facts["free_start"], facts["free_end"] = free
            return N_(
                "The next time outside class today is {free_start} to {free_end}. A school "
                "leader has to approve it."
            )
    return ""


@rule(
    "meeting.approval",
    name=N_("Meeting not approved"),
    asked=STUDENT_MEETING,
    cites="faq:meet-student",
    otherwise=Outcome.ASK_LEADER,
    lift=Lift.LEADER,
    says=N_("A meeting with a student needs a school leader’s approval, and there isn’t one yet."),
    offer=N_(
        "Send a request to a school leader. The office will call the visitor with the answer."
    ),
    terms=("meeting.tolerance_minutes",),
)
def meeting_approved(case: Case, terms: TermsInForce) -> Answer:
    """A leader approved this meeting, give or take 10 minutes; exceptions need this, too."""
    return approvals.answer(case, Purpose.STUDENT_MEETING, terms)


@rule(
    "meeting.interference",
    name=N_("Too much class time missed"),
    asked=STUDENT_KNOWN,
    cites="faq:meet-student",
    otherwise=Outcome.ASK_LEADER,
    lift=Lift.LEADER,
    says=N_("The student would miss {minutes} min of class time for partner meetings."),
    offer=N_("A school leader can decide, or the meeting can move to another time."),
    terms=("meeting.minutes_missed", "meeting.a_week", "meeting.tolerance_minutes"),
)
def interferes_little(case: Case, terms: TermsInForce) -> Answer:
    """The student misses no class for it and has at most 2 partner meetings this week; or a leader
    who saw this approved the meeting."""
    load = case.student
    approval = approvals.approval_for(case, Purpose.STUDENT_MEETING)
    if approval is not None and approvals.fits(case, approval, terms):
        return yes(
            N_(
                "A school leader saw how much class time the student would miss and "
                "approved this meeting."
            )
        )
    if load is None:
        return no(N_("It’s not known how much class time the student would miss."))
    if load.minutes_missed > terms.meeting_minutes_missed:
        return no(minutes=load.minutes_missed)
    if load.meetings_this_week > terms.meeting_a_week:
        return no(
            N_("This would be partner meeting number {meetings} for the student this week."),
            meetings=load.meetings_this_week,
        )
    return yes(N_("The student won’t miss more class time than allowed."))
