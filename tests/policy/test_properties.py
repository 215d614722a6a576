"""What holds for every question, whatever the facts are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from hypothesis import given
from hypothesis import strategies as st

from cpdesk.policy import RULES, assess, decide
from cpdesk.policy.case import (
    ApprovalFacts,
    BoardFacts,
    Case,
    ClassFacts,
    ContractFacts,
    DocumentFacts,
    FlyerFacts,
    GuestFacts,
    LiftFacts,
    NoticeFacts,
    ReleaseFacts,
    StudentLoad,
)
from cpdesk.policy.day_plan import DayRow
from cpdesk.policy.outcome import Condition, ExceptionKind, Lift, Outcome, Purpose
from cpdesk.policy.terms.terms import TermsInForce
from tests.examples import examples
from tests.policy.policy_samples import (
    ACTIVITY,
    CONTRACT,
    PERSON,
    PLAN,
    TERMS,
    USUAL,
    ZONE,
    terms_with,
)

T = TypeVar("T")
PAST, FUTURE = date(2026, 11, 1), date(2027, 6, 30)
dates = st.sampled_from([PAST, date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25), FUTURE])
maybe_dates = st.none() | dates
booleans = st.booleans()
texts = st.sampled_from(["", "  ", "J. Lindqvist"])


def moment(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, 24, hour, minute, second, tzinfo=ZONE)


contracts = st.builds(
    ContractFacts,
    contract_id=st.sampled_from(["A", "B", "C"]),
    status=st.sampled_from(["signed", "signed", "in_review", "terminated"]),
    signed_on=maybe_dates,
    starts_on=st.sampled_from([PAST, date(2026, 11, 24), date(2026, 11, 25)]),
    ends_on=st.sampled_from([date(2026, 11, 23), date(2026, 11, 24), FUTURE]),
    insurance_ends_on=maybe_dates,
    covers_school=booleans,
)
activities = st.builds(
    lambda **changes: replace(ACTIVITY, **changes),
    school_id=st.sampled_from(["cedar", "cedar", "elm"]),
    location=texts,
    weekdays=st.sampled_from([frozenset({1, 3}), frozenset({2})]),
    starts_on=dates,
    ends_on=dates,
    approved_on=maybe_dates,
    supervised=booleans,
    photo_release=booleans,
)
# Leaders approve meetings outside class; approving class time needs one of the two exceptions.
approvals = st.builds(
    lambda purpose, late, teacher, place, theirs: ApprovalFacts(
        "Q1",
        purpose,
        moment(11, 35) + timedelta(minutes=late),
        moment(12) + timedelta(minutes=late),
        place=place,
        teacher=teacher,
        for_visitor=theirs,
    ),
    purpose=st.sampled_from([Purpose.STUDENT_MEETING, Purpose.TABLING, Purpose.PRESENTATION]),
    late=st.integers(0, 5),
    teacher=texts,
    place=st.sampled_from(["", "Office B", "office b"]),
    theirs=st.sampled_from([True, True, False]),
)
# Also of findings that no leader can lift: naming them changes nothing.
lifts = st.builds(
    LiftFacts,
    request_id=st.just("Q9"),
    codes=st.frozensets(st.sampled_from([rule.code for rule in RULES])),
    until=maybe_dates,
)
notices = st.builds(
    NoticeFacts,
    notice_id=st.just("N1"),
    name=st.sampled_from(["Adaese Okafor", "Rolf Tanager", "Ida Quist"]),
    other_names=st.just(()),
    birth_year=st.none(),
    school_id=st.sampled_from(["cedar", "elm", "*"]),
    issued_on=maybe_dates,
    ends_on=maybe_dates,
)
persons = st.builds(
    lambda **changes: replace(PERSON, **changes),
    listed=booleans,
    clearance=st.sampled_from(["cleared", "cleared", "pending", "unknown", "not_cleared"]),
    clearance_ends_on=maybe_dates,
)
plans = st.builds(
    lambda **changes: replace(PLAN, **changes),
    special=st.sampled_from(
        [
            (),
            (),
            (DayRow("", "Fall break"),),
            (DayRow("", "", 0, 5),),
            (DayRow("regular", "", 6, 8),),
        ]
    ),
    week=st.sampled_from([PLAN.week, PLAN.week, (), (DayRow("regular", "", 0, 5),)]),
    periods=st.sampled_from([PLAN.periods, PLAN.periods, (), PLAN.periods[:4]]),
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any question of a visitor, from a partner or not."""
    at = draw(
        st.integers(0, 11 * 3600).map(lambda seconds: moment(6) + timedelta(seconds=seconds))
        | st.sampled_from([moment(10, 15), moment(11, 35), moment(11, 30)])
    )
    case = replace(
        USUAL,
        purpose=draw(st.sampled_from(Purpose)),
        at=at,
        until=draw(st.none() | st.integers(1, 120).map(lambda n: at + timedelta(minutes=n))),
        day=draw(plans),
        notices=tuple(draw(st.lists(notices, max_size=2))),
        roster_age_days=draw(st.sampled_from([0, 7, 8, 30, 31, -1])),
        grade=draw(st.none() | st.integers(0, 8)),
        door=draw(st.none() | st.sampled_from(ExceptionKind)),
        reason=draw(texts),
        host=draw(texts),
    )
    if draw(st.integers(0, 5)) == 0:
        return replace(
            case,
            guest=GuestFacts("Ida Quist"),
            person=None,
            partner=None,
            contracts=(),
            activity=None,
            program=None,
        )
    partner, program = case.partner, case.program
    assert partner is not None
    assert program is not None
    with_activity = draw(booleans)
    status = draw(st.sampled_from(["authorized", "authorized", "prospective", "ended"]))
    return replace(
        case,
        partner=draw(st.sampled_from([replace(partner, status=status)] * 4 + [None])),
        contracts=draw(
            st.lists(contracts, max_size=3, unique_by=lambda c: c.contract_id).map(tuple)
            | st.just((replace(CONTRACT, contract_id="A"),))
        ),
        person=draw(st.none() | persons),
        activity=draw(activities) if with_activity else None,
        program=replace(
            program,
            contract_ids=draw(st.sampled_from([("A",), ("A", "B"), ("A", "B", "C"), ()])),
            fee_to_families=draw(st.sampled_from([False, False, True])),
        )
        if with_activity
        else None,
        approval=draw(st.none() | approvals),
        place=draw(st.sampled_from(["", "Office B", "Room 114"])),
        lifts=tuple(draw(st.lists(lifts, max_size=2))),
        releases=draw(st.none() | st.integers(0, 3)),
        children=draw(st.none() | st.integers(0, 3)),
        photo_releases=draw(
            st.none()
            | st.builds(
                ReleaseFacts,
                signed=st.sampled_from([0, 23, 24]),
                children=st.sampled_from([0, 24]),
                valid_to=dates,
            )
        ),
        student=draw(st.none() | st.just(StudentLoad(0, 1))),
        flyer_named=draw(booleans),
        flyer=draw(
            st.none()
            | st.builds(FlyerFacts, st.just("F"), st.just("Fair"), dates, maybe_dates, booleans)
        ),
        flyer_class=draw(st.none() | st.integers(-1, 12).map(lambda g: ClassFacts("C1", g))),
        posting=draw(st.none() | booleans.map(lambda d: BoardFacts("Lobby board", d))),
        document=draw(st.none() | st.just(DocumentFacts("Room 114", ("S-2207",)))),
    )


