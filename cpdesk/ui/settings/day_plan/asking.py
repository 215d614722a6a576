"""Questions before something is lost or has to be decided again: saving with consequences,
leaving."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cpdesk.policy.phrases import KIND
from cpdesk.records.day_plans import DayPlanSaved
from cpdesk.records.requests import Flagged
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.domain.verdict import FindingList, FindingRow, VerdictBox
from cpdesk.ui.widgets.forms.form_dialog import DialogFrame
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words

_DROPPED = 2  # a result of the dialog besides accepted and rejected


class SaveDialog(DialogFrame):
    """Lists the approvals that will have to be decided again; accepted to save anyway."""

    def __init__(self, context: PageContext, parent: QWidget, saved: DayPlanSaved) -> None:
        words, count = context.words, len(saved.flagged)
        text = words.text
        does, leaves = text("Save and ask again"), text("Keep editing")
        super().__init__(context, parent, text("Save the school day?"), does, leaves=leaves)
        self.verdict = VerdictBox(self.theme, small=True)
        self.verdict.set(
            Tone.ASK,
            words.count(
                "{n} approved meeting would be in class time",
                "{n} approved meetings would be in class time",
                count,
            ),
            text(
                "Each one goes back to the school leaders’ list. No one is checked in for "
                "it until a school leader decides again."
            ),
        )
        self.list = FindingList(self.theme)
        self.list.set([_line(one, words) for one in saved.flagged])
        sheet = Sheet()
        sheet.column.addWidget(self.list)
        sheet.column.addStretch(1)
        self.column.addWidget(self.verdict)
        self.column.addWidget(sheet, 1)
        self.do.clicked.connect(self.accept)
        self.fit(580, 240 + 58 * min(count, 6))
        self.cancel.setFocus()  # pressing Enter too fast saves nothing


def _line(one: Flagged, words: Words) -> FindingRow:
    when = words.window(one.window.starts_at, one.window.ends_at)
    minutes = words.text("{n} min of class time", n=one.class_minutes)
    name = f"{words.text(KIND[one.kind])} · {one.partner_name}"
    return FindingRow(Tone.ASK, f"· {when}", minutes, name)


class LeaveDialog(DialogFrame):
    """Unsaved changes: accepted to save them, `dropped` to lose them."""

    dropped = Signal()

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        text = context.words.text
        title, leaves = text("Unsaved changes"), text("Keep editing")
        super().__init__(context, parent, title, text("Save"), "", leaves=leaves)
        self.drop = Button(self.theme, text("Discard"), kind=Kind.DANGER)
        self.footer.insertWidget(1, self.drop)
        self.footer.setSpacing(10)
        self.setTabOrder(self.do, self.drop)
        self.column.addWidget(Text(self.theme, text("The school day was changed"), Role.PAGE))
        said = text("Your changes don’t count until you save them.")
        self.column.addWidget(Text(self.theme, said, Role.SOFT, wrap=True))
        self.column.addSpacing(self.theme.px(8))
        self.do.clicked.connect(self.accept)
        self.drop.clicked.connect(self._drop)
        self.fit(520)
        self.do.setFocus()

    def _drop(self) -> None:
        self.done(_DROPPED)
        self.dropped.emit()
