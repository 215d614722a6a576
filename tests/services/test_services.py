"""Every service by its name, opened when first asked for."""

from __future__ import annotations

import inspect
import shutil
from pathlib import Path

import pytest

from cpdesk.app import lazy_services
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.services.services import Services
from tests.services.odd_texts import service_names


def test_a_service_is_made_once(services: Services) -> None:
    assert len(service_names()) == 26
    for name in service_names():
        made = getattr(services, name)
        assert made is getattr(services, name)
        assert made is not services.auth


def test_all_that_a_service_shows_are_methods(services: Services) -> None:
    """Before the folder is open, a service has nothing else to give."""
    for name in service_names():
        kind = type(getattr(services, name))
        shown = {one for one in dir(kind) if not one.startswith("_")}
        assert shown == {one for one, _ in inspect.getmembers(kind, inspect.isfunction)} & shown
        assert {one for one in vars(getattr(services, name)) if not one.startswith("_")} == set()


def test_the_folder_is_opened_by_the_first_call(
    sample_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    folder = tmp_path / "later"
    late = lazy_services(folder, clock=clock)
    office = late.office
    assert not folder.exists()
    shutil.copytree(sample_folder, folder)
    assert office.office().school is not None
    assert late.auth is late.data.auth
    assert late.words.zone is not None
    late.close()


def test_what_was_handed_out_stays_good_after_the_folder_was_closed(
    sample_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    late = lazy_services(shutil.copytree(sample_folder, tmp_path / "data"), clock=clock)
    office = late.office
    before, store = office.office(), late.data.store
    late.close()
    assert office.office() == before
    assert late.data.store is not store
    late.close()


def test_a_folder_that_does_not_open_is_tried_again(
    sample_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    whole = (folder / "desk.db").read_bytes()
    (folder / "desk.db").write_bytes(b"spoiled" * 10_000)
    late = lazy_services(folder, clock=clock)
    for _ in range(2):
        with pytest.raises(DeskError):
            late.office.office()
    (folder / "desk.db").write_bytes(whole)
    assert late.office.office().school is not None
    late.close()
