"""An approval that isn't on the roster: recorded here from the partner's memo."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.policy.flyers import CHANNEL, Channel
from cpdesk.policy.grades import grade as read_grade
from cpdesk.policy.grades import name as grade_name
from cpdesk.records.flyer_intake import FlyerApproval, MemoDraft
from cpdesk.ui.parts import Button, Choice, FlowLayout, Role, Text, Themed
from cpdesk.ui.parts.labeled import LabeledLine
from cpdesk.ui.parts.typed import read_day, write_day
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme
from cpdesk.words import N_, Words

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.deliveries import Deliveries

ROWS: tuple[tuple[tuple[str, str, str, int], ...], ...] = (
    (("partner", N_("Partner"), N_("as on the memo"), 3), ("title", N_("Title"), "", 3)),
    (
        ("approval_number", N_("Approval number"), "", 2),
        ("memo_on", N_("Memo date"), N_("e.g. Nov 16"), 2),
        ("approved_on", N_("Approved on"), N_("memo date"), 2),
        ("expires_on", N_("Approved through"), N_("no end"), 2),
    ),
    (("grade_low", N_("From grade"), N_("K to 12"), 1), ("grade_high", N_("To grade"), "", 1)),
)
_DAYS = ("memo_on", "approved_on", "expires_on")


class MemoFields(QWidget, Themed):
    """`recorded` carries the FlyerApproval that was recorded from what was typed."""

    recorded = Signal(object)

    def __init__(self, theme: Theme, words: Words, tasks: Tasks, deliveries: Deliveries) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._tasks = tasks
        self._deliveries = deliveries
        self._instead_of = ""  # the memo that was recorded wrong
        self.today = date.min
        text = words.text
        self.lines: dict[str, LabeledLine] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for row in ROWS:
            across = QHBoxLayout()
            for name, label, hint, share in row:
                field = LabeledLine(theme, text(label), text(hint))
                field.line.textEdited.connect(lambda _, f=field: f.remark(""))
                field.line.entered.connect(lambda f=field: self._next(f))
                self.lines[name] = field
                across.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
            column.addLayout(across)
        box = QWidget()
        flow = FlowLayout(box, 8)
        flow.addWidget(Text(theme, text("Approved for"), Role.SMALL))
        self.ways = {way: Choice(theme, text(said)) for way, said in CHANNEL.items()}
        for chip in self.ways.values():
            flow.addWidget(chip)
        column.addWidget(box)
        self.missing = Text(theme, "", Role.SMALL, wrap=True, color="no")
        self.missing.hide()
        column.addWidget(self.missing)
        self.button = Button(theme, text("Record memo"), small=True)
        self.button.clicked.connect(self.submit)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column = column
        self.clear()
        self.dress()

    def clear(self) -> None:
        for field in self.lines.values():
            field.set("")
            field.remark("")
        for way, chip in self.ways.items():
            chip.setChecked(way is not Channel.ELECTRONIC)
        self.missing.hide()
        self._instead_of = ""

    def fill(self, approval: FlyerApproval) -> None:
        """Fills in a recorded memo so that it can be corrected."""
        self.clear()
        low, high = approval.grade_low, approval.grade_high
        said = {
            "partner": approval.partner_name,
            "title": approval.title,
            "approval_number": approval.approval_number,
            "memo_on": write_day(approval.memo_on, self._words),
            "approved_on": write_day(approval.approved_on, self._words),
            "expires_on": write_day(approval.expires_on, self._words),
            "grade_low": "" if low is None else grade_name(low),
            "grade_high": "" if high is None else grade_name(high),
        }
        for name, text in said.items():
            self.lines[name].set(text)
        for way, chip in self.ways.items():
            chip.setChecked(way in approval.channels)
        self._instead_of = approval.key

    @property
    def begun(self) -> bool:
        """Whether anything was typed."""
        return any(field.said for field in self.lines.values())

    def submit(self) -> None:
        """Submits the memo; a day or grade that isn't valid gets a message at its field."""
        days = {name: self._day(name) for name in _DAYS}
        grades = {name: self._grade(name) for name in ("grade_low", "grade_high")}
        wrong = [name for name, found in (days | grades).items() if found is False]
        if wrong:
            self.lines[wrong[0]].line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        on = {name: found if isinstance(found, date) else None for name, found in days.items()}
        low, high = (
            found if isinstance(found, int) and found is not False else None
            for found in grades.values()
        )
        self._record(
            MemoDraft(
                partner=self.lines["partner"].said,
                title=self.lines["title"].said,
                approval_number=self.lines["approval_number"].said,
                memo_on=on["memo_on"],
                approved_on=on["approved_on"] or on["memo_on"],
                expires_on=on["expires_on"],
                channels=tuple(way for way, chip in self.ways.items() if chip.isChecked()),
                grade_low=low,
                grade_high=high if high is not None else low,
            )
        )

    def _record(self, draft: MemoDraft) -> None:
        wrong = self._instead_of

        def failed(trouble: DeskError) -> None:
            faults = " ".join(self._words.fault(fault) for fault in trouble.faults)
            column = trouble.faults[0].column if trouble.faults else ""
            self.say_missing(faults or self._words.error(trouble), column)

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
        if field in self.lines:
            self.lines[field].line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _day(self, name: str) -> date | bool | None:
        """False if it isn't a date."""
        field = self.lines[name]
        if not field.said:
            return None
        day = read_day(field.said, self.today)
        if day is None:
            field.remark(self._words.text("Enter a date, such as Nov 16."), wrong=True)
            return False
        field.remark(self._words.day(day))
        return day

    def _grade(self, name: str) -> int | bool | None:
        field = self.lines[name]
        if not field.said:
            return None
        try:
            return read_grade(field.said)
        except ValueError:
            field.remark(self._words.text("Enter K or 1 to 12."), wrong=True)
            return False

    def _next(self, field: LabeledLine) -> None:
        """Enter goes to the next line, and records after the last."""
        order = list(self.lines.values())
        at = order.index(field) + 1
        if at < len(order):
            order[at].line.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submit()

    def dress(self) -> None:
        self._column.setSpacing(self.theme.px(8))
