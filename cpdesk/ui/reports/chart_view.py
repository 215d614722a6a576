"""A report's chart on screen: the printed drawing in the window's colors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QSizePolicy

from cpdesk.errors import DeskError
from cpdesk.records.reports import Chart, ChartKind
from cpdesk.ui.paper.print_room import DRAWING
from cpdesk.ui.paper.sheet import look_at
from cpdesk.ui.reports import texts
from cpdesk.ui.tasks import Tasks
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.themed import ThemedWidget
from cpdesk.words import Words

_LEAST = 60  # points; below this width nothing is drawn
_HIGHEST, _LOWEST = 250, 180
_LARGER = 1.3  # than on paper: a screen is read from farther away


@dataclass(frozen=True, slots=True)
class ChartLook:
    """The size of a chart, in points, and the theme it is drawn in."""

    width: int
    height: int
    dark: bool


DrawChart = Callable[[Chart, ChartLook], bytes]  # the drawing as a PDF of one page


class ChartView(ThemedWidget):
    """Draws on a lane of its own, as sharp as the screen; the previous drawing stays until then.

    The chart shows what the table says, so the keyboard skips it; its accessible name says the most
    important part.
    """

    def __init__(
        self,
        theme: Theme,
        words: Words,
        tasks: Tasks,
        draw: DrawChart,
    ) -> None:
        super().__init__(theme)
        self._words = words
        self._tasks = tasks
        self._draw = draw
        self._chart: Chart | None = None
        self._asked: object = None
        self._message = ""
        self._most = _HIGHEST
        self.picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.apply_theme()

    def show_chart(self, chart: Chart | None) -> None:
        if chart != self._chart:
            self._chart = chart
            self.setAccessibleName(texts.chart(chart, self._words) if chart else "")
        self.setVisible(chart is not None)
        self.updateGeometry()
        self._ask()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(320), self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self._high())

    def leave(self, room: int) -> None:
        """How much room there is for charts, in design pixels: in a low window they shrink rather
        than push the table out of sight. If the page has to scroll anyway, they don't shrink."""
        most = min(_HIGHEST, room) if room >= _LOWEST else _HIGHEST
        if most != self._most:
            self._most = most
            self.updateGeometry()

    def _high(self) -> int:
        """A few bars need less room than many; the table gets the rest."""
        chart = self._chart
        if chart is None or chart.kind is ChartKind.HEAT:
            return self.theme.px(self._most)
        return self.theme.px(min(self._most, 46 + 25 * max(len(chart.values), 2)))

    def apply_theme(self) -> None:
        self.updateGeometry()
        self._ask()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._message:
            painter.setFont(self.theme.font(12.5))
            painter.setPen(self.theme.color("ink3"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), int(flags), self._message)
            return
        if self.picture.isNull() or self._chart is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room, picture = QRectF(self.rect()), self.picture
        wide = min(room.width(), room.height() * picture.width() / picture.height())
        high = wide * picture.height() / picture.width()
        painter.drawImage(QRectF(0, 0, wide, high), picture)

    def _ask(self) -> None:
        """Has it drawn, unless the picture would be the same."""
        chart, zoom = self._chart, self.theme.px(100) / 100 * _LARGER
        look = ChartLook(int(self.width() / zoom), int(self.height() / zoom), self.theme.dark)
        if chart is None or min(look.width, look.height) < _LEAST:
            return
        sharp = zoom * self.devicePixelRatioF()
        asked = (chart, look, sharp)
        if asked == self._asked:
            return
        self._asked = asked

        def done(picture: QImage) -> None:
            self._message, self.picture = "", picture
            self.update()

        def failed(trouble: DeskError) -> None:
            self._message = self._words.error(trouble)
            self.update()

        self._tasks.run(
            lambda: look_at(self._draw(chart, look), sharp).pictures[0],
            owner=self,
            done=done,
            failed=failed,
            lane=DRAWING,
            latest=f"reports.chart.{id(self)}",
        )
