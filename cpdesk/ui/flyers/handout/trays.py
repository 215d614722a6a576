"""The small forms of a delivery: posting it, returning it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from cpdesk.ids import new_id
from cpdesk.policy.flyers import RETURN_REASONS
from cpdesk.records.flyer_intake import Return
from cpdesk.records.flyers import Board, DeliveryRecord
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Kind
from cpdesk.ui.widgets.forms.chip_fields import ChecksField
from cpdesk.ui.widgets.forms.form_spec import FormSpec
from cpdesk.ui.widgets.forms.form_tray import FormTray
from cpdesk.ui.widgets.forms.line_fields import DayField, ListField, NumberField, TextField
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import N_, Words

MOST = 100_000


@dataclass(frozen=True, slots=True)
class Posting:
    """What a form for posting says. `board_id` "" means an electronic post at `where`. Without
    `take_down_on`, the terms say when it comes down."""

    post_id: str  # made once, so that pressing Enter twice makes one post
    board_id: str = ""
    where: str = ""
    copies: int = 0
    take_down_on: date | None = None


def _take_down_on(share: int) -> DayField:
    wrong = N_("Enter today or a later date, such as Dec 15.")
    label, hint = N_("Take down &on"), N_("latest day")
    return DayField("take_down_on", label, hint, wrong=wrong, ahead=True, share=share)


_NO_BOARD = N_("No boards yet. A school leader can add one under Boards.")
_BOARD = ListField("board_id", N_("&Board"), needed=_NO_BOARD, share=4)
_HOW_MANY = N_("Enter how many copies are posted there.")
_COPIES = NumberField(
    "copies", N_("&Copies"), needed=_HOW_MANY, wrong=_HOW_MANY, least=1, most=MOST
)
_POST = FormSpec(Posting, ((_BOARD, _COPIES, _take_down_on(3)),))
_NO_PLACE = N_("Enter where it’s posted.")
_WHERE = TextField("where", N_("&Where"), N_("e.g. family newsletter"), needed=_NO_PLACE, share=3)
_ELECTRONIC = FormSpec(Posting, ((_WHERE, _take_down_on(2)),))


class PostTray(FormTray[Posting]):
    """On one of the school's boards. `done` carries a Posting."""

    def __init__(
        self,
        theme: Theme,
        words: Words,
        record: DeliveryRecord,
        boards: Sequence[Board],
        today: date,
    ) -> None:
        names = [(b.board_id, f"{b.name} ({b.place})" if b.place else b.name) for b in boards]
        super().__init__(
            theme, words, _POST, Posting(new_id(), copies=1),
            title=words.text("Post on a board"),
            does=words.text("Post"),
            why=words.text("Only on boards the school set aside for information."),
            today=today, options={"board_id": names},
        )  # fmt: skip
        until = record.approval.expires_on if record.approval else record.expires_on
        said = words.text("The approval ends on {day}.", day=until) if until else ""
        self.column.addWidget(Text(theme, said, Role.SMALL, wrap=True))
        self._boards = bool(boards)
        if not boards:
            self.submit()  # says that there is none

    def start(self) -> None:
        super().start()
        if not self._boards:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)


class ElectronicTray(FormTray[Posting]):
    """A newsletter, a web page, an e-mail list. `done` carries a Posting."""

    def __init__(self, theme: Theme, words: Words, today: date) -> None:
        super().__init__(
            theme, words, _ELECTRONIC, Posting(new_id()),
            title=words.text("Record an electronic post"),
            does=words.text("Record"),
            why=words.text(
                "CPDesk doesn’t send anything. It records where and when the flyer was posted."
            ),
            today=today,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoesBack:
    """What a return says. `copies` None means all of them."""

    back: Return
    copies: int | None = None


@dataclass(frozen=True, slots=True)
class Returning:
    """The form for a return; `part` if some of the copies stay."""

    part: bool
    reasons: tuple[str, ...]
    copies: int | None = None
    note: str = ""
    returned_to: str = ""


REASON_ROW = (
    TextField("note", N_("In your own &words"), N_("Add details if needed"), share=4),
    TextField("returned_to", N_("&Given to"), N_("Who is taking them"), share=3),
)
_HOW_MANY_BACK = NumberField("copies", N_("&Copies to return"), wrong="", share=2)
_RETURN = FormSpec(
    Returning,
    (
        ChecksField("reasons", options=tuple(RETURN_REASONS.items())),
        (_HOW_MANY_BACK, *REASON_ROW),
    ),
    shown=lambda said: {"reasons", "note", "returned_to", *(("copies",) if said.part else ())},
)


def reason_problem(reasons: tuple[str, ...], note: str, words: Words) -> tuple[str, str] | None:
    """What the reasons of a return still need."""
    if not reasons:
        return "reasons", words.text("Choose at least one reason.")
    if "other" in reasons and not note:
        return "note", words.text("Enter the other reason.")
    return None


class ReturnTray(FormTray[Returning]):
    """Why the copies are returned; for a partial return, also how many. `done` carries a
    GoesBack."""

    def __init__(
        self, theme: Theme, words: Words, *, copies: int, part: bool, reasons: Sequence[str] = ()
    ) -> None:
        text = words.text
        super().__init__(
            theme, words, _RETURN, Returning(part, tuple(reasons)),
            title=text("Why are some copies being returned?")
            if part
            else text("Why are they being returned?"),
            does=text("Accept the rest") if part else text("Return them"),
            look=Kind.PRIMARY if part else Kind.DANGER,
            why=text(
                "The reasons print on the partner’s return slip. Press Space to select one."
            ),
        )  # fmt: skip
        self._copies = copies
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def of(self, copies: int) -> None:
        """The total was corrected in the meantime."""
        self._copies = copies

    def start(self) -> None:
        first = "copies" if self.form.record().part else "reasons"
        self.form.focus(first, Qt.FocusReason.TabFocusReason)

    def check(self, record: Returning) -> tuple[str, str] | None:
        if record.part and not 0 < (record.copies or 0) < self._copies:
            said = self.words.text(
                "Enter how many of the {n} copies to return: at least 1, but not all.",
                n=self._copies,
            )
            return "copies", said
        return reason_problem(record.reasons, record.note, self.words)

    def result(self, record: Returning) -> GoesBack:
        return GoesBack(Return(record.reasons, record.note, record.returned_to), record.copies)
