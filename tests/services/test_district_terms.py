"""The district's own terms: imported by a manager, with a trace; a file laid beside the data is
nothing."""

from __future__ import annotations

import hashlib
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from cpdesk.app import open_services
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import audit_entry, outbox
from cpdesk.policy.permissions import Role
from cpdesk.policy.terms.terms import Terms
from cpdesk.services.auth_context import NotPermittedError
from cpdesk.services.district_terms import LIMIT, ImportedFile, ImportedTerms, files_if_newer
from cpdesk.services.services import Services
from tests.services import staff

TODAY = date(2026, 11, 24)
TERMS = """
[[roster.fresh_days]]
from = 2026-07-01
value = {days}
cites = "memo 26-114"
"""


def _file(folder: Path, days: int = 99, since: str = "2026-07-01") -> Path:
    path = folder / "ours.toml"
    path.write_text(TERMS.format(days=days).replace("2026-07-01", since), "utf-8")
    return path


@pytest.fixture
def managed(services: Services) -> Services:
    staff.hire(services)
    staff.sit(services, Role.MANAGER)
    return services


def _fresh_days(services: Services, day: date = TODAY) -> int:
    return services.data.terms.on(day).roster_fresh_days


def test_terms_laid_into_the_data_folder_change_nothing_and_are_told(
    services: Services, clock: FixedClock
) -> None:
    assert services.district_terms.ignored_files() == ()
    laid = services.folder / "policy"
    laid.mkdir()
    _file(laid)
    (laid / "not read.toml").write_text("= broken", "utf-8")
    with closing(open_services(services.folder, clock=clock)) as again:
        assert _fresh_days(again) == _fresh_days(services) == 7
        assert again.district_terms.ignored_files() == ("not read.toml", "ours.toml")


def test_a_manager_imports_terms_with_a_trace(
    managed: Services, store_of_services: Store, tmp_path: Path, clock: FixedClock
) -> None:
    path = _file(tmp_path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    made = managed.district_terms.import_file(path, " District  memo 26-114 ", date(2026, 11, 20))
    assert (made.sha256, made.source, made.source_date) == (
        digest,
        "District memo 26-114",
        date(2026, 11, 20),
    )
    assert (made.keys, made.imported_by) == (("roster.fresh_days",), "Inga Solberg")
    assert _fresh_days(managed) == 99
    assert managed.district_terms.imports() == (made,)
    with closing(open_services(managed.folder, clock=clock)) as again:
        assert _fresh_days(again) == 99
    with store_of_services.read() as tx:
        entry = tx.execute(
            select(audit_entry).where(audit_entry.c.subject_id == made.import_id)
        ).one()
        sent = tx.execute(select(outbox).where(outbox.c.subject_id == made.import_id)).one()
    assert (entry.use_case, entry.detail) == ("terms.import", {"sha256": digest})
    assert sent.payload["sha256"] == digest


def test_a_later_import_speaks_from_its_own_first_date_on(
    managed: Services, tmp_path: Path
) -> None:
    first = managed.district_terms.import_file(_file(tmp_path, 20), "Memo 1", TODAY)
    assert managed.district_terms.import_file(_file(tmp_path, 20), "Memo 1", TODAY) == first
    second = managed.district_terms.import_file(_file(tmp_path, 30, "2026-11-24"), "Memo 2", TODAY)
    assert managed.district_terms.imports() == (second, first)
    assert _fresh_days(managed, TODAY) == 30
    assert _fresh_days(managed, TODAY - timedelta(days=1)) == 20


def test_another_program_sees_an_import_within_a_second(
    managed: Services, store_of_services: Store, tmp_path: Path
) -> None:
    now = [100.0]
    newer = partial(files_if_newer, store_of_services)
    terms = ImportedTerms(Terms.shipped(), newer, lambda: now[0])
    assert terms.on(TODAY).roster_fresh_days == 7
    managed.district_terms.import_file(_file(tmp_path), "Memo", TODAY)
    now[0] += 1.0
    assert terms.on(TODAY).roster_fresh_days == 99


def test_while_imported_terms_cannot_be_read_no_others_answer() -> None:
    now, broken = [100.0], [True]

    def newer(place: int) -> tuple[ImportedFile, ...]:
        if broken[0]:
            raise DeskError("The disk refused to read.")
        return (ImportedFile(1, "Memo", TERMS.format(days=5)),) if place < 1 else ()

    terms = ImportedTerms(Terms.shipped(), newer, lambda: now[0])
    for _ in range(3):
        with pytest.raises(DeskError, match="The disk refused to read"):
            terms.on(TODAY)
        now[0] += 0.4
    broken[0] = False
    assert terms.on(TODAY).roster_fresh_days == 5


def test_terms_that_change_while_a_day_is_worked_out_do_not_stay_as_they_were() -> None:
    terms = Terms.shipped()
    before = terms._known
    terms.take(terms.with_file(TERMS.format(days=5), "memo"))
    before.days[TODAY] = Terms.shipped().on(TODAY)  # another thread ends what it began
    assert terms.on(TODAY).roster_fresh_days == 5


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "has no terms"),
        ("= broken", "Can’t read the terms"),
        ("a = " + "[" * 50_000, "Can’t read the terms"),
        ('[[roster.fresh_days]]\nfrom = 2026-07-01\nvalue = -1\ncites = "x"\n', "whole number"),
        (
            '[[roster.freshness]]\nfrom = 2026-07-01\nvalue = 1\ncites = "x"\n',
            "is not a term CPDesk knows",
        ),
        ("#" * (LIMIT + 1), "too large"),
        (b"\xff\xfe\x00", "Can’t read the terms"),
        ("# \u202eretfa", "Can’t read the terms"),
    ],
)
def test_what_cannot_be_read_changes_nothing(
    managed: Services, tmp_path: Path, content: str | bytes, says: str
) -> None:
    path = tmp_path / "ours.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(DeskError, match=says):
        managed.district_terms.import_file(path, "Memo", TODAY)
    with pytest.raises(DeskError, match="File not found"):
        managed.district_terms.import_file(tmp_path, "Memo", TODAY)
    assert managed.district_terms.imports() == ()
    assert _fresh_days(managed) == 7


