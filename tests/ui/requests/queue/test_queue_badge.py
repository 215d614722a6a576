from __future__ import annotations

from cpdesk.errors import DeskError
from cpdesk.records.requests import RequestQueue
from cpdesk.ui.changes import Changes
from cpdesk.ui.requests.queue.queue_badge import QueueBadge
from cpdesk.ui.tasks import InlineTasks
from tests.ui.requests import fakes


class Settling(fakes.FakeDeciding):
    """A queue in which time goes by."""

    left_open = 0
    closed = False

    def settle(self) -> int:
        found, self.left_open = self.left_open, 0
        return found

    def queue(self, show: str = "waiting", student: str = "") -> RequestQueue:
        if self.closed:
            raise DeskError("No school is chosen.")
        return super().queue(show, student)


def test_the_number_that_waits_is_told_after_each_change(
    tasks: InlineTasks, changes: Changes
) -> None:
    message: list[int | None] = []
    decisions = Settling()
    waiting = QueueBadge(decisions, tasks, changes, message.append)
    changes.requests.emit()
    assert message == []  # nobody is here yet
    waiting.start()
    changes.requests.emit()
    assert message == [3]
    decisions.records.pop(0)
    changes.visits.emit()
    assert message == [3, 2]
    decisions.closed = True
    changes.people.emit()
    assert message == [3, 2, None]  # not known is not none


def test_what_time_left_open_is_marked_and_told_to_every_page(
    tasks: InlineTasks, changes: Changes
) -> None:
    message: list[int | None] = []
    heard: list[bool] = []
    decisions = Settling()
    waiting = QueueBadge(decisions, tasks, changes, message.append)
    changes.requests.connect(lambda: heard.append(True))
    waiting.start()
    waiting.settle()
    assert (heard, message) == ([], [3])
    decisions.left_open = 2
    waiting.settle()
    assert (heard, message) == ([True], [3, 3])
