"""Which printer for which papers, and how many copies of each kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from cpdesk.records.printing import PaperGroup
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.settings import MOST_COPIES
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.combo import Combo
from cpdesk.ui.widgets.forms.form_dialog import DialogFrame
from cpdesk.ui.widgets.frames.sheet import Sheet
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import retheme_parts
from cpdesk.words import N_, Words

_GROUPS = {
    PaperGroup.BADGES: N_("Badges"),
    PaperGroup.LABELS: N_("Labels"),
    PaperGroup.DAY: N_("Schedules and evacuation lists"),
    PaperGroup.REQUESTS: N_("Requests and visitors"),
    PaperGroup.FLYERS: N_("Flyers"),
    PaperGroup.REPORTS: N_("Reports"),
}


class PrintersDialog(DialogFrame):
    """A printer for each group of papers, "" for the same as other papers; copies for each kind."""

    def __init__(self, context: PageContext, parent: QWidget, queues: Sequence[str]) -> None:
        title = context.words.text("Printers and copies")
        super().__init__(context, parent, title, context.words.text("Save"), spacing=14)
        self._preferences = context.preferences
        self._queues = tuple(queues)
        self.printers: dict[PaperGroup, Combo] = {}
        self.copies: dict[PaperKind, QSpinBox] = {}
        self.do.clicked.connect(self._save)
        sheet = Sheet()
        sheet.column.addLayout(self._grid())
        sheet.column.addStretch(1)
        self.column.addWidget(Text(self.theme, title, Role.PAGE))
        self.column.addWidget(sheet, 1)
        self.fit(560, 700)
        self.printers[PaperGroup.BADGES].setFocus()

    def _grid(self) -> QGridLayout:
        text, px = self._words.text, self.theme.px
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, px(12), 0)  # next to the scroll bar
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(0, 1)
        for group, name in _GROUPS.items():
            row = grid.rowCount()
            grid.setRowMinimumHeight(row, px(8))
            grid.addWidget(Text(self.theme, text(name), Role.STRONG), row + 1, 0)
            combo = self.printers[group] = self._combo(group, text(name))
            grid.addWidget(combo, row + 1, 1)
            for n, kind in enumerate((k for k in PaperKind if k.group is group), row + 2):
                label = Text(self.theme, text("Copies: {paper}", paper=text(kind.label)), Role.SOFT)
                copies = self.copies[kind] = QSpinBox()
                copies.setRange(1, MOST_COPIES)
                copies.setValue(self._preferences.get().copies_of(kind))
                copies.setFixedWidth(px(84))
                copies.lineEdit().setTextMargins(px(8), 0, 0, 0)
                for named in (copies, copies.lineEdit()):
                    named.setAccessibleName(label.text())
                label.setBuddy(copies)
                grid.addWidget(label, n, 0)
                grid.addWidget(copies, n, 1)
        return grid

    def _combo(self, group: PaperGroup, name: str) -> Combo:
        words, now = self._words, self._preferences.get()
        badges = group is PaperGroup.BADGES
        chosen = now.badge_printer if badges else dict(now.printers).get(group, "")
        combo = Combo(words.text("Printer for {papers}", papers=name))
        none = N_("None: save as PDF") if badges else N_("Same as paper printer")
        fill_printers(combo, words, words.text(none), self._queues, chosen)
        combo.setFixedWidth(self.theme.px(230))
        return combo

    def _save(self) -> None:
        chosen = {group: str(combo.currentData()) for group, combo in self.printers.items()}
        badges = chosen.pop(PaperGroup.BADGES)
        wanted = {kind.value: spin.value() for kind, spin in self.copies.items()}
        self._preferences.set(
            replace(
                self._preferences.get(),
                badge_printer=badges,
                printers=tuple(sorted((g.value, name) for g, name in chosen.items() if name)),
                copies=tuple(sorted((kind, n) for kind, n in wanted.items() if n > 1)),
            )
        )
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def retheme(self, theme: Theme) -> None:
        self.theme = theme
        retheme_parts(self, theme)


def fill_printers(
    combo: Combo, words: Words, none: str, queues: Sequence[str], chosen: str
) -> None:
    """Lists `none` and the printers that exist; a chosen one that is gone is listed, too."""
    combo.clear()
    combo.addItem(none, "")
    for queue in queues:
        combo.addItem(queue, queue)
    if chosen and chosen not in queues:
        combo.addItem(words.text("{printer} (not found)", printer=chosen), chosen)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
