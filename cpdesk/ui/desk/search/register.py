"""Registers a visitor who is on no list: new to a partner, or a guest. Takes the card's place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from cpdesk.records.partners import PartnerRow
from cpdesk.ui.desk.search.entry import Asked
from cpdesk.ui.desk.search.listing import Line, partner_line
from cpdesk.ui.desk.search.results_list import ResultsList
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button, Choice, Kind
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_

_AT_MOST = 6


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
        self.list = ResultsList(theme, words)
        self.list.setAccessibleName(words.text("Partners found"))
        self.list.taken.connect(self._choose)
        self.list.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.asked)
        column.addWidget(self.list)
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
        self.of_partner = Choice(theme, words.text("From a partner"))
        self.is_guest = Choice(theme, words.text("Guest (no partner)"))
        self.given = Asked(theme, words.text("&First name"))
        self.family = Asked(theme, words.text("Last &name"))
        self.partner = PartnerChooser(context)
        self.organization = Asked(
            theme, words.text("&Organization"), words.text("If they represent one")
        )
        self.host = Asked(theme, words.text("&Host at the school"))
        picks = [N_("Meeting"), N_("Delivery"), N_("Repair"), N_("Pickup"), N_("Tour")]
        self.reason = Asked(
            theme, words.text("&Reason for visit"), picks=[words.text(p) for p in picks]
        )
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
        kinds = QHBoxLayout()
        group = QButtonGroup(self)
        for chip in (self.of_partner, self.is_guest):
            group.addButton(chip)
            kinds.addWidget(chip)
        kinds.addStretch(1)
        self._names = QGridLayout()
        self._names.addWidget(self.given, 0, 0)
        self._names.addWidget(self.family, 0, 1)
        self._column.addWidget(self.title)
        self._column.addLayout(kinds)
        self._column.addLayout(self._names)
        for part in (self.partner, self.organization, self.host, self.reason):
            self._column.addWidget(part)
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(sheet, 1)
        outer.addWidget(self.trouble)
        buttons = QHBoxLayout()
        buttons.addWidget(self.register)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        for button in (self.register, self.back):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        outer.addLayout(buttons)
        self.setAccessibleName(self._words.text("Register a visitor"))

    def _wire(self) -> None:
        for asked in self._all():
            asked.entry.entered.connect(self.go_on)
            asked.entry.escaped.connect(self.left)
            asked.entry.scanned.connect(self.scanned)
            asked.entry.textEdited.connect(self.trouble.hide)
        self.partner.chosen.connect(lambda _: self._settle_focus())
        self.partner.chosen.connect(lambda _: self.trouble.hide())
        self.of_partner.clicked.connect(lambda: self.set_guest(False))
        self.is_guest.clicked.connect(lambda: self.set_guest(True))
        self.register.clicked.connect(self.submit)
        self.back.clicked.connect(self.left)

    def _all(self) -> tuple[Asked, ...]:
        return (
            self.given,
            self.family,
            self.partner.asked,
            self.organization,
            self.host,
            self.reason,
        )

    def start(self, typed: str, partner_id: str = "", partner_name: str = "") -> None:
        """Empty except for what is known; the focus goes to the first missing value."""
        for asked in self._all():
            asked.entry.clear()
        given, family = split_name(typed)
        self.given.entry.setText(given)
        self.family.entry.setText(family)
        for asked in (self.given, self.family):
            asked.entry.home(False)  # show the beginning of a long name
        self.partner.set(partner_id, partner_name)
        self.trouble.hide()
        self.set_busy(False)
        self.set_guest(False)

    def set_guest(self, guest: bool) -> None:
        """A guest has a host and a reason instead of a partner."""
        self.is_guest.setChecked(guest)
        self.of_partner.setChecked(not guest)
        self.partner.setVisible(not guest)
        for part in (self.organization, self.host, self.reason):
            part.setVisible(guest)
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
                self._missing(self.partner.asked)
            return
        if self._first_missing() is None:
            self.submit()
        else:
            self._settle_focus()

    def submit(self) -> None:
        """Registers, or says what is missing."""
        missing = self._first_missing()
        if missing is not None:
            self._missing(missing)
            return
        if not self.register.isEnabled():
            return
        self.trouble.hide()
        given, family = self.given.said, self.family.said
        if self.is_guest.isChecked():
            name = f"{given} {family}"
            self.guest.emit(name, self.organization.said, self.host.said, self.reason.said)
        else:
            self.person.emit(self.partner.partner_id, given, family)

    def _first_missing(self) -> Asked | None:
        if not self.given.said:
            return self.given
        if not self.family.said:
            return self.family
        if self.is_guest.isChecked():
            return next((a for a in (self.host, self.reason) if not a.said), None)
        return None if self.partner.partner_id else self.partner.asked

    def _missing(self, asked: Asked) -> None:
        name = asked.entry.accessibleName()
        self.say_trouble(self._words.text("Still needed: {field}", field=name))
        asked.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle_focus(self) -> None:
        missing = self._first_missing()
        target: QWidget = missing.entry if missing else self.register
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_theme(self) -> None:
        px = self.theme.px
        self._column.setSpacing(px(10))
        self._names.setHorizontalSpacing(px(10))
