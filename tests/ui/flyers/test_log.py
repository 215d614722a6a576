"""The log: its filters, its preview, its PDF and its table."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cpdesk.policy.flyers import Channel
from cpdesk.records.flyer_intake import Received, Return
from cpdesk.records.flyers import LogFilter
from cpdesk.services.flyers.log.log_files import HEAD, log_csv
from cpdesk.services.services import Services
from cpdesk.ui.flyers.log_view import DAYS, SPANS, LogView
from cpdesk.ui.theme.theme import Theme
from tests.ui.flyers.conftest import CTRL, Bench, Build
from tests.ui.walk import assert_accessible, assert_legible, assert_whole


@pytest.fixture
def log(bench: Bench) -> LogView:
    bench.press(Qt.Key.Key_P, CTRL)
    assert bench.page.front is bench.page.log
    return bench.page.log


def wanted(log: LogView) -> LogFilter:
    asked = log.wanted
    assert asked is not None
    return asked


def test_the_school_year_first(log: LogView) -> None:
    asked = wanted(log)
    assert (str(asked.first), str(asked.last)) == ("2026-07-01", "2027-06-30")
    assert (asked.partner, asked.of_grade, asked.channel, asked.classes) == ("", None, None, False)
    assert len(log.preview.pages) == 1
    assert log.about.text() == "1 page"
    assert log.first.said == "Jul 1, 2026"


def test_every_filter(bench: Bench, log: LogView) -> None:
    log.partner.setCurrentIndex(log.partner.findText("Lake Street Literacy"))
    log.of_grade.setCurrentIndex(log.of_grade.findData(2))
    log.channel.setCurrentIndex(log.channel.findData(Channel.CARRY_HOME.value))
    log.classes.setChecked(True)
    asked = wanted(log)
    assert (asked.partner, asked.of_grade, asked.channel, asked.classes) == (
        "LSL", 2, Channel.CARRY_HOME, True,
    )  # fmt: skip
    found = bench.services.flyer_logs.log(asked)
    assert {line.title for line in found.lines} == {"Winter reading club"}


def test_days_that_are_typed(bench: Bench, log: LogView) -> None:
    log.first.line.setFocus()
    log.first.line.selectAll()
    bench.type("nov 23")
    assert log.span.currentIndex() == SPANS.index(DAYS)
    log.last.set("today")
    log.make()
    asked = wanted(log)
    assert (str(asked.first), str(asked.last)) == ("2026-11-23", "2026-11-24")
    log.last.set("someday")
    assert log.wanted is None
    assert log.last.note.text() == "Enter a date, such as Nov 3."


def test_printed_with_its_filters(bench: Bench, log: LogView) -> None:
    bench.press(Qt.Key.Key_P, CTRL)
    bench.press(Qt.Key.Key_Return, CTRL)
    assert len(bench.shown) == 2
    assert len(bench.shown[0].read().lines) == 4
    bench.press(Qt.Key.Key_Escape)
    assert bench.page.front is bench.page.look


def test_the_table_is_written(bench: Bench, log: LogView, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    log.write_table(wanted(log), path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))
    winter = next(row for row in rows if row["Title"] == "Winter reading club")
    assert (winter["Copies received"], winter["Copies out"], winter["Copies left over"]) == (
        "248", "43", "56",
    )  # fmt: skip
    assert winter["Grades"] == "K–3"


def test_no_cell_is_a_formula_and_classes_have_their_lines(bench: Bench) -> None:
    services = bench.services
    services.deliveries.receive(
        Received(partner="+Evil", title="=cmd|' /C calc'!A0", copies=5, channels=(Channel.BOARD,)),
        "D-EVIL",
    )
    record = bench.now("D-EVIL")
    services.deliveries.give_back("D-EVIL", record.version, Return(("other",), "@home"))
    year = services.flyer_logs.periods().school_year
    made = services.flyer_logs.log(LogFilter(year.first, year.last, classes=True))
    rows = list(csv.reader(StringIO(log_csv(made, services.words).decode("utf-8-sig"), newline="")))
    assert all(len(row) == len(HEAD) for row in rows)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    classes = [row for row in rows if row[1] == "Winter reading club" and row[7]]
    assert [row[7] for row in classes][:2] == ["K-A", "K-B"]
    assert classes[0][12] == "Mailbox"


def test_seen_and_heard(build: Build, deliveries: Services, any_theme: Theme) -> None:
    bench = build(any_theme)
    bench.press(Qt.Key.Key_P, CTRL)
    bench.settle()
    assert_accessible(bench.page)
    assert_legible(bench.page, any_theme)
    assert_whole(bench.page)
