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
from cpdesk.cli.questions import KEYS
from cpdesk.settings import MOST_COPIES

_HELP = {
    "school": "id of the school (default: this desk's)",
    "person": "id or full name of the visitor",
    "guest": "id or full name of a visitor with no partner",
    "partner": "id or full name of the partner",
    "purpose": "program, student_meeting, observation, tabling, presentation, flyers, photos, "
    "staff_meeting, referral or other",
    "activity": "id of the activity",
    "grade": "grade of the student: PK, K or 1 to 12",
    "at": "when, in the school's time, such as 2026-11-24T10:42 (default: now)",
    "until": "until when, such as 11:30",
    "exception": "emergency or required_by_law",
    "reason": "the written reason of an exception, or why a guest came",
    "host": "the staff member who receives the visitor",
    "flyer": "id of the flyer",
    "request": "id of a request",
    "place": "where the visitor wants to go (default: where it was approved)",
}

_PAPERS = (
    *("schedule", "evacuation", "badge", "refusal", "letter", "reminder", "request-form"),
    *("count-sheet", "bundle-labels", "return-slip", "board-register"),
)


def parser() -> argparse.ArgumentParser:
    """The whole command line; `--json` and `--data` may stand before or after the command."""
    common = terminal.Parser(add_help=False)
    common.add_argument(
        "--data", type=Path, default=argparse.SUPPRESS, metavar="DIR", help="the data folder"
    )
    common.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="answer in JSON"
    )
    common.add_argument(
        "--account",
        default=argparse.SUPPRESS,
        metavar="NAME",
        help="who you are, where accounts were made (default: CPDESK_ACCOUNT)",
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

    setup = command("setup", "choose this desk's school, and take in a roster first if given")
    setup.add_argument("--school", required=True, metavar="ID")
    source = setup.add_mutually_exclusive_group()
    source.add_argument("--roster", type=Path, metavar="PATH")
    source.add_argument("--sample", action="store_true", help="use the sample district")

    roster = command("roster", "take in what the district sends")
    actions = roster.add_subparsers(dest="action", required=True, metavar="import")
    take_in = actions.add_parser("import", help="take in a roster", parents=[common])
    take_in.add_argument("path", type=Path, metavar="PATH")
    take_in.add_argument("--check", action="store_true", help="only say what would happen")
    take_in.add_argument(
        "--switch-district", action="store_true", help="accept another district than before"
    )

    ask = command("assess", "may this visitor come in?")
    _question(ask)
    ask.add_argument(
        "--from",
        dest="source",
        metavar="FILE.jsonl",
        help="one question a line (- is standard input), one JSON answer a line",
    )
    ask.add_argument(
        "--terms",
        type=Path,
        metavar="DIR",
        help="a folder of terms to try instead of the district's",
    )

    admit = command("admit", "let a visitor in")
    _question(admit)
    admit.add_argument("--because", metavar="TEXT", help="the desk's reason, where it may lift")
    admit.add_argument("--relayed-by", metavar="NAME", help="the leader who said yes")
    admit.add_argument("--relayed-how", metavar="TEXT", help="how the yes was given")
    admit.add_argument("--relayed-why", metavar="TEXT", help="why the leader said yes")

    out = command("check-out", "see a visitor out")
    out.add_argument("visit", metavar="VISIT", help="id of the visit, or the code of the badge")
    out.add_argument("--at", metavar="TIME", help="when, in the school's time (default: now)")

    command("inside", "who is in the building")

    requests_parser.requests(command("requests", "file, look up and decide requests"), common)
    requests_parser.calendar(command("calendar", "make a calendar file (.ics)"))
    day_plan.add_to(command, common)

    guide.add_to(command)
    outreach.add_to(command, common)

    flyers_parser.flyers(command("flyers", "flyers, from the delivery to the log"), common)
    flyers_parser.boards(command("boards", "the school's boards for information"), common)
    reports.add_to(command("report", "what happened over a period"))
    visitor_file.add_to(
        command("visitor-file", "what is kept about one visitor, for a data request")
    )

    paper = command("print", "make a PDF, or print it")
    paper.add_argument("paper", choices=_PAPERS)
    paper.add_argument("--date", metavar="D", help="such as 2026-11-24 (default: today)")
    paper.add_argument("--request", metavar="ID", help="whose letter or reminder")
    paper.add_argument("--visit", metavar="VISIT", help="whose badge (default: the latest visit)")
    paper.add_argument("--refused", metavar="ID", help="whose sheet (default: the latest)")
    paper.add_argument("--delivery", metavar="ID", help="of which flyers")
    paper.add_argument("--stock", metavar="NAME", help="the badge's label, such as dymo-30256")
    _way_out(paper)

    again = command("reprint", "print or save a paper once more, under its number")
    again.add_argument("number", metavar="NUMBER", help="as it stands on the paper")
    _way_out(again)

    printed = command("printed", "what was printed and saved on a day, each under its number")
    printed.add_argument("--day", metavar="D", help="such as 2026-11-24 (default: today)")

    key = command("key", "the recovery key, which opens the data when the computer loses its own")
    keys = key.add_subparsers(dest="action", required=True, metavar="show|restore")
    keys.add_parser("show", help="show the key, to be copied and locked away", parents=[common])
    restore = keys.add_parser(
        "restore", help="open the data with the printed key", parents=[common]
    )
    restore.add_argument("code", nargs="+", metavar="CODE", help="the eight groups as printed")

    backups.add_to(command)
    accounts.add_to(command, common)
    terms.add_to(command, common)

    demo = command("demo", "a school morning with the sample district, told and printed")
    demo.add_argument("--out", type=Path, required=True, metavar="DIR")
    return top


def _way_out(to: argparse.ArgumentParser) -> None:
    """Where a paper goes."""
    to.add_argument("--out", type=Path, metavar="FILE.pdf", help="save it here")
    to.add_argument("--printer", metavar="NAME", help="send it to this queue of the system")
    to.add_argument("--copies", type=_copies, default=1, metavar="N", help="how many to print")


def _copies(text: str) -> int:
    """How many; what is no such number is told as argparse tells it."""
    if not 1 <= int(text) <= MOST_COPIES:
        raise argparse.ArgumentTypeError(f"say a number from 1 to {MOST_COPIES}")
    return int(text)


def _question(to: argparse.ArgumentParser) -> None:
    for key in KEYS:
        to.add_argument(f"--{key}", metavar=key.upper(), help=_HELP[key])
