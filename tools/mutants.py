"""Puts small faults into the code, one at a time, and sees whether a test notices.

`python3 dev.py mutants [--seed N] [--number N] [--minutes N]` draws mutants of Cosmic Ray from
`policy/`, `records/` and `services/`. One run of the tests says which of them reach which line; a
mutant is tried against those, the fastest first. Nothing in the checkout changes: each worker has a
copy of its own. What lives is listed with the reason in `tools/mutants_kept.toml`; a mutant without
a reason, or fewer than nine in ten killed, is a failure.
"""

from __future__ import annotations

import argparse
import ast
import collections
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("policy", "records", "services")
TESTS = ("policy", "services", "models", "documents", "cli")  # windows are slow, and late to tell
KEPT = Path(__file__).with_name("mutants_kept.toml")
# Of Cosmic Ray's operators, the faults that people make. The others write what no one would:
# a sum as a power, an order of two texts as a test of identity.
OPERATORS = (
    "AddNot",
    "NumberReplacer",
    "RemoveDecorator",
    "ReplaceAndWithOr",
    "ReplaceBinaryOperator_Add_Sub",
    "ReplaceBinaryOperator_Div_Mul",
    "ReplaceBinaryOperator_FloorDiv_Mul",
    "ReplaceBinaryOperator_Mod_FloorDiv",
    "ReplaceBinaryOperator_Mul_Add",
    "ReplaceBinaryOperator_Sub_Add",
    "ReplaceBreakWithContinue",
    "ReplaceComparisonOperator_Eq_NotEq",
    "ReplaceComparisonOperator_Gt_GtE",
    "ReplaceComparisonOperator_Gt_Lt",
    "ReplaceComparisonOperator_GtE_Gt",
    "ReplaceComparisonOperator_GtE_Lt",
    "ReplaceComparisonOperator_Is_IsNot",
    "ReplaceComparisonOperator_IsNot_Is",
    "ReplaceComparisonOperator_Lt_Gt",
    "ReplaceComparisonOperator_Lt_LtE",
    "ReplaceComparisonOperator_LtE_Gt",
    "ReplaceComparisonOperator_LtE_Lt",
    "ReplaceComparisonOperator_NotEq_Eq",
    "ReplaceContinueWithBreak",
    "ReplaceFalseWithTrue",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceUnaryOperator_Delete_Not",
    "ZeroIterationForLoop",
)
LEAST = 0.9  # the share of mutants that has to be killed
ENOUGH = 25.0  # seconds of tests for one mutant; most die within one


@dataclass(frozen=True)
class Mutant:
    """One fault: in which file, what Cosmic Ray does there, and the line as it was."""

    file: str
    operator: str
    occurrence: int
    line: int
    was: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.operator}: {self.was}"


@dataclass(frozen=True)
class Reach:
    """Which tests reach a line, and how many seconds each takes."""

    tests: dict[tuple[str, int], tuple[str, ...]]
    of_file: dict[str, tuple[str, ...]]
    seconds: dict[str, float]

    def of(self, mutant: Mutant) -> list[str]:
        """The tests to try, the fastest first, for about `ENOUGH` seconds. A line outside of every
        function runs when its file is imported, so every test that uses the file may notice."""
        reached = self.tests.get((mutant.file, mutant.line)) or self.of_file.get(mutant.file, ())
        chosen: list[str] = []
        left = ENOUGH
        for test in sorted(reached, key=lambda one: self.seconds.get(one, 1.0)):
            left -= self.seconds.get(test, 1.0)
            if left < 0 and chosen:
                break
            chosen.append(test)
        return chosen


