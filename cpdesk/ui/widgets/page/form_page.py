"""A form in the place of its page: fields that scroll, buttons below, and beside it what the rules
say. It is saved, and what wasn't saved isn't lost without a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.flow import FlowBox
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.page.context_view import ContextView
from cpdesk.ui.widgets.text.text import Role, Text

T = TypeVar("T")


class FormPage(ContextView):
    """`left` when the user goes back and nothing needs to be saved. A subclass lays out its fields
    and buttons, and says what is `dirty`, what to `discard`, and how what was typed can be kept."""

    left = Signal()
    aside_share, aside_least = 0.4, 260  # the part of the width, and at least so many pixels
    faults = 0  # how many of them it says when it can't be saved; 0 if they are said beside it

    def __init__(self, context: PageContext, aside: Card) -> None:
        super().__init__(context)
        theme, text = self.theme, self._words.text
        self.aside = aside
        self.busy = False
        self._led: QWidget | None = None  # what had the focus before the question
        self._saves: Sequence[Button] = ()
        self.title = Text(theme, "", Role.NAME, wrap=True)
        self.trouble = VerdictBox(theme, small=True)
        self.back_button = Button(theme, text("Back"), text("Esc"))
        self.throw_button = Button(theme, text("Discard"), text("Ctrl+Backspace"), kind=Kind.DANGER)
        self.back_button.clicked.connect(lambda: self.back())
        self.throw_button.clicked.connect(lambda: self.throw_away())
        self.asks_on = self.back_button  # has the focus while it asks
        self.sheet = Sheet()
        self.footer = FlowBox()
        self.card = Card(theme)
        fill(self.card.body, (self.sheet, 1), self.trouble, self.footer)
        self._row = fill(QHBoxLayout(self), (self.card, 1), aside)
        self.trouble.hide()
        self.throw_button.hide()

    def lay_out(
        self, parts: Sequence[QWidget], saves: Sequence[Button], buttons: Sequence[Button]
    ) -> None:
        """`parts` scroll under the title; `saves` are the buttons that can't be pressed while it is
        being saved, among all `buttons`."""
        fill(self.sheet.column, self.title, *parts, 1)
        self._saves = saves
        for button in (*buttons, self.throw_button, self.back_button):
            self.footer.flow.addWidget(button)

    # -- what a subclass adds -------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Whether something was typed that isn't saved."""
        raise NotImplementedError

    def discard(self) -> None:
        """What was typed isn't wanted."""
        raise NotImplementedError

    @property
    def how_to_keep(self) -> str:
        """What can be done with it, in a sentence."""
        raise NotImplementedError

    # -- saving ---------------------------------------------------------------------------------

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Saves. If it fails, everything stays as it was typed."""

        def finish(result: T) -> None:
            self.wait(False)
            done(result)

        if not self.busy:
            self.wait(True)
            self._tasks.run(work, owner=self, done=finish, failed=self.failed)

    def failed(self, trouble: DeskError) -> None:
        self.wait(False)
        self.show_trouble(trouble)

    def show_trouble(self, trouble: DeskError) -> None:
        self.trouble.show_error(trouble, self._words, faults=self.faults)

    def wait(self, busy: bool) -> None:
        """Nothing is saved twice."""
        self.busy = busy
        for button in self._saves:
            button.setEnabled(not busy)

    # -- leaving --------------------------------------------------------------------------------

    def back(self) -> None:
        """Leaves the form; asks first if something isn't saved."""
        if self.busy:
            return
        if self.asked:
            self._go_on()
        elif self.dirty:
            self.ask()
        else:
            self.left.emit()

    def ask(self) -> None:
        """Asks what to do with what was typed."""
        text = self._words.text
        self.trouble.tell(Tone.ASK, text("What you typed isn’t saved yet."), self.how_to_keep)
        led = QApplication.focusWidget()
        self._led = led if led is not None and self.isAncestorOf(led) else None
        self.throw_button.show()
        self.back_button.set(text("Keep editing"))
        self.asks_on.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def asked(self) -> bool:
        return not self.throw_button.isHidden()

    def touched(self) -> None:
        """The user goes on: what was said or asked is over."""
        self.trouble.hide()
        self.throw_button.hide()
        self.back_button.set(self._words.text("Back"))

    def _go_on(self) -> None:
        (self._led or self._saves[0]).setFocus(Qt.FocusReason.OtherFocusReason)
        self.touched()

    def throw_away(self) -> None:
        """Discards what was typed, after the question."""
        if self.asked:
            self.discard()
            self.left.emit()

    def apply_theme(self) -> None:
        px = self.theme.px
        self.aside.setFixedWidth(max(px(self.aside_least), int(self.width() * self.aside_share)))
        fill(self._row, gap=px(16), edges=0)
        fill(self.sheet.column, gap=px(12), edges=(0, 0, px(8), 0))
