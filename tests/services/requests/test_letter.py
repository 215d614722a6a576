"""The letter to a partner reads what a decision kept, in the words of every version."""

from __future__ import annotations

import pytest

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.decision import Finding
from cpdesk.policy.outcome import Condition, Outcome
from cpdesk.policy.rules.privacy import ALL_ON_FILE, SOME_ON_FILE
from cpdesk.services.requests.letter import conditions

# Stored with decisions by the version before the sentences were put in plain words.
OLD_ALL = (
    "Photos are allowed: the families of all {children} children signed releases, valid to "
    "{valid_to}.",
    "Signed family releases for photos are on file.",
    "Signed family releases for photos are on file: {releases}.",
)
OLD_SOME = (
    "{signed} of {children} families signed releases for photos, valid to {valid_to}: only "
    "children with a sticker may be in a picture.",
    "{releases} of {children} families signed releases for this session: only children with a "
    "sticker may be in a picture.",
)
OLD_NONE = (
    "The office recorded that no family has signed a release for photos.",
    "The families’ releases for photos lapsed after {valid_to}.",
)
NONE = (
    "The office’s records show that no family has signed a photo release.",
    "No signed family releases are on file for this visit.",
)


def photos(says: str) -> tuple[Condition, ...]:
    finding = Finding("photo.release", Outcome.ADMIT, None, says)
    return conditions(Kind.PHOTOS, (finding,))


@pytest.mark.parametrize("says", sorted({*OLD_ALL, *ALL_ON_FILE}))
def test_where_every_family_signed_the_letter_sets_no_condition(says: str) -> None:
    assert photos(says) == ()


@pytest.mark.parametrize("says", sorted({*OLD_SOME, *SOME_ON_FILE}))
def test_where_some_families_signed_the_letter_asks_for_stickers(says: str) -> None:
    assert photos(says) == (Condition.PHOTOS_WITH_STICKER,)


@pytest.mark.parametrize("says", [*OLD_NONE, *NONE])
def test_where_no_family_signed_the_letter_allows_no_photos(says: str) -> None:
    assert photos(says) == (Condition.NO_PHOTOS,)
