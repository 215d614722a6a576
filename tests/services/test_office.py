"""Which school the desk is in, found by what people call it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from cpdesk import paths
from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.services.services import Services

NAMES = ("PS 11", "PS 126 RIIS", "Job Corps Academy 1", "ps 1", "P.S. 307 PS 1 HALE", "Ábaco")


@pytest.fixture
def many(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Services:
    """The sample district with more schools."""
    monkeypatch.setenv("CPDESK_KEYRING", "off")
    roster = shutil.copytree(paths.resources() / "sample", tmp_path / "roster")
    path = roster / "schools.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    with path.open("a", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        for n, name in enumerate(NAMES):
            writer.writerow(rows[0] | {"school_id": f"Z{n}", "name": name})
    services = open_services(tmp_path / "data", clock=clock)
    services.rosters.take_in(roster)
    return services


def test_the_school_that_is_meant_comes_first(many: Services) -> None:
    found = [school.name for school in many.office.schools("ps 1")]
    assert found == ["ps 1", "P.S. 307 PS 1 HALE", "PS 11", "PS 126 RIIS", "Job Corps Academy 1"]
    assert [school.name for school in many.office.schools("abaco")] == ["Ábaco"]
    assert [school.name for school in many.office.schools("z5")] == ["Ábaco"]
    many.close()


def test_all_of_them_by_name_whatever_their_capitals(many: Services) -> None:
    names = [school.name for school in many.office.schools()]
    assert names.index("ps 1") < names.index("PS 11")
    assert names[0] == "Ábaco"
    many.close()
