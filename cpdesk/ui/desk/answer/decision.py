"""The card: who, what for, the answer with every reason, and what to do now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.policy.grades import name as grade_name
from cpdesk.records.desk import Card
from cpdesk.ui.desk.answer.action_row import ActionRow
from cpdesk.ui.desk.answer.actions import FORM_ACTIONS, DeskAction, actions
from cpdesk.ui.desk.answer.details import Details
from cpdesk.ui.desk.answer.forms import DeskForm
from cpdesk.ui.desk.answer.purposes import PurposeChips
from cpdesk.ui.desk.answer.verdict import head_line, next_free, verdict
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.domain.day_band import DayBand
from cpdesk.ui.widgets.domain.reasons import reasons
from cpdesk.ui.widgets.domain.school_day import stretch
from cpdesk.ui.widgets.domain.verdict import FindingList, VerdictBox
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.avatar import Avatar
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words


class DecisionView(QWidget, Themed):
    """The upper part scrolls; the open form and the buttons stay below it."""

    acted = Signal(object)  # an Act

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._words = words
        self._card: Card | None = None
        self.form: DeskForm | None = None
        self._waits = False  # for a leader's answer
        self.avatar = Avatar(theme, side=56)
        self.name = Text(theme, "", Role.NAME, wrap=True)
        self.line = Text(theme, "", Role.SMALL, wrap=True)
        self.here_for = Text(theme, words.text("Here for"), Role.SMALL)
        self.chips = PurposeChips(theme, words)
        self.details = Details(theme, words)
        self.verdict = VerdictBox(theme)
        self.band_name = Text(theme, "", Role.SMALL)
        self.band = DayBand(theme)
        self.findings = FindingList(theme)
        self.offers_name = Text(theme, words.text("What you can offer instead"), Role.HEADING)
        self.offers = Text(theme, "", wrap=True)
        self.asked = VerdictBox(theme, small=True)
        self.trouble = VerdictBox(theme, small=True)
        self.row = ActionRow(theme, words)
        self._tray = QFrame()
        self._tray_column = QVBoxLayout(self._tray)
        self._tray_column.setContentsMargins(0, 0, 0, 0)
        self._build()
        self.row.acted.connect(self.acted)
        self.asked.hide()
        self.trouble.hide()
        self._tray.hide()
        self.offer(())
        self.apply_theme()

    def _build(self) -> None:
        self.sheet = Sheet()
        head = QHBoxLayout()
        self._heading = fill(QVBoxLayout(), self.name, self.line, 1)
        head.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(self._heading, 1)
        self._head = head
        self._column = self.sheet.column
        self._column.addLayout(head)
        for part in (
            self.here_for,
            self.chips,
            self.details,
            self.verdict,
            self.band_name,
            self.band,
            self.findings,
            self.offers_name,
            self.offers,
        ):
            self._column.addWidget(part)
        self._column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.sheet, 1)
        outer.addWidget(self.asked)
        outer.addWidget(self.trouble)
        outer.addWidget(self._tray)
        outer.addWidget(self.row)
        self._outer = outer

    # -- showing --------------------------------------------------------------------------------

    @property
    def card(self) -> Card | None:
        return self._card

    def set(self, card: Card, now: datetime, *, afresh: bool) -> None:
        """Shows a card; `afresh` for a different visitor, otherwise a new answer for the same
        one."""
        words = self._words
        kept = not afresh and self._card is not None and actions(card) == actions(self._card)
        self._card = card
        self.avatar.set_name(card.visitor_name)
        self.name.setText(card.visitor_name)
        self.line.setText(head_line(card, words))
        inside = bool(card.open_visit_id)
        for part in (self.here_for, self.chips):
            part.setVisible(not inside)
        self.chips.set(card.choices, card.chosen)
        self.details.set(card, words.local(now), afresh=afresh)
        if inside:
            self.details.hide()
        said = verdict(card, words)
        self.verdict.set(said.tone, said.headline, said.line)
        self.findings.set(() if inside else reasons(card.decision, words))
        self._set_band(card, words.local(now))
        self.trouble.hide()
        if not kept:  # an open form stays while it still belongs to the answer
            self.close_form()
        if afresh:  # from the top, but the answer is visible however low the window is
            self.sheet.verticalScrollBar().setValue(0)
            self.sheet.keep_in_sight(self.verdict)
        self.setAccessibleName(f"{card.visitor_name}. {said.headline}")
        self.setAccessibleDescription(said.line)

    def offer(self, said: Sequence[str]) -> None:
        """Alternatives, under the reasons."""
        self.offers.setText("\n\n".join(said))
        for part in (self.offers_name, self.offers):
            part.setVisible(bool(said))

    def _set_band(self, card: Card, now: datetime) -> None:
        shown = bool(card.bands) and not card.open_visit_id
        self.band.setVisible(shown)
        self.band_name.setVisible(shown)
        if not shown:
            return
        grade = card.question.grade
        named = self._words.text("Today’s bell schedule")
        if grade is not None:
            named = self._words.text("Grade {grade} today", grade=grade_name(grade))
        self.band_name.setText(named)
        fits = next_free(card)
        start = fits[0] if fits else None
        self.band.set(
            [stretch(band, self._words, marked=band.start == start) for band in card.bands],
            now.time(),
            named,
        )

    # -- forms and errors ------------------------------------------------------------------------

    def open_form(self, form: DeskForm) -> None:
        """Shows a form above the buttons, with its own buttons."""
        self.close_form()
        self.form = form
        self._tray_column.addWidget(form)
        form.submitted.connect(self.row.press_first)
        form.left.connect(lambda: self.acted.emit(DeskAction.BACK))
        self._tray.show()
        form.show()
        self.row.set(FORM_ACTIONS[form.act])
        self.sheet.keep_in_sight(self.verdict)
        form.start()

    def close_form(self) -> None:
        """Back to the card's own buttons."""
        if self.form is not None:
            self.form.hide()
            self._tray_column.removeWidget(self.form)
            self.form.deleteLater()
        self.form = None
        self._tray.hide()
        self._set_actions()

    def say_asked(self, sentence: str, tone: Tone = Tone.INFO) -> None:
        """What a leader was asked or answered, above the buttons; "" hides it."""
        if sentence:
            self.asked.set(tone, sentence)
        self.asked.setVisible(bool(sentence))
        self._waits = bool(sentence) and tone is Tone.INFO
        if self.form is None:
            self._set_actions()

    def _set_actions(self) -> None:
        if self._card is not None:
            self.row.set(actions(self._card, asked=self._waits))

    def say_trouble(self, sentence: str) -> None:
        """Shows an error above the buttons; what was typed stays."""
        self.trouble.set(Tone.NO, sentence)
        self.trouble.show()

    def page(self, by: int) -> None:
        """Scrolls the reasons."""
        self.sheet.keep_in_sight(None)
        bar = self.sheet.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    def apply_theme(self) -> None:
        px = self.theme.px
        self._head.setSpacing(px(14))
        self._heading.setSpacing(0)
        self._column.setContentsMargins(0, 0, px(4), 0)
        self._column.setSpacing(px(8))
        self._outer.setSpacing(px(12))
        tray = self._tray_column
        tray.setContentsMargins(px(14), px(12), px(14), px(12))
        t = self.theme.tokens
        self._tray.setObjectName("tray")
        self._tray.setStyleSheet(
            f"#tray {{ background: {t.bg}; border: 1px solid {t.line}; border-radius: 10px; }}"
        )
