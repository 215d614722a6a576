"""The program as a person starts it: a process, a real window on an X screen, started twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

_START = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from cpdesk.app import run_window

def usable():
    app = QGuiApplication.instance()
    shot = app.primaryScreen().grabWindow(0)
    shot.save(sys.argv[2])
    print("usable", flush=True)
    sys.stdin.readline()
    app.closeAllWindows()

sys.exit(run_window(Path(sys.argv[1]), usable=usable))
"""


@pytest.fixture
def screen() -> Iterator[str]:
    """An X screen of its own; the server chooses a free number and tells it."""
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("there is no Xvfb on this computer to show a real window on")
    reading, writing = os.pipe()
    x = subprocess.Popen(
        [server, "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    yield f":{number}"
    x.terminate()
    x.wait(timeout=10)


def test_a_real_window_shows_the_day_and_a_second_start_brings_it_forward(
    screen: str, sample_folder: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(sample_folder, tmp_path / "data")
    shot = tmp_path / "screen.png"
    environment = {
        **os.environ,
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "CPDESK_KEYRING": "off",
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    command = [sys.executable, "-c", _START, str(folder), str(shot)]
    first = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        assert first.stdout is not None
        said = first.stdout.readline()
        if said != "usable\n":
            pytest.fail(f"the window did not open: {first.communicate(timeout=10)[1]}")
        second = subprocess.run(
            [sys.executable, "-m", "cpdesk", "--data", str(folder)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (second.returncode, second.stderr) == (0, "")
        _, complaints = first.communicate("close\n", timeout=30)
    finally:
        first.kill()
    assert first.returncode == 0, complaints
    picture = QImage(str(shot))
    colors = {
        picture.pixelColor(x, y).name() for x in range(4, 1366, 17) for y in range(4, 768, 17)
    }
    assert picture.width() == 1366
    assert "#14323f" in colors  # the sidebar
    assert len(colors) > 8
