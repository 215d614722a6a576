"""People read the name of a rule, not its code."""

from __future__ import annotations

import pytest

from cpdesk.errors import DeskError
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.policy.rule_engine.rule import LIFTED_ONCE, LIFTED_UNTIL
from cpdesk.policy.rules import RULE_NAME, RULES
from cpdesk.services.rule_titles import is_waived, sentence, title, titles
from cpdesk.words import N_, MessageId, Words


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_every_rule_has_a_name_in_words(code: str) -> None:
    assert title(code) == RULE_NAME[code]
    assert isinstance(title(code), MessageId)
    assert code not in title(code)


def test_names_are_listed_once_each_and_read_as_a_list() -> None:
    found = titles(("visitor.clearance", "school.open", "visitor.clearance"))
    assert found == ("Background check", "School closed")
    trouble = DeskError(N_("Needs a leader ({codes})."), codes=found)
    assert Words().error(trouble) == "Needs a leader (Background check and School closed)."
    assert str(trouble) == "Needs a leader (Background check, School closed)."


def test_what_no_rule_is_called_stays_as_it_was_typed() -> None:
    assert title("visitor.clearence") == "visitor.clearence"


@pytest.mark.parametrize(
    ("says", "facts", "said"),
    [
        (LIFTED_ONCE, (), "Background check: a school leader waived this for one visit."),
        (LIFTED_UNTIL, (("until", "Dec 15"),),
         "Background check: a school leader waived this through Dec 15."),
        # As an earlier version wrote them into its data.
        ("A leader allows this once.", (),
         "Background check: a school leader waived this for one visit."),
        ("A leader allows this until {until}.", (("until", "Dec 15"),),
         "Background check: a school leader waived this through Dec 15."),
    ],
)  # fmt: skip
def test_a_waived_finding_names_its_rule(
    says: str, facts: tuple[tuple[str, str], ...], said: str
) -> None:
    finding = Finding("visitor.clearance", Outcome.ADMIT, None, says, facts=facts)
    assert is_waived(finding)
    assert Words().sentence(*sentence(finding)) == said


def test_any_other_finding_speaks_for_itself() -> None:
    finding = Finding(
        "visitor.clearance", Outcome.ASK_LEADER, Lift.LEADER, "Expired on {day}.",
        facts=(("day", "Nov 1"),),
    )  # fmt: skip
    assert not is_waived(finding)
    assert Words().sentence(*sentence(finding)) == "Expired on Nov 1."
