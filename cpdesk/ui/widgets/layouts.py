"""Layouts, filled and emptied in one call."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

B = TypeVar("B", bound=QBoxLayout)
Part = QWidget | QLayout | int


def fill(
    layout: B,
    *parts: Part | tuple[Part, int],
    gap: int | None = None,
    edges: int | tuple[int, int, int, int] | None = None,
) -> B:
    """Adds the parts from left to right or from top to bottom. A part in a pair gets that share of
    the room that is left; a number is empty room with that share. `gap` is between the parts,
    `edges` around them (left, top, right, bottom, or one for all), in pixels; the style's where
    they are None."""
    if edges is not None:
        layout.setContentsMargins(*((edges,) * 4 if isinstance(edges, int) else edges))
    if gap is not None:
        layout.setSpacing(gap)
    for one in parts:
        part, share = one if isinstance(one, tuple) else (one, 0)
        if isinstance(part, int):
            layout.addStretch(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part, share)
        else:
            layout.addWidget(part, share)
    return layout


def empty(layout: QLayout) -> None:
    """Takes every widget out of a layout; they are gone at once for the eye and the keyboard."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
