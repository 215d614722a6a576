"""Each change of flyers leaves one audit entry and one outbox line; and two programs, or a power
cut, neither lose nor double a copy."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from cpdesk import paths
from cpdesk.app import open_services
from cpdesk.ids import new_id
from cpdesk.models import journal, key
from cpdesk.models.store import Store
from cpdesk.models.tables.desk_tables import audit_entry, outbox
from cpdesk.policy.flyers import Answer, Channel, Check, HandedHow, Surplus
from cpdesk.records.flyer_intake import MemoDraft, Received, Return
from cpdesk.records.flyers import DeliveryRecord, PlannedClass
from cpdesk.services.services import Services
from tests.services.flyers.story import (
    CODING,
    KARATE,
    MEMO,
    READING,
    accepted,
    checked,
    now,
    planned,
    received,
)
from tests.services.flyers.test_files import a_picture
from tests.services.odd_texts import change_once, odd_texts

BACK = Return(("memo",))
Before = Callable[[Services], object]


def _returned(c: Services) -> DeliveryRecord:
    one = received(c, KARATE)
    return c.deliveries.give_back(one.delivery_id, one.version, BACK)


def _handed(c: Services) -> DeliveryRecord:
    one = planned(c)
    c.handouts.hand_out(one.delivery_id, (), HandedHow.MAILBOX)
    return now(c, one)


def _done(c: Services) -> DeliveryRecord:
    one = _handed(c)
    return c.handouts.finish(one.delivery_id, one.version, Surplus.KEPT)


def _posted(c: Services) -> str:
    one, board = accepted(c, CODING), c.boards.add("Lobby board")
    return c.boards.post(one.delivery_id, board.board_id, 1, post_id=new_id()).post_id


def _down(c: Services) -> str:
    return c.boards.take_down(_posted(c)).post_id


def _file(c: Services) -> Path:
    path = c.folder / "a.png"
    path.write_bytes(a_picture("PNG", (40, 40)))
    return path


def _attached(c: Services) -> str:
    return c.deliveries.attach(received(c).delivery_id, "flyer", _file(c)).file_id


# Use case, what has to be there before, the change itself. Each is one change.
WRITES: list[tuple[str, Before, Callable[[Services, object], object]]] = [
    ("record_memo", lambda c: "", lambda c, _: c.deliveries.record_memo(MEMO)),
    (
        "withdraw_memo",
        lambda c: c.deliveries.record_memo(MEMO).key,
        lambda c, k: c.deliveries.withdraw_memo(str(k)),
    ),
    ("receive", lambda c: "", lambda c, _: received(c)),
]


def _of_delivery(
    name: str, before: Callable[[Services], DeliveryRecord], call: Callable[..., object]
) -> None:
    WRITES.append((name, before, lambda c, one: call(c, one.delivery_id, one.version)))  # type: ignore[attr-defined]


_of_delivery("change", received, lambda c, i, v: c.deliveries.change(i, v, READING))
_of_delivery(
    "check", received, lambda c, i, v: c.deliveries.check(i, v, ((Check.MEMO, Answer.YES),))
)
_of_delivery("accept", checked, lambda c, i, v: c.deliveries.accept(i, v))
_of_delivery("accept_in_part", checked, lambda c, i, v: c.deliveries.accept_in_part(i, v, 5, BACK))
_of_delivery("give_back", received, lambda c, i, v: c.deliveries.give_back(i, v, BACK))
_of_delivery("undo_return", _returned, lambda c, i, v: c.deliveries.undo_return(i, v))
_of_delivery("check_again", accepted, lambda c, i, v: c.deliveries.check_again(i, v))
_of_delivery("attach", received, lambda c, i, v: c.deliveries.attach(i, "flyer", _file(c)))
_of_delivery("plan", accepted, lambda c, i, v: c.handouts.plan(i, v, (PlannedClass("CEDAR-1-A"),)))
_of_delivery("plan_all", accepted, lambda c, i, v: c.handouts.plan_all(i, v))
_of_delivery("hand_out", planned, lambda c, i, v: c.handouts.hand_out(i, (), HandedHow.MAILBOX))
_of_delivery(
    "take_back",
    _handed,
    lambda c, i, v: c.handouts.take_back(
        i, tuple(line.line_id for line in c.deliveries.delivery(i).lines)
    ),
)
_of_delivery("finish", _handed, lambda c, i, v: c.handouts.finish(i, v, Surplus.KEPT))
_of_delivery("reopen", _done, lambda c, i, v: c.handouts.reopen(i, v))
_of_delivery(
    "post_electronic",
    lambda c: accepted(c, CODING),
    lambda c, i, v: c.boards.post_electronic(i, "Newsletter", post_id=new_id()),
)
WRITES += [
    ("detach", _attached, lambda c, f: c.deliveries.detach(str(f))),
    ("add", lambda c: "", lambda c, _: c.boards.add("Lobby board")),
    (
        "rename",
        lambda c: c.boards.add("Lobby").board_id,
        lambda c, b: c.boards.rename(str(b), "Gym"),
    ),
    ("retire", lambda c: c.boards.add("Lobby").board_id, lambda c, b: c.boards.retire(str(b))),
    (
        "post",
        lambda c: (accepted(c, CODING).delivery_id, c.boards.add("Lobby").board_id),
        lambda c, at: c.boards.post(*at, 1, post_id=new_id()),  # type: ignore[misc,arg-type]
    ),
    ("take_down", _posted, lambda c, p: c.boards.take_down(str(p))),
    ("put_up_again", _down, lambda c, p: c.boards.put_up_again(str(p))),
    ("undo_post", _posted, lambda c, p: c.boards.undo_post(str(p))),
]


def _counts(store: Store) -> tuple[int, int]:
    with store.read() as tx:
        audits = tx.execute(select(func.count()).select_from(audit_entry)).scalar_one()
        lines = tx.execute(select(func.count()).select_from(outbox)).scalar_one()
    return audits, lines


@pytest.mark.parametrize(("use_case", "before", "change"), WRITES, ids=[w[0] for w in WRITES])
def test_each_write_leaves_its_proof_and_nothing_but_plain_text(
    services: Services,
    store_of_services: Store,
    use_case: str,
    before: Before,
    change: Callable[[Services, object], object],
) -> None:
    given = before(services)
    audits, lines = _counts(store_of_services)
    change_once(services, lambda c: change(c, given), lambda: _counts(store_of_services))
    assert _counts(store_of_services) == (audits + 1, lines + 1)
    assert odd_texts(store_of_services) == []
    with store_of_services.read() as tx:
        assert journal.broken_link(tx) is None


def test_every_method_that_writes_is_in_the_table() -> None:
    from cpdesk.services.flyers import deliveries
    from cpdesk.services.flyers.boards import boards
    from cpdesk.services.flyers.handout import handouts
    from cpdesk.services.flyers.log import logs

    writers = {
        node.name
        for module in (deliveries, handouts, boards, logs)
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.FunctionDef)
        and any(begun in ast.unparse(node) for begun in ("_store.write(", "self._to_write"))
    }
    assert writers == {w[0] for w in WRITES}


# -- two programs, and the power ------------------------------------------------------------------

_PROGRAM = """
import sys
from contextlib import closing
from pathlib import Path
from cpdesk.app import open_services
from cpdesk.policy.flyers import HandedHow

