"""Which report: the list at the left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from cpdesk.records.reports import ReportKind
from cpdesk.ui.parts.tooltip import tip
from cpdesk.ui.reports.two_lines import SMALL, Index, TwoLinesList
from cpdesk.ui.theme import Theme
from cpdesk.words import N_, Words

_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class KindName:
    """A report's name in the list, and the question it answers."""

    name: str
    small: str


KINDS: Mapping[ReportKind, KindName] = MappingProxyType(
    {
        ReportKind.VISITS_BY_PARTNER: KindName(N_("Partners"), N_("Visits and hours by partner")),
        ReportKind.VISITS_BY_PROGRAM: KindName(N_("Programs"), N_("Visits and hours by program")),
        ReportKind.VISITS_BY_CONTRACT: KindName(
            N_("Contracts"), N_("Visits and hours by contract")
        ),
        ReportKind.VISITS_BY_MONTH: KindName(N_("Months"), N_("Visits and hours by month")),
        ReportKind.FRONT_DESK_LOAD: KindName(
            N_("Front desk traffic"), N_("When people arrive during the week")
        ),
        ReportKind.REFUSED_BY_RULE: KindName(
            N_("Rules not met"), N_("Which rules stopped visitors")
        ),
        ReportKind.REQUESTS_BY_OUTCOME: KindName(N_("Requests"), N_("Outcomes and waiting time")),
        ReportKind.NEVER_CHECKED_OUT: KindName(
            N_("Not checked out"), N_("Visits that were not checked out")
        ),
        ReportKind.FLYERS_BY_PARTNER: KindName(
            N_("Flyers by partner"), N_("Copies in, out, and returned")
        ),
        ReportKind.FLYERS_BY_CHANNEL: KindName(
            N_("Flyers by channel"), N_("Carry-home, boards, and electronic")
        ),
    }
)


class KindModel(QAbstractListModel):
    """All reports."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(KINDS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text, said = self._words.text, tuple(KINDS.values())[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text(said.name)
        if role == SMALL:
            return text(said.small)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text(said.small))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{text(said.name)}. {text(said.small)}"
        return None


class KindList(TwoLinesList):
    """`chosen` carries the selected kind; `entered` on Enter."""

    chosen = Signal(object)  # ReportKind
    entered = Signal()

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(theme, words.text("Reports"), parent)
        self._kinds = KindModel(words)
        self.setModel(self._kinds)
        self.setCurrentIndex(self._kinds.index(0))
        self.activated.connect(lambda index: self.entered.emit())

    @property
    def kind(self) -> ReportKind:
        """The selected kind."""
        return tuple(KINDS)[max(0, self.currentIndex().row())]

    def mark(self, kind: ReportKind) -> None:
        """Selects a report, as the arrow keys do."""
        self.setCurrentIndex(self._kinds.index(tuple(KINDS).index(kind)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and previous.isValid() and current.row() != previous.row():
            self.chosen.emit(self.kind)
