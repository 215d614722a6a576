"""What can be typed after `cpdesk`."""

from __future__ import annotations

import argparse
from pathlib import Path

from cpdesk import __version__
from cpdesk.cli import (
    accounts,
    backups,
    day_plan,
    flyers_parser,
    guide,
    outreach,
    reports,
    requests_parser,
    terminal,
    terms,
    visitor_file,
)
from cpdesk.cli.makers import MAKERS
from cpdesk.cli.questions import KEYS
from cpdesk.settings import MOST_COPIES

_HELP = {
    "school": "school ID (default: this front desk's school)",
    "person": "ID or full name of the visitor",
    "guest": "ID or full name of a visitor without a partner",
    "partner": "ID or full name of the partner",
    "purpose": "program, student_meeting, observation, tabling, presentation, flyers, "
    "photos, staff_meeting, referral, or other",
    "activity": "activity ID",
    "grade": "the student's grade: PK, K, or 1 to 12",
    "at": "time of the visit, in school time, such as 2026-11-24T10:42 (default: now)",
    "until": "end time, such as 11:30",
    "exception": "emergency or required_by_law",
    "reason": "written reason for an exception, or for a guest's visit",
    "host": "staff member who is hosting the visitor",
    "flyer": "flyer ID",
    "request": "request ID",
    "place": "where the visitor is going (default: the approved place)",
}

_PAPERS = tuple(kind.value for kind in MAKERS)


def parser() -> argparse.ArgumentParser:
    """The whole command line; `--json` and `--data` may come before or after the command."""
    common = terminal.Parser(add_help=False)
    common.add_argument(
        "--data", type=Path, default=argparse.SUPPRESS, metavar="DIR", help="data folder"
    )
    common.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="print the answer as JSON"
    )
    common.add_argument(
        "--account",
        default=argparse.SUPPRESS,
        metavar="NAME",
        help="your account name, if staff accounts are used (default: CPDESK_ACCOUNT)",
    )
    top = terminal.Parser(
        prog="cpdesk",
        description="May this person, from this partner, do this, in this building, now?",
        parents=[common],
    )
    top.add_argument("--version", action="version", version=f"cpdesk {__version__}")
    top.add_argument("--self-check", action="store_true", help="check this installation")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, says: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=says, description=says, parents=[common])

    setup = command(
        "setup", "choose this front desk's school, and import a roster first if one is given"
    )
    setup.add_argument("--school", required=True, metavar="ID")
    source = setup.add_mutually_exclusive_group()
    source.add_argument("--roster", type=Path, metavar="PATH")
    source.add_argument("--sample", action="store_true", help="use the sample district")

    roster = command("roster", "import or check a district roster")
    actions = roster.add_subparsers(dest="action", required=True, metavar="import")
    take_in = actions.add_parser("import", help="import a roster", parents=[common])
    take_in.add_argument("path", type=Path, metavar="PATH")
    take_in.add_argument(
        "--check", action="store_true", help="show what would change, and change nothing"
    )
    take_in.add_argument(
        "--switch-district", action="store_true", help="accept a roster from a different district"
    )

    ask = command("assess", "check whether a visitor can come in")
    _question(ask)
    ask.add_argument(
        "--from",
        dest="source",
        metavar="FILE.jsonl",
        help="read one question per line (- for standard input) and print one JSON answer per line",
    )
    ask.add_argument(
        "--terms",
        type=Path,
        metavar="DIR",
        help="folder of terms to try instead of the district's",
    )

    admit = command("admit", "check in a visitor")
    _question(admit)
    admit.add_argument(
        "--because", metavar="TEXT", help="the front desk's reason, for findings it may waive"
    )
    admit.add_argument(
        "--relayed-by", metavar="NAME", help="school leader who gave verbal approval"
    )
    admit.add_argument(
        "--relayed-how", metavar="TEXT", help="how the approval was given, such as by phone"
    )
    admit.add_argument("--relayed-why", metavar="TEXT", help="why the leader approved")

    out = command("check-out", "check out a visitor")
    out.add_argument("visit", metavar="VISIT", help="visit ID or badge code")
    out.add_argument("--at", metavar="TIME", help="time, in school time (default: now)")

    command("inside", "list who is in the building")

    requests_parser.requests(command("requests", "file, list, and decide requests"), common)
    requests_parser.calendar(command("calendar", "create a calendar file (.ics)"))
    day_plan.add_to(command, common)

    guide.add_to(command)
    outreach.add_to(command, common)

    flyers_parser.flyers(command("flyers", "manage flyers, from delivery to log"), common)
    flyers_parser.boards(command("boards", "manage the school's information boards"), common)
    reports.add_to(command("report", "report on a period"))
    visitor_file.add_to(
        command("visitor-file", "export what is kept about one visitor, for a data request")
    )

    paper = command("print", "save a paper as a PDF, or print it")
    paper.add_argument("paper", choices=_PAPERS)
    paper.add_argument("--date", metavar="D", help="such as 2026-11-24 (default: today)")
    paper.add_argument("--request", metavar="ID", help="request ID, for a letter or reminder")
    paper.add_argument(
        "--visit", metavar="VISIT", help="visit ID, for a badge (default: the latest visit)"
    )
    paper.add_argument(
        "--refused",
        metavar="ID",
        help="entry ID, for a sheet about a turned-away visitor (default: the latest)",
    )
    paper.add_argument("--delivery", metavar="ID", help="flyer delivery ID")
    paper.add_argument("--stock", metavar="NAME", help="badge label size, such as dymo-30256")
    _way_out(paper)

    again = command("reprint", "print or save a paper again, with its number")
    again.add_argument("number", metavar="NUMBER", help="paper number, as printed on the paper")
    _way_out(again)

    printed = command("printed", "list papers printed or saved on a day, with their numbers")
    printed.add_argument("--day", metavar="D", help="such as 2026-11-24 (default: today)")

    key = command(
        "key",
        "show or use the recovery key, which opens the data if the computer loses its own key",
    )
    keys = key.add_subparsers(dest="action", required=True, metavar="show|restore")
    keys.add_parser(
        "show", help="show the key, so you can copy it and lock it away", parents=[common]
    )
    restore = keys.add_parser(
        "restore", help="open the data with the printed key", parents=[common]
    )
    restore.add_argument("code", nargs="+", metavar="CODE", help="the eight groups, as printed")

    backups.add_to(command)
    accounts.add_to(command, common)
    terms.add_to(command, common)

    demo = command("demo", "play through a school morning with the sample district")
    demo.add_argument("--out", type=Path, required=True, metavar="DIR")
    return top


def _way_out(to: argparse.ArgumentParser) -> None:
    """Where a paper goes."""
    to.add_argument("--out", type=Path, metavar="FILE.pdf", help="save it to this file")
    to.add_argument("--printer", metavar="NAME", help="send it to this system printer")
    to.add_argument("--copies", type=_copies, default=1, metavar="N", help="number of copies")


def _copies(text: str) -> int:
    """How many; a wrong number is reported the way argparse does it."""
    if not 1 <= int(text) <= MOST_COPIES:
        raise argparse.ArgumentTypeError(f"enter a number from 1 to {MOST_COPIES}")
    return int(text)


def _question(to: argparse.ArgumentParser) -> None:
    for key in KEYS:
        to.add_argument(f"--{key}", metavar=key.upper(), help=_HELP[key])
