"""`cpdesk report …`: what happened over a period."""

from __future__ import annotations

import argparse
from pathlib import Path

from cpdesk.cli import answers, leaving
from cpdesk.cli.plain import plain
from cpdesk.cli.requests import day
from cpdesk.documents.report_cells import shown
from cpdesk.errors import DeskError
from cpdesk.records.reports import Report, ReportKind
from cpdesk.services.counter import Counter
from cpdesk.services.paper_specs import REPORT
from cpdesk.words import N_, Words

ENDINGS = (".pdf", ".csv", ".xlsx")


def add_to(report: argparse.ArgumentParser) -> None:
    """What can be typed after it."""
    report.add_argument("kind", choices=[kind.value for kind in ReportKind])
    report.add_argument("--from", dest="first", metavar="D", help="default: this school year")
    report.add_argument("--to", dest="last", metavar="D")
    report.add_argument("--partner", default="", metavar="ID", help="only this partner")
    report.add_argument("--out", type=Path, metavar="FILE.pdf|csv|xlsx")


def run(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    """One report, printed to the terminal or written to a file."""
    year = counter.reports.periods().school_year
    first, last = day(args.first) or year.first, day(args.last) or year.last
    made = counter.reports.make(ReportKind(args.kind), first, last, args.partner)
    words = counter.words
    if args.out is None:
        answers.show(words, as_json, plain(made), _text(made, words))
        return
    _save(counter, args.out, made, as_json)


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


def _save(counter: Counter, out: Path, made: Report, as_json: bool) -> None:
    from cpdesk.services import exports
    from cpdesk.services.printing import save_pdf

    words = counter.words
    ending = ending_of(out)
    if ending == ".pdf":
        paper = leaving.draw(counter, REPORT, made)
        leaving.save(counter, paper, out)
        data = paper.pdf
    else:
        data = (exports.csv_bytes if ending == ".csv" else exports.xlsx_bytes)(made, words)
        save_pdf(data, out)
    told = words.text("Saved as {path}.", path=str(out))
    answers.show(words, as_json, {"out": str(out), "bytes": len(data)}, told)


def _text(made: Report, words: Words) -> str:
    """A table with columns as wide as their contents."""
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
