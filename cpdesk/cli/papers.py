"""Papers by name, and saving them. Apart, because drawing is imported only where it is needed."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from cpdesk import settings
from cpdesk.documents.badge import badge
from cpdesk.documents.evacuation import evacuation
from cpdesk.documents.schedule import schedule
from cpdesk.documents.stock import STOCKS
from cpdesk.errors import DeskError
from cpdesk.services.counter import Counter
from cpdesk.words import N_


def pdf(
    counter: Counter, paper: str, day: date | None, visit_id: str | None, stock: str | None
) -> bytes:
    """`paper` is schedule, evacuation or badge."""
    if paper == "schedule":
        there = counter.words.local(counter.clock.now()).date()
        return schedule(counter.day.schedule(day or there), counter.words)
    if paper == "evacuation":
        return evacuation(counter.day.evacuation(), counter.words)
    name = stock or settings.load(counter.folder).badge_stock
    if name not in STOCKS:
        raise DeskError(
            N_("There is no label named {name}."),
            N_("Choose one of {names}."),
            name=name,
            names=", ".join(STOCKS),
        )
    if not visit_id:
        latest = counter.desk.last_visits(1, day)
        if not latest:
            raise DeskError(
                N_("Nobody was let in on that day, so there is no badge to print."),
                N_("Give the visit with --visit, or another date."),
            )
        visit_id = latest[0].visit_id
    return badge(counter.papers.badge(visit_id), counter.words, STOCKS[name])


def save(path: Path, content: bytes) -> None:
    """Writes beside the old file and puts it in its place in one step."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)
    except OSError as trouble:
        raise DeskError(
            N_("The file {path} cannot be written ({why})."),
            N_("Choose a folder that you may write to, with room on the disk."),
            path=str(path),
            why=trouble.strerror or "",
        ) from trouble
