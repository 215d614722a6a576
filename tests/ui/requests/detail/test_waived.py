"""What a leader is asked to waive stands apart, in the rules' own sentences."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from cpdesk.policy.approval.decline_reasons import fitting
from cpdesk.policy.approval.requests import Kind, State
from cpdesk.policy.decision import Decision, Finding
from cpdesk.policy.outcome import Condition, Lift, Outcome
from cpdesk.policy.rule_engine.rule import LIFTED_ONCE
from cpdesk.records.requests import Ask, RequestRecord
from cpdesk.ui.requests.actions import Do
from cpdesk.ui.requests.detail import waived
from cpdesk.ui.requests.detail.trays import DeclineTray
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Choice
from cpdesk.ui.widgets.domain.verdict import FindingRow
from cpdesk.ui.widgets.text.text import Text
from cpdesk.words import Words
from tests.ui.requests import fakes
from tests.ui.requests.conftest import Build, Desk
from tests.ui.requests.detail.test_facts import of_visit

NOT_CHECKED = Finding(
    "visitor.clearance", Outcome.ASK_LEADER, Lift.LEADER,
    "The background check has expired.", conditions=(Condition.ESCORT,),
)  # fmt: skip
WAIVED_NOW = Finding(
    "visitor.clearance", Outcome.ADMIT, None, LIFTED_ONCE, conditions=(Condition.ESCORT,)
)
NOW = Decision(Outcome.ASK_LEADER, (NOT_CHECKED, fakes.CONTRACT), (Condition.ESCORT,))
AFTER = Decision(Outcome.ADMIT, (WAIVED_NOW, fakes.CONTRACT), (Condition.ESCORT,))


def sentences(rows: tuple[FindingRow, ...]) -> list[str]:
    return [" ".join(part for part in (row.strong, row.sentence) if part) for row in rows]


def shown(build: Build, theme: Theme, record: RequestRecord, decision: Decision) -> Desk:
    desk = Desk()
    desk.decisions.records = [record]
    desk.decisions.examinations = {record.request_id: fakes.examined(decision=decision)}
    made = build(theme, desk)
    made.page.open(record.request_id)
    return made


def test_a_finding_to_waive_is_read_as_the_rules_say_it(build: Build, theme: Theme) -> None:
    detail = shown(build, theme, of_visit(), NOW).page.detail
    assert detail.waived_head.text() == "Findings to waive"
    assert sentences(detail.waived.rows) == ["Escort required. The background check has expired."]
    assert detail.findings_head.text() == "Other findings"
    assert fakes.CONTRACT.says in sentences(detail.findings.rows)[0]
    codes = [row.small for row in (*detail.waived.rows, *detail.findings.rows)]
    assert sum("visitor.clearance" in small for small in codes) == 1  # small print, once


def test_once_waived_it_still_says_what_was_waived(build: Build, theme: Theme) -> None:
    made = fakes.decision(findings=(NOT_CHECKED, fakes.CONTRACT))
    record = of_visit(state=State.APPROVED, decisions=(made,))
    detail = shown(build, theme, record, AFTER).page.detail
    assert detail.waived_head.text() == "Waived findings"
    assert sentences(detail.waived.rows) == ["Escort required. The background check has expired."]
    assert len(detail.findings.rows) == 1


@pytest.mark.parametrize("kind", [one for one in Kind if one is not Kind.THIS_VISIT])
def test_other_kinds_have_one_list(build: Build, theme: Theme, kind: Kind) -> None:
    record = fakes.request(ask=Ask(kind, partner="BFM", day=fakes.TODAY))
    detail = shown(build, theme, record, NOW).page.detail
    assert detail.waived_head.isHidden()
    assert detail.waived.isHidden()
    assert detail.findings_head.text() == "Findings"
    assert len(detail.findings.rows) == 2


def test_what_the_rules_no_longer_speak_of_has_its_name(words: Words) -> None:
    record = of_visit()
    rows = waived.rows(record, Decision(Outcome.ADMIT, (fakes.CONTRACT,), ()), words)
    assert [(row.sentence, row.small) for row in rows] == [
        ("Background check", "visitor.clearance")
    ]


def test_what_was_not_waived_says_so(words: Words) -> None:
    said = {state: waived.head(of_visit(state=state), words) for state in State}
    assert said[State.DECLINED] == "Not waived"
    assert said[State.USED] == said[State.MISSED] == said[State.APPROVED] == "Waived findings"
    assert said[State.WAITING] == said[State.DRAFT] == said[State.LAPSED] == "Findings to waive"


def test_a_decline_offers_what_fits_this_visit(build: Build, theme: Theme) -> None:
    desk = shown(build, theme, of_visit(), NOW)
    desk.look()
    desk.page.commands.act(Do.DECLINE)
    tray = desk.page.detail.tray
    assert isinstance(tray, DeclineTray)
    assert list(tray.form.buttons("code")) == list(fitting(Kind.THIS_VISIT, NOW.troubles))
    assert next(iter(tray.form.buttons("code"))) == "background-check"
    assert {"too-often", "family", "no-room", "class-time"}.isdisjoint(tray.form.buttons("code"))
    said = [part.text() for part in tray.findChildren(Text)]
    assert "The front desk reads it on the visitor’s card." in said
    tray.form.buttons("code")["background-check"].click()
    tray.submit()
    assert [one.reason_code for one in desk.decisions.decided] == ["background-check"]


def test_a_decline_of_a_planned_visit_goes_into_a_letter(build: Build, theme: Theme) -> None:
    desk = shown(build, theme, fakes.queue_of_the_design()[2], NOW)
    desk.look()
    desk.page.commands.act(Do.DECLINE)
    tray = desk.page.detail.tray
    assert isinstance(tray, DeclineTray)
    assert {"no-room", "enough-visits", "not-now"} <= set(tray.form.buttons("code"))
    said = " ".join(part.text() for part in tray.findChildren(Text))
    assert "letter to the partner" in said


def whole(chip: Choice) -> bool:
    return chip.visibleRegion().boundingRect().height() == chip.height()


@pytest.mark.parametrize(("height", "scrolls"), [(712, False), (376, True)])
def test_every_reason_can_be_seen_on_a_low_page_too(
    build: Build, theme: Theme, qtbot: QtBot, height: int, scrolls: bool
) -> None:
    desk = Desk()
    desk.decisions.records = [of_visit()]
    desk.decisions.examinations = {"V1": fakes.examined(decision=NOW)}
    build(theme, desk, 780, height).page.open("V1")
    desk.look()
    desk.page.commands.act(Do.DECLINE)
    tray = desk.page.detail.tray
    assert isinstance(tray, DeclineTray)
    first, *_, last = tray.form.buttons("code").values()
    qtbot.waitUntil(lambda: whole(first) and whole(last) is not scrolls)
    assert tray.geometry().bottom() <= desk.page.detail.height()
    assert all(whole(chip) for chip in tray.form.buttons("code").values()) is not scrolls
    for chip in tray.form.buttons("code").values():
        chip.click()
        assert whole(chip), chip.text()
