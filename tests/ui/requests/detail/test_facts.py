"""What a card tells of a request: each fact once, in words for people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from cpdesk.policy.approval.requests import Kind, SlotState, State
from cpdesk.records.requests import Ask, Clash, RequestRecord, SlotRecord
from cpdesk.ui.requests import texts
from cpdesk.ui.requests.detail.facts import facts
from cpdesk.ui.widgets.domain.fact_rows import Fact
from cpdesk.words import Words
from tests.ui.requests import fakes

TODAY = fakes.TODAY
VISIT = Ask(
    Kind.THIS_VISIT, partner="SC", people=("P-AH",), day=TODAY, place="Nurse’s office",
    reason="The clinic runs today only", visitor_key="person:P-AH", visitor_name="Amina Hassan",
    lift_codes=("visitor.clearance",),
)  # fmt: skip


def of_visit(kind: Kind = Kind.THIS_VISIT, **changes: object) -> RequestRecord:
    """A visitor at the desk, whose background check no longer counts."""
    plain = fakes.request(
        "V1", ask=replace(VISIT, kind=kind), partner_name="Smiles Clinic",
        program_name="Dental care", activity_title="Dental care", contract_id="26-0470",
        people=(("P-AH", "Amina Hassan"),), slots=(),
        relayed_who="Ms. Lind", relayed_how="by phone", relayed_why="A nurse stays with them",
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


def card(record: RequestRecord, words: Words) -> str:
    """Everything that stands over the findings."""
    lines = [texts.title(record, TODAY, words), texts.under_title(record, words)]
    for fact in facts(record, fakes.examined(), TODAY, words):
        lines.append(" ".join((fact.label, fact.strong, fact.words, fact.small)))
    return "\n".join(lines)


def test_a_verbal_approval_names_who_gave_it_and_how(words: Words) -> None:
    record = of_visit(Kind.RELAYED, relayed_how="By phone")
    found = facts(record, fakes.examined(), TODAY, words)
    assert found[0] == Fact("Verbal approval by", "Ms. Lind · By phone")
    unsaid = facts(replace(record, relayed_how=""), fakes.examined(), TODAY, words)
    assert unsaid[0].words == "Ms. Lind"


@pytest.mark.parametrize(("n", "said"), [(1, "1 time"), (2, "2 times")])
def test_a_weekly_request_counts_its_times(n: int, said: str, words: Words) -> None:
    ask = replace(fakes.MEET, weekly_until=date(2026, 12, 15))
    slots = tuple(SlotRecord(f"S{k}", fakes.LUNCH, SlotState.USED, "") for k in range(n))
    found = facts(fakes.request(ask=ask, slots=slots), None, TODAY, words)
    message = {fact.label: fact.words for fact in found}
    assert message["Repeats"] == f"every week until Dec 15, 2026 ({said})"
    assert message["So far"] == f"came {said}"


def labels(found: tuple[Fact, ...]) -> list[str]:
    return [fact.label for fact in found]


@pytest.mark.parametrize("kind", [one for one in Kind if one is not Kind.MEET_STUDENT])
def test_each_fact_is_told_once_on_a_card_of_each_kind(kind: Kind, words: Words) -> None:
    asked = replace(
        VISIT, kind=kind, teacher="Ms. Vang", host="Mr. Ito", event="family night", grade=4,
        group_size=24, releases=18,
    )  # fmt: skip
    record = of_visit(kind, ask=asked)
    message = card(record, words)
    for value in (
        "Amina Hassan", "Smiles Clinic", "Dental care", "26-0470", "Nurse’s office",
        "The clinic runs today only", "Ms. Vang", "Mr. Ito", "24", "family night",
    ):  # fmt: skip
        assert message.count(value) == 1, (value, message)
    assert "Grade Grade" not in message


def test_a_student_is_told_once_and_the_grade_with_them(words: Words) -> None:
    message = card(fakes.request(), words)
    assert message.count("S-2207") == 1
    assert message.count("Grade 6") == 1


def test_this_visit_is_called_by_its_visitor_and_its_day(words: Words) -> None:
    record = of_visit()
    assert texts.title(record, TODAY, words) == "This visit: Amina Hassan, today"
    assert texts.under_title(record, words) == (
        "Smiles Clinic · Dental care, contract 26-0470 · Nurse’s office"
    )
    found = facts(record, fakes.examined(), TODAY, words)
    assert labels(found) == ["Reason given", "Valid for"]
    assert found[-1].words == "One visit"
    guest = replace(record, people=())
    assert texts.title(guest, TODAY, words) == "This visit: Amina Hassan, today"


def test_this_visit_until_a_day_is_for_every_visit_through_it(words: Words) -> None:
    record = of_visit(ask=replace(VISIT, valid_until=date(2026, 12, 15)))
    assert facts(record, None, TODAY, words)[-1].words == "Every visit through Dec 15, 2026"


@pytest.mark.parametrize("state", list(State))
def test_no_code_of_a_rule_is_a_fact_of_the_card(state: State, words: Words) -> None:
    message = card(of_visit(state=state), words)
    assert "visitor.clearance" not in message


def test_a_whole_day_has_no_time_in_the_list(words: Words) -> None:
    midnight = datetime.combine(TODAY, datetime.min.time(), fakes.CHICAGO)
    row = fakes.row_of(of_visit())
    for days, said in ((1, "today"), (2, "today to tomorrow"), (22, "today to Tue, Dec 15")):
        window = replace(fakes.LUNCH, starts_at=midnight, ends_at=midnight + timedelta(days=days))
        shown = replace(row, next_window=window)
        assert texts.row_when(shown, TODAY, words) == said
        assert texts.span(window, TODAY, words) == said
        assert "12:00" not in texts.spoken(shown, TODAY, words)
    almost = replace(fakes.LUNCH, starts_at=midnight, ends_at=midnight + timedelta(hours=23))
    assert texts.row_when(replace(row, next_window=almost), TODAY, words) == (
        "today 12:00 am–11:00 pm"
    )


def test_a_visit_whose_end_nobody_said_has_one_time(words: Words) -> None:
    came = fakes.LUNCH.starts_at
    open_ = replace(fakes.LUNCH, ends_at=came)
    ask = replace(VISIT, kind=Kind.RELAYED, start=came.time(), end=came.time())
    record = of_visit(Kind.RELAYED, ask=ask)
    row = replace(fakes.row_of(record), next_window=open_)
    assert texts.row_when(row, TODAY, words) == "today 11:35"
    assert texts.span(open_, TODAY, words) == "today 11:35 am"
    assert texts.title(record, TODAY, words).endswith("Amina Hassan, today 11:35 am")


def test_another_thing_at_the_same_time_is_named_once_for_all_that_it_takes(words: Words) -> None:
    both = tuple(Clash(over, fakes.LUNCH, "Reading tutors") for over in ("room", "visitor"))
    other = Clash("room", fakes.LUNCH, "Violin club", "R7", approved=False)
    found = facts(fakes.request(), fakes.examined(clashes=(*both, other)), TODAY, words)
    assert found[-1].words.splitlines() == [
        "The visitor and the room: Reading tutors, today 11:35 am–12:05 pm",
        "Same room: Violin club, today 11:35 am–12:05 pm · also waiting",
    ]
    all_three = (*both, Clash("student", fakes.LUNCH, "Reading tutors"))
    found = facts(fakes.request(), fakes.examined(clashes=all_three), TODAY, words)
    assert found[-1].words.startswith("The student, the visitor, and the room: Reading tutors")


def test_children_of_a_photo_session_are_not_who_comes(words: Words) -> None:
    photos = Ask(Kind.PHOTOS, partner="LSL", day=TODAY, group_size=24, releases=18)
    found = facts(fakes.request(ask=photos), None, TODAY, words)
    said = {fact.label: fact.words for fact in found}
    assert said["Visitors"] == "Rosa Ochoa"
    assert said["Releases"] == "18 of 24 families signed (75%)"
    staff = replace(photos, kind=Kind.STAFF_MEETING)
    found = facts(fakes.request(ask=staff), None, TODAY, words)
    assert found[0].words == "Rosa Ochoa · 24 people"
    draft = replace(photos, releases=None)
    found = facts(fakes.request(ask=draft), None, TODAY, words)
    assert found[-1].words == "Not counted yet · 24 students"
