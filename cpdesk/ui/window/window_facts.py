"""What the window shows about itself on every page: the time, the school, the roster, the
printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cpdesk.errors import DeskError
from cpdesk.settings import Settings
from cpdesk.ui.theme.theme_tokens import Tone

if TYPE_CHECKING:
    from cpdesk.records.desk import DeskNow
    from cpdesk.records.office import OfficeRecord
    from cpdesk.ui.tasks import Tasks
    from cpdesk.ui.window.header import Header
    from cpdesk.ui.window.sidebar import Sidebar
    from cpdesk.words import Words


@dataclass(frozen=True)
class Sources:
    """What the window reads by itself. The first two are read on the desk's lane."""

    now: Callable[[], DeskNow]
    office: Callable[[], OfficeRecord]
    settings: Callable[[], Settings]
    printer: Callable[[], tuple[str, Tone]] = lambda: ("", Tone.PLAIN)  # on the lane "print"


class WindowFacts(QObject):
    """Puts them into the header and the sidebar. `titled` with the window's new title; `readable`
    with what was shown before, once they can be read again."""

    titled = Signal(str)
    readable = Signal(str)

    def __init__(
        self,
        sidebar: Sidebar,
        header: Header,
        sources: Sources,
        words: Words,
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sidebar = sidebar
        self._header = header
        self._sources = sources
        self._words = words
        self._tasks = tasks
        self._message = ""  # why they could not be read

    def read(self) -> None:
        """Reads them again."""
        self._tasks.run(
            self._ask, owner=self, done=self._show, failed=self._show_unknown, latest="window"
        )

    def _ask(self) -> tuple[DeskNow | None, OfficeRecord]:
        """Without a school there is no time of a school day; the pages say what to do."""
        office = self._sources.office()
        return self._sources.now() if office.school else None, office

    def _show(self, facts: tuple[DeskNow | None, OfficeRecord]) -> None:
        now, office = facts
        message, self._message = self._message, ""
        if message:
            self.readable.emit(message)
        self._read_printer()  # after what the desk waits for: asking a print system takes time
        self._header.show_now(now)
        self._header.show_office(office, now.at if now else None)
        school = office.school
        if school is None:
            self._sidebar.set_school(self._words.text("No school chosen"))
            self.titled.emit("CPDesk")
            return
        grades = self._words.grades(school.grade_low, school.grade_high)
        self._sidebar.set_school(f"{school.name} · {grades}")
        self.titled.emit(f"{school.name} – CPDesk")

    def _show_unknown(self, trouble: DeskError) -> None:
        """What was shown is of an earlier time."""
        self._header.show_unknown()
        self._message = self._words.error(trouble)
        self._tasks.trouble.emit(trouble)

    def _read_printer(self) -> None:
        self._tasks.run(
            self._sources.printer,
            owner=self,
            done=lambda said: self._header.show_printer(*said),
            lane="print",
            latest="window.printer",
        )
