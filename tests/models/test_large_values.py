"""Large values lie where no list comes by, also in files that older programs wrote."""

from __future__ import annotations

import secrets
from pathlib import Path

from sqlalchemy import LargeBinary, select

from cpdesk.models import schema
from cpdesk.models.schema import History
from cpdesk.models.store import Store
from cpdesk.models.tables.flyer_tables import flyer_content, flyer_file
from cpdesk.models.tables.outreach_tables import photo_release, release_form
from cpdesk.models.tables.print_tables import printed_paper, printed_pdf
from cpdesk.models.tables.roster_tables import metadata

KEY = secrets.token_hex(32)
WHEN = "2026-11-24T16:42:00.000000+00:00"


def test_nothing_but_a_key_shares_a_row_with_a_large_value() -> None:
    """SQLite reads through a whole row to get at what stands behind a large value."""
    with_large = 0
    for table in metadata.tables.values():
        large = [c for c in table.columns if isinstance(c.type, LargeBinary)]
        with_large += bool(large)
        assert not large or set(table.columns) == {*table.primary_key.columns, *large}, table.name
    assert with_large == 3


def before_the_step(path: Path) -> Store:
    """A file of the step before, with files, forms and papers, some of them taken back."""
    store = Store(path, KEY)
    with store.write() as tx:
        schema.upgrade(tx, History(schema.VERSIONS[:3], schema.SHIPPED.folder))
        tx.exec_driver_sql(
            "INSERT INTO flyer_delivery SELECT 'd-1', 1, 'CEDAR', 'received', '', 'LSL', 'LSL',"
            " 'Reading', '', NULL, NULL, NULL, NULL, '', 0, 1, 1, '', '', '[]', ?, 'a', 'Ann',"
            " NULL, '', 0, '[]', '', '', NULL, '', '', 0, NULL, '', NULL, '2026-11-24'",
            (WHEN,),
        )
        for file_id, content, removed in (("f-1", b"flyer", None), ("f-2", b"", WHEN)):
            tx.exec_driver_sql(
                "INSERT INTO flyer_file VALUES"
                " (?, 'd-1', 'flyer', 'a.pdf', 'application/pdf', 5, 'x', ?, ?, ?, 'Ann', ?)",
                (file_id, content, b"small" if content else None, WHEN, removed),
            )
        for release_id, withdrawn in (("r-1", WHEN), ("r-2", None)):
            tx.exec_driver_sql(
                "INSERT INTO photo_release VALUES (?, 'CEDAR', 'P', 'P', 'LSL', 'LSL', 1, 2,"
                " '2027-06-04', 0, 'a', 'Ann', ?, '', 'S-1 Mina.png', 'image/png', ?, NULL, ?)",
                (release_id, WHEN, b"form", withdrawn),
            )
        for paper_id, pdf in (("p-1", b"%PDF"), ("p-2", None)):
            tx.exec_driver_sql(
                "INSERT INTO printed_paper VALUES (?, ?, 'CEDAR', 'badge', '', '2026-11-24', 1,"
                " 1.0, 1.0, 'x', ?, ?)",
                (paper_id, paper_id, pdf, WHEN),
            )
    return store


def test_an_older_file_keeps_its_bytes(tmp_path: Path) -> None:
    store = before_the_step(tmp_path / "desk.db")
    schema.bring_up_to_date(store)
    with store.read() as tx:
        assert tx.execute(select(flyer_content)).all() == [("f-1", b"small", b"flyer")]
        assert len(tx.execute(select(flyer_file.c.file_id)).all()) == 2
        assert tx.execute(select(release_form)).all() == [
            (r, None, b"form") for r in ("r-1", "r-2")
        ]
        names = tx.execute(select(photo_release.c.form_name)).scalars().all()
        assert names == ["release-form.png"] * 2, "what a scan was called may name a child"
        assert tx.execute(select(printed_pdf)).all() == [("p-1", b"%PDF")]
        assert len(tx.execute(select(printed_paper.c.paper_id)).all()) == 2
    store.close()
