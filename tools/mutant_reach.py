"""Which tests reach which line: one run of the tests under coverage.py, kept in `build/mutants`
until the program or a test changes."""

from __future__ import annotations

import ast
import collections
import configparser
import functools
import hashlib
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import coverage
from mutant_sources import ROOMS, ROOT, Mutant

TESTS = ("policy", "services", "models", "documents", "cli")  # windows are slow, and late to tell
KEPT = ROOT / "build" / "mutants"
# Seconds of tests for one mutant. Most die in the first ones; what lives then meets the others.
FIRST, ALL = 6.0, 45.0


def statement_lines(tree: ast.AST, line: int) -> tuple[range, bool]:
    """The lines that run when this one matters, and whether that is already at import. A default or
    a decorator of a function matters where its body runs."""
    chosen: ast.stmt | ast.excepthandler | None = None
    inside = False
    for node in ast.walk(tree):  # from the outside in
        if isinstance(node, ast.stmt | ast.excepthandler):
            decorators = [one.lineno for one in getattr(node, "decorator_list", ())]
            if min([*decorators, node.lineno]) <= line <= (node.end_lineno or node.lineno):
                inside = inside or isinstance(chosen, ast.FunctionDef)
                chosen = node
    if chosen is None:
        return range(line, line + 1), True
    last = chosen.end_lineno or chosen.lineno
    body = getattr(chosen, "body", None)
    if not body:
        return range(chosen.lineno, last + 1), not inside
    if isinstance(chosen, ast.FunctionDef):
        return range(body[0].lineno, last + 1), False
    return range(chosen.lineno, max(body[0].lineno, chosen.lineno + 1)), not inside


def imported_by() -> dict[str, set[str]]:
    """File of the program → the files, of the program and of the tests, that import it."""
    users: dict[str, set[str]] = collections.defaultdict(set)
    for top in ("cpdesk", "tests"):
        for path in (ROOT / top).rglob("*.py"):
            place = path.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom) and node.module:
                    names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
                    for name in names:
                        users[name.replace(".", "/") + ".py"].add(place)
                        users[name.replace(".", "/") + "/__init__.py"].add(place)
    return users


def mirror(file: str) -> str:
    """The test file of a file: of cpdesk/policy/ages.py it is tests/policy/test_ages.py."""
    path = Path(file)
    return Path("tests", *path.parts[1:-1], f"test_{path.name}").as_posix()


class Reach:
    """What one recorded run knows: the tests of each line, and how many seconds each takes."""

    def __init__(self, folder: Path) -> None:
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []
        self._data: list[coverage.CoverageData] = []
        for file in sorted(folder.glob("seconds.*")):
            found = json.loads(file.read_text("utf-8"))
            self.seconds |= found["seconds"]
            self.failed += found["failed"]
        for file in sorted(folder.glob("reach.*")):
            data = coverage.CoverageData(str(file))
            data.read()
            self._data.append(data)
        self._users = imported_by()

    @functools.cache  # noqa: B019 - there is one for each run
    def _lines(self, file: str) -> dict[int, frozenset[str]]:
        """Line → the tests that reach it."""
        found: dict[int, set[str]] = collections.defaultdict(set)
        for data in self._data:
            for line, tests in data.contexts_by_lineno(file).items():
                found[line].update(test for test in tests if test in self.seconds)
        return {line: frozenset(tests) for line, tests in found.items()}

    def _of_file(self, file: str) -> set[str]:
        return set(itertools.chain.from_iterable(self._lines(file).values()))

    def _of_import(self, file: str) -> Iterator[set[str]]:
        """The tests that use what the file defines when it is imported: those that run the file,
        those that run what imports it, what imports that, and so on, nearest first; at last those
        whose own file imports one of them."""
        near, seen = {file}, {file}
        while near:
            yield set().union(*map(self._of_file, near))
            users = set().union(*(self._users.get(one, set()) for one in near))
            near = {one for one in users - seen if one.startswith("cpdesk/")}
            seen |= users
        yield {test for test in self.seconds if test.split("::")[0] in seen}

    def of(self, mutant: Mutant) -> list[list[str]]:
        """The tests to try, in two parts: the first few, then the others; the tests of the file's
        own test file before all others, and then the fastest first."""
        tree = ast.parse((ROOT / mutant.file).read_text("utf-8"))
        lines, at_import = statement_lines(tree, mutant.line)
        reached = self._lines(mutant.file)
        groups = [set().union(*(reached.get(line, ()) for line in lines))]
        # What is computed once and kept is seen by tests that never ran the line.
        groups += self._of_import(mutant.file) if at_import else [self._of_file(mutant.file)]
        return self._parts(self._in_order(groups, mirror(mutant.file)))

    def _in_order(self, groups: Iterable[set[str]], own: str) -> list[str]:
        found: dict[str, None] = {}
        for group in groups:
            found.update(
                dict.fromkeys(
                    sorted(
                        group,
                        key=lambda test: (not test.startswith(own), self.seconds[test], test),
                    )
                )
            )
        return list(found)

    def _parts(self, tests: list[str]) -> list[list[str]]:
        first: list[str] = []
        others: list[str] = []
        total = 0.0
        for test in tests:
            total += self.seconds[test]
            if total <= FIRST or not first:
                first.append(test)
            elif total <= ALL:
                others.append(test)
        return [part for part in (first, others) if part]


