"""Papers with markup in every text of others: it is printed as it was written."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import cpdesk.documents
from cpdesk.documents.flyers.board_register import board_register
from cpdesk.documents.flyers.bundle_labels import bundle_labels
from cpdesk.documents.flyers.count_sheet import count_sheet
from cpdesk.documents.flyers.flyer_log import flyer_log
from cpdesk.documents.flyers.return_slip import return_slip
from cpdesk.documents.front_desk.badge import badge
from cpdesk.documents.front_desk.evacuation import evacuation
from cpdesk.documents.front_desk.refusal import refusal
from cpdesk.documents.front_desk.schedule import schedule
from cpdesk.documents.front_desk.visitor_file import visitor_file
from cpdesk.documents.layout.stock import STOCKS
from cpdesk.documents.printer_check import printer_check
from cpdesk.documents.reports.report import report
from cpdesk.documents.requests.letter import letter
from cpdesk.documents.requests.request_form import request_form
from cpdesk.words import Words
from tests.documents import paper_samples as p
from tests.documents.flyers import flyer_samples as f
from tests.documents.paper_reading import text_of
from tests.services.test_exports import REPORT
from tests.services.visitor_file.test_visitor_tables import FILE

MARK = "<b>Jo</b> &amp; <i>"
WRITTEN = frozenset(
    (
        *("school_name", "partner_name", "visitor_name", "name", "title", "place", "note", "host"),
        *("activity_title", "expected", "people", "class_name", "room", "brought_by", "reason"),
        *("board_name", "returned_to", "program_name", "event", "told", "office", "agency"),
        *("decided_by", "decided_by_name", "by_name", "partner", "school"),
    )
)


def marked(value: Any, name: str = "") -> Any:
    """The record with the mark as every text that people wrote."""
    if isinstance(value, str) and type(value) is str:
        return MARK if name in WRITTEN and value else value
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: marked(getattr(value, one.name), one.name) for one in fields(value)}
        return replace(value, **parts)
    if isinstance(value, (tuple, list)):
        return type(value)(marked(part, name) for part in value)
    return value


def _sampled() -> dict[str, Callable[[Words], bytes]]:
    """The papers whose own test has a SAMPLE: a new one needs no entry here."""
    found: dict[str, Callable[[Words], bytes]] = {}
    here = Path(__file__).parent
    for file in here.rglob("test_*.py"):
        if "\nSAMPLE = " in file.read_text("utf-8"):
            name = file.stem.removeprefix("test_")
            place = ".".join(("documents", *file.parent.relative_to(here).parts))
            draw = getattr(import_module(f"cpdesk.{place}.{name}"), name)
            found[name] = partial(draw, marked(import_module(f"tests.{place}.{file.stem}").SAMPLE))
    return found


CELLS = replace(
    REPORT, rows=tuple((MARK, *row[1:]) if type(row[0]) is str else row for row in REPORT.rows)
)
PAPERS: dict[str, Callable[[Words], bytes]] = {
    "badge": lambda w: badge(marked(p.FULL_BADGE), w, STOCKS["dymo-30256"]),
    "board_register": lambda w: board_register(marked(f.register_of(f.post(1, "Lobby"))), w),
    "bundle_labels": lambda w: bundle_labels(marked(f.labels(3)), w),
    "count_sheet": lambda w: count_sheet(marked(f.sheet_of(f.class_line(1))), w),
    "evacuation": lambda w: evacuation(marked(p.EVACUATION), w),
    "flyer_log": lambda w: flyer_log(marked(f.log_of(f.line(), f.returned())), w),
    "letter": lambda w: letter(marked(p.APPROVED), w),
    "letter that declines": lambda w: letter(marked(p.DECLINED), w),
    "printer_check": lambda w: printer_check(MARK, p.at(7, 5), w),
    "refusal": lambda w: refusal(marked(p.REFUSAL), w),
    "report": lambda w: report(CELLS, w),
    "request_form": lambda w: request_form(marked(p.FORM), w),
    "return_slip": lambda w: return_slip(marked(f.SLIP), w),
    "schedule": lambda w: schedule(marked(p.SCHEDULE), w),
    "visitor_file": lambda w: visitor_file(marked(FILE), w),
} | _sampled()


@pytest.mark.parametrize("name", PAPERS)
def test_what_others_wrote_is_printed_as_it_is(name: str, words: Words) -> None:
    text = "".join(text_of(PAPERS[name](words)).split())
    assert text.count("Jo") >= 1
    assert text.count("Jo") == text.count("<b>Jo"), text
    assert "<b>Jo</b>&amp;<i>" in text


def test_every_paper_is_printed_here() -> None:
    """A calendar file is no paper (test_ical), and the recovery key's names only the school."""
    room = Path(cpdesk.documents.__path__[0])
    makers = {
        file.stem
        for file in room.rglob("*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and node.name == file.stem
        and node.returns is not None
        and ast.unparse(node.returns) == "bytes"
    }
    assert makers - set(PAPERS) == {"ical", "recovery"}


def test_nothing_that_reads_markup_draws_a_paper() -> None:
    """ReportLab's paragraphs do; ours are drawn line by line."""
    room = Path(cpdesk.documents.__path__[0])
    taken = {
        (node.module or "", alias.name)
        for file in room.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (node.module or "").startswith("reportlab")
    }
    assert taken
    assert not {m for m, n in taken if "platypus" in m or "paraparser" in m or "Paragraph" in n}
