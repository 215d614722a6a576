"""The one place that writes to the terminal. Characters that a terminal would obey, and those that
make a line look different from what it is, are written as their number, wherever they came from."""

from __future__ import annotations

import argparse
import getpass
import io
import json
import sys
from typing import IO, Any

from cpdesk import plain_text


def ready(as_json: bool) -> None:
    """Prepares the terminal for any text: JSON is UTF-8 everywhere, and what a terminal can't show
    is written as its number instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if as_json and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def echo(text: str) -> None:
    """Lines on standard output."""
    print(plain_text.harmless(text))


def say_json(data: object) -> None:
    """One line of JSON on standard output. A character written as its number is the same text in
    JSON."""
    print(plain_text.harmless(json.dumps(data, ensure_ascii=False)))


def complain(text: str) -> None:
    """Lines on standard error."""
    print(plain_text.harmless(text), file=sys.stderr)


def ask(prompt: str) -> str:
    """What is typed after the prompt, which is on standard error; "" if nothing was."""
    print(plain_text.harmless(prompt), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def ask_secret(prompt: str) -> str:
    """What is typed without being shown. EOFError if nothing was."""
    return getpass.getpass(plain_text.harmless(prompt))


def can_ask() -> bool:
    """Whether someone can type an answer."""
    return sys.stdin.isatty()


class Parser(argparse.ArgumentParser):
    """Its own messages repeat what was typed."""

    def _print_message(self, message: str, file: IO[str] | Any | None = None) -> None:
        super()._print_message(plain_text.harmless(message), file)
