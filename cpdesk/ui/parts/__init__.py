"""Pieces that more than one page is made of."""

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
