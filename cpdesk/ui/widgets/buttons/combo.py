"""A drop-down list whose text ends in "…" if it doesn't fit."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from cpdesk.ui.widgets.text.tooltip import set_tooltip


class Combo(QComboBox):
    """Takes the room it is given; its list is as wide as its longest entry."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def showPopup(self) -> None:
        metrics = self.view().fontMetrics()
        words = (metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count()))
        self.view().setMinimumWidth(max(words, default=0) + 48)
        super().showPopup()

    def minimumSizeHint(self) -> QSize:
        return QSize(min(super().minimumSizeHint().width(), 120), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        whole = self.currentText()
        said = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room.width() - 4)
        set_tooltip(self, whole if said != whole else "")
        option.currentText = said
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
