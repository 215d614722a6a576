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
from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError, NotSignedInError
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import audit_entry, outbox
from cpdesk.models.tables.print_tables import printed_paper, printed_pdf
from cpdesk.policy.permissions import Role
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.printing import PrintedPaper
from cpdesk.services.auth_context import AuthContext, NotPermittedError
from cpdesk.services.printing.paper_spec import PaperOut
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.printing.print_book import PrintBook, fresh_number
from cpdesk.services.services import Services
from tests.services import staff

DAY = date(2026, 11, 24)
LETTER = (215.9, 279.4)
PDF = b"%PDF-1.4 a schedule"


def note(
    services: Services,
    number: str = "",
    *,
    kind: PaperKind = PaperKind.SCHEDULE,
    pdf: bytes = PDF,
    way: str = "printed",
    printer: str = "Office",
    copies: int = 1,
) -> PrintedPaper:
    number = number or services.print_book.number()
    return services.print_book.note(
        PaperOut(kind, "Tuesday", number, DAY, pdf, 2, LETTER, way, printer, copies)
    )


def later(services: Services, **how: float) -> None:
    assert isinstance(services.clock, FixedClock)
    services.clock.set(services.clock.now() + timedelta(**how))


def test_a_table_stands_in_the_book_without_its_bytes(services: Services) -> None:
    """No printer takes it; that it left, and who took it, is known all the same."""
    number, kind = services.print_book.number(), PaperKind.VISITOR_FILE
    left = PaperOut(kind, "", number, DAY, b"a,b", 0, (0.0, 0.0), "saved", kept=False)
    one = services.print_book.note(left)
    assert (one.kept, one.pages, one.about) == (False, 0, "")
    assert services.print_book.note(left).runs[1].way == "saved"
    with pytest.raises(DeskError, match="no longer kept"):
        services.print_book.content(one.paper_id)


def test_without_a_sign_in_only_an_evacuation_list_is_entered_and_in_nobodys_name(
    services: Services,
) -> None:
    staff.hire(services)
    for kind in PaperKind:
        number = services.print_book.number()
        left = PaperOut(kind, "10:42 am", number, DAY, PDF, 1, LETTER, "printed", "Office")
        if kind is PaperKind.EVACUATION:
            paper = services.print_book.note_unsigned(left)
            assert [(run.by_name, run.printer) for run in paper.runs] == [("", "Office")]
        else:
            with pytest.raises(NotSignedInError):
                services.print_book.note_unsigned(left)
    staff.sit(services, Role.DESK)
    assert [paper.kind for paper in services.print_book.today()] == ["evacuation"]


def test_a_number_can_be_read_out_over_the_phone() -> None:
    numbers = {fresh_number() for _ in range(2_000)}
    assert len(numbers) == 2_000
    assert all(re.fullmatch(r"[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{3}", one) for one in numbers)
    used = set("".join(numbers)) - {"-"}
    assert not used & set("01OIL58BSZ"), "signs that look like others"
    assert not used & set("AEIOU"), "signs that make words"


def test_asking_for_a_number_writes_nothing(services: Services, store_of_services: Store) -> None:
    services.print_book.number()
    with store_of_services.read() as tx:
        assert tx.execute(select(printed_paper)).first() is None
    assert services.print_book.today() == ()


def test_what_left_stands_in_the_book(services: Services) -> None:
    number = services.print_book.number()
    noted = note(services, number, copies=3)
    assert (noted.number, noted.kind, noted.about, noted.day) == (
        number,
        "schedule",
        "Tuesday",
        DAY,
    )
    assert (noted.pages, noted.width_mm, noted.height_mm, noted.kept) == (2, *LETTER, True)
    run = noted.runs[0]
    assert (run.way, run.printer, run.copies) == ("printed", "Office", 3)
    assert run.at == services.clock.now()
    assert services.print_book.today() == (noted,)


