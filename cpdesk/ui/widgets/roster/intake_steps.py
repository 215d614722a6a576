"""The four views of a roster import: asking, working, failed, done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cpdesk.errors import DeskError
from cpdesk.records.office import RosterSummary
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.file_dialogs import dropped_path
from cpdesk.ui.widgets.layouts import empty, fill
from cpdesk.ui.widgets.roster.fault_table import FaultTable
from cpdesk.ui.widgets.text.text import Elided, Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_, Words

_STAGES = {
    "reading": N_("Reading the files"),
    "checking": N_("Checking every row"),
    "staging": N_("Saving the new roster"),
    "switching": N_("Switching to the new roster"),
}


class Asking(QWidget, Themed):
    """A place to drop a roster, and two buttons that do the same."""

    dropped = Signal(object)  # Path

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._over = False
        self.setAcceptDrops(True)
        self.word = Text(theme, words.text("Drop a new roster here"), Role.STRONG)
        self.sentence = Text(
            theme,
            words.text(
                "Use the file or folder as the district sent it. Everything is checked "
                "first. If anything is wrong, nothing is changed."
            ),
            Role.SMALL,
            wrap=True,
        )
        self.file = Button(theme, words.text("Choose a file…"), icon="upload")
        self.folder = Button(theme, words.text("Choose a folder…"), icon="folder-open")
        for text in (self.word, self.sentence):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        buttons = fill(QHBoxLayout(), 1, self.file, self.folder, 1, gap=theme.px(8))
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addSpacing(theme.px(44))
        self._column.addWidget(self.word)
        self._column.addWidget(self.sentence)
        self._column.addSpacing(8)
        self._column.addLayout(buttons)
        self._column.addStretch(1)
        self.apply_theme()

    def apply_theme(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(14), px(10), px(14), px(14))
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_path(event) is not None:
            event.acceptProposedAction()
            self._over = True
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        path = dropped_path(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px = self.theme.tokens, self.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.theme.color(t.accent if self._over else t.field_edge), 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(self.theme.color(t.accent_soft if self._over else t.bg))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        side = px(30)
        top = self.word.y() - side - px(12)
        box = QRectF((self.width() - side) / 2, top, side, side)
        self.theme.paint_icon(painter, "inbox", "accent", box)


class Working(QWidget):
    """The progress, and a way to stop it."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self.name = Elided(theme, "", Role.STRONG)
        self.stage = Text(theme, "", Role.SMALL)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(words.text("Progress"))
        self.cancel = Button(theme, words.text("Stop"), small=True)
        footer = fill(QHBoxLayout(), (self.stage, 1), self.cancel)
        fill(QVBoxLayout(self), self.name, self.bar, footer, 1, gap=10, edges=(0, 12, 0, 0))

    def begin(self, name: str) -> None:
        self.name.setText(self._words.text("Importing {name}", name=name))
        self.cancel.setEnabled(True)
        self.show_progress(0, 0, "reading")

    def show_progress(self, done: int, total: int, stage: str) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        said = self._words.text(_STAGES[stage]) if stage in _STAGES else stage
        if total > 1:
            said = self._words.text(
                "{stage} · {done} of {total}", stage=said, done=f"{done:,}", total=f"{total:,}"
            )
        self.stage.setText(said)
        if stage == "switching":
            self.cancel.setEnabled(False)

    def stopping(self) -> None:
        self.cancel.setEnabled(False)
        self.stage.setText(self._words.text("Stopping…"))


