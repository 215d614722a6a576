"""The attachments of a delivery: a small picture of each file, to open or remove."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.records.flyers import FlyerFile
from cpdesk.ui.flyers.queue.thumbnails import Picture
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button, Kind
from cpdesk.ui.widgets.buttons.flow import FlowBox
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Elided, Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import N_, Words

_WHAT = {"flyer": N_("Flyer"), "memo": N_("Memo")}
_MB, _KB = 1_000_000, 1_000


def size_words(size: int, words: Words) -> str:
    """1.2 MB, 340 KB"""
    if size >= _MB:
        return words.text("{n} MB", n=f"{size / _MB:.1f}")
    return words.text("{n} KB", n=max(1, round(size / _KB)))


class Attached(FlowBox, Themed):
    """`opened` and `removed` carry a file's id."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(12)
        self.theme = theme
        self._words = words
        self._files: tuple[FlyerFile, ...] = ()
        self.tiles: list[Tile] = []
        self.setAccessibleName(words.text("Attached files"))

    def show_files(self, files: Sequence[FlyerFile]) -> None:
        self.setVisible(bool(files))
        if tuple(files) == self._files:
            return
        self._files = tuple(files)
        self.flow.clear()
        self.tiles = [Tile(self.theme, self._words, file) for file in self._files]
        for tile in self.tiles:
            key = tile.file.file_id
            tile.open_button.clicked.connect(lambda _=False, key=key: self.opened.emit(key))
            tile.remove_button.clicked.connect(lambda _=False, key=key: self.removed.emit(key))
            self.flow.addWidget(tile)
            tile.show()
        self.updateGeometry()


class Tile(QWidget, Themed):
    """One file."""

    def __init__(self, theme: Theme, words: Words, file: FlyerFile) -> None:
        super().__init__()
        self.theme = theme
        self.file = file
        text = words.text
        self.picture = Picture(theme)
        self.picture.set(file.thumbnail)
        what = text(_WHAT.get(file.what, _WHAT["flyer"]))
        self.name = Elided(theme, file.name, Role.STRONG)
        about = f"{what} · {size_words(file.size, words)}"
        if file.thumbnail is None:
            about = f"{about} · {text('no preview')}"
        self.about = Text(theme, about, Role.SMALL)
        self.open_button = Button(theme, text("Open"), kind=Kind.QUIET, small=True)
        self.remove_button = Button(theme, text("Remove"), kind=Kind.QUIET, small=True)
        for button in (self.open_button, self.remove_button):
            button.setAccessibleName(f"{button.text()}: {file.name}")
        buttons = fill(QHBoxLayout(), self.open_button, self.remove_button, 1, gap=0)
        lines = fill(QVBoxLayout(), self.name, self.about, buttons, gap=0)
        self._row = fill(QHBoxLayout(self), self.picture, (lines, 1), edges=0)
        self.setAccessibleName(f"{file.name}, {about}")
        self.apply_theme()

    def apply_theme(self) -> None:
        self._row.setSpacing(self.theme.px(8))
        self.setFixedWidth(self.theme.px(280))
