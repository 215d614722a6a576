"""The key as people copy it by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk.errors import DeskError
from cpdesk.models import recovery

KEYS = st.binary(min_size=32, max_size=32)


@given(KEYS)
def test_a_code_gives_its_key_back(key: bytes) -> None:
    code = recovery.code(key)
    assert [len(group) for group in code.split()] == [8] * recovery.GROUPS
    assert recovery.key(code) == key


@given(KEYS)
def test_case_spaces_and_look_alikes_do_not_matter(key: bytes) -> None:
    code = recovery.code(key)
    loose = code.lower().replace("0", "o").replace("1", "l").replace(" ", "-\n ")
    assert recovery.key(loose) == key


def complaint(typed: str) -> str:
    """What is said about a code; "" when it is taken."""
    try:
        recovery.key(typed)
    except DeskError as told:
        return str(told)
    return ""


def test_a_slip_is_named_by_its_group() -> None:
    """One wrong letter of 64, each place in turn: the group is named, but for one in 256."""
    code = recovery.code(bytes(range(32)))
    unnoticed = 0
    for at, right in enumerate(code):
        if right == " ":
            continue
        wrong = code[:at] + ("Z" if right != "Z" else "Y") + code[at + 1 :]
        told = complaint(wrong)
        unnoticed += not told
        assert (
            told.startswith(f"Group {at // 9 + 1} of the recovery key has a typing mistake.")
            or not told
        )
    assert unnoticed <= 2


def test_groups_in_another_order_are_noticed() -> None:
    first, second, *rest = recovery.code(bytes(range(32))).split()
    with pytest.raises(DeskError, match="Group 1"):
        recovery.key(" ".join([second, first, *rest]))


@pytest.mark.parametrize("typed", ["", "hello", "ABCD EFGH", "Ü" * 64, "U" * 64, "0" * 65])
def test_anything_else_is_told(typed: str) -> None:
    with pytest.raises(DeskError):
        recovery.key(typed)


def test_a_key_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="16"):
        recovery.code(bytes(16))