class Failed(QWidget):
    """Everything that was wrong, to send to the person who made the roster."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self.verdict = VerdictBox(theme, small=True)
        self.table = FaultTable(theme, words, words.text("Problems in the roster"))
        self.save = Button(theme, words.text("Save list…"), small=True, icon="download")
        self.copy = Button(theme, words.text("Copy list"), small=True, icon="copy")
        self.switch = Button(theme, words.text("Switch district"), small=True, kind=Kind.DANGER)
        self.again = Button(theme, words.text("Try another roster"), small=True, kind=Kind.PRIMARY)
        self.copy.clicked.connect(self.table.copy)
        footer = FlowLayout(gap=10)
        for button in (self.again, self.save, self.copy, self.switch):
            footer.addWidget(button)
        self._column = fill(
            QVBoxLayout(self), self.verdict, (self.table, 1), footer, 0, gap=10, edges=0
        )

    def show_trouble(self, trouble: DeskError, *, stopped: bool = False) -> None:
        words = self._words
        self.verdict.show_error(trouble, words, Tone.INFO if stopped else Tone.NO)
        self.table.set(trouble.faults)
        for widget in (self.table, self.save, self.copy):
            widget.setVisible(bool(trouble.faults))
        self._column.setStretch(3, 0 if trouble.faults else 1)
        only_district = [fault.column for fault in trouble.faults] == ["district"]
        self.switch.setVisible(only_district)
        if only_district:
            district = dict(trouble.faults[0].facts).get("district", "")
            self.switch.set(words.text("Switch to {district}", district=district))

    def tell_not_saved(self, path: Path, trouble: OSError) -> None:
        says = self._words.text("Can’t save the list as {name}.", name=path.name)
        self.verdict.set(Tone.NO, says, trouble.strerror or "")


class Done(QWidget):
    """What changed, and the notes for the person who made the roster."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self.verdict = VerdictBox(theme, small=True)
        self._grid_box = QWidget()
        self._grid = QGridLayout(self._grid_box)
        self._grid.setContentsMargins(8, 0, 8, 0)
        self.counts = Button(theme, words.text("Show counts by file"), small=True, kind=Kind.QUIET)
        self.counts.clicked.connect(lambda: self._open_counts(self._grid_box.isHidden()))
        self._brief = Text(theme, "", Role.BODY, wrap=True)
        self._remarks = Text(theme, "", Role.HEADING)
        self._advice = Text(
            theme,
            words.text("You can keep working. Send the list to the person who made the roster."),
            Role.SMALL,
            wrap=True,
        )
        self.table = FaultTable(theme, words, words.text("Notes about the roster"))
        self.copy = Button(theme, words.text("Copy notes"), small=True, icon="copy")
        self.copy.clicked.connect(self.table.copy)
        self.close_ = Button(theme, words.text("Done"), small=True, kind=Kind.PRIMARY)
        footer = fill(QHBoxLayout(), self.close_, self.copy, 1, self.counts, gap=10)
        self._column = fill(
            QVBoxLayout(self), self.verdict, (self._scrolling(), 1), footer, gap=10, edges=0
        )

    def _scrolling(self) -> QScrollArea:
        """What changed and what to check: with all files it is taller than a small screen, and the
        button to continue has to stay in sight."""
        holds = QWidget()
        holds.setProperty("clear", True)
        self._inside = QVBoxLayout(holds)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(10)
        self._inside.addWidget(self._brief)
        self._inside.addWidget(self._grid_box)
        self._inside.addWidget(self._remarks)
        self._inside.addWidget(self._advice)
        self._inside.addWidget(self.table, 1)
        self._inside.addStretch(0)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(holds)
        area.setAccessibleName(self._words.text("What changed"))
        return area

    def show_summary(self, summary: RosterSummary) -> None:
        words = self._words
        says = words.text("The roster for {district} is in use", district=summary.district)
        about = words.text(
            "School year {year} · roster no. {n}", year=summary.school_year, n=summary.sequence
        )
        self.verdict.set(Tone.OK, says, about)
        self._brief.setText(_brief(summary, words))
        self._show_counts(summary)
        self._open_counts(False)
        said = summary.remarks + summary.notes
        self.table.set(said)
        self._remarks.setText(
            words.count("{n} note about this roster", "{n} notes about this roster", len(said))
        )
        for widget in (self._remarks, self._advice, self.table, self.copy):
            widget.setVisible(bool(said))
        self._inside.setStretch(5, 0 if said else 1)

    def _open_counts(self, shown: bool) -> None:
        """Closed at first: the notes need the room, and the counts are for the person who made the
        roster."""
        words = self._words
        self._grid_box.setVisible(shown)
        self.counts.set(
            words.text("Hide counts by file") if shown else words.text("Show counts by file")
        )

    def _show_counts(self, summary: RosterSummary) -> None:
        """A line per file that changed; the others would only be zeros."""
        empty(self._grid)
        words, theme = self._words, self.theme
        heads = (N_("File"), N_("Rows"), N_("Added"), N_("Changed"), N_("Removed"))
        for column, head in enumerate(heads):
            self._put(Text(theme, words.text(head), Role.CODE), 0, column)
        for row, counts in enumerate(summary.counts, 1):
            self._put(Text(theme, counts.file), row, 0)
            numbers = (counts.rows, counts.added, counts.changed, counts.withdrawn)
            for column, number in enumerate(numbers, 1):
                color = "ink" if number and column > 1 else "ink3"
                role = Role.STRONG if number and column > 1 else Role.BODY
                self._put(Text(theme, f"{number:,}", role, color=color), row, column)
        self._grid.setColumnStretch(0, 1)
        self._grid.setHorizontalSpacing(theme.px(28))
        self._grid.setVerticalSpacing(theme.px(3))

    def _put(self, text: Text, row: int, column: int) -> None:
        if column:
            text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(text, row, column)


def _brief(summary: RosterSummary, words: Words) -> str:
    """The main points in a line: how many partners and activities, and what changed."""
    of = {counts.file: counts for counts in summary.counts}
    rows = {file: counts.rows for file, counts in of.items()}
    parts = [
        words.count("{n} partner", "{n} partners", rows.get("partners.csv", 0)),
        words.count("{n} contract", "{n} contracts", rows.get("contracts.csv", 0)),
        words.count("{n} activity", "{n} activities", rows.get("activities.csv", 0)),
        words.count("{n} school", "{n} schools", rows.get("schools.csv", 0)),
    ]
    added, changed, withdrawn = (
        sum(one.added for one in summary.counts),
        sum(one.changed for one in summary.counts),
        sum(one.withdrawn for one in summary.counts),
    )
    line = " · ".join(parts)
    if added == sum(rows.values()):
        return line
    differs = words.text(
        "Rows added: {added}, changed: {changed}, removed: {removed}",
        added=words.number(added),
        changed=words.number(changed),
        removed=words.number(withdrawn),
    )
    return f"{line}\n{differs}"
