"""The log never holds a name, whatever is handed to it."""

from __future__ import annotations

import logging
import stat
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cpdesk import log
from cpdesk.policy.outcome import Outcome

NAME = "Siobhán O’Brien-Núñez"
VISIT = "0193606c-5a70-7c3e-9d6e-0123456789ab"


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    handler = log.start(tmp_path)
    yield tmp_path / "cpdesk.log"
    log.stop(handler)


logger = logging.getLogger("cpdesk.test")


def test_codes_dates_numbers_and_ids_are_kept(written: Path) -> None:
    logger.info("visit %s: %s, %d found on %s", VISIT, Outcome.ASK_DESK, 3, date(2026, 11, 24))
    line = written.read_text("utf-8")
    assert f"INFO cpdesk.test visit {VISIT}: Outcome.ASK_DESK, 3 found on 2026-11-24" in line


def test_a_name_is_withheld_however_it_is_handed_over(written: Path) -> None:
    logger.info("admitted %s", NAME)
    logger.info("admitted %(who)s to room %(room)5.1f", {"who": NAME, "room": 12.0})
    logger.info("list %s", [NAME])
    logger.error("failed: %s", ValueError(NAME))
    logger.info(ValueError(NAME))
    text = written.read_text("utf-8")
    assert text.count(log.WITHHELD) == 3
    assert text.count("ValueError") == 2
    assert "O’Brien" not in text
    assert "room 12.0" in text


def test_an_exception_keeps_its_type_and_places_but_not_its_words(written: Path) -> None:
    try:
        try:
            raise KeyError(NAME)
        except KeyError as missing:
            raise RuntimeError(f"no row for {NAME}") from missing
    except RuntimeError:
        logger.exception("stopped")
    text = written.read_text("utf-8")
    assert "builtins.RuntimeError" in text
    assert "builtins.KeyError" in text
    assert "test_log.py:" in text
    assert "O’Brien" not in text
    assert str(Path.home()) not in text


def test_a_full_file_makes_room(tmp_path: Path) -> None:
    handler = log.start(tmp_path, size=500, kept=2)
    for n in range(100):
        logger.info("line %d", n)
    log.stop(handler)
    files = sorted(p.name for p in tmp_path.iterdir())
    assert files == ["cpdesk.log", "cpdesk.log.1", "cpdesk.log.2"]
    assert all(p.stat().st_size <= 500 for p in tmp_path.iterdir())


def test_nothing_is_written_after_closing(tmp_path: Path) -> None:
    log.stop(log.start(tmp_path))
    logger.info("late")
    assert not (tmp_path / "cpdesk.log").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights differently")
def test_only_the_owner_may_read_it(written: Path) -> None:
    logger.info("here")
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
