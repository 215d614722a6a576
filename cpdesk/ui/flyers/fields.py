"""The fields of the form: which approval, how many copies, which channels."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.policy.flyers import CHANNEL
from cpdesk.policy.outcome import Outcome
from cpdesk.records.flyer_intake import FlyerApproval, Received
from cpdesk.ui.flyers import says
from cpdesk.ui.flyers.memo import MemoFields
from cpdesk.ui.flyers.memo_back import MemoBack
from cpdesk.ui.parts import Button, Choice, FlowLayout, Kind, Role, Text, Themed, VerdictBox
from cpdesk.ui.parts.finder import Finder, Found
from cpdesk.ui.parts.forms.line_fields import read_number as number
from cpdesk.ui.parts.labeled import Labeled, LabeledLine
from cpdesk.ui.parts.typed import read_past_day, write_day
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme import Theme, Tone
from cpdesk.words import N_, Words

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.deliveries import Deliveries


class Basis(StrEnum):
    """What shows that the district approved the flyer."""

    APPROVED = "approved"
    MEMO = "memo"
    NONE = "none"  # then it can only be returned


_BASIS = {
    Basis.APPROVED: N_("On the district’s list"),
    Basis.MEMO: N_("Record a memo"),
    Basis.NONE: N_("No approval"),
}


class Fields(QWidget, Themed):
    """`changed` when any field changes; `entered_last` on Enter in the last line."""

    changed = Signal()
    entered_last = Signal()

    def __init__(self, theme: Theme, words: Words, tasks: Tasks, deliveries: Deliveries) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self._tasks = tasks
        self._deliveries = deliveries
        self.today = date.min
        self.approval: FlyerApproval | None = None
        self._known: dict[str, FlyerApproval] = {}
        text = words.text
        self.basis_chips = {one: Choice(theme, text(said)) for one, said in _BASIS.items()}
        hint = text("Title, partner, or number")
        self.finder = Finder(theme, words, tasks, text("&Approval"), hint, self._look)
        self.finder.setAccessibleName(text("The district’s approval"))
        self.found = VerdictBox(theme, small=True)
        self.correct_button = Button(theme, text("Correct memo…"), kind=Kind.QUIET, small=True)
        self.memo_back = MemoBack(theme, words, tasks, deliveries, self.correct_button)
        self.memo = MemoFields(theme, words, tasks, deliveries)
        self.partner = LabeledLine(theme, text("&Partner"), text("who the flyer is from"))
        self.title = LabeledLine(theme, text("&Title"))
        self.copies = LabeledLine(theme, text("&Copies"))
        self.bundles = LabeledLine(theme, text("B&undles"))
        self.brought_by = LabeledLine(theme, text("Delivered b&y"), text("name"))
        self.came = LabeledLine(theme, text("Recei&ved"), text("today"))
        self.note = LabeledLine(theme, text("No&te"))
        self._came_at: datetime | None = None  # as it was recorded before
        self.ways = {way: Choice(theme, text(said)) for way, said in CHANNEL.items()}
        self._lay_out()
        self._wire()
        self.dress()

    def _lay_out(self) -> None:
        text = self._words.text
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._group = QButtonGroup(self)
        for chip in self.basis_chips.values():
            self._group.addButton(chip)
        self._column.addWidget(self._flow(*self.basis_chips.values()))
        self._column.addWidget(self.finder)
        self._column.addWidget(self.found)
        self._column.addWidget(self.memo_back)
        self._column.addWidget(self.memo)
        named, counted = QHBoxLayout(), QHBoxLayout()
        top = Qt.AlignmentFlag.AlignTop
        named.addWidget(self.partner, 1, top)
        named.addWidget(self.title, 1, top)
        shares = ((self.copies, 2), (self.bundles, 2), (self.brought_by, 4), (self.came, 3))
        for field, share in shares:
            counted.addWidget(field, share, top)
        self._across = (named, counted)
        self._column.addLayout(named)
        self._column.addLayout(counted)
        label = Text(self.theme, text("Channels"), Role.SMALL)
        self._column.addWidget(label)
        self._column.addWidget(self._flow(*self.ways.values()))
        self._column.addWidget(self.note)

    def _flow(self, *parts: QWidget) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, 8)
        for part in parts:
            flow.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        return box

    def _wire(self) -> None:
        for basis, chip in self.basis_chips.items():
            chip.clicked.connect(lambda _=False, basis=basis: self._rest_on(basis))
        self.finder.taken.connect(self._taken)
        self.finder.changed.connect(self._untaken)
        self.finder.missed.connect(self._show_missed)
        self.finder.line.entered.connect(self._finder_entered)
        self.memo.recorded.connect(self._recorded)
        self.correct_button.clicked.connect(self._correct)
        self.memo_back.withdrawn.connect(self._withdrawn)
        for chip in self.ways.values():
            chip.clicked.connect(lambda: self.changed.emit())
        self.came.line.textEdited.connect(lambda _: self._typed(self.came))
        self.came.line.entered.connect(lambda: self.note.line.setFocus())
        lines = self.lines()
        for n, field in enumerate(lines):
            field.line.textEdited.connect(lambda _, f=field: self._typed(f))
            last = n == len(lines) - 1
            field.line.entered.connect(
                self.entered_last.emit if last else (lambda n=n: self._to_next(n))
            )

    def lines(self) -> tuple[LabeledLine, ...]:
        """The fields that Enter goes through; an earlier delivery day is rare and left out."""
        return (self.partner, self.title, self.copies, self.bundles, self.brought_by, self.note)

    # -- beginning ------------------------------------------------------------------------------

    def fill(
        self, received: Received, approval: FlyerApproval | None, came: datetime | None = None
    ) -> None:
        """Fills in what was recorded; empty for a new delivery."""
        self.memo.today = self.today
        self.memo.clear()
        self.finder.put("", "")
        self.finder.close_list()
        self.correct_button.setHidden(came is not None)  # a saved delivery uses its approval
        self._use(approval)
        if approval is not None:
            self.finder.put(approval.key, approval.title)
        self.partner.set(received.partner)
        self.title.set(received.title)
        self.copies.set("" if received.copies is None else str(received.copies))
        self.bundles.set(str(received.bundles) if received.bundles else "")
        self.brought_by.set(received.brought_by)
        self.note.set(received.note)
        self._came_at = came
        self.came.set(write_day(self._came_on, self._words))
        for way, chip in self.ways.items():
            chip.setChecked(way in received.channels)
        for field in (*self.lines(), self.came):
            field.remark("")
        without = approval is None and bool(received.title)
        self._show_basis(Basis.NONE if without else Basis.APPROVED)

    @property
    def basis(self) -> Basis:
        return next((b for b, chip in self.basis_chips.items() if chip.isChecked()), Basis.APPROVED)

    @property
    def unchosen(self) -> bool:
        """Whether an approval still has to be chosen or recorded."""
        return self.approval is None and self.basis is not Basis.NONE

    def received(self) -> Received:
        """What was delivered, as entered now. The checklist knows whether there is a fee."""
        approved = self.approval is not None and self.basis is not Basis.NONE
        typed = {Basis.NONE: (self.partner, self.title)}
        if self.approval is None:  # a memo that isn't recorded yet provides both
            typed[Basis.MEMO] = (self.memo.lines["partner"], self.memo.lines["title"])
        whose = [field.said for field in typed.get(self.basis, ())] or ["", ""]
        return Received(
            approval=self.approval.key if self.approval is not None and approved else "",
            partner=whose[0],
            title=whose[1],
            copies=number(self.copies.said),
            bundles=number(self.bundles.said) or 0,
            channels=tuple(way for way, chip in self.ways.items() if chip.isChecked()),
            brought_by=self.brought_by.said,
            note=self.note.said,
            received_at=self._received_at(),
        )

    @property
    def _came_on(self) -> date | None:
        return None if self._came_at is None else self._words.local(self._came_at).date()

    def _received_at(self) -> datetime | None:
        """None for now, and for the time recorded before. For an earlier day no one knows the time:
        noon is used."""
        day = read_past_day(self.came.said, self.today) if self.came.said else None
        if day is None or day == (self._came_on or self.today):
            return None
        return datetime.combine(day, time(12), self._words.zone)

    @property
    def lacks(self) -> bool:
        """Whether something is missing that is needed to save it."""
        said = self.received()
        named = bool(said.approval) or (bool(said.partner) and bool(said.title))
        return not named or said.copies is None

    def misread(self) -> LabeledLine | None:
        """The first field with a value that can't be read; it shows its own message."""
        shown = (field for field in (self.copies, self.bundles, self.came) if field.said)
        return next((field for field in shown if self._wrong(field)), None)

    def _wrong(self, field: LabeledLine) -> str:
        """What is wrong with a number or a day; "" for nothing."""
        text = self._words.text
        if field is not self.came:
            return text("Enter a number.") if number(field.said) is None else ""
        day = read_past_day(field.said, self.today)
        if day is None:
            return text("Enter a date, such as Nov 16.")
        return text("That date is in the future.") if day > self.today else ""

    @property
    def memo_begun(self) -> bool:
        """Whether a memo is being entered that isn't recorded yet."""
        return self.basis is Basis.MEMO and self.approval is None and self.memo.begun

    def go_to(self, name: str) -> None:
        """Moves the focus to the field of a fault."""
        places: dict[str, QWidget] = {
            "partner": self.partner.line, "title": self.title.line, "copies": self.copies.line,
            "bundles": self.bundles.line, "received_at": self.came.line,
            "channels": next(iter(self.ways.values())),
            "approval": self._basis_line(),
        }  # fmt: skip
        if name in ("partner", "title") and self.basis is not Basis.NONE:
            self._carry_over()
            self._show_basis(Basis.NONE)  # without an approval, the partner has to be entered
            self.changed.emit()
        part = places.get(name)
        if part is not None:
            part.setFocus(Qt.FocusReason.TabFocusReason)

    def _basis_line(self) -> QWidget:
        first = {Basis.MEMO: self.memo.lines["partner"], Basis.NONE: self.partner}
        return first[self.basis].line if self.basis in first else self.finder.line

    def close_lists(self) -> bool:
        """Esc; False if no list was open."""
        return self.finder.close_list()

    # -- the approval ---------------------------------------------------------------------------

    def _rest_on(self, basis: Basis) -> None:
        self._carry_over()
        if basis is Basis.MEMO:
            self._use(None)
            self.finder.put("", "")
        self._show_basis(basis)
        self._basis_line().setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _carry_over(self) -> None:
        """Partner and title are entered once, whatever the approval is."""
        for name, bare in (("partner", self.partner), ("title", self.title)):
            of_memo = self.memo.lines[name]
            bare.set(bare.said or of_memo.said)
            of_memo.set(of_memo.said or bare.said)

    def _show_basis(self, basis: Basis) -> None:
        self.basis_chips[basis].setChecked(True)
        self.finder.setVisible(basis is Basis.APPROVED)
        self.memo.setVisible(basis is Basis.MEMO and self.approval is None)
        rests = basis is not Basis.NONE and self.approval is not None
        self.found.setVisible(rests)
        self.memo_back.offer(self.approval if rests else None)
        self.partner.setVisible(basis is Basis.NONE)
        self.title.setVisible(basis is Basis.NONE)

    def _look(self, text: str) -> tuple[Found, ...]:
        found = self._deliveries.approvals(text)[:8]
        self._known = self._known | {one.key: one for one in found}
        return tuple(
            Found(one.key, one.title, says.approval_line(one, self.today, self._words))
            for one in found
        )

    def _taken(self, one: object) -> None:
        approval = self._known.get(getattr(one, "key", ""))
        if approval is not None:
            self._choose(approval)
            self.copies.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, approval: FlyerApproval) -> None:
        """Uses this approval and selects the channels it allows."""
        self._use(approval)
        for way, chip in self.ways.items():
            chip.setChecked(way in approval.channels)
        self._show_basis(self.basis)
        self.changed.emit()

    def _use(self, approval: FlyerApproval | None) -> None:
        self.approval = approval
        self.memo_back.offer(approval)
        if approval is None:
            self.found.hide()
            return
        held = approval.finding.outcome is Outcome.ADMIT
        words = self._words
        said = words.sentence(approval.finding.says, approval.finding.facts)
        line = says.approval_line(approval, self.today, words)
        if approval.memo_on is not None:
            line = f"{line} · {says.memo(approval, self.today, words)}"
        self.found.set(
            Tone.OK if held else Tone.NO, approval.title, line if held else f"{line}\n{said}"
        )

    def _untaken(self) -> None:
        if self.approval is not None:
            self._use(None)
            self.changed.emit()
        else:
            self.found.hide()

    def _show_missed(self) -> None:
        """No flyer on the district's list has this title."""
        text = self._words.text
        do = text("Record the memo that came with it. Without a memo, the flyers must be returned.")
        self.found.set(Tone.INFO, text("Not on the district’s list"), do)
        self.found.show()

    def _finder_entered(self) -> None:
        if not self.finder.take_current() and self.approval is not None:
            self.copies.line.setFocus(Qt.FocusReason.TabFocusReason)

    def _recorded(self, approval: FlyerApproval) -> None:
        """From now on it works like an approval from the roster."""
        self._known[approval.key] = approval
        self._choose(approval)
        self.copies.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _correct(self) -> None:
        """The memo was recorded wrong: it is recorded again, replacing the old one."""
        approval = self.approval
        if approval is not None:
            self.memo.fill(approval)
            self._rest_on(Basis.MEMO)

    def _withdrawn(self, approval: FlyerApproval) -> None:
        """The memo was withdrawn: another approval has to be chosen or recorded."""
        self._known.pop(approval.key, None)
        self.finder.put("", "")
        self._use(None)
        self._rest_on(self.basis)

    # -- as one types ---------------------------------------------------------------------------

    def _typed(self, field: LabeledLine) -> None:
        if field in (self.copies, self.bundles, self.came):
            wrong = self._wrong(field) if field.said else ""
            field.remark(wrong, wrong=bool(wrong))
        self.changed.emit()

    def _to_next(self, n: int) -> None:
        following = (field for field in self.lines()[n + 1 :] if not field.isHidden())
        field = next(following, None)
        if field is not None:
            field.line.setFocus(Qt.FocusReason.TabFocusReason)

    def labeled(self) -> tuple[Labeled, ...]:
        """All labeled fields, for code that walks through the form."""
        return (self.finder, *self.lines(), self.came)

    def dress(self) -> None:
        px = self.theme.px
        self._column.setSpacing(px(10))
        for across in self._across:
            across.setSpacing(px(12))
