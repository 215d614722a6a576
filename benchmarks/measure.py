"""Timing next to a floor: both run in turn in the same process, or as processes in turn, and the
row that is printed is their ratio. Machines differ and drift; the ratio holds."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable


def paired(
    ours: Callable[[], object], floor: Callable[[], object], runs: int
) -> tuple[float, float]:
    """Median seconds of `ours` and of `floor`, measured in turn after one warm-up of each."""
    ours(), floor()
    a: list[float] = []
    b: list[float] = []
    for _ in range(runs):
        a.append(seconds(ours))
        b.append(seconds(floor))
    return statistics.median(a), statistics.median(b)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def row(name: str, ours: float, floor: float, bound: float, unit: str = "ms") -> bool:
    """Prints one line of the table; True if the ratio keeps the bound."""
    scale = 1000 if unit == "ms" else 1
    ratio = ours / floor
    word = "ok" if ratio <= bound else "OVER"
    print(
        f"{name:<44} {ours * scale:9.2f} {unit}   floor {floor * scale:9.2f} {unit}   "
        f"ratio {ratio:5.2f}   bound {bound:4.2f}   {word}"
    )
    return ratio <= bound


def finish(kept: list[bool]) -> None:
    """Exit status 1 if any row is over its bound."""
    sys.exit(0 if all(kept) else 1)
