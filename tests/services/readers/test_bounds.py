"""How much of a file is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cpdesk.services.readers.bounds import (
    TooLargeError,
    UnreadableError,
    read_file,
    read_head,
)


def test_as_much_as_is_allowed_and_not_a_byte_more(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert read_file(path, 5) == b"12345"
    with pytest.raises(TooLargeError):
        read_file(path, 4)
    assert (read_head(path, 4), read_head(path, 6)) == (b"1234", b"12345")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableError) as caught:
        read_file(tmp_path / "pipe")
    assert caught.value.__cause__ is None


def test_what_is_gone_or_a_folder_says_why(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path, Path("a\0b")):
        with pytest.raises(UnreadableError):
            read_file(path)
    with pytest.raises(UnreadableError) as caught:
        read_head(tmp_path / "none", 1)
    assert isinstance(caught.value.__cause__, FileNotFoundError)
