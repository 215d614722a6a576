"""What a leader sees of a partner's earlier events, its visits of the term, and photo releases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtTest import QTest

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.case import ReleaseFacts
from cpdesk.policy.outreach import EventResult
from cpdesk.records.outreach import Outcome, PastOutcome
from cpdesk.records.requests import Ask, Examination, VisitLoad
from cpdesk.ui.requests.detail.facts import facts
from cpdesk.ui.requests.form import releases
from cpdesk.ui.requests.form.aside import verdict
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.domain import last_time, release_words
from cpdesk.words import Words
from tests.ui.requests import fakes
from tests.ui.requests.conftest import Build, Desk

TODAY = fakes.TODAY
END = date(2027, 6, 4)


def past(result: EventResult, day: date, *codes: str, note: str = "") -> PastOutcome:
    outcome = Outcome(result, codes, note, fakes.NOW, "Ms. Lind")
    return PastOutcome(Kind.TABLING, day, "Open house", outcome)


HELD = past(EventResult.HELD, date(2026, 11, 20))
BROKEN = past(EventResult.RULE_NOT_KEPT, date(2026, 11, 10), "names", note="A list lay there")
ABSENT = past(EventResult.DID_NOT_COME, date(2026, 11, 3))


# -- last time -------------------------------------------------------------------------------------


def shown(theme: Theme, words: Words, kind: Kind, *found: PastOutcome) -> last_time.LastTime:
    box = last_time.LastTime(theme, words)
    box.show_past(kind, found, TODAY)
    return box


def test_a_rule_that_was_not_kept_is_told_at_every_kind_of_request(
    theme: Theme, words: Words
) -> None:
    for kind in (Kind.TABLING, Kind.PHOTOS):
        box = shown(theme, words, kind, BROKEN)
        assert not box.isHidden()
        assert box.tone is Tone.NO
        assert box.word.text() == "Last time: a rule was not followed"
        assert box.sentence.text() == (
            "Tue, Nov 10, Open house: Names or addresses of students were collected. "
            "Ms. Lind noted: “A list lay there”"
        )


def test_what_went_well_since_is_told_too(theme: Theme, words: Words) -> None:
    box = shown(theme, words, Kind.TABLING, HELD, BROKEN, ABSENT)
    assert box.word.text() == "Earlier: a rule was not followed"  # the last time went well
    said = box.sentence.text().split("\n")
    assert said[1:] == [
        "Did not come 1 time in the last 12 months.",
        "Held as approved 1 time since then.",
    ]


def test_who_did_not_come_matters_for_events_alone(theme: Theme, words: Words) -> None:
    box = shown(theme, words, Kind.PRESENTATION, ABSENT, ABSENT)
    assert (box.tone, box.word.text()) == (Tone.ASK, "Last time: did not come (Tue, Nov 3)")
    assert "2 times" in box.sentence.text()
    box = shown(theme, words, Kind.TABLING, HELD, ABSENT)
    assert box.word.text() == "Did not come (Tue, Nov 3)"
    assert shown(theme, words, Kind.MEET_STUDENT, ABSENT).isHidden()
    assert shown(theme, words, Kind.TABLING, HELD).isHidden()
    assert shown(theme, words, Kind.TABLING).isHidden()


def test_more_than_three_are_counted(theme: Theme, words: Words) -> None:
    box = shown(theme, words, Kind.TABLING, *[BROKEN] * 5)
    lines = box.sentence.text().split("\n")
    assert len(lines) == 4
    assert lines[-1] == "and 2 more times"


def test_the_leader_sees_it_beside_the_request(build: Build, theme: Theme) -> None:
    made = Desk()
    first = made.decisions.queue().rows[0].request_id
    partner = made.decisions.request(first).partner_id
    made.events.noted[partner] = (BROKEN,)
    desk = build(theme, made)
    desk.page.open(first)
    assert not desk.page.detail.last_time.isHidden()
    assert "Names or addresses" in desk.page.detail.last_time.accessibleDescription()


# -- visits of the term ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("load", "words_said", "over"),
    [
        (VisitLoad(0, 0, 1, 4), "1 of 4, counting this one", ""),
        (VisitLoad(2, 1, 1, 4), "4 of 4, counting this one · 2 held · 1 planned", ""),
        (
            VisitLoad(3, 1, 1, 4),
            "5 of 4, counting this one · 3 held · 1 planned",
            "1 visit over the partner’s limit",
        ),
    ],
)
def test_visits_are_counted_with_this_one(
    words: Words, load: VisitLoad, words_said: str, over: str
) -> None:
    record = fakes.request(ask=Ask(Kind.TABLING, partner="BFM", event="Open house"))
    found = facts(record, fakes.examined(visits=load), TODAY, words)
    fact = next(one for one in found if one.label == "Visits this term")
    assert fact.words == words_said
    assert over in fact.small
    assert bool(fact.small) == bool(over) == bool(fact.color)


def test_too_many_visits_warn_at_filing_and_refuse_nothing(words: Words) -> None:
    ask = Ask(Kind.TABLING)
    examined = fakes.examined(visits=VisitLoad(3, 1, 1, 4))
    tone, headline, sentence = verdict(ask, examined, words)
    assert tone is Tone.ASK
    assert "Over the visit limit" in headline
    assert sentence == "Visits this term, counting this one: 5. Limit: 4."
    assert verdict(ask, fakes.examined(visits=VisitLoad(2, 1, 1, 4)), words)[0] is Tone.OK


# -- releases --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signed", "children", "said"),
    [
        (18, 24, "18 of 24 families signed (75%)"),
        (23, 24, "23 of 24 families signed (95%)"),
        (199, 200, "199 of 200 families signed (99%)"),
        (24, 24, "24 of 24 families signed (100%)"),
        (0, 0, "0 of 0 families signed (0%)"),
    ],
)
def test_the_share_is_never_rounded_up(words: Words, signed: int, children: int, said: str) -> None:
    assert release_words.share(signed, children, words) == said


def test_what_is_on_file_in_a_line(words: Words) -> None:
    assert releases.on_file(None, TODAY, words) == ""
    found = ReleaseFacts(18, 24, END)
    said = releases.on_file(found, TODAY, words)
    assert said == "On file: 18 of 24 families signed (75%), valid through Jun 4, 2027"
    assert (
        releases.on_file(replace(found, signed=0), TODAY, words)
        == "On file: no families have signed"
    )
    lapsed = replace(found, valid_to=date(2026, 11, 23))
    assert releases.on_file(lapsed, TODAY, words) == "On file, but not valid after Nov 23, 2026"
    assert "(75%)" in releases.on_file(replace(found, valid_to=TODAY), TODAY, words)


def test_a_photo_request_tells_the_share_and_what_is_on_file(words: Words) -> None:
    record = fakes.request(ask=Ask(Kind.PHOTOS, releases=18, group_size=24))
    examined = fakes.examined(photo_releases=ReleaseFacts(20, 24, END))
    found = facts(record, examined, TODAY, words)
    fact = next(one for one in found if one.label == "Releases")
    assert fact.words == "18 of 24 families signed (75%)"
    assert fact.small == "On file: 20 of 24 families signed (83%), valid through Jun 4, 2027"


def photo_form(desk: Desk, on_file: ReleaseFacts | None) -> tuple[str, str]:
    """The form of a photo session with this on file; the two counts in it."""

    def examine(ask: Ask) -> Examination:
        return fakes.examined(photo_releases=on_file)

    desk.filings.examination = examine
    form = desk.page.form
    if form.fields.kind is not Kind.PHOTOS:
        desk.page.new(Ask(Kind.PHOTOS, partner="BFM"))
    else:
        form.examine()
    return form.fields.line("releases").said, form.fields.line("group_size").said


def test_the_form_is_filled_with_what_is_on_file(desk: Desk) -> None:
    assert photo_form(desk, ReleaseFacts(18, 24, END)) == ("18", "24")
    assert "(75%)" in desk.page.form.fields.line("releases").note.text()
    assert photo_form(desk, ReleaseFacts(3, 9, END)) == ("3", "9")  # of another activity
    assert photo_form(desk, None) == ("", "")
    lapsed = ReleaseFacts(18, 24, date(2026, 11, 23))
    assert photo_form(desk, lapsed) == ("", "")
    assert "not valid after Nov 23" in desk.page.form.fields.line("releases").note.text()


def test_what_was_typed_is_never_filled_over(desk: Desk) -> None:
    photo_form(desk, None)
    QTest.keyClicks(desk.page.form.fields.line("releases").line, "7")
    assert photo_form(desk, ReleaseFacts(18, 24, END)) == ("7", "")
