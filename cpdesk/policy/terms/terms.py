"""The district's terms: every threshold that a district may want to change, with its dates.

A folder of TOML files holds them; each key is a list of dated values. A decision about a visit in
March is made, and explained, with March's terms. A later folder (a district's own) overrides the
keys it names from its own first date on; before that date the earlier folder's values apply.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from cpdesk import paths
from cpdesk.errors import DeskError
from cpdesk.policy.outcome import Lift, Outcome
from cpdesk.policy.terms.termvalues import READERS
from cpdesk.words import N_


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a term from a date on. `written` is the value as it is in the file."""

    key: str
    since: date
    value: Any
    written: str
    cites: str
    file: str


@dataclass(frozen=True, slots=True)
class TermsInForce:
    """The terms of one day. A term's key is its attribute with the first "_" as a dot."""

    arrival_early_minutes: int
    insurance_outcome: Outcome
    observation_lift: Lift
    roster_fresh_days: int
    roster_stale_days: int
    school_day_default: tuple[time, time]
    passing_gap_minutes: int
    meeting_tolerance_minutes: int
    meeting_minutes_missed: int
    meeting_a_week: int
    meeting_shortest_minutes: int
    meeting_default_minutes: int
    notice_lasts_days: int
    flyer_carry_home_grades: tuple[int, int]
    flyer_bundle_size: int
    flyer_board_days: int
    outreach_visits_a_term: int
    printing_keep_days: int
    requests_sole_leader: bool
    find_days: int
    find_minutes: int
    decision_password_minutes: int
    lock_desk_minutes: int
    lock_leader_minutes: int
    lock_manager_minutes: int
    terms: tuple[Term, ...] = ()

    def get(self, key: str) -> Any:
        """The value of a term by its key, such as `arrival.early_minutes`."""
        return self.term(key).value

    def term(self, key: str) -> Term:
        """A term with its date and its source, for an explanation."""
        for term in self.terms:
            if term.key == key:
                return term
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class _Known:
    """Each term's values in date order, and the days that have been worked out from them."""

    dated: dict[str, tuple[Term, ...]]
    days: dict[date, TermsInForce] = field(default_factory=dict)


class Terms:
    """All dated terms. `on` gives those of a day."""

    def __init__(self, dated: Mapping[str, tuple[Term, ...]]) -> None:
        self._known = _Known(dict(dated))

    @property
    def dated(self) -> Mapping[str, tuple[Term, ...]]:
        """Each term's values, in date order."""
        return self._known.dated

    def take(self, other: Terms) -> None:
        """From now on, these are the terms of `other`."""
        self._known = _Known(dict(other.dated))

    @classmethod
    def load(cls, *folders: Path) -> Terms:
        """Reads the TOML files of the folders; a later folder overrides an earlier one.

        DeskError names the file and the key that can't be read, and a term without a value.
        """
        dated: dict[str, tuple[Term, ...]] = {}
        for folder in folders:
            dated = _over(dated, _folder(folder))
        for key in READERS:
            if key not in dated:
                raise DeskError(
                    N_("The term {key} is missing from the terms in {folder}."),
                    N_("Reinstall CPDesk, or add the term to the district’s own terms."),
                    key=key,
                    folder=", ".join(str(folder) for folder in folders),
                )
        return cls(dated)

    @classmethod
    def shipped(cls) -> Terms:
        """The terms that come with the program."""
        return cls.load(paths.resources() / "policy")

    def with_file(self, content: str, file: str) -> Terms:
        """These terms, overridden by those of one more TOML file, which is named `file`.

        DeskError names the key that can't be read.
        """
        return Terms(_over(self.dated, dated_terms(content, file)))

    def on(self, day: date) -> TermsInForce:
        """The terms in force on a day; before a term's first date, its first value."""
        known = self._known  # another thread may change what is known
        found = known.days.get(day)
        if found is None:
            if len(known.days) > 400:  # a report over years must not keep every day forever
                known.days.clear()
            terms = tuple(_in_force(known.dated[key], day) for key in READERS)
            values = {_attribute(term.key): term.value for term in terms}
            found = known.days[day] = TermsInForce(**values, terms=terms)
        return found

    def all(self) -> Iterator[Term]:
        """Every dated value, key by key."""
        for key in READERS:
            yield from self.dated[key]


