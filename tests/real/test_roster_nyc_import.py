"""A real district's agencies, programs, sites and bells, through the import."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.roster import Rosters
from cpdesk.words import Words


@pytest.fixture
def roster(shared_data: Path) -> Path:
    return shared_data / "roster-nyc"


def test_its_summary(roster: Path, store: Store, clock: FixedClock, words: Words) -> None:
    rosters = Rosters(store, clock, auth=AuthContext(store))
    checked = rosters.check(roster)
    summary = rosters.take_in(roster)
    assert checked.counts == summary.counts
    assert {c.file: c.rows for c in summary.counts} == {
        "schools.csv": 552,
        "partners.csv": 217,
        "contracts.csv": 260,
        "contract_schools.csv": 547,
        "programs.csv": 260,
        "activities.csv": 675,
        "people.csv": 805,
        "bells.csv": 3_000,
        "week.csv": 600,
        "days.csv": 1_280,
        "classes.csv": 722,
        "flyers.csv": 60,
        "notices.csv": 0,
    }
    kinds = Counter((f.file, f.column) for f in summary.remarks)
    assert kinds == {
        ("activities.csv", "school_id"): 24,  # outside their contract's schools
        ("contracts.csv", "contract_id"): 8,  # without a school
        ("programs.csv", "fee_to_families"): 3,
        ("schools.csv", "grade_low"): 40,  # bells for grades 6 to 8 only
        ("bells.csv", "school_id"): 1,  # one line for the many schools without any
    }
    assert all(words.fault(remark) for remark in summary.remarks)
    assert summary.notes == ()
    assert rosters.last_summary() == summary


def test_again_it_is_refused(roster: Path, store: Store, clock: FixedClock) -> None:
    rosters = Rosters(store, clock, auth=AuthContext(store))
    rosters.take_in(roster)
    with pytest.raises(DeskError) as caught:
        rosters.take_in(roster)
    assert [f.column for f in caught.value.faults] == ["sequence"]
