"""What is not known is never shown as nothing: every page over data that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import QAbstractTableModel, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QWidget

from cpdesk.app import lazy_services
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models import key
from cpdesk.models.store import connect
from cpdesk.records.desk import Admission, Question
from cpdesk.services.services import Services
from cpdesk.settings import Settings
from cpdesk.ui.application import Application
from cpdesk.ui.paper.dialog import PaperDialog
from cpdesk.ui.tasks import InlineTasks
from cpdesk.ui.widgets.frames.empty_state import EmptyState
from cpdesk.words import Words
from tests.journeys.office import NoPrinter

# What a page says where it knows that there is nothing, and what only tells what was chosen.
_NOTHING = re.compile(r"\b(0|[Nn]obody|[Nn]o one|[Nn]othing|[Nn]one|No \w+)\b")
_CHOSEN = ("No request selected", "No flyer chosen", "No partner selected", "No event selected")
_TROUBLE = re.compile(r"Nothing can be read or saved\.|If anything is wrong, nothing is changed\.")


def said(*roots: QWidget) -> list[str]:
    """Every text that can be seen in these widgets."""
    found: list[str] = []
    for widget in (one for root in roots for one in root.findChildren(QWidget)):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel):
            found.append(widget.text())
        elif isinstance(widget, QAbstractButton):
            found += [widget.text(), widget.accessibleDescription()]
        elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
            found += [
                str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole))
                for row in range(model.rowCount())
                for column in range(columns)
            ]
    return [text for text in found if text]


def soft(texts: list[str]) -> list[str]:
    """Those that speak of nothing or no one."""
    kept = (_TROUBLE.sub("", text) for text in texts if text not in _CHOSEN)
    paths = (re.sub(r"\S*/\S*", "", text) for text in kept)
    return [text for text in paths if _NOTHING.search(text)]


def uncounted(texts: list[str]) -> int:
    """How many entries of the sidebar say that their number can’t be read."""
    return sum(text.startswith("Can’t read how many are waiting") for text in texts)


def assert_unread(pages: dict[str, list[str]]) -> None:
    assert {name: soft(texts) for name, texts in pages.items() if soft(texts)} == {}
    assert any("Can’t read who is in the building." in text for text in pages["desk"])
    assert "Can’t read this list" in pages["desk"]
    assert "Can’t read the staff accounts." in pages["settings"]
    assert "Can’t read this term’s visits." in pages["events"]
    assert "Waiting" in pages["requests"]  # without a number
    assert uncounted(pages["window"]) == 2
    assert "Can’t read the data" in pages["window"]


def front(qapp: QApplication, services: Services) -> Application:
    office = Application(
        qapp,
        services,
        tasks=InlineTasks(),
        settings=Settings(theme="light"),
        route=NoPrinter(),
    )
    office.window.resize(1366, 768)
    office.window.show()
    return office


def leave(qapp: QApplication, office: Application) -> None:
    office.window.hide()
    office.window.deleteLater()
    office.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def office(qapp: QApplication, services: Services, words: Words) -> Iterator[Application]:
    made = front(qapp, services)
    yield made
    leave(qapp, made)


def begin(office: Application) -> None:
    """The window reads, and so do the numbers beside its pages."""
    office.window.start()
    for number in (office.queue_badge, office.reminder_badge):
        number.start()
        number.read()


def walk(office: Application) -> dict[str, list[str]]:
    """What every page says after it was read once more, and the window around it."""
    office.queue_badge.read()
    office.reminder_badge.read()
    pages: dict[str, list[str]] = {}
    for page in office.pages:
        office.window.go(page.key)
        office.window.read()
        page.refresh()
        QApplication.processEvents()
        pages[page.key] = said(page.widget)
    pages["window"] = said(office.window.header, office.window.sidebar)
    return pages


def admit(services: Services) -> None:
    due = next(
        r for r in services.desk.expected() if r.state == "due" and "Okafor" in r.person_name
    )
    question = Question(person=due.person_id, activity=due.activity_id)
    services.desk.admit(Admission(new_id(), question))


def move_away(services: Services) -> Callable[[], object]:
    moved = services.folder.with_name("moved")
    services.folder.rename(moved)
    return lambda: moved.rename(services.folder)


def spoil(services: Services) -> None:
    """Damages the first page of every table and index, as a failing disk does."""
    services.close()
    path = services.folder / "desk.db"
    with closing(connect(path, key.find_or_make(services.folder).key)) as file:
        roots = file.execute(
            "SELECT rootpage FROM sqlite_master"
            " WHERE rootpage > 1 AND tbl_name NOT IN ('alembic_version', 'sqlite_stat1')"
        ).fetchall()
    content = bytearray(path.read_bytes())
    for (page,) in roots:
        content[(page - 1) * 4096 + 100] ^= 0xFF
    path.write_bytes(content)


def test_no_page_shows_what_it_cannot_read_as_none(office: Application, services: Services) -> None:
    begin(office)
    pages = walk(office)  # where it is known that there is nothing, that is said
    assert "No visitors in the building." in pages["desk"]
    assert "No partner has a table or presentation this term." in pages["events"]
    assert "Waiting 0" in pages["requests"]
    assert not any("Can’t read" in text for page in pages.values() for text in page)
    back = move_away(services)
    pages = walk(office)
    assert_unread(pages)
    assert "Can’t read the backups." in pages["settings"]
    assert office.window.header.clock.text == ""  # the hour that stood there is over
    for name in ("today", "requests", "flyers", "partners", "reports", "events", "printing"):
        assert any("was moved, deleted, or replaced" in text for text in pages[name]), name
    back()
    office.desk.page.refresh()
    assert (
        office.desk.page.aside.inside.empty.text() == "No visitors in the building."
    )  # it goes on by itself


def test_one_look_at_data_that_is_back_clears_what_was_said_of_it(
    office: Application, services: Services
) -> None:
    begin(office)
    window = office.window
    back = move_away(services)
    office.queue_badge.read()
    office.reminder_badge.read()
    window.read()
    assert "was moved, deleted, or replaced" in window.banner.line.text()
    assert uncounted(said(window.sidebar)) == 2
    back()
    window.read()
    assert window.banner.isHidden()
    assert uncounted(said(window.sidebar)) == 0


def test_damage_that_was_there_from_the_start_is_not_shown_as_none(
    qapp: QApplication, services: Services, words: Words
) -> None:
    spoil(services)
    later = lazy_services(services.folder, clock=services.clock, words=words)
    with pytest.raises(DeskError, match="damaged"):
        later.desk.inside()
    office = front(qapp, later)
    begin(office)
    pages = walk(office)
    leave(qapp, office)
    later.close()
    assert_unread(pages)


def test_who_was_inside_stays_with_the_time_it_is_from(
    office: Application, services: Services
) -> None:
    admit(services)
    begin(office)
    inside = office.desk.page.aside.inside
    assert inside.unread.isHidden()
    back = move_away(services)
    office.desk.page.refresh()
    assert [row.visitor_name for row in inside.list.rows] == ["Adaeze Okafor"]
    assert "This list is from 10:42 am." in inside.unread.text()
    assert not inside.unread.isHidden()
    back()
    office.desk.page.refresh()
    assert inside.unread.isHidden()


def test_nothing_is_said_before_the_first_look(office: Application) -> None:
    page = office.desk.page
    assert page.aside.inside.empty.text() == "Loading who is in the building…"
    page.show_expected()
    lines = [line.title for line in page.results.rows]
    assert lines == ["Can’t read this list"]


def test_a_search_that_fails_is_not_that_nobody_has_the_name(
    office: Application, services: Services
) -> None:
    begin(office)
    desk = office.desk.page
    back = move_away(services)
    desk.field.line.setText("okafor")
    assert [line.title for line in desk.results.rows] == ["Can’t read this list"]
    back()


def test_the_list_of_what_was_printed_is_not_empty_because_it_cannot_be_read(
    office: Application, services: Services
) -> None:
    begin(office)
    office.window.go("printing")
    back = move_away(services)
    page = office.printing.page
    page.refresh()
    page.column.turn(page.column.today)
    shown = [one.accessibleName() for one in page.findChildren(EmptyState) if one.isVisible()]
    assert len(shown) == 1
    assert "was moved, deleted, or replaced" in shown[0]
    back()
    page.refresh()
    assert "Nothing was printed or saved today." in said(page)


def test_boards_that_cannot_be_read_are_not_none(office: Application, services: Services) -> None:
    begin(office)
    office.window.go("flyers")
    boards = office.flyers.page.boards
    back = move_away(services)
    boards.refresh()
    assert boards.nothing.isHidden()
    assert boards.empty.isHidden()
    assert not boards.trouble.isHidden()
    back()
    boards.refresh()
    assert not boards.empty.isHidden()


def test_an_evacuation_list_is_never_empty_because_it_cannot_be_read(
    office: Application, services: Services
) -> None:
    begin(office)
    back = move_away(services)
    with pytest.raises(DeskError, match="Use the last printed list and count by hand"):
        services.day.evacuation()
    office.desk.page.aside.inside.evacuation.click()
    dialog = next(one for one in office.window.findChildren(PaperDialog) if one.isVisible())
    assert not dialog.print_button.isEnabled()
    assert not dialog.save_button.isEnabled()
    assert any("count by hand" in text for text in said(dialog.note))
    dialog.close()
    back()
    assert services.day.evacuation().lines == ()