def test_a_reprint_is_the_same_paper_under_its_number(services: Services) -> None:
    first = note(services)
    later(services, minutes=5)
    found = services.print_book.content(first.paper_id)
    assert found.pdf == PDF
    again = note(services, first.number, pdf=found.pdf, printer="Copier", copies=2)
    assert again.number == first.number
    assert [(run.printer, run.copies) for run in again.runs] == [("Office", 1), ("Copier", 2)]
    assert len(services.print_book.today()) == 1


def test_the_same_bytes_under_the_same_number_are_one_paper(services: Services) -> None:
    first = note(services)
    second = note(services, first.number, way="saved", printer="")
    assert second.paper_id == first.paper_id
    assert [run.way for run in second.runs] == ["printed", "saved"]


def test_a_number_is_never_that_of_two_papers(services: Services) -> None:
    first = note(services)
    with pytest.raises(DeskError, match="another paper"):
        note(services, first.number, pdf=b"%PDF-1.4 something else")
    assert services.print_book.today() == (first,)


def test_a_number_that_is_in_the_book_is_not_given_again(
    services: Services, store_of_services: Store, clock: FixedClock
) -> None:
    """Two papers of one number would be told apart by nobody; with 100,000 papers in the book,
    chance alone would do it in one office of a hundred."""
    first = note(services)
    made = iter((first.number, first.number, "CDF-HJK-MNP"))
    terms = Terms.load(paths.resources() / "policy")
    book = PrintBook(
        store_of_services,
        clock,
        terms,
        fresh=lambda: next(made),
        auth=AuthContext(store_of_services),
    )
    assert book.number() == "CDF-HJK-MNP"


def test_the_latest_stands_on_top_and_another_day_is_another_list(services: Services) -> None:
    first = note(services)
    later(services, minutes=1)
    second = note(services)
    later(services, minutes=1)
    note(services, first.number, way="saved", printer="")
    assert [one.paper_id for one in services.print_book.today()] == [
        first.paper_id,
        second.paper_id,
    ]
    later(services, days=1)
    assert services.print_book.today() == ()
    assert len(services.print_book.on(DAY)) == 2


def test_bytes_go_when_the_day_is_over_and_the_entry_stays(
    services: Services, store_of_services: Store
) -> None:
    first = note(services)
    assert services.print_book.sweep() == 0
    later(services, hours=14)  # past midnight
    assert services.print_book.sweep() == 1
    assert services.print_book.sweep() == 0
    kept = services.print_book.on(DAY)[0]
    assert (kept.number, kept.kept) == (first.number, False)
    with pytest.raises(DeskError, match="no longer kept"):
        services.print_book.content(first.paper_id)
    with store_of_services.read() as tx:
        assert tx.execute(select(printed_pdf)).first() is None


def test_a_paper_of_another_day_is_gone_also_where_nothing_was_swept(services: Services) -> None:
    """A window that stood open over the weekend, and a number typed on Monday."""
    first = note(services)
    later(services, hours=14)
    with pytest.raises(DeskError, match="no longer kept"):
        services.print_book.content(first.paper_id)
    with pytest.raises(DeskError, match="no longer kept"):
        services.print_book.numbered(first.number)


def test_noting_sweeps_what_is_due(services: Services) -> None:
    first = note(services)
    later(services, days=1)
    second = note(services)
    assert not services.print_book.on(DAY)[0].kept
    assert services.print_book.content(second.paper_id).pdf == PDF
    assert services.print_book.on(DAY)[0].number == first.number


def test_the_recovery_key_is_entered_and_never_kept(
    services: Services, store_of_services: Store
) -> None:
    noted = note(services, kind=PaperKind.RECOVERY, pdf=b"%PDF-1.4 the key")
    assert not noted.kept
    with pytest.raises(DeskError, match="never kept"):
        services.print_book.content(noted.paper_id)
    with store_of_services.read() as tx:
        assert tx.execute(select(printed_pdf)).first() is None


