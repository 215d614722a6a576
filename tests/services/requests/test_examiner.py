"""What the rules say of a form, time by time, on the sample district."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.policy.rules import RULE_NAME
from cpdesk.records.desk import Admission, Question, RelayedYes
from cpdesk.records.requests import Ask, Examination, Student
from cpdesk.services.services import Services
from tests.services.requests.conftest import LUNCH, SECRET, TUESDAY, Asking


def codes(found: Examination) -> set[str]:
    assert found.decision is not None
    return {f.code for f in found.decision.troubles}


def columns(found: Examination) -> list[str]:
    return [fault.column for fault in found.missing]


def clash(found: Examination) -> set[tuple[str, str]]:
    return {(one.over, one.title) for one in found.clashes}


def test_lunch_waits_for_a_leader_alone(services: Services, asking: Asking) -> None:
    found = services.filings.examine(asking())
    assert (found.missing, found.refused, found.timing) == ((), False, "outside_class")
    assert codes(found) == {"meeting.approval"}
    (slot,) = found.slots
    assert (slot.period, slot.class_minutes, slot.open, slot.known) == ("Lunch", 0, True, True)
    assert (found.class_minutes, found.meetings_week, found.term_name) == (0, 1, "2026-27")
    assert any(band.name == "Lunch" for band in found.bands)


@pytest.mark.parametrize(
    ("start", "end", "minutes", "timing"),
    [
        (time(9, 34), time(9, 38), 0, "outside_class"),  # the passing time of grade 6
        (time(9, 33), time(9, 38), 1, "in_class"),
        (time(9, 34), time(9, 39), 1, "in_class"),
        (time(11, 34), time(12, 9), 1, "in_class"),
        (time(11, 35), time(12, 9), 0, "outside_class"),
        (time(11, 35), time(12, 10), 1, "in_class"),
        (time(14, 50), time(15, 20), 0, "after_school"),
        (time(14, 49), time(15, 20), 1, "in_class"),
        (time(7, 30), time(8, 15), 0, "before_school"),
        (time(7, 30), time(8, 16), 1, "in_class"),
    ],
)
def test_class_time_is_right_to_the_minute(
    services: Services, asking: Asking, start: time, end: time, minutes: int, timing: str
) -> None:
    found = services.filings.examine(asking(day=TUESDAY + timedelta(days=7), start=start, end=end))
    assert (found.class_minutes, found.timing, found.refused) == (minutes, timing, minutes > 0)
    assert ("meeting.instructional-time" in codes(found)) == (minutes > 0)


def test_early_release_moves_the_border(services: Services, asking: Asking) -> None:
    after = asking(day=TUESDAY + timedelta(days=1), start=time(13, 20), end=time(13, 50))
    assert services.filings.examine(after).timing == "after_school"
    on_a_usual_day = asking(day=TUESDAY + timedelta(days=7), start=time(13, 20), end=time(13, 50))
    assert services.filings.examine(on_a_usual_day).class_minutes == 30


def test_another_grade_has_another_lunch(services: Services, asking: Asking) -> None:
    found = services.filings.examine(asking(student=Student(SECRET, 3)))
    assert (found.timing, found.class_minutes) == ("in_class", 5)  # lunch is 11:30 to 12:00


def test_a_grade_that_the_school_does_not_have_has_an_unknown_plan(
    services: Services, asking: Asking
) -> None:
    found = services.filings.examine(asking(student=Student(SECRET, 11)))
    assert (found.timing, found.bands_known, found.slots[0].known) == ("unknown_plan", False, False)
    assert found.refused


def test_the_two_doors_ask_a_leader_and_nothing_else_does(
    services: Services, asking: Asking
) -> None:
    in_class = asking(start=time(10, 50), end=time(11, 20))
    assert services.filings.examine(in_class).refused
    emergency = services.filings.examine(
        asking(
            start=time(10, 50), end=time(11, 20), door=ExceptionKind.EMERGENCY, reason="An accident"
        )
    )
    assert (emergency.refused, emergency.missing) == (False, ())
    assert {"meeting.instructional-time", "meeting.interference"} <= codes(emergency)
    law = asking(
        start=time(10, 50),
        end=time(11, 20),
        door=ExceptionKind.REQUIRED_BY_LAW,
        reason="",
        agency=" ",
    )
    assert columns(services.filings.examine(law)) == ["reason", "agency", "officer"]
    weekly = asking(door=ExceptionKind.EMERGENCY, weekly_until=TUESDAY + timedelta(days=14))
    assert "weekly_until" in columns(services.filings.examine(weekly))


def test_every_week_until_a_day_without_the_days_without_school(
    services: Services, asking: Asking
) -> None:
    thursday = date(2026, 11, 19)
    found = services.filings.examine(
        asking(day=thursday + timedelta(days=14), weekly_until=date(2027, 1, 7))
    )
    days = [(slot.window.starts_at.date(), slot.open) for slot in found.slots]
    assert days == [
        (date(2026, 12, 3), True),
        (date(2026, 12, 10), True),
        (date(2026, 12, 17), True),
        (date(2026, 12, 24), False),
        (date(2026, 12, 31), False),
        (date(2027, 1, 7), True),
    ]
    holidays = asking(day=date(2026, 12, 24), weekly_until=date(2026, 12, 31))
    assert columns(services.filings.examine(holidays)) == ["weekly_until"]


def test_the_clock_says_the_same_after_it_was_set_forward(
    services: Services, asking: Asking
) -> None:
    friday = date(2027, 3, 12)  # daylight time begins on March 14
    found = services.filings.examine(asking(day=friday, weekly_until=friday + timedelta(days=7)))
    starts = [slot.window.starts_at for slot in found.slots]
    assert {at.time() for at in starts} == {time(11, 35)}
    assert starts[1].timestamp() - starts[0].timestamp() == (7 * 24 - 1) * 3600
    assert found.class_minutes == 0


def test_the_worst_time_decides(services: Services, asking: Asking) -> None:
    """Grades 6 to 8 start late on December 4, so 8:20 is class on other Fridays alone."""
    friday = date(2026, 12, 4)
    found = services.filings.examine(
        asking(
            day=friday, start=time(8, 20), end=time(8, 40), weekly_until=friday + timedelta(days=7)
        )
    )
    assert [slot.class_minutes for slot in found.slots] == [0, 20]
    assert (found.timing, found.refused) == ("in_class", True)


def test_the_form_says_what_is_missing(services: Services) -> None:
    found = services.filings.examine(Ask(Kind.MEET_STUDENT))
    assert columns(found) == ["partner", "day", "start", "end", "student", "student_grade"]
    assert found.decision is None
    wants = {
        Kind.PRESENTATION: ["teacher"],
        Kind.TABLING: ["event"],
        Kind.STAFF_MEETING: ["host"],
        Kind.PHOTOS: ["releases"],
        Kind.OBSERVATION: [],
    }
    for kind, named in wants.items():
        ask = Ask(kind, partner="BFM", day=TUESDAY, start=time(15), end=time(16))
        assert columns(services.filings.examine(ask)) == named, kind


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"end": time(11, 35)}, "end"),
        ({"day": TUESDAY - timedelta(days=1)}, "day"),
        ({"weekly_until": TUESDAY - timedelta(days=1)}, "weekly_until"),
        ({"weekly_until": TUESDAY + timedelta(days=400)}, "weekly_until"),
        ({"day": date(2027, 3, 14), "start": time(2, 30), "end": time(3, 30)}, "start"),
        ({"reason": f"about ({SECRET.lower()})"}, "reason"),
        ({"place": "s 2207’s room"}, None),
        ({"people": ("Nobody Atall",)}, "people"),
        ({"partner": "", "people": (), "activity": "A-999"}, "activity"),
        ({"kind": Kind.RELAYED}, "kind"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    services: Services, asking: Asking, changes: dict[str, object], column: str | None
) -> None:
    found = services.filings.examine(asking(**changes))
    assert ([column] if column else []) == columns(found)
    assert all(fault.do for fault in found.missing)


def test_partner_rules_speak_before_there_is_a_time(services: Services) -> None:
    found = services.filings.examine(Ask(Kind.TABLING, partner="MILL"))
    assert found.refused
    assert {"partner.standing", "contract.term"} <= codes(found)


def test_a_class_is_never_observed(services: Services) -> None:
    ask = Ask(Kind.OBSERVATION, partner="BFM", grade=4, day=TUESDAY, start=time(13), end=time(14))
    found = services.filings.examine(ask)
    assert (found.refused, found.missing) == (True, ())
    assert "observation.not-allowed" in codes(found)


def test_photos_need_releases(services: Services) -> None:
    ask = Ask(Kind.PHOTOS, partner="BFM", day=TUESDAY, start=time(15), end=time(16), releases=0)
    assert services.filings.examine(ask).refused
    counted = Ask(Kind.PHOTOS, partner="BFM", day=TUESDAY, start=time(15), end=time(16), releases=3)
    assert not services.filings.examine(counted).refused


def test_nobody_named_is_asked_nothing_of_visitors(services: Services, asking: Asking) -> None:
    found = services.filings.examine(asking(people=()))
    assert found.decision is not None
    assert not {f.code for f in found.decision.findings if f.code.startswith("visitor.")}


def test_of_several_people_each_is_asked(services: Services, asking: Asking) -> None:
    pair = services.filings.examine(asking(people=("BFM-1", "BFM-3")))
    assert "visitor.clearance" in codes(pair)
    refused = services.filings.examine(asking(people=("BFM-1", "BFM-2")))
    assert refused.refused  # BFM-2 was not cleared
    assert services.filings.examine(asking(people=("Rosa Ochoa",))).missing == ()


# -- clashes --------------------------------------------------------------------------------------


def test_two_meetings_of_one_student_clash(services: Services, asking: Asking) -> None:
    first = services.filings.file(asking())
    other = asking(partner="NSS", people=("NSS-1",), place="Music", start=time(12), end=time(12, 5))
    found = services.filings.examine(other)
    assert clash(found) == {("student", "Bright Futures Mentoring")}
    (one,) = found.clashes
    assert (one.request_id, one.approved) == (first.request_id, False)
    assert SECRET not in one.title
    before = asking(partner="NSS", people=("NSS-1",), place="", start=time(12, 5), end=time(12, 9))
    assert services.filings.examine(before).clashes == ()
    assert services.filings.examine(asking(), first.request_id).clashes == ()
    somebody_else = asking(partner="NSS", people=("NSS-1",), place="", student=Student("S-1", 6))
    assert services.filings.examine(somebody_else).clashes == ()


def test_visitor_and_room_clash_with_requests_and_activities(
    services: Services, asking: Asking
) -> None:
    services.filings.file(asking(student=Student("S-1", 6)))
    found = services.filings.examine(asking(place=" office  b ", student=Student("S-2", 6)))
    assert {over for over, _ in clash(found)} == {"visitor", "room"}
    # “Lunch with a mentor” is in Room 8 on Mondays, Wednesdays and Fridays, with BFM-3.
    monday = asking(day=TUESDAY + timedelta(days=6), people=("BFM-3",), place="room 8")
    assert clash(services.filings.examine(monday)) == {
        ("visitor", "Lunch with a mentor"),
        ("room", "Lunch with a mentor"),
    }
    tuesday = asking(day=TUESDAY + timedelta(days=7), people=("BFM-3",), place="room 8")
    assert services.filings.examine(tuesday).clashes == ()


def test_photos_of_an_activity_do_not_clash_with_it(services: Services) -> None:
    ask = Ask(
        Kind.PHOTOS,
        partner="BFM",
        activity="A-011",
        people=("BFM-3",),
        place="Room 8",
        day=TUESDAY + timedelta(days=6),
        start=time(11, 35),
        end=time(12, 5),
        releases=4,
    )
    assert services.filings.examine(ask).clashes == ()


def test_somebody_in_the_building_is_busy_until_they_leave(
    services: Services, asking: Asking, clock: FixedClock
) -> None:
    clock.set(clock.now() + timedelta(minutes=60))  # 11:42
    yes = RelayedYes("Ms. Lindqvist", "by phone", "knows the visitor")
    services.desk.admit(Admission(new_id(), Question(person="BFM-1", host="Ms. Vang"), "", yes))
    found = services.filings.examine(asking())
    assert {over for over, _ in clash(found)} == {"visitor"}


# -- this visit -----------------------------------------------------------------------------------


def test_this_visit_names_what_a_leader_may_lift(services: Services) -> None:
    ask = Ask(
        Kind.THIS_VISIT, visitor_key="person:BFM-3", lift_codes=("visitor.clearance",), partner=""
    )
    found = services.filings.examine(ask)
    assert (found.missing, found.refused, found.slots) == ((), False, ())
    assert "visitor.clearance" in codes(found)


@pytest.mark.parametrize(
    "code",
    [
        "contract.signed",
        "student.referral",
        "observation.not-allowed",
        "meeting.instructional-time",
    ],
)
def test_what_the_district_or_nobody_lifts_cannot_be_named(services: Services, code: str) -> None:
    ask = Ask(Kind.THIS_VISIT, visitor_key="person:BFM-3", lift_codes=(code,))
    found = services.filings.examine(ask)
    assert columns(found) == ["lift_codes"]
    said = services.words.fault(found.missing[0])
    assert RULE_NAME[code] in said
    assert code not in said


def test_a_refused_visitor_cannot_be_lifted(services: Services) -> None:
    ask = Ask(Kind.THIS_VISIT, visitor_key="person:BFM-2", lift_codes=("visitor.clearance",))
    found = services.filings.examine(ask)
    assert (found.refused, columns(found)) == (True, ["lift_codes"])


def test_this_visit_says_what_is_missing(services: Services) -> None:
    assert columns(services.filings.examine(Ask(Kind.THIS_VISIT))) == ["visitor_key", "lift_codes"]
    past = Ask(
        Kind.THIS_VISIT,
        visitor_key="person:BFM-3",
        lift_codes=("visitor.clearance",),
        valid_until=TUESDAY - timedelta(days=1),
    )
    assert columns(services.filings.examine(past)) == ["valid_until"]
    assert LUNCH.valid_until is None
