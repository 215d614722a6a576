"""The directory and the partner, with the sample district."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cpdesk.models.store import Store
from cpdesk.models.tables import roster_tables as tables
from cpdesk.policy.outcome import Outcome
from cpdesk.records.partners import PartnerRow
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.partners.directory import Directory
from cpdesk.ui.partners.page import PartnersPage
from cpdesk.ui.theme.theme import Theme, Tone
from tests.ui.partners.conftest import Build
from tests.ui.walk import assert_accessible, assert_legible, assert_whole


def names(page: PartnersPage) -> list[str]:
    return [row.name for row in page.column.list.rows]


def test_lists_everybody_and_shows_the_first(page: PartnersPage) -> None:
    assert len(names(page)) == 29
    assert page.count.text == "29 partners · 25 at this school"
    assert page.detail.name.text() == "Big Drum Learning Circle"
    assert page.detail.verdict.tone is Tone.OK
    assert page.detail.verdict.word.text() == "OK to work here today"
    assert page.column.search.hasFocus()


def test_finds_as_one_types(page: PartnersPage) -> None:
    QTest.keyClicks(page.column.search, "futbol")
    assert names(page) == ["Fútbol en la Plaza"]
    assert page.detail.name.text() == "Fútbol en la Plaza"
    assert page.detail.verdict.tone is Tone.NO
    assert "does not cover" in page.detail.verdict.sentence.text()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert len(names(page)) == 29
    assert page.detail.name.text() == "Fútbol en la Plaza"  # what was looked at stays


def test_nobody_of_that_name(page: PartnersPage) -> None:
    QTest.keyClicks(page.column.search, "zebra")
    assert names(page) == []
    assert page.column.nothing.word.text() == "No partner found"
    assert not page.detail.isVisible()
    page.column.search.clear()
    assert page.detail.isVisible()


def test_only_partners_here(page: PartnersPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    assert page.column.only_here.isChecked()
    assert len(names(page)) == 25
    assert "Dragon Studio" not in names(page)
    page.column.only_here.click()
    assert "Dragon Studio" in names(page)


def test_arrow_keys_in_the_field_move_in_the_list(page: PartnersPage) -> None:
    QTest.keyClick(page.column.search, Qt.Key.Key_Down)
    assert page.detail.name.text() == names(page)[1]
    QTest.keyClick(page.column.search, Qt.Key.Key_PageDown)
    assert page.detail.name.text() == names(page)[9]
    QTest.keyClick(page.column.search, Qt.Key.Key_Up)
    assert page.detail.name.text() == names(page)[8]
    assert page.column.search.hasFocus()
    QTest.keyClick(page.column.search, Qt.Key.Key_Return)
    assert page.detail.hasFocus()
    QTest.keyClick(page.detail, Qt.Key.Key_Escape)
    assert page.column.search.hasFocus()


def test_typing_anywhere_goes_to_the_field(page: PartnersPage) -> None:
    page.column.list.setFocus()
    key = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_G, Qt.KeyboardModifier.NoModifier, "g")
    assert page.typed(key)
    assert page.column.search.text() == "g"
    assert page.column.search.hasFocus()


def test_the_facts_of_a_partner(page: PartnersPage) -> None:
    page.open("GL")
    view = page.detail
    assert view.name.text() == "Garden Lab"
    states = {row[0].text: row[1].text for row in view.contracts.rows}
    assert states == {"26-0450": "Ended", "26-0451": "In effect"}
    activities = {row[0].text: row[1].text for row in view.activities.rows}
    assert activities == {
        "Compost crew": "Approved",
        "Garden science": "Approved",
        "Worm count": "Not approved",
    }
    assert {row[1].text for row in view.people.rows} >= {"Cleared"}
    assert any("contract.term" in row.small for row in view.findings.rows)


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("Dragon Studio", "not a partner of the district yet"),
        ("Summit Kids Fitness", "suspended"),
        ("Old Mill Theater", "no longer a partner"),
        ("Corner Kitchen Cooks", "final signed contract"),
        ("Tutor Town", "Contract"),
    ],
)
def test_one_sentence_why_it_may_not_work_here(page: PartnersPage, wanted: str, says: str) -> None:
    page.column.search.setText(wanted)
    assert page.detail.name.text() == wanted
    assert page.detail.verdict.tone is Tone.NO
    assert page.detail.verdict.word.text() == "Can’t work here today"
    assert says in page.detail.verdict.sentence.text()


def test_copies_the_address(page: PartnersPage) -> None:
    page.open("GL")
    QTest.keyClick(page, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "hello@gl.example"
    assert page.detail.contact.copied.text() == "Copied: hello@gl.example"
    page.detail.contact.buttons["phone"].click()
    assert QGuiApplication.clipboard().text() == "612-555-0154"
    page.open("DRUM")
    assert page.detail.contact.copied.isHidden()


def test_opens_a_partner_that_the_search_hid(page: PartnersPage) -> None:
    page.column.search.setText("garden")
    page.column.only_here.setChecked(True)
    page.open("DRUM")
    assert page.column.search.text() == ""
    assert not page.column.only_here.isChecked()
    assert page.detail.name.text() == "Big Drum Learning Circle"
    assert page.column.list.key == "DRUM"


def test_a_person_registered_at_the_desk_is_among_its_people(
    page: PartnersPage, services: Services, changes: Changes
) -> None:
    page.open("GL")
    before = len(page.detail.people.rows)
    services.visitors.register_person("GL", "Marisol", "Quintero")
    changes.visits.emit()
    added = next(row for row in page.detail.people.rows if row[0].text == "Marisol Quintero")
    assert len(page.detail.people.rows) == before + 1
    assert added[0].small == "added at the front desk"
    assert added[1].text == "Not on file"


def test_without_a_roster_it_says_what_to_do(
    page: PartnersPage, store_of_services: Store, changes: Changes
) -> None:
    with store_of_services.write() as tx:
        tx.execute(tables.roster_issue.delete())
    changes.roster.emit()
    assert page.column.nothing.isVisible()
    assert page.column.nothing.word.text() == "No roster has been imported yet."
    assert page.column.nothing.sentence.text()
    assert not page.detail.isVisible()


def test_a_partner_that_is_not_on_the_roster_is_a_sentence(page: PartnersPage) -> None:
    """As when a new roster withdrew it while another page still names it."""
    page.open("GONE")
    assert page.empty.isVisible()
    assert page.empty.word.text() == "Partner GONE is not on the current roster."
    assert page.empty.sentence.text()
    page.open("GL")
    assert page.detail.isVisible()
    assert page.detail.name.text() == "Garden Lab"


def test_thousands_of_partners_are_drawn_as_they_come_into_sight(
    qtbot: QtBot, theme: Theme, services: Services
) -> None:
    listed = Directory(theme, services.words)
    qtbot.addWidget(listed)
    listed.resize(360, 600)
    one = PartnerRow("P", "Partner", "authorized", Outcome.ADMIT, True, 2)
    rows = tuple(replace(one, partner_id=f"P{n}", name=f"Partner {n:05}") for n in range(5000))
    listed.show()
    qtbot.waitExposed(listed)
    listed.show_rows(rows, "P4999")
    assert listed.key == "P4999"
    assert listed.verticalScrollBar().maximum() > 200_000
    assert listed.visualRect(listed.currentIndex()).intersects(listed.viewport().rect())
    assert len(listed.findChildren(type(listed))) == 0
    listed.step(-8)
    assert listed.key == "P4991"
    listed.step(100)
    assert listed.key == "P4999"


@pytest.mark.parametrize("width", [1170, 1084])
def test_is_accessible_and_legible(
    build: Build, any_theme: Theme, width: int, qtbot: QtBot
) -> None:
    page = build(any_theme, width, 664)
    for partner in ("GL", "DRUM"):
        page.open(partner)
        assert_accessible(page)
        assert_legible(page, any_theme)
        qtbot.waitUntil(lambda: assert_whole(page))  # layouts follow what is shown
    page.retheme(any_theme)
    assert page.detail.contracts.height() >= page.detail.contracts.verticalHeader().length()


def test_where_the_focus_is_can_be_seen_on_the_way_to_the_releases(page: PartnersPage) -> None:
    """Whatever Tab comes to looks otherwise with the focus than without."""
    page.open("HRD")
    view = page.detail
    for part in (view, view.contracts, view.activities, view.people):
        page.column.search.setFocus()
        QApplication.processEvents()
        without = part.grab().toImage()
        part.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        assert part.grab().toImage() != without, part.accessibleName()
