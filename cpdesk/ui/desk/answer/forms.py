"""The small forms above the buttons: the desk's reason, a verbal approval, what the visitor was
told, and what is asked of the leaders: another time, this visit, an exception.

A student is the school's own reference, which only staff can see; it is typed each time and shown
nowhere else at the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cpdesk.policy.grades import name as grade_name
from cpdesk.policy.outcome import ExceptionKind
from cpdesk.policy.phrases import DOOR
from cpdesk.records.desk import Card, RelayedYes
from cpdesk.records.requests import Ask, Window
from cpdesk.ui.desk.answer import asking
from cpdesk.ui.desk.answer.actions import DeskAction
from cpdesk.ui.desk.search.entry import Asked, AskedField, still_needed
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.domain.reasons import telling
from cpdesk.ui.widgets.forms.chip_fields import ChipField
from cpdesk.ui.widgets.forms.form_spec import FormSpec
from cpdesk.ui.widgets.forms.form_view import FormView
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
_TOLD = (N_("Call the partnership office"), N_("Come back another time"))
_REFERENCE = (N_("&Student reference"), N_("Never a name"))
_EXCEPTION_HINTS = {
    ExceptionKind.EMERGENCY: N_("What happened"),
    ExceptionKind.REQUIRED_BY_LAW: N_("Which law requires it"),
}


@dataclass(frozen=True, slots=True)
class Entered:
    """What was typed into one of the forms; `reference` is the school's own to a student."""

    reason: str = ""
    reference: str = ""
    door: ExceptionKind = ExceptionKind.EMERGENCY
    agency: str = ""
    officer: str = ""
    told: str = ""

    @property
    def whole_reason(self) -> str:
        """As kept with a visit: if required by law, with agency and officer."""
        return ", ".join(part for part in (self.reason, self.agency, self.officer) if part)


def _asked_about(entered: Entered) -> set[str]:
    by_law = entered.door is ExceptionKind.REQUIRED_BY_LAW
    return {"door", "reason", "reference", *(("agency", "officer") if by_law else ())}


LIFT = FormSpec(Entered, (AskedField("reason", N_("&Reason, saved with the visit")),))
RELAY = FormSpec(
    RelayedYes,
    (
        (
            AskedField("who", N_("&Who approved"), picks=_WHO),
            AskedField("how", N_("&How"), picks=_HOW),
        ),
        AskedField("why", N_("Wh&y"), N_("The leader’s reason")),
    ),
)
TURN_AWAY = FormSpec(Entered, (AskedField("told", N_("What you &told the visitor"), picks=_TOLD),))
ASK_TIME = FormSpec(
    Entered,
    (
        (
            AskedField("reference", *_REFERENCE),
            AskedField("reason", N_("&Reason"), N_("Topic of the meeting"), optional=True),
        ),
    ),
)
ASK_LEADER = FormSpec(
    Entered,
    (
        AskedField(
            "reason",
            N_("What the leader should kno&w"),
            N_("Why this visit should be allowed"),
            optional=True,
        ),
    ),
)
EXCEPTION = FormSpec(
    Entered,
    (
        ChipField("door", options=tuple(DOOR.items()), gap=6),
        (
            AskedField("reason", N_("Written &reason")),
            AskedField("reference", *_REFERENCE, optional=True),
        ),
        (
            AskedField("agency", N_("A&gency"), N_("e.g. child protection")),
            AskedField("officer", N_("&Officer"), N_("Name or badge number")),
        ),
    ),
    shown=_asked_about,
)


