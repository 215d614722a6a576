"""A no-entry notice is not to be seen in the file about a visitor: two histories that differ only
in a notice give the same file, to the byte."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.documents.front_desk.visitor_file import visitor_file
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.models.tables import desk_tables as d
from cpdesk.models.tables import request_tables as t
from cpdesk.models.tables import roster_tables as r
from cpdesk.policy.outcome import Outcome, Purpose
from cpdesk.policy.rules import RULES
from cpdesk.records.desk import Admission, Question, RelayedYes, TurnAway
from cpdesk.records.reports import VisitorFile
from cpdesk.services.services import Services
from cpdesk.services.visitor_file.visitor_tables import visitor_csv, visitor_xlsx
from cpdesk.words import Words
from tests.examples import examples
from tests.services.reports.reports_book import TODAY, a_book, away, moment, reports, visit
from tests.services.visitor_file.test_visitor_files import finding, request

WHO = "person:LSL-1"
NOTICE = "visitor.notice"
AT = moment(TODAY)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = a_book(tmp_path_factory.mktemp("book"))
    yield store
    store.close()


def forms(file: VisitorFile, words: Words) -> tuple[bytes, bytes, list[Any]]:
    """The file as it leaves the house. A workbook knows when it was written, so its cells are
    compared."""
    made = openpyxl.load_workbook(BytesIO(visitor_xlsx(file, words)))
    cells = [[[cell.value for cell in row] for row in sheet] for sheet in made]
    return visitor_file(file, words), visitor_csv(file, words), cells


# -- any book -------------------------------------------------------------------------------------


@dataclass
class History:
    """One life of the same visitor, as rows."""

    visits: list[dict[str, Any]] = field(default_factory=list)
    away: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)

    def write(self, book: Store) -> None:
        with book.write() as tx:
            tables = (t.request_person, t.request, d.finding, d.visit, d.turned_away)
            for table in tables:
                tx.execute(table.delete())
            for table, rows in (
                (d.visit, self.visits),
                (d.turned_away, self.away),
                (d.finding, self.findings),
                (t.request, self.requests),
            ):
                if rows:
                    tx.execute(table.insert(), rows)


_CODES = sorted(rule.code for rule in RULES if rule.code != NOTICE)
_OUTCOMES = [one.code for one in Outcome]
_TEXT = st.sampled_from(["", "No. 7", "Not the man of the notice", "Mika’s mother"])


@st.composite
def _twins(draw: st.DrawFn) -> tuple[History, History]:
    """The same visits, refusals and requests, without a notice and with one."""
    without, with_it = History(), History()
    for n in range(draw(st.integers(0, 4))):
        at = AT - timedelta(days=n + 1)
        found = draw(st.lists(st.tuples(st.sampled_from(_CODES), st.sampled_from(_OUTCOMES))))
        purpose = draw(st.sampled_from([one.value for one in Purpose]))
        came = draw(st.booleans())
        common = {"visitor_key": WHO, "purpose": purpose}
        if came:
            row = visit(at, **common, reason=draw(_TEXT), host=draw(_TEXT), left_at=at)
            worse = row | {
                "outcome": "ask_leader", "admitted_by": "relayed", "lift_reason": draw(_TEXT),
                "relayed_who": "Principal Lindqvist", "relayed_how": "by phone",
            }  # fmt: skip
            without.visits.append(row)
            with_it.visits.append(worse)
            asked = {"kind": draw(st.sampled_from(["relayed", "this_visit"])), "visitor_key": WHO}
            with_it.requests.append(request(**asked, visit_id=row["visit_id"], asked_at=at))
            subject = row["visit_id"]
        else:
            row = away(at, **common, outcome=draw(st.sampled_from(_OUTCOMES)), told=draw(_TEXT))
            without.away.append(row)
            with_it.away.append(row | {"outcome": "refuse", "told": draw(_TEXT)})
            subject = row["turned_away_id"]
        for place, (code, outcome) in enumerate(found):
            for history in (without, with_it):
                history.findings.append(finding(subject, code, outcome) | {"place": place})
        held = finding(subject, NOTICE, "admit") | {"place": len(found)}
        without.findings.append(held)
        with_it.findings.append(held | {"outcome": draw(st.sampled_from(_OUTCOMES))})
    for n in range(draw(st.integers(0, 2))):
        kind = draw(st.sampled_from(["meet_student", "tabling", "staff_meeting"]))
        one = request(kind=kind, asked_at=AT - timedelta(hours=n), visitor_key=WHO)
        without.requests.append(one)
        with_it.requests.append(one)
    return without, with_it


@examples(60, shares_fixture=True)
@given(_twins(), st.booleans())
def test_histories_that_differ_in_a_notice_give_one_file(
    book: Store, words: Words, twins: tuple[History, History], read: bool
) -> None:
    without, with_it = twins
    files = []
    for history in (without, with_it):
        history.write(book)
        if history.visits or history.away or history.requests:
            files.append(reports(book).visitor(WHO, read=read))
    if len(files) == 2:
        assert files[0] == files[1]
        assert forms(files[0], words) == forms(files[1], words)


def test_who_was_turned_away_for_a_notice_alone_is_one_of_many(book: Store, words: Words) -> None:
    """Nothing stopped this visitor but the notice; the file is that of one for whom the partner had
    confirmed no background check, or who went away because the school was closed."""
    made = []
    for code in (NOTICE, "visitor.clearance", "school.open", "activity.scheduled"):
        row = away(AT, visitor_key=WHO, purpose="other", outcome="ask_leader", turned_away_id="a")
        History(away=[row], findings=[finding("a", code, "ask_leader")]).write(book)
        made.append(reports(book).visitor(WHO))
    assert made[0].turned_away[0].rules == ()
    assert all(forms(one, words) == forms(made[0], words) for one in made)


# -- the same morning at the desk -----------------------------------------------------------------

GUEST = "Darrell Whitcombe"
ASKED = Question(guest=GUEST, purpose=Purpose.STAFF_MEETING, host="Ms. Vang", reason="Bus money")
YES = RelayedYes("Principal Lindqvist", "by phone", "Not the man of the notice of September")


def _a_morning(services: Services) -> VisitorFile:
    """Comes, is let in or only after a leader said yes, leaves; comes again and is sent away."""
    stopped = services.desk.card(ASKED).decision.outcome is Outcome.ASK_LEADER
    one = services.desk.admit(Admission(new_id(), ASKED, relayed=YES if stopped else None))
    services.desk.check_out(one.visit_id)
    told = "There is a notice against you." if stopped else "Ms. Vang is ill today."
    services.desk.turn_away(TurnAway(new_id(), ASKED, told=told))
    (found,) = services.reports.called(GUEST)
    return services.reports.visitor(found.visitor_key)


def _without_notices(services: Services) -> None:
    with services.data.store.write() as tx:
        assert tx.execute(r.notice.delete()).rowcount


@pytest.fixture
def another_counter(sample_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Services]:
    opened = open_services(shutil.copytree(sample_folder, tmp_path / "other"), clock=clock)
    yield opened
    opened.close()


def test_a_morning_with_a_notice_and_one_without(
    services: Services, another_counter: Services
) -> None:
    _without_notices(another_counter)
    with_it, without = _a_morning(services), _a_morning(another_counter)
    assert replace(with_it, visitor_key="") == replace(without, visitor_key="")
    assert forms(with_it, services.words) == forms(without, services.words)
    assert "otice" not in repr(with_it)
    with services.data.store.read() as tx:  # that there was one is kept, and for the office alone
        assert tx.execute(t.request.select()).first() is not None
