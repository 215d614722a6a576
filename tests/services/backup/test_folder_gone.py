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
from cpdesk.policy.approval.requests import Verdict
from cpdesk.policy.flyers import HandedHow
from cpdesk.policy.outcome import Outcome
from cpdesk.records.desk import Admission, Question
from cpdesk.records.requests import DecisionDraft
from cpdesk.services.services import Services
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
def acts(services: Services, store_of_services: Store) -> dict[str, Callable[[], object]]:
    """What people wait for at the counter, each ready to be done."""
    due = [row for row in services.desk.expected() if row.state == "due"]
    asked_of = {
        row.person_id: Question(person=row.person_id, activity=row.activity_id) for row in due
    }
    may = [one for one in asked_of.values() if services.desk.assess(one).outcome is Outcome.ADMIT]
    here, comes = (Admission(new_id(), question) for question in may[:2])
    visit = services.desk.admit(here)
    delivery = planned(services).delivery_id
    office = Office(services, store_of_services)
    asked = office.asked(LUNCH)
    office.enter(office.leader)
    version = services.decisions.request(asked).version
    decided = DecisionDraft(asked, version, Verdict.APPROVE)
    return {
        "check in": lambda: services.desk.admit(comes),
        "check out": lambda: services.desk.check_out(visit.visit_id),
        "hand out": lambda: services.handouts.hand_out(delivery, (), HandedHow.MAILBOX),
        "decide": lambda: services.decisions.decide(decided),
    }


@pytest.mark.parametrize("lose", [take_away, replace_by_a_copy, shutil.rmtree])
def test_nothing_is_acknowledged_into_a_folder_that_is_gone(
    services: Services, acts: dict[str, Callable[[], object]], lose: Callable[[Path], None]
) -> None:
    lose(services.folder)
    for act in acts.values():
        with pytest.raises(DeskError, match="was moved, deleted, or replaced") as told:
            act()
        assert str(services.folder) in str(told.value)
    with pytest.raises(DeskError, match="Until then, keep a paper list of visitors"):
        services.desk.inside()


def test_the_same_acts_are_done_once_the_folder_is_back(
    services: Services, acts: dict[str, Callable[[], object]]
) -> None:
    take_away(services.folder)
    for act in acts.values():
        with pytest.raises(DeskError):
            act()
    bring_back(services.folder)
    before = [row.visit_id for row in services.desk.inside()]
    assert len(before) == 1  # what was refused was not half done
    for act in acts.values():
        act()
    (row,) = services.desk.inside()
    assert row.visit_id not in before


def test_each_act_is_refused_once_where_the_newest_changes_were_taken_away(
    services: Services, store_of_services: Store, acts: dict[str, Callable[[], object]]
) -> None:
    store_of_services.close()
    for act in acts.values():
        delete_the_log(services.folder)
        with pytest.raises(DeskError, match="This was not saved"):
            act()
        act()  # nothing that was saved before is missing
    assert len(services.desk.inside()) == 1
