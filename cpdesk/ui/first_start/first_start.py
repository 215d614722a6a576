"""Four steps until the front desk can work. Every step leads on: a roster with problems leads back
to the choice or to the sample, and if the window is closed, the next start asks again."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cpdesk import paths
from cpdesk.errors import DeskError
from cpdesk.records.accounts import SignedIn
from cpdesk.records.office import OfficeRecord, SchoolRecord
from cpdesk.ui.first_start.account_step import ManagerStep
from cpdesk.ui.first_start.recovery_step import RecoveryStep
from cpdesk.ui.first_start.sample_offer import SampleOffer
from cpdesk.ui.first_start.steps import Steps
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.frames.banner import Banner
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.roster.intake import RosterIntake
from cpdesk.ui.widgets.roster.school_picker import SchoolPicker
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import retheme_parts

SAMPLE = paths.resources() / "sample"  # the folder of the sample district
_LOW = 600  # a screen with less height than this has no room for wide margins


class FirstStart(QWidget):
    """A window of its own. `ready` when there is a roster, a school and an office manager, who is
    then `signed_in` and has been shown the recovery key; None if accounts already existed."""

    ready = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.theme = theme = context.theme
        self._context = context
        self._words = words = context.words
        self._tasks = tasks = context.tasks
        self._changes = changes = context.changes
        self._office = context.services.office
        self._accounts = context.services.accounts
        self._has_accounts = False
        self.signed_in: SignedIn | None = None
        self.setProperty("ground", True)
        self.setWindowTitle("CPDesk")
        self.setWindowIcon(theme.icon("school", "accent", 32))
        self.steps = Steps(theme, words)
        self.banner = Banner(theme, words)
        self.intake = RosterIntake(context)
        self.sample = SampleOffer(theme, words)
        self.picker = SchoolPicker(context)
        self.take = Button(theme, words.text("Next: your account"), "Enter", kind=Kind.PRIMARY)
        self.back = Button(theme, words.text("Back to the roster"), icon="arrow-left")
        self.manager = ManagerStep(context)
        self.make = Button(theme, words.text("Next: the recovery key"), "Enter", kind=Kind.PRIMARY)
        self.back_to_school = Button(theme, words.text("Back to the school"), icon="arrow-left")
        self.recovery = RecoveryStep(context)
        self.begin = Button(theme, words.text("Start using CPDesk"), kind=Kind.PRIMARY)
        self.stack = QStackedWidget()
        self._add_steps()
        self._lay_out()
        self.resize(self.sizeHint())  # else no larger than two thirds of the screen
        self.sample.wanted.connect(lambda: self.intake.take_in(SAMPLE, sample=True))
        self.intake.currentChanged.connect(self._face_changed)
        self.intake.taken_in.connect(lambda _: changes.roster.emit())
        self.intake.done.close_.set(words.text("Next: your school"))
        self.intake.finished.connect(self.ask_school)
        self.picker.chosen.connect(self._choose)
        self.picker.marked.connect(self.take.setEnabled)
        self.take.clicked.connect(self.picker.choose)
        self.back.clicked.connect(self.ask_roster)
        self.make.clicked.connect(self.manager.make)
        self.manager.made.connect(self._made)
        self.back_to_school.clicked.connect(self.ask_school)
        self.recovery.print_wanted.connect(self._print)
        self.begin.clicked.connect(self.ready)
        tasks.trouble.connect(self._tell)

    def start(self) -> None:
        """Shows the step that is missing; `ready` immediately if none is."""
        self._tasks.run(
            lambda: (self._office.office(), self._accounts.any()),
            owner=self,
            done=lambda read: self._begin(*read),
        )

    def ask_roster(self) -> None:
        self._go(0)
        self.intake.ask()

    def ask_school(self) -> None:
        self._go(1)
        self.picker.field.clear()
        self.picker.read()
        self.picker.field.setFocus()

    def ask_manager(self) -> None:
        self._go(2)
        self.manager.setFocus()

    def _go(self, step: int) -> None:
        self.steps.set_current(step)
        self.stack.setCurrentIndex(step)

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)

    def sizeHint(self) -> QSize:
        wanted = QSize(self.theme.px(1080), self.theme.px(660))
        return wanted.boundedTo(self.screen().availableSize() - QSize(0, 40))

    def _begin(self, office: OfficeRecord, accounts: bool) -> None:
        self._has_accounts = accounts
        if accounts:
            self.take.set(self._words.text("Start using CPDesk"))
        self.intake.may_switch = office.roster is None or office.roster.sample
        if self.intake.busy:  # a file was chosen before the answer arrived
            return
        if office.roster is None:
            self.ask_roster()
        elif office.school is None:
            self.ask_school()
        else:
            self._go_on()

    def _go_on(self) -> None:
        """There is a roster and a school."""
        if self._has_accounts:
            self.ready.emit()
        else:
            self.ask_manager()

    def _made(self, signed_in: SignedIn) -> None:
        self.signed_in = signed_in
        self._go(3)
        self.recovery.read()
        self.recovery.setFocus()

    def _print(self) -> None:
        self._context.papers().show_recovery(self).accepted.connect(self._printed)

    def _printed(self) -> None:
        self.recovery.tell_kept()
        self.begin.setFocus()

    def _choose(self, school: SchoolRecord) -> None:
        self._tasks.run(
            lambda: self._office.choose_school(school.school_id),
            owner=self,
            done=self._chosen,
        )

    def _chosen(self, _office: OfficeRecord) -> None:
        self._changes.office.emit()
        self._go_on()

    def _tell(self, trouble: DeskError) -> None:
        self.banner.show_message(self._words.error(trouble), Tone.NO)

    def _face_changed(self) -> None:
        """The sample is offered while asking for a roster and after a failure, not beside a
        progress bar."""
        face = self.intake.currentWidget()
        self.sample.setVisible(face in (self.intake.asking, self.intake.failed))

    def _add_steps(self) -> None:
        text = self._words.text
        self._add_step(
            text("Import your district’s roster"),
            text(
                "The roster is the district’s list of partners, contracts, and approved "
                "activities. The district sends it as a folder or a .zip file. It stays on this "
                "computer."
            ),
            self.intake,
            self.sample,
        )
        self._add_step(
            text("Choose your school"),
            text(
                "CPDesk uses this school’s bell schedule, calendar, and activities. "
                "You can change it later in Settings."
            ),
            self.picker,
            _footer(self.take, self.back),
        )
        self._add_step(
            text("Create the office manager’s account"),
            text(
                "Every entry is recorded under someone’s name, so set up your account "
                "first. Choose a PIN or password that only you know."
            ),
            self.manager,
            _footer(self.make, self.back_to_school),
            scrolls=True,
        )
        self._add_step(
            text("Keep the recovery key"),
            text(
                "The data on this computer is encrypted. If the computer is repaired or replaced, "
                "this key is the only way to open the data again. "
                "You can print it again later in Settings."
            ),
            self.recovery,
            _footer(self.begin),
            scrolls=True,
        )

    def _add_step(
        self, title: str, sentence: str, inside: QWidget, below: QWidget, *, scrolls: bool = False
    ) -> None:
        """`inside` is on a card, which scrolls if the window is low or the text is large."""
        card = Card(self.theme)
        card.body.addWidget(inside, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        px, low = self.theme.px, page.screen().availableSize().height() < self.theme.px(_LOW)
        column.setContentsMargins(px(32), px(14 if low else 28), px(32), px(14 if low else 28))
        column.setSpacing(px(12))
        column.addWidget(Text(self.theme, title, Role.NAME, wrap=True))
        column.addWidget(Text(self.theme, sentence, Role.SOFT, wrap=True))
        column.addWidget(_scrolling(card) if scrolls else card, 1)
        column.addWidget(below)
        self.stack.addWidget(page)

    def _lay_out(self) -> None:
        column = fill(QVBoxLayout(), self.banner, (self.stack, 1), gap=0)
        fill(QHBoxLayout(self), self.steps, (column, 1), gap=0, edges=0)


def _footer(next_: Button, back: Button | None = None) -> QWidget:
    footer = QWidget()
    row = fill(QHBoxLayout(footer), next_, 1, edges=0)
    if back is not None:
        row.addWidget(back)
    return footer


def _scrolling(card: Card) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(card)
    return area
