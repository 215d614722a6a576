"""A check box whose text wraps over as many lines as it needs."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton


class ReasonBox(QCheckBox):
    """Qt's own check box writes on one line and cuts it off if there is no room."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self._said = said
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _break(self) -> None:
        """Wraps its text to the current width."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        inside = QStyle.SubElement.SE_CheckBoxContents
        room = self.style().subElementRect(inside, option, self).width()
        lines = [""]
        for word in self._said.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.fontMetrics().horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        said = "\n".join(lines)
        if said != self.text():
            self.setText(said)
            self.updateGeometry()
