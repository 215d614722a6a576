from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.ui.window.single_instance import SingleInstance

CLAIM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from cpdesk.ui.window.single_instance import SingleInstance
app = QCoreApplication([])
only = SingleInstance(Path(sys.argv[1]))
print(only.claim(), flush=True)
if sys.argv[2] == "stay":
    app.exec()
"""


@pytest.fixture
def first(qapp: QApplication, tmp_path: Path) -> Iterator[SingleInstance]:
    made = SingleInstance(tmp_path)
    yield made
    made.release()


def start(folder: Path, then: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CLAIM, str(folder), then], stdout=subprocess.PIPE, text=True
    )


def test_a_second_start_in_another_process_is_told_to_the_first(
    first: SingleInstance, tmp_path: Path, qtbot: QtBot
) -> None:
    assert first.claim()
    with qtbot.waitSignal(first.second_start):
        second = start(tmp_path, "leave")
    assert second.communicate(timeout=10)[0].strip() == "False"
    assert second.returncode == 0


def test_two_folders_are_two_desks(
    first: SingleInstance, tmp_path: Path, qapp: QApplication
) -> None:
    (tmp_path / "other").mkdir()
    other = SingleInstance(tmp_path / "other")
    assert first.claim()
    assert other.claim()
    other.release()


def test_one_folder_written_two_ways_is_one_desk(
    first: SingleInstance, tmp_path: Path, qapp: QApplication
) -> None:
    (tmp_path / "a").mkdir()
    assert first.claim()
    assert not SingleInstance(tmp_path / "a" / "..").claim()


def test_after_the_first_ended_the_next_is_the_first(first: SingleInstance, tmp_path: Path) -> None:
    assert first.claim()
    first.release()
    later = SingleInstance(tmp_path)
    assert later.claim()
    later.release()


@pytest.mark.skipif(os.name == "nt", reason="a named pipe does not outlive its process")
def test_what_a_crash_left_behind_is_swept_away(first: SingleInstance, tmp_path: Path) -> None:
    crashed = start(tmp_path, "stay")
    assert crashed.stdout is not None
    assert crashed.stdout.readline().strip() == "True"
    crashed.send_signal(signal.SIGKILL)
    crashed.wait()
    crashed.stdout.close()
    assert first.claim()
