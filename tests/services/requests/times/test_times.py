"""Find times, on the sample district: it is Tuesday, November 24, 10:42."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.approval.requests import Kind
from cpdesk.records.requests import Ask, FreeTime, FreeTimes, Student
from cpdesk.services.services import Services
from tests.conftest import CHICAGO
from tests.services.requests.conftest import SECRET, TUESDAY, Asking

ANY = {"day": None, "start": None, "end": None, "people": (), "place": ""}


def said(found: FreeTimes) -> list[tuple[date, time, time]]:
    windows = (one.window for one in found.times)
    return [(w.starts_at.date(), w.starts_at.time(), w.ends_at.time()) for w in windows]


def on(found: FreeTimes, day: date) -> list[FreeTime]:
    return [one for one in found.times if one.window.starts_at.date() == day]


def test_two_weeks_outside_class_the_best_first(services: Services, asking: Asking) -> None:
    found = services.times.find(asking(**ANY))
    assert (found.searched_from, found.searched_to) == (TUESDAY, TUESDAY + timedelta(days=14))
    assert len(found.times) == 12
    assert found.why == ""
    days = [one.window.starts_at.date() for one in found.times]
    assert len(set(days)) >= 4
    assert {one.window.ends_at - one.window.starts_at for one in found.times} == {
        timedelta(minutes=30)
    }
    assert found.times[0].note == "activity"
    assert "Lunch" in {one.period for one in found.times}


def test_every_time_is_free_of_class_by_the_rules_themselves(
    services: Services, asking: Asking
) -> None:
    """Each proposal is filed into the examination: no class minute, no clash, nothing refused."""
    ask = asking(**{**ANY, "people": ("BFM-3",), "place": "Room 8"})
    found = services.times.find(ask, 20, most=None)
    assert len(found.times) > 20
    for one in found.times:
        at = one.window
        there = replace(
            ask, day=at.starts_at.date(), start=at.starts_at.time(), end=at.ends_at.time()
        )
        seen = services.filings.examine(there)
        assert (seen.missing, seen.class_minutes, seen.clashes) == ((), 0, ()), one
        assert not seen.refused
        assert at.starts_at >= datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO)


def test_days_without_school_and_early_release(services: Services, asking: Asking) -> None:
    found = services.times.find(asking(**ANY), most=None)
    thanksgiving = {date(2026, 11, 26), date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29)}
    assert not thanksgiving & {day for day, _, _ in said(found)}
    wednesday = on(found, date(2026, 11, 25))
    assert any(one.window.starts_at.time() == time(13, 20) for one in wednesday)
    tuesday = on(found, date(2026, 12, 1))
    assert not any(time(13, 15) < one.window.starts_at.time() < time(14, 50) for one in tuesday)


def test_what_has_passed_today_is_not_proposed(
    services: Services, asking: Asking, clock: FixedClock
) -> None:
    clock.set(datetime(2026, 11, 24, 11, 41, tzinfo=CHICAGO))
    today = on(services.times.find(asking(**ANY), 15, most=None), TUESDAY)
    assert today[0].window.starts_at.time() == time(11, 45)


def test_the_visitor_the_room_and_the_student_are_free(services: Services, asking: Asking) -> None:
    lunch = (TUESDAY, time(11, 35), time(12, 5))
    open_ = asking(**ANY)
    assert lunch in said(services.times.find(open_, most=None))
    filed = services.filings.file(asking(place="Office B"))
    same_student = said(services.times.find(open_, most=None))
    assert lunch not in same_student
    somebody = replace(open_, student=Student("S-1", 6))
    assert lunch in said(services.times.find(somebody, most=None))
    assert lunch not in said(services.times.find(replace(somebody, place="office b"), most=None))
    named = replace(somebody, people=("BFM-1",))
    assert lunch not in said(services.times.find(named, most=None))
    # A name does what an id does, and a request is not in its own way.
    assert lunch not in said(services.times.find(replace(named, people=("Rosa Ochoa",)), most=None))
    own = services.times.find(open_, request_id=filed.request_id, most=None)
    assert lunch in said(own)


def test_beside_the_partner_s_activity_is_best(services: Services, asking: Asking) -> None:
    """Mentoring is on Wednesdays from 15:10 to 16:10, so that the half hour before it is first."""
    found = services.times.find(asking(**{**ANY, "activity": "A-009"}))
    assert found.times[0].note == "activity"
    notes = [one.note for one in found.times]
    assert notes == sorted(notes, key=["activity", "same_day", ""].index)
    wednesdays = [one for one in found.times if one.note]
    assert all(one.window.starts_at.weekday() == 2 for one in wednesdays)
    assert found.times[0].window.ends_at.time() == time(15, 10)


def test_a_weekly_time_is_free_every_week(services: Services, asking: Asking) -> None:
    """In the week of December 8 the lunch is somebody else’s already."""
    week = timedelta(days=7)
    services.filings.file(asking(day=TUESDAY + 4 * week, student=Student(SECRET, 6)))
    once = asking(**ANY)
    lunch = (TUESDAY + week, time(11, 35), time(12, 5))
    assert lunch in said(services.times.find(once, most=None))
    weekly = replace(once, weekly_until=TUESDAY + 8 * week)
    assert lunch not in said(services.times.find(weekly, most=None))
    shorter = replace(once, weekly_until=TUESDAY + 3 * week)
    assert lunch in said(services.times.find(shorter, most=None))


def test_weeks_without_school_do_not_stand_in_the_way(services: Services, asking: Asking) -> None:
    thursday = date(2026, 12, 3)
    weekly = replace(asking(**ANY), weekly_until=date(2027, 1, 7))
    found = services.times.find(weekly, most=None)
    assert (thursday, time(11, 35), time(12, 5)) in said(found)


@pytest.mark.parametrize(
    ("minutes", "start", "end", "length"),
    [(0, None, None, 30), (0, time(9), time(9, 20), 20), (45, None, None, 45), (3, None, None, 15)],
)
def test_how_long(
    services: Services,
    asking: Asking,
    minutes: int,
    start: time | None,
    end: time | None,
    length: int,
) -> None:
    found = services.times.find(asking(**{**ANY, "start": start, "end": end}), minutes)
    first = found.times[0].window
    assert first.ends_at - first.starts_at == timedelta(minutes=length)


def test_the_last_day_of_term_and_the_clock_set_forward(
    services: Services, asking: Asking, clock: FixedClock
) -> None:
    clock.set(datetime(2027, 3, 10, 9, tzinfo=CHICAGO))  # daylight time begins on March 14
    found = services.times.find(asking(**ANY), most=None)
    before, after = date(2027, 3, 12), date(2027, 3, 19)
    times = [{(s, e) for day, s, e in said(found) if day == one} for one in (before, after)]
    assert times[0] == times[1]
    lunches = [w for w in found.times if w.period == "Lunch"]
    assert {w.window.starts_at.time() for w in lunches} == {time(11, 35)}
    clock.set(datetime(2026, 12, 22, 9, tzinfo=CHICAGO))  # the last day before winter break
    last = {day for day, _, _ in said(services.times.find(asking(**ANY), most=None))}
    assert last == {date(2026, 12, 22), date(2027, 1, 4), date(2027, 1, 5)}


def test_a_day_far_ahead_moves_the_search(services: Services, asking: Asking) -> None:
    far = date(2027, 2, 1)
    found = services.times.find(asking(**{**ANY, "day": far}))
    assert (found.searched_from, found.searched_to) == (far, far + timedelta(days=14))
    near = services.times.find(asking(**{**ANY, "day": TUESDAY + timedelta(days=3)}))
    assert near.searched_from == TUESDAY


def test_why_there_is_none(
    services: Services, asking: Asking, clock: FixedClock, store_of_services: Store
) -> None:
    assert services.times.find(asking(**{**ANY, "student": None})).why == "no_grade"
    assert services.times.find(asking(**{**ANY, "student": Student("S-1", 12)})).why == "no_plan"
    assert services.times.find(asking(**ANY), 14 * 60).why == "full"
    with store_of_services.write() as tx:
        tx.execute(r.special_day.delete())
        tx.execute(r.week_day.update().values(schedule=""))
    services.office.choose_school("CEDAR")
    from cpdesk.app import open_services

    again = open_services(services.folder, clock=clock)
    assert again.times.find(asking(**ANY)).why == "no_school"
    again.close()


def test_a_presentation_is_in_class_and_a_talk_with_staff_is_anywhere(services: Services) -> None:
    shown = services.times.find(
        Ask(Kind.PRESENTATION, partner="GL", grade=4, teacher="Ms. Vang"), 45, most=None
    )
    assert shown.times
    assert {one.period for one in shown.times} <= {f"Period {n}" for n in range(1, 7)}
    talk = services.times.find(Ask(Kind.STAFF_MEETING, partner="GL", host="Ms. Vang"), most=None)
    assert time(9, 0) in {start for _, start, _ in said(talk)}


def test_an_unknown_request_is_told(services: Services, asking: Asking) -> None:
    with pytest.raises(DeskError, match="No request ABCD-EFGH found"):
        services.filings.examine(asking(), "ABCD-EFGH")
