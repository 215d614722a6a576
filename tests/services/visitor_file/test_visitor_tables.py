"""The file about a visitor for a spreadsheet, read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from cpdesk.policy.outcome import Condition, Purpose
from cpdesk.policy.rules import RULE_NAME
from cpdesk.records.reports import (
    FiledRefusal,
    FiledRequest,
    FiledVisit,
    Message,
    Redaction,
    VisitorFile,
)
from cpdesk.services.visitor_file.visitor_tables import visitor_csv, visitor_tables, visitor_xlsx
from cpdesk.words import Words
from tests.services.test_exports import AT, lines

VISIT = FiledVisit(
    arrived_at=AT,
    ends_at=AT + timedelta(minutes=48),
    left_at=None,
    never_ended=True,
    partner_name="Lake Street Literacy",
    purpose=Purpose.PROGRAM,
    activity_title="@Reading",
    place="Library",
    conditions=(Condition.ESCORT,),
    reason=None,
    undone=False,
)
REQUEST = FiledRequest(
    asked_at=AT,
    kind="A table at an event",
    state="Approved",
    partner_name="Lake Street Literacy",
    program_name="Reading with everybody",
    activity_title="",
    starts_at=AT,
    ends_at=AT,
    weekly_until=AT.date() + timedelta(days=21),
    place="Lobby",
    event="Family night",
    decided_at=AT,
)
FILE = VisitorFile(
    school_name="Cedar Lake School",
    visitor_key="guest:1",
    visitor_name="Ines Okonjo-Berg",
    organizations=(),
    known_from=Message("front desk record, {at}", (("at", AT),)),
    made_at=AT,
    visits=(VISIT,),
    turned_away=(
        FiledRefusal(AT, "", Purpose.REFERRAL, "", ("student.referral",)),
        FiledRefusal(AT, "", Purpose.OTHER, "", ()),
    ),
    requests=(),
    redactions=(
        Redaction("What was written", "It may name a student.", 2),
        Redaction("How the school decided", "It is left out of every such file.", None),
    ),
)


@pytest.fixture
def local(words: Words) -> Words:
    words.zone = ZoneInfo("America/Chicago")
    return words


def test_the_workbook_begins_with_what_it_is_about(local: Words) -> None:
    book = openpyxl.load_workbook(BytesIO(visitor_xlsx(FILE, local, "7HK-2QX-94T")))
    assert book.sheetnames == ["About this file", "Visits", "Turned away", "Requests", "Left out"]
    rows = book["About this file"].iter_rows(min_row=2)
    about = {row[0].value: str(row[1].value) for row in rows}
    assert about["Visitor"] == "Ines Okonjo-Berg"
    assert about["Number"] == "7HK-2QX-94T"
    assert about["School"] == "Cedar Lake School"
    assert "Nov 24, 2026" in about["Source"]
    visit = [cell.value for cell in book["Visits"][2]]
    assert visit[2] == "not checked out"
    assert visit[5:10] == ["@Reading", "Library", "Escort required", "left out", None]
    assert [cell.value for cell in book["Left out"][2]][2] == "2"
    assert [cell.value for cell in book["Left out"][3]][2] == "always"
    assert "Number" not in [line[0] for line in visitor_tables(FILE, local)[0][2]]


def test_a_rule_is_told_by_its_name_and_its_code(local: Words) -> None:
    table = lines(visitor_csv(FILE, local))
    first = table.index(["Turned away"]) + 1
    assert table[first][-2:] == ["Why", "Rules"]
    assert table[first + 1][-2:] == [RULE_NAME["student.referral"], "student.referral"]
    assert table[first + 2][-2:] == ["Decided by the school", ""]


def test_each_line_is_as_long_as_its_head(local: Words) -> None:
    full = replace(FILE, requests=(REQUEST,), visits=(replace(VISIT, reason="a + b", undone=True),))
    for _, head, rows in visitor_tables(full, local):
        assert rows
        assert {len(row) for row in rows} == {len(head)}
    text = visitor_csv(full, local).decode("utf-8-sig")
    for said in ("'@Reading", "a + b", "undone", "Family night", "Dec 15, 2026"):
        assert said in text
