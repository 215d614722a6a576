"""Somebody who is not cleared, at every door of the office. Mona Okafi is not cleared by Bright
Futures Mentoring; she comes for Lake Street Literacy, or as somebody whom nobody sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from cpdesk.errors import DeskError, NotClearedError
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.policy.approval.requests import Kind, State, Verdict
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Condition, Lift, Outcome, Purpose
from cpdesk.policy.rules import RULE_NAME
from cpdesk.records.desk import Admission, Question, RelayedYes, TurnAway
from cpdesk.records.requests import Ask
from cpdesk.services.services import Services
from cpdesk.ui.desk.search.draft import question_of_hit
from cpdesk.words import Words
from tests.services.requests.leaders_office import LUNCH, Office
from tests.services.roster.next_roster import import_next

YES = RelayedYes("Principal Lindqvist", "by phone", "knows the visitor")
HERE = Question(partner="LSL", purpose=Purpose.OTHER)


def finding(services: Services, question: Question, code: str = "visitor.clearance") -> Finding:
    return next(f for f in services.desk.assess(question).findings if f.code == code)


def test_every_id_and_spelling_is_refused_for_every_partner(services: Services) -> None:
    spelled = ("BFM-2", " BFM-2 ", "Mona Okafi", "mona okafi", "OKAFI, Móna", " Okafi  Mona ")
    for said, partner in product(spelled, ("BFM", "LSL", "NSS", "NOBODY", "")):
        found = finding(services, replace(HERE, person=said, partner=partner))
        assert (found.outcome, found.lift) == (Outcome.REFUSE, Lift.DISTRICT), (said, partner)
        assert found.conditions == (Condition.ESCORT,)


def test_a_name_that_is_only_like_it_is_asked(services: Services) -> None:
    for said in ("Mona", "Mona Okafor", "Mona Mona Okafi", "Monica Okafi"):
        assert finding(services, replace(HERE, person=said)).outcome is Outcome.ASK_LEADER, said


def test_a_namesake_on_that_partners_list_is_that_person(
    services: Services, tmp_path: Path
) -> None:
    import_next(services, tmp_path, "LSL-99,LSL,Mona,Okafi,cleared,2027-06-30")
    named = replace(HERE, person="Mona Okafi")
    assert services.desk.assess(named).outcome is Outcome.ADMIT
    assert services.desk.card(named).visitor_key == "person:LSL-99"
    assert finding(services, replace(HERE, person="LSL-99")).outcome is Outcome.ADMIT
    # By id, for her own partner, and for a third one she is refused as before.
    assert finding(services, replace(HERE, person="BFM-2")).outcome is Outcome.REFUSE
    for partner in ("BFM", "NSS"):
        elsewhere = replace(named, partner=partner)
        assert finding(services, elsewhere).outcome is Outcome.REFUSE
        assert finding(services, replace(elsewhere, person="BFM-2")).outcome is Outcome.REFUSE
    cleared_elsewhere = replace(named, partner="NSS", person="LSL-99")
    assert finding(services, cleared_elsewhere).outcome is Outcome.REFUSE


def test_nobody_admits_her_by_name_and_turning_away_is_written_down(services: Services) -> None:
    named = replace(HERE, person="Mona Okafi")
    with pytest.raises(DeskError, match=RULE_NAME["visitor.clearance"]):
        services.desk.admit(Admission(new_id(), named, lift_reason="Known here", relayed=YES))
    assert services.desk.inside() == ()
    record = services.desk.turn_away(TurnAway(new_id(), named, "Ask your partner"))
    assert record.visitor_name == "Mona Okafi"


def test_she_is_not_registered_for_any_partner(services: Services) -> None:
    for partner in ("LSL", "BFM"):
        for given, family in (("Mona", "Okafi"), ("OKAFI", "Móna")):
            with pytest.raises(NotClearedError, match="full name is not cleared"):
                services.visitors.register_person(partner, given, family)
    assert [hit.key for hit in services.search.find("mona okafi")] == ["BFM-2"]
    assert services.visitors.register_person("LSL", "Mona", "Okafor")


def test_a_namesake_of_that_partners_list_may_be_registered_beside_it(
    services: Services, tmp_path: Path
) -> None:
    import_next(services, tmp_path, "LSL-99,LSL,Mona,Okafi,cleared,2027-06-30")
    assert services.visitors.register_person("LSL", "Mona", "Okafi")
    with pytest.raises(NotClearedError):
        services.visitors.register_person("NSS", "Mona", "Okafi")


@pytest.mark.parametrize("partner", ["LSL", "NSS"])
def test_whom_the_desk_registered_and_confirmed_is_refused_once_a_roster_says_so(
    services: Services, tmp_path: Path, partner: str
) -> None:
    key = services.visitors.register_person("LSL", "Zelda", "Brandt")
    coming = replace(HERE, person=key)
    visit = services.desk.admit(Admission(new_id(), coming, relayed=YES))
    services.desk.check_out(visit.visit_id)
    assert finding(services, coming).outcome is Outcome.ASK_LEADER
    (before,) = services.search.find("zelda brandt")
    assert services.desk.outcomes((question_of_hit(before),)) == (Outcome.ASK_LEADER,)

    import_next(services, tmp_path, f"X-1,{partner},Zelda,Brandt,not_cleared,")
    for said in (key, "Zelda Brandt", "X-1"):
        assert finding(services, replace(coming, person=said)).outcome is Outcome.REFUSE
        without_partner = Question(person=said, purpose=Purpose.OTHER)
        assert finding(services, without_partner).outcome is Outcome.REFUSE
    with pytest.raises(DeskError):
        services.desk.admit(Admission(new_id(), coming, relayed=YES))
    # No list calls her better than the card does.
    hits = services.search.find("zelda brandt")
    assert set(services.desk.outcomes(tuple(map(question_of_hit, hits)))) == {Outcome.REFUSE}
    people = {p.person_id: p for p in services.partners.partner("LSL").people}
    assert people[key].clearance == "not_cleared"


def test_of_a_good_and_a_bad_row_on_one_list_a_registration_counts_as_the_bad_one(
    services: Services, tmp_path: Path
) -> None:
    key = services.visitors.register_person("LSL", "Zelda", "Brandt")
    import_next(
        services,
        tmp_path,
        "X-1,LSL,Zelda,Brandt,not_cleared,",
        "X-2,LSL,Brandt,Zelda,cleared,2027-06-30",
    )
    said = {
        person: finding(services, replace(HERE, person=person)).outcome
        for person in (key, "X-1", "X-2")
    }
    assert said == {key: Outcome.REFUSE, "X-1": Outcome.REFUSE, "X-2": Outcome.ADMIT}
    with pytest.raises(DeskError, match="people have this name"):
        services.desk.assess(replace(HERE, person="Zelda Brandt"))


def test_one_bad_row_among_more_namesakes_than_a_page_holds_is_found(
    services: Services, tmp_path: Path
) -> None:
    rows = [f"M-{n},NSS,Ana Maria,Lopez {n},cleared,2027-06-30" for n in range(1100)]
    import_next(services, tmp_path, *rows, "Z-1,BFM,Ana Maria,Lopez,not_cleared,")
    for partner in ("LSL", "NSS", ""):
        named = replace(HERE, person="Ana Maria Lopez", partner=partner)
        assert finding(services, named).outcome is Outcome.REFUSE
    assert services.desk.card(replace(named, partner="")).visitor_key == "person:Z-1"


# -- guests ----------------------------------------------------------------------------------------


def test_a_guest_with_her_name_is_for_a_leader_quietly(services: Services, words: Words) -> None:
    question = Question(guest="okafi, mona", host="Ms. Vang", reason="Piano tuning")
    decision = services.desk.assess(question)
    assert [f.code for f in decision.troubles] == ["visitor.notice"]
    assert decision.outcome is Outcome.ASK_LEADER
    assert "Okafi" not in repr(decision)
    assert "clear" not in words.sentence(decision.troubles[0].says, decision.troubles[0].facts)
    registered = services.visitors.register_guest("Mona Okafi")
    again = replace(question, guest=registered)
    assert services.desk.assess(again).outcome is Outcome.ASK_LEADER
    # Nothing that the visitor reads tells of it, and the badge holds no condition for it.
    paper = services.papers.refusal(services.desk.card(again))
    assert all(f.code != "visitor.notice" for f in paper.findings)
    visit = services.desk.admit(Admission(new_id(), again, relayed=YES))
    assert visit.conditions == ()


def test_a_guest_with_a_name_like_hers_is_nobodys_matter(services: Services) -> None:
    for name in ("Mona Okafor", "Mona", "Adaeze Okafor"):
        question = Question(guest=name, host="Ms. Vang", reason="Piano tuning")
        assert services.desk.assess(question).outcome is Outcome.ADMIT


def test_a_leader_who_compared_a_guest_with_a_notice_did_not_compare_with_the_next(
    services: Services, store_of_services: Store, tmp_path: Path
) -> None:
    office = Office(services, store_of_services)
    guest = services.visitors.register_guest("Darrell Whitcombe")
    question = Question(guest=guest, host="Ms. Vang", reason="Piano tuning")
    this_visit = office.asked(
        Ask(
            Kind.THIS_VISIT,
            visitor_key=f"guest:{guest}",
            reason="The piano",
            lift_codes=("visitor.notice",),
            valid_until=date(2026, 12, 18),
        ),
        office.clerk,
    )
    office.enter(office.leader)
    assert services.desk.assess(question).outcome is Outcome.ASK_LEADER
    office.decide(this_visit, Verdict.APPROVE)
    assert services.desk.assess(question).outcome is Outcome.ADMIT
    import_next(services, tmp_path, "X-1,BFM,Darrell,Whitcombe,not_cleared,")
    assert services.desk.assess(question).outcome is Outcome.ASK_LEADER


# -- requests --------------------------------------------------------------------------------------


def test_a_request_that_names_her_is_refused_whoever_is_named_first(
    services: Services, store_of_services: Store
) -> None:
    for people in (("BFM-2", "LSL-1"), ("LSL-1", "BFM-2")):
        found = services.filings.examine(replace(LUNCH, people=people))
        assert found.refused
    named = services.filings.examine(replace(LUNCH, people=("Mona Okafi",)))
    assert named.refused
    assert services.filings.examine(LUNCH).refused is False


def test_one_request_is_of_one_partner_whoever_is_named(
    services: Services, store_of_services: Store
) -> None:
    for people in (("LSL-1", "NSS-1"), ("NSS-1", "LSL-1")):
        found = services.filings.examine(replace(LUNCH, partner="", people=people))
        assert found.decision is not None
        troubles = {f.code: f.outcome for f in found.decision.troubles}
        assert troubles["visitor.known"] is Outcome.ASK_DESK
        assert troubles["visitor.clearance"] is Outcome.ASK_LEADER


def test_an_approval_and_a_lift_are_worth_nothing_once_a_roster_says_so(
    services: Services, store_of_services: Store, tmp_path: Path
) -> None:
    office = Office(services, store_of_services)
    key = services.visitors.register_person("LSL", "Zelda", "Brandt")
    this_visit = office.asked(
        Ask(
            Kind.THIS_VISIT,
            visitor_key=f"person:{key}",
            partner="LSL",
            reason="Known here",
            lift_codes=("visitor.clearance",),
        ),
        office.clerk,
    )
    lunch = office.asked(replace(LUNCH, people=(key,)), office.clerk)
    waiting = office.asked(replace(LUNCH, people=(key,), place="Room 9"), office.clerk)
    office.enter(office.leader)
    assert office.decide(this_visit, Verdict.APPROVE).state is State.APPROVED
    assert office.decide(lunch, Verdict.APPROVE, knowing=True).state is State.APPROVED
    coming = replace(HERE, person=key)
    assert finding(services, coming).outcome is Outcome.ADMIT
    meeting = Question(purpose=Purpose.STUDENT_MEETING, person=key, partner="LSL", request=lunch)

    import_next(services, tmp_path, "X-1,BFM,Brandt,Zelda,not_cleared,")
    assert finding(services, coming).outcome is Outcome.REFUSE
    assert finding(services, meeting).outcome is Outcome.REFUSE
    with pytest.raises(DeskError):
        office.decide(waiting, Verdict.APPROVE, knowing=True)
    assert services.decisions.request(waiting).state is State.WAITING


def test_the_list_of_expected_visits_is_no_better_than_the_card(
    services: Services, store_of_services: Store, tmp_path: Path
) -> None:
    office = Office(services, store_of_services)
    key = services.visitors.register_person("LSL", "Zelda", "Brandt")
    today = services.clock.now().date()
    lunch = office.asked(replace(LUNCH, day=today, people=(key,)), office.clerk)
    office.enter(office.leader)
    office.decide(lunch, Verdict.APPROVE, knowing=True)

    def expected() -> set[Outcome | None]:
        hits = [hit for hit in services.search.find("zelda") if hit.request_id == lunch]
        return set(services.desk.outcomes(tuple(map(question_of_hit, hits))))

    assert expected() == {Outcome.ASK_LEADER}
    import_next(services, tmp_path, "X-1,BFM,Brandt,Zelda,not_cleared,")
    assert expected() == {Outcome.REFUSE}
