"""The buttons under the form."""

from __future__ import annotations

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.flow import FlowBox
from cpdesk.words import Words


class FormFoot(FlowBox):
    """File, find times, save draft, discard, back."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        text = words.text
        self.file_button = Button(
            theme, text("File request"), text("Ctrl+Enter"), kind=Kind.PRIMARY
        )
        self.find_button = Button(theme, text("Find times"), text("Ctrl+T"))
        self.draft_button = Button(theme, text("Save draft"), text("Ctrl+S"))
        self.back_button = Button(theme, text("Back"), text("Esc"))
        self.throw_button = Button(theme, text("Discard"), text("Ctrl+Backspace"), kind=Kind.DANGER)
        for button in (
            self.file_button,
            self.find_button,
            self.draft_button,
            self.throw_button,
            self.back_button,
        ):
            self.flow.addWidget(button)
        self.throw_button.hide()

    def name_file(self, *, is_edit: bool, refused: bool) -> None:
        """The label for filing: what the rules refuse is filed as declined."""
        text = self._words.text
        if is_edit:
            says = text("Save changes")
        else:
            says = text("File as declined") if refused else text("File request")
        self.file_button.set(says)

    def wait(self, busy: bool) -> None:
        """Nothing can be pressed twice."""
        for button in (self.file_button, self.draft_button):
            button.setEnabled(not busy)
