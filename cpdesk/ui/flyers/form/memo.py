"""An approval that isn't on the roster: recorded here from the partner's memo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cpdesk.errors import DeskError
from cpdesk.policy.flyers import CHANNEL
from cpdesk.records.flyer_intake import FlyerApproval, MemoDraft
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.flow import FlowBox
from cpdesk.ui.widgets.forms.chip_fields import ChipsField
from cpdesk.ui.widgets.forms.form_spec import FormSpec
from cpdesk.ui.widgets.forms.form_view import FormView
from cpdesk.ui.widgets.forms.line_fields import DayField, GradeField, TextField
from cpdesk.ui.widgets.frames.rows import RowColumn
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.words import N_, Words

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.deliveries import Deliveries

NO_DATE = N_("Enter a date, such as Nov 16.")
_EMPTY = MemoDraft("", "", "", None, None, None)


def _day(attr: str, label: str, hint: str) -> DayField:
    return DayField(attr, label, hint, wrong=NO_DATE, echoed=Words.day, share=2)


_SPEC = FormSpec(
    MemoDraft,
    (
        (
            TextField("partner", N_("Partner"), N_("as on the memo"), share=3),
            TextField("title", N_("Title"), share=3),
        ),
        (
            TextField("approval_number", N_("Approval number"), share=2),
            _day("memo_on", N_("Memo date"), N_("e.g. Nov 16")),
            _day("approved_on", N_("Approved on"), N_("memo date")),
            _day("expires_on", N_("Approved through"), N_("no end")),
        ),
        (
            GradeField("grade_low", N_("From grade"), N_("K to 12")),
            GradeField("grade_high", N_("To grade")),
        ),
        ChipsField("channels", N_("Approved for"), options=tuple(CHANNEL.items()), labeled=True),
    ),
)


class MemoFields(FormView[MemoDraft]):
    """`recorded` carries the FlyerApproval that was recorded from what was typed."""

    recorded = Signal(object)

    def __init__(self, theme: Theme, words: Words, tasks: Tasks, deliveries: Deliveries) -> None:
        super().__init__(theme, words, _SPEC, _EMPTY)
        self._tasks = tasks
        self._deliveries = deliveries
        self._instead_of = ""  # the memo that was recorded wrong
        for field in self.lines():
            field.line.textEdited.connect(lambda _, f=field: f.remark(""))
        self.entered.connect(self._next)
        self.missing = Text(theme, "", Role.SMALL, wrap=True, color="no")
        self.missing.hide()
        self.column.addWidget(self.missing)
        self.button = Button(theme, words.text("Record memo"), small=True)
        self.button.clicked.connect(self.submit)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def clear(self) -> None:
        self.set_record(_EMPTY)
        self.missing.hide()
        self._instead_of = ""

    def fill(self, approval: FlyerApproval) -> None:
        """Fills in a recorded memo so that it can be corrected."""
        self.clear()
        draft = MemoDraft(
            approval.partner_name, approval.title, approval.approval_number,
            approval.memo_on, approval.approved_on, approval.expires_on,
            approval.channels, approval.grade_low, approval.grade_high,
        )  # fmt: skip
        self.set_record(draft)
        self._instead_of = approval.key

    @property
    def begun(self) -> bool:
        """Whether anything was typed."""
        return any(field.said for field in self.lines())

    def submit(self) -> None:
        """Submits the memo; a day or grade that isn't valid gets a message at its field."""
        for attr in ("memo_on", "approved_on", "expires_on", "grade_low", "grade_high"):
            self.remark(attr)
        problem = self.problem()
        if problem is not None:
            self.focus(problem[0])
            return
        draft = self.record()
        high = draft.grade_high if draft.grade_high is not None else draft.grade_low
        approved = draft.approved_on or draft.memo_on
        self._record(replace(draft, approved_on=approved, grade_high=high))

    def _record(self, draft: MemoDraft) -> None:
        wrong = self._instead_of

        def failed(trouble: DeskError) -> None:
            faults = " ".join(self.words.fault(fault) for fault in trouble.faults)
            column = trouble.faults[0].column if trouble.faults else ""
            self.say_missing(faults or self.words.error(trouble), column)

        self._tasks.run(
            lambda: self._deliveries.record_memo(draft, instead_of=wrong),
            owner=self,
            done=self.recorded.emit,
            failed=failed,
        )

    def say_missing(self, said: str, field: str = "") -> None:
        """Shows what the service still needs."""
        self.missing.setText(said)
        self.missing.show()
        if field in self.blocks:
            self.focus(field)

    def _next(self, attr: str) -> None:
        """Enter goes to the next line, and records after the last."""
        if not self.focus_next(attr):
            self.submit()


class MemoBack(RowColumn[QWidget]):
    """Withdraws a memo that was recorded by mistake. Shown for an approval that was recorded here,
    with its other actions `beside` it. `withdrawn` carries it."""

    withdrawn = Signal(object)

    def __init__(
        self, theme: Theme, words: Words, tasks: Tasks, deliveries: Deliveries, *beside: QWidget
    ) -> None:
        super().__init__(theme, 6)
        self._words = words
        self._tasks = tasks
        self._deliveries = deliveries
        self._approval: FlyerApproval | None = None
        self.button = Button(theme, words.text("Remove memo"), kind=Kind.QUIET, small=True)
        said = words.text("Use this if the memo was recorded by mistake or needs a correction.")
        set_tooltip(self.button, said)
        self.button.clicked.connect(self._withdraw)
        self.trouble = Text(theme, "", Role.SMALL, wrap=True, color="no")
        buttons = FlowBox()
        for button in (*beside, self.button):
            buttons.flow.addWidget(button)
        self.set_lines((buttons, self.trouble))
        self.offer(None)

    def offer(self, approval: FlyerApproval | None) -> None:
        """Shows it for this approval; for one from the roster, or none, there is nothing to
        withdraw."""
        memo = approval is not None and approval.memo_on is not None
        self._approval = approval if memo else None
        self.trouble.hide()
        self.setVisible(memo)

    def _withdraw(self) -> None:
        approval = self._approval
        if approval is None:
            return

        def failed(trouble: DeskError) -> None:
            self.trouble.setText(self._words.error(trouble))
            self.trouble.show()

        self._tasks.run(
            lambda: self._deliveries.withdraw_memo(approval.key),
            owner=self,
            done=lambda _: self.withdrawn.emit(approval),
            failed=failed,
        )
