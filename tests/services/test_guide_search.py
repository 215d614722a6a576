"""What a secretary on the phone types, and the situation that has to come first."""

from __future__ import annotations

from datetime import date

import pytest

from cpdesk.policy.guide import Topic, topics
from cpdesk.policy.terms import Terms
from cpdesk.services.guide_search import Finder, examples
from cpdesk.words import Words
from tests.conftest import CHICAGO

DAY = date(2026, 11, 24)
TYPED: dict[str, tuple[str, ...]] = {
    "meet-in-class": (
        "pull a kid out of class",
        "take a kid out of math",
        "pull out",
        "meet with student",
        "talk to a student",
        "see a student",
        "therapy session",
        "counselor wants to see a student",
        "therapist",
        "mental health",
        "they want to meet a kid during math",
        "P",
    ),
    "meet-at-lunch": (
        "lunch with a student",
        "eat lunch with kid",
        "lunch buddy",
        "cafeteria",
        "recess",
        "after school",
        "before school",
        "almuerzo",
        "is it ok if they come at lunch?",
    ),
    "meet-approved": (
        "principal approved",
        "approved meeting",
    ),
    "meet-often": (
        "twice a week",
        "how often can they meet with a student",
        "every day",
        "same student again",
    ),
    "photos-lapsed": (
        "photo releases from last year",
        "expired photo release",
        "release has lapsed",
    ),
    "notice": (
        "trespass",
        "no entry notice",
        "he is banned from the building",
        "restraining order",
        "banned from campus",
    ),
    "emergency": (
        "emergency",
        "crisis",
        "suicide",
        "emergencia",
        "emergancy",
    ),
    "law": (
        "police",
        "cop",
        "officer",
        "CPS",
        "child protection",
        "social worker",
        "ICE",
        "immigration",
        "subpoena",
        "warrant",
        "court order",
        "probation officer",
        "lawyer",
        "policia",
        "policía",
    ),
    "observe": (
        "watch a class",
        "observe",
        "sit in on class",
        "shadow a student",
        "tour",
        "visit the classroom",
        "parent said ok",
        "parent consent",
        "mom gave permission",
        "parent signed",
        "observar",
        "obzerve",
        "someone wants to watch my class",
    ),
    "names": (
        "pass a name",
        "give names",
        "give them a list of kids",
        "student list",
        "class list",
        "roster",
        "phone number of a parent",
        "address of a family",
        "email list",
        "contact info",
        "recommend a student",
        "refer a kid",
        "referral",
        "which students need help",
        "recruit",
        "collect emails",
        "email to families",
        "nombre",
        "nombres de estudiantes",
        "recruting",
        "they want a list of names",
    ),
    "table": (
        "college recruiter",
        "military recruiter",
        "army",
        "open house",
        "conferences",
        "booth",
        "table",
        "career fair",
        "lunch table",
        "cafeteria table",
    ),
    "presentation": (
        "sign up sheet",
        "registration forms",
        "enroll students",
        "assembly",
        "guest speaker",
        "speak to class",
        "present",
        "presentation",
        "read to the class",
        "registraton",
    ),
    "photos": (
        "picture",
        "pictures",
        "photo",
        "photos",
        "video",
        "tiktok",
        "instagram",
        "facebook post",
        "selfie",
        "film the class",
        "livestream",
        "can they post pictures on social media",
        "newspaper reporter",
        "tv crew",
        "fotos",
        "fotografia",
        "foto",
        "video de la clase",
        "pictres",
        "can a partner take a photo of a kid",
        "can they take pictures?",
        "what about pictures",
    ),
    "photos-released": (
        "photo release",
        "media release",
        "parent signed photo form",
    ),
    "photos-some": (
        "sticker",
        "some kids no release",
    ),
    "flyer": (
        "drop off flyers",
        "flyers",
        "flyer",
        "flier",
        "leaflet",
        "brochures",
        "put flyers on cars",
        "flyer in spanish",
        "delivery",
        "volantes",
        "folletos",
        "flyar",
        "fliers",
        "may they hand out flyers to students",
    ),
    "flyer-approved": ("newsletter",),
    "flyer-home": (
        "backpack mail",
        "send home",
    ),
    "flyer-home-high": ("flyer high school",),
    "board": (
        "poster",
        "put up a poster",
        "hang a poster",
        "bulletin board",
    ),
    "program": (
        "id",
        "ID badge",
        "badge",
        "check in",
        "visita",
    ),
    "early": (
        "early",
        "too early",
        "late",
        "came on the wrong day",
        "different time",
        "reschedule",
    ),
    "not-approved-here": (
        "hand out candy",
        "give away stuff",
        "food",
        "snacks",
        "prizes",
    ),
    "before-contract": (
        "contract not signed",
        "start before contract",
    ),
    "ended-contract": (
        "contract expired",
        "their contract ran out",
    ),
    "free-of-charge": (
        "donations",
        "free",
        "volunteer",
        "do they need a contract",
        "no contract",
        "voluntario",
        "contrato",
        "volenteer",
    ),
    "second-program": (
        "new program same partner",
        "another program",
        "second program",
    ),
    "other-school": (
        "different school",
        "another school",
    ),
    "prospective": (
        "new partner",
        "become a partner",
        "apply",
        "how do i become a partner",
    ),
    "suspended": ("suspended",),
    "fees": (
        "charge money",
        "charge",
        "fee",
        "sell something",
        "fundraiser",
        "fundraising",
        "cost",
        "dinero",
    ),
    "insurance": (
        "insurance",
        "insurance expired",
        "certificate of insurance",
        "insurence",
        "seguro",
        "insurnace",
        "do they have to have insurance",
    ),
    "stranger": (
        "sub contractor",
        "subcontractor",
        "substitute",
        "new tutor",
        "bring a friend",
        "intern",
        "someone not on the list",
        "not on the list",
    ),
    "background-check": (
        "volunteer no background check",
        "no background check",
        "background check",
        "fingerprints",
        "criminal record",
        "background chek",
        "they don't have a background check",
    ),
    "not-cleared": ("felony",),
    "no-school": (
        "snow day",
        "holiday",
        "winter break",
        "spring break",
        "weekend",
        "saturday",
        "summer",
    ),
    "staff": (
        "teacher",
        "meet the teacher",
        "meet the principal",
        "meeting with principal",
        "talk to staff",
        "maestra",
    ),
    "guest": (
        "bring her daughter",
        "parent",
        "grandma",
        "vendor",
        "salesman",
        "plumber",
        "contractor",
        "alumni",
        "former student",
        "padre",
    ),
    "guest-student": ("dad wants to see his kid",),
}


