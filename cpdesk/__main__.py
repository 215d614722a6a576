"""The program's one door, for `cpdesk`, `python -m cpdesk` and the packed program alike."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """The window for no words or `--data DIR` alone, else the command; the exit status."""
    from cpdesk import app

    return app.main(argv)


if __name__ == "__main__":
    sys.exit(main())
