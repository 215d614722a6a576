"""The fields of the form: which approval, how many copies, which channels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cpdesk.policy.flyers import CHANNEL
from cpdesk.policy.outcome import Outcome
from cpdesk.records.flyer_intake import FlyerApproval, Received
from cpdesk.ui.flyers import texts
from cpdesk.ui.flyers.form.memo import NO_DATE, MemoBack, MemoFields
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.domain.finder import Finder, Found
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.forms.chip_fields import ChipBox, ChipsField
from cpdesk.ui.widgets.forms.form_spec import FormSpec, Reading
from cpdesk.ui.widgets.forms.form_view import FormView
from cpdesk.ui.widgets.forms.line_fields import Echo, NumberField, TextField
from cpdesk.ui.widgets.text.labeled import LabeledLine
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.typed import read_past_day, write_day
from cpdesk.words import N_, Words


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


@dataclass(frozen=True, kw_only=True)
class _BundlesField(NumberField):
    """None is said by a blank line."""

    blank: ClassVar[object] = 0

    def write(self, value: int | None, words: Words) -> str:
        return str(value) if value else ""


@dataclass(frozen=True, kw_only=True)
class _CameField(TextField):
    """The day of a delivery that came earlier. No one knows the time: noon is used."""

    blank: ClassVar[object] = None

    def read(self, said: str, reading: Reading) -> datetime | None:
        day = read_past_day(said, reading.today)
        return datetime.combine(day, time(12), reading.words.zone) if day is not None else None

    def write(self, value: datetime | None, words: Words) -> str:
        return write_day(words.local(value).date() if value is not None else None, words)

    def fault(self, value: datetime | None, reading: Reading) -> str:
        if value is None:
            return reading.words.text(NO_DATE)
        late = value.date() > reading.today
        return reading.words.text("That date is in the future.") if late else ""


_TYPED = Echo.TYPED
_SPEC = FormSpec(
    Received,
    (
        (
            TextField("partner", N_("&Partner"), N_("who the flyer is from")),
            TextField("title", N_("&Title")),
        ),
        (
            NumberField("copies", N_("&Copies"), echo=_TYPED, share=2),
            _BundlesField("bundles", N_("B&undles"), echo=_TYPED, share=2),
            TextField("brought_by", N_("Delivered b&y"), N_("name"), share=4),
            _CameField("received_at", N_("Recei&ved"), N_("today"), echo=_TYPED, share=3),
        ),
        ChipsField("channels", N_("Channels"), options=tuple(CHANNEL.items())),
        TextField("note", N_("No&te")),
    ),
)


class Fields(FormView[Received]):
    """`changed` when any field changes; `entered_last` on Enter in the last line."""

    entered_last = Signal()

    def __init__(self, context: PageContext) -> None:
        theme, words, tasks = context.theme, context.words, context.tasks
        deliveries, text = context.services.deliveries, words.text
        basis = ChipBox(theme, [(b, text(said)) for b, said in _BASIS.items()], several=False)
        hint = text("Title, partner, or number")
        self.finder = Finder(theme, words, tasks, text("&Approval"), hint, self._look)
        self.finder.setAccessibleName(text("The district’s approval"))
        self.found = VerdictBox(theme, small=True)
        self.correct_button = Button(theme, text("Correct memo…"), kind=Kind.QUIET, small=True)
        self.memo_back = MemoBack(theme, words, tasks, deliveries, self.correct_button)
        self.memo = MemoFields(theme, words, tasks, deliveries)
        super().__init__(
            theme, words, _SPEC, Received(), gap=10, across=12,
            above=(basis, self.finder, self.found, self.memo_back, self.memo),
        )  # fmt: skip
        self._deliveries = deliveries
        self.basis_chips = basis.buttons
        self.approval: FlyerApproval | None = None
        self._known: dict[str, FlyerApproval] = {}
        self._came_on: date | None = None  # as it was recorded before
        label = Text(theme, text("Channels"), Role.SMALL)
        self.column.insertWidget(self.column.indexOf(self.blocks["channels"]), label)
        self._wire()

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
        self.entered.connect(self._next)

    def _next(self, attr: str) -> None:
        """An earlier delivery day is rare, and Enter leaves it out."""
        if not self.focus_next("received_at" if attr == "brought_by" else attr):
            self.entered_last.emit()

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
        self._came_on = None if came is None else self.words.local(came).date()
        self.set_record(replace(received, received_at=came))
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
        typed: dict[Basis, FormView[Any]] = {Basis.NONE: self}
        if self.approval is None:  # a memo that isn't recorded yet provides both
            typed[Basis.MEMO] = self.memo
        whose = typed.get(self.basis)
        said = self.record()
        came = said.received_at
        if came is not None and came.date() == (self._came_on or self.today):
            came = None  # now, or the time recorded before
        return replace(
            said,
            approval=self.approval.key if self.approval is not None and approved else "",
            partner=whose.line("partner").said if whose is not None else "",
            title=whose.line("title").said if whose is not None else "",
            bundles=said.bundles or 0,
            fee=False,
            received_at=came,
        )

    def first_step(self) -> tuple[str, str]:
        """What is needed while no approval is chosen, and how to do it."""
        text = self.words.text
        if self.basis is Basis.MEMO:
            do = text(
                "Press Ctrl+Enter to record it. Then it counts like one on the district’s list."
            )
            return text("Record the memo first"), do
        do = text("Enter its title, its partner, or the approval number.")
        return text("Choose the district’s approval first"), do

    @property
    def lacks(self) -> bool:
        """Whether something is missing that is needed to save it."""
        said = self.received()
        named = bool(said.approval) or (bool(said.partner) and bool(said.title))
        return not named or said.copies is None

    def misread(self) -> LabeledLine | None:
        """The first field with a value that can't be read; it shows its own message."""
        problem = self.problem()
        return self.line(problem[0]) if problem is not None else None

    @property
    def memo_begun(self) -> bool:
        """Whether a memo is being entered that isn't recorded yet."""
        return self.basis is Basis.MEMO and self.approval is None and self.memo.begun

    def go_to(self, name: str) -> None:
        """Moves the focus to the field of a fault."""
        if name in ("partner", "title") and self.basis is not Basis.NONE:
            self._carry_over()
            self._show_basis(Basis.NONE)  # without an approval, the partner has to be entered
            self.changed.emit()
        reason = Qt.FocusReason.TabFocusReason
        if name == "approval":
            self._basis_line().setFocus(reason)
        elif name in self.blocks:
            self.focus(name, reason)

    def _basis_line(self) -> QWidget:
        first: dict[Basis, FormView[Any]] = {Basis.MEMO: self.memo, Basis.NONE: self}
        return first[self.basis].place("partner") if self.basis in first else self.finder.line

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
        for name in ("partner", "title"):
            bare, of_memo = self.line(name), self.memo.line(name)
            bare.set(bare.said or of_memo.said)
            of_memo.set(of_memo.said or bare.said)

    def _show_basis(self, basis: Basis) -> None:
        self.basis_chips[basis].setChecked(True)
        self.finder.setVisible(basis is Basis.APPROVED)
        self.memo.setVisible(basis is Basis.MEMO and self.approval is None)
        rests = basis is not Basis.NONE and self.approval is not None
        self.found.setVisible(rests)
        self.memo_back.offer(self.approval if rests else None)
        for name in ("partner", "title"):
            self.line(name).setVisible(basis is Basis.NONE)

    def _look(self, text: str) -> tuple[Found, ...]:
        found = self._deliveries.approvals(text)[:8]
        self._known = self._known | {one.key: one for one in found}
        return tuple(
            Found(one.key, one.title, texts.approval_line(one, self.today, self.words))
            for one in found
        )

    def _taken(self, one: object) -> None:
        approval = self._known.get(getattr(one, "key", ""))
        if approval is not None:
            self._choose(approval)
            self.focus("copies")

    def _choose(self, approval: FlyerApproval) -> None:
        """Uses this approval and selects the channels it allows."""
        self._use(approval)
        self.put(channels=approval.channels)
        self._show_basis(self.basis)
        self.changed.emit()

    def _use(self, approval: FlyerApproval | None) -> None:
        self.approval = approval
        self.memo_back.offer(approval)
        if approval is None:
            self.found.hide()
            return
        held = approval.finding.outcome is Outcome.ADMIT
        words = self.words
        said = words.sentence(approval.finding.says, approval.finding.facts)
        line = texts.approval_line(approval, self.today, words)
        if approval.memo_on is not None:
            line = f"{line} · {texts.memo(approval, self.today, words)}"
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
        text = self.words.text
        do = text("Record the memo that came with it. Without a memo, the flyers must be returned.")
        self.found.set(Tone.INFO, text("Not on the district’s list"), do)
        self.found.show()

    def _finder_entered(self) -> None:
        if not self.finder.take_current() and self.approval is not None:
            self.focus("copies", Qt.FocusReason.TabFocusReason)

    def _recorded(self, approval: FlyerApproval) -> None:
        """From now on it works like an approval from the roster."""
        self._known[approval.key] = approval
        self._choose(approval)
        self.focus("copies")

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
