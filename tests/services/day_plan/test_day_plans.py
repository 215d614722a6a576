"""The office's own day plan on the sample district: saved, tried out, taken back; to the minute."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cpdesk.errors import DeskError
from cpdesk.models import journal
from cpdesk.models.store import Store
from cpdesk.models.tables import day_tables as t
from cpdesk.models.tables.desk_tables import audit_entry, outbox
from cpdesk.policy.day_plan import PeriodKind, instructional_minutes
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.day_plans import (
    CalendarFile,
    DayPlanChange,
    OwnDay,
    OwnPeriod,
    OwnSchedule,
    OwnWeekday,
    SchoolTerm,
)
from cpdesk.records.desk import Question
from cpdesk.services.school_context import ground_now
from cpdesk.services.services import Services
from tests.conftest import CHICAGO

TUESDAY = date(2026, 11, 24)
CLASS, LUNCH = PeriodKind.INSTRUCTIONAL, PeriodKind.LUNCH
TERMS = Terms.shipped()


def period(name: str, start: str, end: str, kind: PeriodKind = CLASS, *of: int) -> OwnPeriod:
    low, high = of or (None, None)
    return OwnPeriod(name, kind, time.fromisoformat(start), time.fromisoformat(end), low, high)


SHORT = OwnSchedule(
    "Short day",
    (
        period("Period 1", "08:00", "09:30"),
        period("Period 2", "09:34", "10:40"),
        period("Lunch", "10:40", "11:10", LUNCH),
    ),
)
SHORT_TUESDAY = DayPlanChange(schedules=(SHORT,), days=(OwnDay(TUESDAY, "Short day", "Storm"),))


def minutes(store: Store, day: date, grade: int, start: str = "00:00", end: str = "23:59") -> int:
    with store.read() as tx:
        plan = ground_now(tx).plan(day)
    of, to = time.fromisoformat(start), time.fromisoformat(end)
    return instructional_minutes(plan, grade, of, to, TERMS.on(day))


def rows(store: Store) -> int:
    tables = (t.own_bell, t.own_day, t.own_week, t.school_term)
    with store.read() as tx:
        return sum(tx.execute(select(func.count()).select_from(x)).scalar_one() for x in tables)


def test_the_plan_shows_the_rosters_entries_and_whose_each_is(services: Services) -> None:
    plan = services.day_plans.plan()
    assert (plan.school_name, plan.grade_low, plan.grade_high) == ("Cedar Lake School", 0, 8)
    assert [(s.name, s.own) for s in plan.schedules] == [
        ("EARLY RELEASE", False),
        ("LATE START", False),
        ("REGULAR", False),
    ]
    assert [(w.weekday, w.schedule) for w in plan.week][2] == (2, "EARLY RELEASE")
    assert {w.own for w in plan.week} | {d.own for d in plan.days} == {False}
    assert plan.days[0].note == "Summer break"
    regular = next(s for s in plan.schedules if s.name == "REGULAR")
    assert period("Lunch", "11:35", "12:05", LUNCH, 6, 8) in regular.periods


def test_a_day_has_a_band_for_each_group_of_grades_that_share_it(services: Services) -> None:
    view = services.day_plans.view(TUESDAY)
    assert (view.open, view.whose) == (True, "roster")
    assert [(g.grade_low, g.grade_high, g.instructional_minutes) for g in view.grades] == [
        (0, 5, 20 + 50 + 50 + 60 + 60 + 50 + 45),
        (6, 8, 25 + 50 + 50 + 63 + 50 + 92),
    ]
    assert services.day_plans.view(date(2026, 11, 28)).grades[0].open is False


def test_a_saved_change_counts_at_once_at_the_desk_too(
    services: Services, store_of_services: Store
) -> None:
    assert not allowed(services, TUESDAY, "10:45", "10:59")
    saved = services.day_plans.save(SHORT_TUESDAY)
    assert (saved.preview, saved.flagged, saved.warnings) == (False, (), ())
    assert allowed(services, TUESDAY, "10:45", "10:59")
    view = services.day_plans.view(TUESDAY)
    assert (view.whose, view.note, len(view.grades)) == ("office", "Storm", 1)
    assert view.grades[0].instructional_minutes == 156
    with store_of_services.read() as tx:
        sent = tx.execute(select(outbox).where(outbox.c.kind == "dayplan.save")).one()
        assert sent.payload["days"][0]["day"] == TUESDAY
        assert sent.payload["schedules"][0]["periods"][0]["start"] == time(8)
        assert journal.broken_link(tx) is None


def test_a_preview_and_a_look_at_a_draft_change_nothing(
    services: Services, store_of_services: Store
) -> None:
    with store_of_services.read() as tx:
        before = tx.execute(select(func.max(audit_entry.c.seq))).scalar()
    assert services.day_plans.preview(SHORT_TUESDAY).preview
    assert services.day_plans.view_with(TUESDAY, SHORT_TUESDAY).note == "Storm"
    assert rows(store_of_services) == 0
    assert services.day_plans.view(TUESDAY).whose == "roster"
    with store_of_services.read() as tx:
        assert tx.execute(select(func.max(audit_entry.c.seq))).scalar() == before


def test_an_empty_change_writes_nothing(services: Services, store_of_services: Store) -> None:
    with store_of_services.read() as tx:
        before = tx.execute(select(func.count()).select_from(audit_entry)).scalar()
    services.day_plans.save(DayPlanChange())
    with store_of_services.read() as tx:
        assert tx.execute(select(func.count()).select_from(audit_entry)).scalar() == before


def test_everything_can_be_taken_back_and_the_roster_speaks_again(
    services: Services, store_of_services: Store
) -> None:
    before = minutes(store_of_services, TUESDAY, 6)
    year = SchoolTerm("2026–27", "year", date(2026, 9, 8), date(2027, 6, 11))
    services.day_plans.save(
        DayPlanChange(
            schedules=(replace(SHORT, name="REGULAR"), SHORT),
            week=(OwnWeekday(1, "Short day", 6, 8),),
            days=(OwnDay(TUESDAY, "Short day"), OwnDay(TUESDAY, "", "Trip", 7, 7)),
            terms=(year,),
        )
    )
    plan = services.day_plans.plan()
    assert [s.over_roster for s in plan.schedules if s.own] == [True, False]
    assert [d.grade_low for d in plan.days if d.own] == [None, 7]
    assert plan.terms == (year,)
    assert minutes(store_of_services, TUESDAY, 7) == 0
    assert minutes(store_of_services, TUESDAY, 6) == 156
    services.day_plans.save(
        DayPlanChange(
            drop_schedules=("REGULAR", "Short day"),
            drop_week=((1, 6),),
            drop_days=((TUESDAY, None), (TUESDAY, 7)),
            drop_terms=("2026–27",),
        )
    )
    assert rows(store_of_services) == 0
    assert minutes(store_of_services, TUESDAY, 6) == before


def test_own_entries_survive_a_new_roster(services: Services, tmp_path: Path) -> None:
    from cpdesk import paths

    services.day_plans.save(SHORT_TUESDAY)
    roster = tmp_path / "next"
    roster.mkdir()
    for file in (paths.resources() / "sample").iterdir():
        text = file.read_text("utf-8")
        if file.name == "manifest.json":
            said = json.loads(text)
            text = json.dumps(said | {"sequence": said["sequence"] + 1})
        (roster / file.name).write_text(text, "utf-8")
    services.rosters.take_in(roster, sample=True)
    assert services.day_plans.view(TUESDAY).note == "Storm"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (DayPlanChange(schedules=(OwnSchedule("X", (period("P", "09:00", "08:40"),)),)),
         "P in X ends at 08:40:00, which is not after its start, 09:00:00."),
        (DayPlanChange(schedules=(OwnSchedule("X", (period("P", "09:00", "09:00"),)),)),
         "P in X ends at 09:00:00, which is not after its start, 09:00:00."),
        (DayPlanChange(schedules=(OwnSchedule("X", (
            period("A", "08:00", "09:00", CLASS, 0, 6),
            period("B", "08:59", "10:00", LUNCH, 6, 8))),)),
         "A and B in X are at the same time for the same grade."),
        (DayPlanChange(schedules=(OwnSchedule("X", ()),)), "The bell schedule X has no periods."),
        (DayPlanChange(schedules=(OwnSchedule(" ", (period("P", "08:00", "09:00"),)),)),
         "A bell schedule has no name."),
        (DayPlanChange(schedules=(OwnSchedule("X", (period("", "08:00", "09:00"),)),)),
         "The period in X that starts at 08:00:00 has no name."),
        (DayPlanChange(schedules=(SHORT, SHORT)),
         "Two bell schedules are named Short day."),
        (DayPlanChange(week=(OwnWeekday(0, "REGULAR", 9, 12),)),
         "“REGULAR” is for a grade this school doesn’t have."),
        (DayPlanChange(days=(OwnDay(TUESDAY, "", "Trip", 5, 3),)),
         "The first grade of “Trip” is higher than the last."),
        (DayPlanChange(week=(OwnWeekday(7, "REGULAR"),)), "7 is not a weekday number."),
        (DayPlanChange(days=(OwnDay(date(2926, 11, 24), ""),)),
         "2926-11-24 is not in any school year."),
        (DayPlanChange(terms=(SchoolTerm("Y", "year", TUESDAY, date(2026, 9, 8)),)),
         "Y ends on 2026-09-08, before it begins on 2026-11-24."),
        (DayPlanChange(terms=(SchoolTerm("Y", "epoch", TUESDAY, TUESDAY),)),
         "Y has an unknown type: epoch."),
        (DayPlanChange(terms=(SchoolTerm("", "year", TUESDAY, TUESDAY),)), "A term has no name."),
        (DayPlanChange(days=(OwnDay(TUESDAY, "", "n" * 201),)),
         "“nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn…” is too long."),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said_and_nothing_is_written(
    services: Services, store_of_services: Store, change: DayPlanChange, says: str
) -> None:
    sound = OwnDay(date(2026, 12, 1), "", "Conferences")
    with pytest.raises(DeskError) as raised:
        services.day_plans.save(replace(change, days=(*change.days, sound)))
    assert str(raised.value).startswith(says)
    assert raised.value.do
    assert rows(store_of_services) == 0


def test_every_fault_is_told_at_once(services: Services) -> None:
    wrong = OwnSchedule("X", (period("P", "09:00", "08:40"), period("", "10:00", "11:00")))
    with pytest.raises(DeskError) as raised:
        services.day_plans.preview(DayPlanChange(schedules=(wrong,)))
    assert len(raised.value.faults) == 2


def test_the_lunch_of_one_grade_within_a_period_of_all_is_no_overlap(
    services: Services, store_of_services: Store
) -> None:
    day = OwnSchedule(
        "X", (period("P", "11:00", "12:00"), period("Lunch", "11:00", "11:30", LUNCH, 0, 2))
    )
    services.day_plans.save(DayPlanChange(schedules=(day,), days=(OwnDay(TUESDAY, "X"),)))
    assert [minutes(store_of_services, TUESDAY, grade) for grade in (1, 6)] == [30, 60]


def test_two_optional_periods_at_the_same_time_are_a_choice(
    services: Services, store_of_services: Store
) -> None:
    day = OwnSchedule(
        "X",
        (
            period("Period 7", "15:39", "16:37", PeriodKind.OPTIONAL),
            period("Extended", "15:39", "17:09", PeriodKind.OPTIONAL),
        ),
    )
    services.day_plans.save(DayPlanChange(schedules=(day,), days=(OwnDay(TUESDAY, "X"),)))
    assert minutes(store_of_services, TUESDAY, 6) == 90


def test_every_real_bell_file_can_be_taken_over(services: Services, shared_data: Path) -> None:
    plans = services.day_plans
    files = sorted((shared_data / "bells").rglob("*.json"))
    assert files
    for path in files:
        read = plans.read_file(path)
        change = plans.change_of(read)
        assert plans.preview(change).flagged == ()
        assert change.schedules
        assert change.week
        first = replace(change, days=(OwnDay(TUESDAY, change.schedules[0].name),))
        assert plans.view_with(TUESDAY, first).grades[0].known, path.name


def test_a_schedule_that_nothing_uses_is_only_worth_a_look(services: Services) -> None:
    saved = services.day_plans.save(
        DayPlanChange(schedules=(SHORT,), days=(OwnDay(TUESDAY, "E-learning"),))
    )
    assert [(fault.column, fault.says) for fault in saved.warnings] == [
        ("Short day", "No weekday or day uses the bell schedule {schedule}."),
        (
            "E-learning",
            "The bell schedule {schedule} has no times, so its days count as class time all day.",
        ),
    ]


def test_own_entries_that_contradict_each_other_are_named(services: Services) -> None:
    days = tuple(OwnDay(TUESDAY, name, "", *of) for name, of in (("", (0, 3)), ("REGULAR", (3, 5))))
    week = tuple(
        OwnWeekday(2, name, *of) for name, of in (("REGULAR", (0, 3)), ("LATE START", (3, 8)))
    )
    fine = OwnDay(TUESDAY, "LATE START", "", 6, 8)
    saved = services.day_plans.save(DayPlanChange(days=(*days, fine), week=week))
    assert [(f.says, dict(f.facts)["one"], dict(f.facts)["other"]) for f in saved.warnings] == [
        ("On {day}, the entries for grades {one} and {other} conflict.", "K–3", "3–5"),
        (
            "Two entries for the same weekday conflict: grades {one} and {other}.",
            "K–3",
            "3–8",
        ),
    ]
    bands = services.day_plans.view(TUESDAY).grades
    assert [(b.grade_low, b.grade_high, b.open) for b in bands] == [
        (0, 2, False), (3, 5, True), (6, 8, True)
    ]  # fmt: skip


def file(**more: object) -> CalendarFile:
    usual = CalendarFile(
        source="School calendar",
        kind="ics",
        school_year="2026-27",
        window=(date(2026, 8, 1), date(2027, 7, 31)),
        schedules=(),
        week=(),
        days=(OwnDay(TUESDAY, "", "Snow"), OwnDay(date(2026, 12, 1), "Early release", "Meetings")),
        terms=(),
        events=2,
        understood=2,
        passed_over=(),
        unread=(),
        warnings=(),
    )
    return replace(usual, **more)  # type: ignore[arg-type]


def test_a_file_is_taken_over_by_its_names_and_replaces_what_it_said_before(
    services: Services, store_of_services: Store
) -> None:
    plans = services.day_plans
    change = plans.change_of(file())
    assert [(d.day.day, d.schedule, d.source) for d in change.days] == [
        (24, "", "School calendar"),
        (1, "EARLY RELEASE", "School calendar"),
    ]
    plans.save(change)
    assert minutes(store_of_services, TUESDAY, 6) == 0
    again = plans.change_of(file(days=(OwnDay(date(2026, 12, 2), "X"),)), {"X": "LATE START"})
    plans.save(again)
    assert [(d.day.day, d.schedule, d.grade_low) for d in plans.plan().days if d.own] == [
        (2, "LATE START", None)
    ]


def test_days_typed_by_hand_stay_when_a_file_comes(services: Services) -> None:
    services.day_plans.save(DayPlanChange(days=(OwnDay(TUESDAY, "REGULAR", "Open after all"),)))
    change = services.day_plans.change_of(file(), grade_low=6, grade_high=8)
    assert [d.day.day for d in change.days] == [1]
    services.day_plans.save(change)
    assert [d.note for d in services.day_plans.plan().days if d.own] == [
        "Open after all",
        "Meetings",
    ]


def test_a_bell_file_brings_schedules_for_its_grades(services: Services) -> None:
    bells = file(days=(), schedules=(replace(SHORT, name="Regular_"),))
    change = services.day_plans.change_of(bells, grade_low=6, grade_high=8)
    assert [(s.name, s.own) for s in change.schedules] == [("REGULAR", True)]
    assert {(p.grade_low, p.grade_high) for p in change.schedules[0].periods} == {(0, 5), (6, 8)}
    own = services.day_plans.change_of(bells, {"Regular_": "Ours"})
    assert [s.name for s in own.schedules] == ["Ours"]


def test_a_file_for_some_grades_leaves_the_other_grades_their_bells(
    services: Services, store_of_services: Store
) -> None:
    """A middle school may have one file for each grade, with the same names in all of them."""
    plans = services.day_plans
    bells = file(days=(OwnDay(TUESDAY, "Regular", "Bells"),), schedules=(
        replace(SHORT, name="Regular"),
    ))  # fmt: skip
    before = [minutes(store_of_services, TUESDAY, grade) for grade in range(9)]
    draft = plans.change_of(bells, grade_low=7, grade_high=7)
    plans.save(draft)
    now = [minutes(store_of_services, TUESDAY, grade) for grade in range(9)]
    assert now == [*before[:7], 156, before[8]]
    again = plans.change_of(bells, grade_low=8, grade_high=8)
    plans.save(again)
    now = [minutes(store_of_services, TUESDAY, grade) for grade in range(9)]
    assert now == [*before[:7], 156, 156]
    assert [d.grade_low for d in plans.plan().days if d.own] == [7, 8]


def test_a_second_file_builds_on_the_first_before_anything_is_saved(
    services: Services, store_of_services: Store
) -> None:
    plans = services.day_plans
    bells = file(days=(), schedules=(replace(SHORT, name="Regular"),))
    one = plans.change_of(bells, grade_low=7, grade_high=7)
    both = plans.change_of(bells, grade_low=8, grade_high=8, on_top_of=one)
    plans.save(both)
    assert minutes(store_of_services, TUESDAY, 7) == minutes(store_of_services, TUESDAY, 8) == 156


def test_bells_without_grades_are_kept_for_the_grades_around(services: Services) -> None:
    plans = services.day_plans
    plans.save(DayPlanChange(schedules=(SHORT,)))
    longer = file(days=(), schedules=(OwnSchedule(SHORT.name, (period("A", "08:00", "12:00"),)),))
    change = plans.change_of(longer, grade_low=3, grade_high=5)
    found = {(p.name, p.grade_low, p.grade_high) for p in change.schedules[0].periods}
    assert found == {("A", 3, 5)} | {
        (p.name, low, high) for p in SHORT.periods for low, high in ((0, 2), (6, 8))
    }


# -- to the minute ------------------------------------------------------------------------------


def at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), CHICAGO)


def allowed(services: Services, day: date, start: str, end: str) -> bool:
    """Whether the rule at the desk lets a meeting with a student of grade 6 through."""
    decision = services.desk.assess(
        Question(
            purpose=Purpose.STUDENT_MEETING,
            partner=services.desk.expected()[0].partner_id,
            grade=6,
            at=at(day, start),
            until=at(day, end),
        )
    )
    code = "meeting.instructional-time"
    return next(f for f in decision.findings if f.code == code).outcome is Outcome.ADMIT


def test_a_passing_gap_of_four_minutes_is_free_and_not_a_minute_more(services: Services) -> None:
    services.day_plans.save(SHORT_TUESDAY)
    assert allowed(services, TUESDAY, "09:30", "09:34")
    assert not allowed(services, TUESDAY, "09:29", "09:34")
    assert not allowed(services, TUESDAY, "09:30", "09:35")
    assert allowed(services, TUESDAY, "10:40", "11:10")
    assert not allowed(services, TUESDAY, "10:39", "11:10")


def test_an_early_release_frees_the_afternoon_to_the_minute(services: Services) -> None:
    thursday = date(2026, 12, 3)
    assert not allowed(services, thursday, "13:20", "14:00")
    services.day_plans.save(DayPlanChange(days=(OwnDay(thursday, "EARLY RELEASE"),)))
    assert allowed(services, thursday, "13:20", "14:00")
    assert not allowed(services, thursday, "13:19", "14:00")


def test_the_last_day_of_the_year_is_a_school_day_and_the_next_is_not(
    services: Services, store_of_services: Store
) -> None:
    last, after = date(2027, 5, 20), date(2027, 5, 21)
    year = SchoolTerm("2026–27", "year", date(2026, 9, 8), last)
    services.day_plans.save(DayPlanChange(terms=(year,)))
    assert not allowed(services, last, "14:49", "14:50")
    assert allowed(services, last, "14:50", "15:10")
    assert allowed(services, after, "09:00", "09:30")
    assert minutes(store_of_services, after, 6) == 0
    assert services.day_plans.view(after).whose == "office"


@pytest.mark.parametrize(
    "day", [date(2026, 10, 30), date(2026, 11, 2), date(2027, 3, 12), date(2027, 3, 15)]
)
def test_the_clock_change_moves_no_bell(services: Services, day: date) -> None:
    """On both sides of a change of the clock the bell rings at the same time of day."""
    services.day_plans.save(
        DayPlanChange(schedules=(SHORT,), week=tuple(OwnWeekday(n, "Short day") for n in range(5)))
    )
    assert allowed(services, day, "09:30", "09:34")
    assert not allowed(services, day, "09:29", "09:31")
    assert not allowed(services, day, "10:39", "10:41")


def test_a_school_sunday_on_which_the_clock_changes_has_its_minutes(
    services: Services, store_of_services: Store
) -> None:
    for sunday in (date(2026, 11, 1), date(2027, 3, 14)):
        services.day_plans.save(
            DayPlanChange(schedules=(SHORT,), days=(OwnDay(sunday, SHORT.name),))
        )
        assert minutes(store_of_services, sunday, 6) == 156
        assert allowed(services, sunday, "09:30", "09:34")
        assert not allowed(services, sunday, "09:34", "09:35")
