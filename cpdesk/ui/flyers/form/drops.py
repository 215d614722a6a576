"""The files of a form: dropped, pasted or chosen, and not saved yet. They are read and checked on a
worker and stay in memory: a file dragged out of an email or an archive is gone within a minute."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cpdesk.errors import DeskError
from cpdesk.ui.flyers.papers import FILES
from cpdesk.ui.flyers.queue.thumbnails import Picture
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Button
from cpdesk.ui.widgets.frames.rows import RowColumn
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Role, Text
from cpdesk.ui.widgets.themed import Themed
from cpdesk.words import Words

if TYPE_CHECKING:  # importing services would slow down the window's start
    from cpdesk.services.flyers.files import Taken


class DropZone(RowColumn["Kept"]):
    """Says that files can be dropped, and shows the ones that were; `browse` when its button is
    pressed. A file that can't be kept gets a message and is left out."""

    browse = Signal()

    def __init__(self, theme: Theme, words: Words, tasks: Tasks) -> None:
        super().__init__(theme)
        self._words = words
        self._tasks = tasks
        self._seen: dict[Path, Taken] = {}
        self._looking: list[Path] = []
        self._troubles: list[str] = []
        text = words.text
        self.says = Text(
            theme, text("Drop a PDF or picture of the flyer anywhere, or paste it."), Role.SMALL,
            wrap=True,
        )  # fmt: skip
        self.button = Button(theme, text("Browse…"), text("Ctrl+O"), small=True)
        self.button.clicked.connect(self.browse)
        self.trouble = Text(theme, "", Role.SMALL, wrap=True, color="no")
        self.trouble.hide()
        top = fill(QHBoxLayout(), (self.says, 1), self.button)
        fill(self.column, top, self.trouble)
        self.apply_theme()

    @property
    def paths(self) -> tuple[Path, ...]:
        """What will be saved with the delivery."""
        return (*self._seen, *self._looking)

    def file_of(self, path: Path) -> Path | Taken:
        """The content that was read; the path itself if it hasn't been read yet."""
        return self._seen.get(path, path)

    def take(self, paths: Sequence[Path]) -> None:
        """Reads them one after the other, on a lane of its own."""
        self._tell(())
        for path in paths:
            if path not in self.paths:
                self._look_at(path)

    def _look_at(self, path: Path) -> None:
        self._looking.append(path)
        self._show()

        def look() -> Taken:
            from cpdesk.services.flyers import files

            return files.take(path)

        def done(taken: Taken) -> None:
            if path in self._looking:  # it hasn't been removed since
                self._looking.remove(path)
                self._seen[path] = taken
                self._show()

        def failed(trouble: DeskError) -> None:
            self._tell((*self._troubles, self._words.error(trouble)))
            self.kept(path)

        self._tasks.run(look, owner=self, done=done, failed=failed, lane=FILES)

    def kept(self, path: Path) -> None:
        """It has been saved with the delivery, or isn't wanted."""
        self._seen.pop(path, None)
        if path in self._looking:
            self._looking.remove(path)
        self._show()

    def clear(self) -> None:
        self._seen.clear()
        self._looking.clear()
        self._tell(())
        self._show()

    def _tell(self, troubles: Sequence[str]) -> None:
        """Shows what was wrong with files."""
        self._troubles = list(troubles)
        self.trouble.setText(" ".join(troubles))
        self.trouble.setVisible(bool(troubles))

    def _show(self) -> None:
        self.set_lines(
            Kept(self.theme, self._words, path.name, self._seen.get(path)) for path in self.paths
        )
        for path, line in zip(self.paths, self.lines, strict=True):
            line.button.clicked.connect(lambda _=False, path=path: self.kept(path))

    def apply_theme(self) -> None:
        px = self.theme.px
        fill(self.column, gap=px(8), edges=(px(12), px(10), px(12), px(10)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.color("field_edge"), 1.2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 10, 10)


class Kept(QWidget, Themed):
    """One file, before it is saved with the delivery; `taken` once it was read."""

    def __init__(self, theme: Theme, words: Words, name: str, taken: Taken | None) -> None:
        super().__init__()
        self.theme = theme
        thumbnail = taken.thumbnail if taken is not None else None
        self.picture = Picture(theme, 42, 54)
        self.picture.set(thumbnail)
        self.name = Text(theme, name, Role.STRONG, wrap=True)
        said = words.text("Reading the file…") if taken is None else ""
        if taken is not None and thumbnail is None:
            said = words.text("No preview is available, but the file is kept.")
        self.about = Text(theme, said, Role.SMALL, wrap=True)
        self.button = Button(theme, words.text("Remove"), small=True)
        self.button.setAccessibleName(f"{self.button.text()}: {name}")
        lines = fill(QVBoxLayout(), self.name, self.about, gap=1)
        fill(QHBoxLayout(self), self.picture, (lines, 1), self.button, edges=0)
        self.about.setVisible(bool(said))
