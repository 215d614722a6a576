"""Where files are: what the program ships, and what the office keeps."""

from __future__ import annotations

from pathlib import Path


def resources() -> Path:
    """The folder of fonts, icons, terms, words and the sample district.

    When installed (wheel or packaged program) it is inside the package; in a checkout it is beside
    it.
    """
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


def default_data_folder() -> Path:
    """This computer's folder for the office's own data, by the system's convention."""
    from platformdirs import user_data_path

    return user_data_path("CPDesk", appauthor=False)
