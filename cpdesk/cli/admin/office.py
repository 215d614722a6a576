"""`cpdesk setup` and `roster`: which school this is, and its roster."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from cpdesk import paths
from cpdesk.cli.core import json_output
from cpdesk.cli.core.command import Call, Group, OneOf, arg, flag, path
from cpdesk.cli.core.faults import place
from cpdesk.cli.core.json_output import Plain
from cpdesk.errors import Fault
from cpdesk.records.office import OfficeRecord, RosterSummary
from cpdesk.words import N_, Words

KEY_PLACES = {
    "keyring": N_("the system keyring"),
    "file": N_("a file that only this user account can read"),
}


@dataclass(frozen=True, slots=True)
class _SetUp:
    office: OfficeRecord
    folder: Path
    key_place: str
    known: bool  # the roster was in use already


def _set_up_text(words: Words, done: _SetUp) -> str:
    said = words.text(
        "This front desk is set up for {school}. Its data is in {folder}, and the "
        "key is kept in {key}.",
        school=done.office.school.name if done.office.school else "",
        folder=str(done.folder),
        key=words.text(KEY_PLACES[done.key_place]),
    )
    return f"{words.text('This roster is already in use.')}\n{said}" if done.known else said


def _set_up_json(done: _SetUp) -> Plain:
    school, roster = done.office.school, done.office.roster
    return {
        "school": school.school_id if school else None,
        "school_name": school.name if school else None,
        "district": roster.district if roster else None,
        "sequence": roster.sequence if roster else None,
        "time_zone": done.office.time_zone,
    }


def _summary_text(words: Words, summary: RosterSummary) -> str:
    says = (
        N_("This roster can be imported: {district}, {year}, number {n}.")
        if summary.checked_only
        else N_("Imported: {district}, {year}, number {n}.")
    )
    head = words.text(says, district=summary.district, year=summary.school_year, n=summary.sequence)
    lines = [
        words.text(
            "  {file}: rows {rows}, new {added}, changed {changed}, withdrawn {withdrawn}",
            file=c.file,
            rows=c.rows,
            added=c.added,
            changed=c.changed,
            withdrawn=c.withdrawn,
        )
        for c in summary.counts
    ]
    notes = (*_grouped(words, summary.remarks), *_grouped(words, summary.notes))
    return "\n".join((head, *lines, *notes))


def _grouped(words: Words, faults: tuple[Fault, ...]) -> list[str]:
    """Remarks of one kind, grouped under one line with their number, each with its place."""
    lines: list[str] = []
    for says, count in Counter(f.says for f in faults).items():
        same = [f"{place(f)}: {words.fault(f)}" for f in faults if f.says == says]
        if count == 1:
            lines.append(f"  {same[0]}")
            continue
        lines.append(words.count("  {n} note like this:", "  {n} notes like this:", count))
        lines += [f"    {one}" for one in same]
    return lines


COMMANDS = Group()


@COMMANDS.command(
    "choose this front desk's school, and import a roster first if one is given",
    _set_up_text,
    arg("--school", "ID", required=True),
    OneOf((path("--roster", "PATH"), flag("--sample", "use the sample district"))),
    json=_set_up_json,
)
def _setup(call: Call) -> _SetUp:
    services, args, known = call.services, call.args, False
    path = paths.resources() / "sample" if args.sample else args.roster
    if path:
        before = services.office.office().roster
        services.rosters.take_in(path, sample=args.sample, school=args.school)
        after = services.office.office().roster
        known = bool(before and after and before.taken_in_at == after.taken_in_at)
    office = services.office.choose_school(args.school)
    return _SetUp(office, services.folder, services.data.key_place, known)


# -- the roster ------------------------------------------------------------------------------------


@json_output.shape.register
def _summary(one: RosterSummary) -> Plain:
    counts = {c.file: json_output.named(c, "file") for c in one.counts}
    return json_output.named(one) | {"counts": counts}


@COMMANDS.group("roster", "import or check a district roster").command(
    "import a roster",
    _summary_text,
    path("path", "PATH"),
    flag("--check", "show what would change, and change nothing"),
    flag("--switch-district", "accept a roster from a different district"),
)
def _import(call: Call) -> RosterSummary:
    args, rosters = call.args, call.services.rosters
    if args.check:
        return rosters.check(args.path)
    return rosters.take_in(args.path, switch_district=args.switch_district)