def _attribute(key: str) -> str:
    return key.replace(".", "_")


def _in_force(dated: tuple[Term, ...], day: date) -> Term:
    return dated[max(0, bisect_right(dated, day, key=lambda term: term.since) - 1)]


def _over(
    dated: Mapping[str, tuple[Term, ...]], later: Mapping[str, tuple[Term, ...]]
) -> dict[str, tuple[Term, ...]]:
    """`later` overrides each key that it names, from its own first date on."""
    joined = dict(dated)
    for key, own in later.items():
        kept = (t for t in joined.get(key, ()) if t.since < own[0].since)
        joined[key] = (*kept, *own)
    return joined


def _folder(folder: Path) -> dict[str, tuple[Term, ...]]:
    """The terms of one folder, each key in date order."""
    found: list[Term] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            content = file.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as trouble:
            raise _no_terms(str(file), trouble) from trouble
        found += _terms(content, str(file))
    return _by_key(found)


def dated_terms(content: str, file: str) -> dict[str, tuple[Term, ...]]:
    """The terms of one TOML file, which is named `file`; each key in date order.

    DeskError names the key that can't be read.
    """
    return _by_key(_terms(content, file))


def _by_key(terms: Iterable[Term]) -> dict[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for term in terms:
        dated = found.setdefault(term.key, [])
        if any(term.since == other.since for other in dated):
            raise _unreadable(
                term.key,
                term.file,
                N_("The term {key} in {file} has two values that start on the same date."),
            )
        dated.append(term)
    return {key: tuple(sorted(dated, key=lambda t: t.since)) for key, dated in found.items()}


def _terms(text: str, file: str) -> Iterator[Term]:
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as trouble:
        raise _no_terms(file, trouble) from trouble
    for group, terms in content.items():
        if not isinstance(terms, dict):
            raise _unknown(group, file)
        for name, dated in terms.items():
            key = f"{group}.{name}"
            if key not in READERS:
                raise _unknown(key, file)
            if not isinstance(dated, list) or not dated:
                raise _unreadable(
                    key, file, N_("The term {key} in {file} needs at least one dated value.")
                )
            for entry in dated:
                yield _term(key, entry, file)


def _term(key: str, entry: Any, file: str) -> Term:
    if not isinstance(entry, dict) or set(entry) != {"from", "value", "cites"}:
        raise _unreadable(
            key,
            file,
            N_("The term {key} in {file} needs exactly three entries: from, value, and cites."),
        )
    since, value, cites = entry["from"], entry["value"], entry["cites"]
    if not isinstance(since, date) or isinstance(since, datetime):
        raise _unreadable(
            key, file, N_("The term {key} in {file} needs a date in “from”, such as 2026-07-01.")
        )
    if not isinstance(cites, str) or not cites.strip():
        raise _unreadable(
            key,
            file,
            N_("The term {key} in {file} must say in “cites” where its value comes from."),
        )
    reader = READERS[key]
    try:
        read = reader.read(value)
    except ValueError as wrong:
        raise _unreadable(key, file, reader.wants) from wrong
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return Term(key, since, read, written, cites, Path(file).name)


def _no_terms(file: str, trouble: Exception) -> DeskError:
    return DeskError(
        N_("Can’t read the terms in {file}: {why}."),
        N_("Correct the file, or remove it from the folder."),
        file=file,
        why=str(trouble).rstrip("."),
    )


def _unknown(key: str, file: str) -> DeskError:
    return DeskError(
        N_("{key} in {file} is not a term CPDesk knows."),
        N_("Correct its name, or remove it from the file."),
        key=key,
        file=file,
    )


def _unreadable(key: str, file: str, why: str) -> DeskError:
    return DeskError(why, N_("Correct the value in the file."), key=key, file=file)
