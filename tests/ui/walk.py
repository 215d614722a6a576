"""Walks over a page as a person without a mouse or without sharp eyes would."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QScrollArea,
    QWidget,
)

from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Choice
from cpdesk.ui.widgets.text.text import Elided, Text
from tests.ui.theme.contrast import contrast


def focusable(root: QWidget) -> Iterator[QWidget]:
    """Every widget under `root` (and itself) that the keyboard can reach, shown or not."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QScrollArea):
            yield widget


def named(widget: QWidget) -> str:
    """What a screen reader calls it: a placeholder does not count."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


def assert_accessible(root: QWidget) -> None:
    """Everything that takes the focus has a name, and there is something that does."""
    found = [widget for widget in focusable(root) if not _inside_another(widget)]
    nameless = [f"{type(w).__name__} in {_path(w)}" for w in found if not named(w)]
    assert not nameless, "without an accessible name: " + "; ".join(nameless)


def assert_legible(root: QWidget, theme: Theme) -> None:
    """Every line of text keeps WCAG AA on the ground that it stands on."""
    faint = []
    for text in root.findChildren(Text):
        school_context = _school_context(text, theme)
        ratio = contrast(theme.color(text.ink).name().upper(), school_context)
        if text.text() and ratio < 4.5:
            faint.append(f"{text.text()!r} {ratio:.1f}:1 on {school_context}")
    assert not faint, "; ".join(faint)


def assert_whole(root: QWidget) -> None:
    """No button, chip or label that is shown has less room than its words need."""
    cut = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root.window()):
            continue
        if isinstance(widget, (Button, Choice)):
            short = widget.width() < widget.sizeHint().width()
        elif isinstance(widget, QLabel) and not isinstance(widget, Elided):
            room = widget.heightForWidth(widget.width()) if widget.wordWrap() else -1
            need = room if room > 0 else widget.sizeHint().height()
            wide = widget.wordWrap() or widget.width() >= widget.sizeHint().width()
            short = widget.height() < need or not wide
        else:
            continue
        if short:
            said = widget.text() if isinstance(widget, (QAbstractButton, QLabel)) else ""
            cut.append(f"{said!r} in {_path(widget)}")
    assert not cut, "cut off: " + "; ".join(cut)


def _school_context(widget: QWidget, theme: Theme) -> str:
    """The color under a widget: that of the nearest part with a ground of its own."""
    from cpdesk.ui.first_start.steps import Steps
    from cpdesk.ui.widgets.domain.verdict import VerdictBox
    from cpdesk.ui.widgets.frames.banner import Banner
    from cpdesk.ui.window.sidebar import Sidebar

    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, (Sidebar, Steps)):
            return theme.tokens.nav
        if isinstance(above, (VerdictBox, Banner)):
            return theme.tokens.tone(above.tone)[1]
        if above.property("card"):
            return theme.tokens.surface
        above = above.parentWidget()
    return theme.tokens.bg


def _inside_another(widget: QWidget) -> bool:
    """The viewport and the editors that Qt makes inside of its own widgets."""
    above = widget.parentWidget()
    return isinstance(above, QAbstractScrollArea) and above.viewport() is widget


def _path(widget: QWidget) -> str:
    names = []
    above: QWidget | None = widget
    while above is not None:
        names.append(type(above).__name__)
        above = above.parentWidget()
    return " < ".join(names)


def readable(*roots: QWidget, alone: bool = False) -> str:
    """Everything that a screen reader could find out, shown or not: names, descriptions, values;
    if not `alone`, also of every window that was ever shown."""
    found: list[str] = []
    kinds = (
        QAccessible.Text.Name,
        QAccessible.Text.Description,
        QAccessible.Text.Value,
        QAccessible.Text.Help,
    )

    def visit(interface: QAccessibleInterface | None) -> None:
        if interface is None or not interface.isValid():
            return
        found.extend(interface.text(kind) for kind in kinds)
        for n in range(interface.childCount()):
            visit(interface.child(n))

    handles = [w for w in QGuiApplication.topLevelWindows() if w.type() is not Qt.WindowType.Popup]
    if alone:
        handles = [w for w in handles if any(w is root.windowHandle() for root in roots)]
    found.extend(handle.title() for handle in handles)
    tops = {w.windowHandle(): w for w in QApplication.topLevelWidgets() if w.windowHandle()}
    for widget in (*roots, *(tops[handle] for handle in handles if handle in tops)):
        visit(QAccessible.queryAccessibleInterface(widget))
    return "\n".join(text for text in found if text)
