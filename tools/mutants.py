"""Puts small faults into the code, one at a time, and sees whether a test notices.

`python3 dev.py mutants [--seed N] [--number N] [--minutes N]` draws mutants of Cosmic Ray from
`policy/`, `records/` and `services/`. One run of the tests says which of them reach which line
(`mutant_reach.py`); a mutant is tried against those, those of the file's own test file first, until
one fails (`mutant_worker.py`). Nothing in the checkout changes: each worker has a copy of its own.
A test that fails counts only if it passes without the fault, and a run that does not end counts
only if the same tests take less than a quarter of that time without it. What lives is listed with
the reason in `mutants_kept.toml`; a mutant without a reason, or fewer than nine in ten killed, is a
failure.
"""

from __future__ import annotations

import argparse
import collections
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from mutant_reach import Reach, record
from mutant_sources import ROOT, Mutant, all_mutants, draw, faulty

KEPT = Path(__file__).with_name("mutants_kept.toml")
LEAST = 0.9  # the share of mutants that has to be killed


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant: "killed", "late" (killed because it does not end), "lives" or
    "untried"; which test told, and how many seconds of a processor it took."""

    mutant: Mutant
    status: str
    test: str = ""
    seconds: float = 0.0


class Worker:
    """A copy of the project in which one mutant at a time is tried."""

    def __init__(self, place: Path) -> None:
        self.place = place
        for name in ("cpdesk", "tests", "resources", "tools", "docs"):
            shutil.copytree(ROOT / name, place / name)
        for file in ROOT.iterdir():
            if file.is_file():
                shutil.copy2(file, place / file.name)
        self.seconds = 0.0  # of a processor, for all runs so far
        self._process: subprocess.Popen[str] | None = None

    def run(self, tests: list[str], seconds: float) -> tuple[str, str]:
        """Runs them on the copy as it is: "passed", "failed" or "late", and the one that failed."""
        process = self._process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"tests": tests, "seconds": round(seconds)}) + "\n")
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        self.seconds += answer["seconds"]
        return answer["status"], answer["test"]

    def run_with(self, mutant: Mutant, tests: list[str], seconds: float) -> tuple[str, str]:
        """The same with the fault in the copy."""
        file = self.place / mutant.file
        before = file.read_text("utf-8")
        changed = faulty(mutant, before)
        assert changed is not None, mutant
        stamp = file.stat()
        file.write_text(changed, "utf-8")
        try:
            return self.run(tests, seconds)
        finally:
            file.write_text(before, "utf-8")
            os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _start(self) -> subprocess.Popen[str]:
        env = {
            **os.environ,
            "PYTHONPATH": str(self.place),
            "PYTHONDONTWRITEBYTECODE": "1",  # the next fault may have the same size and second
            "PYTHONHASHSEED": "0",
        }
        temporary = self.place.with_name(f"{self.place.name}-tmp")
        return subprocess.Popen(
            [sys.executable, str(ROOT / "tools" / "mutant_worker.py"), str(temporary)],
            cwd=self.place,
            env=env,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )


class Judge:
    """Tries mutants on free workers until the time is over."""

    def __init__(self, reach: Reach, workers: list[Worker], minutes: float) -> None:
        self._reach = reach
        self._ends = time.monotonic() + minutes * 60
        self._trusted: set[str] = set()  # tests that failed with a fault and pass without
        self._distrusted: set[str] = set()
        self._free: SimpleQueue[Worker] = SimpleQueue()
        for worker in workers:
            self._free.put(worker)

    def outcome(self, mutant: Mutant) -> Outcome:
        if time.monotonic() > self._ends:
            return Outcome(mutant, "untried")
        worker = self._free.get()
        before = worker.seconds
        try:
            status, test = self._try(worker, mutant)
        finally:
            self._free.put(worker)
        return Outcome(mutant, status, test, worker.seconds - before)

    def _try(self, worker: Worker, mutant: Mutant) -> tuple[str, str]:
        for part in self._reach.of(mutant):
            left = [test for test in part if test not in self._distrusted]
            while left:
                limit = 20 + 6 * sum(self._reach.seconds[test] for test in left)
                status, test = worker.run_with(mutant, left, limit)
                if status == "late":
                    if worker.run(left, limit / 4)[0] == "passed":
                        return "late", ""
                    return "lives", "its tests take too long to tell"
                if status == "failed" and self._trust(worker, test, left):
                    return "killed", test
                if status == "passed":
                    break
                tried, left = left, [one for one in left if one not in self._distrusted]
                if left == tried:
                    return "lives", "its tests fail without the fault, too"
        return "lives", ""

    def _trust(self, worker: Worker, test: str, tests: list[str]) -> bool:
        """Whether it passes without a fault; one that does not is not asked again. What fails
        outside of a test, such as an import or the whole process, is judged by all of them."""
        if test in self._trusted:
            return True
        if "::" not in test:
            return worker.run(tests, 600)[0] == "passed"
        passes = worker.run([test], 120)[0] == "passed"
        (self._trusted if passes else self._distrusted).add(test)
        return passes


Key = tuple[str, str, str]  # file, line as it is, line with the fault


def reasons() -> dict[Key, str]:
    """Why a mutant may live."""
    entries = tomllib.loads(KEPT.read_text("utf-8")).get("kept", [])
    return {(one["file"], one["line"], one["becomes"]): one["why"] for one in entries}


def main(argv: list[str]) -> int:
    options = argparse.ArgumentParser(prog="dev.py mutants", description=__doc__)
    options.add_argument("--seed", type=int, default=int(time.time()))
    options.add_argument("--number", type=int, default=600)
    options.add_argument("--minutes", type=float, default=60.0, help="no new mutant after that")
    options.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    wanted = options.parse_args(argv)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        everything = all_mutants()
        drawn = draw(everything, wanted.seed, wanted.number)
        print(f"{len(drawn)} of {len(everything)} mutants, --seed {wanted.seed}", flush=True)
        workers = [Worker(Path(scratch) / f"worker{n}") for n in range(wanted.workers)]
        reach = record([worker.place for worker in workers])
        minutes = (time.monotonic() - begun) / 60
        print(f"{len(reach.seconds)} tests, known after {minutes:.1f} minutes", flush=True)
        for test in reach.failed:
            print(f"fails without a fault, and is not used: {test}", flush=True)
        judge = Judge(reach, workers, wanted.minutes - minutes)
        why = reasons()
        found: list[Outcome] = []
        try:
            with ThreadPoolExecutor(wanted.workers) as pool:
                for outcome in pool.map(judge.outcome, drawn):
                    found.append(outcome)
                    show(outcome, why)
        finally:
            for worker in workers:
                worker.close()
    return report(found, why)


def show(outcome: Outcome, why: dict[Key, str]) -> None:
    """One line for each mutant, two for one that lives."""
    mutant = outcome.mutant
    print(f"{outcome.status:<7} {outcome.seconds:5.1f} s  {mutant}  {outcome.test}", flush=True)
    if outcome.status == "lives":
        key = _key(mutant)
        print(
            f"        becomes: {key[2]}\n        {why.get(key, 'no reason is given')}", flush=True
        )


def _key(mutant: Mutant) -> Key:
    changed = faulty(mutant, (ROOT / mutant.file).read_text("utf-8")) or ""
    return mutant.file, mutant.was, changed.splitlines()[mutant.line - 1].strip()


def report(found: list[Outcome], why: dict[Key, str]) -> int:
    """The figures; 1 if too many live, one lives without a reason, or one was not tried."""
    count = collections.Counter(outcome.status for outcome in found)
    killed = count["killed"] + count["late"]
    tried = killed + count["lives"]
    share = killed / tried if tried else 0.0
    living = [outcome.mutant for outcome in found if outcome.status == "lives"]
    unexplained = sum(_key(mutant) not in why for mutant in living)
    print(f"{killed} of {tried} mutants were killed ({share:.1%}), {count['late']} of them because")
    print(f"they do not end; {len(living)} live, {unexplained} of them without a reason;")
    print(f"{count['untried']} were not tried.")
    return 0 if share >= LEAST and not unexplained and not count["untried"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
