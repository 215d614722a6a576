"""What went back before returns were rows of their own is not lost with the columns."""

from __future__ import annotations

import secrets
from pathlib import Path

from sqlalchemy import select

from cpdesk.models import schema
from cpdesk.models.schema import History
from cpdesk.models.store import Store
from cpdesk.models.tables.flyer_tables import flyer_delivery, flyer_return

KEY = secrets.token_hex(32)
CAME, BACK, DONE = (f"2026-11-{day}T16:42:00.000000+00:00" for day in (23, 24, 25))


def before_the_step(path: Path) -> Store:
    """Kept; a part returned; all of it; an electronic one turned down; the rest sent back at the
    end, once after a part had gone; the rest kept."""
    deliveries = (
        ("kept", "accepted", 10, 0, "[]", "", None, "", "", 0, None),
        ("part", "accepted", 10, 4, '["too_many","other"]', "wet: “3”", BACK, "Ann", "", 0, None),
        ("whole", "returned", 10, 10, '["memo"]', "", BACK, "", "", 0, None),
        ("electronic", "returned", 0, 0, '["approval"]', "", BACK, "Ann", "", 0, None),
        ("end", "done", 10, 0, "[]", "", None, "", "returned", 6, DONE),
        ("twice", "done", 10, 3, '["bundles"]', "", BACK, "Ann", "returned", 2, DONE),
        ("stayed", "done", 10, 0, "[]", "", None, "", "recycled", 6, DONE),
        ("nothing over", "done", 10, 0, "[]", "", None, "", "", 0, DONE),
    )
    store = Store(path, KEY)
    with store.write() as tx:
        schema.upgrade(tx, History(schema.VERSIONS[:5], schema.SHIPPED.folder))
        for key, state, copies, gone, why, note, at, by, surplus, over, done in deliveries:
            tx.exec_driver_sql(
                "INSERT INTO flyer_delivery SELECT ?, 1, 'CEDAR', ?, '', 'LSL', 'LSL', 'Reading',"
                " '', NULL, NULL, NULL, NULL, '[]', 0, ?, 1, '', '', '{}', ?, 'a', 'Ann', NULL, '',"
                " ?, ?, ?, 'a driver', ?, ?, ?, ?, ?, 'Bo', NULL, '2026-11-24'",
                (key, state, copies, CAME, gone, why, note, at, by, surplus, over, done),
            )
    return store


def test_an_older_file_keeps_what_went_back(tmp_path: Path) -> None:
    store = before_the_step(tmp_path / "desk.db")
    schema.bring_up_to_date(store)
    c = flyer_return.c
    with store.read() as tx:
        found = tx.execute(
            select(
                c.delivery_id,
                c.copies,
                c.whole,
                c.reasons,
                c.note,
                c.returned_to,
                c.returned_by_name,
            ).order_by(c.return_id)
        ).all()
        days = dict(tx.execute(select(c.return_id, c.returned_at)).all())
        assert len(tx.execute(select(flyer_delivery.c.delivery_id)).all()) == 8
        rest = tx.execute(select(c.returned_by, c.before, c.undone).distinct()).all()
    assert [tuple(row) for row in found] == [
        ("electronic", 0, True, ["approval"], "", "a driver", "Ann"),
        ("end", 6, False, ["too_many"], "", "", "Bo"),
        ("part", 4, False, ["too_many", "other"], "wet: “3”", "a driver", "Ann"),
        ("twice", 3, False, ["bundles"], "", "a driver", "Ann"),
        ("twice", 2, False, ["too_many"], "", "", "Bo"),
        ("whole", 10, True, ["memo"], "", "a driver", ""),
    ]
    assert {key: day.day for key, day in days.items()} == {
        "electronic-1": 24, "end-2": 25, "part-1": 24, "twice-1": 24, "twice-2": 25, "whole-1": 24,
    }  # fmt: skip
    assert [tuple(row) for row in rest] == [("", {}, False)]
    store.close()
