"""Where the rules come from: the questions of the district's FAQ for partners, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cpdesk.words import N_

SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "faq:free-of-charge": N_("Does free work need a contract, too?"),
        "faq:what-is-a-partner": N_("What makes an organization a contracted partner?"),
        "faq:start-before-contract": N_("Can work start before the contract is complete?"),
        "faq:several-schools": N_("Does one program at several schools need several contracts?"),
        "faq:leaders-decide": N_("What work do a school’s own leaders decide on?"),
        "faq:meet-student": N_("May a partner meet a student during the school day?"),
        "faq:observe": N_("May a partner observe a class if a parent consents?"),
        "faq:outreach": N_("How do students find out about a partner’s programs?"),
        "faq:photos": N_("May a partner take photos or videos?"),
        "practice": N_("Common district practice, not a question in the FAQ"),
    }
)