terms_of_districts = st.builds(
    terms_with,
    insurance_outcome=st.sampled_from(Outcome),
    observation_lift=st.sampled_from([Lift.LEADER, Lift.DISTRICT]),
    arrival_early_minutes=st.sampled_from([0, 30]),
)

# Each makes one fact of a question worse, or takes it away.
Worse = Callable[[Case], Case]


def without(*names: str) -> Worse:
    return lambda case: replace(case, **dict.fromkeys(names, None))  # type: ignore[arg-type]


def within(name: str, **changes: Any) -> Worse:
    """The fact of this name, where there is one, with something worse in it."""

    def worsen(case: Case) -> Case:
        facts = getattr(case, name)
        return case if facts is None else replace(case, **{name: replace(facts, **changes)})

    return worsen


def each_contract(**changes: Any) -> Worse:
    return lambda case: replace(
        case, contracts=tuple(replace(c, **changes) for c in case.contracts)
    )


def first_contract(**changes: Any) -> Worse:
    return lambda case: replace(
        case,
        contracts=tuple(
            replace(c, **changes) if n == 0 else c for n, c in enumerate(case.contracts)
        ),
    )


def closed(case: Case) -> Case:
    # A day without school has no class time: for a meeting with a student that is not worse.
    if case.purpose is Purpose.STUDENT_MEETING:
        return case
    return replace(case, day=replace(case.day, special=(DayRow(""),)))


