"""The carry-home plan: marks, copies, bundles, over and short, typed classes, refused grades."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import delete

from cpdesk.models.store import Store
from cpdesk.models.tables.roster_tables import school_class
from cpdesk.policy.flyers import Channel, LineState
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.flyers.handout.plan import PlanView
from cpdesk.ui.flyers.handout.plan_rows import PlanRow
from cpdesk.ui.flyers.handout.trays import PostTray
from cpdesk.ui.theme.theme import LIGHT, Theme
from tests.services.laws.every_statement import Ran, written_down
from tests.ui.flyers.conftest import CTRL, Bench, Build
from tests.ui.flyers.fakes import accepted
from tests.ui.walk import assert_accessible, assert_legible, assert_whole

ENTER = Qt.Key.Key_Return


@pytest.fixture
def planning(bench: Bench) -> PlanView:
    """Robots are accepted: 120 copies for grades 4 to 8."""
    accepted(bench.services, "robots", "D-NEW", 120, Channel.CARRY_HOME, bundles=4)
    bench.choose("D-NEW")
    bench.press(ENTER, CTRL)
    assert bench.page.planning
    return bench.page.plan


def row(plan: PlanView, name: str) -> PlanRow:
    return next(row for row in plan.rows if row.planned.class_name == name)


def test_the_classes_of_the_approval_are_marked(planning: PlanView) -> None:
    marked = [row.planned.class_name for row in planning.rows if row.marked]
    assert marked[0] == "4-A"
    assert marked[-1] == "8-B"
    assert "K-A" not in marked
    assert row(planning, "4-A").note.text() == "1 bundle"
    assert planning.sums.text() == "10 classes · 230 copies · 110 short"
    assert planning.sums.ink == "no"


def test_large_text_leaves_the_rooms_their_names(build: Build, deliveries: Services) -> None:
    bench = build(Theme(LIGHT, 150), width=1170, height=640)
    bench.choose("D-WINTER")
    bench.press(Qt.Key.Key_F2)
    bench.settle()
    rooms = [one.room for one in bench.page.plan.rows]
    assert rooms[0].text() == "Room 101"
    assert not any(room.shortened for room in rooms)
    assert len({room.width() for room in rooms}) == 1  # a column


def test_over_and_short_are_seen_as_one_types(bench: Bench, planning: PlanView) -> None:
    planning.mark_all(False)
    one = row(planning, "4-B")
    one.enter(copies=True)
    bench.type("40")
    assert one.marked  # typing copies selects the class
    assert one.note.text() == "2 bundles · 18 over"
    assert planning.sums.text() == "1 class · 40 copies · 80 over"
    bench.press(Qt.Key.Key_Down)
    assert row(planning, "5-A").led_copies
    bench.type("zz")
    bench.press(ENTER, CTRL)
    assert planning.trouble.word.text() == "Enter the number of copies for 5-A."
    row(planning, "5-A").box.setChecked(False)
    bench.press(ENTER, CTRL)
    assert not bench.page.planning
    lines = bench.now("D-NEW").lines
    assert [(line.class_name, line.copies, line.over) for line in lines] == [("4-B", 40, 18)]
    assert bench.page.detail.table.hasFocus()


def test_a_typed_class_of_grade_nine_is_refused_and_the_board_offered(
    bench: Bench, planning: PlanView
) -> None:
    planning.mark_all(False)
    row(planning, "4-A").box.setChecked(True)
    planning.another.line("class_name").line.setFocus()
    bench.type("9-Z")
    bench.press(ENTER)
    assert planning.trouble.word.text() == "Enter its grade: K or 1 to 12."
    bench.type("9")
    planning.another.line("head_count").set("12")
    bench.press(ENTER)
    assert row(planning, "9-Z").marked
    assert row(planning, "9-Z").note.text() == "Board only: no carry-home in this grade"
    assert planning.remark.sentence.text().startswith("Carry-home is for grades K–8.")
    assert planning.sums.text() == "1 class · 19 copies · 101 over"
    bench.press(ENTER)  # the empty line: that was all
    lines = {line.class_name: line for line in bench.now("D-NEW").lines}
    assert lines["9-Z"].state is LineState.REFUSED
    assert lines["4-A"].state is LineState.PLANNED
    detail = bench.page.detail
    assert detail.refused.word.text() == "No carry-home for 9-Z"
    assert "board" in detail.refused.sentence.text()
    detail.table.selectRow(1)
    detail.table.setFocus()
    bench.press(ENTER)  # on the refused class: the board instead
    assert isinstance(detail.tray, PostTray)


def test_a_plan_without_a_class_is_none(bench: Bench, planning: PlanView) -> None:
    planning.mark_all(False)
    bench.press(ENTER, CTRL)
    assert bench.page.planning
    assert planning.trouble.word.text() == "Select the classes that get it, or add them."
    assert planning.rows[0].box.hasFocus()
    assert bench.now("D-NEW").lines == ()


def test_the_same_name_twice(bench: Bench, planning: PlanView) -> None:
    planning.another.line("class_name").set("4-A")
    planning.another.line("class_grade").set("4")
    planning.add_typed()
    assert planning.trouble.word.text() == "A class with this name is already in the list."


def test_a_school_without_classes_types_them_once(bench: Bench, store_of_services: Store) -> None:
    with store_of_services.write() as tx:
        tx.execute(delete(school_class))
    accepted(bench.services, "robots", "D-NEW", 120, Channel.CARRY_HOME)
    bench.choose("D-NEW")
    bench.press(ENTER, CTRL)
    plan = bench.page.plan
    assert "The roster has no classes for this school." in plan.untold.text()
    assert plan.marks.isHidden()
    assert plan.another.line("class_name").line.hasFocus()
    for letters in ("5-A", "Room 9", "5", "21"):
        bench.type(letters)
        bench.press(Qt.Key.Key_Tab)
    plan.add_typed()
    assert plan.untold.isHidden()
    bench.press(ENTER, CTRL)
    assert [line.class_name for line in bench.now("D-NEW").lines] == ["5-A"]

    accepted(bench.services, "robots", "D-NEXT", 60, Channel.CARRY_HOME)
    bench.choose("D-NEXT")
    bench.press(ENTER, CTRL)
    assert [(one.planned.class_name, one.marked) for one in plan.rows] == [("5-A", True)]
    bench.press(ENTER, CTRL)
    line = bench.now("D-NEXT").lines[0]
    assert (line.class_name, line.room, line.head_count, line.copies) == ("5-A", "Room 9", 21, 21)


def test_a_class_that_a_new_roster_left_out_stays_in_its_plan(
    bench: Bench, store_of_services: Store
) -> None:
    with store_of_services.write() as tx:
        tx.execute(
            delete(school_class).where(school_class.c.class_id.in_(("CEDAR-K-A", "CEDAR-3-B")))
        )
    bench.choose("D-WINTER")
    bench.press(Qt.Key.Key_F2)
    plan = bench.page.plan
    assert row(plan, "3-B").marked
    assert row(plan, "K-A").note.text() == "already handed out"
    bench.press(ENTER, CTRL)
    names = {line.class_name: line.state for line in bench.now("D-WINTER").lines}
    assert (len(names), names["K-A"], names["3-B"]) == (8, LineState.HANDED, LineState.PLANNED)


def test_what_was_handed_out_is_not_for_a_plan_to_change(bench: Bench) -> None:
    bench.choose("D-WINTER")
    bench.press(Qt.Key.Key_F2)
    plan = bench.page.plan
    assert not row(plan, "K-A").box.isEnabled()
    assert row(plan, "K-A").note.text() == "already handed out"
    row(plan, "1-A").box.setChecked(False)
    bench.press(ENTER, CTRL)
    names = {line.class_name: line.state for line in bench.now("D-WINTER").lines}
    assert names["K-A"] is LineState.HANDED
    assert "1-A" not in names


def test_somebody_was_faster(bench: Bench, planning: PlanView, changes: Changes) -> None:
    record = bench.now("D-NEW")
    bench.services.handouts.plan_all("D-NEW", record.version)
    changes.flyers.emit()
    assert bench.page.planning  # what is marked stays
    bench.press(ENTER, CTRL)
    assert "since you opened it" in planning.trouble.word.text()
    bench.press(Qt.Key.Key_Escape)
    assert len(bench.record.lines) == 10  # as it is now


def test_left_without_saving(bench: Bench, planning: PlanView) -> None:
    bench.press(Qt.Key.Key_Escape)
    assert not bench.page.planning
    assert bench.now("D-NEW").lines == ()


def test_seen_and_heard(build: Build, deliveries: Services, any_theme: Theme) -> None:
    bench = build(any_theme)
    bench.choose("D-WINTER")
    bench.press(Qt.Key.Key_F2)
    bench.settle()
    assert_accessible(bench.page)
    assert_legible(bench.page, any_theme)
    assert_whole(bench.page)


# -- what is read ----------------------------------------------------------------------------------


def test_opening_a_plan_reads_the_class_list_alone(bench: Bench) -> None:
    """No log of the day and no count sheet: the classes of the roster, those that were typed, and
    where the school is."""
    bench.choose("D-WINTER")
    ran = Ran()
    with written_down(ran):
        bench.press(Qt.Key.Key_F2)
    assert bench.page.planning
    assert {place.file for places in ran.places.values() for place in places} <= {
        "services/auth_context.py",
        "services/school_context.py",
        "services/district_terms.py",
        "services/flyers/handout/handouts.py",
        "services/flyers/handout/plans.py",
    }
    read = " ".join(ran.places)
    assert "school_class" in read
    for table in ("flyer_post", "flyer_return", "flyer_file"):
        assert table not in read
    of_flyers = [
        statement
        for statement, places in ran.places.items()
        if any(place.file.startswith("services/flyers/") for place in places)
    ]
    assert len(of_flyers) == 2  # the classes of the roster, and those that were typed
