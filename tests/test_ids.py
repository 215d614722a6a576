from __future__ import annotations

import time
import uuid

from cpdesk.ids import new_id


def test_a_new_id_is_a_uuid_of_version_7_of_now() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(new_id())
    after = time.time_ns() // 1_000_000
    assert str(made) == str(made).lower()
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert before <= made.int >> 80 <= after


def test_ids_sort_by_the_time_they_were_made_and_never_repeat() -> None:
    made = []
    for _ in range(2_000):
        made.append(new_id())
    assert len(set(made)) == len(made)
    stamps = [int(one.replace("-", "")[:15], 16) for one in made]
    assert stamps == sorted(stamps)
