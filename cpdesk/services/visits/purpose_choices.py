"""What a visitor may have come for: the chips of the card, the likeliest first and preselected."""

from __future__ import annotations

from datetime import datetime, timedelta

from cpdesk.policy.outcome import Purpose
from cpdesk.records.desk import PurposeChoice
from cpdesk.services.cases.approved import Approved
from cpdesk.services.cases.case_builder import ActivityBook

_PARTNER = (
    Purpose.STUDENT_MEETING,
    Purpose.STAFF_MEETING,
    Purpose.FLYERS,
    Purpose.TABLING,
    Purpose.PRESENTATION,
    Purpose.PHOTOS,
    Purpose.OBSERVATION,
    Purpose.REFERRAL,
    Purpose.OTHER,
)
_GUEST = (
    Purpose.OTHER,
    Purpose.STAFF_MEETING,
    Purpose.STUDENT_MEETING,
    Purpose.OBSERVATION,
    Purpose.REFERRAL,
)
_EARLY = timedelta(minutes=30)


def for_guest() -> tuple[PurposeChoice, ...]:
    return tuple(PurposeChoice(purpose) for purpose in _GUEST)


def for_partner(
    activities: tuple[ActivityBook, ...],
    own: frozenset[str],
    at: datetime,
    approvals: tuple[Approved, ...] = (),
) -> tuple[PurposeChoice, ...]:
    """What leaders approved for this visitor today and the partner's activities at this school,
    then the purposes that need neither.

    The first one is preselected: what this person is expected for (approved by name, or an activity
    of `own`) before the rest, what is on now before what comes next, today's before another day's.
    """
    running = [a for a in activities if a.facts.starts_on <= at.date() <= a.facts.ends_on]
    ranked = [(_rank(a, own, at), _choice(a, at)) for a in running]
    ranked += [(_rank_approved(one, at), _choice_approved(one, at)) for one in approvals]
    ranked.sort(key=lambda pair: pair[0])
    return tuple(choice for _, choice in ranked) + tuple(PurposeChoice(p) for p in _PARTNER)


def meets(activity: ActivityBook, at: datetime) -> bool:
    """Whether the activity meets on this date (the calendar is a separate question)."""
    facts = activity.facts
    return at.weekday() in facts.weekdays and facts.starts_on <= at.date() <= facts.ends_on


def _rank(activity: ActivityBook, own: frozenset[str], at: datetime) -> tuple[object, ...]:
    facts = activity.facts
    today = meets(activity, at)
    start = at.replace(hour=facts.start.hour, minute=facts.start.minute, second=0, microsecond=0)
    end = at.replace(hour=facts.end.hour, minute=facts.end.minute, second=0, microsecond=0)
    now = today and start - _EARLY <= at < end
    over = today and at >= end
    return (
        not today,
        not now,
        facts.activity_id not in own,
        over,
        facts.start,
        facts.title,
    )


def _rank_approved(one: Approved, at: datetime) -> tuple[object, ...]:
    now = one.starts_at - _EARLY <= at < one.ends_at
    start = one.starts_at.astimezone(at.tzinfo).time()
    return (False, not now, not one.people, at >= one.ends_at, start, one.request_id)


def _choice_approved(one: Approved, at: datetime) -> PurposeChoice:
    return PurposeChoice(
        purpose=one.purpose,
        title=one.event,
        place=one.place,
        start=one.starts_at.astimezone(at.tzinfo).time(),
        end=one.ends_at.astimezone(at.tzinfo).time(),
        request_id=one.request_id,
    )


def _choice(activity: ActivityBook, at: datetime) -> PurposeChoice:
    facts = activity.facts
    return PurposeChoice(
        purpose=Purpose.PROGRAM,
        activity_id=facts.activity_id,
        title=facts.title,
        place=facts.location,
        start=facts.start,
        end=facts.end,
        weekdays=tuple(sorted(facts.weekdays)),
        meets_today=meets(activity, at),
    )
