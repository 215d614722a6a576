"""`cpdesk terms`: the district's own terms."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from cpdesk.cli import answers
from cpdesk.errors import DeskError
from cpdesk.records.terms import TermsImport
from cpdesk.services.counter import Counter
from cpdesk.words import N_, Words


def add_to(
    command: Callable[[str, str], argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """What can be typed after `cpdesk terms`."""
    terms = command("terms", "import or list the district's own terms")
    actions = terms.add_subparsers(dest="action", required=True, metavar="import|list")
    taken = actions.add_parser(
        "import", help="use the terms in a file (office manager)", parents=[common]
    )
    taken.add_argument("file", type=Path, metavar="FILE", help="terms file (.toml)")
    taken.add_argument(
        "--source", required=True, metavar="TEXT", help="where they come from, such as a memo"
    )
    taken.add_argument(
        "--on", required=True, metavar="DATE", help="date they were issued, such as 2026-11-24"
    )
    actions.add_parser("list", help="list imports, latest first", parents=[common])


def run(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    """One of the actions below `cpdesk terms`."""
    words = counter.words
    if args.action == "list":
        found = counter.district_terms.imports()
        lines = [_line(words, one) for one in found]
        said = "\n".join(lines) or words.text(
            "No district terms have been imported. CPDesk’s own terms are in use."
        )
        answers.show(words, as_json, [_data(words, one) for one in found], said)
        return
    made = counter.district_terms.import_file(args.file, args.source, _day(args.on))
    said = words.text("These terms are now in use: {keys}.", keys=made.keys)
    answers.show(words, as_json, _data(words, made), said)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise DeskError(
            N_("“{value}” is not a date."), N_("Enter a date such as 2026-11-24."), value=typed
        ) from None


def _line(words: Words, one: TermsImport) -> str:
    return words.text(
        "{at} · {source}, {day} · {by} · {keys}",
        at=one.imported_at,
        source=one.source,
        day=one.source_date,
        by=one.imported_by,
        keys=one.keys,
    )


def _data(words: Words, one: TermsImport) -> answers.Plain:
    return {
        "import": one.import_id,
        "sha256": one.sha256,
        "source": one.source,
        "on": one.source_date.isoformat(),
        "terms": list(one.keys),
        "imported_at": words.local(one.imported_at).isoformat(),
        "imported_by": one.imported_by,
    }
