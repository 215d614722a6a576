"""The program's only entry point, for `cpdesk`, `python -m cpdesk` and the packaged program
alike."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Opens the window without arguments or with only `--data DIR`, otherwise runs the command;
    returns the exit status."""
    from cpdesk import app

    return app.main(argv)


if __name__ == "__main__":
    sys.exit(main())
