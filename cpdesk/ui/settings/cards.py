"""The cards of the settings about school, printing, appearance, and data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QWidget

from cpdesk.documents.layout.stock import STOCKS
from cpdesk.errors import DeskError
from cpdesk.policy.permissions import Permission
from cpdesk.records.office import OfficeRecord
from cpdesk.settings import Settings
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.settings.data.backups_part import BackupsPart
from cpdesk.ui.settings.printers.print_test import print_test
from cpdesk.ui.settings.printers.printers_dialog import PrintersDialog, fill_printers
from cpdesk.ui.settings.settings_card import SettingsCard, lay_beside, permit
from cpdesk.ui.widgets.buttons.button import Button, Choice
from cpdesk.ui.widgets.buttons.combo import Combo
from cpdesk.ui.widgets.buttons.flow import FlowLayout
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Elided, Role, Text
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.words import N_

_THEMES = (("system", N_("Same as computer")), ("light", N_("Light")), ("dark", N_("Dark")))
_SIZES = (100, 115, 130, 150)
_PAPERS = (("letter", N_("US Letter")), ("a4", N_("A4")))


class SchoolCard(SettingsCard):
    """Which school this computer serves, and the way to its day."""

    change_wanted = Signal()
    day_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        text = context.words.text
        super().__init__(context, text("School"))
        theme = self.theme
        self.name = Text(theme, "", Role.STRONG, wrap=True)
        self.detail = Text(theme, "", Role.SMALL, wrap=True)
        self.change = Button(theme, text("Choose another school…"), small=True, icon="school")
        self.change.clicked.connect(self.change_wanted)
        self._choices = True  # whether there is a roster to choose from
        self.day = Button(theme, text("School day…"), small=True, icon="clock")
        self.day.setAccessibleDescription(text("Bell schedules, the week, and special days"))
        self.day.clicked.connect(self.day_wanted)
        self.body.addWidget(self.name)
        self.body.addWidget(self.detail)
        self.body.addSpacing(4)
        for part in (self.day, self.change, self.only):
            self.body.addWidget(part)

    def refresh(self) -> None:
        """Whether another school may be chosen, and the school's day changed; or why not."""
        self.why_not(Permission.OFFICE)
        self._enable()
        why_not = self._current_user.why_not(Permission.DAY_PLAN, self._words)
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


class PrintingCard(SettingsCard):
    """Printers and label size. Printers are asked on the lane "print"."""

    def __init__(self, context: PageContext) -> None:
        text = context.words.text
        super().__init__(context, text("Printing"))
        theme = self.theme
        self._preferences = context.preferences
        self._queues: tuple[str, ...] = ()
        self.badge_printer = Combo(text("Badge printer"))
        self.stock = Combo(text("Badge label"))
        self.paper_printer = Combo(text("Paper printer"))
        self.paper = Combo(text("Paper size"))
        for key, label in STOCKS.items():
            self.stock.addItem(text(label.name), key)
        for key, name in _PAPERS:
            self.paper.addItem(text(name), key)
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
        self.test_badge = Button(theme, text("Test badge"), small=True, icon="printer")
        self.test_paper = Button(theme, text("Test page"), small=True, icon="printer")
        self.test_badge.clicked.connect(lambda: self._test("badge"))
        self.test_paper.clicked.connect(lambda: self._test("paper"))
        self.by_kind = Button(theme, text("Printers and copies…"), small=True)
        what_for = text("Choose a printer and the number of copies for each kind of paper")
        permit(self.by_kind, "", what_for)
        self.by_kind.clicked.connect(self.ask_by_kind)
        self.body.addSpacing(4)
        self.body.addWidget(self.by_kind)
        footer = fill(QHBoxLayout(), self.test_badge, self.test_paper, 1, gap=10)
        self.body.addSpacing(4)
        self.body.addLayout(footer)
        self.result = Text(theme, "", Role.SMALL, wrap=True)
        self.body.addWidget(self.result)
        self.result.hide()
        self.show_queues(())

    def read_queues(self) -> None:
        """Asks which printers there are."""
        printing = self.context.printing()
        self._tasks.run(
            lambda: tuple(printer.name for printer in printing.printers()),
            owner=self,
            done=self.show_queues,
            failed=self._failed,
            lane="print",
            latest="settings.queues",
        )

    def show_queues(self, queues: Sequence[str]) -> None:
        """The printers that exist; the chosen ones are selected even if they are gone."""
        self._queues = tuple(queues)
        now, none = self._preferences.get(), self._words.text("None: save as PDF")
        for combo, chosen in (
            (self.badge_printer, now.badge_printer),
            (self.paper_printer, now.paper_printer),
        ):
            fill_printers(combo, self._words, none, self._queues, chosen)
        self.stock.setCurrentIndex(max(0, self.stock.findData(now.badge_stock)))
        self.paper.setCurrentIndex(max(0, self.paper.findData(now.paper)))

    def ask_by_kind(self) -> PrintersDialog:
        """Opens printers and copies by kind of paper, over the page."""
        dialog = PrintersDialog(self.context, self, self._queues)
        dialog.accepted.connect(lambda: self.show_queues(self._queues))
        dialog.open()
        return dialog

    def _test(self, which: str) -> None:
        text, printing = self._words.text, self.context.printing()
        self._tell(text("Printing a test…"))
        sent = text("Sent to the printer. If nothing prints, check the printer itself.")
        now = self._preferences.get()
        self._tasks.run(
            partial(print_test, printing, self._words, self.context.clock, which, now),
            owner=self,
            done=lambda _: self._tell(sent),
            failed=self._failed,
            lane="print",
        )

    def _failed(self, trouble: DeskError) -> None:
        self._tell(self._words.error(trouble))

    def _tell(self, text: str) -> None:
        """The result of a test, under the buttons."""
        self.result.setText(text)
        self.result.setVisible(bool(text))

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
        self._tell("")


