"""What is printed: a record and words in, PDF bytes out.

Drawing is slow to load, so a document that is reached through this package
(`cpdesk.documents.letter.letter`) is imported when it is first named.
"""

from typing import TYPE_CHECKING

if not TYPE_CHECKING:  # the type checker sees what the caller imports, and no other names

    def __getattr__(name: str) -> object:
        from importlib import import_module

        try:
            return import_module(f"{__name__}.{name}")
        except ModuleNotFoundError as trouble:
            raise AttributeError(name) from trouble
