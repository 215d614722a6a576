"""One partner: the answer first, then contacts, contracts, activities here, and people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cpdesk.records.partners import PartnerRecord
from cpdesk.ui.partners import texts
from cpdesk.ui.partners.contact import Contact
from cpdesk.ui.partners.fact_table import FactTable
from cpdesk.ui.partners.releases import ReleasePart
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.domain.reasons import reasons
from cpdesk.ui.widgets.domain.verdict import FindingList, VerdictBox
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.lists.cell_parts import CellParts as Cell
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words


class PartnerView(QScrollArea, Themed):
    """Scrolls as a whole; arrow keys scroll it if no table has the focus."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        self.partner: PartnerRecord | None = None
        self._kept = ""  # the program whose releases stay in sight
        text = words.text
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text("Partner"))
        self.name = Text(theme, "", Role.NAME, wrap=True)
        self.also = Text(theme, "", Role.SMALL, wrap=True)
        self.verdict = VerdictBox(theme)
        self.contact = Contact(theme, words)
        self.contracts = FactTable(
            theme,
            text("Contracts"),
            (text("Contract"), text("Status"), text("Dates"), text("Programs")),
            (0.28, 0, 0.32, 0.4),
        )
        self.activities = FactTable(
            theme,
            text("Activities at this school"),
            (text("Activity"), text("Status"), text("When"), text("Where")),
            (0.42, 0, 0.34, 0.24),
        )
        self.people = FactTable(
            theme,
            text("People"),
            (text("Name"), text("Background check"), text("Valid")),
            (0.6, 0, 0.4),
        )
        self.releases = ReleasePart(theme, words)
        self.findings = FindingList(theme)
        self._parts = (
            _Part(theme, text("Contracts"), self.contracts, text("No contracts on the roster.")),
            _Part(
                theme,
                text("Activities at this school"),
                self.activities,
                text("No activities at this school."),
            ),
            _Part(theme, text("People"), self.people, text("No people on this partner’s list.")),
        )
        self.setObjectName("partner")
        self._lay_out(theme)
        self.apply_theme()

    def _lay_out(self, theme: Theme) -> None:
        inside = QWidget()
        inside.setProperty("clear", True)
        column = fill(QVBoxLayout(inside), self.name, self.also, gap=4, edges=(0, 0, 8, 0))
        column.addSpacing(4)
        column.addWidget(self.contact)
        column.addSpacing(4)
        column.addWidget(self.verdict)
        for part in (*self._parts[:2], self.releases, *self._parts[2:]):
            column.addSpacing(14)
            column.addWidget(part)
        column.addSpacing(14)
        fill(column, Text(theme, self._words.text("Findings"), Role.HEADING), self.findings, 1)
        self.setWidget(inside)
        self.releases.installEventFilter(self)

    def show_partner(self, partner: PartnerRecord, today: date) -> None:
        words = self._words
        another = self.partner is None or self.partner.partner_id != partner.partner_id
        if partner == self.partner:
            return
        self.partner = partner
        tone, headline, sentence = texts.verdict(partner, words)
        self.name.setText(partner.name)
        others = ", ".join(name.strip() for name in partner.other_names.split(";"))
        self.also.setText(words.text("Also known as {names}", names=others))
        self.also.setVisible(bool(partner.other_names))
        self.verdict.set(tone, headline, sentence)
        self.contact.show_partner(partner)
        self._parts[0].show_rows([texts.contract_cells(c, words) for c in partner.contracts])
        self._parts[1].show_rows([texts.activity_cells(a, words) for a in partner.activities_here])
        self._parts[2].show_rows([texts.person_cells(p, today, words) for p in partner.people])
        self.findings.set(reasons(partner.decision, words))
        self.setAccessibleName(". ".join((partner.name, headline, sentence)))
        if another:
            self._kept = ""
            self.verticalScrollBar().setValue(0)

    def lead_to_releases(self, program_id: str) -> bool:
        """Moves the focus to a program's releases and keeps all of them in sight, also once the
        lines around them have their heights. False if the partner has no such program here."""
        if not self.releases.lead_to(program_id):
            return False
        self._kept = program_id
        self._keep_in_sight()
        return True

    def _keep_in_sight(self) -> None:
        row = self.releases.rows.get(self._kept)
        if row is not None:
            self.ensureWidgetVisible(row, 0, self.theme.px(12))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        if watched is self.releases and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._keep_in_sight()
        return done

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._kept = ""
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._kept = ""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def apply_theme(self) -> None:
        """The focus has to be visible here, too: the arrow keys scroll then."""
        self.setStyleSheet(
            "QScrollArea#partner { border: 2px solid transparent; border-radius: 8px; }"
            f"QScrollArea#partner:focus {{ border-color: {self.theme.tokens.accent}; }}"
        )


class _Part(QWidget, Themed):
    """A heading with its count, and a table, or a word if it is empty."""

    def __init__(self, theme: Theme, title: str, table: FactTable, nothing: str) -> None:
        super().__init__()
        self.theme = theme
        self._title = title
        self._table = table
        self._head = Text(theme, title, Role.HEADING)
        self._nothing = Text(theme, nothing, Role.SMALL, wrap=True)
        fill(QVBoxLayout(self), self._head, table, self._nothing, gap=2, edges=0)

    def show_rows(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        self._head.setText(f"{self._title} · {len(rows)}" if rows else self._title)
        self._table.set(rows)
        self._table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
