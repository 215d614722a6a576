"""`cpdesk report …` and `cpdesk visitor-file …`: what happened over a period, and what is kept
about one visitor."""

from __future__ import annotations

import argparse
from pathlib import Path

from cpdesk.cli import answers, leaving
from cpdesk.cli.plain import plain
from cpdesk.cli.requests import day
from cpdesk.documents.report_cells import shown
from cpdesk.errors import DeskError
from cpdesk.records.reports import Report, ReportKind, VisitorFile
from cpdesk.services.counter import Counter
from cpdesk.words import N_, Words

ENDINGS = (".pdf", ".csv", ".xlsx")
KEYS = ("person:", "guest:", "name:")
_NAMED = 8  # more than these are not told apart by a list


def add_to(report: argparse.ArgumentParser, visitor: argparse.ArgumentParser) -> None:
    """What can be typed after both."""
    report.add_argument("kind", choices=[kind.value for kind in ReportKind])
    report.add_argument("--from", dest="first", metavar="D", help="default: this school year")
    report.add_argument("--to", dest="last", metavar="D")
    report.add_argument("--partner", default="", metavar="ID", help="only about this partner")
    report.add_argument("--out", type=Path, metavar="FILE.pdf|csv|xlsx")
    visitor.add_argument("visitor", metavar="NAME", help="the visitor’s name, or key")
    visitor.add_argument("--out", type=Path, required=True, metavar="FILE.pdf|csv|xlsx")
    visitor.add_argument(
        "--with-texts",
        action="store_true",
        help="with what the desk wrote in its own words: read it before you hand it out",
    )


def run(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    """One report, told or written."""
    year = counter.reports.periods().school_year
    first, last = day(args.first) or year.first, day(args.last) or year.last
    made = counter.reports.make(ReportKind(args.kind), first, last, args.partner)
    words = counter.words
    if args.out is None:
        answers.show(words, as_json, plain(made), _text(made, words))
        return
    _save(counter, args.out, made, as_json)


def visitor(counter: Counter, args: argparse.Namespace, as_json: bool) -> None:
    """The file about one visitor, for a data request."""
    key = args.visitor if args.visitor.startswith(KEYS) else _key(counter, args.visitor)
    file = counter.reports.visitor(key, read=args.with_texts)
    _save(counter, args.out, file, as_json)


def _key(counter: Counter, name: str) -> str:
    """The key of the only visitor who is called so."""
    found = counter.reports.find(name)
    one = [one for one in found if one.name == name] or list(found)
    if not one:
        raise DeskError(
            N_("Nobody who is called something like {name} was here."),
            N_("Only visitors whom this desk wrote down are found. Try a part of the name."),
            name=name,
        )
    if len(one) > 1:
        raise DeskError(
            N_("{count} visitors are called something like {name}: {who}."),
            N_("Give the whole name, or the visitor’s key."),
            count=len(one),
            name=name,
            who="; ".join(f"{who.name} ({who.visitor_key})" for who in one[:_NAMED]),
        )
    return one[0].visitor_key


def _save(counter: Counter, out: Path, made: Report | VisitorFile, as_json: bool) -> None:
    from cpdesk.services import exports
    from cpdesk.services.printing import save_pdf

    words = counter.words
    ending = out.suffix.casefold()
    if ending not in ENDINGS:
        raise DeskError(
            N_("{name} has no ending that tells what to make."),
            N_("End it with .pdf, .csv or .xlsx."),
            name=out.name,
        )
    if ending == ".pdf":
        paper = _paper(counter, made)
        leaving.save(counter, paper, out)
        data = paper.pdf
    elif isinstance(made, Report):
        data = (exports.csv_bytes if ending == ".csv" else exports.xlsx_bytes)(made, words)
        save_pdf(data, out)
    else:
        data = (exports.visitor_csv if ending == ".csv" else exports.visitor_xlsx)(made, words)
        save_pdf(data, out)
    told = words.text("Saved as {path}.", path=str(out))
    answers.show(words, as_json, {"out": str(out), "bytes": len(data)}, told)


def _paper(counter: Counter, made: Report | VisitorFile) -> leaving.Made:
    """As the window prints it, under a number of its own."""
    from cpdesk.services.printing import PaperKind

    words, paper = counter.words, leaving.paper(counter)
    today = words.local(counter.clock.now()).date()
    if isinstance(made, Report):
        from cpdesk.documents.report import report

        days = f"{words.day(made.period.first)} – {words.day(made.period.last)}"
        about = f"{words.text(made.title)} · {days}"
        pdf = report(made, words, paper)
        return leaving.Made(PaperKind.REPORT, about, today, paper.number, pdf)
    from cpdesk.documents.visitor_file import visitor_file

    pdf = visitor_file(made, words, paper)
    return leaving.Made(PaperKind.VISITOR_FILE, "", today, paper.number, pdf)


def _text(made: Report, words: Words) -> str:
    """A table in columns as wide as what stands in them."""
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
