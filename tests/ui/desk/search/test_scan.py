"""A badge's code, in the middle of whatever was typed."""

from __future__ import annotations

import pytest

from cpdesk.ui.desk.search.scan import may_become_badge, split_badge


@pytest.mark.parametrize("text", ["C", "cp", "CPD", "CPD:", "CPD:0AB", "cpd:0ab"])
def test_a_scanner_may_be_typing(text: str) -> None:
    assert may_become_badge(text)


@pytest.mark.parametrize("text", ["", " ", "Ca", "okaf", "CPX", "D:"])
def test_a_person_is_typing(text: str) -> None:
    assert not may_become_badge(text)


def test_the_code_is_cut_off_from_what_was_typed() -> None:
    assert split_badge("Arrived earCPD:0AB ") == ("Arrived ear", "CPD:0AB")
    assert split_badge("cpd:0ab") == ("", "CPD:0AB")
    assert split_badge("Arrived early") == ("Arrived early", "")
