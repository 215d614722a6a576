"""`cpdesk terms …`: the district's own terms."""

from __future__ import annotations

from datetime import date

from cpdesk.cli.core import json_output, typed
from cpdesk.cli.core.command import Call, Group, arg, path, sentence
from cpdesk.cli.core.json_output import Plain
from cpdesk.errors import DeskError
from cpdesk.records.terms import TermsImport
from cpdesk.words import N_, Words


@json_output.shape.register
def _terms(one: TermsImport) -> Plain:
    return json_output.named(one, "place", source_date="on", keys="terms")


def _line(words: Words, one: TermsImport) -> str:
    return words.text(
        "{at} · {source}, {day} · {by} · {keys}",
        at=one.imported_at,
        source=one.source,
        day=one.source_date,
        by=one.imported_by,
        keys=one.keys,
    )


def _list_text(words: Words, found: tuple[TermsImport, ...]) -> str:
    return "\n".join(_line(words, one) for one in found) or words.text(
        "No district terms have been imported. CPDesk’s own terms are in use."
    )


COMMANDS = Group()
_TERMS = COMMANDS.group("terms", "import or list the district's own terms")


@_TERMS.command(
    "use the terms in a file (office manager)",
    sentence(N_("These terms are now in use: {keys}.")),
    path("file", "FILE", "terms file (.toml)"),
    arg("--source", "TEXT", "where they come from, such as a memo", required=True),
    arg("--on", "DATE", "date they were issued, such as 2026-11-24", required=True),
)
def _import(call: Call) -> TermsImport:
    args = call.args
    return call.services.district_terms.import_file(args.file, args.source, _day(args.on))


def _day(text: str) -> date:
    found = typed.day(text)
    if found is None:
        raise DeskError(
            N_("“{value}” is not a date."), N_("Enter a date such as 2026-11-24."), value=text
        )
    return found


@_TERMS.command("list imports, latest first", _list_text)
def _list(call: Call) -> tuple[TermsImport, ...]:
    return call.services.district_terms.imports()
