"""Asks for the numbers of a program's photo releases."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.policy.case import ReleaseFacts
from cpdesk.policy.phrases import CONDITION
from cpdesk.policy.releases import conditions
from cpdesk.records.outreach import ProgramReleases, ReleaseDraft
from cpdesk.records.release_children import ReleaseChild
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.partners.release_children import ChildrenPanel
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.domain.release_words import share
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.labeled import LabeledLine
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.typed import read_day, write_day
from cpdesk.words import N_

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.files import Taken


class ReleaseDialog(QuestionDialog):
    """The counts for one program and their last valid day; the students if the school tracks them
    one by one. `did` carries the ReleaseRecord."""

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        program: ProgramReleases,
        children: tuple[ReleaseChild, ...] | None,
    ) -> None:
        """`children` None: this school only keeps counts."""
        theme, words = context.theme, context.words
        text = words.text
        super().__init__(
            context,
            parent,
            title=text("Photo releases: {program}", program=program.program_name),
            sentence=text(
                "Count the forms that families signed. What you record here replaces what "
                "the roster says and decides the photo rule on the badge."
            ),
            does=text("Record"),
        )
        self._program = program
        self._today = context.today()
        self._form: Taken | None = None
        before = program.release
        self.signed = LabeledLine(theme, text("&Families who signed"))
        self.children_ = LabeledLine(theme, text("&Students in the program here"))
        self.valid_to = LabeledLine(theme, text("&Valid through"), text("e.g. Jun 4"))
        self.note = LabeledLine(theme, text("&Note"), text("e.g. blue binder"))
        self.share = Text(theme, "", Role.SMALL, wrap=True)
        self.attach = Button(theme, text("Attach scanned form…"), small=True, icon="upload")
        self.attached = Text(theme, "", Role.SMALL, wrap=True)
        self.panel = (
            ChildrenPanel(context, program.program_id, children) if children is not None else None
        )
        self._lay_out()
        if before is not None:
            if self.panel is None:
                self.signed.set(str(before.signed))
                self.children_.set(str(before.children))
            day = before.valid_to if before.in_force else None
            self.valid_to.set(write_day(day, words))
            self.note.set(before.note)
        for line in (self.signed, self.children_):
            line.line.textChanged.connect(self._count)
        self.attach.clicked.connect(self._attach)
        self._count()

    def _lay_out(self) -> None:
        """One field below the other; next to the students if there are any, so that it stays short
        enough for a small screen with large text."""
        if self.panel is not None:
            beside = QVBoxLayout()
            beside.setSpacing(self.body.spacing())
            self._lay_fields(beside, QVBoxLayout())
            beside.addStretch(1)
            row = fill(QHBoxLayout(), (self.panel, 1), (beside, 1), gap=self.theme.px(20))
            self.body.addLayout(row)
            self.setMinimumWidth(self.theme.px(760))
            self.panel.counted.connect(self._count)
        else:
            across = fill(QHBoxLayout(), (self.signed, 1), (self.children_, 1))
            self.body.addLayout(across)
            self._lay_fields(self.body, QHBoxLayout())
        lines = (self.signed, self.children_, self.valid_to, self.note)
        for line in lines:
            line.line.entered.connect(self.submit)
        first = self.panel.line.line if self.panel is not None else self.signed.line
        first.setFocus()

    def _lay_fields(self, column: QVBoxLayout, pair: QBoxLayout) -> None:
        column.addWidget(self.share)
        pair.addWidget(self.valid_to, 1)
        pair.addWidget(self.note, 1)
        column.addLayout(pair)
        across = fill(QHBoxLayout(), self.attach, (self.attached, 1))
        column.addLayout(across)

    def _count(self) -> None:
        """The share, shown while typing."""
        signed, children = self._counts()
        known = signed is not None and bool(children)
        said = share(signed or 0, children or 0, self._words) if known else ""
        if known and (signed or 0) <= (children or 0):
            # A record without a date has the same effect as one that is valid today.
            facts = ReleaseFacts(signed or 0, children or 0, self._today)
            follows = conditions(facts, self._today, roster_says=False)
            then = self._words.text(CONDITION[follows[0]] if follows else N_("Photos allowed"))
            said = self._words.text("{share}. At check-in: “{then}”", share=said, then=then)
        self.share.setText(said)
        self.share.setVisible(bool(said))

    def _counts(self) -> tuple[int | None, int | None]:
        if self.panel is not None:
            return self.panel.counts
        return _number(self.signed.said), _number(self.children_.said)

    def _attach(self) -> None:
        """Reads the file on a lane of its own: checking a large picture takes a while."""
        chosen = self.context.files.scanned_form(self)
        if chosen is None:
            return

        def work() -> Taken:
            from cpdesk.services.flyers.files import take  # slow to import: only when needed

            return take(chosen)

        def done(taken: Taken) -> None:
            self._form = taken
            self._message(taken.name)

        def failed(trouble: DeskError) -> None:
            self._message(self._words.error(trouble), wrong=True)

        self._message(self._words.text("Reading {name}…", name=chosen.name))
        self.do.setEnabled(False)
        self._tasks.run(
            work, owner=self, done=done, failed=failed, lane="files", latest="release.form"
        )

    def _message(self, said: str, *, wrong: bool = False) -> None:
        self.do.setEnabled(True)
        self.attached.set_color("no" if wrong else "")
        self.attached.setText(said)

    def submit(self) -> None:
        if self.do.isEnabled():  # otherwise the form is still being read
            super().submit()

    def wants(self) -> tuple[str, QWidget] | None:
        text = self._words.text
        signed, children = self._counts()
        first = self.panel.line.line if self.panel is not None else self.signed.line
        second = first if self.panel is not None else self.children_.line
        if self.panel is not None and not children:
            return text("Add the students first."), first
        if signed is None:
            return text("Enter the number of families who signed, or 0 for none."), first
        if children is None:
            return text("Enter the number of students in the program at this school."), second
        if signed > children:
            return text("There are more signed families than students."), first
        day = read_day(self.valid_to.said, self._today)
        if day is None:
            return text("Enter the last day they are valid, such as Jun 4."), self.valid_to.line
        if day < self._today:
            return text("These releases have already expired."), self.valid_to.line
        return None

    def work(self) -> Callable[[], object]:
        signed, children = (None, None) if self.panel is not None else self._counts()
        day = read_day(self.valid_to.said, self._today)
        draft = ReleaseDraft(self._program.program_id, signed, children, day, self.note.said)
        form = self._form
        return lambda: self.context.services.releases.record(draft, form)


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 5 else None
