"""The day's lines in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from cpdesk.clock import FixedClock
from cpdesk.policy.decision import Facts, Finding
from cpdesk.policy.outcome import Condition, Lift, Outcome
from cpdesk.records.day import DayLine, DaySchedule
from cpdesk.records.desk import Question
from cpdesk.services.services import Services
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.today import texts
from cpdesk.ui.widgets.lists.text_wrap import MOST, wrapped
from cpdesk.words import Words
from tests.conftest import CHICAGO

TODAY = date(2026, 11, 24)
OF_ACTIVITY = frozenset(texts.SHORT)
LINE = DayLine(
    activity_id="A",
    title="Reading tutors",
    partner_id="P",
    partner_name="Lake Street Literacy",
    contract_id="26-0418",
    place="Room 114",
    start=time(10, 45),
    end=time(11, 30),
    grade_low=2,
    grade_high=3,
    expected=("Adaeze Okafor", "Devi Rao"),
    came=1,
    here=1,
    part="school",
    state="later",
    conditions=(Condition.NO_PHOTOS,),
    stops=(),
)


def stop(
    code: str, outcome: Outcome = Outcome.REFUSE, facts: Facts = (), message: str = "No."
) -> Finding:
    return Finding(code, outcome, Lift.DISTRICT, message, "", facts)


@pytest.mark.parametrize(
    ("stops", "text"),
    [
        ((stop("contract.term", facts=(("ends_on", date(2026, 11, 20)),)),), "Contract ended"),
        (
            (stop("contract.term", facts=(("starts_on", date(2026, 12, 1)),)),),
            "Contract not started",
        ),
        ((stop("contract.signed"),), "Not signed"),
        ((stop("contract.school"),), "Not for this school"),
        ((stop("contract.program"),), "No contract"),
        ((stop("partner.contract"),), "No contract"),
        ((stop("partner.standing"),), "Not authorized"),
        ((stop("program.free"),), "Charges families"),
        ((stop("something.new"),), "Not allowed"),
        ((), "Not allowed"),
        (
            (stop("contract.signed"), stop("contract.term", facts=(("ends_on", TODAY),))),
            "Contract ended",
        ),
    ],
)
def test_two_words_for_why_it_may_not_run(
    stops: tuple[Finding, ...], text: str, words: Words
) -> None:
    line = replace(LINE, state="may_not_run", stops=stops)
    assert texts.state(line, TODAY, TODAY, words) == texts.State(text, Tone.NO)


def test_waiting_names_what_it_waits_for(words: Words) -> None:
    approval = stop("activity.approved", Outcome.ASK_LEADER)
    line = replace(LINE, state="waiting", stops=(approval,))
    assert texts.state(line, TODAY, TODAY, words) == texts.State("Waiting for approval", Tone.ASK)
    lapsed = stop("contract.insurance", Outcome.ASK_LEADER, (("insured_to", TODAY),))
    assert (
        texts.state(replace(line, stops=(lapsed,)), TODAY, TODAY, words).text == "Insurance lapsed"
    )
    none = stop("contract.insurance", Outcome.ASK_LEADER)
    assert texts.state(replace(line, stops=(none,)), TODAY, TODAY, words).text == "No insurance"


def test_people_who_are_here_although_it_may_not_run_stand_out(words: Words) -> None:
    line = replace(LINE, state="here", stops=(stop("contract.term"),))
    assert texts.state(line, TODAY, TODAY, words) == texts.State("Here, not allowed", Tone.NO)
    assert texts.stopped(line)


def test_later_depends_on_the_part_of_the_day_and_the_day(words: Words) -> None:
    assert texts.state(LINE, TODAY, TODAY, words).text == "Later today"
    assert texts.state(LINE, date(2026, 11, 25), TODAY, words).text == "Planned"
    after = replace(LINE, part="after")
    assert texts.state(after, TODAY, TODAY, words).text == "After school"


def test_people(words: Words) -> None:
    assert texts.people(LINE, TODAY, TODAY, words) == "1 of 2"
    assert texts.people(LINE, date(2026, 11, 25), TODAY, words) == "2"
    assert texts.people(replace(LINE, expected=(), here=0), TODAY, TODAY, words) == "–"
    assert texts.people(replace(LINE, expected=(), here=3), TODAY, TODAY, words) == "3"


def test_time_and_grades(words: Words) -> None:
    assert texts.span(time(11, 35), time(12, 5), words) == texts.Span("11:35", "12:05", "pm")
    assert texts.span(time(11, 35), time(12, 5), words).whole == "11:35–12:05 pm"
    german = Words("de_DE")
    assert texts.span(time(11, 35), time(13, 5), german).whole == "11:35–13:05"
    assert texts.grades(LINE, words) == "grades 2–3"
    assert texts.grades(replace(LINE, grade_high=2), words) == "grade 2"
    assert texts.grades(replace(LINE, grade_low=None), words) == "all grades"


def test_only_conditions_out_of_the_ordinary_stand_in_the_table(words: Words) -> None:
    assert texts.conditions(LINE, words) == ""
    more = replace(LINE, conditions=(Condition.NO_PHOTOS, Condition.ESCORT))
    assert texts.conditions(more, words) == "Escort required"
    some = replace(LINE, conditions=(Condition.PHOTOS_WITH_STICKER,))
    assert texts.conditions(some, words) == "Photos: only students with a sticker"


def test_a_row_in_one_breath(words: Words) -> None:
    line = replace(LINE, state="may_not_run", stops=(stop("contract.school", message="Not here."),))
    assert texts.spoken(line, TODAY, TODAY, words) == (
        "10:45–11:30 am, Reading tutors, Lake Street Literacy, Room 114, grades 2–3, "
        "1 of 2 people came, Not for this school, Not here."
    )


@pytest.mark.parametrize(
    ("changes", "day", "message"),
    [
        ({}, TODAY, "1 of 2 people came"),
        ({"expected": ("Devi Rao",), "came": 0}, TODAY, "0 of 1 person came"),
        ({}, date(2026, 11, 25), "2 people expected"),
        ({"expected": ("Devi Rao",)}, date(2026, 11, 25), "1 person expected"),
        ({"expected": (), "here": 1}, TODAY, "1 person here"),
        ({"expected": (), "here": 3}, TODAY, "3 people here"),
    ],
)
def test_a_screen_reader_is_told_how_many_people(
    words: Words, changes: dict[str, object], day: date, message: str
) -> None:
    line = replace(LINE, **changes)  # type: ignore[arg-type]
    assert f", grades 2–3, {message}, " in texts.spoken(line, day, TODAY, words)


def test_where_no_one_is_listed_nothing_is_said_of_people(words: Words) -> None:
    line = replace(LINE, expected=(), here=0)
    assert "grades 2–3, Later today" in texts.spoken(line, TODAY, TODAY, words)


def test_what_the_day_is_called(words: Words) -> None:
    from datetime import UTC, datetime

    day = DaySchedule(
        "Cedar Lake School",
        TODAY,
        True,
        "EARLY_RELEASE",
        "conferences",
        (),
        None,
        None,
        datetime(2026, 11, 24, tzinfo=UTC),
    )
    assert texts.kind_of_day(day, words) == "early release · conferences"
    assert texts.kind_of_day(replace(day, open=False, note=""), words) == "no school"
    assert texts.kind_of_day(replace(day, schedule="Block A", note=""), words) == "Block A"


def test_long_words_are_broken_and_long_texts_bounded(theme: Theme) -> None:
    style = (14.0, 400)
    assert wrapped("", theme, style, 100) == ()
    assert wrapped("Reading tutors", theme, style, 400) == ("Reading tutors",)
    assert wrapped("Reading tutors", theme, style, 70) == ("Reading", "tutors")
    parts = wrapped("Donaudampfschifffahrtsgesellschaft", theme, style, 90)
    assert len(parts) > 1
    assert "".join(parts) == "Donaudampfschifffahrtsgesellschaft"
    many = wrapped("word " * 60, theme, style, 90)
    assert len(many) == MOST
    assert many[-1].endswith("…")


def test_the_pill_stops_an_activity_exactly_where_the_card_of_its_people_does(
    services: Services, clock: FixedClock
) -> None:
    message = set()
    for day in (date(2026, 11, n) for n in (23, 24, 25, 30)):
        clock.set(datetime.combine(day, time(7), CHICAGO))
        rows = services.desk.expected()
        for line in services.day.schedule(day).lines:
            at = datetime.combine(day, line.start, CHICAGO)
            stops = {(f.code, f.outcome) for f in line.stops}
            pill = texts.state(line, day, TODAY, services.words)
            message.add(pill.tone)
            for person in {row.person_id for row in rows if row.activity_id == line.activity_id}:
                asked = Question(person=person, activity=line.activity_id, at=at)
                card = services.desk.assess(replace(asked, partner=line.partner_id))
                of_activity = [f for f in card.troubles if f.code in OF_ACTIVITY]
                assert {(f.code, f.outcome) for f in of_activity} == stops
                assert card.outcome >= max((f.outcome for f in line.stops), default=Outcome.ADMIT)
            if pill.tone is Tone.NO:
                assert max(outcome for _, outcome in stops) is Outcome.REFUSE
            if pill.tone is Tone.ASK:
                assert max(outcome for _, outcome in stops) is Outcome.ASK_LEADER
    assert {Tone.NO, Tone.PLAIN} <= message
