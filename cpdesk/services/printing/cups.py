"""Printing with CUPS, on Linux and macOS: the system's own `lp` and `lpstat`, with time limits."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from contextlib import suppress

from cpdesk.errors import DeskError
from cpdesk.services.printing.printing import Printer, Sent
from cpdesk.words import N_

_SHEETS = {(215.9, 279.4): "Letter", (210.0, 297.0): "A4", (215.9, 355.6): "Legal"}
_REQUEST = re.compile(r"request id is (\S+)")
_INSTEAD = N_("Save it as a PDF, or choose another printer in Settings.")


class CupsRoute:
    """`environment` adds to the program's own, such as CUPS_SERVER for another print server."""

    def __init__(self, environment: Mapping[str, str] | None = None, seconds: float = 15.0) -> None:
        # English, because the answers are parsed here.
        self._environment = {**os.environ, **(environment or {}), "LC_ALL": "C", "LANG": "C"}
        self._seconds = seconds

    def printers(self) -> tuple[Printer, ...]:
        """The queues the system knows, and those it found on the network."""
        names = self._ask("lpstat", "-e").stdout.split()
        if not names:
            return ()
        paused = self._said_of("-p", "printer ", " disabled since ")
        closed = self._said_of("-a", "", " not accepting requests ")
        told = self._ask("lpstat", "-d").stdout
        default = told.rpartition(": ")[2].strip() if "destination:" in told else ""
        return tuple(
            Printer(name, name not in paused, name == default, name not in closed) for name in names
        )

    def send(
        self,
        pdf: bytes,
        printer: str,
        title: str,
        page_size_mm: tuple[float, float],
        copies: int,
    ) -> Sent:
        """Hands the PDF to the queue at its own size: a label is not scaled to a page."""
        done = self._ask(
            "lp",
            *("-d", printer, "-t", title, "-n", str(copies)),
            *("-o", f"media={media(page_size_mm)}", "-o", "print-scaling=none"),
            *("-o", "sides=one-sided"),
            content=pdf,
        )
        if done.returncode != 0:
            raise DeskError(
                N_("Printer {printer} didn’t accept the job ({why})."),
                _INSTEAD,
                printer=printer,
                why=_reason(done.stderr),
            )
        found = _REQUEST.search(done.stdout)
        return Sent(printer, found.group(1) if found else "", self._is_paused(printer))

    def _is_paused(self, printer: str) -> bool:
        """Asked when the queue already has the paper: whatever happens now, it was sent."""
        with suppress(DeskError):
            return printer in self._said_of("-p", "printer ", " disabled since ")
        return False

    def _said_of(self, which: str, before: str, what: str) -> set[str]:
        """The queues about which `lpstat` says this; their names follow `before`."""
        told = self._ask("lpstat", which).stdout
        return {
            line.removeprefix(before).split()[0]
            for line in told.splitlines()
            if line.startswith(before) and not line.startswith("\t") and what in line
        }

    def _ask(
        self, command: str, *arguments: str, content: bytes = b""
    ) -> subprocess.CompletedProcess[str]:
        try:
            done = subprocess.run(
                [command, *arguments],
                input=content,
                capture_output=True,
                env=self._environment,
                timeout=self._seconds,
                check=False,
            )
        except FileNotFoundError as missing:
            raise DeskError(
                N_("Printing isn’t set up on this computer (the command {command} is missing)."),
                _INSTEAD,
                command=command,
            ) from missing
        except subprocess.TimeoutExpired as slow:
            raise DeskError(
                N_("The print system didn’t respond within {seconds} seconds."),
                _INSTEAD,
                seconds=round(self._seconds),
            ) from slow
        out, err = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def media(page_size_mm: tuple[float, float]) -> str:
    """CUPS's name for a size. A label goes through the printer short side first, so that is its
    width; the print system turns a page that is wider than high."""
    short, long = sorted(page_size_mm)
    for (wide, high), name in _SHEETS.items():
        if abs(short - wide) < 0.5 and abs(long - high) < 0.5:
            return name
    return f"Custom.{short:.2f}x{long:.2f}mm"


def _reason(said: str) -> str:
    """The print system's words, without its own name in front."""
    line = next((line for line in said.splitlines() if line.strip()), "")
    return line.removeprefix("lp: ").removeprefix("Error - ").strip().rstrip(".")
