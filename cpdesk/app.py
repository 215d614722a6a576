"""The composition root: the only place where the parts of the program are created and connected.

The window is painted before the store is open: pages get services that open it when first called,
on the lane that calls them. So nothing slow may be imported at the top of this file, or by a page.
"""

from __future__ import annotations

import gc
import linecache
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cpdesk import paths
from cpdesk.clock import Clock, SystemClock
from cpdesk.words import Words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from cpdesk.services.open_data import OpenData
    from cpdesk.services.services import LazyServices, Services
    from cpdesk.ui.window.single_instance import SingleInstance
    from cpdesk.ui.window.window import MainWindow


def main(argv: Sequence[str] | None = None) -> int:
    """`cpdesk` alone, or with `--data DIR`, opens the window; everything else is a command."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["look-at-file"]:  # a separate process for files from outside
        from cpdesk.services.flyers import thumbnail

        return thumbnail.main(given[-1])
    folder = _folder_alone(given)
    if folder is not None and not _has_screen():
        says = Words().text(
            "CPDesk has no screen to open on here. Use commands instead. To list them, "
            "run `cpdesk --help`."
        )
        from cpdesk.cli.core import terminal

        terminal.complain(says)
        return 2
    if folder is not None:
        return run_window(folder)
    from cpdesk.cli import main as command

    return command(given, Hooks())


def _has_screen() -> bool:
    """Qt ends the whole program if it finds no screen, so it is not asked then."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _folder_alone(argv: list[str]) -> Path | None:
    """The data folder if it is the only argument."""
    if not argv:
        return paths.default_data_folder()
    if len(argv) == 2 and argv[0] == "--data":
        return Path(argv[1])
    if len(argv) == 1 and argv[0].startswith("--data="):
        return Path(argv[0].removeprefix("--data="))
    return None


def open_services(
    folder: Path,
    *,
    clock: Clock | None = None,
    terms: Path | None = None,
    words: Words | None = None,
) -> Services:
    """The services on one data folder, which is created if it doesn't exist.

    `terms` is a folder of terms to try instead of the imported ones. The zone of `words` becomes
    the school's.
    """
    from cpdesk.services.services import Services

    services = Services(*_parts(folder, clock, terms, words))
    _ = services.data  # opened now: what can’t be opened says so here
    return services


def lazy_services(
    folder: Path, *, clock: Clock | None = None, words: Words | None = None
) -> LazyServices:
    """The same services, opened when one is first called, by the lane that calls it."""
    from cpdesk.services.services import LazyServices

    return LazyServices(*_parts(folder, clock, None, words))


def _parts(
    folder: Path, clock: Clock | None, terms: Path | None, words: Words | None
) -> tuple[Path, Clock, Words, Callable[[], OpenData]]:
    """What the services on a folder are made with."""
    clock, words = clock or SystemClock(), words or Words()
    return folder, clock, words, partial(_open, folder, clock, terms, words)


def _open(folder: Path, clock: Clock, terms: Path | None, words: Words) -> OpenData:
    import sqlalchemy  # noqa: F401  the largest part, and its source goes before the next comes

    linecache.clearcache()
    from cpdesk.services.open_data import open_data

    data = open_data(folder, clock, terms, words)
    linecache.clearcache()  # as in _furnish: 150,000 lines of other modules by now
    return data


def run_window(
    folder: Path,
    *,
    painted: Callable[[], None] | None = None,
    usable: Callable[[], None] | None = None,
) -> int:
    """The window on a data folder, until it is closed. A second start brings the first window
    forward.

    `painted` is called once the window has been painted, `usable` once it shows today's list.
    """
    # Thousands of objects are created before the window is there, and none of them is garbage.
    # After that, a Sweeper collects.
    gc.disable()
    import shiboken6
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from cpdesk import settings
    from cpdesk.ui.window.single_instance import SingleInstance
    from cpdesk.ui.window.window import MainWindow

    app = QApplication(sys.argv[:1])
    app.setApplicationName("CPDesk")
    folder.mkdir(parents=True, exist_ok=True)
    instance = SingleInstance(folder)
    if not instance.claim():
        return 0
    look = settings.load(folder).theme
    dark = app.palette().window().color().lightness() < 128 if look == "system" else look == "dark"
    window = MainWindow(dark=dark, memory=folder / "window.ini")
    furnish = _Once(lambda: _furnish(app, folder, window, instance, usable))
    if (folder / "desk.db").exists():
        if painted:
            window.painted.connect(painted)
        window.painted.connect(furnish)
        window.show()
        QTimer.singleShot(_AT_THE_LATEST_MS, furnish)
    else:
        QTimer.singleShot(0, furnish)
    status = int(app.exec())
    # Widgets are destroyed before their application: at the end of the program the order is
    # undefined, and they would outlive it.
    shiboken6.delete(window)
    gc.collect()
    return status


_AT_THE_LATEST_MS = 500  # a window that starts minimized is never painted


class _Once:
    """Does something on the first call and nothing on later ones."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work: Callable[[], None] | None = work

    def __call__(self) -> None:
        work, self._work = self._work, None
        if work:
            work()


def _furnish(
    app: QApplication,
    folder: Path,
    window: MainWindow,
    instance: SingleInstance,
    usable: Callable[[], None] | None,
) -> None:
    """Everything that turns the painted window into a front office."""
    from cpdesk.ui import crash
    from cpdesk.ui.application import Application
    from cpdesk.ui.garbage import Sweeper
    from cpdesk.ui.tasks import Tasks

    Sweeper(app)
    words = Words()
    services = lazy_services(folder, words=words)
    office = Application(app, services, tasks=Tasks(), window=window)
    office.setParent(app)
    office.closed.connect(services.close)
    crash.install(lambda: office.window, words, folder)
    instance.second_start.connect(office.forward)
    if usable:
        from cpdesk.ui.first_list import FirstList

        FirstList(office, usable)
    office.open()
    # PySide reads the source of every module that imports it; the lines would be kept permanently.
    linecache.clearcache()


def pictures(services: Services, out: Path) -> None:
    """Pictures of the current pages, rendered offscreen, into `out`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from cpdesk.ui.pictures import take

    app = QApplication.instance() or QApplication([])
    if isinstance(app, QApplication):
        take(app, services, out)


class Hooks:
    """What the command line needs from the composition root."""

    def open(self, folder: Path, *, terms: Path | None = None) -> Services:
        return open_services(folder, terms=terms)

    def demo(self, out: Path, data: Path | None, enter: Callable[[Services], None]) -> str:
        """A school morning, narrated; papers and pictures of the screens are written to `out`.
        `enter` signs in the user who has to be signed in."""
        import tempfile
        from contextlib import closing

        from cpdesk.cli.demo import demo
        from cpdesk.clock import FixedClock

        clock = FixedClock(SystemClock().now())
        with tempfile.TemporaryDirectory() as fresh:
            folder = data or Path(fresh)
            with closing(open_services(folder, clock=clock)) as services:
                enter(services)
                return demo.run(services, clock, out, lambda to: pictures(services, to))

    def self_check(self) -> tuple[bool, str]:
        """Whether this installation is complete, and what was checked."""
        from cpdesk.cli.self_check import report

        return report(("window", _window_parts))


def _window_parts() -> str:
    import PySide6
    from PySide6 import QtNetwork, QtSvg, QtWidgets

    parts = (QtNetwork.QLocalServer, QtSvg.QSvgRenderer, QtWidgets.QApplication)
    return f"Qt {PySide6.__version__}, {len(parts)} parts"
