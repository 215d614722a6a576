"""What each paper is made for, from what was typed."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from cpdesk.cli.core import leaving
from cpdesk.errors import DeskError
from cpdesk.policy.school_year import SchoolYear
from cpdesk.records.reports import Period
from cpdesk.services.printing import paper_specs as specs
from cpdesk.services.printing.paper_choices import PickDay, PickOne, PickPeriod
from cpdesk.services.printing.paper_spec import PaperOut
from cpdesk.services.printing.paper_specs import PaperKind, PaperSpec
from cpdesk.services.services import Services
from cpdesk.words import N_

Asked = argparse.Namespace
Maker = Callable[[Services, Asked, date | None], PaperOut]


def _badge(services: Services, args: Asked, day: date | None) -> PaperOut:
    """For the latest visit of the day, if none is named."""
    papers = services.papers
    found = papers.badge(args.visit) if args.visit else papers.latest_badge(day)
    return leaving.draw(services, specs.BADGE, found, found.day, args.stock)


def _refusal(services: Services, args: Asked, day: date | None) -> PaperOut:
    """For the last person who was turned away, if no one is named."""
    whose = args.refused or next(
        (last.turned_away_id for last in services.papers.turned_away(1, day)), ""
    )
    if not whose:
        raise DeskError(
            N_("No one was turned away that day."),
            N_("Choose another date with --date, or the entry with --refused."),
        )
    return leaving.make(services, specs.REFUSAL, whose)


def _usual(spec: PaperSpec[Any, Any]) -> Maker:
    """A paper for the day, the school year until then, or the ID that was typed."""

    def make(services: Services, args: Asked, day: date | None) -> PaperOut:
        until = day or leaving.today(services)
        of: Any = None
        if isinstance(spec.pick, PickDay):
            of = until
        elif isinstance(spec.pick, PickPeriod):
            of = Period(SchoolYear.of(until).starts_on, until)
        elif isinstance(spec.pick, PickOne):
            of = getattr(args, spec.pick.option)
            if not of and spec.kind in _MISSING:
                raise DeskError(*_MISSING[spec.kind])
        return leaving.make(services, spec, spec.picked(of))

    return make


_FLYER = (
    N_("This paper is for one flyer delivery."),
    N_("Choose it with --delivery. Run `cpdesk flyers list` to see the IDs."),
)
_MISSING = {
    PaperKind.LETTER: (
        N_("A letter is about the decision on one request."),
        N_("Choose the request with --request."),
    ),
    PaperKind.COUNT_SHEET: _FLYER,
    PaperKind.BUNDLE_LABELS: _FLYER,
    PaperKind.RETURN_SLIP: _FLYER,
}
_OWN_COMMAND = {
    PaperKind.FLYER_LOG, PaperKind.REPORT, PaperKind.VISITOR_FILE, PaperKind.RECOVERY,
}  # fmt: skip
MAKERS: Mapping[PaperKind, Maker] = MappingProxyType(
    {kind: _usual(spec) for kind, spec in specs.SPECS.items() if kind not in _OWN_COMMAND}
    | {PaperKind.BADGE: _badge, PaperKind.REFUSAL: _refusal}
)
