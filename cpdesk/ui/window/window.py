"""The window: sidebar, header, one page in front, one line for what just happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from cpdesk.errors import DeskError
from cpdesk.lazy_modules import LazyPackage
from cpdesk.settings import Settings
from cpdesk.ui.input.evacuation_key import EvacuationKey
from cpdesk.ui.input.held_keys import HeldKeys
from cpdesk.ui.input.keys import HasKeys, Key
from cpdesk.ui.input.typed import is_lost_chord, is_no_use_to_field, is_typing
from cpdesk.ui.theme.theme_tokens import DARK, LIGHT, Tone
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.window import geometry
from cpdesk.ui.window.outline import paint_outline
from cpdesk.ui.window.overlay import Overlay

if TYPE_CHECKING:
    import cpdesk.ui.page_table
    import cpdesk.ui.theme.theme
    import cpdesk.ui.widgets.frames.banner
    import cpdesk.ui.widgets.themed
    import cpdesk.ui.window.header
    import cpdesk.ui.window.key_list
    import cpdesk.ui.window.messages
    import cpdesk.ui.window.page_stack
    import cpdesk.ui.window.sidebar
    import cpdesk.ui.window.window_facts
    from cpdesk.ui.changes import Changes
    from cpdesk.ui.page_table import PageKey
    from cpdesk.ui.tasks import Tasks
    from cpdesk.ui.theme.theme import Theme
    from cpdesk.ui.widgets.frames.banner import Banner
    from cpdesk.ui.widgets.page.page import Page
    from cpdesk.ui.window.header import Header
    from cpdesk.ui.window.messages import Messages
    from cpdesk.ui.window.page_stack import PageStack
    from cpdesk.ui.window.sidebar import Sidebar
    from cpdesk.ui.window.window_facts import Sources, WindowFacts
    from cpdesk.words import Words

    ui = cpdesk.ui
else:
    ui = LazyPackage("cpdesk.ui")

_EVERY_MS = 20_000


class MainWindow(QMainWindow):
    """Painted at once, as an outline; `furnish` then adds the pages.

    It shows the pages it is given in the order of their table; a page's widget is added when it
    first comes to the front. `painted` is emitted once, after the first paint; `closing` before it
    closes, so that its owner can end the lanes.
    """

    painted = Signal()
    closing = Signal()
    lock_wanted = Signal()
    guide_wanted = Signal()
    switch_wanted = Signal()  # another user wants to sign in
    evacuation_wanted = Signal()  # by its key in any window, or by its entry
    read_again = Signal()  # by F5, or because the data can be read again
    covered_changed = Signal(bool)

    sidebar: Sidebar
    header: Header
    banner: Banner
    stack: PageStack
    theme: Theme
    _words: Words
    _tasks: Tasks
    _facts: WindowFacts
    _messages: Messages
    _settings: Callable[[], Settings]

    def __init__(
        self, *, dark: bool = False, memory: Path | None = None, parent: QWidget | None = None
    ) -> None:
        """`dark` is only for the outline; `memory` is the file that remembers the window's
        position."""
        super().__init__(parent)
        self._outline = DARK if dark else LIGHT
        self._memory = memory
        self._painted = False
        self.pages: dict[PageKey, Page] = {}
        self._current: PageKey | None = None
        self._title = "CPDesk"
        self._cover = Overlay(self)
        self._shortcuts: list[Key] = []
        self._held = HeldKeys(self)
        self._evacuation_key = EvacuationKey(self)
        self._evacuation_key.pressed.connect(self._want_evacuation)
        self.evacuation_asked_early = False  # before there was anything to show
        self.minute_timer = QTimer(self)
        self.minute_timer.setInterval(_EVERY_MS)
        self.minute_timer.timeout.connect(self._tick)
        self.setWindowTitle("CPDesk")
        geometry.restore(self, memory)

    def furnish(
        self,
        pages: Sequence[Page],
        *,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        changes: Changes,
        sources: Sources,
    ) -> None:
        """Adds sidebar, header and pages. What this needs is imported here, after the first
        paint."""
        self.theme = theme
        self._words = words
        self._tasks = tasks
        self._settings = sources.settings
        ordered = sorted(pages, key=lambda page: ui.page_table.PAGES.index(page.entry))
        self.pages = {page.entry.key: page for page in ordered}
        self.sidebar = ui.window.sidebar.Sidebar(theme, words, [page.entry for page in ordered])
        self.header = ui.window.header.Header(theme, words)
        self.banner = ui.widgets.frames.banner.Banner(theme, words)
        self._messages = ui.window.messages.Messages(self.banner, words, self)
        self.stack = ui.window.page_stack.PageStack(self.header, words)
        self._facts = ui.window.window_facts.WindowFacts(
            self.sidebar, self.header, sources, words, tasks, self
        )
        self._lay_out()
        self.sidebar.chosen.connect(self.go)
        self.sidebar.footer.clicked.connect(self.switch_wanted)
        self.sidebar.evacuation.clicked.connect(self.evacuation_wanted)
        self._facts.titled.connect(self._retitle)
        self._facts.readable.connect(self.data_is_back)
        self.header.settings_wanted.connect(lambda: self.go("settings"))
        self._bind_keys()
        self._listen(changes)
        self.setWindowIcon(theme.icon("school", "accent", 32))
        self._fit()
        if self.evacuation_asked_early:
            QTimer.singleShot(0, self.evacuation_wanted.emit)

    @property
    def furnished(self) -> bool:
        """Whether the pages are in."""
        return bool(self.pages)

    @property
    def current(self) -> Page | None:
        """The page in front."""
        return self.pages.get(self._current) if self._current else None

    def start(self) -> None:
        """Shows the first page and starts to read the time and the office."""
        if self.pages and not self.stack.holds(self._current):
            self.go(next(iter(self.pages)) if self._current is None else self._current)
        self.read()
        self.minute_timer.start()

    # -- while no one is signed in ---------------------------------------------------------------

    @property
    def covered(self) -> bool:
        """Whether something else replaces the whole content."""
        return self._cover.under is not None

    def cover(self, cover: QWidget) -> None:
        """Replaces the whole content with `cover`, until `uncover`."""
        self.minute_timer.stop()
        for key in self._shortcuts:
            key.setEnabled(False)
        self._cover.put(cover)
        self._retitle(self._title)
        self.covered_changed.emit(True)

    def uncover(self) -> None:
        """Everything comes back unchanged; the cover is removed."""
        self._cover.lift()
        for key in self._shortcuts:
            key.setEnabled(True)
        self._retitle(self._title)
        self._fit()
        if self._current:
            self.minute_timer.start()
        self.covered_changed.emit(False)

    def drop_pages(self) -> None:
        """Discards every page's widget, with whatever was typed there. The page in front is created
        again by the next `start`."""
        self.stack.drop()
        self.header.drop_pages()
        self._messages.drop()

    # -- what is in front ------------------------------------------------------------------------

    def go(self, key: PageKey) -> None:
        """Brings a page to the front; does nothing if there is no such page."""
        page = self.pages.get(key)
        if page is None:
            return
        if key != self._current:
            self._messages.page_left(self._current)
        self._current = key
        self.stack.show_page(page)
        self.sidebar.set_current(key)
        self.header.show_page(key)
        page.shown()

    def show_message(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
        seconds: float = 8,
        undo: bool = False,
    ) -> None:
        """A message above the page, with an action if given. An error stays until it is closed:
        what to do next may take a while to read. With `undo` the action undoes the last action on
        the page in front, like its key; it goes away with that page."""
        undo_of = self._current if undo else None
        self._messages.show_message(
            text, tone, action=action, act=act, seconds=seconds, undo_of=undo_of
        )

    def notify(self, text: str, *, personal: bool = False) -> None:
        """Something the user has to know about the desk itself; `personal` is for the signed-in
        user only. It stays until it is closed; then the next one is shown."""
        self._messages.notify(text, personal=personal)

    def offer(self, text: str, action: str, act: Callable[[], None]) -> None:
        """That the data is lost, and the way out, until `data_is_back`."""
        self._messages.offer(text, action, act)

    def data_is_back(self, said: str = "") -> None:
        """The data can be read again; `said` is what was shown while it could not be."""
        self._messages.data_is_back(said)
        self.read_again.emit()

    def tell(self, trouble: DeskError) -> None:
        """An error that no page asked for. It stays until it is closed, or until the data that it
        is about can be read again."""
        self._messages.tell(trouble)

    def show_evacuation(self) -> None:
        """Who is in the building, on screen or on paper."""
        self.evacuation_wanted.emit()

    def read(self) -> None:
        """Reads the facts in the header and the sidebar again."""
        self._facts.read()

    def forward(self) -> None:
        """Comes to the front, for example when the program is started a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def restyle(self) -> None:
        """Applies the settings' theme and text size."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        self.theme = ui.theme.theme.apply(app, self._settings())
        ui.widgets.themed.retheme_parts(self, self.theme)
        if self._cover.under is not None:
            ui.widgets.themed.retheme_parts(self._cover.under, self.theme)
        for page in self.pages.values():
            page.retheme(self.theme)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(1366, 768)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The outline of what will be here, in plain colors: it has to appear at once."""
        if self.furnished:
            super().paintEvent(event)
            return
        paint_outline(self, self._outline)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.minute_timer.stop()
        self._evacuation_key.unwatch()
        geometry.keep(self, self._memory)
        self.closing.emit()
        super().closeEvent(event)
        if self.covered and event.isAccepted():
            self.hide()
            self._cover.lift()  # so that all of it is deleted with the window

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
            self._held.watch(handle)
        self._evacuation_key.watch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Typing goes to the page before a list or button could use it for its own search; so does
        a key that a field would take for nothing."""
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress:
                return self._offer(event) or is_lost_chord(event, QApplication.focusWidget())
            if event.type() is QEvent.Type.ShortcutOverride:
                return is_no_use_to_field(event, QApplication.focusWidget())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._offer(event):
            super().keyPressEvent(event)

    def _offer(self, event: QKeyEvent) -> bool:
        """Offers a printable key to the page in front, if no field has the focus."""
        if self.covered or not is_typing(event, QApplication.focusWidget()):
            return False
        page = self.current
        return page is not None and page.typed(event)

    def _lay_out(self) -> None:
        whole = QWidget()
        row = fill(QHBoxLayout(whole), self.sidebar, gap=0, edges=0)
        column = fill(QVBoxLayout(), self.header, self.banner, (self.stack, 1), gap=0)
        row.addLayout(column, 1)
        self.setCentralWidget(whole)
        self.setMinimumSize(640, 360)

    def _bind_keys(self) -> None:
        for key, page in self.pages.items():
            self._key(page.entry.shortcut, partial(self.go, key))
        self._key("Ctrl+K", lambda: self.go("desk"))
        self._key("F1", self.show_keys)
        self._key("F5", self._read_on_wish)
        self._key("Ctrl+/", self.guide_wanted.emit)
        self._key("Ctrl+L", self.lock_wanted.emit)
        self._key("Ctrl+Shift+L", self.switch_wanted.emit)

    def _key(self, keys: str, act: Callable[[], None]) -> None:
        self._shortcuts.append(Key(keys, self, act, everywhere=True))

    def show_keys(self) -> None:
        """The list of keys, over the page."""
        page = self.current
        lines = page.keys() if isinstance(page, HasKeys) else ()
        entries = [one.entry for one in self.pages.values()]
        title = self._words.text(page.entry.title) if page else ""
        shown = ui.window.key_list.KeyList(self.theme, self._words, entries, title, lines, self)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()

    def _want_evacuation(self) -> None:
        if self.furnished:
            self.evacuation_wanted.emit()
        else:
            self.evacuation_asked_early = True

    def _listen(self, changes: Changes) -> None:
        for changed in (
            changes.visits,
            changes.roster,
            changes.office,
            changes.requests,
            changes.day_plan,
            changes.people,
        ):
            changed.connect(self._read_all)
        changes.settings.connect(self.restyle)
        changes.settings.connect(self.read)
        self._tasks.trouble.connect(self.tell)
        QApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def _system_changed(self) -> None:
        if self._settings().theme == "system":
            self.restyle()

    def _read_all(self) -> None:
        if self.covered:
            return
        self.read()
        if self.current is not None:
            self.current.refresh()

    def _read_on_wish(self) -> None:
        self._read_all()
        self.read_again.emit()

    def _tick(self) -> None:
        if self.isVisible() and not self.isMinimized():
            self._read_all()

    def _retitle(self, title: str) -> None:
        self._title = title
        self.setWindowTitle("CPDesk" if self.covered else title)

    def _fit(self) -> None:
        if not self.furnished:
            return
        narrow = self.width() < self.theme.px(1000)
        self.sidebar.set_narrow(narrow)
        sidebar = ui.window.sidebar.NARROW if narrow else ui.window.sidebar.WIDE
        self.header.fit(self.width() - self.theme.px(sidebar))
