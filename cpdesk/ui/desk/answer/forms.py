"""The small forms above the buttons: the desk's reason, a verbal approval, what the visitor was
told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.records.desk import Card, RelayedYes
from cpdesk.ui.desk.search.entry import Asked
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.domain.reasons import telling
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_, Words

# Reasons that are common for one finding, then reasons that fit any.
_REASONS = {
    "activity.scheduled": (N_("Arrived early"), N_("Time changed today"), N_("Setting up")),
    "visitor.known": (N_("Partner called ahead"), N_("Substitute today")),
    "staff.host": (N_("Expected by the office"),),
    "guest.no-partner": (N_("Expected by the office"),),
    "roster.fresh": (N_("New roster on its way"),),
}
_ANY = (N_("Photo ID checked"), N_("Known to the office"))
_HOW = (N_("In person"), N_("By phone"), N_("By radio"), N_("By message"))
_WHO = (N_("Principal"), N_("Assistant principal"))


class DeskForm(QWidget, Themed):
    """One to three fields. Enter goes to the next empty one, or does the first action."""

    submitted = Signal()
    left = Signal()
    scanned = Signal(str)

    def __init__(self, theme: Theme, words: Words, title: str) -> None:
        super().__init__()
        self.theme = theme
        self.words = words
        self.fields: list[Asked] = []
        self._optional: set[Asked] = set()
        self._title = Text(theme, title, Role.STRONG, wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._title)
        self.missing = Text(theme, "", Role.SMALL, color="no", wrap=True)
        self.missing.hide()
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def ask(
        self, label: str, hint: str = "", picks: Sequence[str] = (), *, optional: bool = False
    ) -> Asked:
        """Adds a field. An optional field is never required."""
        words = self.words
        asked = Asked(
            self.theme, words.text(label), words.text(hint), [words.text(p) for p in picks]
        )
        asked.entry.entered.connect(self._entered)
        asked.entry.escaped.connect(self.left)
        asked.entry.scanned.connect(self.scanned)
        self.fields.append(asked)
        if optional:
            self._optional.add(asked)
        self.column.addWidget(asked)
        return asked

    def pair(self, *asked: Asked) -> None:
        """Puts fields side by side, in the place of the first one."""
        at = self.column.indexOf(asked[0])
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(12))
        for one in asked:
            self.column.removeWidget(one)
            row.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
        self.column.insertLayout(at, row)

    def start(self) -> None:
        """Moves the focus to the first empty field."""
        entry = (self.empty() or self.fields[0]).entry
        entry.setFocus(Qt.FocusReason.OtherFocusReason)
        entry.end(False)
        entry.home(True)  # select all, with the beginning visible

    def empty(self) -> Asked | None:
        """The first field that is required, visible and empty."""
        return next(
            (
                asked
                for asked in self.fields
                if not (asked.said or asked in self._optional or asked.isHidden())
            ),
            None,
        )

    def complete(self) -> bool:
        """Whether everything required is filled in; if not, says so and moves the focus there."""
        empty = self.empty()
        self.missing.setVisible(empty is not None)
        if empty is None:
            return True
        name = empty.entry.accessibleName()
        self.missing.setText(self.words.text("Still needed: {field}", field=name))
        empty.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _entered(self) -> None:
        empty = self.empty()
        if empty is not None and not empty.entry.hasFocus():
            empty.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.submitted.emit()

    def end(self) -> None:
        """Ends the list of fields."""
        self.column.addWidget(self.missing)
        self.apply_theme()

    def apply_theme(self) -> None:
        self.column.setSpacing(self.theme.px(6))


class LiftForm(DeskForm):
    """Why the front desk checks this visitor in."""

    def __init__(self, theme: Theme, words: Words, card: Card) -> None:
        super().__init__(theme, words, words.text("Check in anyway, with a reason"))
        codes = [f.code for f in card.decision.troubles]
        picks = dict.fromkeys(p for code in codes for p in (*_REASONS.get(code, ()), *_ANY))
        self.reason = self.ask(N_("&Reason, saved with the visit"), "", tuple(picks)[:5])
        self.end()


class RelayedForm(DeskForm):
    """A leader's verbal approval: who, how, why."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, words, words.text("Verbal approval"))
        self.who = self.ask(N_("&Who approved"), "", _WHO)
        self.how = self.ask(N_("&How"), "", _HOW)
        self.why = self.ask(N_("Wh&y"), N_("The leader’s reason"))
        self.pair(self.who, self.how)
        self.end()

    def relayed(self) -> RelayedYes:
        return RelayedYes(self.who.said, self.how.said, self.why.said)


class TurnAwayForm(DeskForm):
    """What the visitor was told. Enter is enough: a first wording is already filled in."""

    def __init__(self, theme: Theme, words: Words, card: Card) -> None:
        super().__init__(theme, words, words.text("Turn away"))
        picks = (N_("Call the partnership office"), N_("Come back another time"))
        self.told = self.ask(N_("What you &told the visitor"), "", picks)
        self.told.entry.setText(telling(card.decision, words))
        self.told.entry.setCursorPosition(0)
        self.end()
