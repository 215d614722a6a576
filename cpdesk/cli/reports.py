"""`cpdesk report …`: what happened over a period."""

from __future__ import annotations

from pathlib import Path

from cpdesk.cli.core import json_output, leaving, typed
from cpdesk.cli.core.command import Call, Group, arg, choice, option, path
from cpdesk.cli.core.json_output import Plain, Sentence
from cpdesk.documents.reports.report_cells import shown
from cpdesk.errors import DeskError
from cpdesk.records.reports import Message, Report, ReportKind
from cpdesk.services import exports
from cpdesk.services.printing.paper_specs import REPORT
from cpdesk.services.printing.printing import save_pdf
from cpdesk.words import N_, Words

ENDINGS = (".pdf", ".csv", ".xlsx")


@json_output.shape.register
def _message(one: Message) -> Plain:
    said = Sentence(one.id, one.facts)
    return {"message": said, "id": said, "facts": one.facts}


def _text(words: Words, made: Report | Plain) -> str:
    """A table with columns as wide as their contents."""
    if not isinstance(made, Report):
        return leaving.saved_text(words, made)
    kinds = [column.kind for column in made.columns]
    lines = [[words.text(column.title) for column in made.columns]]
    totals = made.totals and (words.text("Total"), *made.totals[1:])
    for row in (*made.rows, *((totals,) if totals else ())):
        lines.append(
            ["" if v is None else shown(v, k, words) for v, k in zip(row, kinds, strict=True)]
        )
    widths = [max(len(line[n]) for line in lines) for n in range(len(kinds))]
    return "\n".join(
        "  ".join(f"{text:<{wide}}" for text, wide in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


COMMANDS = Group()


@COMMANDS.command(
    "report on a period",
    _text,
    choice("kind", ReportKind),
    arg("--from", "D", "default: this school year", dest="first"),
    arg("--to", "D", dest="last"),
    option("--partner", "ID", "only this partner"),
    path("--out", "FILE.pdf|csv|xlsx"),
)
def _report(call: Call) -> Report | Plain:
    """The report; where it was saved, if a file was named."""
    args, reports = call.args, call.services.reports
    year = reports.periods().school_year
    first, last = typed.day(args.first) or year.first, typed.day(args.last) or year.last
    made = reports.make(ReportKind(args.kind), first, last, args.partner)
    return made if args.out is None else _save(call, args.out, made)


def ending_of(out: Path) -> str:
    """What kind of file is wanted. DeskError if its name does not say."""
    ending = out.suffix.casefold()
    if ending not in ENDINGS:
        raise DeskError(
            N_("The file name {name} doesn’t say what kind of file to make."),
            N_("End it with .pdf, .csv, or .xlsx."),
            name=out.name,
        )
    return ending


def _save(call: Call, out: Path, made: Report) -> Plain:
    ending = ending_of(out)
    if ending == ".pdf":
        paper = leaving.draw(call.services, REPORT, made)
        leaving.save(call.services, paper, out)
        return {"out": out, "bytes": len(paper.pdf)}
    make = exports.csv_bytes if ending == ".csv" else exports.xlsx_bytes
    data = make(made, call.words)
    save_pdf(data, out)
    return {"out": out, "bytes": len(data)}
