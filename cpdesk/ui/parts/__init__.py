"""Widgets used by more than one page.

Each is imported when first used: the first paint of the window needs only a few.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cpdesk.ui.parts.avatar import Avatar, initials, paint_avatar
    from cpdesk.ui.parts.banner import Banner
    from cpdesk.ui.parts.button import Button, Choice, Kind
    from cpdesk.ui.parts.card import Card
    from cpdesk.ui.parts.combo import Combo
    from cpdesk.ui.parts.day_band import DayBand, Stretch
    from cpdesk.ui.parts.empty_state import EmptyState
    from cpdesk.ui.parts.flow import FlowLayout
    from cpdesk.ui.parts.page import HeaderSpace, Page
    from cpdesk.ui.parts.pill import Pill, PillButton, paint_pill, pill_size
    from cpdesk.ui.parts.preview import PdfPreview
    from cpdesk.ui.parts.text import Elided, Lead, Role, Text
    from cpdesk.ui.parts.themed import Themed, retheme_parts
    from cpdesk.ui.parts.verdict import FindingList, FindingRow, VerdictBox

__all__ = [
    "Avatar",
    "Banner",
    "Button",
    "Card",
    "Choice",
    "Combo",
    "DayBand",
    "Elided",
    "EmptyState",
    "FindingList",
    "FindingRow",
    "FlowLayout",
    "HeaderSpace",
    "Kind",
    "Lead",
    "Page",
    "PdfPreview",
    "Pill",
    "PillButton",
    "Role",
    "Stretch",
    "Text",
    "Themed",
    "VerdictBox",
    "initials",
    "paint_avatar",
    "paint_pill",
    "pill_size",
    "retheme_parts",
]

_ROOMS = {
    "avatar": (
        "Avatar",
        "initials",
        "paint_avatar",
    ),
    "banner": ("Banner",),
    "button": (
        "Button",
        "Choice",
        "Kind",
    ),
    "card": ("Card",),
    "combo": ("Combo",),
    "day_band": (
        "DayBand",
        "Stretch",
    ),
    "empty_state": ("EmptyState",),
    "flow": ("FlowLayout",),
    "page": (
        "HeaderSpace",
        "Page",
    ),
    "pill": (
        "Pill",
        "PillButton",
        "paint_pill",
        "pill_size",
    ),
    "preview": ("PdfPreview",),
    "text": (
        "Elided",
        "Lead",
        "Role",
        "Text",
    ),
    "themed": (
        "Themed",
        "retheme_parts",
    ),
    "verdict": (
        "FindingList",
        "FindingRow",
        "VerdictBox",
    ),
}
_PLACE = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _PLACE:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"cpdesk.ui.parts.{_PLACE[name]}"), name)
