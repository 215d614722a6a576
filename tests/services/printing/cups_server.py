"""A print server of our own for a test: real cupsd, real cups-pdf queue, private files."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
BACKEND = Path("/usr/lib/cups/backend/cups-pdf")
CONFIG = Path("/etc/cups/cups-pdf.conf")  # the backend reads it there and nowhere else


def why_not() -> str:
    """Why such a server cannot be had here; "" where it can."""
    missing = [c for c in ("cupsd", "lpadmin", "lp", "lpstat", "unshare") if not _which(c)]
    if missing or not BACKEND.exists() or not PPD.exists():
        return "CUPS with cups-pdf is not installed (cups, cups-client, printer-driver-cups-pdf)"
    if os.geteuid() != 0:
        return "a private print server needs root"
    can = subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False)
    return "" if can.returncode == 0 else "this system allows no private mounts"


def _which(command: str) -> str | None:
    return shutil.which(command, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


class CupsServer:
    """Runs until `stop`. What its queues print lands in `printed`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.printed = folder / "printed"
        self.socket = folder / "cups.sock"
        self.environment = {"CUPS_SERVER": str(self.socket)}
        for name in ("root", "state", "cache", "spool", "log", "printed"):
            (folder / name).mkdir()
        self._write_files()
        start = f'mount --bind "$1" {CONFIG}; exec "$2" -f -c "$3" -s "$4"'
        files = ("cups-pdf.conf", "cupsd.conf", "cups-files.conf")
        backend, server, places = (str(folder / name) for name in files)
        self._server = subprocess.Popen(
            (
                "unshare",
                "-m",
                "sh",
                "-ec",
                start,
                "sh",
                backend,
                _which("cupsd") or "",
                server,
                places,
            ),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self.wait_for(self._answers, "the print server to answer")

    def _write_files(self) -> None:
        folder = self._folder
        (folder / "cupsd.conf").write_text(
            f"Listen {self.socket}\nWebInterface No\nBrowsing Off\nLogLevel warn\n"
            "DefaultAuthType None\nPreserveJobHistory No\n"
            "<Location />\n  Allow all\n</Location>\n"
            "<Policy default>\n  <Limit All>\n    Order allow,deny\n    Allow all\n  </Limit>\n"
            "</Policy>\n"
        )
        (folder / "cups-files.conf").write_text(
            f"ServerRoot {folder}/root\nStateDir {folder}/state\nCacheDir {folder}/cache\n"
            f"RequestRoot {folder}/spool\nErrorLog {folder}/log/error\n"
            f"AccessLog {folder}/log/access\nPageLog {folder}/log/page\n"
            "SystemGroup root\nFileDevice Yes\n"
        )
        (folder / "cups-pdf.conf").write_text(
            f"Out {self.printed}\nAnonDirName {self.printed}\nSpool {folder}/spool\n"
            f"Log {folder}/log\nLabel 1\n"
        )

    def add(self, queue: str) -> None:
        """A queue that prints into files."""
        self.run("lpadmin", "-p", queue, "-E", "-v", "cups-pdf:/", "-P", str(PPD))

    def run(self, command: str, *arguments: str) -> str:
        """One of CUPS's commands, for this server."""
        found = _which(command)
        assert found
        done = subprocess.run(
            [found, *arguments],
            env={**os.environ, **self.environment, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def files(self) -> list[Path]:
        """The finished papers, in the order of their names."""
        return [p for p in sorted(self.printed.rglob("*.pdf")) if p.read_bytes().endswith(b"EOF\n")]

    def waiting(self) -> list[bytes]:
        """The papers that paused queues keep, as they were handed over; the oldest first."""
        return [path.read_bytes() for path in sorted((self._folder / "spool").glob("d*"))]

    def journals(self) -> list[bytes]:
        """What the server wrote down of its jobs: their attributes, and its logs."""
        kept = [*(self._folder / "spool").glob("c*"), *(self._folder / "log").iterdir()]
        return [path.read_bytes() for path in kept if path.is_file()]

    def wait_for_files(self, count: int) -> list[Path]:
        """The papers, when so many have been printed."""
        self.wait_for(lambda: len(self.files()) >= count, f"{count} printed papers")
        return self.files()

    def wait_for(self, happened: Callable[[], bool], what: str, seconds: float = 30.0) -> None:
        """Until it happened; fails with the server's log when it does not."""
        end = time.monotonic() + seconds
        while not happened():
            if time.monotonic() > end or self._server.poll() is not None:
                log = self._folder / "log" / "error"
                pytest.fail(f"waited for {what}: {log.read_text()[-3000:] if log.exists() else ''}")
            with suppress(subprocess.TimeoutExpired):
                self._server.wait(0.01)  # it should not end; meanwhile it works

    def _answers(self) -> bool:
        if not self.socket.exists():
            return False
        asked = subprocess.run(
            ["lpstat", "-r"],
            env={**os.environ, **self.environment, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        return "is running" in asked.stdout

    def stop(self) -> None:
        """Ends the server and waits for it."""
        self._server.terminate()
        self._server.wait(10)
        if self._server.stderr:
            self._server.stderr.close()
