"""Several desks on one data folder at the same moment, in real processes: one does it, the others
are told. Deciding at once is tested in tests/journeys/test_requests_told.py, handing out at once in
tests/services/flyers/test_proof.py, importing at once in tests/services/roster/test_rosters.py."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from cpdesk.services.services import Services

CHILD = Path(__file__).with_name("desk_child.py")
ROUNDS = 4


class Desks:
    """Processes that are told the same, and begin at the same moment."""

    def __init__(self, children: list[subprocess.Popen[str]]) -> None:
        self._children = children

    def do(self, count: int, *said: str) -> list[str]:
        """What each of so many of them answers."""
        for line in (" ".join(said), ""):
            for child in self._children[:count]:
                assert child.stdin is not None
                child.stdin.write(f"{line}\n")
                child.stdin.flush()
        return self.answers(count)

    def answers(self, count: int) -> list[str]:
        found = []
        for child in self._children[:count]:
            assert child.stdout is not None
            found.append(child.stdout.readline().strip())
        return found


@pytest.fixture(scope="module")
def desks() -> Iterator[Desks]:
    with ExitStack() as stack:
        children = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, str(CHILD)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(4)
        ]
        made = Desks(children)
        assert made.answers(4) == ["ready"] * 4
        yield made
        for child in children:
            child.communicate(timeout=60)
            assert child.returncode == 0


@pytest.mark.parametrize("count", [2, 4])
def test_of_desks_that_let_the_same_visitor_in_one_does_and_the_others_are_told(
    desks: Desks, services: Services, count: int
) -> None:
    due = next(
        r for r in services.desk.expected() if r.state == "due" and "Okafor" in r.person_name
    )
    desks.do(count, "open", str(services.folder))
    for number in range(ROUNDS):
        answers = desks.do(count, "admit", due.person_id, due.activity_id)
        (let_in,) = [one for one in answers if one.startswith("in ")]
        told = [one for one in answers if "has been in the building since" in one]
        assert len(told) == count - 1, answers
        (row,) = services.desk.inside()
        assert let_in == f"in {row.visit_id}"
        left = desks.do(count, "check-out", row.visit_id)
        assert len(set(left)) == 1  # as the first wrote it; the others find it so
        assert left[0].startswith("left 2026-11-24")
        assert services.desk.inside() == ()
        assert len(services.desk.last_visits()) == number + 1
    assert desks.do(count, "close") == ["closed"] * count


@pytest.mark.parametrize("number", range(6))
def test_desks_that_start_at_once_on_a_new_folder_open_the_same_data(
    desks: Desks, tmp_path: Path, number: int
) -> None:
    folder = tmp_path / f"new-{number}"
    assert desks.do(4, "open", str(folder)) == ["open, knows its school: False"] * 4
    assert desks.do(4, "close") == ["closed"] * 4
