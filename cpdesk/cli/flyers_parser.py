"""What can be typed after `cpdesk flyers` and `cpdesk boards`."""

from __future__ import annotations

import argparse
from pathlib import Path

from cpdesk.policy.flyers import BY_RULE, RETURN_REASONS, Channel, Check, HandedHow, Surplus

_ASKED = tuple(check.value for check in Check if check not in BY_RULE)
_WAYS = tuple(one.value for one in Channel)


def flyers(to: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The actions below `flyers`."""
    actions = to.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, says: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=says, description=says, parents=[common])

    def of_one(name: str, says: str) -> argparse.ArgumentParser:
        made = action(name, says)
        made.add_argument("delivery", metavar="ID")
        return made

    for name, says in (
        ("list", "what is to do, and what was done this term"),
        ("approvals", "what the district approved, and the memos recorded here"),
    ):
        action(name, says).add_argument("--text", default="", metavar="TEXT", help="words to find")
    of_one("show", "one delivery with everything behind it")

    memo = action("memo", "record an approval from the memo that the partner brought")
    for key, says in (
        ("partner", "id or name of the partner"),
        ("title", "title of the flyer"),
        ("number", "number of the approval"),
        ("memo-on", "date of the memo"),
    ):
        memo.add_argument(f"--{key}", required=True, metavar=_meta(key), help=says)
    memo.add_argument("--from", dest="since", metavar="D", help="approved from (default: the memo)")
    memo.add_argument("--to", metavar="D", help="approved until")
    memo.add_argument(
        "--instead-of", default="", metavar="KEY", help="a memo that was recorded wrongly"
    )
    memo.add_argument("--grades", default="", metavar="LOW-HIGH", help="such as K-3")
    _ways(memo)

    says = "take a recorded memo back; `flyers approvals` lists them"
    action("withdraw-memo", says).add_argument("key", metavar="KEY")

    receive = action("receive", "write down flyers that were brought")
    receive.add_argument("--approval", default="", metavar="KEY", help="as `flyers approvals` says")
    for key in ("partner", "title", "brought-by", "note"):
        receive.add_argument(f"--{key}", default="", metavar=_meta(key))
    receive.add_argument("--copies", type=int, metavar="N")
    receive.add_argument("--bundles", type=int, default=0, metavar="N")
    receive.add_argument("--on", metavar="D", help="the day it came (default: now)")
    receive.add_argument("--fee", action="store_true", help="the flyer names a fee")
    _ways(receive)

    check = of_one("check", "answer lines of the check-list")
    check.add_argument("--yes", nargs="*", default=[], choices=_ASKED, metavar="LINE")
    check.add_argument("--no", nargs="*", default=[], choices=_ASKED, metavar="LINE")

    of_one("accept", "accept all copies")
    part = of_one("accept-part", "keep some copies and return the others")
    part.add_argument("--returned", type=int, required=True, metavar="N")
    for one in (part, of_one("return", "return all copies, with the reasons")):
        _why(one, required=True)
    attach = of_one("attach", "keep a PDF or a picture with a delivery")
    attach.add_argument("file", type=Path, metavar="FILE")
    attach.add_argument("--what", choices=("flyer", "memo"), default="flyer")

    plan = of_one("plan", "plan the classes (default: all of the approved grades)")
    _classes(plan, "CLASS or CLASS=COPIES of the roster; else NAME:GRADE=COPIES")
    hand = of_one("hand-out", "hand out (default: every class that waits)")
    _classes(hand, "name or id of a class")
    hand.add_argument("--how", choices=[one.value for one in HandedHow], default="mailbox")
    hand.add_argument("--handed-to", default="", metavar="NAME")
    _classes(of_one("take-back", "undo handing out"), "name or id of a class", required=True)
    finish = of_one("finish", "nothing is left to do")
    finish.add_argument("--surplus", choices=[one.value for one in Surplus])
    _why(finish, required=False)
    post = of_one("post", "put a flyer on a board, or post it electronically")
    where = post.add_mutually_exclusive_group(required=True)
    where.add_argument("--board", metavar="NAME")
    where.add_argument("--electronic", metavar="WHERE", help="such as the family newsletter")
    post.add_argument("--copies", type=int, default=1, metavar="N")
    post.add_argument("--until", metavar="D", help="the day to take it down")
    down = action("take-down", "take a flyer off a board")
    down.add_argument("post", metavar="POST")

    log = action("log", "the distribution log, told or as a PDF")
    log.add_argument("--from", dest="first", metavar="D", help="default: this school year")
    log.add_argument("--to", dest="last", metavar="D")
    log.add_argument("--partner", default="", metavar="ID")
    log.add_argument("--grade", metavar="GRADE")
    log.add_argument("--way", choices=_WAYS)
    log.add_argument("--classes", action="store_true", help="with a line for every class")
    log.add_argument("--out", type=Path, metavar="FILE.pdf|csv")


def boards(to: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The actions below `boards`."""
    actions = to.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, says: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=says, description=says, parents=[common])

    action("list", "the boards for information, and what hangs on them")
    for name, says in (
        ("add", "set a board aside for information"),
        ("rename", "give a board another name"),
        ("retire", "a board is for information no longer"),
    ):
        made = action(name, says)
        made.add_argument("name", metavar="NAME")
        if name == "rename":
            made.add_argument("to", metavar="NEW NAME")
        if name != "retire":
            made.add_argument("--place", default="", metavar="TEXT", help="where it hangs")


def _ways(to: argparse.ArgumentParser) -> None:
    to.add_argument("--way", nargs="+", choices=_WAYS, default=["carry_home"], metavar="WAY")


def _why(to: argparse.ArgumentParser, *, required: bool) -> None:
    says = "why copies go back"
    to.add_argument(
        "--reason",
        nargs="+",
        default=[],
        required=required,
        choices=tuple(RETURN_REASONS),
        help=says,
    )
    to.add_argument("--note", default="", metavar="TEXT")
    to.add_argument("--handed-to", default="", metavar="NAME")


def _classes(to: argparse.ArgumentParser, says: str, *, required: bool = False) -> None:
    to.add_argument(
        "--class", dest="classes", nargs="+", default=[], required=required, metavar="C", help=says
    )


def _meta(key: str) -> str:
    return key.upper().replace("-", "_")