def test_the_bytes_leave_by_no_other_way(services: Services, store_of_services: Store) -> None:
    noted = note(services)
    with store_of_services.read() as tx:
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
    services: Services, kind: PaperKind
) -> None:
    staff.hire(services)
    staff.sit(services, Role.MANAGER)
    noted = note(services, kind=kind)
    staff.sit(services, Role.DESK)
    with pytest.raises(NotPermittedError):
        services.print_book.content(noted.paper_id)
    with pytest.raises(NotPermittedError):
        services.print_book.numbered(noted.number)


MAKERS = {
    PaperKind.REPORT: {Role.LEADER, Role.MANAGER},
    PaperKind.VISITOR_FILE: {Role.LEADER, Role.MANAGER},
    PaperKind.RECOVERY: set(),  # nobody: it is not kept
}


def test_whoever_may_make_a_paper_may_have_it_again_and_nobody_else(services: Services) -> None:
    staff.hire(services)
    staff.sit(services, Role.MANAGER)
    papers = {kind: note(services, kind=kind).paper_id for kind in PaperKind}
    for role in Role:
        staff.sit(services, role)
        had = set()
        for kind, paper_id in papers.items():
            with suppress(DeskError):
                had.add(services.print_book.content(paper_id) and kind)
        assert had == {kind for kind in PaperKind if role in MAKERS.get(kind, set(Role))}


@pytest.mark.parametrize("how", [str, str.lower, lambda number: number.replace("-", " ")])
def test_a_paper_is_found_by_the_number_in_its_foot(
    services: Services, how: Callable[[str], str]
) -> None:
    note(services)
    noted = note(services, pdf=b"%PDF-1.4 the other")
    found = services.print_book.numbered(how(noted.number))
    assert (found.paper, found.pdf) == (noted, b"%PDF-1.4 the other")
    assert services.print_book.numbered(noted.paper_id) == found
    with pytest.raises(DeskError, match="isn’t in the list"):
        services.print_book.numbered("222-222-222")


def test_it_says_who_printed(services: Services) -> None:
    staff.hire(services)
    staff.sit(services, Role.DESK)
    assert note(services).runs[0].by_name == staff.NAMES[Role.DESK]


def test_what_is_not_there_is_said(services: Services) -> None:
    with pytest.raises(DeskError, match="isn’t in the list"):
        services.print_book.content("nothing")


def test_two_windows_print_at_once(services: Services, clock: FixedClock) -> None:
    """Each paper is there once, under a number of its own; a reprint by both is two runs."""
    other = open_services(services.folder, clock=clock)
    shared = note(services)

    def work(window: Services) -> None:
        for _ in range(10):
            note(window)
        note(window, shared.number)

    windows = [Thread(target=work, args=(window,)) for window in (services, other)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    papers = services.print_book.today()
    assert other.print_book.today() == papers
    other.close()
    assert len(papers) == len({one.number for one in papers}) == 21
    assert len(next(one for one in papers if one.paper_id == shared.paper_id).runs) == 3


@pytest.mark.skipif(os.name == "nt", reason="processes are ended by a signal")
def test_killed_between_queue_and_note(services: Services) -> None:
    """The paper lies in the tray and nobody wrote it down: the book is whole, and goes on."""
    work = textwrap.dedent(
        """
        import os, signal, sys
        from datetime import date
        from pathlib import Path
        from cpdesk.app import open_services
        from cpdesk.models import journal
        from cpdesk.services.printing.paper_spec import PaperOut
        from cpdesk.services.printing.paper_specs import PaperKind

        services = open_services(Path(sys.argv[1]))
        number = services.print_book.number()
        journal.record = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
        services.print_book.note(
            PaperOut(PaperKind.SCHEDULE, "", number, date(2026, 11, 24), b"%PDF", way="printed")
        )
        """
    )
    done = subprocess.run([sys.executable, "-c", work, str(services.folder)], timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert services.print_book.today() == ()
    assert note(services).kept
