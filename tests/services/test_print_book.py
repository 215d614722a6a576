"""The book of what was printed: a paper under its number, every time it left, and how long its
bytes stay."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from threading import Thread

import pytest
from sqlalchemy import select

from cpdesk import paths
from cpdesk.app import open_counter
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError, NotSignedInError
from cpdesk.models.desk_tables import audit_entry, outbox
from cpdesk.models.print_tables import printed_paper, printed_pdf
from cpdesk.models.store import Store
from cpdesk.policy.permissions import Role
from cpdesk.policy.terms import Terms
from cpdesk.records.printing import PrintedPaper
from cpdesk.services.counter import Counter
from cpdesk.services.paper_spec import PaperOut
from cpdesk.services.paper_specs import PaperKind
from cpdesk.services.print_book import PrintBook, fresh_number
from cpdesk.services.who import NotPermittedError, Who
from tests.services import staff

DAY = date(2026, 11, 24)
LETTER = (215.9, 279.4)
PDF = b"%PDF-1.4 a schedule"


def note(
    counter: Counter,
    number: str = "",
    *,
    kind: PaperKind = PaperKind.SCHEDULE,
    pdf: bytes = PDF,
    way: str = "printed",
    printer: str = "Office",
    copies: int = 1,
) -> PrintedPaper:
    number = number or counter.print_book.number()
    return counter.print_book.note(
        PaperOut(kind, "Tuesday", number, DAY, pdf, 2, LETTER, way, printer, copies)
    )


def later(counter: Counter, **how: float) -> None:
    assert isinstance(counter.clock, FixedClock)
    counter.clock.set(counter.clock.now() + timedelta(**how))


def test_a_table_stands_in_the_book_without_its_bytes(counter: Counter) -> None:
    """No printer takes it; that it left, and who took it, is known all the same."""
    number, kind = counter.print_book.number(), PaperKind.VISITOR_FILE
    left = PaperOut(kind, "", number, DAY, b"a,b", 0, (0.0, 0.0), "saved", kept=False)
    one = counter.print_book.note(left)
    assert (one.kept, one.pages, one.about) == (False, 0, "")
    assert counter.print_book.note(left).runs[1].way == "saved"
    with pytest.raises(DeskError, match="no longer kept"):
        counter.print_book.content(one.paper_id)


def test_without_a_sign_in_only_an_evacuation_list_is_entered_and_in_nobodys_name(
    counter: Counter,
) -> None:
    staff.hire(counter)
    for kind in PaperKind:
        number = counter.print_book.number()
        left = PaperOut(kind, "10:42 am", number, DAY, PDF, 1, LETTER, "printed", "Office")
        if kind is PaperKind.EVACUATION:
            paper = counter.print_book.note_unsigned(left)
            assert [(run.by_name, run.printer) for run in paper.runs] == [("", "Office")]
        else:
            with pytest.raises(NotSignedInError):
                counter.print_book.note_unsigned(left)
    staff.sit(counter, Role.DESK)
    assert [paper.kind for paper in counter.print_book.today()] == ["evacuation"]


def test_a_number_can_be_read_out_over_the_phone() -> None:
    numbers = {fresh_number() for _ in range(2_000)}
    assert len(numbers) == 2_000
    assert all(re.fullmatch(r"[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}", one) for one in numbers)
    used = set("".join(numbers)) - {"-"}
    assert not used & set("01OIL58BSZ"), "signs that look like others"
    assert not used & set("AEIOU"), "signs that make words"


def test_asking_for_a_number_writes_nothing(counter: Counter, store_of_counter: Store) -> None:
    counter.print_book.number()
    with store_of_counter.read() as tx:
        assert tx.execute(select(printed_paper)).first() is None
    assert counter.print_book.today() == ()


def test_what_left_stands_in_the_book(counter: Counter) -> None:
    number = counter.print_book.number()
    noted = note(counter, number, copies=3)
    assert (noted.number, noted.kind, noted.about, noted.day) == (
        number,
        "schedule",
        "Tuesday",
        DAY,
    )
    assert (noted.pages, noted.width_mm, noted.height_mm, noted.kept) == (2, *LETTER, True)
    run = noted.runs[0]
    assert (run.way, run.printer, run.copies) == ("printed", "Office", 3)
    assert run.at == counter.clock.now()
    assert counter.print_book.today() == (noted,)


def test_a_reprint_is_the_same_paper_under_its_number(counter: Counter) -> None:
    first = note(counter)
    later(counter, minutes=5)
    found = counter.print_book.content(first.paper_id)
    assert found.pdf == PDF
    again = note(counter, first.number, pdf=found.pdf, printer="Copier", copies=2)
    assert again.number == first.number
    assert [(run.printer, run.copies) for run in again.runs] == [("Office", 1), ("Copier", 2)]
    assert len(counter.print_book.today()) == 1


def test_the_same_bytes_under_the_same_number_are_one_paper(counter: Counter) -> None:
    first = note(counter)
    second = note(counter, first.number, way="saved", printer="")
    assert second.paper_id == first.paper_id
    assert [run.way for run in second.runs] == ["printed", "saved"]


def test_a_number_is_never_that_of_two_papers(counter: Counter) -> None:
    first = note(counter)
    with pytest.raises(DeskError, match="another paper"):
        note(counter, first.number, pdf=b"%PDF-1.4 something else")
    assert counter.print_book.today() == (first,)


def test_a_number_that_is_in_the_book_is_not_given_again(
    counter: Counter, store_of_counter: Store, clock: FixedClock
) -> None:
    """Two papers of one number would be told apart by nobody; with 100,000 papers in the book,
    chance alone would do it in one office of a hundred."""
    first = note(counter)
    made = iter((first.number, first.number, "CDF-HJK-MNP"))
    terms = Terms.load(paths.resources() / "policy")
    book = PrintBook(
        store_of_counter, clock, terms, fresh=lambda: next(made), who=Who(store_of_counter)
    )
    assert book.number() == "CDF-HJK-MNP"


def test_the_latest_stands_on_top_and_another_day_is_another_list(counter: Counter) -> None:
    first = note(counter)
    later(counter, minutes=1)
    second = note(counter)
    later(counter, minutes=1)
    note(counter, first.number, way="saved", printer="")
    assert [one.paper_id for one in counter.print_book.today()] == [
        first.paper_id,
        second.paper_id,
    ]
    later(counter, days=1)
    assert counter.print_book.today() == ()
    assert len(counter.print_book.on(DAY)) == 2


def test_bytes_go_when_the_day_is_over_and_the_entry_stays(
    counter: Counter, store_of_counter: Store
) -> None:
    first = note(counter)
    assert counter.print_book.sweep() == 0
    later(counter, hours=14)  # past midnight
    assert counter.print_book.sweep() == 1
    assert counter.print_book.sweep() == 0
    kept = counter.print_book.on(DAY)[0]
    assert (kept.number, kept.kept) == (first.number, False)
    with pytest.raises(DeskError, match="no longer kept"):
        counter.print_book.content(first.paper_id)
    with store_of_counter.read() as tx:
        assert tx.execute(select(printed_pdf)).first() is None


def test_a_paper_of_another_day_is_gone_also_where_nothing_was_swept(counter: Counter) -> None:
    """A window that stood open over the weekend, and a number typed on Monday."""
    first = note(counter)
    later(counter, hours=14)
    with pytest.raises(DeskError, match="no longer kept"):
        counter.print_book.content(first.paper_id)
    with pytest.raises(DeskError, match="no longer kept"):
        counter.print_book.numbered(first.number)


def test_noting_sweeps_what_is_due(counter: Counter) -> None:
    first = note(counter)
    later(counter, days=1)
    second = note(counter)
    assert not counter.print_book.on(DAY)[0].kept
    assert counter.print_book.content(second.paper_id).pdf == PDF
    assert counter.print_book.on(DAY)[0].number == first.number


def test_the_recovery_key_is_entered_and_never_kept(
    counter: Counter, store_of_counter: Store
) -> None:
    noted = note(counter, kind=PaperKind.RECOVERY, pdf=b"%PDF-1.4 the key")
    assert not noted.kept
    with pytest.raises(DeskError, match="never kept"):
        counter.print_book.content(noted.paper_id)
    with store_of_counter.read() as tx:
        assert tx.execute(select(printed_pdf)).first() is None


def test_the_bytes_leave_by_no_other_way(counter: Counter, store_of_counter: Store) -> None:
    noted = note(counter)
    with store_of_counter.read() as tx:
        sent = tx.execute(
            select(outbox.c.payload).where(outbox.c.subject_id == noted.paper_id)
        ).scalar_one()
        detail = tx.execute(
            select(audit_entry.c.detail).where(audit_entry.c.subject_id == noted.paper_id)
        ).scalar_one()
    assert sent["number"] == noted.number
    assert "pdf" not in sent
    assert PDF.decode() not in json.dumps([sent, detail], default=str)


@pytest.mark.parametrize("kind", [PaperKind.REPORT, PaperKind.VISITOR_FILE, PaperKind.RECOVERY])
def test_what_the_desk_may_not_make_it_may_not_have_again(
    counter: Counter, kind: PaperKind
) -> None:
    staff.hire(counter)
    staff.sit(counter, Role.MANAGER)
    noted = note(counter, kind=kind)
    staff.sit(counter, Role.DESK)
    with pytest.raises(NotPermittedError):
        counter.print_book.content(noted.paper_id)
    with pytest.raises(NotPermittedError):
        counter.print_book.numbered(noted.number)


MAKERS = {
    PaperKind.REPORT: {Role.LEADER, Role.MANAGER},
    PaperKind.VISITOR_FILE: {Role.LEADER, Role.MANAGER},
    PaperKind.RECOVERY: set(),  # nobody: it is not kept
}


def test_whoever_may_make_a_paper_may_have_it_again_and_nobody_else(counter: Counter) -> None:
    staff.hire(counter)
    staff.sit(counter, Role.MANAGER)
    papers = {kind: note(counter, kind=kind).paper_id for kind in PaperKind}
    for role in Role:
        staff.sit(counter, role)
        had = set()
        for kind, paper_id in papers.items():
            with suppress(DeskError):
                had.add(counter.print_book.content(paper_id) and kind)
        assert had == {kind for kind in PaperKind if role in MAKERS.get(kind, set(Role))}


@pytest.mark.parametrize("how", [str, str.lower, lambda number: number.replace("-", " ")])
def test_a_paper_is_found_by_the_number_in_its_foot(
    counter: Counter, how: Callable[[str], str]
) -> None:
    note(counter)
    noted = note(counter, pdf=b"%PDF-1.4 the other")
    found = counter.print_book.numbered(how(noted.number))
    assert (found.paper, found.pdf) == (noted, b"%PDF-1.4 the other")
    assert counter.print_book.numbered(noted.paper_id) == found
    with pytest.raises(DeskError, match="isn’t in the list"):
        counter.print_book.numbered("222-222-222")


def test_it_says_who_printed(counter: Counter) -> None:
    staff.hire(counter)
    staff.sit(counter, Role.DESK)
    assert note(counter).runs[0].by_name == staff.NAMES[Role.DESK]


def test_what_is_not_there_is_said(counter: Counter) -> None:
    with pytest.raises(DeskError, match="isn’t in the list"):
        counter.print_book.content("nothing")


def test_two_windows_print_at_once(counter: Counter, clock: FixedClock) -> None:
    """Each paper is there once, under a number of its own; a reprint by both is two runs."""
    other = open_counter(counter.folder, clock=clock)
    shared = note(counter)

    def work(window: Counter) -> None:
        for _ in range(10):
            note(window)
        note(window, shared.number)

    windows = [Thread(target=work, args=(window,)) for window in (counter, other)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    papers = counter.print_book.today()
    assert other.print_book.today() == papers
    other.close()
    assert len(papers) == len({one.number for one in papers}) == 21
    assert len(next(one for one in papers if one.paper_id == shared.paper_id).runs) == 3


@pytest.mark.skipif(os.name == "nt", reason="processes are ended by a signal")
def test_killed_between_queue_and_note(counter: Counter) -> None:
    """The paper lies in the tray and nobody wrote it down: the book is whole, and goes on."""
    work = textwrap.dedent(
        """
        import os, signal, sys
        from datetime import date
        from pathlib import Path
        from cpdesk.app import open_counter
        from cpdesk.models import journal
        from cpdesk.services.paper_spec import PaperOut
        from cpdesk.services.paper_specs import PaperKind

        counter = open_counter(Path(sys.argv[1]))
        number = counter.print_book.number()
        journal.record = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
        counter.print_book.note(
            PaperOut(PaperKind.SCHEDULE, "", number, date(2026, 11, 24), b"%PDF", way="printed")
        )
        """
    )
    done = subprocess.run([sys.executable, "-c", work, str(counter.folder)], timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert counter.print_book.today() == ()
    assert note(counter).kept
