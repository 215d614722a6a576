"""Tab follows the eye: the field, the card from top to buttons, then the rest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget


def follow_the_eye(page: QWidget, regions: Sequence[QWidget]) -> None:
    """Orders what Tab reaches: region by region, line by line from the left. Chips and buttons are
    created again with every card, and Qt would put them last."""
    stops = [stop for region in regions for stop in _stops(page, region)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(page: QWidget, region: QWidget) -> list[QWidget]:
    inside = [region, *region.findChildren(QWidget)]
    reached = [w for w in inside if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    return sorted(reached, key=lambda one: _place(page, one))


def _place(page: QWidget, one: QWidget) -> tuple[int, int]:
    at = one.mapTo(page, QPoint(0, one.height() // 2))
    return at.y(), at.x()
