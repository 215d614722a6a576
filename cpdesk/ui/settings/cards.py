"""The cards on the right of the settings: school, printing, appearance, data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from cpdesk.documents.layout.stock import STOCKS
from cpdesk.records.office import OfficeRecord
from cpdesk.settings import Settings
from cpdesk.ui.settings.preferences import Preferences
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Choice
from cpdesk.ui.widgets.buttons.combo import Combo
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.frames.card import Card
from cpdesk.ui.widgets.text.text import Elided, Role, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.words import N_, Words

if TYPE_CHECKING:
    from cpdesk.ui.settings.printers.printers_dialog import PrintersDialog

_THEMES = (("system", N_("Same as computer")), ("light", N_("Light")), ("dark", N_("Dark")))
_SIZES = (100, 115, 130, 150)
_PAPERS = (("letter", N_("US Letter")), ("a4", N_("A4")))
_KEY_PLACES = {
    "keyring": N_("Its key is kept in this computer’s keyring."),
    "file": N_("Its key is in a file next to it that only your computer login can read."),
}


@dataclass(frozen=True)
class DataPlace:
    """Where the office's data is, and where its key is: keyring or file."""

    folder: Path
    key: str


def data_place(folder: Path) -> DataPlace:
    """The key is next to the data if there is no keyring."""
    return DataPlace(folder, "file" if (folder / "desk.key").exists() else "keyring")


class SchoolCard(Card):
    """Which school this computer serves, and the way to its day."""

    change_wanted = Signal()
    day_wanted = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, words.text("School"))
        self._words = words
        self.name = Text(theme, "", Role.STRONG, wrap=True)
        self.detail = Text(theme, "", Role.SMALL, wrap=True)
        self.change = Button(theme, words.text("Choose another school…"), small=True, icon="school")
        self.change.clicked.connect(self.change_wanted)
        self._choices = True  # whether there is a roster to choose from
        self.day = Button(theme, words.text("School day…"), small=True, icon="clock")
        self.day.setAccessibleDescription(words.text("Bell schedules, the week, and special days"))
        set_tooltip(self.day, self.day.accessibleDescription())
        self.day.clicked.connect(self.day_wanted)
        self.day.hide()
        self.only = Text(theme, "", Role.SMALL, wrap=True)
        self.only.hide()
        self.body.addWidget(self.name)
        self.body.addWidget(self.detail)
        self.body.addSpacing(4)
        self.body.addWidget(self.day)
        self.body.addWidget(self.change)
        self.body.addWidget(self.only)

    def allow(self, why_not: str) -> None:
        """Whether another school may be chosen, or why not."""
        self.only.setText(why_not)
        self.only.setVisible(bool(why_not))
        self._enable()

    def allow_day(self, why_not: str) -> None:
        """Whether the school's day may be changed, or why not."""
        self.day.show()
        self.day.setEnabled(not why_not)
        set_tooltip(self.day, why_not or self.day.accessibleDescription())

    def set_unread(self) -> None:
        """Which school this computer serves couldn't be read."""
        self.name.setText(self._words.text("Can’t read which school this is"))
        self.detail.setText("")
        self._choices = False
        self._enable()

    def show_office(self, office: OfficeRecord) -> None:
        words, school = self._words, office.school
        self._choices = office.roster is not None
        self._enable()
        if school is None:
            self.name.setText(words.text("No school chosen yet"))
            self.detail.setText(
                words.text("Choose it from the current roster.")
                if office.roster
                else words.text("Import a roster first.")
            )
            return
        self.name.setText(school.name)
        grades = words.grades(school.grade_low, school.grade_high)
        known = (words.text("Grades {grades}", grades=grades), school.address, school.phone)
        self.detail.setText(" · ".join(part for part in known if part))

    def _enable(self) -> None:
        self.change.setEnabled(self._choices and not self.only.text())


