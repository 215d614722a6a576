"""Where the pages are: the dark column at the left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cpdesk.ui.input.keys import EVACUATION_KEY
from cpdesk.ui.page_table import PageEntry, PageKey
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.plain_button import PlainButton
from cpdesk.ui.widgets.layouts import fill
from cpdesk.ui.widgets.text.text import Elided, Role
from cpdesk.ui.widgets.text.tooltip import set_tooltip
from cpdesk.ui.widgets.themed import Themed
from cpdesk.ui.window.user_panel import UserPanel, paint_ground
from cpdesk.words import Words

WIDE, NARROW = 196, 60


class Sidebar(QWidget, Themed):
    """Brand and school, an entry a page with its key, the evacuation list, and who sits here. The
    pages of the work are at the top, the others at the bottom.

    `narrow` leaves only the icons, for small windows and large text.
    """

    chosen = Signal(str)  # key of a page

    def __init__(
        self, theme: Theme, words: Words, pages: Sequence[PageEntry], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._narrow = False
        self.brand = Elided(theme, "CPDesk", Role.PAGE, color="nav_strong")
        self.school = Elided(theme, "", Role.SMALL, color="nav_soft")
        self.footer = UserPanel(theme, words.text("Front desk"), (words.text("Shortcuts: F1"),))
        self.entries = {
            page.key: Entry(theme, words, words.text(page.title), page.icon, _key(page, words))
            for page in pages
        }
        self.evacuation = Entry(
            theme, words, words.text("Evacuation list"), "siren", EVACUATION_KEY
        )
        self.evacuation.setCheckable(False)
        self._column = fill(QVBoxLayout(self), self.brand, self.school, gap=2)
        self._column.addSpacing(theme.px(12))
        for key, entry in self.entries.items():
            entry.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
        self._add(page for page in pages if not page.apart)
        self._column.addSpacing(theme.px(8))
        self._column.addStretch(1)
        self._add(page for page in pages if page.apart)
        self._column.addWidget(self.evacuation)
        self._column.addSpacing(theme.px(8))
        self._column.addWidget(self.footer)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.apply_theme()

    def _add(self, pages: Iterable[PageEntry]) -> None:
        for page in pages:
            self._column.addWidget(self.entries[page.key])

    def set_school(self, line: str) -> None:
        self.school.setText(line)

    def set_current(self, key: PageKey) -> None:
        for name, entry in self.entries.items():
            entry.setChecked(name == key)

    def set_count(self, key: PageKey, count: int | None, says: str = "") -> None:
        """A number that waits on a page, shown beside its name; 0 hides it, None says that it is
        not known. `says` is the number in the words of the page itself."""
        if key in self.entries:
            self.entries[key].set_count(count, says)

    def set_narrow(self, narrow: bool) -> None:
        if narrow != self._narrow:
            self._narrow = narrow
            self.apply_theme()

    def apply_theme(self) -> None:
        px = self.theme.px
        self.setFixedWidth(px(NARROW if self._narrow else WIDE))
        self._column.setContentsMargins(px(10), px(16), px(10), px(8))
        self.footer.set_narrow(self._narrow)
        for text in (self.brand, self.school):
            text.setContentsMargins(px(10), 0, px(6), 0)
            text.setVisible(not self._narrow)
        for entry in (*self.entries.values(), self.evacuation):
            entry.set_narrow(self._narrow)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("nav"))
        if not self._narrow:
            painter.setPen(QPen(self.theme.color("nav_line"), 1))
            y = self.footer.y() - self.theme.px(6)
            painter.drawLine(self.theme.px(10), y, self.width() - self.theme.px(10), y)


def _key(page: PageEntry, words: Words) -> str:
    """A page's key as the sidebar writes it, without the plus sign."""
    return words.text("Ctrl {n}", n=page.shortcut.removeprefix("Ctrl+"))


class Entry(PlainButton):
    """One page, or the evacuation list: icon, name, number that waits, key."""

    def __init__(self, theme: Theme, words: Words, text: str, icon: str, key: str) -> None:
        super().__init__(theme)
        self._words = words
        self._icon = icon
        self._key = key
        self.count: int | None = 0
        self._says = ""  # the number in words
        self._narrow = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(self._key)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """The window says which entry is on, when the page is there."""

    def set_count(self, count: int | None, says: str) -> None:
        self.count = count
        if count is None:
            says = self._words.text("Can’t read how many are waiting")
        self._says = says if count != 0 else ""
        self._tell()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._tell()

    def _tell(self) -> None:
        """The number is drawn where there is room for it; where there is none, it is in the tooltip
        with the name and the key."""
        parts = (self._says, self._key)
        self.setAccessibleDescription(", ".join(part for part in parts if part))
        tip = f"{self.text()} ({self._key})"
        tip = f"{tip}\n{self._says}" if self._says else tip
        set_tooltip(self, tip if self._narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(40), self.theme.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px = self.theme.tokens, self.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        paint_ground(painter, self, self.theme, on=on)
        ink = t.nav_strong if on else t.nav_ink
        side = px(17)
        left = (self.width() - side) / 2 if self._narrow else px(11)
        box = QRectF(left, (self.height() - side) / 2, side, side)
        self.theme.paint_icon(painter, self._icon, ink, box)
        if not self._narrow:
            self._paint_words(painter, ink, px(11) + side + px(10))
        elif self.count != 0:  # how many is in the tooltip: there is no room for a number
            dot = QRectF(box.right() - px(2), box.top() - px(4), px(8), px(8))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.count))
            painter.drawEllipse(dot)

    def _paint_words(self, painter: QPainter, ink: str, left: int) -> None:
        t, px = self.theme.tokens, self.theme.px
        painter.setFont(self.theme.font(11))
        painter.setPen(QColor(t.nav_key))
        right = QRectF(0, 0, self.width() - px(11), self.height())
        end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(right, int(end), self._key)
        room = right.right() - painter.fontMetrics().horizontalAdvance(self._key) - px(6)
        if self.count != 0:
            room = self._paint_count(painter, room)
        painter.setFont(self.theme.font(14, 500))
        painter.setPen(QColor(ink))
        name = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(room - left)
        )
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, room - left, self.height()), int(middle), name)

    def _paint_count(self, painter: QPainter, right: float) -> float:
        """The amber number, "?" where it is not known; gives back where the room before it ends."""
        said = "?" if self.count is None else str(self.count)
        t, px = self.theme.tokens, self.theme.px
        painter.setFont(self.theme.font(12, 700))
        wide = max(px(20), painter.fontMetrics().horizontalAdvance(said) + px(12))
        box = QRectF(right - wide, (self.height() - px(18)) / 2, wide, px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.count))
        painter.drawRoundedRect(box, 9, 9)
        painter.setPen(QColor(t.count_ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
        return box.left() - px(6)
