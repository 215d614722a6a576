"""Things in the district's data that are not faults, but that the office should see before a
visitor does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from cpdesk.policy import grades
from cpdesk.policy.day_plan import INSTRUCTIONAL, DayRow, contradictions
from cpdesk.services.readers.faults import FaultList
from cpdesk.services.roster.links import EVERY
from cpdesk.services.roster.sheet import Sheet
from cpdesk.words import N_

Sheets = Mapping[str, Sheet]
_STEP = 1_000
_NAMED = 3  # schools in one remark


def remark(sheets: Sheets, remarks: FaultList) -> Iterator[None]:
    """Every remark about a roster without faults, found in small steps."""
    covered = _covered(sheets)
    yield
    yield from _activities(sheets, covered, remarks)
    for look in (
        _contracts_without_schools,
        _programs,
        _schedules,
        _grades_without_bells,
        _contradictions,
    ):
        look(sheets, remarks)
        yield


def _covered(sheets: Sheets) -> dict[str, set[str]]:
    """The schools that each contract covers."""
    found: dict[str, set[str]] = defaultdict(set)
    of = sheets["contract_schools.csv"]
    for _, contract, school in of.rows("contract_id", "school_id"):
        found[contract].add(school)
    return found


def _activities(
    sheets: Sheets, covered: Mapping[str, set[str]], remarks: FaultList
) -> Iterator[None]:
    activities, programs, people = (
        sheets[file] for file in ("activities.csv", "programs.csv", "people.csv")
    )
    named = dict(zip(programs["program_id"], programs["contract_id"], strict=True))
    partner = dict(zip(programs["program_id"], programs["partner_id"], strict=True))
    owner = dict(zip(people["person_id"], people["partner_id"], strict=True))
    rows = activities.rows("activity_id", "program_id", "school_id", "people")
    reach: dict[str, set[str]] = {
        program: set().union(*(covered.get(contract, ()) for contract in contracts))
        for program, contracts in named.items()
        if contracts
    }
    for n, (line, activity, program, school, expected) in enumerate(rows):
        if n % _STEP == 0:
            yield
        schools = reach.get(program)
        if schools is not None and school not in schools and EVERY not in schools:
            remarks.add(
                activities.file,
                line,
                "school_id",
                N_("The contract for {program} doesn’t cover {school}, where {activity} meets."),
                N_(
                    "Its visitors can’t come in until contract_schools.csv lists this school "
                    "for the contract."
                ),
                activity=activity,
                program=program,
                school=school,
            )
        for person in expected:
            if owner[person] != partner[program]:
                remarks.add(
                    activities.file,
                    line,
                    "people",
                    N_("{person}, listed for {activity}, belongs to another partner, {partner}."),
                    N_("Ask the district which partner this person belongs to."),
                    activity=activity,
                    person=person,
                    partner=owner[person],
                )


def _contracts_without_schools(sheets: Sheets, remarks: FaultList) -> None:
    contracts = sheets["contracts.csv"]
    covered = set(sheets["contract_schools.csv"]["contract_id"])
    for line, contract in contracts.rows("contract_id"):
        if contract not in covered:
            remarks.add(
                contracts.file,
                line,
                "contract_id",
                N_("Contract {contract} has no schools."),
                N_("It covers nothing until contract_schools.csv lists a school for it."),
                contract=contract,
            )


def _programs(sheets: Sheets, remarks: FaultList) -> None:
    programs = sheets["programs.csv"]
    sharing: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line, program, named, fee in programs.rows("program_id", "contract_id", "fee_to_families"):
        for contract in named:
            sharing[contract].append((line, program))
        if fee:
            remarks.add(
                programs.file,
                line,
                "fee_to_families",
                N_("Program {program} charges families."),
                N_("Its visitors can’t come in. If this is wrong, correct fee_to_families."),
                program=program,
            )
    for contract, users in sharing.items():
        if len(users) > 1:
            remarks.add(
                programs.file,
                users[1][0],
                "contract_id",
                N_("Contract {contract} is used by more than one program: {programs}."),
                N_(
                    "The district signs one contract for each program. Check contract_id in "
                    "each row."
                ),
                contract=contract,
                programs=tuple(program for _, program in users[:5]),
            )


def _schedules(sheets: Sheets, remarks: FaultList) -> None:
    """Bell schedules that no day uses, and days that name a schedule without bells."""
    bells = sheets["bells.csv"]
    rung = _first_lines(bells)
    used = {file: _first_lines(sheets[file]) for file in ("week.csv", "days.csv")}
    everywhere = set().union(*used.values())
    for (school, schedule), line in rung.items():
        if (school, schedule) not in everywhere:
            remarks.add(
                bells.file,
                line,
                "schedule",
                N_("{school} never uses the schedule {schedule}."),
                N_(
                    "Its bell times are not used until week.csv or days.csv names it in the "
                    "schedule column."
                ),
                school=school,
                schedule=schedule,
            )
    for file, named in used.items():
        for (school, schedule), line in named.items():
            if schedule and (school, schedule) not in rung:
                remarks.add(
                    file,
                    line,
                    "schedule",
                    N_("The schedule {schedule} at {school} has no bell times."),
                    N_(
                        "Every minute of the usual school day counts as class time then. Add its "
                        "periods to bells.csv."
                    ),
                    school=school,
                    schedule=schedule,
                )


def _first_lines(sheet: Sheet) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for line, school, schedule in sheet.rows("school_id", "schedule"):
        found.setdefault((school, schedule), line)
    return found


def _grades_without_bells(sheets: Sheets, remarks: FaultList) -> None:
    """One line per school that has class rows for some grades only, one line for all schools
    without any: a district may send bells for only a few schools. Lunch alone is not a bell
    schedule."""
    schools, bells = sheets["schools.csv"], sheets["bells.csv"]
    rung: dict[str, set[int]] = defaultdict(set)
    columns = (bells[name] for name in ("school_id", "kind", "grade_low", "grade_high"))
    for school, kind, low, high in {*zip(*columns, strict=True)}:
        if kind not in INSTRUCTIONAL:
            continue
        every = low is None
        rung[school].update(range(grades.PK, grades.LAST + 1) if every else range(low, high + 1))
    silent: list[str] = []
    rows = schools.rows("school_id", "name", "grade_low", "grade_high")
    for line, school, name, low, high in rows:
        if school not in rung:
            silent.append(name)
            continue
        missing = [grade for grade in range(low, high + 1) if grade not in rung[school]]
        if missing:
            remarks.add(
                schools.file,
                line,
                "grade_low",
                N_("{school} has no bell schedule for some of its grades: {grades}."),
                N_(
                    "Every minute of the usual school day counts as class time for them. Add "
                    "their class periods to bells.csv."
                ),
                school=name,
                grades=", ".join([grades.span_name(*run) for run in grades.runs(missing)]),
            )
    if silent:
        remarks.add(
            bells.file,
            0,
            "school_id",
            _without_bells(len(silent)),
            N_(
                "Every minute of the usual school day counts as class time there. Add "
                "the class periods to bells.csv."
            ),
            n=len(silent),
            schools=tuple(silent[:_NAMED]),
        )


def _without_bells(count: int) -> str:
    if count == 1:
        return N_("{schools} has no bell schedule.")
    if count <= _NAMED:
        return N_("Schools without a bell schedule: {schools}.")
    return N_("Schools without a bell schedule: {n}, such as {schools}.")


def _contradictions(sheets: Sheets, remarks: FaultList) -> None:
    """Rows for one school and day that say different things about the same grade."""
    for file, column in (("week.csv", "weekday"), ("days.csv", "date")):
        sheet = sheets[file]
        lines: dict[tuple[str, object], dict[DayRow, int]] = defaultdict(dict)
        rows = sheet.rows("school_id", column, "schedule", "grade_low", "grade_high")
        for line, school, day, schedule, low, high in rows:
            lines[school, day].setdefault(DayRow(schedule, "", low, high), line)
        for (school, _), found in lines.items():
            for one, other in contradictions(found) if len(found) > 1 else ():
                remarks.add(
                    file,
                    found[other],
                    "grade_low",
                    N_("Lines {one} and {other} conflict for the same grade."),
                    N_(
                        "Check both rows. The one for fewer grades counts. In a tie, the one with "
                        "school counts."
                    ),
                    school=school,
                    one=found[one],
                    other=found[other],
                )
