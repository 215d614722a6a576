"""Moving from field to field of the form by keys, and to the one where something is missing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cpdesk.ui.requests.form.fields import Fields
from cpdesk.ui.requests.form.finder import Finder
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.frames.sheet import Sheet


class Steps:
    """After the last field it goes to `last`, the button that files."""

    def __init__(self, fields: Fields, sheet: Sheet, last: Button) -> None:
        self._fields = fields
        self._sheet = sheet
        self._last = last

    @property
    def _finders(self) -> tuple[Finder, ...]:
        return self._fields.partner, self._fields.people, self._fields.visitor

    def entered(self, line: QWidget) -> None:
        """Enter accepts what the list offers, then goes to the next field."""
        for finder in self._finders:
            if finder.line is line and finder.take_current():
                if finder is self._fields.people:
                    return
                break
        self._next(line)

    def close_list(self) -> bool:
        """Closes a field's suggestions; False if no such list is open."""
        return any(finder.close_list() for finder in self._finders)

    def to_first_empty(self) -> None:
        for block in self._fields.shown():
            line = getattr(block, "line", None)
            filled = getattr(block, "people", None) or (line is not None and line.text())
            if line is not None and not filled and block is not self._fields.people:
                self._focus(line)
                return
        self._focus(self._last)

    def to(self, name: str) -> None:
        """Goes to the field of that name, if this type has it."""
        block = self._fields.blocks.get(name)
        if block is not None and not block.isHidden():
            self._focus(self._fields.place(name))
        else:
            self.to_first_empty()

    def _next(self, line: QWidget) -> None:
        order = [block.field for block in self._fields.shown()]
        at = next((n for n, field in enumerate(order) if field is line), -1)
        self._focus(order[at + 1] if 0 <= at < len(order) - 1 else self._last)

    def _focus(self, part: QWidget) -> None:
        """Goes there and scrolls it into view."""
        part.setFocus(Qt.FocusReason.TabFocusReason)
        if self._sheet.isAncestorOf(part):
            self._sheet.ensureWidgetVisible(part, 0, self._last.theme.px(40))
