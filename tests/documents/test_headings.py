"""Every rule that a visitor may read of has its words in bold."""

from __future__ import annotations

from cpdesk.documents.headings import HEADINGS


def test_one_heading_a_rule() -> None:
    from cpdesk.policy.rules import RULES

    # A notice is never told; privacy of students is a rule for us, not for a visit.
    told = {rule.code for rule in RULES} - {"visitor.notice", "student.privacy"}
    assert set(HEADINGS) == told


def test_headings_are_sentences() -> None:
    assert all(said[0].isupper() and said.endswith(".") for said in HEADINGS.values())
