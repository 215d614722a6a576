"""Withdraws a memo that was recorded by mistake, in the place where memos are recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.records.flyer_intake import FlyerApproval
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.flow import FlowBox
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.deliveries import Deliveries


class MemoBack(QWidget):
    """Shown for an approval that was recorded here, with its other actions `beside` it. `withdrawn`
    carries it."""

    withdrawn = Signal(object)

    def __init__(
        self, theme: Theme, words: Words, tasks: Tasks, deliveries: Deliveries, *beside: QWidget
    ) -> None:
        super().__init__()
        self._words = words
        self._tasks = tasks
        self._deliveries = deliveries
        self._approval: FlyerApproval | None = None
        self.button = Button(theme, words.text("Remove memo"), kind=Kind.QUIET, small=True)
        set_tooltip(
            self.button,
            words.text("Use this if the memo was recorded by mistake or needs a correction."),
        )
        self.button.clicked.connect(self._withdraw)
        self.trouble = Text(theme, "", Role.SMALL, wrap=True, color="no")
        buttons = FlowBox()
        for button in (*beside, self.button):
            buttons.flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(buttons)
        column.addWidget(self.trouble)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.offer(None)

    def offer(self, approval: FlyerApproval | None) -> None:
        """Shows it for this approval; for one from the roster, or none, there is nothing to
        withdraw."""
        memo = approval is not None and approval.memo_on is not None
        self._approval = approval if memo else None
        self.trouble.hide()
        self.setVisible(memo)

    def _withdraw(self) -> None:
        approval = self._approval
        if approval is None:
            return

        def done(_: None) -> None:
            self.withdrawn.emit(approval)

        def failed(trouble: DeskError) -> None:
            self.trouble.setText(self._words.error(trouble))
            self.trouble.show()

        self._tasks.run(
            lambda: self._deliveries.withdraw_memo(approval.key),
            owner=self,
            done=done,
            failed=failed,
        )
