"""The papers that go with the bundles: a count sheet to sign, and a label for each bundle."""

from __future__ import annotations

from datetime import date, datetime

from cpdesk.models.record_of import record_of
from cpdesk.policy.flyers import LineState
from cpdesk.records.flyers import BundleLabel, BundleLabels, CountSheet, DeliveryRecord


def count_sheet(one: DeliveryRecord, school_name: str, size: int, now: datetime) -> CountSheet:
    """Each bundle holds `size` copies."""
    return record_of(
        CountSheet,
        one,
        school_name=school_name,
        received=one.copies,
        returned=one.tally.returned,
        bundle_size=size,
        printed_at=now,
    )


def labels(
    one: DeliveryRecord, school_name: str, size: int, today: date, line_ids: tuple[str, ...]
) -> BundleLabels:
    """For these classes; if none are given, for every class that may have it."""
    made = [
        BundleLabel(
            school_name=school_name,
            title=one.title,
            class_name=line.class_name,
            room=line.room,
            copies=min(size, line.copies - n * size),
            bundle=n + 1,
            bundles=line.bundles,
            day=today,
        )
        for line in one.lines
        if line.state is not LineState.REFUSED and (not line_ids or line.line_id in line_ids)
        for n in range(line.bundles)
    ]
    return BundleLabels(one.title, school_name, tuple(made))
