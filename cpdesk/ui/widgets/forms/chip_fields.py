"""Fields to choose from at a glance: chips for one or several, and check boxes that wrap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Choice
from cpdesk.ui.widgets.buttons.flow import FlowBox
from cpdesk.ui.widgets.forms.form_spec import Field, Options, Reading, W
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.words import Words


class ChipBox(FlowBox):
    """Chips side by side, each for a value, after a label if there is one."""

    def __init__(
        self, theme: Theme, options: Options, *, several: bool, gap: int = 8, label: str = ""
    ) -> None:
        super().__init__(gap)
        if label:
            self.flow.addWidget(Text(theme, label, Role.SMALL))
        self.group = QButtonGroup(self)
        self.group.setExclusive(not several)
        self.buttons: dict[Any, Choice] = {}
        for value, said in options:
            chip = self.buttons[value] = Choice(theme, said)
            self.group.addButton(chip)
            self.flow.addWidget(chip)


class CheckBoxes(Sheet):
    """Check boxes one below the other; if the window is low, they scroll."""

    def __init__(self, theme: Theme, options: Options) -> None:
        super().__init__()
        self.setMinimumHeight(theme.px(64))
        self.column.setSpacing(0)
        self.buttons: dict[Any, WrapCheckBox] = {}
        for value, said in options:
            box = self.buttons[value] = WrapCheckBox(said)
            self.column.addWidget(box)


class WrapCheckBox(QCheckBox):
    """A check box whose text wraps over as many lines as it needs. Qt's own writes on one line and
    cuts it off if there is no room."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self._said = said
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _break(self) -> None:
        """Wraps its text to the current width."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        inside = QStyle.SubElement.SE_CheckBoxContents
        room = self.style().subElementRect(inside, option, self).width()
        lines = [""]
        for word in self._said.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.fontMetrics().horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        said = "\n".join(lines)
        if said != self.text():
            self.setText(said)
            self.updateGeometry()


@dataclass(frozen=True, kw_only=True)
class _ButtonField(Field[W]):
    """Buttons that are on or off. `options` are the values with their messages; the form gives
    those that are known only then. `needed` is the sentence when none is on."""

    options: tuple[tuple[object, str], ...] = ()
    needed: str = ""

    def buttons(self, made: W) -> dict[Any, QAbstractButton]:
        """The buttons by their values."""
        raise NotImplementedError

    def wire(self, made: W, changed: Callable[[], None], entered: Callable[[], None]) -> None:
        for button in self.buttons(made).values():
            button.toggled.connect(changed)

    def value(self, made: W, reading: Reading) -> object:
        return tuple(value for value, one in self.buttons(made).items() if one.isChecked())

    def put(self, made: W, value: Any, words: Words) -> None:
        for one, button in self.buttons(made).items():
            button.setChecked(one in value)

    def problem(self, made: W, reading: Reading) -> str:
        some = any(one.isChecked() for one in self.buttons(made).values())
        return "" if some else reading.words.text(self.needed)

    def place(self, made: W) -> QWidget:
        return next(iter(self.buttons(made).values()))

    def all_options(self, words: Words, options: Options) -> Options:
        return [*((value, words.text(said)) for value, said in self.options), *options]


@dataclass(frozen=True, kw_only=True)
class ChipsField(_ButtonField[ChipBox]):
    """Chips of which several can be on."""

    gap: int = 8
    labeled: bool = False  # whether the label is shown, before the chips
    several: ClassVar[bool] = True
    blank: ClassVar[object] = ()

    def make(self, theme: Theme, words: Words, options: Options) -> ChipBox:
        offered = self.all_options(words, options)
        name = words.text(self.label)
        shown = name if self.labeled else ""
        made = ChipBox(theme, offered, several=self.several, gap=self.gap, label=shown)
        made.setAccessibleName(name)
        return made

    def buttons(self, made: ChipBox) -> dict[Any, QAbstractButton]:
        return {**made.buttons}


@dataclass(frozen=True, kw_only=True)
class ChipField(ChipsField):
    """Chips of which one is on, or none yet: then its value is None."""

    several: ClassVar[bool] = False
    blank: ClassVar[object] = None

    def value(self, made: ChipBox, reading: Reading) -> object:
        return next((value for value, one in made.buttons.items() if one.isChecked()), None)

    def put(self, made: ChipBox, value: Any, words: Words) -> None:
        if value in made.buttons:
            made.buttons[value].setChecked(True)


@dataclass(frozen=True, kw_only=True)
class ChecksField(_ButtonField[CheckBoxes]):
    """Check boxes one below the other."""

    blank: ClassVar[object] = ()

    def make(self, theme: Theme, words: Words, options: Options) -> CheckBoxes:
        return CheckBoxes(theme, self.all_options(words, options))

    def buttons(self, made: CheckBoxes) -> dict[Any, QAbstractButton]:
        return {**made.buttons}