def inert_lines(source: str) -> Iterator[tuple[int, int, int, int]]:
    """Places where a fault has no effect: annotations, which are never evaluated, imports for the
    type checker, and the decorators of a class. As (line, column, end line, end column)."""
    for node in ast.walk(ast.parse(source)):
        found: Sequence[ast.AST | None] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            args = node.args
            every = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
            found = [one.annotation for one in every if one is not None] + [node.returns]
        elif isinstance(node, ast.AnnAssign):
            found = [node.annotation]
        elif isinstance(node, ast.ClassDef):
            found = [*node.decorator_list]
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            found = [node]
        for one in found:
            if isinstance(one, ast.expr | ast.stmt):
                assert one.end_lineno is not None
                assert one.end_col_offset is not None
                yield one.lineno, one.col_offset, one.end_lineno, one.end_col_offset


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of one file that can have an effect."""
    source = path.read_text("utf-8")
    nodes, lines, inert = (
        list(ast_nodes(get_ast(source))),
        source.splitlines(),
        [*inert_lines(source)],
    )
    for name in OPERATORS:
        operator = get_operator(f"core/{name}")()
        places = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (line, column) in enumerate(places):
            if not any((a, b) <= (line, column) < (c, d) for a, b, c, d in inert):
                place = str(path.relative_to(ROOT))
                yield Mutant(place, name, occurrence, line, lines[line - 1].strip())


def all_mutants() -> list[Mutant]:
    """Every mutant of the three rooms that can have an effect."""
    paths = [file for room in ROOMS for file in sorted((ROOT / "cpdesk" / room).rglob("*.py"))]
    return [mutant for path in paths for mutant in mutants_of(path)]


def faulty(mutant: Mutant, source: str) -> str | None:
    """The source with the fault in it; None if it is no Python, such as a lone "+" for a "*"."""
    changed = mutate_code(source, get_operator(f"core/{mutant.operator}")(), mutant.occurrence)
    if changed is None:
        return None
    try:
        compile(changed, mutant.file, "exec")
    except SyntaxError:
        return None
    return str(changed)


def draw(everything: list[Mutant], seed: int, number: int) -> list[Mutant]:
    """The mutants of this seed; always the same for the same code."""
    drawn: list[Mutant] = []
    for mutant in random.Random(seed).sample(everything, len(everything)):
        if len(drawn) == number:
            break
        if faulty(mutant, (ROOT / mutant.file).read_text("utf-8")) is not None:
            drawn.append(mutant)
    return drawn


# --- which tests reach which line -------------------------------------------------------------

_RECORDER = """
import json, os, time
import coverage, pytest

took = {}

@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item, nextitem):
    measured = coverage.Coverage.current()
    if measured is not None:
        measured.switch_context(item.nodeid)
    begun = time.perf_counter()
    yield
    took[item.nodeid] = time.perf_counter() - begun

def pytest_sessionfinish(session):
    with open(os.environ["MUTANTS_SECONDS"], "w", encoding="utf-8") as file:
        json.dump(took, file)
