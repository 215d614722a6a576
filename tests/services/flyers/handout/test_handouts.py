"""The plan, handing out, and what is over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cpdesk.errors import DeskError
from cpdesk.policy.flyers import DeliveryState, HandedHow, LineState, Surplus
from cpdesk.records.flyers import DeliveryRecord, PlannedClass
from cpdesk.services.services import Services
from tests.services.flyers.story import DENTAL, READING, accepted, later, now, planned, received

MAILBOX = HandedHow.MAILBOX
HIGH = PlannedClass(class_name="9-A", class_grade=9, head_count=22)


def test_the_plan_is_the_roster_s_classes_of_the_approved_grades(services: Services) -> None:
    one = planned(services)
    assert [line.class_name for line in one.lines] == [
        "K-A", "K-B", "1-A", "1-B", "2-A", "2-B", "3-A", "3-B",
    ]  # fmt: skip
    first = one.lines[0]
    assert (first.room, first.head_count, first.copies, first.bundles) == ("Room 101", 22, 22, 1)
    assert (one.tally.planned, one.tally.over, one.next) == (192, 56, "hand_out")


def test_grades_above_eight_are_refused_line_by_line(services: Services) -> None:
    one = accepted(services)
    wanted = (PlannedClass("CEDAR-1-A"), HIGH, PlannedClass("CEDAR-8-A", copies=31))
    one = services.handouts.plan(one.delivery_id, one.version, wanted)
    assert [line.state for line in one.lines] == [
        LineState.PLANNED, LineState.REFUSED, LineState.PLANNED,
    ]  # fmt: skip
    refused = one.lines[1]
    assert refused.finding is not None
    assert refused.finding.code == "flyer.carry-home-grades"
    assert "board" in refused.finding.offer
    assert (refused.copies, one.tally.planned) == (0, 24 + 31)
    assert (one.lines[2].bundles, one.lines[2].over) == (2, 7)
    with pytest.raises(DeskError, match="Flyers can’t go home with class 9-A"):
        services.handouts.hand_out(one.delivery_id, (refused.line_id,), MAILBOX)
    assert len(services.handouts.hand_out(one.delivery_id, (), MAILBOX).line_ids) == 2


def test_every_class_of_a_high_school_is_kept_from_it(services: Services) -> None:
    services.office.choose_school("HARBOR")
    assert all(one.finding is not None for one in services.handouts.class_list().roster)
    services.office.choose_school("CEDAR")
    assert all(one.finding is None for one in services.handouts.class_list().roster)


@pytest.mark.parametrize(
    ("classes", "says"),
    [
        ((PlannedClass("NO"),), "isn’t one of this school’s classes"),
        ((PlannedClass(class_name="Band"),), "a name and a grade"),
        ((PlannedClass(class_grade=3),), "a name and a grade"),
        ((PlannedClass(class_name="Band", class_grade=3),), "The number of copies for"),
        ((PlannedClass("CEDAR-1-A", copies=0),), "The number of copies for"),
        ((PlannedClass("CEDAR-1-A"), PlannedClass("CEDAR-1-A")), "twice"),
        (
            (
                PlannedClass(class_name="Band", class_grade=3, copies=5),
                PlannedClass(class_name=" band ", class_grade=4, copies=5),
            ),
            "twice",
        ),
        (
            (
                PlannedClass(class_name=" 1-a", class_grade=1, copies=24),
                PlannedClass("CEDAR-1-A"),
            ),
            "twice",
        ),
    ],
)
def test_a_class_that_cannot_be_planned_is_told(
    services: Services, classes: tuple[PlannedClass, ...], says: str
) -> None:
    one = accepted(services)
    with pytest.raises(DeskError) as trouble:
        services.handouts.plan(one.delivery_id, one.version, classes)
    assert [says in fault.says for fault in trouble.value.faults] == [True]
    assert now(services, one) == one


def test_handing_out_class_by_class_and_the_rest(services: Services) -> None:
    one = planned(services)
    first = one.lines[0].line_id
    done = services.handouts.hand_out(one.delivery_id, (first,), HandedHow.TEACHER, "Ms. Vang")
    assert (done.line_ids, done.copies, done.already) == ((first,), 22, ())
    one = now(services, one)
    assert (one.lines[0].handed_how, one.lines[0].handed_to) == (HandedHow.TEACHER, "Ms. Vang")
    assert one.lines[0].handed_at == services.clock.now()
    again = services.handouts.hand_out(one.delivery_id, (first,), MAILBOX)
    assert (again.line_ids, again.copies, again.already) == ((), 0, (first,))
    assert now(services, one) == one  # nothing was written
    rest = services.handouts.hand_out(one.delivery_id, (), MAILBOX)
    assert (len(rest.line_ids), rest.copies) == (7, 170)
    assert now(services, one).tally.out == 192


def test_undo_puts_a_class_back(services: Services) -> None:
    one = planned(services)
    ids = tuple(line.line_id for line in one.lines[:2])
    services.handouts.hand_out(one.delivery_id, ids, MAILBOX)
    back = services.handouts.take_back(one.delivery_id, ids[:1])
    assert [line.state for line in back.lines[:2]] == [LineState.PLANNED, LineState.HANDED]
    assert (back.lines[0].handed_how, back.lines[0].handed_at) == (None, None)
    assert back.tally.out == 21
    assert services.handouts.take_back(one.delivery_id, ids[:1]) == back


def test_a_new_plan_leaves_what_was_handed_out(services: Services) -> None:
    one = planned(services)
    services.handouts.hand_out(one.delivery_id, (one.lines[0].line_id,), MAILBOX)
    one = now(services, one)
    wanted = (PlannedClass("CEDAR-K-A", copies=99), PlannedClass("CEDAR-3-B", copies=30))
    one = services.handouts.plan(one.delivery_id, one.version, wanted)
    assert [(line.class_name, line.copies, line.state) for line in one.lines] == [
        ("K-A", 22, LineState.HANDED),
        ("3-B", 30, LineState.PLANNED),
    ]


def test_classes_that_were_typed_are_known_for_the_school_year(services: Services) -> None:
    def typed(*classes: PlannedClass) -> DeliveryRecord:
        one = accepted(services)
        return services.handouts.plan(one.delivery_id, one.version, classes)

    band = PlannedClass(class_name="Band", room="Room 3", class_grade=5, head_count=20)
    on_roster = PlannedClass(class_name=" 1-a ", class_grade=1, head_count=24)
    slip = PlannedClass(class_name="Bnad", class_grade=5, head_count=20)
    one = typed(slip)
    services.handouts.plan(one.delivery_id, one.version, (HIGH, on_roster))
    typed(band)
    later(services, days=2)
    typed(replace(band, class_name="band", head_count=22))
    known = services.handouts.class_list().typed
    assert [(k.class_id, k.name, k.room, k.head_count) for k in known] == [
        ("", "band", "Room 3", 22),
        ("", "9-A", "", 22),
    ]
    assert [k.finding is not None for k in known] == [False, True]
    later(services, days=300)  # September: the sections are others
    assert services.handouts.class_list().typed == ()


@pytest.mark.parametrize("typed_first", [True, False])
def test_a_class_that_has_its_copies_gets_none_under_another_entry(
    services: Services, typed_first: bool
) -> None:
    """Typed one day, on the roster the next, or the other way about."""
    entries = [PlannedClass(class_name="1-A", class_grade=1, copies=24), PlannedClass("CEDAR-1-A")]
    first, then = entries if typed_first else reversed(entries)
    one = accepted(services)
    one = services.handouts.plan(one.delivery_id, one.version, (first,))
    services.handouts.hand_out(one.delivery_id, (), MAILBOX)
    one = now(services, one)
    one = services.handouts.plan(one.delivery_id, one.version, (then,))
    assert [(line.copies, line.state) for line in one.lines] == [(24, LineState.HANDED)]
    assert one.tally.planned == 24


def test_copies_that_are_not_there_are_not_handed_out(services: Services) -> None:
    one = planned(services, replace(READING, copies=60, bundles=2))
    assert one.tally.over == 60 - 192
    with pytest.raises(DeskError) as trouble:
        services.handouts.hand_out(one.delivery_id, (), MAILBOX)
    assert trouble.value.facts == {"left": 60, "wanted": 192}
    services.handouts.hand_out(one.delivery_id, (one.lines[0].line_id,), MAILBOX)
    assert now(services, one).tally.out == 22


def test_an_approval_that_ended_is_not_handed_out(services: Services) -> None:
    one = planned(services, DENTAL)
    later(services, days=7)
    with pytest.raises(DeskError, match="ended on"):
        services.handouts.hand_out(one.delivery_id, (), MAILBOX)
    assert now(services, one).tally.out == 0


def test_only_what_was_accepted_is_planned_and_handed_out(services: Services) -> None:
    one = received(services)
    for early in (
        lambda: services.handouts.plan_all(one.delivery_id, one.version),
        lambda: services.handouts.hand_out(one.delivery_id, (), MAILBOX),
        lambda: services.handouts.finish(one.delivery_id, one.version),
    ):
        with pytest.raises(
            DeskError, match="These flyers aren’t accepted yet, or the delivery is already finished"
        ):
            early()


def test_finishing_asks_what_became_of_the_rest(services: Services) -> None:
    one = planned(services)
    with pytest.raises(DeskError, match="Some classes are still waiting for their copies"):
        services.handouts.finish(one.delivery_id, one.version)
    services.handouts.hand_out(one.delivery_id, (), MAILBOX)
    one = now(services, one)
    assert one.next == "finish"
    with pytest.raises(DeskError) as trouble:
        services.handouts.finish(one.delivery_id, one.version)
    assert trouble.value.facts == {"copies": 56}
    one = services.handouts.finish(one.delivery_id, one.version, Surplus.KEPT)
    assert (one.state, one.surplus, one.surplus_copies) == (
        DeliveryState.DONE, Surplus.KEPT, 56,
    )  # fmt: skip
    with pytest.raises(DeskError):
        services.handouts.take_back(one.delivery_id, (one.lines[0].line_id,))
    one = services.handouts.reopen(one.delivery_id, one.version)
    assert (one.state, one.surplus_copies, one.done_at) == (DeliveryState.ACCEPTED, 0, None)


def test_count_sheet_and_labels(services: Services) -> None:
    one = accepted(services)
    wanted = (PlannedClass("CEDAR-1-A", copies=65), HIGH)
    one = services.handouts.plan(one.delivery_id, one.version, wanted)
    sheet = services.handouts.count_sheet(one.delivery_id)
    assert (sheet.received, sheet.bundle_size, len(sheet.lines)) == (248, 30, 2)
    labels = services.handouts.labels(one.delivery_id).labels
    assert [(one.copies, one.bundle, one.bundles) for one in labels] == [
        (30, 1, 3), (30, 2, 3), (5, 3, 3),
    ]  # fmt: skip


def test_the_list_counts_as_the_delivery_does(services: Services) -> None:
    """It adds up by state in the database, and never reads a class of its own."""
    one = accepted(services)
    wanted = (PlannedClass("CEDAR-1-A"), HIGH, PlannedClass("CEDAR-8-A", copies=31))
    one = services.handouts.plan(one.delivery_id, one.version, wanted)
    for step in (0, 2):
        services.handouts.hand_out(one.delivery_id, (one.lines[step].line_id,), MAILBOX)
        told = now(services, one)
        (row,) = services.deliveries.queue().to_do
        assert (row.tally, row.next) == (told.tally, told.next)
    assert row.tally.out == 24 + 31
