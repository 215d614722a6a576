"""Another desk, in a process of its own.

It says "ready", then does what it is told on stdin, and answers each with one line: what came of
it, or the sentence of a trouble. It is told `open FOLDER`, `admit PERSON ACTIVITY`, `check-out
VISIT` or `close`; it begins when an empty line follows, so that several desks begin at once.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models import key, store  # noqa: F401 loaded before the desks begin
from cpdesk.records.desk import Admission, Question
from cpdesk.services import services
from cpdesk.services.visits import desk  # noqa: F401

CLOCK = FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=ZoneInfo("America/Chicago")))


class Child:
    def __init__(self) -> None:
        self.opened: services.Services | None = None

    def do(self, what: str, *said: str) -> str:
        if what == "open":
            self.opened = open_services(Path(said[0]), clock=CLOCK)
            return f"open, knows its school: {self.opened.office.office().school is not None}"
        if self.opened is None:
            return "not open"
        if what == "admit":
            question = Question(person=said[0], activity=said[1])
            visit = self.opened.desk.admit(Admission(new_id(), question))
            return f"in {visit.visit_id}"
        if what == "check-out":
            return f"left {self.opened.desk.check_out(said[0]).left_at}"
        self.opened.close()
        self.opened = None
        return "closed"


def main() -> None:
    os.environ["CPDESK_KEYRING"] = "off"
    child = Child()
    print("ready", flush=True)  # noqa: T201
    while line := sys.stdin.readline().split():
        sys.stdin.readline()
        try:
            answer = child.do(*line)
        except DeskError as trouble:
            answer = f"told {trouble}"
        print(answer, flush=True)  # noqa: T201


main()