folder, delivery, how = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
with closing(open_services(folder)) as services:
    lines = services.deliveries.delivery(delivery).lines
    print("ready", flush=True)
    sys.stdin.readline()
    copies = 0
    for line in lines:
        if how == "each":
            done = services.handouts.hand_out(delivery, (line.line_id,), HandedHow.MAILBOX)
        else:
            done = services.handouts.hand_out(delivery, (), HandedHow.MAILBOX)
        copies += done.copies
        print("out", done.copies, flush=True)
    print("copies", copies, flush=True)
"""


def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """A data folder by the real clock, with a delivery whose classes wait."""
    monkeypatch.setenv("CPDESK_KEYRING", "off")
    folder = tmp_path / "data"
    with closing(open_services(folder)) as services:
        services.rosters.take_in(paths.resources() / "sample", sample=True)
        services.office.choose_school("CEDAR")
        memo = services.deliveries.record_memo(_memo(services))
        what = Received(approval=memo.key, copies=500, bundles=20, channels=(Channel.CARRY_HOME,))
        return folder, planned(services, what).delivery_id


def _memo(services: Services) -> MemoDraft:
    today = services.clock.now().astimezone(ZoneInfo("America/Chicago")).date()
    return replace(MEMO, memo_on=today, approved_on=today, expires_on=None)


def _start(folder: Path, delivery: str, how: str) -> subprocess.Popen[str]:
    program = [sys.executable, "-c", textwrap.dedent(_PROGRAM), str(folder), delivery, how]
    made = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert made.stdout is not None
    assert made.stdout.readline() == "ready\n"
    return made


def test_two_programs_hand_out_every_copy_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, delivery = _folder(tmp_path, monkeypatch)
    programs = [_start(folder, delivery, how) for how in ("each", "all")]
    for one in programs:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [one.communicate(timeout=60)[0].splitlines()[-1] for one in programs]
    copies = sum(int(line.removeprefix("copies ")) for line in told)
    with closing(open_services(folder)) as services:
        tally = services.deliveries.delivery(delivery).tally
    assert tally.out == tally.planned == copies


def test_a_program_that_is_killed_leaves_what_it_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, delivery = _folder(tmp_path, monkeypatch)
    program = _start(folder, delivery, "each")
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write("go\n")
    program.stdin.flush()
    copies = sum(int(program.stdout.readline().removeprefix("out ")) for _ in range(3))
    program.kill()
    program.communicate(timeout=60)
    with closing(open_services(folder)) as services:
        tally = services.deliveries.delivery(delivery).tally
        # What was told is there; at most some that was done was not told any more.
        assert copies <= tally.out <= tally.planned
        handed = services.handouts.hand_out(delivery, (), HandedHow.MAILBOX)
        assert handed.copies == tally.planned - tally.out
        assert services.deliveries.delivery(delivery).tally.out == tally.planned


_RECEIVING = """
import sys
from contextlib import closing
from pathlib import Path
from cpdesk.app import open_services
from cpdesk.policy.flyers import Channel
from cpdesk.records.flyer_intake import Received

