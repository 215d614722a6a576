"""Real parts for every test: an encrypted store on disk, a clock that stands still, words."""

from __future__ import annotations

import gc
import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

# Before PySide6 is imported. Without a word Qt's screen that is not there is 800 pixels wide, which
# no office has; a path with a drive's colon cannot be told to it.
if os.environ.setdefault("QT_QPA_PLATFORM", "offscreen") == "offscreen" and os.name != "nt":
    _screen = Path(__file__).with_name("screen.json")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_screen}"

import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

from cpdesk import paths
from cpdesk.clock import FixedClock
from cpdesk.models.store import Store
from cpdesk.words import Words

if TYPE_CHECKING:
    from cpdesk.services.services import Services

CHICAGO = ZoneInfo("America/Chicago")
SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


class _Statements(LRUCache[Any, Any]):
    """Compiled statements of all stores, which would otherwise be compiled again for every test.
    Their dialects, the first part of a key, are all alike."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key[1:], value)


_STATEMENTS = _Statements(4_000)


@event.listens_for(Engine, "engine_connect")
def _share_statements(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_STATEMENTS)


def pytest_collection_finish() -> None:
    """What was imported stays: no collection looks at it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _garbage_goes_here() -> Iterator[None]:
    """As in the program, closed widgets are never collected by a worker's thread."""
    from cpdesk.ui.garbage import sweep

    gc.disable()
    yield
    sweep()


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


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample district taken in at 6:58 am, serving Cedar Lake School."""
    from cpdesk.app import open_services

    os.environ["CPDESK_KEYRING"] = "off"
    folder = tmp_path_factory.mktemp("sample")
    clock = FixedClock(datetime(2026, 11, 24, 6, 58, tzinfo=CHICAGO))
    services = open_services(folder, clock=clock)
    services.rosters.take_in(paths.resources() / "sample", sample=True)
    services.office.choose_school(services.office.schools("Cedar Lake")[0].school_id)
    services.close()
    return folder


@pytest.fixture
def services(sample_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Services]:
    """Every service on a copy of the sample district's folder; it is Tuesday, 10:42 am."""
    from cpdesk.app import open_services

    folder = shutil.copytree(sample_folder, tmp_path / "data")
    opened = open_services(folder, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def store_of_services(services: Services) -> Iterator[Store]:
    """The same file, opened a second time."""
    from cpdesk.models import key

    opened = Store.open(services.folder / "desk.db", key.find_or_make(services.folder).key)
    yield opened
    opened.close()
