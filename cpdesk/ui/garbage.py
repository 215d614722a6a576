"""Cyclic garbage is collected only on the GUI thread.

Python collects on whatever thread happens to allocate. A closed dialog is often part of a cycle (it
knows its buttons, they know its methods), and a worker that collected it would destroy widgets
while the GUI thread paints them, which ends the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class Sweeper(QObject):
    """Switches the automatic collector off, and collects regularly while the window is open."""

    def __init__(self, parent: QObject, every_ms: int = EVERY_MS) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(sweep)
        self._timer.start(every_ms)


def sweep() -> None:
    """Collects the oldest generation that is due, as Python itself would have."""
    due = zip(gc.get_count(), gc.get_threshold(), strict=True)
    generations = [n for n, (count, threshold) in enumerate(due) if threshold and count > threshold]
    if generations:
        gc.collect(generations[-1])
