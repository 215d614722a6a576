"""Services and dialogs written by hand: what the settings and the first start ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from cpdesk.clock import Clock
from cpdesk.errors import DeskError, Fault
from cpdesk.records.office import Counts, OfficeRecord, RosterSummary, SchoolRecord
from cpdesk.services.office import Office
from cpdesk.services.roster import Rosters
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.paper.desk import PaperDesk
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.file_dialogs import FileDialogs
from cpdesk.words import Words
from tests.ui.context import FakeCounter, QuietWindow, page_context
from tests.ui.fake_pages import OFFICE, ROSTER, SCHOOL

SCHOOLS = (
    SCHOOL,
    replace(SCHOOL, school_id="S2", name="Northfield High School", grade_low=9, grade_high=12),
    replace(SCHOOL, school_id="S3", name="O’Brien Elementary", grade_low=-1, grade_high=5),
)
SUMMARY = RosterSummary(
    district="Cedar Lake Schools",
    school_year="2026-27",
    sequence=13,
    checked_only=False,
    counts=(Counts("partners.csv", 118, 6, 12, 2), Counts("people.csv", 1840, 212, 0, 88)),
    remarks=(
        Fault(
            "activities.csv",
            7,
            "school_id",
            "{activity} is at a school that its contract does not cover.",
            "Ask the partner.",
            (("activity", "Garden science"),),
        ),
    ),
    notes=(Fault("people.csv", 0, "", "“The file” is not in UTF-8; it was read as cp1252.", ""),),
)
FAULTS = tuple(
    Fault(
        "activities.csv",
        line,
        "start_time",
        "“{value}” is not a time.",
        "Write it as 09:40.",
        (("value", "=9h40"),),
    )
    for line in range(2, 42)
)


@dataclass
class FakeOffice(Office):
    record: OfficeRecord = OFFICE
    all_schools: tuple[SchoolRecord, ...] = SCHOOLS

    def office(self) -> OfficeRecord:
        return self.record

    def schools(self, text: str = "") -> tuple[SchoolRecord, ...]:
        return tuple(s for s in self.all_schools if text.casefold() in s.name.casefold())

    def choose_school(self, school_id: str) -> OfficeRecord:
        (school,) = (s for s in self.all_schools if s.school_id == school_id)
        self.record = replace(self.record, school=school)
        return self.record


@dataclass
class FakeRosters(Rosters):
    """Takes in anything; `trouble` is raised instead once it is set."""

    office: FakeOffice
    trouble: DeskError | None = None
    asked: list[tuple[Path, bool, bool]] = field(default_factory=list)
    during: Callable[[], None] = lambda: None

    def take_in(
        self,
        path: Path,
        progress: Callable[[int, int, str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        switch_district: bool = False,
        sample: bool = False,
        school: str = "",
    ) -> RosterSummary:
        self.asked.append((path, switch_district, sample))
        if progress is not None:
            progress(118, 1958, "checking")
        self.during()
        if cancelled is not None and cancelled():
            raise DeskError("Importing the roster was stopped.")
        if self.trouble is not None:
            raise self.trouble
        self.office.record = replace(self.office.record, roster=replace(ROSTER, sample=sample))
        return SUMMARY

    def last_summary(self) -> RosterSummary | None:
        return SUMMARY


def site_of(
    folder: Path,
    clock: Clock,
    words: Words,
    theme: Theme,
    tasks: Tasks,
    rosters: FakeRosters,
    files: FakeFiles,
) -> PageContext:
    """A context whose services are this roster's and its office's."""
    services = FakeCounter(folder, clock, words)
    services.put(Services.office, rosters.office)
    services.put(Services.rosters, rosters)
    return page_context(services, QuietWindow(theme), tasks, Changes(), files=files)


class FakeFiles(FileDialogs):
    """Answers for the person."""

    def __init__(self, answer: Path | None = None) -> None:
        self.answer = answer

    def roster_file(self, parent: QWidget) -> Path | None:
        return self.answer

    def roster_folder(self, parent: QWidget) -> Path | None:
        return self.answer

    def save_as(self, parent: QWidget, name: str, kinds: str = "", title: str = "") -> Path | None:
        return self.answer


class KeySheet(QDialog):
    """Stands for the preview of the recovery key's sheet; accepted when it was printed or saved."""


class KeyPapers(PaperDesk):
    """Opens no preview; keeps what it was asked to show."""

    def __init__(self) -> None:
        self.opened: list[KeySheet] = []

    def show_recovery(self, over: QWidget | None = None) -> QDialog:
        self.opened.append(KeySheet(over))
        return self.opened[-1]


def refused() -> DeskError:
    return DeskError(
        "The roster “{name}” was not imported. Problems found: {n}.",
        "Send the list to the district.",
        faults=FAULTS,
        name="roster.zip",
        n=len(FAULTS),
    )
