"""Search as you type, on the sample district: it is Tuesday, 10:42 am, at Cedar Lake School."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdesk import paths
from cpdesk.clock import FixedClock
from cpdesk.errors import DeskError
from cpdesk.ids import new_id
from cpdesk.models.store import Store
from cpdesk.policy.outcome import Outcome
from cpdesk.policy.terms.terms import Terms
from cpdesk.records.desk import Admission, Hit, Question, RelayedYes
from cpdesk.services.auth_context import AuthContext
from cpdesk.services.search.search import ORDER, Search
from cpdesk.services.services import Services
from cpdesk.ui.desk.search.draft import question_of_hit
from tests.examples import examples

CHICAGO = ZoneInfo("America/Chicago")
YES = RelayedYes("Principal Lindqvist", "by phone", "She knows them")


def titles(hits: tuple[Hit, ...], kind: str = "") -> list[str]:
    return [hit.title for hit in hits if kind in ("", hit.kind)]


def one(hits: tuple[Hit, ...], title: str) -> Hit:
    (hit,) = [hit for hit in hits if hit.title == title]
    return hit


def admit(services: Services, hit: Hit) -> str:
    question = (
        Question(guest=hit.key, host="Ms. Lund", reason="Repairs the lamps")
        if hit.kind == "guest"
        else Question(person=hit.key, activity=hit.activity_id)
    )
    return services.desk.admit(Admission(new_id(), question, "known here", YES)).visit_id


# -- nothing typed ---------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["", "   ", '"', "*", "’"])
def test_nothing_typed_shows_who_is_still_expected(services: Services, typed: str) -> None:
    hits = services.search.find(typed)
    assert {hit.kind for hit in hits} == {"expected"}
    starts = [hit.start for hit in hits if hit.start]
    assert len(starts) == len(hits)
    assert starts == sorted(starts)
    # The early activities are over; those are shown that run or come.
    listed = {(hit.key, hit.activity_id) for hit in services.search.find(typed, 1000)}
    rows = services.desk.expected()
    assert listed == {(r.person_id, r.activity_id) for r in rows if r.state in ("due", "later")}
    assert {r.state for r in rows} >= {"due", "later", "missed"}


def test_somebody_who_came_is_expected_no_more(services: Services) -> None:
    okafor = one(services.search.find(""), "Adaeze Okafor")
    visit = admit(services, okafor)
    assert "Adaeze Okafor" not in titles(services.search.find(""))
    (inside,) = services.search.find("okafor adaeze")
    assert (inside.kind, inside.key, inside.detail) == ("inside", visit, "Reading tutors")
    assert inside.marks == ((0, 6), (7, 6))
    services.desk.check_out(visit)
    (person,) = [h for h in services.search.find("adaeze okafor") if "Okafor" in h.title]
    assert (person.kind, person.key) == ("person", okafor.key)


def test_tomorrow_others_are_expected(services: Services, clock: FixedClock) -> None:
    today = titles(services.search.find(""))
    clock.set(datetime(2026, 11, 25, 7, 0, tzinfo=CHICAGO))
    tomorrow = services.search.find("", 1000)
    assert titles(tomorrow) != today
    assert {(h.key, h.activity_id) for h in tomorrow} == {
        (r.person_id, r.activity_id) for r in services.desk.expected()
    }


def test_on_a_day_without_school_nobody_is(services: Services, clock: FixedClock) -> None:
    clock.set(datetime(2026, 11, 28, 10, 42, tzinfo=CHICAGO))  # a Saturday
    assert services.search.find("") == ()
    assert "Adaeze Okafor" in titles(services.search.find("okafor"), "person")


# -- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("okafor", "Adaeze Okafor"),
        ("OKAFOR ADAEZE", "Adaeze Okafor"),
        ("ada oka", "Adaeze Okafor"),
        ("oka ada", "Adaeze Okafor"),
        ("okafor, adaeze", "Adaeze Okafor"),
        ("lund", "Chidi Okafor-Lund"),
        ("obrien", "Siobhán O’Brien"),
        ("o'brien siobhan", "Siobhán O’Brien"),
        ("o’brien", "Siobhán O’Brien"),
        ("munoz", "Diego Muñoz"),
        ("MUÑOZ", "Diego Muñoz"),
        ("mun\u0303oz", "Diego Muñoz"),
        ("asgard", "Per Åsgård"),
        ("xiaoming", "小明 王"),
        ("小明", "小明 王"),
        ("okafur", "Adaeze Okafor"),
        ("okfor ada", "Adaeze Okafor"),
        ("adeaze", "Adaeze Okafor"),
        ("oakfor", "Adaeze Okafor"),
        ("fetherstonhaugh", "Maximilian Oluwaseun Featherstonehaugh-Nguyen"),
        ("haugh", "Maximilian Oluwaseun Featherstonehaugh-Nguyen"),
        ("afor", "Adaeze Okafor"),
        ("adaeze literacy", "Adaeze Okafor"),
        ("lake okafor", "Adaeze Okafor"),
        ("reading ada", "Adaeze Okafor"),
        ("lake okafro", "Adaeze Okafor"),
    ],
)
def test_a_person_is_found_by_any_part_of_any_name(
    services: Services, typed: str, title: str
) -> None:
    assert title in titles(services.search.find(typed))


def test_what_matches_better_comes_first(services: Services) -> None:
    for name in ("Okafora Beck", "Beck Okafor"):
        given, family = name.split()
        services.visitors.register_person("LSL", given, family)
    people = titles(services.search.find("okafor"), "person")
    assert people.index("Beck Okafor") < people.index("Okafora Beck")
    # With enough that match, nothing that is merely near is shown.
    assert "Mona Okafi" not in people


def test_a_near_miss_is_shown_when_little_matches(services: Services) -> None:
    assert titles(services.search.find("mona okafy")) == ["Mona Okafi"]
    (hit,) = services.search.find("mona okafy")
    assert hit.marks == ((0, 4), (5, 5))


def test_a_name_of_nobody_finds_nobody(services: Services) -> None:
    assert services.search.find("zzyzx") == ()
    assert services.search.find("okafor zzyzx") == ()


def test_namesakes_are_told_apart_by_their_partners(services: Services) -> None:
    services.visitors.register_person("NSS", "Adaeze", "Okafor")
    namesakes = [h for h in services.search.find("adaeze okafor") if h.title == "Adaeze Okafor"]
    assert len({h.key for h in namesakes}) == 2
    assert {h.partner_name for h in namesakes} == {"Lake Street Literacy", "Northside Strings"}


# -- partners and guests ---------------------------------------------------------------------------


def test_a_partner_brings_its_people_and_itself(services: Services) -> None:
    hits = services.search.find("lake street")
    of_partner = {p.name for p in services.partners.partner("LSL").people}
    assert set(titles(hits, "expected")) | set(titles(hits, "person")) == of_partner
    partner = one(hits, "Lake Street Literacy")
    assert (partner.kind, partner.key, partner.outcome) == ("partner", "LSL", Outcome.ADMIT)
    assert partner.marks == ((0, 4), (5, 6))
    assert {h.marks for h in hits if h.kind == "person"} == {()}


def test_a_name_before_the_name_of_its_partner(services: Services) -> None:
    services.visitors.register_person("NSS", "Street", "Lakes")
    people = titles(services.search.find("lake street"), "person")
    assert people[0] == "Street Lakes"


def test_groups_stand_in_their_order(services: Services) -> None:
    for name in ("Lake Olsen", "Lakeisha Bell"):
        services.visitors.register_guest(name, "Lamp Repair")
    admit(services, one(services.search.find("adaeze"), "Adaeze Okafor"))
    kinds = [hit.kind for hit in services.search.find("la")]
    assert set(kinds) == set(ORDER)
    assert kinds == sorted(kinds, key=ORDER.index)


def test_a_guest_is_found_by_name_and_organization(services: Services) -> None:
    key = services.visitors.register_guest("Zoë O’Neil", "Lamp Repair")
    for typed in ("zoe", "oneil zo", "lamp", "lmap", "oneill"):
        guest = one(services.search.find(typed), "Zoë O’Neil")
        assert (guest.kind, guest.key, guest.detail) == ("guest", key, "Lamp Repair")
    admit(services, one(services.search.find("zoe oneil"), "Zoë O’Neil"))
    assert one(services.search.find("zoe oneil"), "Zoë O’Neil").kind == "inside"


# -- standing and activity -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("Adaeze Okafor", Outcome.ADMIT),
        ("Chidi Okafor-Lund", Outcome.ASK_LEADER),  # clearance pending
        ("Mona Okafi", Outcome.REFUSE),  # not cleared
        ("Kwame Gedi", Outcome.ASK_LEADER),  # expired
        ("Liban Ciise", Outcome.REFUSE),  # no contract in force
    ],
)
def test_the_desk_answers_about_whoever_is_found(
    services: Services, name: str, outcome: Outcome
) -> None:
    hit = one(services.search.find(name), name)
    assert services.desk.outcomes((question_of_hit(hit),)) == (outcome,)


@pytest.mark.parametrize("partner", ["Dragon Studio", "Summit Kids Fitness", "Old Mill Theater"])
def test_a_partner_that_is_not_authorized_may_not(services: Services, partner: str) -> None:
    assert one(services.search.find(partner), partner).outcome is Outcome.REFUSE


def test_somebody_new_asks_until_confirmed(services: Services) -> None:
    services.visitors.register_person("LSL", "Quincy", "Newhall")
    new = one(services.search.find("newhall"), "Quincy Newhall")
    assert (new.kind, new.partner_name) == ("person", "Lake Street Literacy")
    assert services.desk.outcomes((question_of_hit(new),)) == (Outcome.ASK_LEADER,)


def test_todays_activity_is_told(services: Services) -> None:
    expected = one(services.search.find("okafor adaeze"), "Adaeze Okafor")
    assert (expected.detail, expected.place) == ("Reading tutors", "Room 114")
    assert expected.start is not None
    assert expected.start.isoformat("minutes") == "10:45"
    # Over since the morning, so no longer expected; still the person's own.
    okafi = one(services.search.find("okafi mona"), "Mona Okafi")
    assert (okafi.kind, okafi.detail) == ("person", "Morning check-in")


# -- any text at all -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        '"', "'", "*", "NEAR(", "NEAR(a b)", "a AND", "OR", "NOT", "name:", "{name}:a", "a*b", "(",
        "-", "--", "%", "_", "\\", "\0", "\n", "😀", "👩‍👩‍👧", "ﬀ", "x" * 300, "ab " * 100,
        "王" * 300, "’" * 300, "\u0301" * 300, "'; DROP TABLE visit; --", "\ud800",
    ],
)  # fmt: skip
def test_no_text_is_too_strange(services: Services, typed: str) -> None:
    for hit in services.search.find(typed):
        assert hit.kind in ORDER
    assert titles(services.search.find("okafor"))


@given(st.text(max_size=12))
@examples(60, shares_fixture=True)
def test_any_text_is_answered(services: Services, typed: str) -> None:
    hits = services.search.find(typed)
    assert len(hits) <= 40
    lines = [(h.kind, h.key, h.activity_id) for h in hits]
    assert len(set(lines)) == len(lines)
    for hit in hits:
        assert all(0 <= at < at + length <= len(hit.title) for at, length in hit.marks)


@pytest.mark.parametrize("limit", [1, 5, 12, 40, 1000])
def test_a_limit_is_kept_and_shared(services: Services, limit: int) -> None:
    hits = services.search.find("a", limit)
    assert len(hits) == min(limit, len(services.search.find("a", 1000)))
    if limit >= 12:
        assert {"expected", "person", "partner"} <= {hit.kind for hit in hits}


def test_more_letters_never_find_more_exact_matches(services: Services) -> None:
    word = "okafor"
    found = [set(titles(services.search.find(word[:n], 1000))) for n in range(2, 5)]
    assert found[0] >= found[1] >= found[2]


# -- what changes ----------------------------------------------------------------------------------


def test_a_new_roster_is_searched_at_once(services: Services, tmp_path: Path) -> None:
    assert titles(services.search.find("okafor"))
    folder = shutil.copytree(paths.resources() / "sample", tmp_path / "next")
    people = (folder / "people.csv").read_text("utf-8")
    (folder / "people.csv").write_text(people.replace("Okafor,", "Zimmerwald,"), "utf-8")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["sequence"] += 1
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    services.rosters.take_in(folder)
    assert titles(services.search.find("zimmerwald")) == ["Adaeze Zimmerwald"]
    assert "Adaeze Okafor" not in titles(services.search.find("okafor"))
    assert "Adaeze Zimmerwald" in titles(services.search.find("zimmerwlad"))


def test_another_school_expects_others(services: Services) -> None:
    here = titles(services.search.find(""))
    other = next(s for s in services.office.schools() if "Cedar Lake" not in s.name)
    services.office.choose_school(other.school_id)
    assert titles(services.search.find("")) != here


def test_a_clock_set_back_finds_the_same_people(services: Services, clock: FixedClock) -> None:
    clock.set(clock.now() - timedelta(days=400))
    assert "Adaeze Okafor" in titles(services.search.find("okafor"))


def test_without_a_roster_it_says_so(store: Store, clock: FixedClock) -> None:
    with pytest.raises(DeskError, match="No roster has been imported yet"):
        Search(store, clock, Terms.shipped(), auth=AuthContext(store)).find("a")
