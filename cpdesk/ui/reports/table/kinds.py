"""Which report: the list at the left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cpdesk.records.reports import ReportKind
from cpdesk.ui.theme.theme import Theme
from cpdesk.ui.widgets.lists.record_list import RecordList
from cpdesk.ui.widgets.lists.row_parts import RowParts, RowSpec, RowStyle
from cpdesk.words import N_, Words


@dataclass(frozen=True, slots=True)
class KindName:
    """A report's name in the list, and the question it answers."""

    name: str
    small: str


KINDS: Mapping[ReportKind, KindName] = MappingProxyType(
    {
        ReportKind.VISITS_BY_PARTNER: KindName(N_("Partners"), N_("Visits and hours by partner")),
        ReportKind.VISITS_BY_PROGRAM: KindName(N_("Programs"), N_("Visits and hours by program")),
        ReportKind.VISITS_BY_CONTRACT: KindName(
            N_("Contracts"), N_("Visits and hours by contract")
        ),
        ReportKind.VISITS_BY_MONTH: KindName(N_("Months"), N_("Visits and hours by month")),
        ReportKind.FRONT_DESK_LOAD: KindName(
            N_("Front desk traffic"), N_("When people arrive during the week")
        ),
        ReportKind.REFUSED_BY_RULE: KindName(
            N_("Rules not met"), N_("Which rules stopped visitors")
        ),
        ReportKind.REQUESTS_BY_OUTCOME: KindName(N_("Requests"), N_("Outcomes and waiting time")),
        ReportKind.NEVER_CHECKED_OUT: KindName(
            N_("Not checked out"), N_("Visits that were not checked out")
        ),
        ReportKind.FLYERS_BY_PARTNER: KindName(
            N_("Flyers by partner"), N_("Copies in, out, and returned")
        ),
        ReportKind.FLYERS_BY_CHANNEL: KindName(
            N_("Flyers by channel"), N_("Carry-home, boards, and electronic")
        ),
    }
)


class KindList(RecordList[ReportKind]):
    """`chosen` carries the selected kind; `entered` also on a double click."""

    def __init__(self, theme: Theme, words: Words) -> None:
        def said(kind: ReportKind) -> tuple[str, str]:
            return words.text(KINDS[kind].name), words.text(KINDS[kind].small)

        spec: RowSpec[ReportKind] = RowSpec(
            key=lambda kind: kind.value,
            parts=lambda kind: RowParts(said(kind)[0], (said(kind)[1],)),
            spoken=lambda kind: ". ".join(said(kind)),
            tooltip=lambda kind: said(kind)[1],
            style=RowStyle(lines=0),
        )
        super().__init__(theme, words.text("Reports"), spec)
        self.show_records(tuple(KINDS), otherwise=0)
        self.doubleClicked.connect(lambda _: self.entered.emit())

    @property
    def kind(self) -> ReportKind:
        """The selected kind."""
        return self.rows[max(0, self.currentIndex().row())]

    def sent(self, kind: ReportKind) -> ReportKind:
        return kind
