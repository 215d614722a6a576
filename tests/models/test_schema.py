"""Both roads to today's tables end in the same place, and an older file takes the second."""

from __future__ import annotations

import re
import secrets
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from cpdesk.errors import DeskError
from cpdesk.models import schema
from cpdesk.models.schema import History
from cpdesk.models.store import Store
from cpdesk.models.tables.columns import json_text
from cpdesk.services.visitor_file import visitor_names

KEY = secrets.token_hex(32)
ADD_LANGUAGE = '''
"""Guests speak a language; the outbox is made anew with it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.add_column("guest", sa.Column("language", sa.Text, nullable=False, server_default="en"))
    with op.batch_alter_table("audit_entry") as batch:
        batch.alter_column("actor", new_column_name="who")
'''
CRASH = '''
"""Breaks half way."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.execute("DELETE FROM guest")
    op.drop_table("outbox")
    raise ZeroDivisionError
'''
ORPHANS = '''
"""Forgets that outbox lines belong to audit entries."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.execute("DELETE FROM audit_entry")
'''


def first_release(path: Path) -> None:
    """A file as the first release made it, by the frozen step 0001, with something in it."""
    empty = Store(path, KEY)
    with empty.write() as tx:
        schema.upgrade(tx, History(("0001",), schema.SHIPPED.folder))
        tx.exec_driver_sql(
            "INSERT INTO guest (guest_id, name, organization, name_key, registered_at) VALUES "
            "('g-1', 'Zoë Lamp', 'Lamp Repair', 'zoe lamp', '2026-11-24T16:42:00.000000+00:00')"
        )
        tx.exec_driver_sql(
            "INSERT INTO audit_entry VALUES (1, '2026-11-24T16:42:00.000000+00:00', 'desk',"
            " 'guest.register', 'g-1', '{}', 'abc')"
        )
        tx.exec_driver_sql(
            "INSERT INTO outbox VALUES ('l-1', 1, '2026-11-24T16:42:00.000000+00:00',"
            " 'guest.register', 'g-1', '{}', NULL)"
        )
    empty.close()


def with_second(folder: Path, step: str) -> History:
    """The shipped steps and one more."""
    shutil.copytree(
        schema.SHIPPED.folder,
        folder,
        ignore=shutil.ignore_patterns("__pycache__", "000[2-9]*", "001*"),
    )
    (folder / "versions" / "0002_second.py").write_text(step)
    return History(("0001", "0002"), folder)


def version(store: Store) -> str:
    with store.read() as tx:
        return str(tx.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def tables(tx: Connection) -> dict[str, Any]:
    """What SQLite knows of every table: columns, keys, indexes, options; in no order."""
    names = tx.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).scalars()
    found: dict[str, Any] = {}
    for name in names.all():
        indexes = tx.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", (name,)
        )
        found[name] = {
            "columns": {tuple(c)[1:] for c in tx.exec_driver_sql(f"PRAGMA table_info({name})")},
            "parents": {tuple(f) for f in tx.exec_driver_sql(f"PRAGMA foreign_key_list({name})")},
            "unique": {
                tuple(i)[2:]
                for i in tx.exec_driver_sql(f"PRAGMA index_list({name})")
                if i[3] != "c"
            },
            "options": tuple(tx.exec_driver_sql(f"PRAGMA table_list({name})").one())[2:],
            "indexes": {n: re.sub(r"\s+", " ", sql).strip() for n, sql in indexes if sql},
        }
    return found


def test_a_new_file_and_a_migrated_one_have_the_same_tables(tmp_path: Path) -> None:
    """Fails when a table was changed and its migration forgotten."""
    new = Store.open(tmp_path / "new.db", KEY)
    migrated = Store(tmp_path / "migrated.db", KEY)
    with migrated.write() as tx:
        schema.upgrade(tx, schema.SHIPPED)
    with new.read() as a, migrated.read() as b:
        ours, theirs = tables(a), tables(b)
    assert ours.keys() == theirs.keys()
    for name in ours:
        assert theirs[name] == ours[name], f"{name}: write a step in migrations/versions"
    assert version(new) == version(migrated) == schema.HEAD
    new.close()
    migrated.close()


def test_the_steps_are_numbered_without_a_gap() -> None:
    assert schema.VERSIONS[:2] == ("0001", "0002")
    assert tuple(f"{n:04}" for n in range(1, len(schema.VERSIONS) + 1)) == schema.VERSIONS
    assert schema.VERSIONS[-1] == schema.HEAD


