"""The photo release actions of the partners page: record, replace, withdraw, save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from cpdesk.records.outreach import ProgramReleases
from cpdesk.records.release_children import ReleaseChild
from cpdesk.ui.partners.release_dialog import ReleaseDialog
from cpdesk.ui.partners.releases import may_all, state
from cpdesk.ui.partners.which_program import WhichProgram
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Kind
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.outreach.releases import Releases


class FormDialogs:
    """The system's dialogs for a scanned form, in one place so that a test can answer."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def choose(self, parent: QWidget) -> Path | None:
        kinds = self._words.text("Scans (*.pdf *.png *.jpg *.jpeg *.tif *.tiff);;All files (*)")
        title = self._words.text("Choose the scanned form")
        chosen, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
        return Path(chosen) if chosen else None

    def save_as(self, parent: QWidget, name: str) -> Path | None:
        title = self._words.text("Save the scanned form")
        chosen, _ = QFileDialog.getSaveFileName(parent, title, name)
        return Path(chosen) if chosen else None


class Recording(QObject):
    """`wrote` carries the ProgramReleases that changed, followed by `changed`; `told` carries a
    line, `failed` a DeskError."""

    wrote = Signal(object)
    changed = Signal()
    message = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        releases: Releases,
        tasks: Tasks,
        words: Words,
        theme: Callable[[], Theme],
        today: Callable[[], date],
        parent: QWidget,
        dialogs: FormDialogs | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = parent
        self._releases = releases
        self._tasks = tasks
        self._words = words
        self._theme = theme
        self._today = today
        self._dialogs = dialogs or FormDialogs(words)

    def record(self, program: ProgramReleases) -> None:
        """Opens the dialog, once it is known whether this school tracks releases by student."""

        def work() -> tuple[ReleaseChild, ...] | None:
            if not self._releases.by_child():
                return None
            return self._releases.children(program.program_id)

        def ask(children: tuple[ReleaseChild, ...] | None) -> None:
            dialog = ReleaseDialog(
                self._theme(),
                self._words,
                self._tasks,
                self._page,
                releases=self._releases,
                program=program,
                today=self._today(),
                children=children,
                choose=self._dialogs.choose,
            )
            dialog.did.connect(lambda _: self._over(self._words.text("Recorded."), program))
            panel = dialog.panel
            if panel is not None:  # students are saved at once, even if the dialog is canceled
                saved = self._words.text("Saved.")
                dialog.rejected.connect(
                    lambda: self._over(saved, program) if panel.changed else None
                )
            dialog.open()

        self._tasks.run(work, owner=self, done=ask, failed=self.failed.emit)

    def record_one_of(self, programs: Sequence[ProgramReleases], *, of_partner: bool) -> None:
        """Asks first which program is meant. `of_partner`: all are from one partner."""
        which = WhichProgram(
            self._theme(),
            self._words,
            self._tasks,
            self._page,
            programs,
            self._today(),
            of_partner=of_partner,
        )
        which.did.connect(self.record)
        which.open()

    def withdraw(self, program: ProgramReleases) -> None:
        """Asks for confirmation."""
        release = program.release
        if release is None:
            return
        dialog = WithdrawDialog(
            self._theme(),
            self._words,
            self._tasks,
            self._page,
            program,
            self._today(),
            lambda: self._releases.withdraw(release.release_id),
        )
        dialog.did.connect(lambda _: self._over(self._words.text("Withdrawn."), program))
        dialog.open()

    def save_form(self, program: ProgramReleases) -> None:
        """Saves the scanned form where the user says."""
        release = program.release
        path = (
            self._dialogs.save_as(self._page, release.form_name)
            if release is not None and release.form_name
            else None
        )
        if release is None or path is None:
            return

        def work() -> Path:
            from cpdesk.services.printing.printing import save_pdf  # not needed earlier

            return save_pdf(self._releases.form(release.release_id).content, path)

        def done(saved: Path) -> None:
            self.message.emit(self._words.text("Saved as {path}.", path=str(saved)))

        self._tasks.run(work, owner=self, done=done, failed=self.failed.emit)

    def _over(self, said: str, program: ProgramReleases) -> None:
        """Says what was done, and whom to tell: a badge isn't reprinted automatically."""

        def tell(names: tuple[str, ...]) -> None:
            if not names:
                self.message.emit(said)
                return
            whom = self._words.text(
                "Badges already printed for {names} show the old photo rule. Let them know.",
                names=names,
            )
            self.message.emit(f"{said} {whom}")

        self.wrote.emit(program)
        self.changed.emit()
        self._tasks.run(
            lambda: self._releases.badges_out_of_date(program.program_id),
            owner=self,
            done=tell,
            failed=self.failed.emit,
        )


class WithdrawDialog(QuestionDialog):
    """Asks for confirmation and says what will happen at check-in; a warning if more will be
    allowed."""

    def __init__(
        self,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        parent: QWidget,
        program: ProgramReleases,
        today: date,
        act: Callable[[], object],
    ) -> None:
        says = [words.text("The count recorded here will no longer be used at check-in.")]
        if program.release is not None and program.release.form_name:
            says.append(
                words.text("The scanned form will be deleted. Save it first if you need it.")
            )
        super().__init__(
            theme, words, tasks, parent,
            title=words.text("Withdraw the releases for {program}?", program=program.program_name),
            sentence=" ".join(says),
            does=words.text("Withdraw"),
            kind=Kind.DANGER,
            act=act,
        )  # fmt: skip
        self.follows = VerdictBox(theme, small=True)
        now = words.text(state(program, today)[0])
        if not program.roster_says:
            then = words.text("No photos: the roster has no releases.")
            self.follows.set(Tone.PLAIN, then)
        elif may_all(program, today):
            then = words.text("Photos allowed, according to the roster.")
            self.follows.set(Tone.PLAIN, then)
        else:
            then = words.text("Photos allowed, according to the roster.")
            more = words.text(
                "That would allow more than now (“{now}”). To stop photos, cancel and "
                "replace the count, for example with 0.",
                now=now,
            )
            self.follows.set(Tone.ASK, then, more)
        self.body.addWidget(self.follows)
        self.do.setFocus()
