"""The photo release actions of the partners page: record, replace, withdraw, save."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cpdesk.errors import DeskError
from cpdesk.records.outreach import ProgramReleases
from cpdesk.records.release_children import ReleaseChild
from cpdesk.services.printing.printing import save_pdf
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.partners.release_dialog import ReleaseDialog
from cpdesk.ui.partners.releases import may_all, state
from cpdesk.ui.partners.which_program import WhichProgram
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Kind
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog


class Recording(QObject):
    """Its dialogs are over the page. `wrote` carries the ProgramReleases that changed."""

    wrote = Signal(object)

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._releases = context.services.releases
        self._tasks = context.tasks
        self._words = context.words

    def record(self, program: ProgramReleases) -> None:
        """Opens the dialog, once it is known whether this school tracks releases by student."""

        def work() -> tuple[ReleaseChild, ...] | None:
            if not self._releases.by_child():
                return None
            return self._releases.children(program.program_id)

        def ask(children: tuple[ReleaseChild, ...] | None) -> None:
            dialog = ReleaseDialog(self._context, self._page, program, children)
            dialog.did.connect(lambda _: self._over(self._words.text("Recorded."), program))
            panel = dialog.panel
            if panel is not None:  # students are saved at once, even if the dialog is canceled
                saved = self._words.text("Saved.")
                dialog.rejected.connect(
                    lambda: self._over(saved, program) if panel.changed else None
                )
            dialog.open()

        self._tasks.run(work, owner=self, done=ask, failed=self.failed)

    def record_one_of(self, programs: Sequence[ProgramReleases], *, of_partner: bool) -> None:
        """Asks first which program is meant. `of_partner`: all are from one partner."""
        which = WhichProgram(self._context, self._page, programs, of_partner=of_partner)
        which.did.connect(self.record)
        which.open()

    def withdraw(self, program: ProgramReleases) -> None:
        """Asks for confirmation."""
        release = program.release
        if release is None:
            return
        act = partial(self._releases.withdraw, release.release_id)
        dialog = WithdrawDialog(self._context, self._page, program, act)
        dialog.did.connect(lambda _: self._over(self._words.text("Withdrawn."), program))
        dialog.open()

    def save_form(self, program: ProgramReleases) -> None:
        """Saves the scanned form where the user says."""
        release = program.release
        if release is None or not release.form_name:
            return
        title = self._words.text("Save the scanned form")
        path = self._context.files.save_as(self._page, release.form_name, title=title)
        if path is None:
            return

        def work() -> Path:

            return save_pdf(self._releases.form(release.release_id).content, path)

        def done(saved: Path) -> None:
            self._message(self._words.text("Saved as {path}.", path=str(saved)))

        self._tasks.run(work, owner=self, done=done, failed=self.failed)

    def failed(self, trouble: DeskError) -> None:
        """Says what could not be done."""
        self._context.window.show_message(self._words.error(trouble), Tone.NO)

    def _message(self, said: str) -> None:
        self._context.window.show_message(said, Tone.OK)

    def _over(self, said: str, program: ProgramReleases) -> None:
        """Says what was done, and whom to tell: a badge isn't reprinted automatically."""

        def tell(names: tuple[str, ...]) -> None:
            if not names:
                self._message(said)
                return
            whom = self._words.text(
                "Badges already printed for {names} show the old photo rule. Let them know.",
                names=names,
            )
            self._message(f"{said} {whom}")

        self.wrote.emit(program)
        self._context.changes.releases.emit()
        self._tasks.run(
            lambda: self._releases.badges_out_of_date(program.program_id),
            owner=self,
            done=tell,
            failed=self.failed,
        )


class WithdrawDialog(QuestionDialog):
    """Asks for confirmation and says what will happen at check-in; a warning if more will be
    allowed."""

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        program: ProgramReleases,
        act: Callable[[], object],
    ) -> None:
        words, today = context.words, context.today()
        says = [words.text("The count recorded here will no longer be used at check-in.")]
        if program.release is not None and program.release.form_name:
            says.append(
                words.text("The scanned form will be deleted. Save it first if you need it.")
            )
        super().__init__(
            context,
            parent,
            title=words.text("Withdraw the releases for {program}?", program=program.program_name),
            sentence=" ".join(says),
            does=words.text("Withdraw"),
            kind=Kind.DANGER,
            act=act,
        )
        self.follows = VerdictBox(self.theme, small=True)
        now = words.text(state(program, today)[0])
        then = words.text("Photos allowed, according to the roster.")
        if not program.roster_says:
            self.follows.set(Tone.PLAIN, words.text("No photos: the roster has no releases."))
        elif may_all(program, today):
            self.follows.set(Tone.PLAIN, then)
        else:
            more = words.text(
                "That would allow more than now (“{now}”). To stop photos, cancel and "
                "replace the count, for example with 0.",
                now=now,
            )
            self.follows.set(Tone.ASK, then, more)
        self.body.addWidget(self.follows)
        self.do.setFocus()
