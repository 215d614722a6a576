"""Which questions each rule is asked for. A guest is asked only the few rules that say so."""

from __future__ import annotations

from cpdesk.policy.case import Case
from cpdesk.policy.contracts import every_program_charges
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.rule_engine.rule import Asked
from cpdesk.words import N_


def _partner(case: Case) -> bool:
    return case.guest is None


def _purpose(purpose: Purpose, text: str) -> Asked:
    return Asked(text, lambda case: case.guest is None and case.purpose is purpose)


PARTNER_VISITS = Asked(N_("partner visits"), _partner)
WITH_ACTIVITY = Asked(
    N_("partner visits with an activity"),
    lambda case: case.guest is None and case.activity is not None,
)
CHARGING = Asked(
    N_(
        "partner visits with an activity, or without one if the partner charges "
        "families for every program it has in effect at this school"
    ),
    lambda case: case.guest is None and (case.activity is not None or every_program_charges(case)),
)
UNSUPERVISED = Asked(
    N_("partner visits with an unsupervised activity"),
    lambda case: case.guest is None and case.activity is not None and not case.activity.supervised,
)
PROGRAM = _purpose(Purpose.PROGRAM, N_("program"))
PROGRAM_WITH_ACTIVITY = Asked(
    N_("program, with an activity"),
    lambda case: (
        case.guest is None and case.activity is not None and case.purpose is Purpose.PROGRAM
    ),
)
EVERYBODY = Asked(N_("everyone, including guests"), lambda case: True)
GUESTS = Asked(N_("guests"), lambda case: case.guest is not None)
STUDENT_MEETING = _purpose(Purpose.STUDENT_MEETING, N_("meeting a student"))
STUDENT_KNOWN = Asked(
    N_("meeting a student, if the student is known"),
    lambda case: (
        case.guest is None and case.student is not None and case.purpose is Purpose.STUDENT_MEETING
    ),
)
STAFF_MEETING = _purpose(Purpose.STAFF_MEETING, N_("meeting staff"))
TABLING = _purpose(Purpose.TABLING, N_("a table at an event"))
PRESENTATION = _purpose(Purpose.PRESENTATION, N_("a classroom presentation"))
FLYER_NAMED = Asked(
    N_("flyers, if a flyer is named"),
    lambda case: case.guest is None and case.flyer_named and case.purpose is Purpose.FLYERS,
)
OBSERVATION = Asked(
    N_("observing a class, including guests"), lambda case: case.purpose is Purpose.OBSERVATION
)
REFERRAL = Asked(
    N_("asking for student names, including guests"), lambda case: case.purpose is Purpose.REFERRAL
)
HANDING_OUT = Asked(N_("handing out a flyer"), lambda case: case.flyer_class is not None)
POSTING = Asked(N_("posting a flyer"), lambda case: case.posting is not None)
DOCUMENT = Asked(N_("every document"), lambda case: case.document is not None)
