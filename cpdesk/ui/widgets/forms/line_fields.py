"""Fields of one line: text, a number, a day, a time, and a list to choose from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from cpdesk.policy.grades import grade as read_grade
from cpdesk.policy.grades import name as grade_name
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.combo import Combo
from cpdesk.ui.widgets.forms.form_spec import Field, Options, Reading
from cpdesk.ui.widgets.text.labeled import Labeled, LabeledLine
from cpdesk.ui.widgets.text.typed import read_day, read_time, write_day, write_time
from cpdesk.words import N_, Words


class Echo(Enum):
    """When a line says under it how it was understood, or that it wasn't."""

    NEVER = "never"
    TYPED = "typed"  # with each letter
    LEFT = "left"  # once the focus leaves it


@dataclass(frozen=True, kw_only=True)
class TextField(Field[LabeledLine]):
    """A line of text. `needed` is the sentence when it is empty; "" if it may be empty."""

    needed: str = ""
    wrong: str = ""  # the sentence when it can't be read
    echo: Echo = Echo.NEVER
    longest: int = 32_767

    def make(self, theme: Theme, words: Words, options: Options) -> LabeledLine:
        made = LabeledLine(theme, words.text(self.label), words.text(self.hint))
        made.line.setMaxLength(self.longest)
        return made

    def wire(
        self, made: LabeledLine, changed: Callable[[], None], entered: Callable[[], None]
    ) -> None:
        made.line.textEdited.connect(changed)
        made.line.entered.connect(entered)

    def value(self, made: LabeledLine, reading: Reading) -> object:
        return self.read(made.said, reading) if made.said else self.blank

    def put(self, made: LabeledLine, value: Any, words: Words) -> None:
        made.set(self.write(value, words))
        made.remark("")

    def place(self, made: LabeledLine) -> QWidget:
        return made.line

    def problem(self, made: LabeledLine, reading: Reading) -> str:
        if not made.said:
            return reading.words.text(self.needed)
        return self.fault(self.read(made.said, reading), reading)

    def remark(self, made: LabeledLine, reading: Reading) -> None:
        value = self.value(made, reading)
        fault = self.fault(value, reading) if made.said else ""
        made.remark(fault or self.understood(value, reading.words), wrong=bool(fault))

    # -- for other kinds of lines ---------------------------------------------------------------

    def read(self, said: str, reading: Reading) -> object:
        """The value of what was typed; None if it can't be read."""
        return said

    def write(self, value: Any, words: Words) -> str:
        """The value as the line shows it."""
        return str(value or "")

    def fault(self, value: Any, reading: Reading) -> str:
        """What is wrong with the value."""
        return reading.words.text(self.wrong) if value is None else ""

    def understood(self, value: Any, words: Words) -> str:
        """How a value that is right is repeated under the line."""
        return ""


@dataclass(frozen=True, kw_only=True)
class NumberField(TextField):
    """A count as people type it: 248, 1,200."""

    wrong: str = N_("Enter a number.")
    least: int = 0
    most: int = 999_999
    blank: ClassVar[object] = None

    def read(self, said: str, reading: Reading) -> int | None:
        return read_number(said)

    def write(self, value: int | None, words: Words) -> str:
        return "" if value is None else str(value)

    def fault(self, value: int | None, reading: Reading) -> str:
        good = value is not None and self.least <= value <= self.most
        return "" if good else reading.words.text(self.wrong)


@dataclass(frozen=True, kw_only=True)
class GradeField(TextField):
    """K or 1 to 12, as a number."""

    wrong: str = N_("Enter K or 1 to 12.")
    blank: ClassVar[object] = None

    def read(self, said: str, reading: Reading) -> int | None:
        try:
            return read_grade(said)
        except ValueError:
            return None

    def write(self, value: int | None, words: Words) -> str:
        return "" if value is None else grade_name(value)


@dataclass(frozen=True, kw_only=True)
class DayField(TextField):
    """A day; with `ahead`, not one that is over. `echoed` is how it is repeated."""

    wrong: str = N_("Enter a date, such as Nov 30.")
    ahead: bool = False
    echoed: Callable[[Words, date], str] = Words.short_day
    blank: ClassVar[object] = None

    def read(self, said: str, reading: Reading) -> date | None:
        return read_day(said, reading.today)

    def write(self, value: date | None, words: Words) -> str:
        return write_day(value, words)

    def fault(self, value: date | None, reading: Reading) -> str:
        good = value is not None and not (self.ahead and value < reading.today)
        return "" if good else reading.words.text(self.wrong)

    def understood(self, value: date | None, words: Words) -> str:
        return self.echoed(words, value) if value is not None else ""


@dataclass(frozen=True, kw_only=True)
class TimeField(TextField):
    """A time of day; with `after`, later than the time of that attribute, or a length from it."""

    wrong: str = N_("Enter a time, such as 11:35.")
    after: str = ""
    too_early: str = N_("The end must be after the start.")
    blank: ClassVar[object] = None

    def read(self, said: str, reading: Reading) -> time | None:
        return read_time(said, self._start(reading))

    def write(self, value: time | None, words: Words) -> str:
        return write_time(value, words)

    def fault(self, value: time | None, reading: Reading) -> str:
        start = self._start(reading)
        if value is not None and start is not None and value <= start:
            return reading.words.text(self.too_early)
        return reading.words.text(self.wrong) if value is None else ""

    def understood(self, value: time | None, words: Words) -> str:
        return words.clock(value) if value is not None else ""

    def _start(self, reading: Reading) -> time | None:
        start = reading.said.get(self.after)
        return start if isinstance(start, time) else None


@dataclass(frozen=True, kw_only=True)
class ListField(Field[Labeled]):
    """A drop-down list under its label. `options` are its values with their messages; the form
    gives those that are known only then."""

    options: tuple[tuple[object, str], ...] = ()
    needed: str = ""
    blank: ClassVar[object] = None

    def make(self, theme: Theme, words: Words, options: Options) -> Labeled:
        label = words.text(self.label)
        made = Labeled(theme, label, Combo(label.replace("&", "")))
        self.offer(made, [*((v, words.text(said)) for v, said in self.options), *options])
        return made

    def wire(self, made: Labeled, changed: Callable[[], None], entered: Callable[[], None]) -> None:
        self.place(made).activated.connect(changed)

    def value(self, made: Labeled, reading: Reading) -> object:
        return self.place(made).currentData()

    def put(self, made: Labeled, value: Any, words: Words) -> None:
        combo = self.place(made)
        combo.setCurrentIndex(max(0, combo.findData(value)))

    def problem(self, made: Labeled, reading: Reading) -> str:
        return "" if self.place(made).currentData() else reading.words.text(self.needed)

    def place(self, made: Labeled) -> Combo:
        assert isinstance(made.field, Combo)
        return made.field

    def offer(self, made: Labeled, options: Options) -> None:
        """Other values to choose from; the chosen one stays if it is among them."""
        combo = self.place(made)
        chosen = combo.currentData()
        combo.clear()
        for value, said in options:
            combo.addItem(said, value)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))


def read_number(said: str) -> int | None:
    """A count as people type it: 248, 1,200; None if it is not one."""
    bare = said.replace(",", "").replace(" ", "")
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) < 7 else None
