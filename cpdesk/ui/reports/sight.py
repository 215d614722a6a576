"""What has the focus is in sight, where the page is higher than its window."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget

_AROUND = 8


def bring(part: QWidget) -> None:
    """Scrolls the page until all of a part is seen. Qt does so on Tab alone, and is content with
    the place of the cursor."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(part, 0, _AROUND)
