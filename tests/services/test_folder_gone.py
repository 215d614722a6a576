"""What a desk does is acknowledged only where the data folder still holds it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.policy.flyers import HandedHow
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.requests import Verdict
from cpdesk.records.desk import Admission, Question
from cpdesk.records.requests import Deciding
from cpdesk.services.counter import Counter
from tests.services.flyers.story import planned
from tests.services.requests.leaders_office import LUNCH, Office

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows keeps files that are open where they are"
)


def take_away(folder: Path) -> None:
    folder.rename(folder.with_name("moved"))


def bring_back(folder: Path) -> None:
    folder.with_name("moved").rename(folder)


def replace_by_a_copy(folder: Path) -> None:
    shutil.copytree(folder, folder.with_name("copy"))
    take_away(folder)
    folder.with_name("copy").rename(folder)


def delete_the_log(folder: Path) -> None:
    (folder / "desk.db-wal").unlink()


@pytest.fixture
def acts(counter: Counter, store_of_counter: Store) -> dict[str, Callable[[], object]]:
    """What people wait for at the counter, each ready to be done."""
    due = [row for row in counter.desk.expected() if row.state == "due"]
    asked_of = {
        row.person_id: Question(person=row.person_id, activity=row.activity_id) for row in due
    }
    may = [one for one in asked_of.values() if counter.desk.assess(one).outcome is Outcome.ADMIT]
    here, comes = (Admission(new_id(), question) for question in may[:2])
    visit = counter.desk.admit(here)
    delivery = planned(counter).delivery_id
    office = Office(counter, store_of_counter)
    asked = office.asked(LUNCH)
    office.enter(office.leader)
    version = counter.deciding.request(asked).version
    decided = Deciding(asked, version, Verdict.APPROVE)
    return {
        "check in": lambda: counter.desk.admit(comes),
        "check out": lambda: counter.desk.check_out(visit.visit_id),
        "hand out": lambda: counter.handing_out.hand_out(delivery, (), HandedHow.MAILBOX),
        "decide": lambda: counter.deciding.decide(decided),
    }


@pytest.mark.parametrize("lose", [take_away, replace_by_a_copy, shutil.rmtree])
def test_nothing_is_acknowledged_into_a_folder_that_is_gone(
    counter: Counter, acts: dict[str, Callable[[], object]], lose: Callable[[Path], None]
) -> None:
    lose(counter.folder)
    for act in acts.values():
        with pytest.raises(DeskError, match="was moved, deleted, or replaced") as told:
            act()
        assert str(counter.folder) in str(told.value)
    with pytest.raises(DeskError, match="Until then, keep a paper list of visitors"):
        counter.desk.inside()


def test_the_same_acts_are_done_once_the_folder_is_back(
    counter: Counter, acts: dict[str, Callable[[], object]]
) -> None:
    take_away(counter.folder)
    for act in acts.values():
        with pytest.raises(DeskError):
            act()
    bring_back(counter.folder)
    before = [row.visit_id for row in counter.desk.inside()]
    assert len(before) == 1  # what was refused was not half done
    for act in acts.values():
        act()
    (row,) = counter.desk.inside()
    assert row.visit_id not in before


def test_each_act_is_refused_once_where_the_newest_changes_were_taken_away(
    counter: Counter, store_of_counter: Store, acts: dict[str, Callable[[], object]]
) -> None:
    store_of_counter.close()
    for act in acts.values():
        delete_the_log(counter.folder)
        with pytest.raises(DeskError, match="This was not saved"):
            act()
        act()  # nothing that was saved before is missing
    assert len(counter.desk.inside()) == 1
