"""Recorded outcomes of this partner's tables and presentations: seen before the next decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cpdesk.policy.approval.requests import Kind
from cpdesk.policy.outreach import NOT_KEPT, EventResult
from cpdesk.records.outreach import PastOutcome
from cpdesk.ui.theme.theme import Theme, Tone
from cpdesk.ui.widgets.domain.request_words import day as day_of
from cpdesk.ui.widgets.domain.verdict import VerdictBox
from cpdesk.words import N_, Words

_EVENTS = frozenset({Kind.TABLING, Kind.PRESENTATION})
_MANY = 3


class LastTime(VerdictBox):
    """Hidden if there is nothing to show."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, small=True, icons={Tone.NO: "triangle-alert"})
        self._words = words
        self.hide()

    def show_past(self, kind: Kind, past: Sequence[PastOutcome], today: date) -> None:
        """`past` has the latest first. Rules that were not followed matter for every type of
        request; a partner who did not come, for the next table or presentation."""
        broken = [one for one in past if one.outcome.result is EventResult.RULE_NOT_KEPT]
        absent = [one for one in past if one.outcome.result is EventResult.DID_NOT_COME]
        words = self._words
        if broken:
            lines = [sentence(one, today, words) for one in broken[:_MANY]]
            more = len(broken) - _MANY
            if more > 0:
                lines.append(words.count("and {n} more time", "and {n} more times", more))
            if kind in _EVENTS and absent:
                lines.append(not_there(len(absent), words))
            lines += held_since(past, broken[0], words)
            last = past[0] is broken[0]
            head = (
                N_("Last time: a rule was not followed")
                if last
                else N_("Earlier: a rule was not followed")
            )
            self.set(Tone.NO, words.text(head), "\n".join(lines))
        elif absent and kind in _EVENTS:
            day = day_of(absent[0].day, today, words)
            last = past[0] is absent[0]
            head = N_("Last time: did not come ({day})") if last else N_("Did not come ({day})")
            said = words.text(head, day=day)
            self.set(Tone.ASK, said, not_there(len(absent), words))
        self.setVisible(bool(broken) or bool(absent and kind in _EVENTS))


def sentence(one: PastOutcome, today: date, words: Words) -> str:
    """Tue, Dec 1, Open house: Names were collected. Ms. Lind noted: “A list lay there”"""
    day = day_of(one.day, today, words)
    head = words.text("{day}, {event}:", day=day, event=one.event) if one.event else f"{day}:"
    codes = [words.text(NOT_KEPT[code]) for code in one.outcome.not_kept if code != "other"]
    by, note = one.outcome.noted_by_name, one.outcome.note
    if note:
        by = by or words.text("The front desk")
        said = words.text("{name} noted: “{note}”", name=by, note=note)
    else:
        said = words.text("Recorded by {name}.", name=by) if by else ""
    return " ".join(part for part in (head, *codes, said) if part)


def not_there(many: int, words: Words) -> str:
    return words.count(
        "Did not come {n} time in the last 12 months.",
        "Did not come {n} times in the last 12 months.",
        many,
    )


def held_since(past: Sequence[PastOutcome], broken: PastOutcome, words: Words) -> list[str]:
    """How often it went well since then, so that an old slip is not read as a habit."""
    well = EventResult.HELD
    since = sum(one.outcome.result is well and one.day > broken.day for one in past)
    if not since:
        return []
    return [
        words.count(
            "Held as approved {n} time since then.", "Held as approved {n} times since then.", since
        )
    ]
