"""The last line of defense: an unexpected exception is logged, without names, and reported."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

from cpdesk.words import Words


def install(window: Callable[[], QWidget | None], words: Words, folder: Path) -> None:
    """From now on an uncaught exception is logged and shown; the window stays open.

    `folder` is where the log is; it is created when there is something to write.
    """
    started: list[object] = []

    def hook(
        kind: type[BaseException], trouble: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, trouble, trace)
            return
        import logging

        from cpdesk import log

        if not started:
            started.append(log.start(folder))
        logging.getLogger("cpdesk.crash").error("unexpected", exc_info=(kind, trouble, trace))
        show(window(), words, kind.__name__, folder / "cpdesk.log")

    sys.excepthook = hook


def show(parent: QWidget | None, words: Words, what: str, log_file: Path) -> QMessageBox:
    """One dialog at a time: an error that repeats every second must not bury the desk."""
    for open_one in parent.findChildren(QMessageBox) if parent else ():
        if open_one.objectName() == "crash":
            return open_one
    message = QMessageBox(parent)
    message.setObjectName("crash")
    message.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    message.setIcon(QMessageBox.Icon.Warning)
    message.setWindowTitle("CPDesk")
    message.setText(words.text("Something went wrong in CPDesk."))
    message.setInformativeText(
        words.text(
            "Everything you saved before this is safe. You can keep working. If it "
            "happens again, restart CPDesk and send the file {file} to your tech "
            "support. It contains no names.",
            file=str(log_file),
        )
    )
    message.setDetailedText(what)
    for label in message.findChildren(QLabel):  # a folder's name may look like markup
        label.setTextFormat(Qt.TextFormat.PlainText)
    message.open()
    return message
