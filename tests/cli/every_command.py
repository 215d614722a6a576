"""A day of the office, typed: every command at least once, on a folder that holds something of
everything. The test of the page plays it with --json and looks at each answer."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from cpdesk import paths
from cpdesk.app import Hooks, open_services
from cpdesk.cli import main as command
from cpdesk.cli.core import faults
from cpdesk.cli.core.command import Call, Command, perform
from cpdesk.cli.demo import demo, demo_flyers, demo_requests
from cpdesk.cli.parser import parser
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.permissions import Role
from cpdesk.records.desk import Question, TurnAway
from cpdesk.records.reports import ReportKind
from cpdesk.services.services import Services
from tests.conftest import CHICAGO
from tests.services import staff
from tests.services.day_plan.calendar_samples import calendar

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=CHICAGO)
LATER = datetime(2026, 12, 2, 8, 0, tzinfo=CHICAGO)
PROBE = Path(__file__).parent / "probe"
YES = "--relayed-by Lindqvist --relayed-how Phone --relayed-why Known"
MEET = (
    "--kind meet_student --partner LSL --person LSL-1 --student S-4471 --grade 6 "
    "--reason Science --family-knows yes --place Library"
)
LUNCH = f"{MEET} --day 2026-12-01 --start 11:35 --end 12:05"
TABLE = (
    "--kind tabling --partner LSL --person LSL-1 --day 2026-12-01 --start 17:00 --end 19:00 "
    "--place Lobby --event Fair"
)
TERMS = '[[insurance.outcome]]\nfrom = 2026-07-01\nvalue = "admit"\ncites = "memo"\n'


@dataclass(frozen=True)
class Step:
    """One line as it is typed. `{name}` in it is what an earlier answer said; `keep` takes such a
    thing from this answer, by its path ("rows.0.request")."""

    line: str
    keep: Mapping[str, str] = field(default_factory=dict)
    role: Role | None = None
    now: datetime = NOW
    code: int = 0


DESK, LEADER, MANAGER = Role.DESK, Role.LEADER, Role.MANAGER

# Without accounts: everything but what a person has to decide.
OPEN_STEPS = (
    Step("--data {new} setup --school CEDAR --sample"),
    Step("roster import --check {probe}"),
    Step("assess --person LSL-1 --activity A-002 --at 2026-11-24T10:42"),
    Step("assess --person LSL-1 --purpose observation --at 2026-11-24T10:42"),
    Step("assess --from {folder}/questions.jsonl"),
    Step("assess --person LSL-1 --at noon", code=2),
    Step(f"admit --guest Ines --host Vang --reason Piano --because Known {YES}", {"v": "visit"}),
    Step("admit --person LSL-1 --purpose observation", code=2),
    Step(f"admit --guest Otto --host Vang --reason Organ --because Known {YES}"),
    Step("inside"),
    Step("check-out {v}"),
    Step("check-out nothing", code=2),
    Step("print schedule --date 2026-11-24 --out {folder}/s.pdf", {"number": "number"}),
    Step("reprint {number} --out {folder}/again.pdf"),
    Step("printed"),
    Step("printed --day 2026-11-23"),
    Step("calendar --day 2026-11-24 --out {folder}/d.ics"),
    Step("calendar --partner LSL --out {folder}/p.ics"),
    Step("day-plan read {folder}/district.ics"),
    Step("day-plan import {folder}/district.ics"),
    Step("guide watch a class"),
    Step("guide xyzzy"),
    Step("requests add --draft --kind staff_meeting", {"draft": "request"}),
    Step("requests add --kind meet_student", code=2),
    Step("requests withdraw {draft}"),
    Step("flyers list", {"delivery": "to_do.0.delivery_id"}),
    Step("flyers approvals"),
    Step("flyers show {delivery}"),
    Step(
        "flyers memo --partner LSL --title Fair --number FL-9 --memo-on 2026-11-24 --grades K-1 "
        "--way carry_home board",
        {"memo": "key"},
    ),
    Step("flyers memo --partner LSL --title Old --number 8 --memo-on 2026-11-24", {"old": "key"}),
    Step("flyers withdraw-memo {old}"),
    Step(
        "flyers receive --approval {memo} --copies 100 --bundles 4 --brought-by Al",
        {"one": "delivery_id"},
    ),
    Step("flyers accept {one}", code=2),
    Step("flyers check {one} --yes memo disclaimer one_sheet bundles"),
    Step("flyers attach {one} {folder}/s.pdf"),
    Step("flyers accept {one}"),
    Step("flyers plan {one} --class K-A Band:2=20 9-Z:9=22"),
    Step("flyers plan {one}"),
    Step("flyers hand-out {one} --class K-A"),
    Step("flyers take-back {one} --class K-A"),
    Step("flyers hand-out {one} --how teacher"),
    Step("boards add Foyer --place Entrance"),
    Step("boards rename Foyer Hall --place Stairs"),
    Step("flyers post {one} --board Hall --copies 2 --until 2026-12-15", {"post": "post_id"}),
    Step("boards list"),
    Step("flyers take-down {post}"),
    Step("boards retire Hall"),
    Step("flyers finish {one} --surplus returned --reason too_many --handed-to Al"),
    Step("flyers receive --partner Dojo --title Karate --copies 30", {"two": "delivery_id"}),
    Step("flyers return {two} --reason approval other --note wet"),
    Step("flyers receive --approval {memo} --copies 50", {"three": "delivery_id"}),
    Step("flyers check {three} --yes memo disclaimer one_sheet bundles"),
    Step("flyers accept-part {three} --returned 10 --reason too_many"),
    Step("flyers post {three} --electronic Newsletter"),
    Step("flyers list"),
    Step("flyers log --classes"),
    Step("flyers log --grade 2 --way board --partner LSL"),
    Step("flyers log --out {folder}/log.pdf"),
    Step("flyers log --out {folder}/log.csv"),
    Step("flyers show nothing", code=2),
    Step("events"),
    Step("releases"),
    Step("release record HRD-1 --signed 18 --children 24 --valid-to 2027-06-04"),
    Step("releases"),
    Step("release withdraw HRD-1"),
    *(Step(f"report {kind.value} --from 2026-07-01 --to 2027-06-30") for kind in ReportKind),
    Step("report visits-by-partner --out {folder}/report.pdf"),
    Step("report visits-by-partner --out {folder}/report.txt", code=2),
    Step("visitor-file Ines --out {folder}/f.csv"),
    Step("terms list"),
    Step("terms import {folder}/terms.toml --source Memo --on 2026-11-20", code=2),
    Step("backup --to {stick}", {"backup": "path"}),
    Step("verify"),
    Step("restore {backup} --check"),
    Step(f"admit --guest Eva --host Vang --reason Piano --because Known {YES}"),
    Step("restore {backup} --check"),
    Step("restore {backup}", code=2),
    Step("restore {backup} --yes"),
    Step("key show", {"key": "code"}),
    Step("--data {fresh} key restore {key}"),
    Step("accounts list"),
    Step("demo --data {demo} --out {folder}/demo"),
    Step("--self-check"),
)

# And then with accounts: requests, tables, and who works here.
STAFFED_STEPS = (
    Step(f"requests add {LUNCH}", {"r": "request"}, DESK),
    Step("requests list", role=LEADER),
    Step("requests list --student S-4471", role=LEADER),
    Step("requests find-times --minutes 25 " + MEET, role=DESK),
    Step("requests decide {r} offer --offer 2026-12-03T11:35/12:05", role=LEADER),
    Step("requests take-offer {r} 1", role=DESK),
    Step("requests decide {r} approve", role=LEADER),
    Step("requests show {r}", role=DESK),
    Step(f"requests add {LUNCH}", {"r2": "request"}, DESK),
    Step("requests decide {r2} decline --reason-code no-room --reason Full", role=LEADER),
    Step("requests list --show all", role=DESK),
    Step(
        "requests add --kind observation --partner LSL --day 2026-12-01 --start 9:45 --end 10:15",
        role=DESK,
    ),
    Step(
        "requests add --kind this_visit --visitor person:BFM-3 --lift visitor.clearance "
        "--valid-until 2026-12-15",
        role=DESK,
    ),
    Step(f"requests add {TABLE}", {"t": "request"}, DESK),
    Step("requests decide {t} approve --knowing", role=LEADER),
    Step("events", {"slot": "events.0.slot"}, DESK),
    Step("event note {slot} held", role=DESK, code=2),
    Step("event note {slot} rule-not-kept --rule names --note Told", role=DESK, now=LATER),
    Step("events --day 2026-12-01", role=DESK, now=LATER),
    Step("event unnote {slot}", role=DESK, now=LATER),
    Step("reminder {t} --out {folder}/reminder.pdf", role=DESK),
    Step("release record LSL-1 --signed 3 --children 4 --valid-to 2027-06-04", role=DESK),
    Step("releases", role=DESK),
    Step("day-plan import {folder}/early.ics", role=LEADER),
    Step("accounts add Ada --role leader --title Principal", role=MANAGER),
    Step("accounts list", role=MANAGER),
    Step("accounts reset Ada", role=MANAGER),
    Step("accounts end Ada", role=MANAGER),
    Step("accounts end Nobody", role=MANAGER, code=2),
    Step("terms import {folder}/terms.toml --source Memo --on 2026-11-20", role=MANAGER),
    Step("terms list", role=MANAGER),
    Step("accounts password", role=DESK),
    Step("report requests-by-outcome", role=LEADER),
    Step("verify"),
)


class Demonstration(Hooks):
    """The real parts; the demonstration takes no pictures."""

    def demo(self, out: Path, data: Path | None, enter: Callable[[Services], None]) -> str:
        clock = FixedClock(NOW)
        assert data is not None
        with closing(open_services(data, clock=clock)) as services:
            return demo.run(services, clock, out, lambda _: None)


class Office:
    """Types steps on its folder, one after another. The data stays open between them, but for
    commands that work on closed data."""

    def __init__(self, folder: Path, sample_folder: Path) -> None:
        self.data = folder / "data"
        self._clock = FixedClock(NOW)
        self._services: Services | None = None
        self.known: dict[str, str] = {
            "folder": str(folder),
            "new": str(folder / "new"),
            "fresh": str(folder / "fresh"),
            "demo": str(folder / "demo-data"),
            "stick": str(folder / "stick"),
            "sample": str(paths.resources() / "sample"),
            "probe": str(PROBE),
        }
        shutil.copytree(sample_folder, self.data)
        self._fill(folder)

    @property
    def services(self) -> Services:
        if self._services is None:
            self._services = open_services(self.data, clock=self._clock)
            staff.quick(self._services)
        return self._services

    def hire(self) -> None:
        staff.hire(self.services)

    def close(self) -> None:
        if self._services is not None:
            self._services.close()
            self._services = None

    def _fill(self, folder: Path) -> None:
        """What cannot be typed in a line."""
        (folder / "stick").mkdir()
        (folder / "terms.toml").write_text(TERMS, "utf-8")
        asked = '{"person": "LSL-1", "at": "2026-11-24T10:42"}\nnot json\n'
        (folder / "questions.jsonl").write_text(asked, "utf-8")
        titles = {
            "20261208": "Media Center closed",
            "20261209": "No School - JH",
            "20261211": "No school for K",
            "20261216": "Early Release",
        }
        days = [f"DTSTART;VALUE=DATE:{day}\nSUMMARY:{title}" for day, title in titles.items()]
        (folder / "district.ics").write_bytes(calendar(*days))
        early = "DTSTART;VALUE=DATE:20261203\nSUMMARY:12:45 dismissal"
        (folder / "early.ics").write_bytes(calendar(early))
        services = self.services
        demo_requests.ask(services)
        demo_flyers.deliver(services, self._clock)
        asked_for = Question(person="Rosa Ochoa", purpose=Purpose.OBSERVATION)
        services.desk.turn_away(TurnAway(new_id(), asked_for, "Gave the sheet"))

    def play(self, steps: tuple[Step, ...]) -> Iterator[Answer]:
        """What each step answers in JSON."""
        for step in steps:
            argv = [word.format(**self.known) for word in step.line.split(" ")]
            argv = [part for word in argv for part in word.split()]  # the recovery key has spaces
            out = io.StringIO()
            with pytest.MonkeyPatch.context() as patch, redirect_stdout(out):
                patch.setenv("CPDESK_KEYRING", "off")
                patch.setenv("CPDESK_PASSWORD", staff.SECRET)
                patch.setenv("CPDESK_NEW_PASSWORD", "moss-kite-78")
                code = self._run(step, [*argv, "--json"])
            assert code == step.code, f"{step.line}: {out.getvalue()}"
            found = [json.loads(line) for line in out.getvalue().splitlines()]
            for name, path in step.keep.items():
                self.known[name] = str(_at(found[0], path))
            yield Answer(step, tuple(argv), found)

    def _run(self, step: Step, argv: list[str]) -> int:
        args = parser(argv).parse_args(argv)
        made: Command[Any] | None = getattr(args, "performs", None)
        if "--data" in argv or made is None or not made.opens:
            self.close()
            given = [] if "--data" in argv else ["--data", str(self.data)]
            return command([*given, *argv], Demonstration())
        self._clock.set(step.now)
        self.services.accounts.leave()
        if step.role is not None:
            staff.sit(self.services, step.role)
        call = Call(args, Demonstration(), self.services.words, self.services)
        try:
            return 0 if perform(call, made) else 2
        except DeskError as trouble:
            faults.complain(call, trouble)
            return 2


@dataclass(frozen=True)
class Answer:
    """`found` are the lines of JSON."""

    step: Step
    argv: tuple[str, ...]
    found: list[Any]

    def is_of(self, command: str) -> bool:
        """Whether this is an answer of `requests add`."""
        typed = self.argv[2:] if self.argv[0] == "--data" else self.argv
        return " ".join(typed).startswith(command)


def _at(found: Any, path: str) -> Any:
    for part in path.split("."):
        found = found[int(part) if part.isdecimal() else part]
    return found
