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
        ("list", "list what to do, and what was done this term"),
        ("approvals", "list what the district approved, and memos recorded here"),
    ):
        action(name, says).add_argument(
            "--text", default="", metavar="TEXT", help="text to search for"
        )
    of_one("show", "show one delivery in full")

    memo = action("memo", "record an approval from a partner's approval memo")
    for key, says in (
        ("partner", "ID or name of the partner"),
        ("title", "title of the flyer"),
        ("number", "approval number"),
        ("memo-on", "date of the memo"),
    ):
        memo.add_argument(f"--{key}", required=True, metavar=_meta(key), help=says)
    memo.add_argument(
        "--from", dest="since", metavar="D", help="start of the approval (default: the memo's date)"
    )
    memo.add_argument("--to", metavar="D", help="end of the approval")
    memo.add_argument(
        "--instead-of", default="", metavar="KEY", help="replace a memo that was recorded wrong"
    )
    memo.add_argument("--grades", default="", metavar="LOW-HIGH", help="grades, such as K-3")
    _ways(memo)

    says = "withdraw a recorded memo (`flyers approvals` lists them)"
    action("withdraw-memo", says).add_argument("key", metavar="KEY")

    receive = action("receive", "record a flyer delivery")
    receive.add_argument(
        "--approval", default="", metavar="KEY", help="approval key, as shown by `flyers approvals`"
    )
    for key in ("partner", "title", "brought-by", "note"):
        receive.add_argument(f"--{key}", default="", metavar=_meta(key))
    receive.add_argument("--copies", type=int, metavar="N")
    receive.add_argument("--bundles", type=int, default=0, metavar="N")
    receive.add_argument("--on", metavar="D", help="day of the delivery (default: now)")
    receive.add_argument("--fee", action="store_true", help="the flyer names a fee")
    _ways(receive)

    check = of_one("check", "answer lines of the checklist")
    check.add_argument("--yes", nargs="*", default=[], choices=_ASKED, metavar="LINE")
    check.add_argument("--no", nargs="*", default=[], choices=_ASKED, metavar="LINE")

    of_one("accept", "accept all copies")
    part = of_one("accept-part", "accept some copies and return the rest")
    part.add_argument("--returned", type=int, required=True, metavar="N")
    for one in (part, of_one("return", "return all copies, with reasons")):
        _why(one, required=True)
    attach = of_one("attach", "attach a PDF or picture to a delivery")
    attach.add_argument("file", type=Path, metavar="FILE")
    attach.add_argument("--what", choices=("flyer", "memo"), default="flyer")

    plan = of_one("plan", "plan the classes (default: all of the approved grades)")
    _classes(plan, "a roster CLASS or CLASS=COPIES; for other classes, NAME:GRADE=COPIES")
    hand = of_one("hand-out", "hand out copies (default: every class still waiting)")
    _classes(hand, "class name or ID")
    hand.add_argument("--how", choices=[one.value for one in HandedHow], default="mailbox")
    hand.add_argument("--handed-to", default="", metavar="NAME")
    _classes(of_one("take-back", "undo a hand-out"), "class name or ID", required=True)
    finish = of_one("finish", "mark a delivery as done")
    finish.add_argument("--surplus", choices=[one.value for one in Surplus])
    _why(finish, required=False)
    post = of_one("post", "post a flyer on a board or electronically")
    where = post.add_mutually_exclusive_group(required=True)
    where.add_argument("--board", metavar="NAME")
    where.add_argument(
        "--electronic", metavar="WHERE", help="where it is posted, such as the family newsletter"
    )
    post.add_argument("--copies", type=int, default=1, metavar="N")
    post.add_argument("--until", metavar="D", help="day to take it down")
    down = action("take-down", "take a flyer down from a board")
    down.add_argument("post", metavar="POST")

    log = action("log", "show the flyer log, or save it as a PDF or CSV file")
    log.add_argument("--from", dest="first", metavar="D", help="default: this school year")
    log.add_argument("--to", dest="last", metavar="D")
    log.add_argument("--partner", default="", metavar="ID")
    log.add_argument("--grade", metavar="GRADE")
    log.add_argument("--way", choices=_WAYS)
    log.add_argument("--classes", action="store_true", help="include a line for each class")
    log.add_argument("--out", type=Path, metavar="FILE.pdf|csv")


def boards(to: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """The actions below `boards`."""
    actions = to.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, says: str) -> argparse.ArgumentParser:
        return actions.add_parser(name, help=says, description=says, parents=[common])

    action("list", "list information boards and what is posted on them")
    for name, says in (
        ("add", "add an information board"),
        ("rename", "rename a board"),
        ("retire", "stop using a board for information"),
    ):
        made = action(name, says)
        made.add_argument("name", metavar="NAME")
        if name == "rename":
            made.add_argument("to", metavar="NEW NAME")
        if name != "retire":
            made.add_argument("--place", default="", metavar="TEXT", help="where the board is")


def _ways(to: argparse.ArgumentParser) -> None:
    to.add_argument("--way", nargs="+", choices=_WAYS, default=["carry_home"], metavar="WAY")


def _why(to: argparse.ArgumentParser, *, required: bool) -> None:
    says = "why copies are returned"
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
