"""The partners: found while typing, each with the reason why it may or may not work here today."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cpdesk.policy.permissions import Permission
from cpdesk.records.outreach import ProgramReleases
from cpdesk.records.partners import PartnerRecord, PartnerRow
from cpdesk.ui.input.keys import Key
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.partners.actions import ACTIONS, Do
from cpdesk.ui.partners.column import DirectoryColumn
from cpdesk.ui.partners.partner_view import PartnerView
from cpdesk.ui.partners.recording import Recording
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.ui.widgets.page.page import HeaderSpace
from cpdesk.ui.widgets.page.record_page import RecordPage

Rows = tuple[PartnerRow, ...]
Found = tuple[PartnerRecord, tuple[ProgramReleases, ...]]


class PartnersPage(RecordPage[Rows, Found, Do]):
    """The directory on the left, the partner on the right."""

    name, table, share, least, most = "partners", ACTIONS, 0.34, 240, 400
    column: DirectoryColumn
    detail: PartnerView

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        theme, words, changes = context.theme, context.words, context.changes
        empty = EmptyState(theme, "handshake", words.text("No partner selected"))
        column, view = DirectoryColumn(theme, words), PartnerView(theme, words)
        super().__init__(context, parent, column, view, empty)
        self._partners = context.services.partners
        self._releases = context.services.releases
        self._written = ""  # the program whose new releases get the focus
        self.count = Pill(theme)
        self.recording = recording = Recording(context, self)
        column.search.returnPressed.connect(self.entered)
        part = view.releases
        part.record_wanted.connect(recording.record)
        part.withdraw_wanted.connect(recording.withdraw)
        part.form_wanted.connect(recording.save_form)
        recording.wrote.connect(self.lead_to)
        self.everywhere = {
            Do.RECORD: self._record,
            Do.ONLY_HERE: column.only_here.click,
            Do.COPY_EMAIL: lambda: view.contact.copy("email"),
        }
        # On a page without a paper of its own, the print key opens the Printing page.
        Key("Ctrl+P", self, lambda: context.window.go("printing"), everywhere=True)
        self.listen((changes.visits, changes.roster, changes.office, changes.releases))
        self.apply_theme()

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.count, HeaderSpace())

    def typed(self, event: QKeyEvent) -> bool:
        """Typing outside a field goes to the search field."""
        if not event.text().isprintable():
            return False
        self.focus_list()
        self.column.search.insert(event.text())
        return True

    def open(self, partner_id: str) -> None:
        """Shows a partner, as from another page: the search is cleared so that it is listed."""
        self.want(partner_id)
        self.column.begin_anew()
        self.refresh()

    # -- the list and one partner ---------------------------------------------------------------

    def read_list(self) -> Callable[[], Rows]:
        text, only_here = self.column.search.text(), self.column.only_here.isChecked()
        return lambda: self._partners.directory(text, only_here)

    def show_list(self, found: Rows, wanted: str, kept: str) -> None:
        words = self._words
        there = sum(row.here for row in found)
        count = words.count("{n} partner", "{n} partners", len(found))
        self.count.set(f"{count} · {words.text('{n} at this school', n=there)}" if found else count)
        self.column.list.show_rows(found, wanted or kept)
        self.column.show_list(bool(found))

    def list_failed(self) -> None:
        self.count.set("")
        self.column.list.show_rows((), "")

    def key_of(self, row: PartnerRow) -> str:
        return row.partner_id

    def read_one(self, key: str) -> Callable[[], Found]:
        def work() -> Found:
            theirs = tuple(one for one in self._releases.programs() if one.partner_id == key)
            return self._partners.partner(key), theirs

        return work

    def show_one(self, found: Found, *, chosen: bool) -> None:
        view, today, may = self.detail, self.today(), self._current_user.may(Permission.RELEASES)
        view.show_partner(found[0], today)
        view.releases.show_programs(found[1], today, may=may)
        self.show_pane(view)
        if not self.isVisible():
            self._written = ""  # if the user has moved on, the focus stays where it is
        elif self._written and view.lead_to_releases(self._written):
            self._written = ""

    # -- photo releases -------------------------------------------------------------------------

    def _record(self) -> None:
        """Records for the focused program, or for the only one; otherwise asks which one."""
        part = self.detail.releases
        if self.pane is not self.detail or not self._current_user.may(Permission.RELEASES):
            return
        one = part.led or (part.programs[0] if len(part.programs) == 1 else None)
        if one is not None:
            self.recording.record(one)
        elif part.programs:
            self.recording.record_one_of(part.programs, of_partner=True)

    def record_releases(self) -> None:
        """As from another page, where no partner is known yet: asks for a program at this
        school."""

        def done(programs: tuple[ProgramReleases, ...]) -> None:
            if programs and self._current_user.may(Permission.RELEASES):
                self.recording.record_one_of(programs, of_partner=False)

        self._tasks.run(
            self._releases.programs, owner=self, done=done, failed=self.recording.failed
        )

    def lead_to(self, program: ProgramReleases) -> None:
        """Moves the focus to what was just saved, once it has been read again."""
        self._written = program.program_id
        shown = self.detail.partner
        if shown is None or shown.partner_id != program.partner_id:
            self.open(program.partner_id)

    # -- keys -----------------------------------------------------------------------------------

    def entered(self) -> None:
        if self.pane is self.detail:
            super().entered()

    def escape(self) -> None:
        """Back to the search field, then clears it."""
        if self.column.search.hasFocus():
            self.column.search.clear()
        self.focus_list()

    def arrow(self, key: int) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        step = steps.get(Qt.Key(key))
        if step is None or not self.column.search.hasFocus():
            return False
        self.column.list.step(step)
        return True
