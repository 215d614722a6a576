"""Widgets that know their theme, and the function that gives them a new one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cpdesk.ui.theme.theme import Theme


class Themed:
    """Mixed into a QWidget. A widget takes its colors and fonts from `self.theme`: when it paints
    itself, or else in `apply_theme`."""

    theme: Theme

    def apply_theme(self) -> None:
        """Applies the theme; called once when created and after each change. By default it is
        measured and painted again."""
        if isinstance(self, QWidget):
            self.updateGeometry()
            self.update()

    def retheme(self, theme: Theme) -> None:
        """Gives a new theme to this widget and to every widget inside it."""
        self.theme = theme
        self.apply_theme()
        if isinstance(self, QWidget):
            retheme_parts(self, theme)


class ThemedWidget(QWidget, Themed):
    """A widget that draws itself, or lays out others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme


def retheme_parts(root: QWidget, theme: Theme) -> None:
    """Gives a new theme to every widget under `root` (a page, a dialog), except `root`."""
    for part in root.findChildren(QWidget):
        if isinstance(part, Themed):
            part.theme = theme
            part.apply_theme()
            part.updateGeometry()
            part.update()
