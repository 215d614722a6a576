"""The partners: found while typing, each with the reason why it may or may not work here today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QWidget

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.policy.permissions import Act
from cpdesk.records.outreach import ProgramReleases
from cpdesk.records.partners import PartnerRecord, PartnerRow
from cpdesk.ui.changes import Changes
from cpdesk.ui.here import Here
from cpdesk.ui.keys import Key, KeyLine
from cpdesk.ui.partners.directory import Directory
from cpdesk.ui.partners.partner_view import PartnerView
from cpdesk.ui.partners.recording import FormDialogs, Recording
from cpdesk.ui.parts import Card, Choice, EmptyState, Pill, Role, Text, retheme_parts
from cpdesk.ui.parts.command_runner import Say
from cpdesk.ui.parts.page import HeaderSpace
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import N_, Words

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.outreach.releases import Releases
    from cpdesk.services.partners import Partners


KEYS = (
    KeyLine("A–Z", N_("Type anywhere to search by name")),
    KeyLine("Up", N_("Move in the list (also Down)")),
    KeyLine("Enter", N_("Go to the partner’s details to scroll")),
    KeyLine("Alt+H", N_("Show only partners at this school")),
    KeyLine("Ctrl+M", N_("Copy email address")),
    KeyLine("Ctrl+R", N_("Record photo releases for the selected program, or choose one")),
    KeyLine("Esc", N_("Go back to the search field, then clear it")),
)


class PartnersPage(QWidget):
    """The directory on the left, the partner on the right."""

    def __init__(
        self,
        *,
        partners: Partners,
        releases: Releases,
        here: Here,
        say: Say,
        tasks: Tasks,
        changes: Changes,
        words: Words,
        theme: Theme,
        clock: Clock,
        dialogs: FormDialogs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._partners = partners
        self._releases = releases
        self._here = here
        self._say = say
        self._tasks = tasks
        self._words = words
        self._clock = clock
        self._wanted = ""  # the partner to select when the list arrives
        self._written = ""  # the program whose new releases get the focus
        self._build()
        self.recording = Recording(
            releases, tasks, words, lambda: self.theme, self._today, self, dialogs
        )
        self._wire(changes)

    @property
    def widget(self) -> QWidget:
        return self

    def header_widgets(self) -> Sequence[QWidget]:
        return (self.count, HeaderSpace())

    def keys(self) -> Sequence[KeyLine]:
        return KEYS

    # -- making ---------------------------------------------------------------------------------

    def _build(self) -> None:
        theme, words = self.theme, self._words
        self.count = Pill(theme)
        self.field = QLineEdit()
        self.field.setAccessibleName(words.text("Search partners by name"))
        self.field.setPlaceholderText(words.text("Search partners"))
        self.field.setClearButtonEnabled(True)
        self._glass = self.field.addAction(
            theme.icon("search", "ink3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.only_here = Choice(theme, words.text("At this school"))
        self.directory = Directory(theme, words)
        self.nothing = EmptyState(theme, "search", words.text("Loading partners…"))
        self._found = QStackedWidget()
        self._found.addWidget(self.directory)
        self._found.addWidget(self.nothing)
        self._hint = Text(theme, "Alt+H", Role.SMALL)
        filters = QHBoxLayout()
        filters.setContentsMargins(2, 0, 2, 0)
        filters.addWidget(self.only_here)
        filters.addStretch(1)
        filters.addWidget(self._hint)
        self._left = Card(theme)
        self._left.body.addWidget(self.field)
        self._left.body.addLayout(filters)
        self._left.body.addWidget(self._found, 1)
        self.view = PartnerView(theme, words)
        self.empty = EmptyState(theme, "handshake", words.text("No partner selected"))
        self._right_faces = QStackedWidget()
        self._right_faces.addWidget(self.empty)
        self._right_faces.addWidget(self.view)
        self._right = Card(theme)
        self._right.body.addWidget(self._right_faces, 1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._left)
        self._row.addWidget(self._right, 1)
        self._dress()

    def _wire(self, changes: Changes) -> None:
        self.field.textChanged.connect(lambda: self.refresh())
        self.field.returnPressed.connect(self._into_partner)
        self.only_here.toggled.connect(lambda: self.refresh())
        self.directory.chosen.connect(self._show)
        self.directory.entered.connect(self._into_partner)
        for changed in (changes.visits, changes.roster, changes.office, changes.releases):
            changed.connect(self.refresh)
        part, recording = self.view.releases, self.recording
        part.record_wanted.connect(recording.record)
        part.withdraw_wanted.connect(recording.withdraw)
        part.form_wanted.connect(recording.save_form)
        recording.wrote.connect(self._lead_to)
        recording.changed.connect(changes.releases)
        recording.told.connect(lambda said: self._say(said, Tone.OK))
        recording.failed.connect(lambda one: self._say(self._words.error(one), Tone.NO))
        for keys, act in (
            ("Ctrl+R", self._record),
            ("Alt+H", self.only_here.click),
            ("Ctrl+M", lambda: self.view.contact.copy("email")),
        ):
            Key(keys, self, act, everywhere=True)

    # -- what the window asks -------------------------------------------------------------------

    def shown(self) -> None:
        """When it comes to the front: the field has the focus, the list is read again."""
        self._focus_field()
        self.refresh()

    def refresh(self) -> None:
        """Reads the list and the selected partner again."""
        text, only_here = self.field.text(), self.only_here.isChecked()
        self._tasks.run(
            lambda: self._partners.directory(text, only_here),
            owner=self,
            done=self._show_list,
            failed=self._show_trouble,
            latest="partners.list",
        )

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)
        self._glass.setIcon(theme.icon("search", "ink3"))
        self._dress()

    def typed(self, event: QKeyEvent) -> bool:
        """Typing outside a field goes to the search field."""
        if not event.text().isprintable():
            return False
        self._focus_field()
        self.field.insert(event.text())
        return True

    def open(self, partner_id: str) -> None:
        """Shows a partner, as from another page: the search is cleared so that it is listed."""
        self._wanted = partner_id
        for widget in (self.field, self.only_here):
            widget.blockSignals(True)
        self.field.clear()
        self.only_here.setChecked(False)
        for widget in (self.field, self.only_here):
            widget.blockSignals(False)
        self.refresh()

    # -- what was found -------------------------------------------------------------------------

    def _show_list(self, rows: tuple[PartnerRow, ...]) -> None:
        words = self._words
        here = sum(row.here for row in rows)
        count = words.count("{n} partner", "{n} partners", len(rows))
        self.count.set(f"{count} · {words.text('{n} at this school', n=here)}" if rows else count)
        wanted, self._wanted = self._wanted, ""
        self.directory.show_rows(rows, wanted or self.directory.partner_id)
        if wanted and self.directory.partner_id != wanted:
            self._show(wanted)  # the partner view says that it isn't on the roster
        self._found.setCurrentWidget(self.directory if rows else self.nothing)
        if rows:
            return
        self._right_faces.setCurrentWidget(self.empty)
        if self.field.text().strip():
            self.nothing.set(
                "search",
                words.text("No partner found"),
                words.text(
                    "Try part of the name. If an organization isn’t listed, it isn’t a partner yet."
                ),
            )
        else:
            self.nothing.set("handshake", words.text("No partners at this school"))

    def _show_trouble(self, trouble: DeskError) -> None:
        """No roster yet, or no school: what to do is shown in place of the list."""
        text = self._words.text
        self.count.set("")
        self.directory.show_rows((), "")
        self.nothing.set(
            "school", text(trouble.says, **trouble.facts), text(trouble.do, **trouble.facts)
        )
        self._found.setCurrentWidget(self.nothing)
        self._right_faces.setCurrentWidget(self.empty)

    def _today(self) -> date:
        return self._words.local(self._clock.now()).date()

    def _show(self, partner_id: str) -> None:
        def work() -> tuple[PartnerRecord, tuple[ProgramReleases, ...]]:
            found = self._releases.programs()
            theirs = tuple(one for one in found if one.partner_id == partner_id)
            return self._partners.partner(partner_id), theirs

        def done(found: tuple[PartnerRecord, tuple[ProgramReleases, ...]]) -> None:
            today, may = self._today(), self._here.may(Act.RELEASES)
            self.view.show_partner(found[0], today)
            self.view.releases.show_programs(found[1], today, may=may)
            self._right_faces.setCurrentWidget(self.view)
            if not self.isVisible():
                self._written = ""  # if the user has moved on, the focus stays where it is
            elif self._written and self.view.lead_to_releases(self._written):
                self._written = ""

        def failed(trouble: DeskError) -> None:
            text = self._words.text
            self.empty.set(
                "circle-alert",
                text(trouble.says, **trouble.facts),
                text(trouble.do, **trouble.facts),
            )
            self._right_faces.setCurrentWidget(self.empty)

        self._tasks.run(
            work,
            owner=self,
            done=done,
            failed=failed,
            latest="partners.one",
        )

    # -- keys -----------------------------------------------------------------------------------

    def _record(self) -> None:
        """Records for the focused program, or for the only one; otherwise asks which one."""
        part = self.view.releases
        if self._right_faces.currentWidget() is not self.view or not self._here.may(Act.RELEASES):
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
            if programs and self._here.may(Act.RELEASES):
                self.recording.record_one_of(programs, of_partner=False)

        self._tasks.run(
            self._releases.programs,
            owner=self,
            done=done,
            failed=lambda one: self._say(self._words.error(one), Tone.NO),
        )

    def _lead_to(self, program: ProgramReleases) -> None:
        """Moves the focus to what was just saved, once it has been read again."""
        self._written = program.program_id
        shown = self.view.partner
        if shown is None or shown.partner_id != program.partner_id:
            self.open(program.partner_id)

    def _into_partner(self) -> None:
        if self._right_faces.currentWidget() is self.view:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the focused part didn't use."""
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self.field.hasFocus():
            self.directory.step(step)
        elif event.key() == Qt.Key.Key_Escape:
            if self.field.hasFocus():
                self.field.clear()
            self._focus_field()
        else:
            super().keyPressEvent(event)

    # -- layout ---------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(20), px(16), px(20), px(16))
        self._row.setSpacing(px(16))
        self._left.body.setContentsMargins(px(10), px(10), px(10), px(8))
        self._left.setFixedWidth(min(px(400), max(px(240), int(self.width() * 0.34))))
