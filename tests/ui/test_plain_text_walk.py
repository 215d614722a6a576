"""Every page, list, dialog and tray, filled with markup: nothing of it is drawn as markup."""

from __future__ import annotations

import importlib
import pkgutil
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
)
from PySide6.QtGui import QDesktopServices, QHelpEvent, QImage, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QMenu,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import cpdesk.ui
from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.ids import new_id
from cpdesk.policy.outcome import Purpose
from cpdesk.policy.permissions import Role
from cpdesk.records.accounts import Actor, SignedIn
from cpdesk.records.desk import Admission, Question
from cpdesk.services.services import Services
from cpdesk.settings import Settings
from cpdesk.ui.application import Application
from cpdesk.ui.desk.inside import InsideList
from cpdesk.ui.settings.cards import LookCard
from cpdesk.ui.tasks import InlineTasks
from tests.ui.outside_text import MARK, marked
from tests.ui.widgets.text.test_tooltip import drawn

TOOLTIPS = (
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
)
ROLES = (*Qt.ItemDataRole, *range(Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 6))


@pytest.fixture
def services(sample_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Services]:
    folder = marked(shutil.copytree(sample_folder, tmp_path / "data"), clock)
    opened = open_services(folder, clock=clock)
    _sit(opened, Role.MANAGER)
    yield opened
    opened.close()


class Walk:
    """What was looked at, and what of it would have been drawn as markup."""

    def __init__(self) -> None:
        self.faults: set[str] = set()
        self.kinds: set[str] = set()
        self.roles: set[int] = set()
        self.told: set[str] = set()  # by what a mark was seen
        self.pressed: set[str] = set()
        self._models: set[tuple[QAbstractItemModel, int]] = set()
        self._of_others = set(QApplication.allWidgets())  # that other tests left alive

    def everything(self, page: QWidget | None = None) -> None:
        """All of this office; with a page, what belongs to it and what stands in front of it."""
        widgets = [w for w in QApplication.allWidgets() if w not in self._of_others]
        if page is not None:
            fronts = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
            inner = [w for w in fronts if w is not page.window()]
            widgets = [w for top in (page, *inner) for w in (top, *top.findChildren(QWidget))]
        for widget in widgets:
            kind = type(widget)
            self._widget(widget)
            for model in widget.findChildren(
                QAbstractItemModel, options=Qt.FindChildOption.FindDirectChildrenOnly
            ):
                self._model(model, type(model).__name__)
            if isinstance(widget, QAbstractItemView) and widget.model() is not None:
                self._model(widget.model(), kind.__name__)

    def _widget(self, widget: QWidget) -> None:
        kind = type(widget)
        if kind.__module__.startswith("cpdesk."):
            self.kinds.add(f"{kind.__module__.removeprefix('cpdesk.ui.')}.{kind.__name__}")
        for what in ("toolTip", "statusTip", "whatsThis"):
            self._shown(f"{what} of {kind.__name__}", getattr(widget, what)())
        if isinstance(widget, QLabel):
            text = QLabel.text(widget)
            if widget.textFormat() is Qt.TextFormat.PlainText:
                self._plain(f"label {kind.__name__}", text)
            else:
                self._shown(f"label {kind.__name__}", text)
        elif isinstance(widget, QAbstractButton):
            self._plain(f"button {kind.__name__}", widget.text())
            if "mk" in widget.text() and widget.shortcut().toString().endswith("+A"):
                self.faults.add(f"a text of others made a key: {kind.__name__}")
        for said in (widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()):
            self._plain(f"said of {kind.__name__}", said)

    def _model(self, model: QAbstractItemModel, name: str) -> None:
        rows = model.rowCount(QModelIndex())
        if (model, rows) in self._models:
            return
        self._models.add((model, rows))
        listed = isinstance(model, QAbstractListModel)
        wide = 1 if listed else model.columnCount(QModelIndex())
        for side in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical):
            for n in range(min(12, wide)):
                for role in ROLES:
                    self._data(f"header of {name}", role, model.headerData(n, side, role))
        for row in range(min(8, rows)):
            for column in range(wide):
                index = model.index(row, column, QModelIndex())
                for role in ROLES:
                    self._data(f"{name}, {role}", role, index.data(role))

    def _data(self, where: str, role: int, value: object) -> None:
        if not isinstance(value, str):
            return
        self.roles.add(int(role))
        if role in TOOLTIPS:
            self._shown(where, value)
        else:
            self._plain(where, value)

    def _shown(self, where: str, text: str) -> None:
        """Where Qt guesses whether it is markup."""
        if "mk" in text:
            self.told.add(where)
            if MARK not in drawn(text):
                self.faults.add(f"{where}: {text}")

    def _plain(self, where: str, text: str) -> None:
        """Where it does not: nothing is escaped there."""
        if "mk" in text:
            self.told.add(where)
            if "&lt;" in text or "<qt>" in text:
                self.faults.add(f"{where} shows what only a tooltip needs: {text}")


