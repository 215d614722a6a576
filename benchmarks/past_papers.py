"""The flyers, papers, delegations and releases of an invented past."""

from __future__ import annotations

from datetime import datetime, timedelta

from past_rows import NOW, SCHOOL, Rows, moment, write
from sqlalchemy import Connection

from cpdesk.models.tables import account_tables as a
from cpdesk.models.tables import flyer_tables as f
from cpdesk.models.tables import outreach_tables as o
from cpdesk.models.tables import print_tables as p

DELIVERIES, MEMOS = 300, 60  # per year, as in a large school's office
LINES = 12  # per delivery


class PaperRows(Rows):
    """Writes them, each table in the order of its days."""

    # -- flyers and papers ----------------------------------------------------------------------

    def _flyers(self, tx: Connection) -> None:
        deliveries, lines, posts, returns, files = [], [], [], [], []
        spread = list(self.spread(DELIVERIES, 12))
        for n, (at, name) in enumerate(spread):
            one, left = self.new(at), len(spread) - n
            deliveries.append(
                {
                    "delivery_id": one,
                    "version": 3,
                    "school_id": SCHOOL,
                    "state": "checking" if left <= 3 else "accepted" if left <= 12 else "done",
                    "approval_key": f"roster:FL-{n % 500}",
                    "partner_id": self.partner(),
                    "partner_name": "A partner",
                    "title": f"Flyer {name}",
                    "channels": '["carry_home","board"]',
                    "copies": 300,
                    "checks": "{}",
                    "received_at": at,
                    "done_at": None if left <= 12 else at + timedelta(days=9),
                    "terms_on": at.date().isoformat(),
                }
            )
            self.prove(at, "flyer.receive", one)
            lines += [
                {
                    "line_id": self.new(at), "delivery_id": one, "place": place, "copies": 24,
                    "class_name": f"Class {place}", "grade": place % 9, "refused": "{}",
                    "state": "planned" if left <= 8 else "handed",
                }
                for place in range(LINES)
            ]  # fmt: skip
            posts.append(
                {
                    "post_id": self.new(at), "delivery_id": one, "channel": "board",
                    "board_id": f"board-{n % 6}", "board_name": "Lobby", "copies": 1,
                    "posted_at": at, "take_down_on": (at.date() + timedelta(30)).isoformat(),
                    "taken_down_at": None if left <= 10 else at + timedelta(days=30),
                }
            )  # fmt: skip
            if n % 10 == 0:
                returns.append(
                    {
                        "return_id": self.new(at), "delivery_id": one, "copies": 20,
                        "reasons": '["too_many"]', "returned_at": at, "before": "{}",
                    }
                )  # fmt: skip
            files.append(
                {
                    "file_id": self.new(at), "delivery_id": one, "what": "flyer",
                    "name": "Flyer.pdf", "media_type": "application/pdf", "added_at": at,
                }
            )  # fmt: skip
        memos = [
            {
                "memo_id": self.new(at), "school_id": SCHOOL, "partner_id": self.partner(),
                "title": f"Flyer {name}", "approval_number": f"FL-{n}",
                "memo_on": at.date().isoformat(), "approved_on": at.date().isoformat(),
                "channels": "[]", "recorded_at": at,
            }
            for n, (at, name) in enumerate(self.spread(MEMOS))
        ]  # fmt: skip
        boards = [
            {
                "board_id": f"board-{n}", "school_id": SCHOOL, "name": f"Board {n}",
                "name_key": f"board {n}", "designated_at": moment(self.days[0], 480),
            }
            for n in range(6)
        ]  # fmt: skip
        for table, rows in (
            (f.flyer_delivery, deliveries), (f.flyer_line, lines), (f.flyer_post, posts),
            (f.flyer_return, returns), (f.flyer_file, files), (f.flyer_memo, memos),
            (f.flyer_board, boards),
        ):  # fmt: skip
            write(tx, table, rows)

    def _papers(self, tx: Connection, visits: list[tuple[str, datetime, str]]) -> None:
        """A badge for each visit; the bytes of today's are kept."""
        ids = [self.new(at) for _, at, _ in visits]
        for paper, (_, at, _) in zip(ids, visits, strict=True):
            self.prove(at, "paper.print", paper)
        write(
            tx,
            p.printed_paper,
            (
                {
                    "paper_id": paper, "number": f"N{n:09}", "school_id": SCHOOL, "kind": "badge",
                    "about": name, "day": at.date().isoformat(), "pages": 1, "made_at": at,
                }
                for n, (paper, (_, at, name)) in enumerate(zip(ids, visits, strict=True))
            ),
        )  # fmt: skip
        write(
            tx,
            p.print_run,
            (
                {"run_id": self.new(at), "paper_id": paper, "at": at, "way": "printed",
                 "copies": 1}
                for paper, (_, at, _) in zip(ids, visits, strict=True)
            ),
        )  # fmt: skip
        today = moment(NOW.date(), 0)
        kept = (
            {"paper_id": paper, "content": b"%PDF"}
            for paper, (_, at, _) in zip(ids, visits, strict=True)
            if at >= today
        )
        write(tx, p.printed_pdf, kept)

    def _others(self, tx: Connection) -> None:
        delegations = [
            {
                "delegation_id": self.new(at), "from_account": "account-1",
                "to_account": f"account-{5 + n % 8}", "starts_on": at.date().isoformat(),
                "ends_on": at.date().isoformat(), "made_at": at,
            }
            for n, (at, _) in enumerate(self.spread(20))
        ]  # fmt: skip
        releases = [
            {
                "release_id": self.new(at), "school_id": SCHOOL, "program_id": f"OLD-G{n % 30}",
                "signed": 20, "children": 24, "valid_to": at.date().isoformat(),
                "checked_at": at, "withdrawn_at": None if n % 10 == 9 else at,
            }
            for n, (at, _) in enumerate(self.spread(40))
        ]  # fmt: skip
        children = [
            {
                "child_id": self.new(at), "school_id": SCHOOL, "program_id": f"OLD-G{n % 30}",
                "student_ref": f"S-{n}" if n >= 1_800 else "", "noted_at": at,
                "student_key": f"s {n}" if n >= 1_800 else "",
                "withdrawn_at": None if n >= 1_800 else at,
            }
            for n, (at, _) in enumerate(self.spread(200))
        ]  # fmt: skip
        write(tx, a.delegation, delegations)
        write(tx, o.photo_release, releases)
        write(tx, o.release_child, children)
