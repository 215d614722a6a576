"""The names in one issue of the roster, indexed for searching while someone types.

One FTS5 table per issue, staged, filled and dropped with it. Its rows are the people, filled in
alphabetical order, so that the order of row ids is the order of names: a search for one letter
reads the first few rows of the index and stops, while `ORDER BY rank` would have to score all of
them. Partners are few enough to be searched in memory.

Next to it, the distinct words of all names are kept in a few long texts: words close to a
misspelled one are looked up there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection

PERSON = "person"
PARTNER = "partner"

Row = tuple[str, str, str, str]
"""Kind (PERSON or PARTNER), id, folded name, folded name of the partner and its other names."""

# Large enough that an issue is written in one piece, which needs no merging afterwards.
_HASH_BYTES = 96 * 1024 * 1024


def create(tx: Connection, issue: int) -> None:
    """Creates the empty index of a staged issue; one left over from a broken import is dropped
    first."""
    drop(tx, issue)
    index, words = _index(issue), _words(issue)
    # detail=column: no positions are kept, only which column a word is in. None of the text is
    # stored a second time, only the id.
    tx.exec_driver_sql(
        f"CREATE VIRTUAL TABLE {index} USING fts5(name, partner, ref UNINDEXED,"
        " content='', contentless_unindexed=1, tokenize='unicode61 remove_diacritics 0',"
        " prefix='1 2 3', detail=column, columnsize=0)"
    )
    tx.exec_driver_sql(f"INSERT INTO {index}({index}, rank) VALUES ('hashsize', {_HASH_BYTES})")
    tx.exec_driver_sql(f"CREATE TABLE {words} (words TEXT NOT NULL)")


def fill(tx: Connection, issue: int, rows: Iterable[Row]) -> None:
    """Adds the names. Best called once with all rows; a caller that splits them into several calls
    sorts them by folded name first. Names are folded with `policy.names.fold`."""
    ordered = sorted(rows, key=_name)
    people = [row[1:] for row in ordered if row[0] == PERSON]
    if people:
        tx.exec_driver_sql(
            f"INSERT INTO {_index(issue)}(ref, name, partner) VALUES (?, ?, ?)", people
        )
    words: set[str] = set()
    # A partner's words come with its own row; the rows of its people would only repeat them.
    for kind, _, name, partner in ordered:
        words.update(partner.split() if kind == PARTNER else name.split())
    if words:
        tx.exec_driver_sql(
            f"INSERT INTO {_words(issue)}(words) VALUES (?)", (" ".join(sorted(words)),)
        )


def drop(tx: Connection, issue: int) -> None:
    """Drops the index of a withdrawn issue; nothing happens if there is none."""
    tx.exec_driver_sql(f"DROP TABLE IF EXISTS {_index(issue)}")
    # FTS5 leaves this one of its own tables behind if it keeps unindexed columns without content.
    tx.exec_driver_sql(f"DROP TABLE IF EXISTS {_index(issue)}_content")
    tx.exec_driver_sql(f"DROP TABLE IF EXISTS {_words(issue)}")


def people(tx: Connection, issue: int, match: str, limit: int) -> list[str]:
    """The ids of the first people that an FTS5 expression finds, in the order of their names.

    Columns of the expression are `name` and `partner`; its words are folded and in quotes.
    """
    index = _index(issue)
    found = tx.exec_driver_sql(
        f"SELECT ref FROM {index} WHERE {index} MATCH ? ORDER BY rowid LIMIT ?", (match, limit)
    )
    return list(found.scalars())


def holding(tx: Connection, issue: int, names: Iterable[Iterable[str]]) -> list[str]:
    """The ids of all people whose names contain every word of one of these names, which are folded.
    No one is left out, however many there are."""
    index = _index(issue)
    asked = ["name : ({})".format(" AND ".join(f'"{word}"' for word in name)) for name in names]
    found = tx.exec_driver_sql(
        f"SELECT {index}.ref FROM json_each(?) AS asked"
        f" CROSS JOIN {index} WHERE {index} MATCH asked.value",
        (json.dumps(asked),),
    )
    return list(found.scalars())


def vocabulary(tx: Connection, issue: int) -> frozenset[str]:
    """Every distinct word in the names of people and partners."""
    rows = tx.exec_driver_sql(f"SELECT words FROM {_words(issue)}").scalars()
    return frozenset(word for text in rows for word in text.split())


def _index(issue: int) -> str:
    return f"name_index_{int(issue)}"


def _words(issue: int) -> str:
    return f"name_words_{int(issue)}"


def _name(row: Row) -> str:
    return row[2]
