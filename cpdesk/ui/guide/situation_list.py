"""The situations found: an icon for the answer, and the whole question."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from cpdesk.policy.guide import ANSWER, Topic
from cpdesk.ui.theme import Theme, Tone, tone_of
from cpdesk.words import Words

_ICONS = {Tone.OK: "circle-check", Tone.ASK: "circle-help", Tone.NO: "circle-x"}
_TONE = Qt.ItemDataRole.UserRole
_ICON, _SIDE, _TOP = 16, 6, 6
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class _Delegate(QStyledItemDelegate):
    """Measures and paints with the same width: with a style sheet, Qt's own list sometimes cuts off
    a line."""

    def __init__(self, theme: Theme, of: QListWidget) -> None:
        super().__init__(of)
        self._theme = theme
        self._list = of

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        wide = self._list.viewport().width()
        room = self._words_in(QRect(0, 0, wide, 10_000))
        metrics = QFontMetrics(self._theme.font())
        need = metrics.boundingRect(room, _WRAP, str(index.data())).height()
        return QSize(wide, need + 2 * self._theme.px(_TOP))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, rect = self._theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = option.state & QStyle.StateFlag.State_Selected
        if marked or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if marked else "hover"))
            painter.drawRoundedRect(QRectF(rect), 8, 8)
        tone = Tone(index.data(_TONE))  # an item stores only the tone's name
        side = theme.px(_ICON)
        top = rect.top() + (rect.height() - side) / 2
        icon = QRectF(rect.left() + theme.px(_SIDE), top, side, side)
        theme.paint_icon(painter, _ICONS[tone], tone.value, icon)
        painter.setFont(theme.font())
        painter.setPen(theme.color("ink"))
        painter.drawText(self._words_in(rect), _WRAP, str(index.data()))
        painter.restore()

    def _words_in(self, rect: QRect) -> QRect:
        px = self._theme.px
        return rect.adjusted(px(_ICON + 2 * _SIDE), 0, -px(_SIDE), 0)


class SituationList(QListWidget):
    """The field above it moves the selection with the arrow keys."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName(words.text("Situations"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setItemDelegate(_Delegate(theme, self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # the number of lines may change

    def show_topics(self, topics: tuple[Topic, ...]) -> None:
        """Replaces the situations; none is selected."""
        self.clear()
        for topic in topics:
            question = self._words.text(topic.question)
            item = QListWidgetItem(question)
            item.setData(_TONE, tone_of(topic.outcome))
            answer = self._words.text(ANSWER[topic.outcome])
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{question} {answer}")
            self.addItem(item)
