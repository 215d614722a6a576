"""The activity: approved by this school, and meeting now."""

from __future__ import annotations

from datetime import date, timedelta

from cpdesk.policy.case import ActivityFacts, Case
from cpdesk.policy.day_plan import minute_of
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.policy.rule_engine.asked import PROGRAM, PROGRAM_WITH_ACTIVITY
from cpdesk.policy.rule_engine.rule import Answer, no, rule, yes
from cpdesk.policy.terms.terms import TermsInForce
from cpdesk.words import N_


@rule(
    "activity.approved",
    name=N_("Activity not approved"),
    asked=PROGRAM_WITH_ACTIVITY,
    cites="faq:leaders-decide",
    otherwise=Outcome.ASK_LEADER,
    lift=Lift.LEADER,
    says=N_("This school’s leaders have not approved {activity} yet."),
    offer=N_("A school leader can approve it."),
)
def approved_here(case: Case, terms: TermsInForce) -> Answer:
    """The activity is approved for this school, today or earlier."""
    activity = case.activity
    if activity is None:
        return no(N_("No activity was named."))
    if activity.school_id != case.school.school_id:
        return no(
            N_("{activity} is scheduled at another school, not at {school}."),
            activity=activity.title,
            school=case.school.name,
        )
    if activity.approved_on is None:
        return no(activity=activity.title)
    if activity.approved_on > case.today:
        return no(
            N_("{activity} is not approved until {approved_on}."),
            activity=activity.title,
            approved_on=activity.approved_on,
        )
    return yes(
        N_("{activity} was approved for this school on {approved_on}."),
        activity=activity.title,
        approved_on=activity.approved_on,
    )


@rule(
    "activity.scheduled",
    name=N_("Not the scheduled time"),
    asked=PROGRAM,
    cites="practice",
    otherwise=Outcome.ASK_DESK,
    lift=Lift.DESK,
    says=N_("{activity} does not meet today."),
    offer=N_("If the activity was moved, check the visitor in with a reason."),
    terms=("arrival.early_minutes",),
)
def meets_now(case: Case, terms: TermsInForce) -> Answer:
    """An activity is chosen, and the time is between half an hour before it starts and its end, on
    a day it meets."""
    activity = case.activity
    if activity is None:
        return _unnamed(case)
    today = case.today
    title = activity.title
    if today > activity.ends_on:
        return no(N_("{activity} ended on {ends_on}."), activity=title, ends_on=activity.ends_on)
    if today.weekday() not in activity.weekdays or today < activity.starts_on:
        meets = _next_day(activity, today)
        if meets is None:
            return no(activity=title)
        return no(
            N_("{activity} does not meet today. It meets next on {day} at {start}."),
            activity=title,
            day=meets,
            start=activity.start,
        )
    now = case.at.hour * 3600 + case.at.minute * 60 + case.at.second
    opens = max(0, minute_of(activity.start) - terms.arrival_early_minutes)
    if now < opens * 60:
        return no(
            N_(
                "It’s too early for {activity}: it starts at {start}, and check-in opens "
                "at {opens}."
            ),
            offer=N_("Ask the visitor to wait until {opens}, or check them in with a reason."),
            activity=title,
            start=activity.start,
            opens=activity.start.replace(hour=opens // 60, minute=opens % 60),
        )
    if now >= minute_of(activity.end) * 60:
        return no(
            N_("{activity} ended at {end} today."),
            offer=N_("If it runs longer today, check the visitor in with a reason."),
            activity=title,
            end=activity.end,
        )
    if not activity.location:
        return yes(
            N_("{activity} meets today, {start} to {end}."),
            activity=title,
            start=activity.start,
            end=activity.end,
        )
    return yes(
        N_("{activity} meets today, {start} to {end}, {place}."),
        activity=title,
        start=activity.start,
        end=activity.end,
        place=activity.location,
    )


def _unnamed(case: Case) -> Answer:
    """No activity was named; the partner's activities here are offered, first those that meet today
    and are not over."""
    if not case.activities_here:
        return no(
            N_("No activity was chosen for this program visit."),
            offer=N_("This partner has no activities at this school. Ask what the visit is for."),
        )
    today = case.today

    def key(one: ActivityFacts) -> tuple[object, ...]:
        meets = today.weekday() in one.weekdays and one.starts_on <= today <= one.ends_on
        return not meets, one.end <= case.at.time(), one.start, one.title

    titles = dict.fromkeys(one.title for one in sorted(case.activities_here, key=key))
    return no(
        N_("No activity was chosen for this program visit."),
        offer=N_("Choose one of this partner’s activities at this school: {activities}."),
        activities="; ".join(titles),
    )


def _next_day(activity: ActivityFacts, today: date) -> date | None:
    """The next day after today on which the activity meets by its weekdays."""
    day = max(today + timedelta(days=1), activity.starts_on)
    for ahead in range(7):
        meets = day + timedelta(days=ahead)
        if meets.weekday() in activity.weekdays and meets <= activity.ends_on:
            return meets
    return None
