"""One visitor at the front desk: the question being put together, and the arrival's id."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cpdesk.ids import new_id
from cpdesk.records.desk import (
    Admission,
    Card,
    Hit,
    PurposeChoice,
    Question,
    RelayedYes,
    TurnAway,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """`arrival_id` is created once, when the visitor is taken from the list, so that pressing Enter
    several times checks the visitor in once."""

    arrival_id: str
    question: Question

    @classmethod
    def of(cls, question: Question) -> Draft:
        """A new arrival."""
        return cls(new_id(), question)

    def choosing(self, choice: PurposeChoice) -> Draft:
        """Changes the reason for the visit. What was entered for the old one is dropped; a guest's
        host stays."""
        asked = self.question
        return replace(
            self,
            question=Question(
                purpose=choice.purpose,
                activity=choice.activity_id,
                person=asked.person,
                guest=asked.guest,
                partner=asked.partner,
                host=asked.host if asked.guest else "",
                reason=asked.reason if asked.guest else "",
                request=choice.request_id,
            ),
        )

    def decided(self, card: Card) -> Question:
        """The question as the card answered it: with the purpose that was shown as chosen."""
        return replace(
            self.question,
            purpose=card.question.purpose,
            activity=card.question.activity,
            partner=card.question.partner or self.question.partner,
            request=card.question.request,
        )

    def admission(self, card: Card, lift: str = "", relayed: RelayedYes | None = None) -> Admission:
        """Checked in, as the card says."""
        return Admission(self.arrival_id, self.decided(card), lift.strip(), relayed)

    def turn_away(self, card: Card, told: str) -> TurnAway:
        """Turned away, with what the visitor was told."""
        return TurnAway(self.arrival_id, self.decided(card), told.strip())


def question_of(visitor_key: str, partner_id: str) -> Question:
    """The question about the visitor of an earlier visit, by who they are only: what they came for
    may no longer be on the roster."""
    kind, _, key = visitor_key.partition(":")
    return Question(guest=key) if kind == "guest" else Question(person=key, partner=partner_id)


def question_of_hit(hit: Hit) -> Question:
    """The question that choosing a line of the list asks; only for people and guests."""
    if hit.kind == "guest":
        return Question(guest=hit.key)
    if hit.kind == "inside":
        return question_of(hit.visitor_key, hit.partner_id)
    return Question(
        purpose=hit.purpose,
        person=hit.key,
        partner=hit.partner_id,
        activity=hit.activity_id,
        request=hit.request_id,
    )
