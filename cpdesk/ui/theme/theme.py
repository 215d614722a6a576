"""How the window looks now: colors, fonts and icons, given to the code that draws.

A `Theme` never changes. When the user or the system chooses another, the window makes a new one
with `apply` and passes it on through `retheme`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from cpdesk import paths
from cpdesk.settings import Settings
from cpdesk.ui.theme.theme_qss import sheet
from cpdesk.ui.theme.theme_tokens import DARK, LIGHT, Tokens, Tone, tone_of

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

__all__ = ["DARK", "LIGHT", "Theme", "Tokens", "Tone", "apply", "theme_for", "tone_of"]

FAMILY = "Inter"
BODY = 14.0


@dataclass(frozen=True)
class Theme:
    """Colors, and sizes at 100 % text converted to sizes on this screen."""

    tokens: Tokens
    text_size: int = 100

    @property
    def dark(self) -> bool:
        return self.tokens.name == "dark"

    def px(self, size: float) -> int:
        """A length of the design, scaled with the text."""
        return int(size * self.text_size / 100 + 0.5)

    def color(self, name: str) -> QColor:
        """A token by its name, or a #RRGGBB unchanged."""
        return QColor(name if name.startswith("#") else getattr(self.tokens, name))

    def font(self, size: float = BODY, weight: int = 400) -> QFont:
        """Inter at a size of the design; weight 400, 500, 600 or 700."""
        font = QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        return font

    def icon(self, name: str, color: str = "ink2", size: int = 18) -> QIcon:
        """A Lucide icon in a color (a token's name or #RRGGBB), sharp at 1x and 2x."""
        icon = QIcon()
        side = self.px(size)
        for scale in (1, 2):
            icon.addPixmap(self.pixmap(name, color, side, scale))
        return icon

    def pixmap(self, name: str, color: str, side: int, scale: float = 1) -> QPixmap:
        """An icon as a square image of `side` pixels, times `scale` for a high-density screen."""
        whole = round(side * scale)
        picture = QPixmap(QSize(whole, whole))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self._drawing(name, color).render(painter, QRectF(0, 0, whole, whole))
        painter.end()
        picture.setDevicePixelRatio(scale)
        return picture

    def paint_icon(self, painter: QPainter, name: str, color: str, rect: QRectF) -> None:
        """Draws an icon as lines, for painted widgets and delegates."""
        self._drawing(name, color).render(painter, rect)

    def _drawing(self, name: str, color: str) -> QSvgRenderer:
        from PySide6.QtSvg import QSvgRenderer  # costs 15 ms

        lines = _lines(name).replace("currentColor", self.color(color).name())
        return QSvgRenderer(QByteArray(lines.encode()))


@lru_cache(128)
def _lines(name: str) -> str:
    """An icon file's lines, cached: icons are painted far more often than a file should be read."""
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")


def theme_for(settings: Settings, system_dark: bool) -> Theme:
    """The theme that the settings ask for; `system_dark` counts if they follow the system."""
    dark = system_dark if settings.theme == "system" else settings.theme == "dark"
    return Theme(DARK if dark else LIGHT, settings.text_size)


def apply(app: QApplication, settings: Settings) -> Theme:
    """Styles the application and returns the theme for the widgets that draw themselves."""
    system_dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    theme = theme_for(settings, system_dark)
    _load_fonts(paths.resources() / "fonts")
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    dressed = sheet(theme.tokens, theme.px, paths.resources() / "style")
    if app.styleSheet() != dressed:  # otherwise every existing widget would be polished again
        app.setFont(theme.font())
        app.setPalette(_palette(theme.tokens))
        app.setStyleSheet(dressed)
    return theme


def _load_fonts(folder: Path) -> None:
    if QFontDatabase.hasFamily(FAMILY):
        return
    for file in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, color in (
        (role.Window, t.bg),
        (role.WindowText, t.ink),
        (role.Base, t.surface),
        (role.AlternateBase, t.bg),
        (role.Text, t.ink),
        (role.PlaceholderText, t.ink3),
        (role.Button, t.surface),
        (role.ButtonText, t.ink),
        (role.BrightText, t.no),
        (role.Highlight, t.accent),
        (role.HighlightedText, t.on_accent),
        (role.Link, t.accent),
        (role.LinkVisited, t.accent),
        (role.ToolTipBase, t.ink),
        (role.ToolTipText, t.surface),
        (role.Light, t.surface),
        (role.Midlight, t.line_soft),
        (role.Mid, t.edge),
        (role.Dark, t.field_edge),
        (role.Shadow, t.ink),
        (role.Accent, t.accent),
    ):
        palette.setColor(which, QColor(color))
    off = QPalette.ColorGroup.Disabled
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(off, which, QColor(t.ink3))
    return palette
