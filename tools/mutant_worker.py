"""Runs chosen tests, again and again, each time in a process of its own that begins where this one
stands: the libraries are imported once, the program and its tests are imported anew.

Reads a line of JSON for each run, {"tests": [...], "seconds": most}, and answers with one,
{"status": "passed" | "failed" | "late", "test": the one that failed, "seconds": of a processor}.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import resource
import select
import shutil
import signal
import sys
from pathlib import Path

import pytest

# What takes long to import and never has a fault in it. Plugins of pytest are not among them: they
# have to be imported by pytest itself.
LIBRARIES = (
    "PySide6.QtWidgets",
    "PySide6.QtTest",
    "alembic.command",
    "hypothesis.strategies",
    "icalendar",
    "pypdf",
    "pypdfium2",
    "reportlab.platypus",
    "sqlalchemy.orm",
    "sqlcipher3",
)
OPTIONS = (
    *("-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0"),
    # That hypothesis is there before pytest changes nothing for tests.
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)


class Chosen:
    """A plugin of pytest: runs these tests in this order and keeps the one that failed."""

    def __init__(self, tests: list[str]) -> None:
        self.tests = tests
        self.failed = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """A fault may change what a test is parametrized with. Then all its cases are run, so that
        a case is never counted as failed because it has another name."""
        named = {item.nodeid: item for item in items}
        cases: dict[str, list[pytest.Item]] = {}
        for item in items:
            cases.setdefault(item.nodeid.split("[")[0], []).append(item)
        wanted: dict[str, pytest.Item] = {}
        for test in self.tests:
            found = [named[test]] if test in named else cases.get(test.split("[")[0], [])
            wanted.update({item.nodeid: item for item in found})
        items[:] = wanted.values()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed = self.failed or report.nodeid


def run_tests(tests: list[str], temporary: str) -> str:
    """The test that failed, "" if none did; in the process that has the fault."""
    chosen = Chosen(tests)
    files = list(dict.fromkeys(test.split("::")[0] for test in tests))
    status = pytest.main([*OPTIONS, f"--basetemp={temporary}", *files], plugins=[chosen])
    if chosen.failed or status in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        return chosen.failed
    return f"pytest itself ({status})"


def one_run(tests: list[str], seconds: int, temporary: str) -> dict[str, str | float]:
    """Runs them in a new process and waits for its answer. It may use `seconds` of a processor, so
    that a busy computer makes no test late; what only waits is late after ten times as many."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            quiet = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(quiet, stream)
            os.write(writing, (run_tests(tests, temporary) or "passed").encode())
        finally:
            os._exit(0)
    os.close(writing)
    ready, _, _ = select.select([reading], [], [], 10 * seconds)
    answer = os.read(reading, 4096).decode() if ready else ""
    os.close(reading)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    _, _, used = os.wait4(child, 0)
    took = used.ru_utime + used.ru_stime
    if not ready or (not answer and took >= seconds - 1):
        return {"status": "late", "test": "", "seconds": took}
    if answer == "passed":
        return {"status": "passed", "test": "", "seconds": took}
    return {"status": "failed", "test": answer or "a crash", "seconds": took}


def main(temporary: str) -> None:
    for name in LIBRARIES:
        importlib.import_module(name)
    gc.freeze()
    for line in sys.stdin:
        asked = json.loads(line)
        shutil.rmtree(Path.cwd() / ".hypothesis", ignore_errors=True)  # examples of another fault
        answer = one_run(asked["tests"], asked["seconds"], temporary)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
