"""The one place that writes to the terminal. What a terminal would obey, and what would show a line
otherwise than it is, is written as its number, wherever it came from."""

from __future__ import annotations

import argparse
import getpass
import io
import json
import sys
from typing import IO, Any

from cpdesk import plain_text


def ready(as_json: bool) -> None:
    """Makes ready to say any text: JSON is UTF-8 everywhere, and what a terminal cannot show is
    written as its number instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if as_json and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


def say(text: str) -> None:
    """Lines on standard output."""
    print(plain_text.harmless(text))


def say_json(data: object) -> None:
    """One line of JSON on standard output. What is written as its number there is the same text."""
    print(plain_text.harmless(json.dumps(data, ensure_ascii=False)))


def complain(text: str) -> None:
    """Lines on standard error."""
    print(plain_text.harmless(text), file=sys.stderr)


def ask(prompt: str) -> str:
    """What is typed after the prompt, which is on standard error; "" where nothing was."""
    print(plain_text.harmless(prompt), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def ask_secret(prompt: str) -> str:
    """What is typed unseen. EOFError where nothing was."""
    return getpass.getpass(plain_text.harmless(prompt))


def can_ask() -> bool:
    """Whether somebody is there to type."""
    return sys.stdin.isatty()


class Parser(argparse.ArgumentParser):
    """Its own messages repeat what was typed."""

    def _print_message(self, message: str, file: IO[str] | Any | None = None) -> None:
        super()._print_message(plain_text.harmless(message), file)
