"""The small forms of a delivery: posting it, returning it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cpdesk.ids import new_id
from cpdesk.policy.flyers import RETURN_REASONS
from cpdesk.records.flyer_intake import Return
from cpdesk.records.flyers import Board, DeliveryRecord
from cpdesk.ui.flyers.reason_box import ReasonBox
from cpdesk.ui.parts import Combo, Kind, Role, Text
from cpdesk.ui.parts.labeled import Labeled, LabeledLine
from cpdesk.ui.parts.sheet import Sheet
from cpdesk.ui.parts.tray import Tray
from cpdesk.ui.parts.typed import read_day, write_day
from cpdesk.ui.theme import Theme
from cpdesk.words import Words

MOST = 100_000


def number(said: str) -> int | None:
    """A count as people type it: 248, 1,200."""
    bare = said.replace(",", "").replace(" ", "")
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 7 else None


@dataclass(frozen=True, slots=True)
class Posting:
    """What a form for posting says. `board_id` "" means an electronic post at `where`."""

    post_id: str
    board_id: str = ""
    where: str = ""
    copies: int = 0
    take_down_on: date | None = None


class _DayTray(Tray):
    """A form with a take-down day; blank uses the default from the terms."""

    def add_day(self, today: date, until: date | None) -> LabeledLine:
        self._today = today
        hint = self.words.text("latest day")
        field = LabeledLine(self.theme, self.words.text("Take down &on"), hint)
        field.line.textEdited.connect(self.missing.hide)
        field.line.entered.connect(self.submit)
        field.set(write_day(until, self.words))
        return field

    def day_of(self, field: LabeledLine) -> tuple[bool, date | None]:
        """Whether it can be read, and the day."""
        day = read_day(field.said, self._today) if field.said else None
        good = not field.said or (day is not None and day >= self._today)
        if not good:
            self.still(self.words.text("Enter today or a later date, such as Dec 15."), field.line)
        return good, day


class PostTray(_DayTray):
    """On one of the school's boards. `done` carries a Posting."""

    def __init__(
        self,
        theme: Theme,
        words: Words,
        record: DeliveryRecord,
        boards: Sequence[Board],
        today: date,
    ) -> None:
        super().__init__(
            theme,
            words,
            words.text("Post on a board"),
            words.text("Post"),
            why=words.text("Only on boards the school set aside for information."),
        )
        self._post_id = new_id()  # made once, so that pressing Enter twice makes one post
        self.board = Combo(words.text("Board"))
        for one in boards:
            name = f"{one.name} ({one.place})" if one.place else one.name
            self.board.addItem(name, one.board_id)
        self.copies = LabeledLine(theme, words.text("&Copies"))
        self.copies.set("1")
        self.copies.line.textEdited.connect(self.missing.hide)
        self.copies.line.entered.connect(self.submit)
        self.day = self.add_day(today, None)
        across = QHBoxLayout()
        across.addWidget(
            Labeled(theme, words.text("&Board"), self.board), 4, Qt.AlignmentFlag.AlignTop
        )
        across.addWidget(self.copies, 1, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.day, 3, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(across)
        until = record.approval.expires_on if record.approval else record.expires_on
        said = words.text("The approval ends on {day}.", day=until) if until else ""
        self.column.addWidget(Text(theme, said, Role.SMALL, wrap=True))
        if not boards:
            self._say_no_board()

    def _say_no_board(self) -> None:
        none = self.words.text("No boards yet. A school leader can add one under Boards.")
        self.still(none, self.back)

    def start(self) -> None:
        first = self.board if self.board.count() else self.back
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        board = self.board.currentData()
        copies = number(self.copies.said)
        if not board:
            self._say_no_board()
        elif not copies or copies > MOST:
            self.still(self.words.text("Enter how many copies are posted there."), self.copies.line)
        else:
            good, day = self.day_of(self.day)
            if good:
                self.done.emit(Posting(self._post_id, str(board), "", copies, day))


class ElectronicTray(_DayTray):
    """A newsletter, a web page, an e-mail list. `done` carries a Posting."""

    def __init__(self, theme: Theme, words: Words, today: date) -> None:
        super().__init__(
            theme,
            words,
            words.text("Record an electronic post"),
            words.text("Record"),
            why=words.text(
                "CPDesk doesn’t send anything. It records where and when the flyer was posted."
            ),
        )
        self._post_id = new_id()
        hint = words.text("e.g. family newsletter")
        self.where = LabeledLine(theme, words.text("&Where"), hint)
        self.where.line.textEdited.connect(self.missing.hide)
        self.where.line.entered.connect(self.submit)
        self.day = self.add_day(today, None)
        across = QHBoxLayout()
        across.addWidget(self.where, 3, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.day, 2, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(across)

    def start(self) -> None:
        self.where.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if not self.where.said:
            self.still(self.words.text("Enter where it’s posted."), self.where.line)
            return
        good, day = self.day_of(self.day)
        if good:
            self.done.emit(Posting(self._post_id, "", self.where.said, 0, day))


@dataclass(frozen=True, slots=True)
class GoesBack:
    """What a return says. `copies` None means all of them."""

    back: Return
    copies: int | None = None


class ReturnTray(Tray):
    """Why the copies are returned; for a partial return, also how many. `done` carries a
    GoesBack."""

    def __init__(
        self, theme: Theme, words: Words, *, copies: int, part: bool, reasons: Sequence[str] = ()
    ) -> None:
        text = words.text
        super().__init__(
            theme,
            words,
            text("Why are some copies being returned?")
            if part
            else text("Why are they being returned?"),
            text("Accept the rest") if part else text("Return them"),
            Kind.PRIMARY if part else Kind.DANGER,
            text("The reasons print on the partner’s return slip. Press Space to select one."),
        )
        self._copies, self._part = copies, part
        sheet = Sheet()  # if the window is low, the reasons scroll
        sheet.setMinimumHeight(theme.px(64))
        self.boxes: dict[str, ReasonBox] = {}
        for code, said in RETURN_REASONS.items():
            box = ReasonBox(text(said))
            box.setChecked(code in reasons)
            box.toggled.connect(self.missing.hide)
            self.boxes[code] = box
            sheet.column.addWidget(box)
        sheet.column.setSpacing(0)
        self.column.addWidget(sheet)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.many = LabeledLine(theme, text("&Copies to return"))
        self.note = LabeledLine(theme, text("In your own &words"), text("Add details if needed"))
        self.to = LabeledLine(theme, text("&Given to"), text("Who is taking them"))
        across = QHBoxLayout()
        for field, share in ((self.many, 2), (self.note, 4), (self.to, 3)):
            field.line.textEdited.connect(self.missing.hide)
            field.line.entered.connect(self.submit)
            across.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(across)
        self.many.setVisible(part)

    def of(self, copies: int) -> None:
        """The total was corrected in the meantime."""
        self._copies = copies

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for code, box in self.boxes.items() if box.isChecked())

    def start(self) -> None:
        first: QWidget = self.many.line if self._part else next(iter(self.boxes.values()))
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def submit(self) -> None:
        text = self.words.text
        many = number(self.many.said)
        if self._part and (many is None or not 0 < many < self._copies):
            said = text(
                "Enter how many of the {n} copies to return: at least 1, but not all.",
                n=self._copies,
            )
            self.still(said, self.many.line)
        elif not self.codes:
            self.still(text("Choose at least one reason."), next(iter(self.boxes.values())))
        elif "other" in self.codes and not self.note.said:
            self.still(text("Enter the other reason."), self.note.line)
        else:
            back = Return(self.codes, self.note.said, self.to.said)
            self.done.emit(GoesBack(back, many if self._part else None))
