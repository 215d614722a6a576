"""What a form asks for: its fields row by row, each for one attribute of a frozen record.

Fields name their attribute as a string. An attribute that the record doesn't have ends the import
of the module that declares the form, and a test compares the types.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.text.labeled import Labeled
from cpdesk.words import Words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")
W = TypeVar("W", bound=QWidget)
Options = Sequence[tuple[object, str]]  # values, each with its label as shown


@dataclass(frozen=True, slots=True)
class Reading:
    """What a field needs to know to read what was typed. `said` are the values of the fields
    before it."""

    words: Words
    today: date
    said: Mapping[str, object]


@dataclass(frozen=True)
class Field(Generic[W]):
    """One attribute of the record and how it is asked for. Alt and the letter after "&" in `label`
    move to it; `share` is its part of the row's width."""

    attr: str
    label: str = ""
    hint: str = ""
    _: KW_ONLY
    share: int = 1
    blank: ClassVar[object] = ""  # its value while it is hidden

    def make(self, theme: Theme, words: Words, options: Options) -> W:
        """The widget for it."""
        raise NotImplementedError

    def wire(self, made: W, changed: Callable[[], None], entered: Callable[[], None]) -> None:
        """Reports what a person changes, and Enter."""

    def value(self, made: W, reading: Reading) -> object:
        """What it holds, as the record keeps it; what can't be read counts as blank."""
        raise NotImplementedError

    def put(self, made: W, value: Any, words: Words) -> None:
        """Shows a value without reporting a change."""
        raise NotImplementedError

    def problem(self, made: W, reading: Reading) -> str:
        """Why it can't be used as it is; "" if it can."""
        return ""

    def remark(self, made: W, reading: Reading) -> None:
        """Says at the field how it was understood, after each change."""

    def place(self, made: W) -> QWidget:
        """Where the focus goes."""
        return made


@dataclass(frozen=True)
class OwnField(Field[W]):
    """A widget that the owner of the form makes, fills, and listens to; `read` is its value."""

    _: KW_ONLY
    read: Callable[[W], object]

    def value(self, made: W, reading: Reading) -> object:
        return self.read(made)

    def put(self, made: W, value: Any, words: Words) -> None:
        """Left to its owner."""

    def place(self, made: W) -> QWidget:
        return made.field if isinstance(made, Labeled) else made


@dataclass(frozen=True)
class FormSpec(Generic[R]):
    """The rows from top to bottom, each a field or several side by side. `shown` names the
    attributes that are asked for, given the rest; None asks for all."""

    record: type[R]
    rows: tuple[Field[Any] | tuple[Field[Any], ...], ...]
    shown: Callable[[R], Collection[str]] | None = None

    def __post_init__(self) -> None:
        known = {one.name for one in fields(self.record)}
        unknown = [field.attr for field in self.fields() if field.attr not in known]
        if unknown:
            raise TypeError(f"{self.record.__name__} has no {', '.join(unknown)}")

    def fields(self) -> Iterator[Field[Any]]:
        """The fields in the order of Tab."""
        return (field for row in self.rows for field in row_of(row))


def row_of(row: Field[Any] | tuple[Field[Any], ...]) -> tuple[Field[Any], ...]:
    """The fields of a row."""
    return row if isinstance(row, tuple) else (row,)