def fingerprint() -> str:
    """Changes with the program and its tests."""
    seen = hashlib.sha256()
    for top in ("cpdesk", "resources", "tests", "tools"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.is_file() and path.suffix not in {".pyc", ".mo", ".png"}:
                seen.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return seen.hexdigest()[:16]


def test_files() -> list[str]:
    """In a fixed order in which slow neighbors are far from each other."""
    files = [
        file.relative_to(ROOT).as_posix()
        for room in TESTS
        for file in sorted((ROOT / "tests" / room).rglob("test_*.py"))
    ]
    random.Random(1).shuffle(files)
    return files


def record(copies: list[Path]) -> Reach:
    """The recorded run for this state of the program; if there is none, every copy of the project
    runs its part of the tests."""
    folder = KEPT / fingerprint()
    if not (folder / "whole").exists():
        shutil.rmtree(KEPT, ignore_errors=True)  # of an older state
        folder.mkdir(parents=True)
        settings = configparser.ConfigParser()
        rooms = "\n".join(f"cpdesk/{room}/*" for room in ROOMS)
        settings["run"] = {"relative_files": "true", "include": rooms}
        with (folder / "settings").open("w", encoding="utf-8") as file:
            settings.write(file)
        running = [
            _start(copy, folder, n, test_files()[n :: len(copies)]) for n, copy in enumerate(copies)
        ]
        # 1: a test failed, as the record says; more than that, and there is no record.
        if not {process.wait() for process in running} <= {0, 1}:
            raise SystemExit("".join(log.read_text()[-2000:] for log in folder.glob("log.*")))
        (folder / "whole").touch()
    return Reach(folder)


def _start(copy: Path, folder: Path, n: int, files: list[str]) -> subprocess.Popen[bytes]:
    env = {
        **os.environ,
        "PYTHONPATH": f"{copy}{os.pathsep}{copy / 'tools'}",
        "COVERAGE_FILE": str(folder / f"reach.{n}"),
        "MUTANTS_SECONDS": str(folder / f"seconds.{n}"),
    }
    command = [sys.executable, "-m", "coverage", "run", f"--rcfile={folder / 'settings'}"]
    options = ["-q", "-p", "mutant_recorder", "-p", "no:cacheprovider", "-p", "no:xdist"]
    with (folder / f"log.{n}").open("w") as log:
        return subprocess.Popen(
            [*command, "-m", "pytest", *options, *files],
            cwd=copy,
            env=env,
            stdout=log,
            stderr=log,
        )
