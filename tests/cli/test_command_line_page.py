"""docs/command-line.md says what every command prints with --json, and nothing else is printed."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from cpdesk.cli.parser import parser
from tests.cli.every_command import OPEN_STEPS, STAFFED_STEPS, Answer, Office

PAGE = Path(__file__).resolve().parents[2] / "docs" / "command-line.md"
PLACE = re.compile(r"\{[a-z_]+\}")
OFFSETS = ("-06:00", "-05:00")  # of the sample district, by season


@dataclass(frozen=True)
class Key:
    type: str
    optional: bool


@dataclass(frozen=True)
class Page:
    """What is written there: a command's options and answer, and the keys of each answer."""

    options: dict[str, set[str]]
    answers: dict[str, str]
    keys: dict[str, dict[str, Key]]


def read(text: str) -> Page:
    text = re.sub(r"\[([^\]]+)\]\(#[^)]+\)", r"\1", text)
    page = Page({}, {}, {})
    commands, _, answers = text.partition("\n## Answers\n")
    for part in commands.split("\n### `cpdesk ")[1:]:
        name = part.partition("`")[0]
        said = " ".join(part.split())
        options = re.search(r"Options: (.*?)\. Answer:", said)
        page.options[name] = set(re.findall(r"`([^`]+)`", options[1])) if options else set()
        answer = re.search(r"Answer: ([^.]+)\.", said)
        assert answer, name
        page.answers[name] = answer[1]
    for part in answers.split("\n### ")[1:]:
        name, _, table = part.partition("\n")
        rows = re.findall(r"^\| `([^`]+)`( \*\(optional\)\*)? \| (.+?) \| (.+?) \|$", table, re.M)
        keys = {key: Key(kind, bool(optional)) for key, optional, kind, _ in rows}
        older = re.search(r"Older names: (.*?)\.$", " ".join(table.split()))
        for old, key in re.findall(r"`(\w+)` for `(\w+)`", older[1] if older else ""):
            keys[old] = keys[key]
        page.keys[name] = keys
    return page


@pytest.fixture(scope="module")
def page() -> Page:
    return read(PAGE.read_text("utf-8"))


def commands(of: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, set[str]]]:
    """Each command with what can be typed after it."""
    common = {"help", "data", "json", "account"}
    below = [one for one in of._actions if isinstance(one, argparse._SubParsersAction)]
    for action in below:
        for word, command in action.choices.items():
            yield from commands(command, f"{name} {word}".strip())
    if not below:
        typed = [one for one in of._actions if one.dest not in common]
        yield (
            name,
            {
                word
                for one in typed
                for word in one.option_strings or [str(one.metavar or one.dest)]
            },
        )


def test_every_command_and_option_is_on_the_page(page: Page) -> None:
    assert page.options == {"--self-check": set(), **dict(commands(parser()))}


def wrong(page: Page, kind: str, found: Any, at: str) -> Iterator[str]:
    """Where an answer is not what the page says."""
    either = kind.split(" or ")
    if len(either) > 1:
        tried = [list(wrong(page, one, found, at)) for one in either]
        if all(tried):
            yield from min(tried, key=len)
    elif kind.startswith("list of ") and isinstance(found, list):
        for number, one in enumerate(found):
            yield from wrong(page, kind.removeprefix("list of "), one, f"{at}[{number}]")
    elif kind.endswith(" for each file") and isinstance(found, dict):
        for key, one in found.items():
            yield from wrong(page, kind.removesuffix(" for each file"), one, f"{at}.{key}")
    elif kind in page.keys and isinstance(found, dict):
        keys = page.keys[kind]
        yield from (f"{at}: {key} is not on the page" for key in found if key not in keys)
        for key, said in keys.items():
            if key in found:
                yield from wrong(page, said.type, found[key], f"{at}.{key}")
            elif not said.optional:
                yield f"{at}: {key} is missing"
    elif not _is(kind, found):
        yield f"{at}: {found!r} is not {kind}"


def _is(kind: str, found: Any) -> bool:
    if kind == "any":
        return True
    if kind in ("null", '""', "yes/no"):
        return found is None if kind == "null" else found == "" or isinstance(found, bool)
    if kind == "number":
        return isinstance(found, (int, float)) and not isinstance(found, bool)
    if not isinstance(found, str):
        return False
    try:
        if kind == "time":
            return datetime.fromisoformat(found).tzinfo is not None and found[-6:] in OFFSETS
        if kind in ("date", "time of day"):
            return bool((date if kind == "date" else time).fromisoformat(found))
    except ValueError:
        return False
    return kind == "text"


def texts(found: Any) -> Iterator[str]:
    if isinstance(found, dict):
        found = list(found.values())
    if isinstance(found, list):
        for one in found:
            yield from texts(one)
    if isinstance(found, str):
        yield found


@pytest.fixture(scope="module")
def answers(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Answer]:
    """Everything that is typed in a day, with its answer."""
    office = Office(tmp_path_factory.mktemp("office"), sample_folder)
    found = list(office.play(OPEN_STEPS))
    office.hire()
    found += office.play(STAFFED_STEPS)
    office.close()
    return found


def test_each_answer_has_the_keys_and_types_of_the_page(page: Page, answers: list[Answer]) -> None:
    found: list[str] = []
    seen: set[str] = set()
    for answer in answers:
        name = next(n for n in sorted(page.answers, key=len, reverse=True) if answer.is_of(n))
        kind = "error" if answer.step.code else page.answers[name]
        seen.add(name)
        for line in answer.found:
            kinds = f"{kind} or error" if "--from" in answer.argv else kind
            found += wrong(page, kinds, line, answer.step.line)
    assert not found, "\n".join(found)
    assert seen == set(page.answers)


def test_every_time_is_the_schools_and_every_sentence_is_finished(answers: list[Answer]) -> None:
    for answer in answers:
        for text in texts(answer.found):
            assert not PLACE.search(text), f"{answer.step.line}: {text}"
            if re.match(r"\d{4}-\d\d-\d\dT", text):
                assert text.endswith(OFFSETS), f"{answer.step.line}: {text}"


def test_a_key_that_is_missing_on_either_side_is_found(page: Page) -> None:
    person = {"person": "LSL-1", "name": "Adaeze Okafor"}
    assert not list(wrong(page, "list of person", [person], ""))
    assert list(wrong(page, "list of person", [person, {"person": "LSL-1"}], "")) == [
        "[1]: name is missing"
    ]
    more = person | {"phone": ""}
    assert list(wrong(page, "person", more, "")) == [": phone is not on the page"]
    assert list(wrong(page, "person", person | {"name": None}, "")) == [".name: None is not text"]
    assert not list(wrong(page, "error", {"error": "No"}, "")), "its faults are optional"
    for good, bad in (
        ("2026-11-24T10:42:00-06:00", "2026-11-24T16:42:00+00:00"),
        ("2026-07-01T10:42:00-05:00", "2026-11-24T10:42:00"),
    ):
        period = {"start": good, "end": good}
        assert not list(wrong(page, "period", period, ""))
        assert len(list(wrong(page, "period", period | {"end": bad}, ""))) == 1
