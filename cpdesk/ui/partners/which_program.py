"""Asks whose photo releases are meant if a key could mean several programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QListWidget, QWidget

from cpdesk.records.outreach import ProgramReleases
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.partners.releases import state
from cpdesk.ui.widgets.forms.form_dialog import QuestionDialog

_MOST_ROWS = 9


class WhichProgram(QuestionDialog):
    """A list of programs; the first without current releases is selected. `did` carries the
    ProgramReleases."""

    def __init__(
        self,
        context: PageContext,
        parent: QWidget,
        programs: Sequence[ProgramReleases],
        *,
        of_partner: bool,
    ) -> None:
        """`of_partner`: all are from one partner, whose name would add nothing."""
        words = context.words
        super().__init__(
            context,
            parent,
            title=words.text("Releases for which program?"),
            sentence=words.text("Choose with the arrow keys, or type the first letters."),
            does=words.text("Continue"),
        )
        theme, today = self.theme, context.today()
        self._programs = tuple(programs)
        self.list = QListWidget()
        self.list.setAccessibleName(words.text("Programs"))
        self.list.setWordWrap(True)
        self.list.setSpacing(theme.px(3))
        for one in self._programs:
            said = [one.program_name, *(() if of_partner else (one.partner_name,))]
            self.list.addItem(" · ".join((*said, words.text(state(one, today)[0]))))
        lacking = (n for n, one in enumerate(self._programs) if not _in_force(one))
        self.list.setCurrentRow(next(lacking, 0))
        rows = min(max(len(self._programs), 2), _MOST_ROWS)
        high = self.list.sizeHintForRow(0) + 2 * self.list.spacing()
        self.list.setFixedHeight(rows * high + theme.px(8))
        self.list.itemDoubleClicked.connect(self.submit)
        self.body.addWidget(self.list)
        self.list.setFocus()

    def work(self) -> Callable[[], object]:
        chosen = self._programs[max(self.list.currentRow(), 0)]
        return lambda: chosen


def _in_force(one: ProgramReleases) -> bool:
    return one.release is not None and one.release.in_force
