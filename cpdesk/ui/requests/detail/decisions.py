"""From a button to a call of the service, by way of the small forms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from cpdesk.policy.approval.requests import Kind as RequestKind
from cpdesk.policy.approval.requests import State, Verdict
from cpdesk.records.requests import Ask, DecisionDraft, Examination, RequestRecord, Window
from cpdesk.ui.requests.actions import Do, must_know
from cpdesk.ui.requests.detail.trays import (
    ChangeTray,
    DeclineTray,
    OfferTray,
    TakeTray,
    knowing_words,
)
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.buttons.button import Kind as Look
from cpdesk.ui.widgets.frames.tray import SayTray, SureTray, Tray
from cpdesk.words import Words


@dataclass(frozen=True)
class Step:
    """A small form and what happens with its entries; without a form it is decided at once."""

    tray: Tray | None
    show_message: Callable[[object], DecisionDraft]


@dataclass(frozen=True)
class Looks:
    """What the small forms need."""

    theme: Theme
    words: Words
    today: date


def step(do: Do, record: RequestRecord, examined: Examination | None, looks: Looks) -> Step | None:
    """What must be entered for a decision; None if it isn't one."""
    made = {
        Do.APPROVE: _approve,
        Do.CHANGE: _change,
        Do.OFFER: _offer,
        Do.DECLINE: _decline,
        Do.CONFIRM: _confirm,
        Do.DISOWN: _disown,
        Do.OPEN_DOOR: _open_door,
        Do.REVIEW: _review,
    }.get(do)
    return made(record, examined, looks) if made is not None else None


def _plain(record: RequestRecord, verdict: Verdict) -> DecisionDraft:
    return DecisionDraft(record.request_id, record.version, verdict)


def knowing(said: DecisionDraft, examined: Examination, looks: Looks) -> Step:
    """Asks the user to confirm the consequences of an approval."""
    words = looks.words
    tray = SureTray(
        looks.theme,
        words,
        words.text("Approve this request anyway?"),
        words.text("Approve anyway"),
        why="\n".join(knowing_words(examined.class_minutes, len(examined.clashes), words)),
    )
    return Step(tray, lambda _: replace(said, knowing=True))


def _approve(record: RequestRecord, examined: Examination | None, looks: Looks) -> Step:
    said = _plain(record, Verdict.APPROVE)
    if examined is not None and must_know(record, examined):
        return knowing(said, examined, looks)
    return Step(None, lambda _: said)


def _change(record: RequestRecord, examined: Examination | None, looks: Looks) -> Step:
    tray = ChangeTray(looks.theme, looks.words, record, looks.today)
    return Step(tray, lambda said: cast(DecisionDraft, said))


def _offer(record: RequestRecord, examined: Examination | None, looks: Looks) -> Step:
    tray = OfferTray(looks.theme, looks.words, looks.today)
    return Step(
        tray,
        lambda said: replace(_plain(record, Verdict.OFFER), offers=cast(tuple[Window, ...], said)),
    )


def _decline(record: RequestRecord, examined: Examination | None, looks: Looks) -> Step:
    def decline(said: object) -> DecisionDraft:
        code, reason = cast(tuple[str, str], said)
        return replace(_plain(record, Verdict.DECLINE), reason_code=code, reason=reason)

    found = examined.decision if examined is not None else None
    troubles = found.troubles if found is not None else ()
    return Step(DeclineTray(looks.theme, looks.words, record.ask.kind, troubles), decline)


def _confirm(record: RequestRecord, examined: Examination | None, looks: Looks) -> Step:
    return Step(None, lambda _: _plain(record, Verdict.CONFIRM))


def _disown(record: RequestRecord, examined: Examination | None, looks: Looks) -> Step:
    words = looks.words
    tray = SayTray(
        looks.theme,
        words,
        words.text("Reject this verbal approval?"),
        words.text("I did not approve this"),
        words.text("&What happened"),
        look=Look.DANGER,
        why=words.text(
            "The visit stays on record, with a note that the verbal approval was rejected."
        ),
    )
    return Step(tray, _reasoned(record, Verdict.DISOWN))


def _open_door(record: RequestRecord, examined: Examination | None, looks: Looks) -> Step:
    words = looks.words
    tray = SayTray(
        looks.theme,
        words,
        words.text("Approve as an emergency, without a school leader"),
        words.text("Approve as an emergency"),
        words.text("&What happened"),
        why=words.text(
            "It stays at the top of the school leaders’ list until one of them reviews it."
        ),
        hint=words.text("Include that no school leader could be reached"),
        look=Look.DANGER,
    )

    def opened(said: object) -> DecisionDraft:
        return replace(_reasoned(record, Verdict.OPEN_DOOR)(said), knowing=True)

    return Step(tray, opened)


def _review(record: RequestRecord, examined: Examination | None, looks: Looks) -> Step:
    words = looks.words
    tray = SayTray(
        looks.theme,
        words,
        words.text("Mark this emergency approval as reviewed?"),
        words.text("Mark as reviewed"),
        words.text("&Note"),
        needed=False,
        hint=words.text("optional"),
    )
    return Step(tray, _reasoned(record, Verdict.REVIEW))


def _reasoned(record: RequestRecord, verdict: Verdict) -> Callable[[object], DecisionDraft]:
    return lambda said: replace(_plain(record, verdict), reason=cast(str, said))


def withdraw_tray(record: RequestRecord, looks: Looks) -> SureTray:
    """Asks for confirmation before a request or a draft goes."""
    words = looks.words
    if record.state is State.DRAFT:
        return SureTray(
            looks.theme,
            words,
            words.text("Discard this draft?"),
            words.text("Discard draft"),
            Look.DANGER,
        )
    why = words.text("It will stay in the list of all requests, marked as withdrawn.")
    if record.state is State.APPROVED and record.ask.kind is not RequestKind.THIS_VISIT:
        why = words.text(
            "This request is approved. If you withdraw it, the front desk will no "
            "longer expect the visit."
        )
    return SureTray(
        looks.theme,
        words,
        words.text("Withdraw this request?"),
        words.text("Withdraw"),
        Look.DANGER,
        why,
    )


def take_tray(record: RequestRecord, looks: Looks) -> TakeTray:
    return TakeTray(looks.theme, looks.words, record, looks.today)


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