class LookCard(SettingsCard):
    """Light or dark, and the text size."""

    def __init__(self, context: PageContext) -> None:
        text = context.words.text
        super().__init__(context, text("Appearance"))
        self._preferences = context.preferences
        self.themes = self._group(
            text("Colors"),
            [(text(name), key) for key, name in _THEMES],
            lambda now, value: replace(now, theme=str(value)),
        )
        self.body.addSpacing(4)
        self.sizes = self._group(
            text("Text size"),
            [(text("{n}%", n=size), size) for size in _SIZES],
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
            choice = choices[value] = Choice(self.theme, label)
            choice.setAccessibleDescription(name)
            choice.clicked.connect(
                lambda _=False, value=value: self._preferences.set(
                    change(self._preferences.get(), value)
                )
            )
            group.addButton(choice)
            flow.addWidget(choice)
        self.body.addWidget(box)
        return choices


class DataCard(SettingsCard):
    """Where everything is stored that the office recorded, and its backups."""

    def __init__(self, context: PageContext) -> None:
        text, folder = context.words.text, str(context.folder)
        super().__init__(context, text("Data on this computer"))
        theme = self.theme
        beside = (context.folder / "desk.key").exists()  # if the computer has no keyring
        said = (
            text("Its key is in a file next to it that only your computer login can read.")
            if beside
            else text("Its key is kept in this computer’s keyring.")
        )
        self.folder = Elided(theme, folder, Role.BODY)
        said = f"{text('The data is encrypted.')} {said}"
        self.key = Text(theme, said, Role.SMALL, wrap=True)
        self.open_ = Button(theme, text("Open"), small=True, icon="folder-open")
        self.copy = Button(theme, text("Copy"), small=True, icon="copy")
        self.open_.setAccessibleDescription(text("Opens the data folder"))
        self.copy.setAccessibleDescription(text("Copies the path of the data folder"))
        self.open_.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(folder))
        self.print_key = Button(theme, text("Print recovery key…"), small=True, icon="key-round")
        self.print_key.clicked.connect(lambda: context.papers().show_recovery())
        self.backups = BackupsPart(context)
        buttons = (self.copy, self.open_, self.print_key)
        self.body.addLayout(lay_beside(theme, (self.folder, self.key), *buttons))
        self.body.addWidget(self.backups)

    def refresh(self) -> None:
        what_for = self._words.text(
            "A sheet to lock away. It opens the data if this computer loses its key."
        )
        why_not = self._current_user.why_not(Permission.RECOVERY_KEY, self._words)
        permit(self.print_key, why_not, what_for)
        self.backups.refresh()
