"""Registers a visitor who is on no list: new to a partner, or a guest. Takes the card's place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.records.partners import PartnerRow
from cpdesk.ui.desk.search.entry import Asked, AskedField, still_needed
from cpdesk.ui.desk.search.listing import Line, partner_line
from cpdesk.ui.desk.search.results_list import ResultsList
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.forms.chip_fields import ChipField
from cpdesk.ui.widgets.forms.form_spec import FormSpec, OwnField, Reading
from cpdesk.ui.widgets.forms.form_view import FormView
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_

_AT_MOST = 6
_REASONS = (N_("Meeting"), N_("Delivery"), N_("Repair"), N_("Pickup"), N_("Tour"))


def split_name(typed: str) -> tuple[str, str]:
    """Given and family name from what was typed. A single word is taken as the family name; names
    typed in lower case are capitalized."""
    words = typed.split()
    if typed == typed.lower():
        words = [word[:1].upper() + word[1:] for word in words]
    if len(words) < 2:
        return "", " ".join(words)
    return " ".join(words[:-1]), words[-1]


class PartnerChooser(QWidget, Themed):
    """A field that finds partners while typing, with the closest few under it."""

    chosen = Signal(object)  # a PartnerRow

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.theme = theme = context.theme
        self._words = words = context.words
        self._partners = context.services.partners
        self._tasks = context.tasks
        self.partner_id = ""
        self._rows: tuple[PartnerRow, ...] = ()
        self.asked = Asked(theme, words.text("&Partner"), words.text("Partner name"))
        self.entry = self.asked.entry
        self.setFocusProxy(self.entry)
        self.list = ResultsList(theme, words)
        self.list.setAccessibleName(words.text("Partners found"))
        self.list.taken.connect(self._choose)
        self.list.hide()
        fill(QVBoxLayout(self), self.asked, self.list, gap=4, edges=0)
        self.entry.textEdited.connect(self._typed)
        self.entry.stepped.connect(self.list.step)
        self.apply_theme()

    def set(self, partner_id: str, name: str) -> None:
        """Sets this partner without searching."""
        self.partner_id = partner_id
        self.entry.setText(name)
        self.list.hide()

    def take_current(self) -> bool:
        """Takes the selected partner from the list; False if there is none."""
        if self.partner_id:
            return True
        line = self.list.current
        if self.list.isHidden() or line is None:
            return False
        self._choose(line)
        return True

    def _typed(self, text: str) -> None:
        self.partner_id = ""
        if not text.strip():
            self._show(())
            return
        self._tasks.run(
            lambda: self._partners.directory(text)[:_AT_MOST],
            owner=self,
            done=self._show,
            latest="desk.partners",
        )

    def _show(self, rows: tuple[PartnerRow, ...]) -> None:
        if self.partner_id:
            return
        self._rows = rows
        self.list.show_lines(tuple(self._line(row) for row in rows), choose_first=True)
        self.list.setVisible(bool(rows))
        self.apply_theme()

    def _line(self, row: PartnerRow) -> Line:
        return partner_line(row.name, row.outcome, self._words)

    def _choose(self, line: Line) -> None:
        at = self.list.rows.index(line)
        partner = self._rows[at]
        self.set(partner.partner_id, partner.name)
        self.chosen.emit(partner)

    def apply_theme(self) -> None:
        row = self.list.sizeHintForRow(0) if self._rows else 0
        self.list.setFixedHeight(max(1, row * len(self._rows) + 4))


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A visitor on no list, from a partner (its id) or a guest with a host and a reason."""

    guest: bool = False
    given: str = ""
    family: str = ""
    partner: str = ""
    organization: str = ""
    host: str = ""
    reason: str = ""


class PartnerField(OwnField[PartnerChooser]):
    def problem(self, made: PartnerChooser, reading: Reading) -> str:
        return "" if made.partner_id else still_needed(made.asked.name, reading.words)


def _asked_of(newcomer: Newcomer) -> set[str]:
    of_kind = ("organization", "host", "reason") if newcomer.guest else ("partner",)
    return {"guest", "given", "family", *of_kind}


