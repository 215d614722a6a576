"""All rules, in the order of the table in docs/rules.md."""

from __future__ import annotations

from cpdesk.policy.rule_engine.rule import Rule
from cpdesk.policy.rules import (
    activity,
    contract,
    flyer,
    meeting,
    outreach,
    partner,
    privacy,
    school,
    visitor,
)

RULES: tuple[Rule, ...] = (
    partner.on_roster_with_contract,
    partner.authorized,
    contract.final_contract_received,
    contract.within_its_dates,
    contract.program_names_a_contract,
    contract.covers_this_school,
    contract.free_for_families,
    contract.insured,
    activity.approved_here,
    activity.meets_now,
    school.there_is_school,
    visitor.on_the_list,
    visitor.cleared_by_partner,
    visitor.resembles_no_notice,
    school.taken_in_lately,
    meeting.outside_class,
    meeting.meeting_approved,
    meeting.interferes_little,
    outreach.host_named,
    outreach.never_observed,
    outreach.table_approved,
    outreach.presentation_approved,
    flyer.flyer_approved,
    flyer.carried_home,
    flyer.on_information_board,
    outreach.no_names_given,
    privacy.releases_on_file,
    privacy.names_no_student,
    visitor.host_and_reason_recorded,
)
