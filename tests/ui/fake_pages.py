"""Pages and sources written by hand, for tests of the window around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.policy.day_plan import Band, PeriodKind
from cpdesk.records.desk import DeskNow
from cpdesk.records.office import Contact, OfficeRecord, RosterRecord, SchoolRecord
from cpdesk.settings import Settings
from cpdesk.ui.input.keys import KeyLine
from cpdesk.ui.page_table import PageKey, entry_of
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.window.window_facts import Sources

ZONE = ZoneInfo("America/Chicago")
AT = datetime(2026, 11, 24, 10, 42, tzinfo=ZONE)
SCHOOL = SchoolRecord(
    "S1", "Cedar Lake School", 0, 8, "2815 Cedar Ave", "612-555-0101", "America/Chicago"
)
ROSTER = RosterRecord(
    district="Cedar Lake Schools",
    school_year="2026-27",
    sequence=12,
    published_at=AT,
    taken_in_at=AT.replace(hour=6, minute=58),
    valid_until=None,
    partner_term="partner",
    contact=Contact("Community Partnerships", "612-555-0100", "partners@district.example", ""),
    sample=False,
    age_days=0,
    freshness="ok",
)
OFFICE = OfficeRecord(SCHOOL, ROSTER, "America/Chicago")
NOW = DeskNow(
    at=AT,
    school_open=True,
    day_note="",
    schedule="regular",
    band=Band(time(10), time(11, 35), PeriodKind.INSTRUCTIONAL, "3"),
    inside=(),
    next=(),
)


class FakePage:
    """Counts what the window asks of it. Has a field, a button and a list to put the focus on."""

    def __init__(self, key: PageKey, own: Sequence[QWidget] = ()) -> None:
        self.entry = entry_of(key)
        self.field, self.button, self.list = QLineEdit(), QPushButton("Do"), QListWidget()
        self.field.setAccessibleName("Field")
        self.list.setAccessibleName("List")
        self.list.addItems(["Ann", "Ben"])
        self._widget = QWidget()
        column = QVBoxLayout(self._widget)
        for widget in (self.field, self.button, self.list):
            column.addWidget(widget)
        self._own = own
        self.shows = self.refreshes = 0
        self.themes: list[Theme] = []
        self.text = ""

    @property
    def widget(self) -> QWidget:
        return self._widget

    def shown(self) -> None:
        self.shows += 1
        self.button.setFocus()

    def refresh(self) -> None:
        self.refreshes += 1

    def retheme(self, theme: Theme) -> None:
        self.themes.append(theme)

    def header_widgets(self) -> Sequence[QWidget]:
        return self._own

    def typed(self, event: QKeyEvent) -> bool:
        self.text += event.text()
        return True

    def keys(self) -> Sequence[KeyLine]:
        return (KeyLine("Del", "Turn away"),)


@dataclass
class FakeSources:
    """What the window reads; a test changes it and lets the window read again."""

    now: DeskNow = NOW
    office: OfficeRecord = OFFICE
    settings: Settings = field(default_factory=lambda: Settings(theme="light"))
    printer: tuple[str, Tone] = ("Badge printer ready", Tone.PLAIN)
    trouble: DeskError | None = None  # why the office cannot be read

    def _office(self) -> OfficeRecord:
        if self.trouble is not None:
            raise self.trouble
        return self.office

    def made(self) -> Sources:
        return Sources(
            now=lambda: self.now,
            office=self._office,
            settings=lambda: self.settings,
            printer=lambda: self.printer,
        )

    def roster(self, **changed: object) -> None:
        self.office = replace(self.office, roster=replace(ROSTER, **changed))  # type: ignore[arg-type]
