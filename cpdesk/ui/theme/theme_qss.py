"""The style sheet for the widgets that Qt draws, built from the tokens.

Sizes are in pixels at 100 % text; `px` scales them with the text. What our own widgets paint
(buttons with key hints, chips, bands) is not in here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cpdesk.ui.theme.theme_tokens import Tokens


def sheet(t: Tokens, px: Callable[[float], int], style: Path) -> str:
    """`style` is the folder of the small images (arrows, check marks), one set per theme."""

    def art(name: str) -> str:
        return f'image: url("{(style / f"{name}-{t.name}.svg").as_posix()}");'

    return "\n".join(
        (
            _surfaces(t),
            _buttons(t, px),
            _fields(t, px, art),
            _choices(t, px, art),
            _lists(t, px),
            _bars(t, px),
        )
    )


def _surfaces(t: Tokens) -> str:
    return f"""
QToolTip {{ background: {t.ink}; color: {t.surface}; border: 0; padding: 5px 8px; }}
QMenu {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.edge}; padding: 4px; }}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
QMenu::item:disabled {{ color: {t.ink3}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
QFrame[card="true"] {{
  background: {t.surface}; border: 1px solid {t.line}; border-radius: 10px; }}
QDialog, QMainWindow, QWidget[ground="true"] {{ background: {t.bg}; }}
QScrollArea, QScrollArea > QWidget > QWidget[clear="true"] {{ background: transparent; border: 0; }}
"""


def _buttons(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QPushButton {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.edge};
  border-radius: 8px; padding: {px(8)}px {px(15)}px; font-weight: 600; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.line}; }}
QPushButton:disabled {{ color: {t.ink3}; background: {t.bg}; border-color: {t.line}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: {px(8) - 1}px {px(15) - 1}px; }}
QPushButton[primary="true"], QPushButton:default {{
  background: {t.accent}; border-color: {t.accent}; color: {t.on_accent}; }}
QPushButton[primary="true"]:hover, QPushButton:default:hover {{ background: {t.accent_over}; }}
QPushButton[primary="true"]:pressed, QPushButton:default:pressed {{ background: {t.accent_down}; }}
QPushButton[primary="true"]:focus, QPushButton:default:focus {{ border-color: {t.ink}; }}
QPushButton[primary="true"]:disabled {{
  background: {t.line}; border-color: {t.line}; color: {t.ink3}; }}
QPushButton[danger="true"] {{ color: {t.no}; border-color: {t.no_edge}; }}
QPushButton[danger="true"]:hover {{ background: {t.no_soft}; }}
QPushButton[danger="true"]:focus {{ border-color: {t.no}; }}
QPushButton[quiet="true"] {{
  background: transparent; border-color: transparent; color: {t.accent}; }}
QPushButton[quiet="true"]:hover {{ background: {t.accent_soft}; }}
QPushButton[quiet="true"]:focus {{ border-color: {t.accent}; }}
QToolButton {{ background: transparent; color: {t.ink2}; border: 1px solid transparent;
  border-radius: 8px; padding: 5px; }}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:focus {{ border: 2px solid {t.accent}; padding: 4px; }}
"""


def _fields(t: Tokens, px: Callable[[float], int], art: Callable[[str], str]) -> str:
    fields = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QTimeEdit, QSpinBox"
    focused = ", ".join(f"{name.strip()}:focus" for name in fields.split(","))
    off = ", ".join(f"{name.strip()}:disabled" for name in fields.split(","))
    return f"""
{fields} {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.field_edge};
  border-radius: 8px; padding: {px(7)}px {px(10)}px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
{focused} {{ border: 2px solid {t.accent}; padding: {px(7) - 1}px {px(10) - 1}px; }}
{off} {{ color: {t.ink3}; background: {t.bg}; border-color: {t.edge}; }}
QComboBox {{ padding-right: 2px; }}
QComboBox:focus {{ padding-right: 1px; }}
QLineEdit, QPlainTextEdit, QTextEdit {{ placeholder-text-color: {t.ink3}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ subcontrol-origin: border;
  subcontrol-position: center right; width: {px(30)}px; border: 0; background: transparent; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{
  {art("down")} width: {px(16)}px; height: {px(16)}px; }}
QComboBox QAbstractItemView {{ background: {t.surface}; color: {t.ink};
  border: 1px solid {t.edge}; padding: 4px; outline: 0;
  selection-background-color: {t.accent_soft}; selection-color: {t.ink}; }}
QComboBox QAbstractItemView::item {{ min-height: {px(30)}px; padding: 0 8px; border-radius: 6px; }}
QSpinBox::up-button, QTimeEdit::up-button {{ subcontrol-origin: border; width: {px(24)}px;
  subcontrol-position: top right; border: 0; background: transparent; }}
QSpinBox::down-button, QTimeEdit::down-button {{ subcontrol-origin: border; width: {px(24)}px;
  subcontrol-position: bottom right; border: 0; background: transparent; }}
QSpinBox::up-arrow, QTimeEdit::up-arrow {{ {art("up")} width: {px(12)}px; height: {px(12)}px; }}
QSpinBox::down-arrow, QTimeEdit::down-arrow {{
  {art("down")} width: {px(12)}px; height: {px(12)}px; }}
"""


def _choices(t: Tokens, px: Callable[[float], int], art: Callable[[str], str]) -> str:
    side = px(16)
    round_off = f"border-radius: {side // 2 + 1}px;"
    return f"""
QCheckBox, QRadioButton {{ color: {t.ink}; spacing: {px(9)}px; padding: 4px 6px;
  border: 2px solid transparent; border-radius: 8px; background: transparent; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {t.accent}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {t.ink3}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {side}px; height: {side}px;
  border: 1px solid {t.field_edge}; background: {t.surface}; border-radius: 5px; }}
QCheckBox::indicator:checked {{
  background: {t.accent}; border-color: {t.accent}; {art("check")} }}
QRadioButton::indicator {{ {round_off} }}
QRadioButton::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; {art("dot")} }}
QCheckBox::indicator:hover, QRadioButton::indicator:hover {{ border-color: {t.accent}; }}
"""


def _lists(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QAbstractItemView {{ background: {t.surface}; alternate-background-color: {t.surface};
  color: {t.ink}; border: 0; outline: 0; gridline-color: {t.line_soft};
  selection-background-color: {t.accent_soft}; selection-color: {t.ink}; }}
QListView, QTableView, QTreeView {{ border: 2px solid transparent; border-radius: 8px; }}
QListView:focus, QTableView:focus, QTreeView:focus {{ border-color: {t.accent}; }}
QHeaderView {{ background: {t.surface}; border: 0; }}
QHeaderView::section {{ background: {t.surface}; color: {t.ink3}; border: 0; font-weight: 600;
  border-bottom: 1px solid {t.line}; padding: {px(7)}px {px(8)}px; text-align: left; }}
QTableCornerButton::section {{ background: {t.surface}; border: 0; }}
QTabBar::tab {{ background: transparent; color: {t.ink2}; padding: {px(8)}px {px(14)}px;
  border: 2px solid transparent; border-bottom: 2px solid {t.line}; }}
QTabBar::tab:selected {{ color: {t.accent}; border-bottom-color: {t.accent}; }}
QTabBar::tab:hover {{ background: {t.hover}; }}
QTabBar:focus {{ border: 2px solid {t.accent}; border-radius: 6px; }}
QTabWidget::pane {{ border: 0; }}
"""


def _bars(t: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {t.edge}; border-radius: 4px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.field_edge}; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {t.line}; color: transparent; border: 0; border-radius: 4px;
  min-height: {px(9)}px; max-height: {px(9)}px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 4px; }}
QSplitter::handle {{ background: transparent; }}
"""
