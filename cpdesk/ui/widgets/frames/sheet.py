"""A scrolling sheet whose height depends on its width, as with wrapped text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget


class Sheet(QScrollArea):
    """Put what it holds into `column`. QScrollArea by itself guesses the height, and
    shows a bar where nothing is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._need = 0
        self._most: int | None = None
        self._kept: QWidget | None = None
        self._inside = QWidget()
        self._inside.setProperty("clear", True)
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self._inside)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._inside.installEventFilter(self)
        self.verticalScrollBar().sliderPressed.connect(self._let_go)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def bound(self, most: int) -> None:
        """As high as its content, up to a limit: the rest scrolls."""
        self._most = most
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.updateGeometry()

    def keep_in_sight(self, part: QWidget | None) -> None:
        """Scrolls no further than it has to for a part to be seen, and again whenever there is less
        room; None, or a wheel, lets go."""
        self._kept = part
        self.fit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab: the whole focused part is visible. QScrollArea only shows the cursor in it."""
        moved = super().focusNextPrevChild(forward)
        led = self.focusWidget()
        if moved and led is not None and self._inside.isAncestorOf(led):
            half = led.height() // 2
            middle = led.mapTo(self._inside, QPoint(0, half)).y()
            self.ensureVisible(0, middle, 0, min(half + 12, self.viewport().height() // 2))
        return moved

    def _let_go(self) -> None:
        self._kept = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._let_go()
        super().wheelEvent(event)

    def fit(self) -> None:
        """As wide as the visible part, as high as needed."""
        wide = self.viewport().width()
        need = self.column.totalMinimumSize().height()
        if self.column.hasHeightForWidth():
            need = self.column.totalHeightForWidth(wide)
        self._inside.resize(wide, max(need, self.viewport().height()))
        if need != self._need:
            self._need = need
            self.updateGeometry()
        if self._kept is not None:
            top = self._kept.mapTo(self._inside, QPoint(0, 0)).y()
            over = top + self._kept.height() - self.viewport().height()
            self.verticalScrollBar().setValue(max(0, min(top, over)))

    def sizeHint(self) -> QSize:
        return QSize(0, self._need if self._most is None else min(self._need, self._most))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 24) if self._most is None else self.sizeHint()


def scroll(sheet: QScrollArea, event: QKeyEvent, lines: int = 1) -> bool:
    """Scrolls by a key: Up and Down by some lines. False if it is not a key for that."""
    bar = sheet.verticalScrollBar()
    steps = {
        Qt.Key.Key_Down: bar.singleStep() * lines,
        Qt.Key.Key_Up: -bar.singleStep() * lines,
        Qt.Key.Key_PageDown: bar.pageStep(),
        Qt.Key.Key_PageUp: -bar.pageStep(),
    }
    step = steps.get(Qt.Key(event.key()))
    if step is not None:
        bar.setValue(bar.value() + step)
    return step is not None
