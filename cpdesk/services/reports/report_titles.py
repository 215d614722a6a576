"""The titles of the reports, as message IDs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cpdesk.records.reports import ReportKind
from cpdesk.words import N_

TITLE: Mapping[ReportKind, str] = MappingProxyType(
    {
        ReportKind.VISITS_BY_PARTNER: N_("Visits by partner"),
        ReportKind.VISITS_BY_PROGRAM: N_("Visits by program"),
        ReportKind.VISITS_BY_CONTRACT: N_("Visits by contract"),
        ReportKind.VISITS_BY_MONTH: N_("Visits by month"),
        ReportKind.FRONT_DESK_LOAD: N_("Front desk traffic"),
        ReportKind.REFUSED_BY_RULE: N_("Rules not met"),
        ReportKind.REQUESTS_BY_OUTCOME: N_("Requests by outcome"),
        ReportKind.NEVER_CHECKED_OUT: N_("Not checked out"),
        ReportKind.FLYERS_BY_PARTNER: N_("Flyers by partner"),
        ReportKind.FLYERS_BY_CHANNEL: N_("Flyers by channel"),
    }
)
