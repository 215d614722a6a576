"""From a button to a call of the service, by way of the small forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from cpdesk.policy.approval.requests import Kind as RequestKind
from cpdesk.policy.approval.requests import State, Verdict
from cpdesk.records.requests import Ask, DecisionDraft, Examination, RequestRecord
from cpdesk.ui.page_context import PageContext
from cpdesk.ui.requests.actions import Do, must_know
from cpdesk.ui.requests.detail.trays import (
    ChangeTray,
    DeclineTray,
    OfferTray,
    knowing_words,
)
from cpdesk.ui.widgets.buttons.button import Kind as Look
from cpdesk.ui.widgets.frames.tray import SayTray, SureTray, Tray
from cpdesk.words import N_, Words


@dataclass(frozen=True)
class Step:
    """A small form, and the decision that its entries make; without a form it is decided at
    once."""

    tray: Tray | None
    draft: Callable[[Any], DecisionDraft]


@dataclass(frozen=True)
class _Question:
    """One line of text that a decision needs, or may have; all texts are message ids."""

    verdict: Verdict
    title: str
    does: str
    label: str
    why: str = ""
    hint: str = ""
    needed: bool = True
    look: Look = Look.DANGER


_QUESTIONS = {
    Do.DISOWN: _Question(
        Verdict.DISOWN,
        N_("Reject this verbal approval?"),
        N_("I did not approve this"),
        N_("&What happened"),
        N_("The visit stays on record, with a note that the verbal approval was rejected."),
    ),
    Do.OPEN_DOOR: _Question(
        Verdict.OPEN_DOOR,
        N_("Approve as an emergency, without a school leader"),
        N_("Approve as an emergency"),
        N_("&What happened"),
        N_("It stays at the top of the school leaders’ list until one of them reviews it."),
        N_("Include that no school leader could be reached"),
    ),
    Do.REVIEW: _Question(
        Verdict.REVIEW,
        N_("Mark this emergency approval as reviewed?"),
        N_("Mark as reviewed"),
        N_("&Note"),
        hint=N_("optional"),
        needed=False,
        look=Look.PRIMARY,
    ),
}


def step(
    do: Do, record: RequestRecord, examined: Examination | None, context: PageContext
) -> Step | None:
    """What must be entered for a decision; None if it isn't one."""
    theme, words, today = context.theme, context.words, context.today()
    plain = partial(DecisionDraft, record.request_id, record.version)
    if do in _QUESTIONS:
        return _question(_QUESTIONS[do], plain, context)
    if do is Do.CONFIRM:
        return Step(None, lambda _: plain(Verdict.CONFIRM))
    if do is Do.APPROVE:
        said = plain(Verdict.APPROVE)
        if examined is not None and must_know(record, examined):
            return knowing(said, examined, context)
        return Step(None, lambda _: said)
    if do is Do.CHANGE:
        return Step(ChangeTray(theme, words, record, today), lambda said: said)
    if do is Do.OFFER:
        offer = partial(plain, Verdict.OFFER)
        return Step(OfferTray(theme, words, today), lambda windows: offer(offers=windows))
    if do is Do.DECLINE:
        found = examined.decision if examined is not None else None
        troubles = found.troubles if found is not None else ()
        return Step(
            DeclineTray(theme, words, record.ask.kind, troubles),
            lambda said: plain(Verdict.DECLINE, reason_code=said[0], reason=said[1]),
        )
    return None


def _question(asked: _Question, plain: Callable[..., DecisionDraft], context: PageContext) -> Step:
    text = context.words.text
    tray = SayTray(
        context.theme, context.words, text(asked.title), text(asked.does), text(asked.label),
        why=text(asked.why), hint=text(asked.hint), needed=asked.needed, look=asked.look,
    )  # fmt: skip
    known = asked.verdict is Verdict.OPEN_DOOR
    return Step(tray, lambda said: plain(asked.verdict, reason=said, knowing=known))


def knowing(said: DecisionDraft, examined: Examination, context: PageContext) -> Step:
    """Asks the user to confirm the consequences of an approval."""
    words = context.words
    tray = SureTray(
        context.theme,
        words,
        words.text("Approve this request anyway?"),
        words.text("Approve anyway"),
        why="\n".join(knowing_words(examined.class_minutes, len(examined.clashes), words)),
    )
    return Step(tray, lambda _: replace(said, knowing=True))


def withdraw_tray(record: RequestRecord, context: PageContext) -> SureTray:
    """Asks for confirmation before a request or a draft goes."""
    text = context.words.text
    title, does = text("Withdraw this request?"), text("Withdraw")
    why = text("It will stay in the list of all requests, marked as withdrawn.")
    if record.state is State.DRAFT:
        title, does, why = text("Discard this draft?"), text("Discard draft"), ""
    elif record.state is State.APPROVED and record.ask.kind is not RequestKind.THIS_VISIT:
        why = text(
            "This request is approved. If you withdraw it, the front desk will no "
            "longer expect the visit."
        )
    return SureTray(context.theme, context.words, title, does, Look.DANGER, why)


def changed_asks(record: RequestRecord, said: DecisionDraft, words: Words) -> tuple[Ask, ...]:
    """The request as it would be after this decision: at another time or place, or at each of the
    offered times."""
    ask = record.ask
    if said.verdict is Verdict.OFFER:
        asks = []
        for window in said.offers:
            start, end = words.local(window.starts_at), words.local(window.ends_at)
            asks.append(replace(ask, day=start.date(), start=start.time(), end=end.time()))
        return tuple(asks)
    return (
        replace(
            ask,
            day=said.day or ask.day,
            start=said.start or ask.start,
            end=said.end or ask.end,
            place=said.place or ask.place,
        ),
    )
