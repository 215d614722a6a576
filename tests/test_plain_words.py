"""CPDesk speaks plain American English, with one word for one thing, wherever people read it."""

from __future__ import annotations

import argparse
import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cpdesk.cli.parser import parser
from tests.script_modules import script_module

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs/decisions.md", "docs/rules.md")
# What people type into “What can a partner do?” is matched as they say it.
SEARCH_WORDS = "cpdesk/policy/situations/"


@dataclass(frozen=True)
class Avoid:
    """A word or form that sounds translated, or a second word for a thing; `say` is the usual one.
    `wrong` and `right` show where the pattern begins and ends."""

    pattern: str
    say: str
    wrong: str
    right: str

    def found_in(self, text: str) -> bool:
        return re.search(self.pattern, text) is not None


# How Americans write, also in the documents.
LANGUAGE = (
    Avoid(r"(?i)\banew\b", "again", "Read everything anew", "Read everything again"),
    Avoid(r"(?i)\bshall\b", "will, should", "What shall be waived", "What should be waived"),
    Avoid(
        r"(?i)\b(hitherto|lest|upon|herewith|thereof)\b",
        "so far, so that, on",
        "Decided upon request",
        "Decided on request",
    ),
    Avoid(
        r"(?i)\b(some|no|every|any)body\b",
        "someone, no one, everyone, anyone",
        "Nobody is in the building",
        "No one is in the building",
    ),
    Avoid(r"(?i)\bwho(m|ever)\b", "the person who", "Whoever asked", "The person who asked"),
    Avoid(
        r"(?i)(?<!there )\b(is|are|was) no (?!longer\b|one\b)",
        "is not",
        "“12/40” is no date.",
        "“12/40” is not a date. There is no school. It is no longer valid.",
    ),
    Avoid(r"(?i)\bonce more\b", "again, confirm", "The same once more", "Enter it once"),
    Avoid(
        r"(?i)\b(nobody|no one|none|not|never)\b.* any more\b",
        "anymore, no one else",
        "No one is expected any more today",
        "No one else is expected today",
    ),
    Avoid(r"(?i)\bknown are\b", "we know", "Known are three", "Three are known"),
    Avoid(r"(?i)\bmeanwhile\b", "in the meantime", "Changed meanwhile", "In the meantime"),
    Avoid(r"(?i)\bfor ever\b", "permanently", "Kept for ever", "Kept forever"),
    Avoid(
        r"(?i)(?<!thing )(?<!one )\belse (the|it|they|a|an|nothing|that)\b",
        "otherwise",
        "Else the office keeps totals",
        "Something else is planned then",
    ),
    Avoid(
        r"(?i)\bspeaks? (against|for)\b",
        "no concerns",
        "Nothing speaks against it",
        "A school leader speaks to them",
    ),
    Avoid(
        r"(?i)\bone after the other\b.*\bso\b,", "one at a time", "one after the other, so,", "so"
    ),
)
# One word for one thing, in the product.
TERMS = (
    Avoid(
        r"\bAdmit\b|(?i:\badmitted\b|\blet in\b|\bsee(n)? out\b)",
        "check in, check out",
        "Diego was let in",
        "Diego was checked in. admit, ask_desk",
    ),
    Avoid(r"(?i)\bthe counter\b", "the front desk", "At the counter", "The visit counter"),
    Avoid(r"(?i)\bdisown", "I did not approve this", "To disown a yes", "Reject it"),
    Avoid(
        r"(?i)\b(a|the|this|leader’s) yes\b",
        "verbal approval, approval",
        "Confirm the yes",
        "Answer yes or no",
    ),
    Avoid(r"(?i)\b(un)?lift(s|ed|ing)?\b", "waive", "Findings to be lifted", "Findings to waive"),
    Avoid(
        r"(?i)\binstructional\b|\bmin(utes?)? of class\b(?! time)",
        "class time",
        "12 minutes of class.",
        "12 minutes of class time",
    ),
    Avoid(r"(?i)\bcheck-list\b", "checklist", "The check-list", "The checklist"),
    Avoid(
        r"(?i)\b(carried|brought|taken in)\b",
        "handed out, delivered, imported",
        "Copies brought in",
        "Copies delivered",
    ),
    Avoid(
        r"(?i)\btak(e|es|en|ing) (in|over|back)\b",
        "import, replace, undo, remove",
        "Take back the note",
        "Take a picture",
    ),
    Avoid(r"(?i)\boffice[’']s own\b", "entered by this office", "The office’s own", "This office"),
    Avoid(r"(?i)\bpeople who work here\b", "staff accounts", "People who work here", "People"),
    Avoid(
        r"(?i)\bnotice speaks\b|\bnotice to compare\b",
        "possible match",
        "A notice speaks",
        "No-entry notice",
    ),
    Avoid(r"(?i)\bchild by child\b", "by student", "Keep them child by child", "By student"),
    Avoid(r"(?i)\bthrow(n)? away\b", "discard", "Throw away the draft", "Discard draft"),
    Avoid(r"(?i)\bbell plan\b", "bell schedule", "The bell plan", "The bell schedule"),
    Avoid(r"(?i)\bemergency door\b", "emergency approval", "Open the emergency door", "The door"),
    Avoid(r"'", "the typographic apostrophe ’", "can't", "can’t"),
    Avoid(
        r"\b[a-z]{3,}\.(?!(?:json|csv|zip|toml|ics|pdf|db|png|tif|txt|xml|py|key)\b)[a-z]+(?:-[a-z]+)*\b",
        "the rule’s title; its code is small print",
        "To be waived: visitor.clearance",
        "Send roster.zip with manifest.json in it. e.g. 11:35",
    ),
)
# Messages that are none of this, each for its reason.
ALLOWED = {
    "The term {key} in {file} must be one of these: admit, ask_desk, ask_leader, refuse.",
}


