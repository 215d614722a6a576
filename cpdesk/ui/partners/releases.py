"""The photo releases of a partner's programs at this school: what is on file, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.policy.case import ReleaseFacts
from cpdesk.policy.releases import Photos, photos
from cpdesk.records.outreach import ProgramReleases
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.domain.release_words import share
from cpdesk.ui.widgets.frames.rows import RowColumn
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Picture, Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_, Words

_PILL = {
    Photos.ALL: (N_("Photos allowed"), Tone.OK),
    Photos.SOME: (N_("Photos: sticker only"), Tone.ASK),
    Photos.NONE: (N_("No photos"), Tone.PLAIN),
    Photos.LAPSED: (N_("Expired: no photos"), Tone.NO),
}


def _photos(one: ProgramReleases, today: date) -> Photos:
    release = one.release
    if release is None:
        return Photos.ALL if one.roster_says else Photos.NONE
    return photos(ReleaseFacts(release.signed, release.children, release.valid_to), today)


def state(one: ProgramReleases, today: date) -> tuple[str, Tone]:
    """What will happen at check-in, as a message id and its tone."""
    return _PILL[_photos(one, today)]


def may_all(one: ProgramReleases, today: date) -> bool:
    """Whether pictures of every student may be taken."""
    return _photos(one, today) is Photos.ALL


def sentence(one: ProgramReleases, words: Words) -> str:
    """18 of 24 families signed (75%), valid through Jun 4, 2027"""
    release = one.release
    if release is None:
        if one.roster_says:
            return words.text("Nothing recorded here. The roster says releases are on file.")
        return words.text("Nothing recorded here, and the roster has no releases.")
    said = share(release.signed, release.children, words)
    if release.by_child:
        said = words.text("{share}, tracked by student", share=said)
    return words.text("{share}, valid through {day}", share=said, day=release.valid_to)


def checked(one: ProgramReleases, words: Words) -> str:
    """Who checked it and when, the note, and whether a scanned form is kept."""
    release = one.release
    if release is None:
        return ""
    name = release.checked_by_name or words.text("the front desk")
    day = words.local(release.checked_at).date()
    by = words.text("Checked by {name}, {day}", name=name, day=day)
    form = words.text("form: {name}", name=release.form_name) if release.form_name else ""
    return " · ".join(part for part in (by, release.note, form) if part)


class ReleasePart(RowColumn["ReleaseRow"]):
    """A heading and a row per program. Each signal carries the ProgramReleases it is about."""

    record_wanted = Signal(object)
    withdraw_wanted = Signal(object)
    form_wanted = Signal(object)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, 6)
        self._words = words
        self._may = False
        self.programs: tuple[ProgramReleases, ...] = ()
        self.rows: dict[str, ReleaseRow] = {}
        self._head = Text(theme, words.text("Photo releases"), Role.HEADING)
        self.nothing = Text(theme, words.text("No programs at this school."), Role.SMALL, wrap=True)
        fill(self.column, self._head, self.nothing)

    def show_programs(self, programs: Sequence[ProgramReleases], today: date, *, may: bool) -> None:
        """`may`: this user may record releases."""
        if (tuple(programs), may) == (self.programs, self._may) and self.rows:
            return
        led = self._led()
        self.programs, self._may = tuple(programs), may
        self.rows = {one.program_id: self._row(one, today) for one in self.programs}
        self.set_lines(self.rows.values())
        if led is not None:
            self.lead_to(*led)
        many = len(self.programs)
        title = self._words.text("Photo releases")
        self._head.setText(f"{title} · {many}" if many else title)
        self.nothing.setVisible(not many)

    def _row(self, one: ProgramReleases, today: date) -> ReleaseRow:
        row = ReleaseRow(self.theme, self._words, one, today, may=self._may)
        row.record.clicked.connect(partial(self.record_wanted.emit, one))
        row.withdraw.clicked.connect(partial(self.withdraw_wanted.emit, one))
        row.form.clicked.connect(partial(self.form_wanted.emit, one))
        return row

    @property
    def led(self) -> ProgramReleases | None:
        """The program whose row has the focus."""
        found = self._led()
        return next((one for one in self.programs if found and one.program_id == found[0]), None)

    def lead_to(self, program_id: str, button: int = 0) -> bool:
        """Gives the focus to a button of the program, or to its first one if that doesn't exist.
        False if the program isn't there."""
        row = self.rows.get(program_id)
        if row is None:
            return False
        wanted = row.buttons[button]
        led = wanted if not wanted.isHidden() else row.record
        led.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _led(self) -> tuple[str, int] | None:
        """The program and button with the focus, also while a dialog is in front of the window."""
        led = self.window().focusWidget()
        return next(
            (
                (program_id, row.buttons.index(led))
                for program_id, row in self.rows.items()
                if isinstance(led, Button) and led in row.buttons
            ),
            None,
        )


class ReleaseRow(QWidget, Themed):
    """One program: its state on a pill, the counts, who checked them, and three buttons."""

    def __init__(
        self, theme: Theme, words: Words, one: ProgramReleases, today: date, *, may: bool
    ) -> None:
        super().__init__()
        self.theme = theme
        release = one.release
        said, tone = state(one, today)
        self.pill = Pill(theme, words.text(said), tone)
        self.says = Text(theme, sentence(one, words), Role.BODY, wrap=True)
        small = checked(one, words)
        record = words.text("Record…") if release is None else words.text("Replace…")
        self.record = Button(theme, record, small=True)
        self.withdraw = Button(theme, words.text("Withdraw…"), small=True)
        self.form = Button(theme, words.text("Save form…"), small=True)
        self.buttons = (self.record, self.form, self.withdraw)
        for button in self.buttons:
            button.setAccessibleDescription(one.program_name)
        head = QHBoxLayout()
        head.addWidget(Text(theme, one.program_name, Role.STRONG, wrap=True), 1)
        head.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        column = fill(QVBoxLayout(), head, self.says, gap=3)
        if small:
            column.addWidget(Text(theme, small, Role.SMALL, wrap=True))
        below = QWidget()
        flow = FlowLayout(below, 8)
        shown = {
            self.record: True,
            self.form: release is not None and bool(release.form_name),
            self.withdraw: release is not None,
        }
        for button, wanted in shown.items():
            flow.addWidget(button)
            if not wanted:
                button.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        below.setSizePolicy(policy)
        column.addWidget(below)
        if not may:
            below.hide()
        row = fill(QHBoxLayout(self), (column, 1), edges=(theme.px(8), theme.px(4), 0, theme.px(6)))
        if release is not None and release.form_thumbnail:
            row.addWidget(self._picture(release.form_thumbnail, words), 0)
        self.setAccessibleName(f"{one.program_name}: {words.text(said)}. {self.says.text()}")

    def _picture(self, png: bytes, words: Words) -> Picture:
        drawn = QPixmap()
        drawn.loadFromData(png)
        label = Picture()
        label.setAccessibleName(words.text("Scanned form"))
        label.setPixmap(
            drawn.scaled(
                self.theme.px(64),
                self.theme.px(84),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        return label