def test_source_and_its_date_are_said(managed: Services, tmp_path: Path) -> None:
    path = _file(tmp_path)
    for source, says in ((" ", "is missing"), ("x" * 201, "at most 200")):
        with pytest.raises(DeskError, match=says):
            managed.district_terms.import_file(path, source, TODAY)
    with pytest.raises(DeskError, match="in the future"):
        managed.district_terms.import_file(path, "Memo", TODAY + timedelta(days=1))
    managed.district_terms.import_file(path, "x" * 200, TODAY)


@pytest.mark.parametrize("role", [Role.LEADER, Role.DESK, None])
def test_nobody_else_imports_terms(services: Services, tmp_path: Path, role: Role | None) -> None:
    if role is not None:
        staff.hire(services)
        staff.sit(services, role)
    with pytest.raises(NotPermittedError):
        services.district_terms.import_file(_file(tmp_path), "Memo", TODAY)


def test_everyone_is_told_of_an_import_once(managed: Services, tmp_path: Path) -> None:
    made = managed.district_terms.import_file(_file(tmp_path), "Memo", TODAY)
    leader = next(a for a in managed.accounts.names() if a.role is Role.LEADER)
    managed.accounts.reset(leader.account_id, staff.GIVEN)
    added = managed.accounts.add("Ada Bell", Role.MANAGER, "", staff.GIVEN)
    assert managed.accounts.sign_in(added.account_id, staff.GIVEN).terms == ()  # from before
    for _ in range(2):  # nobody is told by a password that is not their own
        assert managed.accounts.sign_in(leader.name, staff.GIVEN).terms == (made,)
    assert managed.accounts.change_secret(staff.GIVEN, staff.SECRET).terms == (made,)
    assert staff.sit(managed, Role.DESK).terms == (made,)
    for role in (Role.LEADER, Role.DESK):
        assert staff.sit(managed, role).terms == ()
