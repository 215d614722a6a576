"""Files dropped on the window or pasted into it, until they are files on disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QObject, QTemporaryDir
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from cpdesk.errors import DeskError
from cpdesk.ui.flyers.papers import FILES
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Tone
from cpdesk.ui.widgets.page.command_runner import ShowMessage
from cpdesk.words import N_, Words

MOST = 5  # files at once; more is a mistake


def dropped(mime: QMimeData | None) -> list[Path]:
    """The files of a drop."""
    if mime is None or not mime.hasUrls():
        return []
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]


class DropHandler(QObject):
    """Passes files on to `taken`. A picture without a file, as browsers and the clipboard provide
    them, is first saved to one on a worker: writing a large one takes seconds. What can't be
    accepted gets a message: a drop that does nothing looks like one that worked."""

    def __init__(
        self,
        page: QWidget,
        tasks: Tasks,
        words: Words,
        show_message: ShowMessage,
        taken: Callable[[Sequence[Path]], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._tasks = tasks
        self._words = words
        self._show_message = show_message
        self._taken = taken
        self._window: QWidget | None = None
        self._folder: QTemporaryDir | None = None
        self._laid = 0
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def paste(self) -> None:
        """Accepts what was copied elsewhere."""
        self.take(QGuiApplication.clipboard().mimeData())

    def take(self, mime: QMimeData | None) -> None:
        """Accepts what was dropped or copied."""
        found = dropped(mime)
        if found:
            self._taken(found[:MOST])
        image = self._image(mime) if mime is not None and not found else QImage()
        if not image.isNull():
            self._lay(image)
        elif len(found) > MOST:
            self._tell(
                N_("Only the first {n} files were added. Add the others one at a time."), n=MOST
            )
        elif not found:
            self._tell(N_("That isn’t a file. Drop or paste a PDF or a picture."))

    def _tell(self, said: str, **facts: object) -> None:
        self._show_message(self._words.text(said, **facts), Tone.INFO)

    def _image(self, mime: QMimeData) -> QImage:
        found = mime.imageData() if mime.hasImage() else None
        return found if isinstance(found, QImage) else QImage()

    def _lay(self, image: QImage) -> None:
        if self._folder is None:
            self._folder = QTemporaryDir()
        self._laid += 1
        path = Path(self._folder.path()) / f"pasted-{self._laid}.png"

        def write() -> Path:
            if not image.save(str(path)):
                raise DeskError(
                    N_("Can’t save the picture."),
                    N_("Save it as a file, then drop the file here."),
                )
            return path

        def failed(trouble: DeskError) -> None:
            self._show_message(self._words.error(trouble), Tone.NO)

        self._tasks.run(
            write, owner=self, done=lambda path: self._taken([path]), failed=failed, lane=FILES
        )

    # -- the whole window -----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the page is shown, a drop anywhere in the window counts as a drop on the page."""
        kind = event.type()
        if watched is self._page and kind is QEvent.Type.Show:
            self._watch(self._page.window())
        elif watched is self._page and kind is QEvent.Type.Hide:
            self._watch(None)
        elif kind is QEvent.Type.DragEnter:
            cast(QDragEnterEvent, event).acceptProposedAction()
            return True
        elif kind is QEvent.Type.Drop:
            drop = cast(QDropEvent, event)
            drop.acceptProposedAction()
            self.take(drop.mimeData())
            return True
        return super().eventFilter(watched, event)

    def _watch(self, window: QWidget | None) -> None:
        before, self._window = self._window, window
        if before is not None and before is not self._page and shiboken6.isValid(before):
            before.removeEventFilter(self)
            before.setAcceptDrops(False)
        if window is not None and window is not self._page:
            window.setAcceptDrops(True)
            window.installEventFilter(self)
