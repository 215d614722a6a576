"""Every key that a page shows does what it says, wherever the cursor is.

What is shown is read off the widgets and the list on F1, so that a new key is walked, too. A key is
pressed as a keyboard does it; a probe stands before every shortcut, so that nothing happens and the
window is the same for the next key. What the keys do is told by the tests of their pages.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import FrameType

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

import cpdesk
from cpdesk.clock import FixedClock
from cpdesk.policy.approval.requests import Verdict
from cpdesk.policy.flyers import Channel
from cpdesk.policy.permissions import Role
from cpdesk.records.requests import DecisionDraft
from cpdesk.services.services import Services
from cpdesk.ui.application import Application
from cpdesk.ui.events.actions import Do as EventDo
from cpdesk.ui.flyers.actions import Do as FlyerDo
from cpdesk.ui.input.keys import HasKeys, Key, KeyLine
from cpdesk.ui.page_table import PageKey
from cpdesk.ui.requests.actions import Do as RequestDo
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.page.just_shown import PAUSE
from cpdesk.ui.window.key_list import EVACUATION, EVERYWHERE
from cpdesk.ui.window.window import MainWindow
from tests.conftest import CHICAGO
from tests.services import staff
from tests.ui.flyers.fakes import accepted
from tests.ui.paper.fakes import Tray
from tests.ui.requests.filed_requests import MEETING, TABLE
from tests.ui.shown_keys import INPUTS, chords, places, press, shown_chords, walk
from tests.ui.whole_office import whole_office

PACKAGE = Path(cpdesk.__file__).parent
ROOT = f"{PACKAGE}{os.sep}"


@pytest.fixture
def full(services: Services, clock: FixedClock) -> Services:
    """A school where something is on every page, and a leader who sits at the desk."""
    now = clock.now()
    clock.set(datetime(2026, 11, 9, 9, 0, tzinfo=CHICAGO))
    staff.hire(services)
    staff.sit(services, Role.DESK)
    table = services.filings.file(TABLE).request_id
    staff.sit(services, Role.LEADER)
    services.decisions.decide(DecisionDraft(table, 1, Verdict.APPROVE, knowing=True))
    clock.set(datetime(2026, 11, 23, 13, 50, tzinfo=CHICAGO))
    lobby = services.boards.add("Lobby board", "next to the office")
    accepted(services, "fall", "D-FALL", 4, Channel.BOARD)
    services.boards.post("D-FALL", lobby.board_id, 2, date(2026, 11, 24), post_id="P-FALL")
    accepted(services, "winter", "D-WINTER", 248, Channel.CARRY_HOME, bundles=8)
    services.handouts.plan_all("D-WINTER", services.deliveries.delivery("D-WINTER").version)
    staff.sit(services, Role.DESK)
    services.filings.file(MEETING)
    clock.set(now)
    return services


@pytest.fixture
def office(qtbot: QtBot, full: Services) -> Iterator[Application]:
    signed = staff.sit(full, Role.LEADER)
    with whole_office(qtbot, full, Tray()) as opened:
        opened.session_controller.login_controller.enter(replace(signed, lock_minutes=0))
        yield opened


# -- what can be in front --------------------------------------------------------------------------


def _card(o: Application) -> None:
    o.desk.page.field.line.setText("okaf")
    o.desk.page.field.entered.emit()


def _decline(o: Application) -> None:
    o.requests.page.column.list.step(1)
    o.requests.page.key((RequestDo.DECLINE,))


def _return(o: Application) -> None:
    o.flyers.page.open("D-WINTER")
    QApplication.processEvents()
    o.flyers.page.key((FlyerDo.RETURN,))


def _releases(o: Application) -> None:
    o.partners.page.open("LSL")
    QApplication.processEvents()
    o.partners.page.record_releases()


# Page by page, each with what may be open on it.
STATES: dict[PageKey, dict[str, Callable[[Application], object]]] = {
    "desk": {
        "": lambda o: None,
        "card": _card,
        "register": lambda o: o.desk.page.at_counter.write_down("Ines Berg"),
    },
    "today": {"": lambda o: None},
    "requests": {
        "one": lambda o: o.requests.page.column.list.step(1),
        "decline": _decline,
        "form": lambda o: o.requests.page.new(),
    },
    "flyers": {
        "plan": lambda o: o.flyers.page.open("D-WINTER"),
        "board": lambda o: o.flyers.page.open("D-FALL"),
        "return": _return,
        "boards": lambda o: o.flyers.page.show_boards(),
        "log": lambda o: o.flyers.page.print_log(),
        "form": lambda o: o.flyers.page.new(),
    },
    "events": {
        "": lambda o: None,
        "rule": lambda o: o.events.page.act(EventDo.BROKEN),
    },
    "partners": {"": lambda o: o.partners.page.open("LSL"), "releases": _releases},
    "reports": {"": lambda o: None, "visitor": lambda o: o.reports.page.ask_visitor()},
    "settings": {
        "": lambda o: None,
        "day plan": lambda o: o.settings.page.open_day_plan(),
        "people": lambda o: o.settings.page.people.add(),
        "guide": lambda o: o.window.guide_wanted.emit(),
    },
    "printing": {"": lambda o: None},
}


def in_front(office: Application) -> QWidget:
    for _ in range(3):
        QApplication.processEvents()
    return QApplication.activeWindow() or office.window


def open_state(office: Application, page: PageKey, name: str) -> QWidget:
    """The page with this open on it; gives the window that has the keys."""
    office.window.activateWindow()
    office.window.go(page)
    QApplication.processEvents()
    STATES[page][name](office)
    return in_front(office)


def close_state(front: QWidget) -> None:
    if isinstance(front, QDialog) and shiboken6.isValid(front):
        front.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def told_by_f1(office: Application) -> set[str]:
    page = office.window.current
    assert page is not None
    assert isinstance(page, HasKeys)
    return _chords(page.keys())


def everywhere(office: Application) -> set[str]:
    """What the sidebar and the list on F1 say of every page."""
    return _chords((EVACUATION, *EVERYWHERE)) | {late.entry.shortcut for late in office.pages}


def _chords(lines: Iterable[KeyLine]) -> set[str]:
    return {chord for line in lines for chord in chords(line.keys) | chords(line.does)}


DIALOGS: dict[str, tuple[PageKey, Callable[[Application], object]]] = {
    "F1": ("desk", lambda o: o.window.show_keys()),
    "evacuation list": ("today", lambda o: o.evacuation.start()),
    "what may a partner do": ("desk", lambda o: o.window.guide_wanted.emit()),
    "visitor": ("reports", lambda o: o.reports.page.ask_visitor()),
    "releases": ("partners", _releases),
}


def test_esc_closes_every_dialog_wherever_the_cursor_is(office: Application) -> None:
    for name, (page, opens) in DIALOGS.items():
        office.window.go(page)
        n, spots = 0, 1
        while n < spots:
            office.window.activateWindow()
            opens(office)
            dialog = in_front(office)
            assert isinstance(dialog, QDialog), name
            every = list(places(dialog))
            found = [spot for spot in every if isinstance(spot, INPUTS)] or every[:1]
            spots = len(found)
            found[n].setFocus()
            said = f"{name}: Esc in {type(found[n]).__name__} {found[n].accessibleName()!r}"
            press("Esc")
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            assert not shiboken6.isValid(dialog) or not dialog.isVisible(), said
            n += 1


def test_every_key_that_a_page_shows_works_wherever_the_cursor_is(office: Application) -> None:
    office.window.evacuation_wanted.disconnect(office.evacuation.start)
    wrong: list[str] = []
    walked = 0
    for page, states in STATES.items():
        never: set[str] = set()
        for n, name in enumerate(states):
            front = open_state(office, page, name)
            inside = front is office.window
            shown = shown_chords(front, *((office.window.sidebar,) if inside else ()))
            assert inside == (name not in ("releases", "visitor", "people", "guide")), (page, name)
            always = everywhere(office) if inside else {EVACUATION.keys}
            message = told_by_f1(office) if inside else set()
            done = walk(front, office.window, shown, always, message)
            walked += done.presses
            wrong += [f"{page} {name}: {said}" for said in done.wrong]
            if inside:
                never = done.unheard if n == 0 else never & done.unheard
            close_state(front)
        wrong += [f"{page}: {chord} of the list on F1 works nowhere on it" for chord in never]
    assert not wrong, "\n".join(wrong)
    assert walked > 1_000


# -- the walk itself -------------------------------------------------------------------------------


def _shown(qtbot: QtBot, theme: Theme, key: str) -> tuple[MainWindow, QWidget]:
    """A window with a field, and a button that shows a key."""
    window, page = MainWindow(), QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(page)
    field = QLineEdit("half a name")
    field.setAccessibleName("Name")
    column.addWidget(field)
    column.addWidget(Button(theme, "Edit", key))
    window.setCentralWidget(page)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    return window, page


@pytest.mark.parametrize(
    ("key", "bound", "wrong"),
    [
        ("Ctrl+T", ["Ctrl+T"], []),
        ("F2", ["F2"], []),
        ("Ctrl+T", [], ["dead in QLineEdit 'Name'", "dead in Button 'Edit'"]),
        ("Ctrl+E", ["Ctrl+E"], ["dead in QLineEdit 'Name'"]),
        ("Ctrl+A", ["Ctrl+A"], ["dead in QLineEdit 'Name'", "changes what stands in QLineEdit"]),
        ("Ctrl+T", ["Ctrl+T"] * 2, ["two things in QLineEdit 'Name'", "two things in Button"]),
    ],
)
def test_a_dead_key_is_found(
    qtbot: QtBot, theme: Theme, key: str, bound: list[str], wrong: list[str]
) -> None:
    window, page = _shown(qtbot, theme, key)
    for keys in bound:
        Key(keys, page, lambda: None, everywhere=True)
    said = walk(window, window, shown_chords(window), set(), set()).wrong
    assert len(said) == len(wrong), said
    assert all(part in line for part, line in zip(wrong, said, strict=True)), said


def test_keys_are_read_out_of_sentences() -> None:
    said = "The letter (Ctrl+Shift+P); Alt+2 approved, F12, Ctrl 7, Ctrl+Page Up. Not CtrlX, F6a."
    assert chords(said) == {"Ctrl+Shift+P", "Alt+2", "F12", "Ctrl+7", "Ctrl+Page Up"}


# -- how far it is from a key to a row -------------------------------------------------------------


def _files(frame: FrameType | None) -> set[str]:
    """The files of the program that are at work."""
    found = set()
    while frame is not None:
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(PACKAGE):
            found.add(file.relative_to(PACKAGE).as_posix())
        frame = frame.f_back
    return found


@dataclass
class Way:
    """From a key to the first statement that begins with some words: the files whose code called
    each other down to it, and all files of the program whose code ran until then."""

    calls: set[str] = field(default_factory=set)
    ran: set[str] = field(default_factory=set)


def _way_to(statement: str, press_it: Callable[[], object]) -> Way:
    way = Way()

    def note(_c: object, _cursor: object, ran: str, *_more: object) -> None:
        if ran.startswith(statement) and not way.calls:
            way.calls = _files(sys._getframe(1))

    def note_call(frame: FrameType, event_: str, _value: object) -> None:
        if event_ == "call" and not way.calls:
            code = frame.f_code.co_filename
            if code.startswith(ROOT):
                way.ran.add(code.removeprefix(ROOT).replace(os.sep, "/"))

    before = sys.getprofile()
    event.listen(Engine, "before_cursor_execute", note)
    sys.setprofile(note_call)
    try:
        press_it()
    finally:
        sys.setprofile(before)
        event.remove(Engine, "before_cursor_execute", note)
    return way


def _read_it(clock: FixedClock) -> None:
    clock.set(clock.now() + PAUSE)


def _approve(clock: FixedClock) -> None:
    press("Ctrl+Enter")
    _read_it(clock)
    press("Ctrl+Enter")  # what it takes has to be confirmed


# What is done: the page and what is open on it, the row, and files that have to be on the way.
FLOWS: dict[str, tuple[PageKey, str, str, set[str], Callable[[FixedClock], object]]] = {
    "check in": (
        *("desk", "card", "INSERT INTO visit "),
        {"ui/desk/search/field.py", "services/visits/desk.py"},
        lambda clock: press("Enter"),
    ),
    "approve": (
        *("requests", "one", "INSERT INTO request_decision"),
        {"ui/input/keys.py", "services/requests/decisions.py"},
        _approve,
    ),
    "hand out": (
        *("flyers", "plan", "UPDATE flyer_line"),
        {"ui/input/keys.py", "services/flyers/handout/handouts.py"},
        lambda clock: press("Ctrl+Enter"),
    ),
}


def test_from_the_key_to_the_row_it_is_at_most_ten_files(
    office: Application, clock: FixedClock
) -> None:
    """Ten call each other. The window runs no more than two dozen of its files for it, and the
    filters that see every key and the widgets that are hidden or shown again are among these. The
    rest is the facts and the rules, each of which is asked."""
    for name, (page, state, statement, through, do) in FLOWS.items():
        open_state(office, page, state)
        _read_it(clock)
        way = _way_to(statement, partial(do, clock))
        assert through <= way.calls, name
        assert len(way.calls) <= 10, (name, sorted(way.calls))
        assert way.calls <= way.ran, name
        window = {file for file in way.ran if file.startswith("ui/")}
        assert len(window) <= 24, (name, sorted(window))
        assert not {file for file in way.ran if file.startswith(("cli/", "documents/"))}, name
