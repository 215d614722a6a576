"""Parts that know their theme, and the walk that hands them a new one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cpdesk.ui.theme import Theme


class Themed:
    """Mixed into a QWidget. A part takes its colors and fonts in `dress`, from `self.theme`."""

    theme: Theme

    def dress(self) -> None:
        """Takes over what the theme says; called once when made and after each change."""
        raise NotImplementedError

    def retheme(self, theme: Theme) -> None:
        """A new theme for this part and for every part inside it."""
        self.theme = theme
        self.dress()
        if isinstance(self, QWidget):
            retheme_parts(self, theme)


def retheme_parts(root: QWidget, theme: Theme) -> None:
    """Hands a new theme to every part under `root` (a page, a dialog), `root` left out."""
    for part in root.findChildren(QWidget):
        if isinstance(part, Themed):
            part.theme = theme
            part.dress()
            part.updateGeometry()
            part.update()
