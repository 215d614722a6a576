"""Where the rules come from: the questions of the district's FAQ for partners, in our own words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cpdesk.words import N_

SOURCES: Mapping[str, str] = MappingProxyType(
    {
        "faq:free-of-charge": N_("Does work that is free of charge need a contract as well?"),
        "faq:what-is-a-partner": N_("What makes an organization a contracted partner?"),
        "faq:start-before-contract": N_("Can work begin before contracting is complete?"),
        "faq:several-schools": N_("Does one program in several schools need several contracts?"),
        "faq:leaders-decide": N_("Which work is for a school’s own leaders to decide?"),
        "faq:meet-student": N_("May a partner meet a student in the school day?"),
        "faq:observe": N_("May a partner observe a class when a parent consents?"),
        "faq:outreach": N_("How do students learn of a partner’s programs?"),
        "faq:photos": N_("May a partner take photos or videos?"),
        "practice": N_("The practice of districts, not a question of the FAQ"),
    }
)