def _settle() -> None:
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _kinds_of_windows() -> set[str]:
    """Every class of the window that has a place of its own on the screen."""
    found = set()
    for place in pkgutil.walk_packages(cpdesk.ui.__path__, "cpdesk.ui."):
        for kind in vars(importlib.import_module(place.name)).values():
            own = isinstance(kind, type) and kind.__module__ == place.name
            if own and issubclass(kind, QWidget):
                found.add(f"{place.name.removeprefix('cpdesk.ui.')}.{kind.__name__}")
    return found


@pytest.fixture
def walk(qapp: QApplication) -> Walk:
    """Made before the office, so that it knows what was there without it."""
    return Walk()


@pytest.fixture
def office(
    qtbot: QtBot, qapp: QApplication, services: Services, monkeypatch: pytest.MonkeyPatch
) -> Application:
    for asked in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, asked, lambda *args: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: "")
    monkeypatch.setattr(QFileDialog, "open", lambda self: None)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: True)
    made = Application(qapp, services, tasks=InlineTasks(), settings=Settings(theme="light"))
    qtbot.addWidget(made.window)
    made.window.resize(1366, 768)
    made.window.show()
    made.window.start()
    return made


def _press_everything(walk: Walk, office: Application, page: QWidget, rows: int) -> None:
    """Chooses in every list, and presses every button that is there then, each once."""
    for at in range(rows):
        for view in page.findChildren(QAbstractItemView):
            if isValid(view) and view.isVisible() and _rows(view) > at:
                view.setCurrentIndex(view.model().index(at, 0))
                _settle()
        walk.everything(page)
        while page.isVisible() and (button := _next_button(page, walk.pressed)):
            button.click()
            _settle()
            walk.everything(page)
            _close_windows(office)


def _rows(view: QAbstractItemView) -> int:
    return view.model().rowCount(QModelIndex()) if view.model() is not None else 0


def _next_button(page: QWidget, pressed: set[str]) -> QAbstractButton | None:
    looks = page.findChildren(LookCard)  # without texts of others, and slow to change
    for button in page.findChildren(QAbstractButton):
        kinds = f"{type(page).__name__} {type(button).__name__}"
        name = f"{kinds} {button.text()} {button.accessibleName()}"
        if name in pressed or any(look.isAncestorOf(button) for look in looks):
            continue
        if button.isVisible() and button.isEnabled():
            pressed.add(name)
            return button
    return None


def _close_windows(office: Application) -> None:
    for top in QApplication.topLevelWidgets():
        if top is not office.window and top.isVisible():
            if isinstance(top, (QDialog, QMenu)):
                top.close()
            elif not isinstance(top, QLabel):
                top.hide()
    _settle()


# What the walk does not open: parts that others are made of, and what asks for more than a press.
# Their labels and tooltips are made in the same one place (test_plain_text_law). A window that is
# new is opened by the walk, or joins them here.
_NOT_OPENED = """
    events.allotments.Bar events.allotments._Entry events.not_kept.NotKeptTray
    first_start.account_step.ManagerStep first_start.first_start.FirstStart
    first_start.recovery_step.RecoveryStep first_start.sample_offer.SampleOffer
    first_start.steps.Steps flyers.boards.board_rows.BoardRow flyers.boards.board_rows.BoardTray
    flyers.form.drops.Kept flyers.handout.finish_tray.FinishTray
    flyers.handout.plan_rows.PlanRow flyers.handout.trays.ElectronicTray
    flyers.handout.trays.PostTray flyers.handout.trays.ReturnTray
    partners.recording.WithdrawDialog partners.release_children.ChildList
    partners.release_children.ChildrenPanel partners.which_program.WhichProgram
    reports.visitor_dialog.VisitorDialog requests.detail.trays.ChangeTray
    requests.detail.trays.TakeTray settings.data.lost_data_dialog.LostDataDialog
    settings.data.lost_data_dialog.StartWithoutDialog
    settings.data.recovery_dialog.RecoveryDialog settings.day_plan.asking.LeaveDialog
    settings.day_plan.asking.SaveDialog settings.day_plan.entry_panel.EntryPanel
    settings.day_plan.import_dialog.ImportDialog settings.people.account_dialogs._WithSecret
    settings.people.delegation_card.DelegateDialog settings.people.delegation_card.DelegationRow
    settings.settings_card.SettingsCard sign_in.login_step.LoginStep
    widgets.account.password_dialog.PasswordDialog widgets.buttons.plain_button.PlainButton
    widgets.buttons.plain_button.PressButton widgets.forms.chip_fields.CheckBoxes
    widgets.forms.chip_fields.WrapCheckBox widgets.forms.form_dialog.DialogFrame
    widgets.forms.form_tray.FormTray widgets.frames.rows.RuledRow widgets.frames.tray.SayTray
    widgets.frames.tray.Tray widgets.lists.record_table.RecordTable
    widgets.lists.record_table.TableView widgets.page.action_page.ActionPage
    widgets.page.context_view.ContextView widgets.page.detail_view.DetailView
    widgets.page.form_page.FormPage widgets.page.list_detail_page.ListDetailPage
    widgets.page.record_page.RecordPage widgets.text.plain_list.PlainList
    widgets.themed.ThemedWidget window.key_list.KeyCaps window.key_list.KeyList
"""
NOT_OPENED = set(_NOT_OPENED.split())


