"""A plugin of pytest that notes which lines each test reaches (the contexts of coverage.py), how
many seconds it takes, and which tests fail without any fault."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest

_seconds: dict[str, float] = {}
_failed: set[str] = set()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    measured = coverage.Coverage.current()
    if measured is not None:
        measured.switch_context(item.nodeid)
    begun = time.process_time()
    yield
    _seconds[item.nodeid] = time.process_time() - begun


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.failed:
        _failed.add(report.nodeid)


def pytest_sessionfinish() -> None:
    kept = {test: took for test, took in _seconds.items() if test not in _failed}
    found = {"seconds": kept, "failed": sorted(_failed)}
    Path(os.environ["MUTANTS_SECONDS"]).write_text(json.dumps(found), "utf-8")
