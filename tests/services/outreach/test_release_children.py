"""Releases child by child: the counts follow, references stay inside and are erased for good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cpdesk.errors import DeskError
from cpdesk.models import key
from cpdesk.models.store import Store
from cpdesk.models.tables.outreach_tables import release_child
from cpdesk.records.outreach import ReleaseDraft
from cpdesk.services.services import Services
from tests.services.outreach.outreach_samples import everything_sent
from tests.services.outreach.test_releases import DRAFT, END, PROGRAM, at_the_desk
from tests.services.requests.leaders_office import Office

REFERENCE = "S-90417"


@pytest.fixture
def office(services: Services, store_of_services: Store) -> Office:
    made = Office(services, store_of_services)
    made.enter(made.clerk)
    return made


@pytest.fixture
def by_child(office: Office) -> Office:
    office.enter(office.manager)
    office.services.releases.keep_by_child(True)
    office.enter(office.clerk)
    return office


def test_children_are_kept_only_where_the_school_wants_it(office: Office) -> None:
    assert office.services.releases.by_child() is False
    with pytest.raises(DeskError, match="doesn’t track releases by student"):
        office.services.releases.note_child(PROGRAM, REFERENCE, True)
    with pytest.raises(DeskError):  # without counts there is nothing to record
        office.services.releases.record(ReleaseDraft(PROGRAM, None, None, END))


def test_the_counts_follow_the_children(by_child: Office) -> None:
    releases = by_child.services.releases
    with pytest.raises(DeskError, match="No students have been added yet"):
        releases.record(ReleaseDraft(PROGRAM, None, None, END))
    one = releases.note_child(PROGRAM, REFERENCE, True)
    releases.note_child(PROGRAM, "S-90418", False)
    made = releases.record(ReleaseDraft(PROGRAM, None, None, END))
    assert (made.signed, made.children, made.by_child) == (1, 2, True)
    releases.note_child(PROGRAM, "s-90418 ", True)  # the same child, who has signed by now
    release = releases.of(PROGRAM).release
    assert release is not None
    assert (release.signed, release.children) == (2, 2)
    assert at_the_desk(by_child.services) == ()
    releases.remove_child(one.child_id)
    release = releases.of(PROGRAM).release
    assert release is not None
    assert (release.signed, release.children) == (1, 1)
    assert [child.student_ref for child in releases.children(PROGRAM)] == ["S-90418"]
    with pytest.raises(DeskError, match="removed this since you opened it"):
        releases.remove_child(one.child_id)


def test_several_are_added_at_once_and_who_is_there_stays(by_child: Office) -> None:
    releases = by_child.services.releases
    releases.note_child(PROGRAM, REFERENCE, True)
    children = releases.add_children(PROGRAM, ["S-90418", REFERENCE.lower(), "s 90418", "S-90419"])
    assert [(child.student_ref, child.signed) for child in children] == [
        (REFERENCE, True),
        ("S-90418", False),
        ("S-90419", False),
    ]


def test_one_reference_that_is_none_adds_nobody(by_child: Office) -> None:
    releases = by_child.services.releases
    with pytest.raises(DeskError, match="student reference is empty or too long"):
        releases.add_children(PROGRAM, ["S-90418", "..."])
    assert releases.children(PROGRAM) == ()


def test_counts_that_were_typed_are_not_recounted(by_child: Office) -> None:
    by_child.services.releases.record(DRAFT)
    by_child.services.releases.note_child(PROGRAM, REFERENCE, True)
    release = by_child.services.releases.of(PROGRAM).release
    assert release is not None
    assert (release.signed, release.children) == (23, 24)


@pytest.mark.parametrize("reference", ["", "  ", "...", "x" * 81])
def test_a_reference_that_is_none(by_child: Office, reference: str) -> None:
    with pytest.raises(DeskError, match="student reference is empty or too long"):
        by_child.services.releases.note_child(PROGRAM, reference, True)


def test_no_reference_leaves_its_column(
    by_child: Office, store_of_services: Store, caplog: pytest.LogCaptureFixture
) -> None:
    releases = by_child.services.releases
    child = releases.note_child(PROGRAM, REFERENCE, True)
    releases.record(ReleaseDraft(PROGRAM, None, None, END))
    releases.note_child(PROGRAM, REFERENCE, False)
    releases.remove_child(child.child_id)
    with store_of_services.read() as tx:
        said = everything_sent(tx).casefold()
    assert child.child_id.casefold() in said
    for part in (REFERENCE, "90417"):
        assert part.casefold() not in said
        assert part not in caplog.text


def test_a_note_does_not_name_a_child_either(by_child: Office) -> None:
    by_child.services.releases.note_child(PROGRAM, REFERENCE, False)
    with pytest.raises(DeskError, match="names a student"):
        by_child.services.releases.record(replace(DRAFT, note=f"all but {REFERENCE.lower()}."))


def test_turning_it_off_erases_every_reference_and_keeps_the_counts(
    by_child: Office, store_of_services: Store
) -> None:
    releases = by_child.services.releases
    releases.note_child(PROGRAM, REFERENCE, True)
    gone = releases.note_child(PROGRAM, "S-90418", True)
    releases.remove_child(gone.child_id)
    releases.record(ReleaseDraft(PROGRAM, None, None, END))
    by_child.enter(by_child.manager)
    assert releases.keep_by_child(False) is False
    assert releases.children(PROGRAM) == ()
    with store_of_services.read() as tx:
        k = release_child.c
        left = select(func.count()).where((k.student_ref != "") | (k.student_key != ""))
        assert tx.execute(left).scalar_one() == 0
    release = releases.of(PROGRAM).release
    assert release is not None
    assert (release.signed, release.children, release.by_child) == (1, 1, False)


# -- nothing of them is left on the disk -----------------------------------------------------------


_PAGE, _RESERVED, _FRAME = 4096, 80, 24


def on_disk(folder: Path) -> bytes:
    """All pages of the file and its WAL in clear, also those that nothing points to any more."""
    ciphers = pytest.importorskip("cryptography.hazmat.primitives.ciphers")
    secret = bytes.fromhex(key.find_or_make(folder).key)

    def in_clear(page: bytes, first: bool) -> bytes:
        sealed, iv = page[16 if first else 0 : -_RESERVED], page[-_RESERVED : -_RESERVED + 16]
        cipher = ciphers.Cipher(ciphers.algorithms.AES(secret), ciphers.modes.CBC(iv))
        opened: bytes = cipher.decryptor().update(sealed)
        return opened

    whole = (folder / "desk.db").read_bytes()
    pages = [in_clear(whole[at : at + _PAGE], not at) for at in range(0, len(whole), _PAGE)]
    log = folder / "desk.db-wal"
    frames = log.read_bytes()[32:] if log.exists() else b""
    for at in range(0, len(frames), _FRAME + _PAGE):
        number = int.from_bytes(frames[at : at + 4], "big")
        pages.append(in_clear(frames[at + _FRAME : at + _FRAME + _PAGE], number == 1))
    return b"\0".join(pages)


def test_who_is_taken_out_is_nowhere_in_the_file_while_the_program_runs(by_child: Office) -> None:
    releases, folder = by_child.services.releases, by_child.services.folder
    releases.note_child(PROGRAM, "S-555001", True)
    gone = releases.note_child(PROGRAM, REFERENCE, True)
    assert b"90417" in on_disk(folder)
    releases.remove_child(gone.child_id)
    left = on_disk(folder)
    assert b"90417" not in left
    assert b"S-555001" in left  # which shows that it can be read at all


def test_without_children_no_reference_is_anywhere_in_the_file(by_child: Office) -> None:
    releases, folder = by_child.services.releases, by_child.services.folder
    for n in range(40):
        releases.note_child(PROGRAM, f"S-555{n:03}", n % 2 == 0)
    by_child.store.forget()  # they are in the file by now, no longer in the WAL alone
    assert on_disk(folder).count(b"S-555") == 40
    by_child.enter(by_child.manager)
    releases.keep_by_child(False)
    left = on_disk(folder)
    for part in (b"S-555", b"s 555"):
        assert part not in left