def test_no_text_of_others_is_drawn_as_markup(
    walk: Walk, office: Application, services: Services
) -> None:
    desk = office.desk.page
    for question in (
        Question(person="Rosa Ochoa", purpose=Purpose.STUDENT_MEETING, grade=6),
        Question(guest="Ines Berg"),
    ):
        desk.arrival.take(question)
        _press_everything(walk, office, desk, 1)
    for late in office.pages:
        _enter(office, services, Role.MANAGER if late is office.settings else Role.LEADER)
        office.window.go(late.key)
        _settle()
        walk.everything(late.page)
        _press_everything(walk, office, late.page, 1 if late is office.settings else 2)
    office.window.guide_wanted.emit()
    _settle()
    walk.everything()
    _close_windows(office)
    desk.field.line.setText("Zora Lindgren")
    desk.field.entered.emit()
    _settle()
    _press_everything(walk, office, desk, 1)
    services.auth.leave()
    office.session_controller.open()
    _settle()
    walk.everything()

    assert not walk.faults, "\n".join(sorted(walk.faults))
    lists = {where.partition(",")[0] for where in walk.told if ", 3" in where}
    assert lists >= {"InsideList", "LinesTable", "QueueList", "DeliveryList", "Directory"}
    assert walk.told >= {"label Text", "label Elided", "button Button", "toolTip of Elided"}
    closed = _kinds_of_windows() - walk.kinds - NOT_OPENED
    assert not closed, f"the walk does not open {sorted(closed)}"
    assert not (opened := NOT_OPENED & walk.kinds), f"the walk opens {opened}"


@pytest.mark.qt_log_ignore("does not support raise")  # what no screen cannot
def test_the_mouse_rests_on_a_name_that_is_a_picture(
    office: Application, services: Services, tmp_path: Path
) -> None:
    """A picture that is read makes the tooltip as wide as itself."""
    picture = tmp_path / "picture.png"
    painted = QImage(1000, 60, QImage.Format.Format_RGB32)
    painted.fill(0)
    assert painted.save(str(picture))
    name = f"<img src={picture}>"
    asked = Question(guest=name, host="Ms. Vang", reason="Piano")
    services.desk.admit(Admission(new_id(), asked, "Known"))
    office.changes.visits.emit()
    office.window.go(office.desk.key)
    _settle()
    views = office.desk.page.findChildren(QAbstractItemView)
    view = next(v for v in views if isinstance(v, InsideList))
    row = next(n for n in range(_rows(view)) if view.model().index(n, 0).data() == name)
    view.scrollTo(view.model().index(row, 0))
    at = view.visualRect(view.model().index(row, 0)).center()
    rests = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QCoreApplication.sendEvent(view.viewport(), rests)
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QLabel) and w.isVisible()]
    QToolTip.hideText()
    (tooltip,) = shown
    assert name in drawn(tooltip.text())
    before, after = QLabel(name), QLabel(tooltip.text())
    assert before.sizeHint().width() >= 1000  # what Qt would have made of it
    assert after.sizeHint().width() < 1000


def _enter(office: Application, services: Services, role: Role) -> None:
    signed = _sit(services, role)
    office.current_user.signed_in = signed


def _sit(services: Services, role: Role) -> SignedIn:
    """Somebody is there, whose name is markup, too."""
    signed = SignedIn(Actor("somebody", f"Dana {MARK}", role, f"Title {MARK}"), False, 2)
    services.auth.enter(signed.actor, services.clock.now())
    return signed
