"""The window: sidebar, header, one page in front, one line for what just happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from cpdesk.errors import DeskError
from cpdesk.settings import Settings
from cpdesk.ui.theme_tokens import DARK, LIGHT, Tone

if TYPE_CHECKING:
    from cpdesk.records.desk import DeskNow
    from cpdesk.records.office import OfficeRecord
    from cpdesk.ui.changes import Changes
    from cpdesk.ui.header import Header
    from cpdesk.ui.parts.banner import Banner
    from cpdesk.ui.parts.page import Page
    from cpdesk.ui.sidebar import Sidebar
    from cpdesk.ui.tasks import Tasks
    from cpdesk.ui.theme import Theme
    from cpdesk.words import Words

_EVERY_MS = 20_000
_INPUTS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)


@dataclass(frozen=True)
class Sources:
    """What the window reads by itself. The first two are asked on the desk's lane."""

    now: Callable[[], DeskNow]
    office: Callable[[], OfficeRecord]
    settings: Callable[[], Settings]
    printer: Callable[[], tuple[str, Tone]] = lambda: ("", Tone.PLAIN)  # on the lane "print"


class MainWindow(QMainWindow):
    """Painted at once, as an outline; `furnish` then puts the pages in.

    It shows the pages it is given in the order of their numbers; a page's widget is taken in when
    it first comes to the front. `painted` comes once, after the first paint; `closing` comes
    before it closes, so that whoever made it can end the lanes.
    """

    painted = Signal()
    closing = Signal()

    sidebar: Sidebar
    header: Header
    banner: Banner
    theme: Theme
    _words: Words
    _tasks: Tasks
    _sources: Sources

    def __init__(
        self, *, dark: bool = False, memory: Path | None = None, parent: QWidget | None = None
    ) -> None:
        """`dark` is for the outline alone; `memory` is the file that remembers where the window
        stood."""
        super().__init__(parent)
        self._outline = DARK if dark else LIGHT
        self._memory = memory
        self._painted = False
        self._pages: dict[str, Page] = {}
        self._places: dict[str, QScrollArea] = {}
        self._current = ""
        self.stack = QStackedWidget()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tick)
        self.setWindowTitle("CPDesk")
        self._restore()

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
        """Puts sidebar, header and pages in. What this needs is imported here, after the paint."""
        from cpdesk.ui.header import Header
        from cpdesk.ui.parts.banner import Banner
        from cpdesk.ui.sidebar import Sidebar

        self.theme = theme
        self._words = words
        self._tasks = tasks
        self._sources = sources
        self._pages = {page.key: page for page in sorted(pages, key=lambda p: p.index)}
        self.sidebar = Sidebar(theme, words, tuple(self._pages.values()))
        self.header = Header(theme, words)
        self.banner = Banner(theme, words)
        self._lay_out()
        self.sidebar.chosen.connect(self.go)
        self.header.settings_wanted.connect(lambda: self.go("settings"))
        self._bind_keys()
        self._listen(changes)
        self.setWindowIcon(theme.icon("school", "accent", 32))
        self._fit()

    @property
    def furnished(self) -> bool:
        """Whether the pages are in."""
        return bool(self._pages)

    @property
    def current(self) -> Page | None:
        """The page in front."""
        return self._pages.get(self._current)

    def start(self) -> None:
        """Shows the first page and begins to read the time and the office."""
        if self._pages and not self._current:
            self.go(next(iter(self._pages)))
        self.read()
        self._timer.start()

    def go(self, key: str) -> None:
        """Brings a page to the front; nothing where there is no such page."""
        page = self._pages.get(key)
        if page is None:
            return
        self._current = key
        if key not in self._places:
            self._places[key] = self._place(page)
        self.stack.setCurrentWidget(self._places[key])
        self.sidebar.set_current(key)
        self.header.show_page(key)
        page.shown()

    def say(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
        seconds: float = 8,
    ) -> None:
        """One line over the page, with an action if there is one."""
        self.banner.say(text, tone, action=action, act=act, seconds=seconds)

    def tell(self, trouble: DeskError) -> None:
        """A trouble that no page asked to hear of. It stays until it is closed."""
        self.banner.say(self._words.error(trouble), Tone.NO)

    def read(self) -> None:
        """Reads the header's and the sidebar's facts anew."""
        self._tasks.run(self._ask_facts, owner=self, done=self._show_facts, latest="window")

    def forward(self) -> None:
        """Comes to the front, as when the program is started a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def restyle(self) -> None:
        """Takes over the settings' theme and text size."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        from cpdesk.ui.parts.themed import retheme_parts
        from cpdesk.ui.theme import apply

        self.theme = apply(app, self._sources.settings())
        retheme_parts(self, self.theme)
        for page in self._pages.values():
            page.retheme(self.theme)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(1366, 768)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The outline of what will be here, in plain colors: it has to be there at once."""
        if self.furnished:
            super().paintEvent(event)
            return
        t, painter = self._outline, QPainter(self)
        wide, high = self.width(), self.height()
        painter.fillRect(0, 0, wide, high, QColor(t.bg))
        painter.fillRect(0, 0, 196, high, QColor(t.nav))
        painter.fillRect(196, 0, wide - 196, 55, QColor(t.surface))
        left, middle = 216, wide - 216 - 350 - 268 - 52
        for x, across in ((left, 350), (left + 366, middle), (wide - 288, 268)):
            painter.fillRect(x, 72, across, high - 88, QColor(t.line))
            painter.fillRect(x + 1, 73, across - 2, high - 90, QColor(t.surface))
        painter.end()
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        if self._memory is not None:
            kept = QSettings(str(self._memory), QSettings.Format.IniFormat)
            kept.setValue("geometry", self.saveGeometry())
            kept.sync()
        self.closing.emit()
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Typing goes to the page before a list or button could take it for its own search."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._offer(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._offer(event):
            super().keyPressEvent(event)

    def _offer(self, event: QKeyEvent) -> bool:
        """Hands a printable key to the page in front, where no field has the focus."""
        focused = QApplication.focusWidget()
        text = event.text()
        held = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        alt_gr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        # AltGr is Ctrl+Alt on Windows; what it types is still typing.
        if held and not (text and text.isprintable() and held == alt_gr):
            return False
        if not text or not text.isprintable() or isinstance(focused, _INPUTS):
            return False
        if text == " " and isinstance(focused, QAbstractButton):
            return False
        page = self.current
        return page is not None and page.typed(event)

    def _place(self, page: Page) -> QScrollArea:
        """A page scrolls where the window is smaller than it needs."""
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page.widget)
        self.header.add_page(page.key, page.title, page.header_widgets())
        self.stack.addWidget(area)
        return area

    def _lay_out(self) -> None:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        row.addLayout(column, 1)
        self.setCentralWidget(whole)
        self.setMinimumSize(640, 360)

    def _bind_keys(self) -> None:
        for page in self._pages.values():
            self._key(f"Ctrl+{page.index}", partial(self.go, page.key))
        self._key("Ctrl+K", lambda: self.go("desk"))
        self._key("F1", self.show_keys)
        self._key("F5", self._read_all)

    def _key(self, keys: str, act: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    def show_keys(self) -> None:
        """The list of keys, over the page."""
        from cpdesk.ui.key_list import KeyList
        from cpdesk.ui.keys import HasKeys

        page = self.current
        lines = page.keys() if isinstance(page, HasKeys) else ()
        places = [(p.index, p.title) for p in self._pages.values()]
        title = page.title if page else ""
        shown = KeyList(self.theme, self._words, places, title, lines, self)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()

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
        if self._sources.settings().theme == "system":
            self.restyle()

    def _read_all(self) -> None:
        self.read()
        if self.current is not None:
            self.current.refresh()

    def _tick(self) -> None:
        if self.isVisible() and not self.isMinimized():
            self._read_all()

    def _ask_facts(self) -> tuple[DeskNow | None, OfficeRecord]:
        """Without a school there is no hour of a school day; the pages say what to do."""
        office = self._sources.office()
        return self._sources.now() if office.school else None, office

    def _show_facts(self, facts: tuple[DeskNow | None, OfficeRecord]) -> None:
        now, office = facts
        self._read_printer()  # behind what the desk waits for: asking a print system takes time
        self.header.show_now(now)
        self.header.show_office(office, now.at if now else None)
        school = office.school
        if school is None:
            self.sidebar.set_school(self._words.text("No school chosen"))
            self.setWindowTitle("CPDesk")
            return
        grades = self._words.grades(school.grade_low, school.grade_high)
        self.sidebar.set_school(f"{school.name} · {grades}")
        self.setWindowTitle(f"{school.name} – CPDesk")

    def _read_printer(self) -> None:
        self._tasks.run(
            self._sources.printer,
            owner=self,
            done=lambda said: self.header.show_printer(*said),
            lane="print",
            latest="window.printer",
        )

    def _fit(self) -> None:
        if not self.furnished:
            return
        from cpdesk.ui.sidebar import NARROW, WIDE

        narrow = self.width() < self.theme.px(1000)
        self.sidebar.set_narrow(narrow)
        self.header.fit(self.width() - self.theme.px(NARROW if narrow else WIDE))

    def _restore(self) -> None:
        self.resize(self.sizeHint())
        if self._memory is not None and self._memory.is_file():
            kept = QSettings(str(self._memory), QSettings.Format.IniFormat)
            geometry = kept.value("geometry")
            if isinstance(geometry, QByteArray):
                self.restoreGeometry(geometry)
