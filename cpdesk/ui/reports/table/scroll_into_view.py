"""Keeps the focused part in sight if the page is taller than its window."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

_AROUND = 8


def bring(part: QWidget) -> None:
    """Scrolls the page until the whole part is visible. Qt only does this on Tab, and only for the
    place of the cursor."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(part, 0, _AROUND)
