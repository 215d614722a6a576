"""`cpdesk visitor-file …`: what is kept about one visitor, for a data request."""

from __future__ import annotations

from collections.abc import Sequence

from cpdesk.cli import leaving
from cpdesk.cli.command import Call, Group, arg, flag, path
from cpdesk.cli.json_output import Plain
from cpdesk.cli.reports import ending_of
from cpdesk.errors import DeskError
from cpdesk.records.reports import VisitorFile, VisitorFound
from cpdesk.services.counter import Counter
from cpdesk.services.visitor_names import KINDS_OF_KEYS
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
    "visitor-file",
    "export what is kept about one visitor, for a data request",
    _text,
    arg("visitor", "NAME|KEY", "the visitor’s full name or key"),
    path("--out", "FILE.pdf|csv|xlsx", required=True),
    flag(
        "--with-texts",
        "include the front desk’s own notes (read them before you hand out the file)",
    ),
)
def _save(call: Call) -> Plain:
    """Writes the file, and says whose it is: two people may have the same name."""
    args, counter = call.args, call.counter
    ending = ending_of(args.out)
    key = _key(counter, " ".join(args.visitor.split()))
    file = counter.reports.visitor(key, read=args.with_texts)
    made = _made(counter, file, ending)
    save = leaving.save if ending == ".pdf" else leaving.save_table
    save(counter, made, args.out)
    return {
        "visitor": file.visitor_name,
        "organizations": file.organizations,
        "visitor_key": key,
        "out": args.out,
        "bytes": len(made.pdf),
    }


def _key(counter: Counter, said: str) -> str:
    """The visitor whose file is wanted. DeskError if there is none, or several."""
    if said.startswith(KINDS_OF_KEYS):
        return said
    found = counter.reports.called(said)
    if len(found) == 1:
        return found[0].visitor_key
    words = counter.words
    if found:
        raise DeskError(
            N_("{count} visitors are named {name}."),
            N_("Enter the key of the visitor you mean:{which}"),
            count=len(found),
            name=said,
            which=_lines(found, words),
        )
    if like := counter.reports.find(said, _LIKE):
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


def _made(counter: Counter, file: VisitorFile, ending: str) -> leaving.Made:
    """Under a number of its own; the list of printed papers does not say whose file it is."""
    from cpdesk.services.printing import PaperKind

    words, paper = counter.words, leaving.paper(counter)
    today = words.local(counter.clock.now()).date()
    if ending == ".pdf":
        from cpdesk.documents.visitor_file import visitor_file

        data = visitor_file(file, words, paper)
    else:
        from cpdesk.services.visitor_tables import visitor_csv, visitor_xlsx

        make = visitor_csv if ending == ".csv" else visitor_xlsx
        data = make(file, words, paper.number)
    return leaving.Made(PaperKind.VISITOR_FILE, "", today, paper.number, data)
