"""How soon the window is there, and how much memory it takes, next to bare windows.

Whole processes, started in turn, each timed from its start until a window of 1366×768 has been
painted (or, for the desk, until the store is open and today's list has been painted), then ended.
Bounds: first paint 1.6 × a bare PySide6 window; usable desk 1.5 × a bare window that imports the
same modules, including our own (so the row is about what we do, not what we load; the ratio to a
window with only other people's modules is also printed); memory 1.5 × a bare window with
SQLAlchemy's ORM and sqlcipher3.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from measure import finish, row

from cpdesk import paths
from cpdesk.app import open_services
from cpdesk.clock import FixedClock

RUNS = 9

# Each prints the time of day in seconds when its window has been painted, and then its memory.
_TELL = """
import sys, time
def tell():
    sys.stdout.write(f"{time.time()}\\n")
    sys.stdout.write(next(l for l in open("/proc/self/status") if l.startswith("VmRSS")).split()[1])
    sys.stdout.flush()
    import os
    os._exit(0)
"""
_BARE = (
    _TELL
    + """
%s
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        tell()
app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
)
_IMPORTS = """
import contextlib, importlib
for name in %r:
    with contextlib.suppress(ImportError):  # a few are made while others are imported
        importlib.import_module(name)
"""
# What the usable desk has imported, in the order of its imports.
_LIST = """
import sys
from pathlib import Path
from cpdesk.app import run_window
def tell():
    print(" ".join(sys.modules), flush=True)
    import os
    os._exit(0)
run_window(Path(%r), usable=tell)
"""
_ORM = "import sqlalchemy.orm, sqlcipher3"
_OURS = (
    _TELL
    + """
from pathlib import Path
from cpdesk.app import run_window
run_window(Path(%r), %s=tell)
"""
)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        zone = ZoneInfo("America/Chicago")
        services = open_services(
            folder, clock=FixedClock(datetime(2026, 11, 24, 6, 58, tzinfo=zone))
        )
        services.rosters.take_in(paths.resources() / "sample", sample=True)
        services.office.choose_school("CEDAR")
        services.close()
        imports = _imports(name)
        others = [module for module in imports if not module.startswith("cpdesk")]
        programs = {
            "bare": _BARE % "",
            "first paint": _OURS % (name, "painted"),
            "bare with imports": _BARE % (_IMPORTS % imports),
            "bare with others": _BARE % (_IMPORTS % others),
            "usable": _OURS % (name, "usable"),
            "bare with the ORM": _BARE % _ORM,
        }
        seconds: dict[str, list[float]] = {key: [] for key in programs}
        memory: dict[str, list[float]] = {key: [] for key in programs}
        for _ in range(RUNS + 1):
            for key, program in programs.items():
                took, kilobytes = _run(program)
                seconds[key].append(took)
                memory[key].append(kilobytes / 1024)
    # The first round warms the disk's cache and is left out.
    took_ = {key: statistics.median(values[1:]) for key, values in seconds.items()}
    size = {key: statistics.median(values[1:]) for key, values in memory.items()}
    told = took_["usable"] / took_["bare with others"]
    print(f"for information: the usable desk beside the imports of others alone, {told:.2f}")
    finish(
        [
            row("first paint", took_["first paint"], took_["bare"], 1.6),
            row("usable desk", took_["usable"], took_["bare with imports"], 1.5),
            row("memory of the usable desk", size["usable"], size["bare with the ORM"], 1.5, "MB"),
        ]
    )


def _imports(folder: str) -> list[str]:
    """The modules that the usable desk imports."""
    return [name for name in _started(_LIST % folder) if not name.startswith("_")]


def _run(program: str) -> tuple[float, float]:
    began = time.time()
    painted, kilobytes = _started(program)
    return float(painted) - began, float(kilobytes)


def _started(program: str) -> list[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CPDESK_KEYRING": "off"}
    # An installed program is compiled once; the round that is left out does that.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
        timeout=60,
    ).stdout.split()


if __name__ == "__main__":
    main()
