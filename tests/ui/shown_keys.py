"""Finds every key that a window shows, presses it as a keyboard does, and tells what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShortcutEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from cpdesk.ui.input.keys import EVACUATION_KEY
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.window.window import MainWindow

# "Ctrl+Shift+P", "Alt+2", "F9", and "Ctrl 1" as the sidebar writes it.
_CHORD = re.compile(
    r"(?<![\w+])(?:(?:Ctrl|Alt|Shift)[+ ])+"
    r"(?:Enter|Backspace|Left|Right|Up|Down|Page Up|Page Down|Home|End|[A-Z0-9/,])(?!\w)"
    r"|(?<![\w+])F\d{1,2}(?!\w)"
)
# What Qt on X11 lets a text field have before any shortcut, and on the screen of the tests does
# not: it was asked of every key on an X server. (There, what Windows takes is taken, too.)
_ON_X11 = frozenset({QKeySequence("Ctrl+E"), QKeySequence("Ctrl+U")})
INPUTS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)


def chords(text: str) -> set[str]:
    """The keys with Ctrl, Alt or a number of their own that a text names."""
    return {re.sub(r"(?<=Ctrl) ", "+", found) for found in _CHORD.findall(text)}


def shown_chords(root: QWidget, *but: QWidget) -> dict[str, str]:
    """Every such key that something shows which is on the screen and can be used: on a button, in
    a tooltip, in a text; and where it stands. `but` are parts that are left out."""
    found: dict[str, str] = {}
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible() or not widget.isEnabled():
            continue
        if any(part.isAncestorOf(widget) for part in but):
            continue
        texts = [widget.toolTip()]
        if isinstance(widget, QLabel):
            texts.append(widget.text())
        if isinstance(widget, QAbstractButton):
            texts += [widget.text(), widget.accessibleDescription()]
        if isinstance(widget, Button):
            texts.append(widget.key)
        for text in texts:
            for chord in chords(text):
                found.setdefault(chord, f"{type(widget).__name__} {widget.accessibleName()!r}")
    return found


def places(root: QWidget) -> Iterator[QWidget]:
    """Wherever the cursor may be: each field that can be typed in, and of everything else that
    takes the focus one of a kind for each part of the window."""
    seen: set[tuple[object, ...]] = set()
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled() or isinstance(widget, QScrollArea):
            continue
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            kind: tuple[object, ...] = (type(widget), id(_part(widget, root)))
            if isinstance(widget, INPUTS):
                kind = (id(widget),)
            if kind not in seen:
                seen.add(kind)
                yield widget


def _part(widget: QWidget, root: QWidget) -> QWidget:
    """The sidebar, the header or the pages: what lies right in the window's own widget."""
    whole = root.centralWidget() if isinstance(root, MainWindow) else root
    while (above := widget.parentWidget()) is not None and above is not whole:
        widget = above
    return widget


def held(chord: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    """The key and what is held with it."""
    combination = QKeySequence(chord.replace("Enter", "Return").replace(" ", ""))[0]  # type: ignore[index]
    return combination.key(), combination.keyboardModifiers()


def written(widget: QWidget) -> tuple[object, ...]:
    """What stands in a field, and where the cursor is."""
    if isinstance(widget, QAbstractSpinBox):
        return (widget.text(), widget.lineEdit().cursorPosition())
    if isinstance(widget, QLineEdit):
        return (widget.text(), widget.cursorPosition(), widget.selectedText())
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        return (widget.toPlainText(), widget.textCursor().position())
    if isinstance(widget, QComboBox):
        return (widget.currentIndex(), widget.currentText())
    return ()


@dataclass
class Probe(QObject):
    """Stands before every shortcut: notes that Qt told it of its key, and lets nothing happen, so
    that the window is the same for the next key."""

    message: list[tuple[str, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.watched: list[QObject] = []

    def watch(self) -> None:
        for top in (w for w in QApplication.topLevelWidgets() if w.isVisible()):
            found: list[QObject] = [*top.findChildren(QShortcut), *top.findChildren(QLineEdit)]
            found += [b for b in top.findChildren(QAbstractButton) if not b.shortcut().isEmpty()]
            for one in found:
                one.installEventFilter(self)
            self.watched += found

    def leave(self) -> None:
        for one in self.watched:
            if shiboken6.isValid(one):
                one.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent):
            self.message.append((event.key().toString(), event.isAmbiguous()))
            return True
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit)
            and QKeySequence(event.keyCombination()) in _ON_X11
        ):
            event.accept()
            return True
        return False


def press(chord: str) -> None:
    window = QApplication.focusWindow()
    assert window is not None
    QTest.keyClick(window, *held(chord))


@dataclass
class Walk:
    """What came of pressing every key. `unheard` are those of the list on F1 that did nothing
    somewhere: they may need another part of the page."""

    wrong: list[str] = field(default_factory=list)
    unheard: set[str] = field(default_factory=set)
    presses: int = 0


def named(spot: QWidget) -> str:
    return f"{type(spot).__name__} {spot.accessibleName()!r}"


def still(spot: QWidget, where: str, front: QWidget) -> QWidget | None:
    """The field, or the one that a page put in its place when it read again."""
    if shiboken6.isValid(spot):
        return spot
    return next((other for other in places(front) if named(other) == where), None)


def walk(
    front: QWidget, window: MainWindow, shown: dict[str, str], always: set[str], message: set[str]
) -> Walk:
    """Presses what `front` shows with the cursor in each of its fields; what works everywhere, and
    what the list on F1 tells of the page, with the cursor in one of each kind."""
    done = Walk()
    probe = Probe()
    heard = probe.message
    window.evacuation_wanted.connect(lambda: heard.append((EVACUATION_KEY, False)))
    probe.watch()
    kinds: set[type] = set()
    spots = [(found, named(found)) for found in places(front)]
    for found, where in spots:
        spot = still(found, where, front)
        if spot is None:
            continue  # a page that read again made its parts anew, without this one
        keys = dict(shown)
        if type(spot) not in kinds:
            kinds.add(type(spot))
            keys |= {chord: "" for chord in message if chord not in keys}
            keys |= {chord: "the list on F1" for chord in always if chord not in shown}
        for chord, shows in keys.items():
            spot = still(spot, where, front)
            if spot is None:
                break
            spot.setFocus()
            if not spot.hasFocus():
                done.wrong.append(f"the focus does not stay in {where}")
                break
            before = written(spot)
            heard.clear()
            press(chord)
            done.presses += 1
            if any(ambiguous for _, ambiguous in heard) or len(heard) > 1:
                done.wrong.append(f"{chord} means two things in {where}")
            elif not heard and shows:
                done.wrong.append(f"{chord}, which {shows} shows, is dead in {where}")
            elif not heard:
                done.unheard.add(chord)
            if shiboken6.isValid(spot) and written(spot) != before:
                done.wrong.append(f"{chord} changes what stands in {where}")
    window.evacuation_wanted.disconnect()
    probe.leave()
    return done