folder, forms = Path(sys.argv[1]), sys.argv[2:]
with closing(open_services(folder)) as services:
    what = Received(partner="Dragon Studio", title="Karate", copies=30, channels=(Channel.BOARD,))
    print("ready", flush=True)
    sys.stdin.readline()
    for form in forms:
        print(services.deliveries.receive(what, form).delivery_id, flush=True)
"""


def _receiving(folder: Path, forms: list[str]) -> subprocess.Popen[str]:
    program = [sys.executable, "-c", textwrap.dedent(_RECEIVING), str(folder), *forms]
    made = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert made.stdin is not None
    assert made.stdout is not None
    assert made.stdout.readline() == "ready\n"
    made.stdin.write("go\n")
    made.stdin.flush()
    return made


def test_one_form_of_two_programs_is_one_delivery(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = _folder(tmp_path, monkeypatch)
    forms = [new_id() for _ in range(8)]
    with closing(open_services(folder)) as services:
        entries = _receipts(services)
    programs = [_receiving(folder, order) for order in (forms, forms[::-1])]
    for one in programs:
        assert len(one.communicate(timeout=60)[0].split()) == len(forms)
        assert one.returncode == 0
    with closing(open_services(folder)) as services:
        found = services.deliveries.queue("karate").to_do
        assert sorted(one.delivery_id for one in found if one.next == "check") == sorted(forms)
        assert _receipts(services) == entries + len(forms)


def test_a_form_whose_program_was_killed_is_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _ = _folder(tmp_path, monkeypatch)
    forms = [new_id() for _ in range(30)]
    program = _receiving(folder, forms)
    assert program.stdout is not None
    told = [program.stdout.readline().strip() for _ in range(3)]
    program.kill()
    program.communicate(timeout=60)
    with closing(open_services(folder)) as services:
        there = {one.delivery_id for one in services.deliveries.queue().to_do}
        assert set(told) <= there
    again = _receiving(folder, forms)
    assert again.communicate(timeout=60)[0].split() == forms
    with closing(open_services(folder)) as services:
        found = [one for one in services.deliveries.queue().to_do if one.next == "check"]
        assert sorted(one.delivery_id for one in found) == sorted(forms)
        assert all(one.tally.received == 30 for one in found)
        assert _receipts(services) == len(forms) + 1  # and the one that was there before


def _receipts(services: Services) -> int:
    """How many deliveries the proof says were received; its chain is whole."""
    opened = Store.open(services.folder / "desk.db", key.find_or_make(services.folder).key)
    with closing(opened), opened.read() as tx:
        assert journal.broken_link(tx) is None
        c = audit_entry.c.use_case
        counted = select(func.count()).select_from(audit_entry).where(c == "flyer.receive")
        return tx.execute(counted).scalar_one()
