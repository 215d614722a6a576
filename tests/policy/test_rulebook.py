"""docs/rules.md says what the rules say."""

from __future__ import annotations

from pathlib import Path

from cpdesk.policy import RULES, rulebook
from cpdesk.policy.terms.termvalues import READERS


def test_the_page_is_current() -> None:
    assert rulebook.PAGE.read_text("utf-8") == rulebook.page(), (
        "docs/rules.md is older than the rules: run `python -m cpdesk.policy.rulebook`"
    )


def test_the_page_names_every_rule_and_every_term() -> None:
    page = rulebook.page()
    assert all(f"### {rule.code}\n" in page for rule in RULES)
    assert all(rule.says in page and rule.offer in page for rule in RULES)
    assert all(f"| `{key}` |" in page for key in READERS)


def test_it_writes_where_it_is_told(tmp_path: Path) -> None:
    target = tmp_path / "new" / "rules.md"
    assert rulebook.main([str(target)]) == 0
    assert target.read_text("utf-8") == rulebook.page()
