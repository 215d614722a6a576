"""`cpdesk visitor-file …`: what is kept about one visitor, for a data request."""

from __future__ import annotations

from collections.abc import Sequence

from cpdesk.cli.core import leaving
from cpdesk.cli.core.command import Call, Group, arg, flag, path
from cpdesk.cli.core.json_output import Plain
from cpdesk.cli.reports import ending_of
from cpdesk.errors import DeskError
from cpdesk.records.reports import VisitorFile, VisitorFound
from cpdesk.services.printing.paper_spec import PaperOut
from cpdesk.services.printing.paper_specs import VISITOR_FILE
from cpdesk.services.services import Services
from cpdesk.services.visitor_file.visitor_names import KINDS_OF_KEYS
from cpdesk.services.visitor_file.visitor_tables import visitor_csv, visitor_xlsx
from cpdesk.words import N_, Words

_LIKE = 10  # how many similar names are listed


def _text(words: Words, saved: Plain) -> str:
    organizations = saved["organizations"]
    names = organizations if isinstance(organizations, tuple) else ()
    return words.text(
        "Saved the file about {name} ({key}) as {path}.",
        name=", ".join((str(saved["visitor"]), *names)),
        key=saved["visitor_key"],
        path=str(saved["out"]),
    )


COMMANDS = Group()


@COMMANDS.command(
    "export what is kept about one visitor, for a data request",
    _text,
    arg("visitor", "NAME|KEY", "the visitor’s full name or key"),
    path("--out", "FILE.pdf|csv|xlsx", required=True),
    flag(
        "--with-texts",
        "include the front desk’s own notes (read them before you hand out the file)",
    ),
)
def _visitor_file(call: Call) -> Plain:
    """Writes the file, and says whose it is: two people may have the same name."""
    args, services = call.args, call.services
    ending = ending_of(args.out)
    key = _key(services, " ".join(args.visitor.split()))
    file = services.reports.visitor(key, read=args.with_texts)
    made = _made(services, file, ending)
    leaving.save(services, made, args.out)
    return {
        "visitor": file.visitor_name,
        "organizations": file.organizations,
        "visitor_key": key,
        "out": args.out,
        "bytes": len(made.pdf),
    }


def _key(services: Services, said: str) -> str:
    """The visitor whose file is wanted. DeskError if there is none, or several."""
    if said.startswith(KINDS_OF_KEYS):
        return said
    found = services.reports.called(said)
    if len(found) == 1:
        return found[0].visitor_key
    words = services.words
    if found:
        raise DeskError(
            N_("{count} visitors are named {name}."),
            N_("Enter the key of the visitor you mean:{which}"),
            count=len(found),
            name=said,
            which=_lines(found, words),
        )
    if like := services.reports.find(said, _LIKE):
        raise DeskError(
            N_("No visitor who was here is named exactly {name}."),
            N_("Enter the full name or the key of the visitor you mean:{which}"),
            name=said,
            which=_lines(like, words),
        )
    raise DeskError(
        N_("No visitor named {name} was here."),
        N_("Only visitors recorded at this front desk can be found. Try part of the name."),
        name=said,
    )


def _lines(found: Sequence[VisitorFound], words: Words) -> str:
    """One line each: name, partner, how many visits, key."""
    lines = ""
    for one in found:
        visits = words.count("{n} visit", "{n} visits", one.visits)
        parts = (one.name, one.organization, visits, one.visitor_key)
        lines += f"\n  {' · '.join(part for part in parts if part)}"
    return lines


def _made(services: Services, file: VisitorFile, ending: str) -> PaperOut:
    """Under a number of its own; the list of printed papers does not say whose file it is. A table
    is listed in place of the paper, so that it is known who took it out; its bytes are not kept,
    since no printer takes them."""
    if ending == ".pdf":
        return leaving.draw(services, VISITOR_FILE, file)
    number = services.print_book.number()
    make = visitor_csv if ending == ".csv" else visitor_xlsx
    data = make(file, services.words, number)
    return PaperOut(VISITOR_FILE.kind, "", number, leaving.today(services), data, kept=False)
