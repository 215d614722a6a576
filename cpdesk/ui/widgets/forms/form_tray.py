"""A form above the buttons of a page: what an action needs to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Generic

from PySide6.QtWidgets import QWidget

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Kind
from cpdesk.ui.widgets.forms.form_spec import FormSpec, Options, R
from cpdesk.ui.widgets.forms.form_view import FormView
from cpdesk.ui.widgets.frames.tray import Tray
from cpdesk.words import Words


class FormTray(Tray, Generic[R]):
    """Enter in a line submits it. `done` carries `result` of the record."""

    def __init__(
        self,
        theme: Theme,
        words: Words,
        spec: FormSpec[R],
        record: R,
        *,
        title: str,
        does: str,
        look: Kind = Kind.PRIMARY,
        why: str = "",
        today: date = date.min,
        options: Mapping[str, Options] | None = None,
        above: Sequence[QWidget] = (),
    ) -> None:
        super().__init__(theme, words, title, does, look, why)
        self.form = FormView(theme, words, spec, record, today=today, options=options)
        self.form.changed.connect(self.missing.hide)
        self.form.entered.connect(self.submit)
        for part in (*above, self.form):
            self.column.addWidget(part)

    def start(self) -> None:
        self.form.focus(next(self.form.spec.fields()).attr)

    def check(self, record: R) -> tuple[str, str] | None:
        """What no field can know alone: the attribute to correct, and why."""
        return None

    def result(self, record: R) -> object:
        """What `done` carries."""
        return record

    def submit(self) -> None:
        record = self.form.record()
        problem = self.form.problem() or self.check(record)
        if problem is None:
            self.done.emit(self.result(record))
        else:
            attr, said = problem
            self.still(said, self.form.place(attr))
