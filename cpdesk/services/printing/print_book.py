"""The book of what was printed and saved: each paper under its number, with every time it was
printed or saved.

A paper's bytes are kept for some days (term `printing.keep_days`), so that a reprint is the same
paper under the same number. Then they are deleted, and the entry stays. The recovery key is only
entered: a copy of it in the data that it opens would be a key under the mat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, select

from cpdesk.clock import Clock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models import journal
from cpdesk.models.record_of import columns_of, grouped, record_of
from cpdesk.models.store import Store
from cpdesk.models.tables.print_tables import print_run, printed_paper, printed_pdf
from cpdesk.policy.permissions import Permission
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.accounts import Actor
from cpdesk.records.printing import PaperContent, PrintedPaper, PrintRun
from cpdesk.services.at_school import AtSchool
from cpdesk.services.auth_context import NOBODY, AuthContext, open_to_all, requires
from cpdesk.services.printing.paper_spec import PaperOut
from cpdesk.services.printing.paper_specs import PaperKind
from cpdesk.services.school_context import Place
from cpdesk.services.school_spans import midnights
from cpdesk.words import N_

# Read out over the phone and typed from a footer: no two look alike, and none spell a word.
_SIGNS = "234679CDFHJKMNPQRTWXY"
_LENGTH, _GROUP = 9, 3

_p, _r, _b = printed_paper.c, print_run.c, printed_pdf.c
_ENTRY = select(
    *columns_of(
        PrintedPaper,
        printed_paper,
        given=("runs",),
        also=(_p.sha256,),
        kept=_b.paper_id.is_not(None),
    )
).outerjoin_from(printed_paper, printed_pdf)


class PrintBook(AtSchool):
    """Written after a paper was printed or saved: what is in the book really left, and nothing
    waits for the entry."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        terms: Terms,
        *,
        auth: AuthContext,
        fresh: Callable[[], str] | None = None,
    ) -> None:
        """`fresh` generates numbers, by default random ones."""
        super().__init__(store, clock, terms, auth=auth)
        self._fresh = fresh or fresh_number

    @open_to_all("it tells nothing, and the evacuation list has one whoever prints it")
    def number(self) -> str:
        """A number for a paper that is about to be drawn, not used in the book. Nothing is written:
        a preview that no one prints leaves no gap, and windows do not have to coordinate."""
        with self._store.read() as tx:
            while True:
                number = self._fresh()
                if tx.execute(select(_p.paper_id).where(_p.number == number)).first() is None:
                    return number

    @requires(Permission.PRINT)
    def note(self, out: PaperOut) -> PrintedPaper:
        """Enters a paper that was printed or saved. If the book has these bytes under this number,
        this is another run of it. DeskError if the number belongs to a different paper."""
        with self._store.write(self._auth.key) as tx:
            return self._enter(tx, self._auth.actor, out)

    @open_to_all("an evacuation list that a locked window printed has to stand in the book")
    def note_unsigned(self, out: PaperOut) -> PrintedPaper:
        """The same for an evacuation list printed while no one was signed in, and for no other
        paper: it is entered under no one's name."""
        if out.kind is not PaperKind.EVACUATION:
            self._auth.must(Permission.PRINT)
        with self._store.write(NOBODY.key) as tx:
            return self._enter(tx, NOBODY, out)

    @requires(Permission.LOOK)
    def today(self) -> tuple[PrintedPaper, ...]:
        """What was printed or saved today, latest on top, each with that day's runs."""
        return self.on(None)

    @requires(Permission.LOOK)
    def on(self, day: date | None) -> tuple[PrintedPaper, ...]:
        """What was printed or saved on a day (None: today) at this desk's school, latest on top,
        each with that day's runs."""
        with self._to_read_records() as (tx, place, now):
            there = day or now.date()
            begins, ends = midnights(there, there, place.zone)
            runs = tx.execute(
                select(print_run)
                .join(printed_paper, _p.paper_id == _r.paper_id)
                .where(_p.school_id == place.school_id, _r.at >= begins, _r.at < ends)
                .order_by(_r.at, _r.run_id)
            ).all()
            of = grouped((run.paper_id, run) for run in runs)
            found = tx.execute(
                _ENTRY.where(
                    _p.paper_id.in_(
                        select(_r.paper_id).where(_r.at >= begins, _r.at < ends).distinct()
                    ),
                    _p.school_id == place.school_id,
                )
            ).all()
        papers = [_paper(row, of[row.paper_id]) for row in found]
        return tuple(sorted(papers, key=lambda paper: paper.runs[-1].at, reverse=True))

    @requires(Permission.PRINT)
    def content(self, paper_id: str) -> PaperContent:
        """A paper as it was printed. DeskError if its bytes are gone or were never kept."""
        with self._store.read() as tx:
            return self._content(tx, paper_id)

    @requires(Permission.PRINT)
    def numbered(self, said: str) -> PaperContent:
        """The paper with a number as someone reads it from its footer (or with an ID), as it was
        printed."""
        signs = "".join(sign for sign in said.upper() if sign.isalnum())
        number = "-".join(signs[first : first + _GROUP] for first in range(0, len(signs), _GROUP))
        with self._store.read() as tx:
            asked = (_p.number == number) | (_p.paper_id == said)
            return self._content(tx, tx.execute(select(_p.paper_id).where(asked)).scalar() or "")

    @requires(Permission.PRINT)
    def sweep(self) -> int:
        """Deletes bytes that were kept long enough. Returns the number of papers."""
        with self._to_read_records() as (tx, place, now):
            if not _due(tx, self._kept_since(place, now)):
                return 0
        with self._store.write(self._auth.key) as tx:
            return self._sweep(tx, place, now)

    # -- private --------------------------------------------------------------------------------

    def _content(self, tx: Connection, paper_id: str) -> PaperContent:
        paper = _read(tx, paper_id)
        self._auth.must(PaperKind(paper.kind).spec.act)
        pdf = tx.execute(select(_b.content).where(_b.paper_id == paper_id)).scalar()
        since = self._kept_since(self._context_cache.place(tx), self._clock.now())
        if pdf is None or paper.made_at < since:  # it may not be swept yet
            raise _gone(PaperKind(paper.kind))
        return PaperContent(paper, bytes(pdf))

    def _enter(self, tx: Connection, actor: Actor, out: PaperOut) -> PrintedPaper:
        now = self._clock.now()
        place = self._context_cache.place(tx)
        row = tx.execute(_ENTRY.where(_p.number == out.number)).first()
        if row is None:
            paper_id = new_id()
            values = {
                "paper_id": paper_id,
                "number": out.number,
                "school_id": place.school_id,
                "kind": out.kind.value,
                "about": out.about.strip(),
                "day": out.day,
                "pages": out.pages,
                "width_mm": out.size_mm[0],
                "height_mm": out.size_mm[1],
                "sha256": out.sha256,
                "made_at": now,
            }
            tx.execute(printed_paper.insert(), values)
            if out.kept and out.kind.spec.kept:
                tx.execute(printed_pdf.insert(), {"paper_id": paper_id, "content": out.pdf})
            _run(tx, paper_id, now, actor, out, values)
        elif (row.kind, row.sha256) == (out.kind.value, out.sha256):
            _run(tx, row.paper_id, now, actor, out)
            paper_id = row.paper_id
        else:
            raise DeskError(
                N_("Number {number} belongs to another paper."),
                N_("Create this paper again. It gets a new number."),
                number=out.number,
            )
        self._sweep(tx, place, now)
        return _read(tx, paper_id)

    def _sweep(self, tx: Connection, place: Place, now: datetime) -> int:
        since = self._kept_since(place, now)
        due = _due(tx, since)
        if due:
            kept = select(_p.paper_id).join_from(printed_pdf, printed_paper)
            old = kept.where(_p.made_at < since)
            tx.execute(delete(printed_pdf).where(_b.paper_id.in_(old)))
            payload = {"made_before": since, "papers": due}
            journal.record(tx, at=now, use_case="paper.sweep", subject_id="", payload=payload)
        return due

    def _kept_since(self, place: Place, now: datetime) -> datetime:
        """The start of the first day whose papers are kept."""
        today = now.astimezone(place.zone).date()
        days = self._terms.on(today).printing_keep_days
        return datetime.combine(today - timedelta(max(days - 1, 0)), time(), place.zone)


