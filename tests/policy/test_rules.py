"""The scenarios of cases.toml: for every rule what it stops and what it lets through."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from cpdesk.policy import RULES, assess, assess_only, assess_partner
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.rule_engine.authority import SOURCES
from cpdesk.policy.terms.termvalues import READERS
from cpdesk.words import Words
from tests.policy.policy_samples import TERMS, USUAL, ZONE, question, terms_of, terms_with

_FILE = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))
CASES: list[dict[str, Any]] = _FILE["case"]
TABLE: list[str] = _FILE["rules"]

# Rules that never hold, and what lets a visitor through is that they are not asked.
NEVER_HOLD = {"observation.not-allowed", "student.referral"}


def found(case: dict[str, Any]) -> tuple[Finding | None, dict[str, Any]]:
    terms = terms_of(case.get("terms", {}))
    decision = assess(question(case.get("change", {})), terms)
    by_code = {f.code: f for f in decision.findings}
    return by_code.get(case["rule"]), {
        "outcome": decision.outcome.code,
        "conditions": [c.value for c in decision.conditions],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['name']}")
def test_scenario(case: dict[str, Any], words: Words) -> None:
    finding, whole = found(case)
    assert (finding.outcome.code if finding else "not asked") == case["finding"]
    for key in ("outcome", "conditions"):
        if key in case:
            assert whole[key] == case[key]
    if finding is None:
        assert not {"lift", "says", "offers"} & set(case)
        return
    assert (finding.lift.value if finding.lift else "") == case.get("lift", finding.lift or "")
    said = words.sentence(finding.says, finding.facts)
    assert said == case.get("says", said)
    assert case.get("offers", "") in words.sentence(finding.offer, finding.facts)


def test_names_of_scenarios_are_told_apart() -> None:
    names = [(case["rule"], case["name"]) for case in CASES]
    assert len(set(names)) == len(names)
    known = {"rule", "name", "finding", "outcome", "lift", "says", "offers"}
    assert not {key for case in CASES for key in case} - known - {"conditions", "change", "terms"}


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_every_rule_stops_something_and_lets_something_through(code: str) -> None:
    findings = {case["finding"] for case in CASES if case["rule"] == code}
    assert findings & {"ask_desk", "ask_leader", "refuse"}
    assert ("not asked" if code in NEVER_HOLD else "admit") in findings


def test_every_code_of_the_table_is_there_in_its_order() -> None:
    assert [rule.code for rule in RULES] == TABLE


def test_every_rule_has_its_authority_its_words_and_its_terms() -> None:
    for rule in RULES:
        assert rule.cites in SOURCES
        assert rule.says.endswith(".")
        assert rule.holds_when.endswith(".")
        assert set(rule.terms) <= READERS.keys()


def test_every_sentence_can_be_said(words: Words) -> None:
    """A place in a sentence without its fact would be a KeyError at the counter."""
    for case in CASES:
        decision = assess(question(case.get("change", {})), terms_of(case.get("terms", {})))
        for finding in decision.findings:
            assert "{" not in words.sentence(finding.says, finding.facts)
            assert "{" not in words.sentence(finding.offer, finding.facts)
            assert bool(finding.offer) == (finding.outcome is not Outcome.ADMIT)


def test_rules_answer_only_as_they_are_declared() -> None:
    by_code = {rule.code: rule for rule in RULES}
    for case in CASES:
        decision = assess(question(case.get("change", {})), terms_of(case.get("terms", {})))
        for finding in decision.findings:
            rule = by_code[finding.code]
            assert set(finding.conditions) <= set(rule.conditions)
            if finding.outcome is Outcome.ADMIT:
                assert finding.lift is None
            else:
                pairs = {(rule.otherwise, rule.lift), *rule.also}
                assert (finding.outcome, finding.lift) in pairs


def test_a_notice_is_never_named() -> None:
    notice = {"name": "Okafor, Adaese", "other_names": ["Ada Okaforo"]}
    decision = assess(question({"notices": [notice]}), TERMS)
    told = repr(decision)
    assert decision.outcome is Outcome.ASK_LEADER
    assert "Adaese" not in told
    assert "Okaforo" not in told


def test_nothing_about_the_student_stands_in_the_facts() -> None:
    case = question({"purpose": "student_meeting", "grade": 6, "student": {"minutes_missed": 5}})
    finding = {f.code: f for f in assess(case, TERMS).findings}["meeting.instructional-time"]
    assert {name for name, _ in finding.facts} == {"until", "free_start", "free_end", "period"}


def test_insurance_that_a_district_does_not_ask_for_is_still_told() -> None:
    case = question({"contract": {"insurance_ends_on": "none"}})
    decision = assess(case, terms_with(insurance_outcome=Outcome.ADMIT))
    finding = {f.code: f for f in decision.findings}["contract.insurance"]
    assert decision.outcome is Outcome.ADMIT
    assert finding.lift is None
    assert finding.says == "No certificate of insurance is on file."


def test_the_directory_asks_about_partner_contract_and_roster_alone() -> None:
    case = question(
        {"purpose": "other", "person": "none", "activity": "none", "program": "none"}
        | {"contracts": [], "roster_age_days": 8}
    )
    decision = assess_partner(case, TERMS)
    assert [f.code for f in decision.findings] == [
        "partner.contract",
        "contract.signed",
        "contract.term",
        "contract.school",
        "roster.fresh",
        "partner.standing",
    ]
    whole = {f.code: f for f in assess(case, TERMS).findings}
    assert all(whole[f.code] == f for f in decision.findings)


def test_one_rule_can_be_asked_alone() -> None:
    case = question({"purpose": "flyers", "contracts": [], "flyer_class": {"grade": 9}})
    decision = assess_only(case, TERMS, "flyer.carry-home-grades")
    assert [f.code for f in decision.findings] == ["flyer.carry-home-grades"]
    assert decision.outcome is Outcome.REFUSE
    with pytest.raises(KeyError):
        assess_only(case, TERMS, "flyer.colour")


def test_a_guest_is_asked_three_rules_and_nothing_of_partners() -> None:
    case = question({"guest": {}, "purpose": "staff_meeting", "roster_age_days": 99})
    codes = {f.code for f in assess(case, TERMS).findings}
    assert codes == {"guest.no-partner", "school.open", "visitor.notice"}


def test_worst_first_then_in_the_order_of_the_table() -> None:
    case = question(
        {"contract": {"covers_school": False}, "person": {"listed": False, "clearance": "pending"}}
        | {"at": datetime(2026, 11, 24, 11, 30, tzinfo=ZONE)}
    )
    findings = assess(case, TERMS).findings
    assert [f.code for f in findings if f.outcome is not Outcome.ADMIT] == [
        "contract.school",
        "visitor.clearance",
        "activity.scheduled",
        "visitor.known",
    ]
    held = [f.code for f in findings if f.outcome is Outcome.ADMIT]
    assert held == [code for code in TABLE if code in held]
    assert len(held) + 4 == len(assess(USUAL, TERMS).findings)