def older(case: Case) -> Case:
    days = case.roster_age_days
    return replace(case, roster_age_days=31 if days > 7 else 8)


def longer(case: Case) -> Case:
    return replace(case, until=(case.until or case.at) + timedelta(minutes=25))


def resembling(case: Case) -> Case:
    who = case.guest or case.person
    name = who.name if who else "Adaeze Okafor"
    found = NoticeFacts("N9", name, (), None, "*", None, None)
    return replace(case, notices=(*case.notices, found))


def unknown_plan(case: Case) -> Case:
    return replace(case, day=replace(case.day, periods=()))


def loaded(case: Case) -> Case:
    return replace(case, student=StudentLoad(5, 4))


def unexcused(case: Case) -> Case:
    return replace(case, reason="")


def one_child_more(case: Case) -> Case:
    on_file = case.photo_releases
    if on_file is None or not on_file.children:
        return case
    return replace(case, photo_releases=replace(on_file, children=on_file.children + 1))


def hostless(case: Case) -> Case:
    return replace(case, host="")


WORSE: Mapping[str, Worse] = {
    "no partner": without("partner"),
    "partner ended": within("partner", status="ended"),
    "no contracts": lambda case: replace(case, contracts=()),
    "one contract fewer": lambda case: replace(case, contracts=case.contracts[1:]),
    "nothing signed": each_contract(signed_on=None),
    "first not signed": first_contract(status="in_review"),
    "all ended": each_contract(ends_on=date(2026, 11, 23)),
    "first ended": first_contract(ends_on=date(2026, 11, 23)),
    "first elsewhere": first_contract(covers_school=False),
    "all elsewhere": each_contract(covers_school=False),
    "insurance lapsed": each_contract(insurance_ends_on=PAST),
    "first without insurance": first_contract(insurance_ends_on=None),
    "program unknown": without("program"),
    "program of another": within("program", partner_id="P2"),
    "program charges": within("program", fee_to_families=True),
    "program without contract": within("program", contract_ids=()),
    "not approved": within("activity", approved_on=None),
    "no releases": within("activity", photo_release=False),
    "not supervised": within("activity", supervised=False),
    "elsewhere": within("activity", school_id="elm"),
    "never meets": within("activity", weekdays=frozenset()),
    "over": within("activity", ends_on=PAST),
    "no person": without("person"),
    "not listed": within("person", listed=False),
    "check lapsed": within("person", clearance_ends_on=PAST),
    "not cleared": within("person", clearance="not_cleared"),
    "resembles a notice": resembling,
    "roster older": older,
    "no school": closed,
    "bell plan unknown": unknown_plan,
    "grade unknown": without("grade"),
    "no exception": without("door"),
    "no reason": unexcused,
    "no host": hostless,
    "no approval": without("approval"),
    "no teacher": within("approval", teacher=""),
    "another place": lambda case: replace(case, place="The gym"),
    "no lift": lambda case: replace(case, lifts=()),
    "no release counted": without("releases"),
    "no family signed": within("photo_releases", signed=0),
    "a child more": one_child_more,
    "releases lapsed": within("photo_releases", valid_to=PAST),
    "longer": longer,
    "student busy": loaded,
    "flyer unknown": without("flyer"),
    "flyer elsewhere": within("flyer", covers_school=False),
    "flyer expired": within("flyer", expires_on=PAST),
    "not sent home": within("flyer_class", grade=9),
    "any board": within("posting", designated=False),
    "names a student": within("document", text="S-2207"),
}