def _run(
    tx: Connection,
    paper_id: str,
    now: datetime,
    actor: Actor,
    out: PaperOut,
    paper: Mapping[str, Any] | None = None,
) -> None:
    """Writes one run of a paper, with its proof; `paper` if it is the first."""
    run = {
        "run_id": new_id(),
        "paper_id": paper_id,
        "at": now,
        "by_account": actor.account_id,
        "by_name": actor.name,
        "way": out.way,
        "printer": out.printer,
        "copies": out.copies,
    }
    tx.execute(print_run.insert(), run)
    journal.record(
        tx,
        at=now,
        use_case="paper.note" if paper else "paper.again",
        subject_id=paper_id,
        payload={**(paper or {}), **run},
        detail={"way": out.way, "copies": out.copies},
    )


def fresh_number() -> str:
    """Three groups of three characters, from the random bits of a new ID."""
    bits = int(new_id().replace("-", "")[-15:], 16)
    signs = ""
    for _ in range(_LENGTH):
        bits, place = divmod(bits, len(_SIGNS))
        signs += _SIGNS[place]
    return "-".join(signs[first : first + _GROUP] for first in range(0, _LENGTH, _GROUP))


def _due(tx: Connection, since: datetime) -> int:
    kept = select(func.count()).select_from(printed_pdf).join(printed_paper)
    counted = kept.where(_p.made_at < since)
    return int(tx.execute(counted).scalar_one())


def _read(tx: Connection, paper_id: str) -> PrintedPaper:
    row = tx.execute(_ENTRY.where(_p.paper_id == paper_id)).first()
    if row is None:
        raise DeskError(
            N_("This paper isn’t in the list of printed papers."),
            N_("Refresh the list, then choose again."),
        )
    runs = select(print_run).where(_r.paper_id == paper_id).order_by(_r.at, _r.run_id)
    return _paper(row, tx.execute(runs).all())


def _paper(row: Any, runs: Iterable[Any]) -> PrintedPaper:
    made = tuple(record_of(PrintRun, run) for run in runs)
    return record_of(PrintedPaper, row, kept=bool(row.kept), runs=made)


def _gone(kind: PaperKind) -> DeskError:
    if not kind.spec.kept:
        return DeskError(
            N_("The recovery key is never kept, so there’s no copy to print again."),
            N_("Print it again under Papers. The key stays the same."),
        )
    return DeskError(
        N_("A copy of this paper is no longer kept, only a record that it was printed."),
        N_("Print it again from the page it came from. It gets a new number."),
    )
