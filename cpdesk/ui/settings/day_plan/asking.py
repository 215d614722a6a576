"""Questions before something is lost or has to be decided again: saving with consequences,
leaving."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.policy.phrases import KIND
from cpdesk.records.dayplans import DayPlanSaved
from cpdesk.records.requests import Flagged
from cpdesk.ui.keys import Key
from cpdesk.ui.parts.button import Button, Kind
from cpdesk.ui.parts.sheet import Sheet
from cpdesk.ui.parts.text import Role, Text
from cpdesk.ui.parts.verdict import FindingList, FindingRow, VerdictBox
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import Words


class SaveDialog(QDialog):
    """Lists the approvals that will have to be decided again; `confirmed` saves anyway."""

    confirmed = Signal()

    def __init__(self, theme: Theme, words: Words, saved: DayPlanSaved, parent: QWidget) -> None:
        super().__init__(parent)
        count = len(saved.flagged)
        self.setWindowTitle(words.text("Save the school day?"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.verdict = VerdictBox(theme, small=True)
        self.verdict.set(
            Tone.ASK,
            words.count(
                "{n} approved meeting would be in class time",
                "{n} approved meetings would be in class time",
                count,
            ),
            words.text(
                "Each one goes back to the school leaders’ list. No one is checked in for "
                "it until a school leader decides again."
            ),
        )
        self.list = FindingList(theme)
        self.list.set([_line(one, words) for one in saved.flagged])
        sheet = Sheet()
        sheet.column.addWidget(self.list)
        sheet.column.addStretch(1)
        self.save = Button(theme, words.text("Save and ask again"), "Ctrl+Enter", kind=Kind.PRIMARY)
        self.cancel = Button(theme, words.text("Keep editing"), "Esc")
        foot = QHBoxLayout()
        foot.addWidget(self.save)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(theme.px(12))
        column.addWidget(self.verdict)
        column.addWidget(sheet, 1)
        column.addLayout(foot)
        for enter in ("Ctrl+Return", "Ctrl+Enter"):
            Key(enter, self, self.save.click, everywhere=True)
        self.save.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self.reject)
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


class LeaveDialog(QDialog):
    """Unsaved changes: `answered` carries save, drop, or nothing at all."""

    answered = Signal(str)

    def __init__(self, theme: Theme, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.text("Unsaved changes"))
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.save = Button(theme, words.text("Save"), kind=Kind.PRIMARY)
        self.drop = Button(theme, words.text("Discard"), kind=Kind.DANGER)
        self.stay = Button(theme, words.text("Keep editing"), "Esc")
        foot = QHBoxLayout()
        foot.setSpacing(10)
        for button in (self.save, self.drop):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.stay)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(theme.px(12))
        column.addWidget(Text(theme, words.text("The school day was changed"), Role.PAGE))
        said = words.text("Your changes don’t count until you save them.")
        column.addWidget(Text(theme, said, Role.SOFT, wrap=True))
        column.addSpacing(theme.px(8))
        column.addLayout(foot)
        self.save.clicked.connect(lambda: self._answer("save"))
        self.drop.clicked.connect(lambda: self._answer("drop"))
        self.stay.clicked.connect(self.reject)
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
