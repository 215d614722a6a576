"""The last step: the recovery key of the new data, to print or save before it is needed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_

_COLUMNS = 2  # as on the printed sheet
_KEEP = (
    N_("Lock the printed sheet away, such as in the office safe. Don’t keep it with the computer."),
    N_("Anyone with this key and the data can read the visitor log, so don’t take a photo of it."),
)


class RecoveryStep(QWidget, Themed):
    """The key in numbered groups, and a button for the sheet. `print_wanted` when it is pressed."""

    print_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.theme = theme = context.theme
        self._words = words = context.words
        self._tasks = context.tasks
        self._code = context.services.recovery.code  # its groups with spaces between them
        self.groups: list[Text] = []
        self._grid_box = QWidget()
        self._grid = QGridLayout(self._grid_box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.verdict = VerdictBox(theme, small=True)
        self.verdict.hide()
        self.print_ = Button(theme, words.text("Print or save the recovery key…"), icon="printer")
        self.print_.clicked.connect(self.print_wanted)
        footer = fill(QHBoxLayout(), self.print_, 1)
        self._column = fill(QVBoxLayout(self), self._grid_box, edges=0)
        for line in _KEEP:
            self._column.addWidget(Text(theme, words.text(line), Role.SOFT, wrap=True))
        fill(self._column, footer, self.verdict, 1)
        self.setFocusProxy(self.print_)
        self.apply_theme()

    def read(self) -> None:
        """Shows the key; if it can't be read, says so, and the office can still start."""
        self.verdict.hide()
        self._tasks.run(self._code, owner=self, done=self._show, failed=self._tell)

    def tell_kept(self) -> None:
        """The sheet was sent to a printer or saved to a file."""
        words = self._words
        says = words.text("The recovery key was printed or saved")
        do = words.text("Check that the sheet is readable, then lock it away.")
        self._show_message(Tone.OK, says, do)

    def apply_theme(self) -> None:
        px = self.theme.px
        self._column.setSpacing(px(10))
        self._grid.setHorizontalSpacing(px(28))
        self._grid.setVerticalSpacing(px(8))

    def _show(self, code: str) -> None:
        for n, group in enumerate(code.split()):
            number = Text(self.theme, self._words.number(n + 1), Role.CODE)
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            half = len(group) // 2
            shown = Text(self.theme, f"{group[:half]} {group[half:]}", Role.WORD)
            self.groups.append(shown)
            row, column = divmod(n, _COLUMNS)
            self._grid.addWidget(number, row, 2 * column)
            self._grid.addWidget(shown, row, 2 * column + 1)
        self._grid.setColumnStretch(2 * _COLUMNS, 1)
        self._grid_box.setAccessibleName(self._words.text("Recovery key: {code}", code=code))

    def _tell(self, trouble: DeskError) -> None:
        words = self._words
        later = words.text("You can print the key later in Settings.")
        self._show_message(Tone.ASK, words.error(trouble), later)

    def _show_message(self, tone: Tone, says: str, do: str) -> None:
        self.verdict.set(tone, says, do)
        self.verdict.show()
