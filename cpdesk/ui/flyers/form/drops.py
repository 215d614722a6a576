"""Shows the files of a form: dropped, pasted or chosen, and not saved yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cpdesk.ui.flyers.queue.thumbnails import Picture
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words


class DropZone(QWidget, Themed):
    """Says that files can be dropped, and shows the ones that were. `browse` when the button is
    pressed, `removed` with a file's place in the list."""

    browse = Signal()
    removed = Signal(int)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.theme = theme
        self._words = words
        text = words.text
        self.says = Text(
            theme, text("Drop a PDF or picture of the flyer anywhere, or paste it."), Role.SMALL,
            wrap=True,
        )  # fmt: skip
        self.button = Button(theme, text("Browse…"), text("Ctrl+O"), small=True)
        self.button.clicked.connect(self.browse)
        self.trouble = Text(theme, "", Role.SMALL, wrap=True, color="no")
        self.trouble.hide()
        top = QHBoxLayout()
        top.addWidget(self.says, 1)
        top.addWidget(self.button)
        self._column = QVBoxLayout(self)
        self._column.addLayout(top)
        self._column.addWidget(self.trouble)
        self.files: list[Kept] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.apply_theme()

    def show_files(self, files: list[tuple[str, bytes | None, bool]]) -> None:
        """Name, small picture, and whether it is still being read."""
        for one in self.files:
            self._column.removeWidget(one)
            one.hide()
            one.deleteLater()
        self.files = []
        for n, (name, thumbnail, busy) in enumerate(files):
            kept = Kept(self.theme, self._words, name, thumbnail, busy=busy)
            kept.button.clicked.connect(lambda _=False, n=n: self.removed.emit(n))
            self._column.addWidget(kept)
            kept.show()
            self.files.append(kept)

    def say_trouble(self, said: str) -> None:
        """Shows what was wrong with a file; "" for nothing."""
        self.trouble.setText(said)
        self.trouble.setVisible(bool(said))

    def apply_theme(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(12), px(10), px(12), px(10))
        self._column.setSpacing(px(8))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.color("field_edge"), 1.2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 10, 10)


class Kept(QWidget, Themed):
    """One file, before it is saved with the delivery."""

    def __init__(
        self, theme: Theme, words: Words, name: str, thumbnail: bytes | None, *, busy: bool
    ) -> None:
        super().__init__()
        self.theme = theme
        self.picture = Picture(theme, 42, 54)
        self.picture.set(thumbnail)
        self.name = Text(theme, name, Role.STRONG, wrap=True)
        said = words.text("Reading the file…") if busy else ""
        if not busy and thumbnail is None:
            said = words.text("No preview is available, but the file is kept.")
        self.about = Text(theme, said, Role.SMALL, wrap=True)
        self.button = Button(theme, words.text("Remove"), small=True)
        self.button.setAccessibleName(f"{self.button.text()}: {name}")
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self.name)
        lines.addWidget(self.about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.picture)
        row.addLayout(lines, 1)
        row.addWidget(self.button)
        self.about.setVisible(bool(said))

    def apply_theme(self) -> None:
        self.updateGeometry()