class PrintingCard(Card):
    """Printers and label size. `queues` and `test` run on the lane "print"."""

    test_wanted = Signal(str)  # badge or paper

    def __init__(self, theme: Theme, words: Words, preferences: Preferences) -> None:
        super().__init__(theme, words.text("Printing"))
        self._words = words
        self._preferences = preferences
        self._queues: tuple[str, ...] = ()
        self.badge_printer = Combo(words.text("Badge printer"))
        self.stock = Combo(words.text("Badge label"))
        self.paper_printer = Combo(words.text("Paper printer"))
        self.paper = Combo(words.text("Paper size"))
        for key, label in STOCKS.items():
            self.stock.addItem(words.text(label.name), key)
        for key, name in _PAPERS:
            self.paper.addItem(words.text(name), key)
        form = QGridLayout()
        form.setHorizontalSpacing(theme.px(12))
        form.setVerticalSpacing(theme.px(8))
        form.setColumnStretch(1, 1)
        combos = (self.badge_printer, self.stock, self.paper_printer, self.paper)
        for row, combo in enumerate(combos):
            form.addWidget(Text(theme, combo.accessibleName(), Role.SOFT), row, 0)
            form.addWidget(combo, row, 1)
            combo.activated.connect(self._save)
        self.body.addLayout(form)
        self.test_badge = Button(theme, words.text("Test badge"), small=True, icon="printer")
        self.test_paper = Button(theme, words.text("Test page"), small=True, icon="printer")
        self.test_badge.clicked.connect(lambda: self.test_wanted.emit("badge"))
        self.test_paper.clicked.connect(lambda: self.test_wanted.emit("paper"))
        self.by_kind = Button(theme, words.text("Printers and copies…"), small=True)
        self.by_kind.setAccessibleDescription(
            words.text("Choose a printer and the number of copies for each kind of paper")
        )
        set_tooltip(self.by_kind, self.by_kind.accessibleDescription())
        self.by_kind.clicked.connect(self.ask_by_kind)
        self.body.addSpacing(4)
        self.body.addWidget(self.by_kind)
        footer = QHBoxLayout()
        footer.setSpacing(10)
        footer.addWidget(self.test_badge)
        footer.addWidget(self.test_paper)
        footer.addStretch(1)
        self.body.addSpacing(4)
        self.body.addLayout(footer)
        self.result = Text(theme, "", Role.SMALL, wrap=True)
        self.body.addWidget(self.result)
        self.result.hide()
        self.show_queues(())

    def show_queues(self, queues: Sequence[str]) -> None:
        """The printers that exist; the chosen ones are selected even if they are gone."""
        self._queues = tuple(queues)
        now = self._preferences.get()
        self._fill(self.badge_printer, now.badge_printer)
        self._fill(self.paper_printer, now.paper_printer)
        self.stock.setCurrentIndex(max(0, self.stock.findData(now.badge_stock)))
        self.paper.setCurrentIndex(max(0, self.paper.findData(now.paper)))

    def ask_by_kind(self) -> PrintersDialog:
        """Opens printers and copies by kind of paper, over the page."""
        from cpdesk.ui.settings.printers.printers_dialog import PrintersDialog

        dialog = PrintersDialog(self.theme, self._words, self._preferences, self._queues, self)
        dialog.accepted.connect(lambda: self.show_queues(self._queues))
        dialog.open()
        return dialog

    def tell(self, text: str) -> None:
        """The result of a test, under the buttons."""
        self.result.setText(text)
        self.result.setVisible(bool(text))

    def _fill(self, combo: Combo, chosen: str) -> None:
        words = self._words
        combo.clear()
        combo.addItem(words.text("None: save as PDF"), "")
        for queue in self._queues:
            combo.addItem(queue, queue)
        if chosen and chosen not in self._queues:
            combo.addItem(words.text("{printer} (not found)", printer=chosen), chosen)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))

    def _save(self) -> None:
        self._preferences.set(
            replace(
                self._preferences.get(),
                badge_printer=self.badge_printer.currentData(),
                badge_stock=self.stock.currentData(),
                paper_printer=self.paper_printer.currentData(),
                paper=self.paper.currentData(),
            )
        )
        self.tell("")


class LookCard(Card):
    """Light or dark, and the text size."""

    def __init__(self, theme: Theme, words: Words, preferences: Preferences) -> None:
        super().__init__(theme, words.text("Appearance"))
        self._preferences = preferences
        self.themes = self._group(
            words.text("Colors"),
            [(words.text(name), key) for key, name in _THEMES],
            lambda now, value: replace(now, theme=str(value)),
        )
        self.body.addSpacing(4)
        self.sizes = self._group(
            words.text("Text size"),
            [(words.text("{n}%", n=size), size) for size in _SIZES],
            lambda now, value: replace(now, text_size=int(str(value))),
        )
        self.show_settings()

    def show_settings(self) -> None:
        now = self._preferences.get()
        for choices, value in ((self.themes, now.theme), (self.sizes, now.text_size)):
            if value in choices:
                choices[value].setChecked(True)

    def _group(
        self,
        name: str,
        options: Sequence[tuple[str, str | int]],
        change: Callable[[Settings, str | int], Settings],
    ) -> dict[str | int, Choice]:
        self.body.addWidget(Text(self.theme, name, Role.SMALL))
        box = QWidget()
        box.setAccessibleName(name)
        flow = FlowLayout(box)
        group = QButtonGroup(box)
        choices: dict[str | int, Choice] = {}
        for label, value in options:
            choice = Choice(self.theme, label)
            choice.setAccessibleDescription(name)
            choice.clicked.connect(
                lambda _=False, value=value: self._preferences.set(
                    change(self._preferences.get(), value)
                )
            )
            group.addButton(choice)
            flow.addWidget(choice)
            choices[value] = choice
        self.body.addWidget(box)
        return choices


class DataCard(Card):
    """Where everything is stored that the office recorded."""

    def __init__(self, theme: Theme, words: Words, place: DataPlace) -> None:
        super().__init__(theme, words.text("Data on this computer"))
        self.folder = Elided(theme, str(place.folder), Role.BODY)
        self.key = Text(
            theme,
            words.text("The data is encrypted.")
            + " "
            + words.text(_KEY_PLACES.get(place.key, _KEY_PLACES["file"])),
            Role.SMALL,
            wrap=True,
        )
        self.open_ = Button(theme, words.text("Open"), small=True, icon="folder-open")
        self.copy = Button(theme, words.text("Copy"), small=True, icon="copy")
        self.open_.setAccessibleDescription(words.text("Opens the data folder"))
        self.copy.setAccessibleDescription(words.text("Copies the path of the data folder"))
        self.open_.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(place.folder)))
        )
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(str(place.folder)))
        self.print_key = Button(
            theme, words.text("Print recovery key…"), small=True, icon="key-round"
        )
        self.print_key.setAccessibleDescription(
            words.text("A sheet to lock away. It opens the data if this computer loses its key.")
        )
        self._what_for = self.print_key.accessibleDescription()
        set_tooltip(self.print_key, self._what_for)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.folder)
        said.addWidget(self.key)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addLayout(said, 1)
        row.addWidget(self.copy)
        row.addWidget(self.open_)
        row.addWidget(self.print_key)
        self.body.addLayout(row)

    def allow(self, why_not: str) -> None:
        """Whether the recovery key may be printed, or why not."""
        self.print_key.setEnabled(not why_not)
        set_tooltip(self.print_key, why_not or self._what_for)
        self.print_key.setAccessibleDescription(why_not or self._what_for)
