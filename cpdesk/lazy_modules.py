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
    """Stands for a package: what is in it, and its modules and packages, are its attributes."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> object:
        found = getattr(import_module(self._name), name, None)
        if found is None:
            found = import_module(f"{self._name}.{name}")
        return LazyPackage(found.__name__) if hasattr(found, "__path__") else found
