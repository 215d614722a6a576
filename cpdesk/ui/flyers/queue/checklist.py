"""A delivery's checklist: what the rules answered and what a person has to check. Y and N answer
the line that has the focus and go to the next. Yes always means that the item is fine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout

from cpdesk.policy.flyers import BY_RULE, CHECK, Answer, Check
from cpdesk.records.flyer_intake import CheckLine
from cpdesk.records.flyers import DeliveryRecord
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Choice
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.frames.rows import RowColumn, RuledRow
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import N_, Words

_FREE = N_("It says it’s free, or it doesn’t mention a fee")


class CheckList(RowColumn["CheckRow"]):
    """`answered` when a person answered yes or no; `done` after the last line.

    The question about a fee comes first: people only look for the fee sentence once they have
    thought about a fee. `fee_changed` when that was answered.
    """

    answered = Signal()
    fee_changed = Signal()
    done = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme)
        self._words = words
        self._offer = ""
        self.free = CheckRow(theme, words, words.text(_FREE))
        self.rows = {
            check: CheckRow(theme, words, words.text(CHECK[check]), by_rule=check in BY_RULE)
            for check in Check
        }
        lines = list(self.rows.values())
        lines.insert(lines.index(self.rows[Check.FEE]), self.free)
        self.set_lines(lines)
        for row in lines:
            row.answered.connect(self._answered)
            row.stepped.connect(lambda by, row=row: self._step(row, by))
        self.setAccessibleName(words.text("Checklist"))

    @property
    def fee(self) -> bool:
        """Whether the flyer names a fee."""
        return self.free.answer is Answer.NO

    @property
    def answers(self) -> tuple[tuple[Check, Answer], ...]:
        """What a person has answered so far."""
        return tuple(
            (check, row.answer)
            for check, row in self.rows.items()
            if check not in BY_RULE
            and (check is not Check.FEE or self.fee)
            and row.answer in (Answer.YES, Answer.NO)
        )

    def start(self, record: DeliveryRecord | None = None) -> None:
        """Shows another delivery with its answers so far."""
        said = {line.check: line.answer for line in record.checks} if record is not None else {}
        fee = record is not None and record.fee
        self.free.set_answer(Answer.NO if fee else Answer.OPEN)
        self.rows[Check.FEE].setVisible(fee)
        for check, row in self.rows.items():
            answer = said.get(check, Answer.OPEN)
            row.set_answer(answer if answer is not Answer.NOT_ASKED else Answer.OPEN)

    def show_lines(self, lines: Sequence[CheckLine], *, known: bool = True) -> None:
        """What the rules say now, and which lines are asked. A person's answers stay. Not `known`
        means no approval is chosen yet, so the rules have nothing to go by."""
        for line in lines:
            row = self.rows[line.check]
            if line.check is not Check.FEE:  # that one follows from the line before it
                # Until an approval is chosen, the whole list shows what will be asked.
                row.setVisible(line.answer is not Answer.NOT_ASKED or not known)
            if line.check in BY_RULE:
                finding = line.finding
                why = self._words.sentence(finding.says, finding.facts) if finding else ""
                if line.check is Check.COVERAGE:
                    offer = finding.offer if finding and known else ""
                    self._offer = self._words.sentence(offer, finding.facts) if finding else ""
                row.show_rule(line.answer if known else Answer.OPEN, why if known else "")

    def first_open(self) -> CheckRow | None:
        """The first line without an answer."""
        return next((row for row in self._asked() if row.answer is Answer.OPEN), None)

    def first_no(self) -> Check | None:
        """The first line that isn't met."""
        return next(self._not_met(), None)

    def wrong(self) -> tuple[str, ...]:
        """The return reasons that follow from the list."""
        return tuple(check.value for check in self._not_met())

    def _not_met(self) -> Iterator[Check]:
        asked = ((check, row) for check, row in self.rows.items() if not row.isHidden())
        return (check for check, row in asked if row.answer is Answer.NO)

    def offer(self) -> str:
        """What the rules offer instead, if the only problem is what the approval covers: a board is
        open to a flyer that can't be carried home. "" if it can only be returned."""
        return self._offer if self.wrong() == (Check.COVERAGE.value,) else ""

    def enter(self) -> None:
        """Moves the focus to the first line that needs an answer."""
        row = self.first_open() or next(iter(self._asked()), None)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self) -> list[CheckRow]:
        return [row for row in self.lines if not row.by_rule and not row.isHidden()]

    def _answered(self, row: CheckRow, by_key: bool) -> None:
        sentence = self.rows[Check.FEE]
        if row is self.free and sentence.isHidden() is self.fee:
            sentence.set_answer(Answer.OPEN)
            sentence.setVisible(self.fee)
            self.fee_changed.emit()
        self.answered.emit()
        if by_key:
            self._step(row, 1)

    def _step(self, row: CheckRow, by: int) -> None:
        rows = self._asked()
        at = rows.index(row) + by if row in rows else 0
        if 0 <= at < len(rows):
            rows[at].setFocus(Qt.FocusReason.TabFocusReason)
        elif at >= len(rows):
            self.done.emit()