def test_the_steps_form_one_chain() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(schema.SHIPPED.folder))
    config.set_main_option("path_separator", "os")
    steps = [s.revision for s in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == schema.VERSIONS


def test_opening_a_file_of_today_imports_no_alembic(tmp_path: Path) -> None:
    import subprocess
    import sys

    Store.open(tmp_path / "desk.db", KEY).close()
    code = (
        "import sys, pathlib; from cpdesk.models.store import Store;"
        f"Store.open(pathlib.Path({str(tmp_path / 'desk.db')!r}), {KEY!r}).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_an_older_file_is_copied_and_then_migrated(tmp_path: Path) -> None:
    first_release(tmp_path / "desk.db")
    history = with_second(tmp_path / "steps", ADD_LANGUAGE)
    store = Store(tmp_path / "desk.db", KEY)
    schema.bring_up_to_date(store, history)
    assert version(store) == "0002"
    with store.read() as tx:
        guest = tx.exec_driver_sql("SELECT name, language FROM guest").one()
        assert tuple(guest) == ("Zoë Lamp", "en")
        # The table that was made anew keeps its rows and its children.
        assert tx.exec_driver_sql("SELECT who FROM audit_entry").scalar_one() == "desk"
        assert tx.exec_driver_sql("SELECT count(*) FROM outbox").scalar_one() == 1
        assert tx.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    store.close()
    (copy,) = tmp_path.glob("desk.db.before-0002-*")
    assert re.fullmatch(r"desk\.db\.before-0002-\d{4}-\d\d-\d\d", copy.name)
    before = Store(copy, KEY)
    assert version(before) == "0001"
    before.close()
    assert b"Zo" + b"\xc3\xab" not in copy.read_bytes()


def test_names_of_an_older_file_are_found(tmp_path: Path) -> None:
    """Visits, refusals and people of requests that were written before names were folded."""
    names, at = ("person:p-1", "Zoë O’Brien-Núñez"), "2026-11-24T16:42:00.000000+00:00"
    store = Store(tmp_path / "desk.db", KEY)
    step = next((schema.SHIPPED.folder / "versions").glob("*_names_folded.py")).name[:4]
    before = schema.VERSIONS[: schema.VERSIONS.index(step)]
    with store.write() as tx:
        schema.upgrade(tx, History(before, schema.SHIPPED.folder))
        texts = {
            "visit_id": "v-1", "arrival_id": "a-1", "visitor_key": names[0],
            "visitor_name": names[1], "arrived_at": at, "badge_code": "CPD:1",
            "turned_away_id": "w-1", "at": at, "request_id": "q-1", "asked_at": at,
            "people": json_text([["p-1", names[1]]]), "conditions": "[]", "typed_times": "[]",
            "lift_codes": "[]", "terms_on": "2026-11-24", "written_at": at,
        }  # fmt: skip
        for table in ("visit", "turned_away", "request"):
            columns = tx.exec_driver_sql(f"PRAGMA table_info({table})").all()
            row = {c[1]: texts.get(c[1], 0 if c[2] != "TEXT" else "") for c in columns if c[3]}
            places = ", ".join("?" * len(row))
            tx.exec_driver_sql(
                f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", tuple(row.values())
            )
        tx.exec_driver_sql("INSERT INTO request_person VALUES ('q-1', 'p-1')")
    schema.bring_up_to_date(store)
    with store.read() as tx:
        for table in ("visit", "turned_away", "request_person"):
            key = tx.exec_driver_sql(f"SELECT name_key FROM {table}").scalar_one()
            assert key == "zoe obrien nunez", table
        (found,) = visitor_names.find(tx, "nunez", 9)
    assert (found.visitor_key, found.name, found.visits) == (*names, 1)
    store.close()


def test_a_file_of_today_is_left_alone(tmp_path: Path) -> None:
    Store.open(tmp_path / "desk.db", KEY).close()
    content = (tmp_path / "desk.db").read_bytes()
    Store.open(tmp_path / "desk.db", KEY).close()
    assert (tmp_path / "desk.db").read_bytes() == content
    assert not list(tmp_path.glob("*before*"))


@pytest.mark.parametrize(("step", "trouble"), [(CRASH, ZeroDivisionError), (ORPHANS, RuntimeError)])
def test_a_migration_that_fails_leaves_the_old_file(
    tmp_path: Path, step: str, trouble: type[Exception]
) -> None:
    first_release(tmp_path / "desk.db")
    history = with_second(tmp_path / "steps", step)
    store = Store(tmp_path / "desk.db", KEY)
    with pytest.raises(trouble):
        schema.bring_up_to_date(store, history)
    store.close()
    again = Store(tmp_path / "desk.db", KEY)
    assert version(again) == "0001"
    with again.write() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM guest").scalar_one() == 1
        assert tx.exec_driver_sql("SELECT count(*) FROM outbox").scalar_one() == 1
    again.close()


def test_a_second_copy_of_a_day_spares_the_first(tmp_path: Path) -> None:
    first_release(tmp_path / "desk.db")
    crash = with_second(tmp_path / "crash", CRASH)
    store = Store(tmp_path / "desk.db", KEY)
    with pytest.raises(ZeroDivisionError):
        schema.bring_up_to_date(store, crash)
    schema.bring_up_to_date(store, with_second(tmp_path / "steps", ADD_LANGUAGE))
    store.close()
    assert len(list(tmp_path.glob("desk.db.before-0002-*"))) == 2


def test_a_file_of_a_newer_program_is_told_and_left_alone(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "desk.db", KEY)
    with store.write() as tx:
        tx.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    content = (tmp_path / "desk.db").read_bytes()
    with pytest.raises(DeskError, match="saved by a newer version of CPDesk"):
        Store.open(tmp_path / "desk.db", KEY)
    assert (tmp_path / "desk.db").read_bytes() == content


def test_a_database_of_somebody_else_is_told(tmp_path: Path) -> None:
    other = Store(tmp_path / "desk.db", KEY)
    with other.write() as tx:
        tx.exec_driver_sql("CREATE TABLE recipe (title TEXT)")
    other.close()
    with pytest.raises(DeskError, match="is not CPDesk data"):
        Store.open(tmp_path / "desk.db", KEY)
