"""The papers and files of requests: the letter to a partner, the blank form, a calendar file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cpdesk.documents.ical import ical
from cpdesk.records.letters import CalendarExport
from cpdesk.records.requests import RequestRecord
from cpdesk.services.printing.paper_specs import LETTER, REQUEST_FORM
from cpdesk.services.printing.printing import save_pdf
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.words import dotted


class RequestPaperDesk(QObject):
    """Shows papers in a preview, and asks where to save files."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._paper = context.papers
        self._window = parent

    def print_letter(self, record: RequestRecord) -> None:
        """The letter about the current decision. It contains nothing about a student."""
        self._paper().show(self._paper().sheets.of(LETTER, record.request_id))

    def print_form(self) -> None:
        """The blank form that a partner fills in by hand."""
        self._paper().show(self._paper().sheets.of(REQUEST_FORM, None))

    def save_calendar(self, record: RequestRecord) -> None:
        """Asks where to save the partner's approved times as a calendar file."""
        words, now = self._context.words, self._context.clock.now()
        self._paper().room.ask_file(
            self._window,
            words.text("Save calendar file"),
            words.text("Calendar file (*.ics)"),
            f"cpdesk-calendar-{words.local(now):%Y-%m-%d}.ics",
            lambda path: self.write_calendar(record, path),
        )

    def write_calendar(self, record: RequestRecord, path: Path) -> None:
        """Writes the file and says so."""
        read = self._context.services.calendars.partner
        words = self._context.words

        def work() -> Path:
            found: CalendarExport = read(record.partner_id)
            title = dotted(found.school_name, found.partner_name)
            file = ical(found.entries, words, title=title, school=found.school_name)
            save_pdf(file, path)
            return path

        def done(saved: Path) -> None:
            self._paper().room.folder.keep(saved.parent)
            self._context.window.show_message(
                words.text("Saved as {path}.", path=str(saved)), Tone.OK
            )

        self._context.tasks.run(work, owner=self, done=done)
