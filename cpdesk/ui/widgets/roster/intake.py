"""Importing a roster, as the user sees it: choose, wait, and read the result.

Used by the settings page and by the first start. One of four views is shown at a time.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from cpdesk.errors import DeskError
from cpdesk.records.office import RosterSummary
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.tasks import Progress
from cpdesk.ui.widgets.roster.intake_steps import Asking, Done, Failed, Working
from cpdesk.ui.widgets.themed import Themed


class RosterIntake(QStackedWidget, Themed):
    """`taken_in` when a new roster is in use; `finished` when the user has read the result."""

    taken_in = Signal(object)  # RosterSummary
    finished = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = context.words
        self.theme = theme = context.theme
        self._tasks = context.tasks
        self._rosters = context.services.rosters
        self._files = context.files
        self.progress: Progress | None = None
        self._path = Path()
        self._sample = False
        self.may_switch = False
        """Whether another district may replace the current one without asking: that is the case
        while there is only the sample."""
        self.asking = Asking(theme, words)
        self.working = Working(theme, words)
        self.failed = Failed(theme, words)
        self.done = Done(theme, words)
        for face in (self.asking, self.working, self.failed, self.done):
            self.addWidget(face)
        self.currentChanged.connect(self._measure)
        self._measure()
        self.asking.dropped.connect(self.take_in)
        self.asking.file.clicked.connect(lambda: self._ask(self._files.roster_file(self)))
        self.asking.folder.clicked.connect(lambda: self._ask(self._files.roster_folder(self)))
        self.working.cancel.clicked.connect(self.cancel)
        self.failed.save.clicked.connect(self._save_faults)
        self.failed.again.clicked.connect(self.ask)
        self.failed.switch.clicked.connect(
            lambda: self.take_in(self._path, switch_district=True, sample=self._sample)
        )
        self.done.close_.clicked.connect(self._close)

    @property
    def busy(self) -> bool:
        return self.progress is not None

    def ask(self) -> None:
        """Goes back to choosing a file."""
        self.setCurrentWidget(self.asking)
        self.asking.file.setFocus()

    def take_in(self, path: Path, *, switch_district: bool = False, sample: bool = False) -> None:
        """Starts the import; the desk keeps working in the meantime."""
        if self.busy:
            return
        self._path, self._sample = path, sample
        progress = Progress(self)
        progress.moved.connect(self.working.show_progress)
        self.progress = progress
        self.working.begin(path.name)
        self.setCurrentWidget(self.working)
        self.working.cancel.setFocus()
        # Choosing the manifest means its folder.
        source = path.parent if path.name == "manifest.json" else path
        switch = switch_district or self.may_switch
        self._tasks.run(
            lambda: self._rosters.take_in(
                source, progress.report, progress.cancelled, switch_district=switch, sample=sample
            ),
            owner=self,
            done=self._show_done,
            failed=self._show_failed,
            lane="roster",
        )

    def cancel(self) -> None:
        if self.progress is not None:
            self.progress.cancel()
            self.working.stopping()

    def show_summary(self, summary: RosterSummary) -> None:
        """The result of an import, including an earlier one; not while another is running."""
        if self.busy:
            return
        self.done.show_summary(summary)
        self.setCurrentWidget(self.done)
        self.done.close_.setFocus()

    def _show_done(self, summary: RosterSummary) -> None:
        self.progress = None
        self.show_summary(summary)
        self.taken_in.emit(summary)

    def _show_failed(self, trouble: DeskError) -> None:
        stopped = self.progress is not None and self.progress.cancelled()
        self.progress = None
        self.failed.show_trouble(trouble, stopped=stopped and not trouble.faults)
        self.setCurrentWidget(self.failed)
        self.failed.again.setFocus()

    def _measure(self) -> None:
        """Only the view that is shown decides how much room is needed."""
        for face in (self.asking, self.working, self.failed, self.done):
            now = face is self.currentWidget()
            policy = QSizePolicy.Policy.Preferred if now else QSizePolicy.Policy.Ignored
            face.setSizePolicy(policy, policy)

    def _save_faults(self) -> None:
        path = self._files.save_as(self, "roster-faults.csv", "CSV (*.csv)")
        if path is None:
            return
        try:
            # The byte order mark tells spreadsheets that this is UTF-8.
            path.write_text(self.failed.table.faults.as_csv(), encoding="utf-8-sig", newline="")
        except OSError as trouble:
            self.failed.tell_not_saved(path, trouble)

    def _close(self) -> None:
        self.ask()
        self.finished.emit()

    def _ask(self, chosen: Path | None) -> None:
        if chosen is not None:
            self.take_in(chosen)
