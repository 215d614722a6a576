"""The page that replaces everything while no one is signed in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from cpdesk.errors import DataLostError, DeskError
from cpdesk.records.accounts import AccountRecord, SignedIn
from cpdesk.ui.input.keys import EVACUATION_KEY
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.sign_in.login_step import LoginStep
from cpdesk.ui.sign_in.login_steps import ChangeFace, ResetFace, SignInFace
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text


class SignInPage(QWidget):
    """`passed` carries a SignedIn; `nobody` when there is no account at all; `cannot_read` a
    DeskError when the data can't be opened."""

    passed = Signal(object)
    nobody = Signal()
    cannot_read = Signal(object)
    evacuation_wanted = Signal()

    def __init__(self, context: PageContext, *, last: str = "", says: str = "") -> None:
        """`last` is the account that is offered first; `says` is a line under the title."""
        super().__init__()
        self.theme = theme = context.theme
        self._words = words = context.words
        self._tasks = context.tasks
        self._accounts = context.services.accounts
        self._last = last
        self._people: tuple[AccountRecord, ...] = ()
        self.setProperty("ground", True)
        self.setAccessibleName(words.text("Sign in"))
        self.sign_in = SignInFace(context)
        self.change = ChangeFace(context)
        self.reset = ResetFace(context)
        self.steps: tuple[LoginStep, ...] = (self.sign_in, self.change, self.reset)
        self.sign_in.introduce(words.text("Sign in"), says)
        self.evacuation = Button(theme, words.text("Print evacuation list"), EVACUATION_KEY)
        self.evacuation.clicked.connect(self.evacuation_wanted)
        self.backups = Button(theme, words.text("Choose a backup…"))
        self.backups.clicked.connect(self._ask_for_a_backup)
        self.backups.hide()
        self._lost: DataLostError | None = None
        self.message = VerdictBox(theme, small=True)
        self.message.setFixedWidth(theme.px(440))
        self.message.hide()
        self._lay_out()
        for step in self.steps:
            step.passed.connect(self.passed)
        self.sign_in.change.connect(self._ask_for_another)
        self.sign_in.reset.connect(self._ask_for_the_key)
        self.change.left.connect(self._leave)
        self.reset.left.connect(self._back)
        self.show_step(self.sign_in)

    def read(self) -> None:
        """Reads the accounts that can sign in."""
        self._tasks.run(
            self._accounts.names, owner=self, done=self._show_people, failed=self._cannot_read
        )

    def tell_evacuation(self, tone: Tone, says: str, more: str = "") -> None:
        """What happened to the evacuation list that was requested. Shows no names."""
        self.message.set(tone, says, more)
        self.message.show()
        for part in (
            self.message,
            self._area.widget(),
            self._area.viewport(),
        ):  # its place first
            QCoreApplication.sendPostedEvents(part, QEvent.Type.LayoutRequest)
        self._area.ensureWidgetVisible(self.message)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if not self.change.isHidden():
                self._leave()
            elif not self.reset.isHidden():
                self._back()
            return
        super().keyPressEvent(event)

    def _show_people(self, people: tuple[AccountRecord, ...]) -> None:
        self._people = people
        self._lost = None
        self.backups.hide()
        self.sign_in.trouble.hide()
        if not people:
            self.nobody.emit()
            return
        self.sign_in.show_people(people, self._last)

    def _cannot_read(self, trouble: DeskError) -> None:
        self.sign_in.trouble.show_error(trouble, self._words)
        self._lost = trouble if isinstance(trouble, DataLostError) else None
        self.backups.setVisible(self._lost is not None)
        self.cannot_read.emit(trouble)

    def _ask_for_a_backup(self) -> None:
        if self._lost is not None:
            self.cannot_read.emit(self._lost)

    def _ask_for_another(self, signed_in: SignedIn, old: str) -> None:
        self.show_step(self.change)
        self.change.ask(signed_in, old)

    def _ask_for_the_key(self) -> None:
        marked = self.sign_in.picker.account
        self.show_step(self.reset)
        self.reset.ask(self._people, marked.account_id if marked else "")

    def _leave(self) -> None:
        """A user who doesn't choose a new password is not signed in."""
        self._tasks.run(self._accounts.leave, owner=self, done=lambda _: None)
        self._back()

    def _back(self) -> None:
        self.reset.clear()
        self.show_step(self.sign_in)
        self.sign_in.begin()

    def show_step(self, shown: LoginStep) -> None:
        for step in self.steps:
            step.setVisible(step is shown)

    def _lay_out(self) -> None:
        px = self.theme.px
        card = Card(self.theme)
        card.setFixedWidth(px(440))
        for step in self.steps:
            card.body.addWidget(step)
        inner = QWidget()
        inner.setProperty("clear", True)
        middle = fill(QVBoxLayout(inner), 2, edges=px(16))
        brand = Text(self.theme, "CPDesk", Role.NAME)
        middle.addWidget(brand, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addSpacing(px(10))
        middle.addLayout(_centered(card))
        middle.addSpacing(px(14))
        for part in (self.backups, self.message, self.evacuation):
            middle.addLayout(_centered(part))
        middle.addStretch(3)
        self._area = area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        fill(QHBoxLayout(self), area, edges=0)


def _centered(widget: QWidget) -> QHBoxLayout:
    """Not an alignment: that would ignore that lines wrap."""
    return fill(QHBoxLayout(), 1, widget, 1)
