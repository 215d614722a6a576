"""Photo releases at the partner: recorded, replaced, withdrawn, and the children one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from cpdesk.records.desk import Admission, Question, RelayedYes
from cpdesk.records.outreach import ProgramReleases, ReleaseDraft, ReleaseRecord
from cpdesk.services.services import Services
from cpdesk.ui.changes import Changes
from cpdesk.ui.partners.page import PartnersPage
from cpdesk.ui.partners.recording import WithdrawDialog
from cpdesk.ui.partners.release_dialog import ReleaseDialog
from cpdesk.ui.partners.releases import checked, sentence, state
from cpdesk.ui.partners.which_program import WhichProgram
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.ui.widgets.file_dialogs import FileDialogs
from cpdesk.words import Words
from tests.ui.context import QuietWindow
from tests.ui.partners.conftest import Build
from tests.ui.walk import assert_accessible

CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 11, 24)
END = date(2027, 6, 4)
DRAFT = ReleaseDraft("HRD-1", 18, 24, END, "Blue binder")


class Files(FileDialogs):
    """Answers for the person."""

    def __init__(self, words: Words, path: Path) -> None:
        super().__init__(words)
        self.path = path

    def scanned_form(self, parent: QWidget) -> Path | None:
        return self.path

    def save_as(self, parent: QWidget, name: str, kinds: str = "", title: str = "") -> Path | None:
        return self.path.with_name(f"saved-{name}")


@pytest.fixture
def files(services: Services, tmp_path: Path) -> Files:
    return Files(services.words, tmp_path / "forms.png")


@pytest.fixture
def page(build: Build, theme: Theme, files: Files) -> PartnersPage:
    made = build(theme, files=files)
    made.open("HRD")
    return made


def dialog(page: PartnersPage) -> ReleaseDialog:
    """The one that is open."""
    return next(d for d in page.findChildren(ReleaseDialog) if d.isVisible())


def type_into(line: QWidget, text: str) -> None:
    line.setFocus()
    QTest.keyClicks(line, text)


# -- words -----------------------------------------------------------------------------------------


def program(release: ReleaseRecord | None, *, roster: bool = False) -> ProgramReleases:
    return ProgramReleases("HRD-1", "Dance residency", "HRD", "Hmong Roots", roster, release)


def test_a_pill_says_what_follows_at_the_desk(services: Services, words: Words) -> None:
    full = services.releases.record(ReleaseDraft("HRD-1", 24, 24, END))
    assert state(program(full), TODAY) == ("Photos allowed", Tone.OK)
    assert state(program(full), date(2027, 6, 5)) == ("Expired: no photos", Tone.NO)
    some = services.releases.record(DRAFT)
    assert state(program(some), TODAY) == ("Photos: sticker only", Tone.ASK)
    none = services.releases.record(ReleaseDraft("HRD-1", 0, 24, END))
    assert state(program(none, roster=True), TODAY) == ("No photos", Tone.PLAIN)
    assert state(program(None, roster=True), TODAY) == ("Photos allowed", Tone.OK)
    assert state(program(None), TODAY) == ("No photos", Tone.PLAIN)
    assert sentence(program(some), words) == (
        "18 of 24 families signed (75%), valid through Jun 4, 2027"
    )
    assert checked(program(some), words) == (
        "Checked by the front desk, Nov 24, 2026 · Blue binder"
    )
    assert "The roster says releases are on file." in sentence(program(None, roster=True), words)


# -- recording -------------------------------------------------------------------------------------


def test_recorded_by_keys_alone(page: PartnersPage, services: Services, changes: Changes) -> None:
    message = QSignalSpy(changes.releases)
    QTest.keyClick(page.column.search, Qt.Key.Key_R, CTRL)
    asking = dialog(page)
    assert asking.focusWidget() is asking.signed.line
    QTest.keyClicks(asking.signed.line, "18")
    type_into(asking.children_.line, "24")
    assert asking.share.text() == (
        "18 of 24 families signed (75%). At check-in: “Photos: only students with a sticker”"
    )
    type_into(asking.valid_to.line, "Jun 4")
    QTest.keyClick(asking.valid_to.line, Qt.Key.Key_Return)
    release = services.releases.of("HRD-1").release
    assert release is not None
    assert (release.signed, release.children, release.valid_to) == (18, 24, END)
    assert message.count() == 1
    row = page.detail.releases.rows["HRD-1"]
    assert row.pill.text == "Photos: sticker only"
    assert row.record.text() == "Replace…"


def test_who_came_with_another_badge_is_named(page: PartnersPage, services: Services) -> None:
    releases = services.releases
    releases.record(ReleaseDraft("LSL-1", 24, 24, END))
    said = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
    question = Question(person="LSL-1", activity="A-002")
    name = services.desk.admit(Admission("V1", question, relayed=said)).visitor_name
    page.open("LSL")
    assert isinstance(page.context.window, QuietWindow)
    heard = page.context.window.ears.heard
    page.detail.releases.rows["LSL-1"].record.click()
    asking = dialog(page)
    asking.signed.set("23")
    asking.submit()
    told = f"Recorded. Badges already printed for {name} show the old photo rule. Let them know."
    assert heard == [(told, Tone.OK)]
    page.detail.releases.rows["LSL-1"].record.click()
    asking = dialog(page)
    asking.signed.set("24")
    asking.submit()
    assert heard[1:] == [("Recorded.", Tone.OK)]


@pytest.mark.parametrize(
    ("signed", "children", "valid_to", "says"),
    [
        ("", "24", "Jun 4", "number of families"),
        ("many", "24", "Jun 4", "number of families"),
        ("18", "", "Jun 4", "number of students"),
        ("25", "24", "Jun 4", "more signed families than students"),
        ("18", "24", "", "Enter the last day they are valid"),
        ("18", "24", "Nov 23, 2026", "already expired"),
    ],
)
def test_what_is_missing_is_said_and_the_dialog_stays(
    page: PartnersPage, services: Services, signed: str, children: str, valid_to: str, says: str
) -> None:
    QTest.keyClick(page.column.search, Qt.Key.Key_R, CTRL)
    asking = dialog(page)
    asking.signed.set(signed)
    asking.children_.set(children)
    asking.valid_to.set(valid_to)
    asking.submit()
    assert isinstance(asking.trouble, VerdictBox)
    assert says in asking.trouble.word.text()
    assert asking.isVisible()
    assert services.releases.of("HRD-1").release is None
    asking.reject()


def test_what_was_recorded_is_filled_in_and_replaced(
    page: PartnersPage, services: Services
) -> None:
    services.releases.record(DRAFT)
    page.refresh()
    page.detail.releases.rows["HRD-1"].record.click()
    asking = dialog(page)
    assert (asking.signed.said, asking.children_.said) == ("18", "24")
    assert asking.note.said == "Blue binder"
    asking.signed.set("24")
    asking.submit()
    assert page.detail.releases.rows["HRD-1"].pill.text == "Photos allowed"


def test_withdrawing_asks_once_more(page: PartnersPage, services: Services) -> None:
    services.releases.record(DRAFT)
    page.refresh()
    page.detail.releases.rows["HRD-1"].withdraw.click()
    asking = next(d for d in page.findChildren(WithdrawDialog) if d.isVisible())
    asking.reject()
    assert services.releases.of("HRD-1").release is not None
    page.detail.releases.rows["HRD-1"].withdraw.click()
    asking = next(d for d in page.findChildren(WithdrawDialog) if d.isVisible())
    QTest.keyClick(asking, Qt.Key.Key_Return)
    assert services.releases.of("HRD-1").release is None
    assert page.detail.releases.rows["HRD-1"].withdraw.isHidden()


def test_withdrawing_names_what_follows_and_warns_where_that_is_more(
    page: PartnersPage, services: Services
) -> None:
    def asked(roster: bool, signed: int) -> VerdictBox:
        record = services.releases.record(ReleaseDraft("HRD-1", signed, 24, END))
        page.recording.withdraw(program(record, roster=roster))
        asking = next(d for d in page.findChildren(WithdrawDialog) if d.isVisible())
        asking.reject()
        return asking.follows

    less = asked(False, 18)
    assert (less.word.text(), less.tone) == (
        "No photos: the roster has no releases.",
        Tone.PLAIN,
    )
    more = asked(True, 18)
    assert (more.word.text(), more.tone) == ("Photos allowed, according to the roster.", Tone.ASK)
    assert "more than now (“Photos: sticker only”)" in more.sentence.text()
    assert asked(True, 0).tone is Tone.ASK
    assert asked(True, 24).tone is Tone.PLAIN


def test_the_focus_stays_at_the_program_and_the_result_is_in_sight(
    page: PartnersPage, services: Services
) -> None:
    page.resize(1000, 420)
    QTest.keyClick(page.column.search, Qt.Key.Key_R, CTRL)
    asking = dialog(page)
    for line, said in ((asking.signed, "18"), (asking.children_, "24"), (asking.valid_to, "Jun 4")):
        line.set(said)
    asking.submit()

    def seen() -> bool:
        QApplication.processEvents()
        row = page.detail.releases.rows["HRD-1"]
        top = row.mapTo(page.detail.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + row.height() <= page.detail.viewport().height()

    assert seen()
    assert page.focusWidget() is page.detail.releases.rows["HRD-1"].record
    page.detail.releases.rows["HRD-1"].withdraw.setFocus()
    page.detail.releases.rows["HRD-1"].withdraw.click()
    withdraw = next(d for d in page.findChildren(WithdrawDialog) if d.isVisible())
    QTest.keyClick(withdraw, Qt.Key.Key_Return)
    assert services.releases.of("HRD-1").release is None
    assert seen()
    assert page.focusWidget() is page.detail.releases.rows["HRD-1"].record


def test_whoever_went_on_meanwhile_keeps_the_focus(page: PartnersPage, services: Services) -> None:
    """The page is read again a little later, when another one may be in front."""
    one = services.releases.programs()[0]
    page.hide()
    page.lead_to(replace(one, program_id="HRD-1", partner_id="HRD"))
    page.refresh()
    page.show()
    page.column.search.setFocus()
    page.refresh()
    assert page.focusWidget() is page.column.search


def test_new_facts_leave_the_focus_at_its_button(page: PartnersPage, services: Services) -> None:
    """Also what another desk wrote."""
    services.releases.record(DRAFT)
    page.refresh()
    page.detail.releases.rows["HRD-1"].withdraw.setFocus()
    services.releases.record(ReleaseDraft("HRD-1", 24, 24, END))
    page.refresh()
    assert page.focusWidget() is page.detail.releases.rows["HRD-1"].withdraw


def test_of_several_programs_it_is_asked_which(page: PartnersPage, services: Services) -> None:
    first = services.releases.programs()[0]
    two = (first, replace(first, program_id="P-2", program_name="Evening choir"))
    page.detail.releases.show_programs(two, TODAY, may=True)
    QTest.keyClick(page.column.search, Qt.Key.Key_R, CTRL)
    which = next(d for d in page.findChildren(WhichProgram) if d.isVisible())
    assert [which.list.item(n).text() for n in range(2)] == [
        f"{first.program_name} · {state(first, TODAY)[0]}",
        f"Evening choir · {state(first, TODAY)[0]}",
    ]
    chosen = QSignalSpy(which.did)
    QTest.keyClick(which.list, Qt.Key.Key_E)
    QTest.keyClick(which.list, Qt.Key.Key_Return)
    assert chosen.at(0)[0] == two[1]
    # With the focus at one of them, that one is meant.
    page.detail.releases.rows["P-2"].record.setFocus()
    assert page.detail.releases.led == two[1]


def test_the_form_is_reached_from_where_no_partner_is_known(page: PartnersPage) -> None:
    page.record_releases()
    which = next(d for d in page.findChildren(WhichProgram) if d.isVisible())
    QTest.keyClicks(which.list, "Dance res")
    QTest.keyClick(which.list, Qt.Key.Key_Return)
    assert "Dance residency" in dialog(page).windowTitle()
    dialog(page).reject()


def test_the_scanned_form_comes_back_as_it_went_in(
    page: PartnersPage, tmp_path: Path, files: Files
) -> None:
    from PIL import Image

    scan = files.path
    Image.new("RGB", (60, 80), "white").save(scan)
    QTest.keyClick(page.column.search, Qt.Key.Key_R, CTRL)
    asking = dialog(page)
    asking.signed.set("18")
    asking.children_.set("24")
    asking.valid_to.set("Jun 4")
    asking.attach.click()
    assert asking.attached.text() == "forms.png"
    asking.submit()
    row = page.detail.releases.rows["HRD-1"]
    assert not row.form.isHidden()
    row.form.click()
    assert (tmp_path / "saved-release-form.png").read_bytes() == scan.read_bytes()


def test_a_file_that_is_no_scan_is_said_beside_the_button(
    page: PartnersPage, tmp_path: Path, files: Files
) -> None:
    wrong = tmp_path / "forms.pdf"
    wrong.write_text("<html>", "utf-8")
    files.path = wrong
    QTest.keyClick(page.column.search, Qt.Key.Key_R, CTRL)
    asking = dialog(page)
    asking.attach.click()
    assert "isn’t a PDF or a picture" in asking.attached.text()
    assert asking.do.isEnabled()
    asking.reject()


# -- by child --------------------------------------------------------------------------------------


def test_children_are_added_and_ticked_by_keys(
    page: PartnersPage, services: Services, qtbot: QtBot
) -> None:
    services.releases.keep_by_child(True)
    QTest.keyClick(page.column.search, Qt.Key.Key_R, CTRL)
    asking = dialog(page)
    panel = asking.panel
    assert panel is not None
    assert asking.focusWidget() is panel.line.line
    for reference in ("S-2207", "S-3318"):
        QTest.keyClicks(panel.line.line, reference)
        QTest.keyClick(panel.line.line, Qt.Key.Key_Return)
    assert asking.isVisible()  # Enter added a child, and recorded nothing yet
    panel.list.setFocus()
    panel.list.setCurrentRow(0)
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    assert panel.counts == (1, 2)
    assert asking.share.text().startswith("1 of 2 families signed (50%). At check-in: ")
    panel.list.setCurrentRow(1)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert panel.counts == (1, 1)
    asking.valid_to.set("Jun 4")
    asking.submit()
    release = services.releases.of("HRD-1").release
    assert release is not None
    assert (release.signed, release.children, release.by_child) == (1, 1, True)
    said = " ".join(label.text() for label in page.detail.findChildren(QLabel))
    assert "1 of 1 families signed" in said
    assert "S-2207" not in said  # the page shows counts alone


def test_a_copied_column_is_pasted_and_a_tick_stays(page: PartnersPage, services: Services) -> None:
    services.releases.keep_by_child(True)
    services.releases.note_child("HRD-1", "S-2207", True)
    QTest.keyClick(page.column.search, Qt.Key.Key_R, CTRL)
    asking = dialog(page)
    panel = asking.panel
    assert panel is not None
    QGuiApplication.clipboard().setText("S-2207\r\nS-3318\nS-4001\n\n")
    QTest.keyClick(panel.line.line, Qt.Key.Key_V, CTRL)
    assert panel.counts == (1, 3)
    QGuiApplication.clipboard().setText("S-5")
    QTest.keyClick(panel.line.line, Qt.Key.Key_V, CTRL)
    assert panel.line.said == "S-5"  # one is pasted as ever
    QTest.keyClicks(panel.line.line, "1, S-52")
    QTest.keyClick(panel.line.line, Qt.Key.Key_Return)
    assert panel.counts == (1, 5)
    assert panel.line.said == ""
    asking.reject()


def test_a_reference_that_is_none_is_said_at_its_field(
    page: PartnersPage, services: Services
) -> None:
    services.releases.keep_by_child(True)
    QTest.keyClick(page.column.search, Qt.Key.Key_R, CTRL)
    panel = dialog(page).panel
    assert panel is not None
    QTest.keyClicks(panel.line.line, "...")
    QTest.keyClick(panel.line.line, Qt.Key.Key_Return)
    assert "This student reference is empty or too long." in panel.line.note.text()
    dialog(page).reject()


def test_what_was_not_written_does_not_look_written(page: PartnersPage, services: Services) -> None:
    """Someone has turned the switch off in another window."""
    services.releases.keep_by_child(True)
    QTest.keyClick(page.column.search, Qt.Key.Key_R, CTRL)
    panel = dialog(page).panel
    assert panel is not None
    QTest.keyClicks(panel.line.line, "S-2207")
    QTest.keyClick(panel.line.line, Qt.Key.Key_Return)
    assert panel.line.said == ""
    services.releases.keep_by_child(False)
    panel.list.setFocus()
    panel.list.setCurrentRow(0)
    QTest.keyClick(panel.list, Qt.Key.Key_Space)
    assert panel.list.item(0).checkState() is Qt.CheckState.Unchecked
    assert "doesn’t track releases by student" in panel.line.note.text()
    panel.line.line.setFocus()
    QTest.keyClicks(panel.line.line, "S-3318")
    QTest.keyClick(panel.line.line, Qt.Key.Key_Return)
    assert panel.line.said == "S-3318", "what was typed is not lost"
    dialog(page).reject()


# -- looks -----------------------------------------------------------------------------------------


def test_a_partner_without_programs_here_says_so(page: PartnersPage, services: Services) -> None:
    other = next(n for n in services.partners.directory() if not n.here)
    page.open(other.partner_id)
    assert page.detail.releases.rows == {}
    assert not page.detail.releases.nothing.isHidden()
    QTest.keyClick(page.column.search, Qt.Key.Key_R, CTRL)
    assert not [d for d in page.findChildren(ReleaseDialog) if d.isVisible()]


def test_it_is_drawn_in_every_look(build: Build, any_theme: Theme, services: Services) -> None:
    services.releases.record(DRAFT)
    page = build(any_theme)
    page.open("HRD")
    QApplication.processEvents()
    row = page.detail.releases.rows["HRD-1"]
    assert row.width() <= page.detail.viewport().width()
    assert row.accessibleName().startswith("Dance residency: Photos: sticker only. 18 of 24")


def test_the_small_dialogs_fit_in_every_look(
    build: Build, any_theme: Theme, services: Services
) -> None:
    page = build(any_theme)
    record = services.releases.record(DRAFT)
    page.recording.withdraw(program(record, roster=True))
    page.record_releases()
    QApplication.processEvents()
    for kind in (WithdrawDialog, WhichProgram):
        asking = next(d for d in page.findChildren(kind) if d.isVisible())
        assert_accessible(asking)
        assert asking.width() <= 1280
        assert asking.height() <= 680
        asking.reject()


@pytest.mark.parametrize("by_child", [False, True])
def test_the_dialog_fits_a_small_screen_in_every_look(
    build: Build, any_theme: Theme, services: Services, by_child: bool
) -> None:
    """Also while it says what is missing."""
    services.releases.keep_by_child(by_child)
    page = build(any_theme)
    page.open("HRD")
    page.detail.releases.rows["HRD-1"].record.click()
    asking = dialog(page)
    asking.submit()
    QApplication.processEvents()
    assert asking.trouble.isVisible()
    assert_accessible(asking)
    assert asking.width() <= 1280
    assert asking.height() <= 680  # the frame of the system's
    asking.reject()
