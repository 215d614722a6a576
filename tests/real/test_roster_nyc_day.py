"""A day at a school of a real district, through the window: taken in, searched, admitted, left."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.policy.names.names import fold
from cpdesk.policy.outcome import Outcome
from cpdesk.records.desk import ExpectedRow, Question
from cpdesk.services.services import Services
from tests.journeys.office import front_office

NEW_YORK = ZoneInfo("America/New_York")


def test_a_day_at_the_school_with_the_most_activities(
    qtbot: QtBot, shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPDESK_KEYRING", "off")
    clock = FixedClock(datetime(2026, 11, 23, 6, 30, tzinfo=NEW_YORK))
    folder = tmp_path / "data"
    services = open_services(folder, clock=clock)
    services.rosters.take_in(shared_data / "roster-nyc")
    school = services.office.schools("osmond church")[0]
    services.office.choose_school(school.school_id)
    while not any(_may_come(services, row) for row in services.desk.expected()):
        clock.set(clock.now() + timedelta(days=1))  # to the next day that somebody may come
    services.close()
    with front_office(qtbot, folder, clock) as front:
        front.until(lambda: bool(front.desk.results.rows))
        rows = front.services.desk.expected()
        assert rows
        welcome = next(row for row in rows if _may_come(front.services, row))
        clock.set(datetime.combine(clock.now().date(), welcome.start, NEW_YORK))
        name = front.admit(fold(welcome.person_name)[:6])
        assert front.inside() == [name]
        front.desk.refresh()
        visit = front.services.desk.inside()[0]
        front.type(visit.badge_code)
        front.press(Qt.Key.Key_Return)
        front.until(lambda: front.inside() == [])
        day = front.services.day.schedule(clock.now().astimezone(NEW_YORK).date())
        assert any(line.came for line in day.lines)


def test_every_school_of_it_can_be_asked_about_every_activity(
    shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All 675 activities at their schools: an answer for each, and a reason for each no."""
    import csv

    from cpdesk.policy.outcome import Outcome
    from cpdesk.records.desk import Question

    monkeypatch.setenv("CPDESK_KEYRING", "off")
    clock = FixedClock(datetime(2026, 11, 23, 6, 30, tzinfo=NEW_YORK))
    services = open_services(tmp_path / "data", clock=clock)
    services.rosters.take_in(shared_data / "roster-nyc")
    with (shared_data / "roster-nyc" / "activities.csv").open(encoding="utf-8") as lines:
        activities = list(csv.DictReader(lines))
    services.office.choose_school(activities[0]["school_id"])
    outcomes = set()
    for row in activities:
        decision = services.desk.assess(
            Question(
                school=row["school_id"],
                activity=row["activity_id"],
                person=row["people"].split(";")[0],
                at=datetime(2026, 12, 1, 9, 0),  # noqa: DTZ001  the school's time
            )
        )
        outcomes.add(decision.outcome)
        assert decision.outcome is Outcome.ADMIT or decision.troubles
        assert decision.outcome == max(f.outcome for f in decision.findings)
    services.close()
    assert outcomes == {Outcome.ADMIT, Outcome.ASK_DESK, Outcome.ASK_LEADER, Outcome.REFUSE}


def _may_come(services: Services, row: ExpectedRow) -> bool:
    """Whether the visitor is let in at the time they are expected."""
    at = datetime.combine(services.clock.now().date(), row.start, NEW_YORK)
    asked = Question(person=row.person_id, activity=row.activity_id, at=at)
    return services.desk.assess(asked).outcome is Outcome.ADMIT