class CheckRow(RuledRow):
    """One line. `answered` carries the row and whether a key was used; `stepped` on Up and Down."""

    answered = Signal(object, bool)
    stepped = Signal(int)
    edges, gap = (8, 7, 4, 7), 6

    def __init__(self, theme: Theme, words: Words, says: str, *, by_rule: bool = False) -> None:
        super().__init__(theme, QHBoxLayout())
        self._words = words
        self.by_rule = by_rule
        self.answer = Answer.OPEN
        text = words.text
        self.says = Text(theme, says, Role.BODY, wrap=True)
        self.why = Text(theme, "", Role.SMALL, wrap=True)
        self.why.hide()
        self.pill = Pill(theme)
        self.yes = Choice(theme, text("Yes"))
        self.no = Choice(theme, text("No"))
        self._group = QButtonGroup(self)
        lines = fill(QVBoxLayout(), self.says, self.why, gap=1)
        self.inside.addLayout(lines, 1)
        top = Qt.AlignmentFlag.AlignTop
        self.inside.addWidget(self.pill, 0, top)
        for chip, answer in ((self.yes, Answer.YES), (self.no, Answer.NO)):
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row has the focus, for Y and N
            chip.setAccessibleName(f"{chip.text()}: {self.says.text()}")
            self._group.addButton(chip)
            self.inside.addWidget(chip, 0, top)
            chip.clicked.connect(lambda _=False, answer=answer: self._give(answer, by_key=False))
        self.pill.setVisible(by_rule)
        self.yes.setVisible(not by_rule)
        self.no.setVisible(not by_rule)
        policy = Qt.FocusPolicy.NoFocus if by_rule else Qt.FocusPolicy.StrongFocus
        self.setFocusPolicy(policy)
        self.set_answer(Answer.OPEN)
        self.apply_theme()

    def set_answer(self, answer: Answer) -> None:
        """Shows an answer without emitting `answered`."""
        self.answer = answer
        self._group.setExclusive(False)
        self.yes.setChecked(answer is Answer.YES)
        self.no.setChecked(answer is Answer.NO)
        self._group.setExclusive(True)
        self._name()

    def show_rule(self, answer: Answer, why: str) -> None:
        """What the rules answered, and the reason."""
        self.answer = answer
        held = answer is Answer.YES
        text = self._words.text
        self.pill.set(text("Yes") if held else text("No"), Tone.OK if held else Tone.NO)
        self.pill.setVisible(answer is not Answer.OPEN)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self._name()

    def _name(self) -> None:
        text = self._words.text
        said = {
            Answer.YES: text("Yes"), Answer.NO: text("No"),
            Answer.OPEN: text("not answered yet"),
        }.get(self.answer, "")  # fmt: skip
        self.setAccessibleName(f"{self.says.text()}: {said}")
        self.setAccessibleDescription(self.why.text())

    def _give(self, answer: Answer, *, by_key: bool) -> None:
        self.set_answer(answer)
        self.answered.emit(self, by_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        yes = self._words.text("Y").lower()
        no = self._words.text("N").lower()
        if plain and event.text().lower() in (yes, no) and not event.isAutoRepeat():
            answer = Answer.YES if event.text().lower() == yes else Answer.NO
            self._give(answer, by_key=True)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def rule(self, painter: QPainter) -> None:
        """With the focus, a frame in place of the line."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.hasFocus():
            super().rule(painter)
            return
        painter.setPen(QPen(self.theme.color("accent"), 2))
        painter.setBrush(self.theme.color("accent_soft"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -2), 7, 7)
