"""Questions before something is lost or has to be decided again: saving with consequences,
leaving."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QWidget

from cpdesk.policy.phrases import KIND
from cpdesk.records.day_plans import DayPlanSaved
from cpdesk.records.requests import Flagged
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.domain.verdict import FindingList, FindingRow, VerdictBox
from cpdesk.ui.widgets.forms.form_dialog import DialogFrame
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words


class SaveDialog(DialogFrame):
    """Lists the approvals that will have to be decided again; `confirmed` saves anyway."""

    confirmed = Signal()

    def __init__(self, theme: Theme, words: Words, saved: DayPlanSaved, parent: QWidget) -> None:
        text, count = words.text, len(saved.flagged)
        self.save = Button(theme, text("Save and ask again"), "Ctrl+Enter", kind=Kind.PRIMARY)
        self.cancel = Button(theme, text("Keep editing"), "Esc")
        title = text("Save the school day?")
        super().__init__(theme, parent, title, self.save, self.cancel, ctrl_enter=True)
        self.verdict = VerdictBox(theme, small=True)
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
        self.list = FindingList(theme)
        self.list.set([_line(one, words) for one in saved.flagged])
        sheet = Sheet()
        sheet.column.addWidget(self.list)
        sheet.column.addStretch(1)
        self.column.addWidget(self.verdict)
        self.column.addWidget(sheet, 1)
        self.save.clicked.connect(self._confirm)
        self.resize(fitting(self, theme.px(580), theme.px(240 + 58 * min(count, 6))))
        self.cancel.setFocus()  # pressing Enter too fast saves nothing

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()


def _line(one: Flagged, words: Words) -> FindingRow:
    when = words.window(one.window.starts_at, one.window.ends_at)
    minutes = words.text("{n} min of class time", n=one.class_minutes)
    name = f"{words.text(KIND[one.kind])} · {one.partner_name}"
    return FindingRow(Tone.ASK, f"· {when}", minutes, name)


class LeaveDialog(DialogFrame):
    """Unsaved changes: `answered` carries save, drop, or nothing at all."""

    answered = Signal(str)

    def __init__(self, theme: Theme, words: Words, parent: QWidget) -> None:
        text = words.text
        self.save = Button(theme, text("Save"), kind=Kind.PRIMARY)
        self.drop = Button(theme, text("Discard"), kind=Kind.DANGER)
        self.stay = Button(theme, text("Keep editing"), "Esc")
        super().__init__(theme, parent, text("Unsaved changes"), self.save, self.stay)
        self.footer.insertWidget(1, self.drop)
        self.footer.setSpacing(10)
        self.setTabOrder(self.save, self.drop)
        self.column.addWidget(Text(theme, text("The school day was changed"), Role.PAGE))
        said = text("Your changes don’t count until you save them.")
        self.column.addWidget(Text(theme, said, Role.SOFT, wrap=True))
        self.column.addSpacing(theme.px(8))
        self.save.clicked.connect(lambda: self._answer("save"))
        self.drop.clicked.connect(lambda: self._answer("drop"))
        self.resize(fitting(self, theme.px(520), self.sizeHint().height()))
        self.save.setFocus()

    def _answer(self, what: str) -> None:
        self.accept()
        self.answered.emit(what)


def fitting(dialog: QDialog, width: int, height: int) -> QSize:
    """The size, no larger than the window below it."""
    over = dialog.parentWidget()
    room = over.window().size() if over is not None else QSize(width, height)
    return QSize(width, height).boundedTo(room - QSize(40, 40))


def warned(saved: DayPlanSaved, words: Words) -> str:
    """What to check after saving, in one line."""
    return " ".join(words.fault(fault) for fault in saved.warnings)
