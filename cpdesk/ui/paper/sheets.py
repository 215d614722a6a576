"""A paper of the registry as a `Sheet`: nothing is read until someone wants to see it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from cpdesk.services.printing.paper_specs import EVACUATION, PaperSpec
from cpdesk.ui.paper.sheet import Sheet, sheet_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cpdesk.records.day import EvacuationList
    from cpdesk.ui.page_context import PageContext

P = TypeVar("P")
R = TypeVar("R")


class Sheets:
    """Makes the `Sheet` of each paper."""

    def __init__(self, context: PageContext) -> None:
        self._context = context

    def of(self, spec: PaperSpec[P, R], of: P) -> Sheet:
        """The paper for a visit, a day, a request: what its spec says."""
        words, services = self._context.words, self._context.services
        today = words.local(self._context.clock.now()).date()
        return sheet_of(spec, of, lambda: spec.read(services, of), words, today)

    def evacuation_unsigned(self, seen: Callable[[EvacuationList], None]) -> Sheet:
        """The evacuation list while no one is signed in, for printing only. `seen` is called on the
        desk's lane with what was read."""

        def read() -> EvacuationList:
            record = self._context.services.day.evacuation_unsigned()
            seen(record)
            return record

        return replace(self.of(EVACUATION, None), read=read, unsigned=True)