@pytest.fixture(scope="module")
def found() -> Finder:
    words = Words("en_US", CHICAGO)
    return Finder(known(words), words)


def known(words: Words) -> tuple[Topic, ...]:
    return topics(examples(words), DAY, CHICAGO, Terms.shipped().on(DAY))


@pytest.mark.parametrize(
    ("typed", "key"), [(typed, key) for key, said in TYPED.items() for typed in said]
)
def test_the_best_answer_comes_first(found: Finder, typed: str, key: str) -> None:
    assert found.find(typed).topics[0].key == key


def test_every_situation_is_found_by_its_own_question(words: Words, found: Finder) -> None:
    for topic in known(words):
        assert found.find(words.text(topic.question)).topics[0].key == topic.key


def test_every_situation_is_found_by_all_that_people_call_it(words: Words, found: Finder) -> None:
    for topic in known(words):
        for said in words.text(topic.words).split(", "):
            assert topic in found.find(said).topics, (topic.key, said)


def test_what_is_half_typed_finds_it_already(found: Finder) -> None:
    for typed in ("pic", "pict", "watch a cl", "pass a na", "insur", "board"):
        assert not found.find(typed).unknown, typed
    assert found.find("pict").topics[0].key == "photos"


def test_related_situations_stand_below(found: Finder) -> None:
    keys = [topic.key for topic in found.find("picture").topics]
    assert keys[:4] == ["photos", "photos-released", "photos-some", "photos-lapsed"]


def test_nothing_typed_or_nothing_meant_lists_everything(words: Words, found: Finder) -> None:
    for typed in ("", "  ", "may they", "¿?", "%_*?[]{}\\"):
        assert found.find(typed).topics == known(words)
        assert not found.find(typed).unknown


def test_what_nobody_knows_is_named(found: Finder) -> None:
    nothing = found.find("xyzzy qwrtp")
    assert (nothing.topics, nothing.unknown) == ((), ("xyzzy", "qwrtp"))


def test_what_matters_and_is_unknown_is_told_beside_what_comes_closest(found: Finder) -> None:
    closest = found.find("xyzzy with a student")
    assert closest.unknown == ("xyzzy",)
    assert closest.topics
    assert found.find("please take a picture of it").unknown == ()


def test_any_text_is_taken_however_long_or_strange(found: Finder) -> None:
    for typed in ("a" * 5_000, "写真", "%7s"):
        assert found.find(typed).topics == ()
    found.find("\u0000\ud83d")
    assert found.find("photo " * 500).topics[0].key == "photos"
