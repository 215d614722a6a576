"""Real parts for every test: an encrypted store on disk, a clock that stands still, words."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before PySide6 is imported

import pytest

from cpdesk.clock import FixedClock
from cpdesk.models.store import Store
from cpdesk.words import Words

CHICAGO = ZoneInfo("America/Chicago")
SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO))


@pytest.fixture
def words() -> Words:
    return Words("en_US", CHICAGO)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "desk.db", secrets.token_hex(32))
    yield opened
    opened.close()


@pytest.fixture
def shared_data() -> Path:
    """Real data that is not part of the project; tests that want it say when it is not there."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real data beside the checkout (../shared/data) is not there")
    return SHARED_DATA