@examples(400)
@given(cases(), terms_of_districts, st.sampled_from(sorted(WORSE)))
def test_a_worse_fact_never_softens_the_answer(case: Case, terms: TermsInForce, worse: str) -> None:
    before, after = assess(case, terms), assess(WORSE[worse](case), terms)
    assert after.outcome >= before.outcome
    if worse != "no person":  # whose name was on a notice may be asked otherwise
        kept = set(after.conditions)
        if Condition.NO_PHOTOS in kept:  # which is stricter, and stands in its place
            kept.add(Condition.PHOTOS_WITH_STICKER)
        assert kept >= set(before.conditions)


@examples()
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_in_which_rules_are_asked_does_not_matter(case: Case, chance: Any) -> None:
    rules = list(RULES)
    chance.shuffle(rules)
    assert decide(case, TERMS, rules) == assess(case, TERMS)


@examples()
@given(cases(), terms_of_districts)
def test_the_answer_is_the_worst_finding_and_all_are_kept(case: Case, terms: TermsInForce) -> None:
    decision = assess(case, terms)
    assert decision.outcome is max(f.outcome for f in decision.findings)
    asked = [rule for rule in RULES if rule.asked.when(case)]
    assert sorted(f.code for f in decision.findings) == sorted(rule.code for rule in asked)
    assert {rule.find(case, terms) for rule in asked} == set(decision.findings)
    outcomes = [f.outcome for f in decision.findings]
    assert outcomes == sorted(outcomes, reverse=True)
    ride = {c for f in decision.findings for c in f.conditions}
    assert decision.conditions == tuple(c for c in Condition if c in ride)
    assert all(
        (f.lift is None) == (f.outcome is Outcome.ADMIT) and f.says for f in decision.findings
    )


@examples()
@given(cases(), terms_of_districts, st.lists(lifts, max_size=3))
def test_a_lift_never_softens_a_refusal(
    case: Case, terms: TermsInForce, given_lifts: list[LiftFacts]
) -> None:
    bare = replace(case, lifts=())
    before = {f.code: f for f in assess(bare, terms).findings}
    lifted = assess(replace(bare, lifts=tuple(given_lifts)), terms)
    named = {c for one in given_lifts for c in one.codes if _lasts(one, case.today)}
    for finding in lifted.findings:
        was = before[finding.code]
        if finding == was:
            continue
        assert finding.outcome is Outcome.ADMIT
        assert finding.conditions == was.conditions
        assert finding.code in named
        assert finding.code != "meeting.instructional-time"
        assert was.lift in (Lift.DESK, Lift.LEADER)
        assert was.outcome in (Outcome.ASK_DESK, Outcome.ASK_LEADER)


def _lasts(lift: LiftFacts, today: date) -> bool:
    return lift.until is None or today <= lift.until


@examples()
@given(cases(), approvals, terms_of_districts)
def test_an_approval_holds_for_its_visitor_alone(
    case: Case, approval: ApprovalFacts, terms: TermsInForce
) -> None:
    """Somebody else's approval is as good as none, for every rule."""
    theirs = replace(case, approval=replace(approval, for_visitor=False), lifts=())
    outcomes = {f.code: f.outcome for f in assess(theirs, terms).findings}
    without_any = assess(replace(theirs, approval=None), terms)
    assert outcomes == {f.code: f.outcome for f in without_any.findings}