"""


def reach(scratch: Path) -> Reach:
    """Runs the tests once, half of their files on each of two cores, and notes what they reach."""
    (scratch / "mutants_recorder.py").write_text(_RECORDER, "utf-8")
    files = [
        str(file.relative_to(ROOT))
        for room in TESTS
        for file in sorted((ROOT / "tests" / room).rglob("test_*.py"))
    ]
    random.Random(1).shuffle(files)  # the slow ones are neighbors
    halves = [files[0::2], files[1::2]]
    rooms = ",".join(f"cpdesk/{room}/*" for room in ROOMS)
    running = []
    for n, half in enumerate(halves):
        env = {
            **os.environ,
            "PYTHONPATH": str(scratch),
            "COVERAGE_FILE": str(scratch / f"reach.{n}"),
            "MUTANTS_SECONDS": str(scratch / f"seconds.{n}"),
        }
        command = [sys.executable, "-m", "coverage", "run", f"--include={rooms}", "-m", "pytest"]
        options = ["-q", "-p", "mutants_recorder", "-p", "no:cacheprovider", "-p", "no:xdist"]
        log = (scratch / f"log.{n}").open("w")
        running.append(
            subprocess.Popen([*command, *options, *half], cwd=ROOT, env=env, stdout=log, stderr=log)
        )
    for n, process in enumerate(running):
        if process.wait() != 0:
            raise SystemExit((scratch / f"log.{n}").read_text()[-4000:])
    tests: dict[tuple[str, int], set[str]] = collections.defaultdict(set)
    seconds: dict[str, float] = {}
    import coverage

    for n in range(len(halves)):
        seconds |= json.loads((scratch / f"seconds.{n}").read_text("utf-8"))
        data = coverage.CoverageData(str(scratch / f"reach.{n}"))
        data.read()
        for file in data.measured_files():
            place = str(Path(file).relative_to(ROOT))
            for line, contexts in data.contexts_by_lineno(file).items():
                tests[place, line] |= {one for one in contexts if one}
    of_file: dict[str, set[str]] = collections.defaultdict(set)
    for (place, _), found in tests.items():
        of_file[place] |= found
    return Reach(
        {place: tuple(sorted(found)) for place, found in tests.items()},
        {place: tuple(sorted(found)) for place, found in of_file.items()},
        seconds,
    )


# --- one mutant after the other ---------------------------------------------------------------


class Worker:
    """A copy of the project in which one mutant at a time is tried."""

    def __init__(self, place: Path) -> None:
        self.place = place
        for name in ("cpdesk", "tests", "resources", "tools", "docs"):
            shutil.copytree(ROOT / name, place / name)
        for file in ROOT.iterdir():
            if file.is_file():
                shutil.copy2(file, place / file.name)

    def lives(self, mutant: Mutant, tests: list[str], seconds: float) -> bool:
        """Whether all these tests pass with the fault. A run that does not end is a kill."""
        file = self.place / mutant.file
        before = file.read_text("utf-8")
        changed = faulty(mutant, before)
        assert changed is not None, mutant
        stamp = file.stat()
        file.write_text(changed, "utf-8")
        try:
            return self._pass(tests, seconds)
        finally:
            file.write_text(before, "utf-8")
            os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))

    def _pass(self, tests: list[str], seconds: float) -> bool:
        env = {
            **os.environ,
            "PYTHONPATH": str(self.place),
            "PYTHONDONTWRITEBYTECODE": "1",  # the next fault may have the same size and second
        }
        options = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist"]
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", *options, *tests],
            cwd=self.place,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return False


def reasons() -> dict[tuple[str, str, str], str]:
    """Why a mutant may live: (file, operator, line as it is) → the reason."""
    entries = tomllib.loads(KEPT.read_text("utf-8")).get("kept", [])
    return {(one["file"], one["operator"], one["line"]): one["why"] for one in entries}


def main(argv: list[str]) -> int:
    options = argparse.ArgumentParser(prog="dev.py mutants", description=__doc__)
    options.add_argument("--seed", type=int, default=int(time.time()))
    options.add_argument("--number", type=int, default=600)
    options.add_argument("--minutes", type=float, default=60.0, help="no new mutant after that")
    wanted = options.parse_args(argv)
    ends = time.monotonic() + wanted.minutes * 60
    with tempfile.TemporaryDirectory() as made:
        scratch = Path(made)
        everything = all_mutants()
        drawn = draw(everything, wanted.seed, wanted.number)
        print(f"{len(drawn)} of {len(everything)} mutants, --seed {wanted.seed}", flush=True)
        reached = reach(scratch)
        print(f"{len(reached.seconds)} tests reach {len(reached.tests)} lines", flush=True)
        free: SimpleQueue[Worker] = SimpleQueue()
        count = os.cpu_count() or 1
        for n in range(count):
            free.put(Worker(scratch / f"worker{n}"))

        def judge(mutant: Mutant) -> bool | None:
            """Whether it lives; None if there was no time left to try."""
            if time.monotonic() > ends:
                return None
            tests = reached.of(mutant)
            if not tests:
                return True
            worker = free.get()
            try:
                expected = sum(reached.seconds.get(test, 1.0) for test in tests)
                return worker.lives(mutant, tests, 20 + 5 * expected)
            finally:
                free.put(worker)

        with ThreadPoolExecutor(count) as pool:
            found = list(zip(drawn, pool.map(judge, drawn), strict=True))
    return report(found)


def report(found: list[tuple[Mutant, bool | None]]) -> int:
    """Says what lived, with the reasons that are known; 1 if too much did, or without a reason."""
    why = reasons()
    tried = [(mutant, lives) for mutant, lives in found if lives is not None]
    living = [mutant for mutant, lives in tried if lives]
    unexplained = 0
    for mutant in living:
        reason = why.get((mutant.file, mutant.operator, mutant.was), "")
        unexplained += not reason
        print(f"lives  {mutant}\n       {reason or 'no reason is given'}")
    killed = len(tried) - len(living)
    share = killed / len(tried) if tried else 0.0
    print(f"{killed} of {len(tried)} mutants were killed ({share:.1%}), {len(living)} live,")
    print(f"{unexplained} of them without a reason; {len(found) - len(tried)} were not tried.")
    return 0 if share >= LEAST and not unexplained and len(tried) == len(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
