"""The current roster, and the way to a new one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QWidget

from cpdesk.policy.permissions import Permission
from cpdesk.records.office import OfficeRecord, RosterSummary
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.settings_card import SettingsCard
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.buttons.pill import Pill
from cpdesk.ui.widgets.roster.intake import RosterIntake
from cpdesk.ui.widgets.text.text import Elided, Role, Text
from cpdesk.ui.window.header_texts import roster_words
from cpdesk.words import N_

_FACTS = (
    ("district", N_("District")),
    ("year", N_("School year")),
    ("issue", N_("Edition")),
    ("published", N_("Published")),
    ("taken", N_("Imported")),
    ("until", N_("Valid through")),
    ("contact", N_("Contact")),
)


class RosterCard(SettingsCard):
    """Facts at the top, the import below them; `review` shows the last import's result again."""

    def __init__(self, context: PageContext) -> None:
        theme, words = context.theme, context.words
        super().__init__(context, words.text("Roster"))
        self.state = Pill(theme)
        self.head.addWidget(self.state)
        self.facts: dict[str, tuple[Text, Elided]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(18))
        grid.setVerticalSpacing(theme.px(5))
        grid.setColumnStretch(1, 1)
        for row, (key, name) in enumerate(_FACTS):
            label, fact = Text(theme, words.text(name), Role.SMALL), Elided(theme)
            grid.addWidget(label, row, 0)
            grid.addWidget(fact, row, 1)
            self.facts[key] = (label, fact)
        self.review = Button(theme, words.text("Changes and notes…"), small=True)
        self.head.addWidget(self.review)
        self.message = QWidget()
        self.message.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.message)
        self.intake = RosterIntake(context)
        self.body.addSpacing(8)
        self.body.addWidget(self.only)
        self.body.addWidget(self.intake, 1)
        self.intake.currentChanged.connect(self._face_changed)
        self.review.clicked.connect(
            lambda: context.tasks.run(
                context.services.rosters.last_summary, owner=self, done=self._show_last
            )
        )

    def refresh(self) -> None:
        """Imports a roster, or says why this user can't."""
        self.intake.setVisible(not self.why_not(Permission.ROSTER) or self.intake.busy)

    def show_office(self, office: OfficeRecord, at: datetime) -> None:
        words, roster = self._words, office.roster
        self.state.set(*roster_words(office, at, words))
        self.review.setVisible(roster is not None)
        facts = dict.fromkeys(self.facts, "")
        self.intake.may_switch = roster is not None and roster.sample
        if roster is not None:
            contact = roster.contact
            facts = {
                "district": roster.district,
                "year": roster.school_year,
                "issue": words.text("Number {n}", n=roster.sequence),
                "published": words.moment(roster.published_at),
                "taken": words.moment(roster.taken_in_at),
                "until": words.day(roster.valid_until) if roster.valid_until else "",
                "contact": " · ".join(
                    p for p in (contact.office, contact.phone, contact.email) if p
                ),
            }
            if roster.sample:
                facts["issue"] = words.text("Sample district for practice")
                self.state.set(words.text("Sample"), Tone.INFO)
        self._show(facts)

    def set_unread(self) -> None:
        """Which roster is in use couldn't be read."""
        self.state.set(self._words.text("Can’t read the roster"), Tone.NO)
        self.review.hide()
        self._show(dict.fromkeys(self.facts, ""))

    def _show(self, facts: dict[str, str]) -> None:
        for key, (label, fact) in self.facts.items():
            fact.setText(facts[key])
            label.setVisible(bool(facts[key]))
            fact.setVisible(bool(facts[key]))

    def _face_changed(self) -> None:
        """A list of problems or changes needs the room; the facts come back after it."""
        self.message.setVisible(
            self.intake.currentWidget() in (self.intake.asking, self.intake.working)
        )

    def _show_last(self, summary: RosterSummary | None) -> None:
        if summary is not None:
            self.intake.show_summary(summary)