class DeskForm(QWidget, Themed):
    """A few fields. Enter goes to the next empty one, or does the first action. `act` is what
    opened it, `ask` the request to the leaders that it files, if it files one."""

    submitted = Signal()
    left = Signal()
    scanned = Signal(str)

    def __init__(
        self,
        theme: Theme,
        words: Words,
        act: DeskAction,
        title: str,
        spec: FormSpec[Any],
        record: Entered | RelayedYes,
        *,
        ask: Callable[[Entered, datetime], Ask] | None = None,
        picks: Sequence[str] = (),
        above: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self.theme = theme
        self.words = words
        self.act = act
        self.ask = ask
        self.form: FormView[Any] = FormView(
            *(theme, words, spec, record),
            options={"reason": [(pick, pick) for pick in picks]},
            gap=6,
            across=12,
        )
        self.missing = Text(theme, "", Role.SMALL, color="no", wrap=True)
        self.missing.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        heading = Text(theme, title, Role.STRONG, wrap=True)
        for part in (heading, *above, self.form, self.missing):
            self.column.addWidget(part)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.form.entered.connect(self._entered)
        for field in self.fields:
            field.entry.escaped.connect(self.left)
            field.entry.scanned.connect(self.scanned)
        if spec is EXCEPTION:
            for kind, chip in self.form.buttons("door").items():
                chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                chip.clicked.connect(lambda _=False, kind=kind: self._chosen(kind))
            self._chosen(ExceptionKind.EMERGENCY)
        self.apply_theme()

    @property
    def fields(self) -> list[Asked]:
        """The lines from top to bottom."""
        return [line for line in self.form.lines() if isinstance(line, Asked)]

    @property
    def typed(self) -> Entered:
        """What was typed."""
        said = self.form.record()
        return said if isinstance(said, Entered) else Entered()

    @property
    def relayed(self) -> RelayedYes | None:
        """The verbal approval, if it was asked for."""
        said = self.form.record()
        return said if isinstance(said, RelayedYes) else None

    def start(self) -> None:
        """Moves the focus to the first empty field."""
        problem = self.form.problem()
        line = self.form.line(problem[0]).line if problem else self.fields[0].line
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.end(False)
        line.home(True)  # select all, with the beginning visible

    def complete(self, also: str = "") -> bool:
        """Whether everything required is filled in, and `also` another field; if not, says so and
        moves the focus there."""
        problem = self.form.problem()
        if problem is None and also and not self.form.line(also).said:
            problem = also, still_needed(self.form.line(also).name, self.words)
        self.missing.setVisible(problem is not None)
        if problem is not None:
            self.missing.setText(problem[1])
            self.form.focus(problem[0])
        return problem is None

    def _entered(self, attr: str) -> None:
        problem = self.form.problem()
        if problem is not None and problem[0] != attr:
            self.form.focus(problem[0])
        else:
            self.submitted.emit()

    def _chosen(self, kind: ExceptionKind) -> None:
        """What the reason of an exception has to say depends on its kind."""
        line = self.form.line("reason").line
        line.setPlaceholderText(self.words.text(_EXCEPTION_HINTS[kind]))
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_theme(self) -> None:
        self.column.setSpacing(self.theme.px(6))


def form_for(
    act: DeskAction, theme: Theme, words: Words, card: Card, now: datetime
) -> DeskForm | None:
    """The form that an action of this card opens; None if it opens none."""
    made, text = partial(DeskForm, theme, words, act), words.text
    match act:
        case DeskAction.LIFT:
            title = text("Check in anyway, with a reason")
            return made(title, LIFT, Entered(), picks=_reasons(card))
        case DeskAction.RELAY:
            return made(text("Verbal approval"), RELAY, RelayedYes("", "", ""))
        case DeskAction.TURN_AWAY:
            told = Entered(told=telling(card.decision, words))
            return made(text("Turn away"), TURN_AWAY, told)
        case DeskAction.ASK_LEADER:
            title = text("Findings to waive for this visit")
            above = [Text(theme, said, Role.SMALL, wrap=True) for said in _to_waive(card, words)]
            return made(title, ASK_LEADER, Entered(), ask=partial(_this_visit, card), above=above)
        case DeskAction.DOOR:
            title = text("Only in an emergency or when required by law")
            return made(title, EXCEPTION, Entered(), ask=partial(_exception, card))
        case DeskAction.ASK_TIME if (window := asking.proposed(card, now)) is not None:
            span = words.span(window.starts_at.time(), window.ends_at.time())
            grade = grade_name(card.question.grade) if card.question.grade is not None else ""
            title = text("Request for today, {span}, grade {grade}", span=span, grade=grade)
            return made(title, ASK_TIME, Entered(), ask=partial(_another_time, card, window))
    return None


def _reasons(card: Card) -> tuple[str, ...]:
    """The most common reasons for what was found."""
    codes = [f.code for f in card.decision.troubles]
    found = dict.fromkeys(p for code in codes for p in (*_REASONS.get(code, ()), *_ANY))
    return tuple(found)[:5]


def _to_waive(card: Card, words: Words) -> list[str]:
    codes = asking.lift_codes(card)
    named = [f for f in card.decision.troubles if f.code in codes]
    return [words.sentence(finding.says, finding.facts) for finding in named]


def _another_time(card: Card, window: Window, said: Entered, now: datetime) -> Ask:
    return asking.another_time(card, window, said.reference, said.reason)


def _this_visit(card: Card, said: Entered, now: datetime) -> Ask:
    return asking.this_visit(card, now, said.reason)


def _exception(card: Card, said: Entered, now: datetime) -> Ask:
    return asking.through_door(
        card, now, said.reference, said.door, said.reason, said.agency, said.officer
    )
