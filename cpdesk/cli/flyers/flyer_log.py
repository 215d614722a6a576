"""`cpdesk flyers log`: the flyer log in the terminal, on paper, or as a table."""

from __future__ import annotations

from pathlib import Path

from cpdesk.cli.core import leaving, typed
from cpdesk.cli.core.command import Call, arg, choice, flag, option, path
from cpdesk.cli.core.json_output import Plain
from cpdesk.cli.flyers.flyers import COMMANDS as COMMANDS  # with those of the deliveries
from cpdesk.cli.flyers.flyers import FLYERS
from cpdesk.policy.flyers import CHANNEL, Channel
from cpdesk.records.flyers import FlyerLog, LogFilter
from cpdesk.services.flyers.log.log_files import log_csv
from cpdesk.services.printing.paper_specs import FLYER_LOG
from cpdesk.services.printing.printing import save_pdf
from cpdesk.words import Words


def _log_text(words: Words, found: FlyerLog | Plain) -> str:
    if not isinstance(found, FlyerLog):
        return leaving.saved_text(words, found)
    return "\n".join(
        f"{words.day(words.local(one.received_at).date()):<14} {one.title} ({one.partner_name})  "
        f"{words.text(CHANNEL[one.channel]) if one.channel else '–'}  "
        f"{one.copies}/{one.out}"
        for one in found.lines
    )


@FLYERS.command(
    "show the flyer log, or save it as a PDF or CSV file",
    _log_text,
    arg("--from", "D", "default: this school year", dest="first"),
    arg("--to", "D", dest="last"),
    option("--partner", "ID"),
    arg("--grade", "GRADE"),
    choice("--way", Channel),
    flag("--classes", "include a line for each class"),
    path("--out", "FILE.pdf|csv"),
)
def _log(call: Call) -> FlyerLog | Plain:
    """The log; where it was saved, if a file was named."""
    args, logs = call.args, call.services.flyer_logs
    year = logs.periods().school_year
    wanted = LogFilter(
        first=typed.day(args.first) or year.first,
        last=typed.day(args.last) or year.last,
        partner=args.partner,
        of_grade=typed.grade(args.grade),
        channel=Channel(args.way) if args.way else None,
        classes=args.classes,
    )
    log = logs.log(wanted)
    if not args.out:
        return log
    _save(call, log, args.out)
    return {"out": args.out, "totals": log.totals}


def _save(call: Call, log: FlyerLog, out: Path) -> None:
    if out.suffix.casefold() == ".csv":
        save_pdf(log_csv(log, call.words), out)
    else:
        leaving.save(call.services, leaving.draw(call.services, FLYER_LOG, log), out)