def messages() -> Iterator[tuple[str, str]]:
    """Each message with the first file that says it, but for the words that people search by."""
    tool = script_module("tools/words.py")
    for message in tool.collect():
        place = message.locations[0][0] if message.locations else ""
        for text in message.id if isinstance(message.id, tuple) else (message.id,):
            if text and not (place.startswith(SEARCH_WORDS) and not text[0].isupper()):
                yield text, place


def help_texts(of: argparse.ArgumentParser) -> Iterator[str]:
    """Descriptions and the help of every option, of every command."""
    yield from (text for text in (of.description, of.epilog) if text)
    for action in of._actions:
        if action.help:
            yield action.help
        if isinstance(action, argparse._SubParsersAction):
            yield from (one.help for one in action._choices_actions if one.help)
            for command in action.choices.values():
                yield from help_texts(command)


@pytest.mark.parametrize("avoid", [*LANGUAGE, *TERMS], ids=lambda avoid: avoid.wrong)
def test_each_pattern_knows_wrong_from_right(avoid: Avoid) -> None:
    assert avoid.found_in(avoid.wrong)
    assert not avoid.found_in(avoid.right)


def test_messages_are_plain_and_use_one_word_for_one_thing() -> None:
    every = list(messages())
    assert len(every) > 3000
    found = [
        f"{place}: {text!r}: say {avoid.say}"
        for text, place in every
        for avoid in (*LANGUAGE, *TERMS)
        if text not in ALLOWED and avoid.found_in(text)
    ]
    assert not found, "\n".join(found)
    assert {text for text, _ in every} >= ALLOWED


def test_the_help_of_every_command_is_plain() -> None:
    every = list(help_texts(parser()))
    assert len(every) > 200
    found = [
        f"{text!r}: say {avoid.say}"
        for text in every
        for avoid in (*LANGUAGE, *TERMS[:-2])
        if avoid.found_in(text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("page", PAGES)
def test_documents_are_plain(page: str) -> None:
    lines = (ROOT / page).read_text("utf-8").splitlines()
    found = [
        f"{page}:{number}: {line.strip()}: say {avoid.say}"
        for number, line in enumerate(lines, 1)
        for avoid in LANGUAGE
        if avoid.found_in(re.sub(r"`[^`]*`", "", line))
    ]
    assert not found, "\n".join(found)


# What gives away a translated comment; the other patterns are for what users read.
IN_COMMENTS = re.compile(
    r"(?i)\b(anew|shall|hitherto|lest|somebody|everybody|meanwhile|once more|for ever|"
    r"taken? (in|back)|check-list|child by child|lifted|bell plan)\b"
)


def test_comments_and_docstrings_are_plain() -> None:
    assert IN_COMMENTS.search("# the list is read anew")
    assert not IN_COMMENTS.search("# reads the list again")
    found = []
    for file in sorted((ROOT / "cpdesk").rglob("*.py")):
        source = file.read_text("utf-8")
        said = [
            (getattr(node, "lineno", 1), ast.get_docstring(node) or "")
            for node in ast.walk(ast.parse(source))
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        ]
        said += [
            (token.start[0], token.string)
            for token in tokenize.generate_tokens(io.StringIO(source).readline)
            if token.type == tokenize.COMMENT
        ]
        found += [
            f"{file.relative_to(ROOT)}:{line}: {match[0]}"
            for line, text in said
            if (match := IN_COMMENTS.search(text))
        ]
    assert not found, "\n".join(found)
