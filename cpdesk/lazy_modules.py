"""Modules that are imported when first named, for what a quick start must not wait for.

    if TYPE_CHECKING:
        import cpdesk.ui.desk.page

        ui = cpdesk.ui
    else:
        ui = LazyPackage("cpdesk.ui")

The type checker knows every name behind `ui`; `ui.desk.page.DeskPage` imports the module.
"""

from __future__ import annotations

from importlib import import_module


class LazyPackage:
    """Stands for a package: its modules and packages are its attributes."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> object:
        module = import_module(f"{self._name}.{name}")
        return LazyPackage(module.__name__) if hasattr(module, "__path__") else module
