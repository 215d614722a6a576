"""A form on the screen: the fields of a spec, and the record that they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.forms.form_spec import FormSpec, Options, R, Reading
from cpdesk.ui.widgets.forms.line_fields import Echo, TextField
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.labeled import LabeledLine
from cpdesk.ui.widgets.themed import ThemedWidget
from cpdesk.words import Words


class FormView(ThemedWidget, Generic[R]):
    """`changed` when a person changes a field; `entered` with its attribute on Enter in a line."""

    changed = Signal()
    entered = Signal(str)

    def __init__(
        self,
        theme: Theme,
        words: Words,
        spec: FormSpec[R],
        record: R,
        *,
        today: date = date.min,
        options: Mapping[str, Options] | None = None,
        own: Mapping[str, QWidget] | None = None,
        above: Sequence[QWidget] = (),
        gap: int = 8,
        across: int | None = None,
    ) -> None:
        """`options` are choices known only now, `own` are the widgets of each `OwnField`; `gap`
        is between rows, `across` between fields of a row."""
        super().__init__(theme)
        self.words = words
        self.spec = spec
        self.today = today
        self._gap, self._across = gap, across
        # what it was filled from: `record` keeps what has no field
        self.base = record
        self.filling = True
        given, made = options or {}, dict(own or {})
        self.blocks: dict[str, QWidget] = {
            field.attr: made.get(field.attr) or field.make(theme, words, given.get(field.attr, ()))
            for field in spec.fields()
        }
        self.fields = {field.attr: field for field in spec.fields()}
        self._rows: list[QHBoxLayout] = []
        self._lay_out(above)
        for attr, field in self.fields.items():
            block, enter = self.blocks[attr], partial(self.entered.emit, attr)
            field.wire(block, partial(self._changed, attr), enter)
            if isinstance(field, TextField) and field.echo is Echo.LEFT:
                self.line(attr).line.editingFinished.connect(partial(self.remark, attr))
        self.set_record(record)
        self.apply_theme()

    def _lay_out(self, above: Sequence[QWidget]) -> None:
        self.column = fill(QVBoxLayout(self), *above, edges=0)
        for row in self.spec.rows:
            if not isinstance(row, tuple):
                self.column.addWidget(self.blocks[row.attr])
                continue
            across = QHBoxLayout()
            for field in row:
                block = self.blocks[field.attr]
                across.addWidget(block, field.share, Qt.AlignmentFlag.AlignTop)
            self._rows.append(across)
            self.column.addLayout(across)

    # -- the record -----------------------------------------------------------------------------

    def record(self) -> R:
        """What the fields hold; hidden ones are blank, and what has no field is as it was given."""
        values = self._values()
        raw = replace(self.base, **values)
        if self.spec.shown is None:
            return raw
        shown = self.spec.shown(raw)
        hidden = {a: field.blank for a, field in self.fields.items() if a not in shown}
        return replace(raw, **hidden)

    def set_record(self, record: R) -> None:
        """Shows a record, without a signal."""
        self.filling = True
        self.base = record
        for attr, field in self.fields.items():
            field.put(self.blocks[attr], getattr(record, attr), self.words)
        self.filling = False
        self.show_fields()

    def put(self, **values: Any) -> None:
        """Changes what some fields hold, without a signal."""
        was, self.filling = self.filling, True
        for attr, value in values.items():
            self.fields[attr].put(self.blocks[attr], value, self.words)
        self.filling = was

    def show_fields(self) -> None:
        """Shows only what is asked for; entries in the others are kept."""
        if self.spec.shown is None:
            return
        shown = self.spec.shown(replace(self.base, **self._values()))
        for attr, block in self.blocks.items():
            block.setVisible(attr in shown)

    def _values(self) -> dict[str, object]:
        values: dict[str, object] = {}
        for attr, field in self.fields.items():
            values[attr] = field.value(self.blocks[attr], self._reading(values))
        return values

    def _reading(self, said: Mapping[str, object]) -> Reading:
        return Reading(self.words, self.today, said)

    # -- what is missing ------------------------------------------------------------------------

    def problem(self) -> tuple[str, str] | None:
        """The attribute of the first field that can't be used as it is, and why."""
        reading = self._reading(self._values())
        for attr, field in self.fields.items():
            said = "" if self.blocks[attr].isHidden() else field.problem(self.blocks[attr], reading)
            if said:
                return attr, said
        return None

    def remark(self, attr: str) -> None:
        """Says at the field how it was understood."""
        self.fields[attr].remark(self.blocks[attr], self._reading(self._values()))

    # -- the fields -----------------------------------------------------------------------------

    def line(self, attr: str) -> LabeledLine:
        """The line of an attribute."""
        block = self.blocks[attr]
        assert isinstance(block, LabeledLine)
        return block

    def lines(self) -> Iterator[LabeledLine]:
        """All lines, from top to bottom."""
        return (block for block in self.blocks.values() if isinstance(block, LabeledLine))

    def buttons(self, attr: str) -> dict[Any, Any]:
        """The chips or check boxes of an attribute, by their values."""
        found: dict[Any, Any] = getattr(self.blocks[attr], "buttons", {})
        return found

    def place(self, attr: str) -> QWidget:
        """Where the focus of an attribute goes."""
        return self.fields[attr].place(self.blocks[attr])

    def focus(self, attr: str, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> QWidget:
        """Moves the focus to a field."""
        place = self.place(attr)
        place.setFocus(reason)
        return place

    def focus_next(self, attr: str) -> bool:
        """Moves the focus to the line after this one that is shown; False after the last."""
        order = list(self.fields)
        for after in order[order.index(attr) + 1 :]:
            if isinstance(self.blocks[after], LabeledLine) and not self.blocks[after].isHidden():
                self.focus(after, Qt.FocusReason.TabFocusReason)
                return True
        return False

    def _changed(self, attr: str, *_: object) -> None:
        if self.filling:
            return
        field = self.fields[attr]
        if isinstance(field, TextField) and field.echo is Echo.TYPED:
            self.remark(attr)
        self.show_fields()
        self.changed.emit()

    def apply_theme(self) -> None:
        px = self.theme.px
        self.column.setSpacing(px(self._gap))
        if self._across is not None:
            for row in self._rows:
                row.setSpacing(px(self._across))
