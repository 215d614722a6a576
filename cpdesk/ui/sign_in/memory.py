"""Who signed in last at this window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

_LAST = "last_account"


def last_account(memory: Path) -> str:
    """The account's id; "" if there is none. The file is beside the data and holds no names."""
    if not memory.is_file():
        return ""
    return str(QSettings(str(memory), QSettings.Format.IniFormat).value(_LAST, ""))


def remember(memory: Path, account_id: str) -> None:
    kept = QSettings(str(memory), QSettings.Format.IniFormat)
    kept.setValue(_LAST, account_id)
    kept.sync()