NEWCOMER = FormSpec(
    Newcomer,
    (
        ChipField(
            "guest",
            options=((False, N_("From a partner")), (True, N_("Guest (no partner)"))),
            gap=10,
        ),
        (AskedField("given", N_("&First name")), AskedField("family", N_("Last &name"))),
        PartnerField("partner", read=lambda chooser: chooser.partner_id),
        AskedField("organization", N_("&Organization"), N_("If they represent one"), optional=True),
        AskedField("host", N_("&Host at the school")),
        AskedField("reason", N_("&Reason for visit"), picks=_REASONS),
    ),
    shown=_asked_of,
)


class RegisterForm(QWidget, Themed):
    """Names first, then the partner or the host. Enter goes on; the last Enter registers."""

    person = Signal(str, str, str)  # partner id, given, family
    guest = Signal(str, str, str, str)  # name, organization, host, reason
    left = Signal()
    scanned = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.theme = theme = context.theme
        self._words = words = context.words
        self.title = Text(theme, words.text("Register a visitor"), Role.NAME)
        self.partner = PartnerChooser(context)
        own = {"partner": self.partner}
        self.form = FormView(theme, words, NEWCOMER, Newcomer(), own=own, gap=10, across=10)
        self.kinds = self.form.buttons("guest")
        self.trouble = VerdictBox(theme, small=True)
        self.register = Button(
            theme, words.text("Register"), words.text("Enter"), kind=Kind.PRIMARY
        )
        self.back = Button(theme, words.text("Back"), words.text("Esc"))
        self._build()
        self._wire()
        self.trouble.hide()
        self.apply_theme()

    def _build(self) -> None:
        sheet = Sheet()
        self._column = sheet.column
        fill(self._column, self.title, self.form, 1)
        outer = fill(QVBoxLayout(self), (sheet, 1), self.trouble, gap=12, edges=0)
        buttons = fill(QHBoxLayout(), self.register, 1, self.back)
        for button in (self.register, self.back):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        outer.addLayout(buttons)
        self.setAccessibleName(self._words.text("Register a visitor"))

    def _wire(self) -> None:
        self.form.entered.connect(self.go_on)
        self.form.changed.connect(self.trouble.hide)
        self.partner.entry.entered.connect(self.go_on)
        self.partner.entry.textEdited.connect(self.trouble.hide)
        self.partner.chosen.connect(lambda _: self._settle_focus())
        self.partner.chosen.connect(lambda _: self.trouble.hide())
        for line in (*self.form.lines(), self.partner.asked):
            if isinstance(line, Asked):
                line.entry.escaped.connect(self.left)
                line.entry.scanned.connect(self.scanned)
        for chip in self.kinds.values():
            chip.clicked.connect(lambda: self._settle_focus())
        self.register.clicked.connect(self.submit)
        self.back.clicked.connect(self.left)

    def start(self, typed: str, partner_id: str = "", partner_name: str = "") -> None:
        """Empty except for what is known; the focus goes to the first missing value."""
        given, family = split_name(typed)
        self.form.set_record(Newcomer(given=given, family=family))
        self.partner.set(partner_id, partner_name)
        self.trouble.hide()
        self.set_busy(False)
        self._settle_focus()

    def set_busy(self, busy: bool) -> None:
        self.register.setEnabled(not busy)

    def say_trouble(self, sentence: str) -> None:
        """Shows an error; what was typed stays."""
        self.trouble.set(Tone.NO, sentence)
        self.trouble.show()

    def go_on(self) -> None:
        """Enter: takes the selected partner, goes to what is missing, or registers."""
        if self.partner.entry.hasFocus() and not self.partner.partner_id:
            if not self.partner.take_current():
                self.say_trouble(still_needed(self.partner.asked.name, self._words))
        elif self.form.problem() is None:
            self.submit()
        else:
            self._settle_focus()

    def submit(self) -> None:
        """Registers, or says what is missing."""
        problem = self.form.problem()
        if problem is not None:
            self.say_trouble(problem[1])
            self.form.focus(problem[0])
        elif self.register.isEnabled():
            self.trouble.hide()
            said = self.form.record()
            if said.guest:
                name = f"{said.given} {said.family}"
                self.guest.emit(name, said.organization, said.host, said.reason)
            else:
                self.person.emit(said.partner, said.given, said.family)

    def _settle_focus(self) -> None:
        problem = self.form.problem()
        target = self.register if problem is None else self.form.place(problem[0])
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_theme(self) -> None:
        self._column.setSpacing(self.theme.px(10))
