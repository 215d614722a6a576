"""Collects the sentences for people into resources/locale/cpdesk.pot, or checks them.

`python tools/words.py` writes the template; with `--check` it only reports what is out of date, and
which sentences no catalog can serve: put together on the spot, or not marked at all.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "resources" / "locale" / "cpdesk.pot"
# The calls whose words are for people, and how many of them come first: words.text("…"),
# words.count("one", "many", n), N_("…").
MARKS = {"text": 1, "N_": 1, "count": 2}
TROUBLES = {"DeskError", "Fault"}


def calls(package: Path) -> Iterator[tuple[str, str, ast.Call]]:
    """Every call in the package except SQLAlchemy's, whose text() holds SQL: the file, the name
    that is called, the call."""
    for file in sorted(package.rglob("*.py")):
        place = file.relative_to(package.parent).as_posix()
        tree = ast.parse(file.read_text("utf-8"))
        of_sql = set(_names_of_sqlalchemy(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _root(node.func) not in of_sql:
                called = node.func
                name = (
                    called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                )
                yield place, name, node


def _names_of_sqlalchemy(tree: ast.Module) -> Iterator[str]:
    """What a file calls the parts of SQLAlchemy that it imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            inside = [a for a in node.names if a.name.split(".")[0] == "sqlalchemy"]
            yield from (a.asname or "sqlalchemy" for a in inside)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sqlalchemy":
            yield from (a.asname or a.name for a in node.names)


def _root(called: ast.expr) -> str:
    """The name that a call begins with: `sa` in `sa.text(…)`."""
    while isinstance(called, ast.Attribute):
        called = called.value
    return called.id if isinstance(called, ast.Name) else ""


def said(node: ast.expr) -> str | None:
    """The text of a literal."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def collect(package: Path = ROOT / "cpdesk") -> Catalog:
    """Every message id in the package with the files that use it."""
    catalog = Catalog(project="CPDesk", charset="utf-8", fuzzy=False)
    catalog.header_comment = "# The sentences that CPDesk says to people."
    catalog.creation_date = datetime(2026, 1, 1, tzinfo=UTC)  # the same words make the same file
    for place, name, call in calls(package):
        ids = [said(a) for a in call.args[: MARKS.get(name, 0)]]
        if ids and len(ids) == MARKS[name] and all(ids):
            message = tuple(i for i in ids if i)
            catalog.add(message if len(message) > 1 else message[0], None, [(place, 0)])
    return catalog


def template(catalog: Catalog) -> bytes:
    """The catalog as a template, in an order that depends only on its words."""
    out = io.BytesIO()
    pofile.write_po(out, catalog, sort_output=True, include_lineno=False, width=100)
    return out.getvalue()


def badly_marked(package: Path = ROOT / "cpdesk") -> Iterator[str]:
    """Places where a sentence would stay English for everyone."""
    for place, name, call in calls(package):
        marked = call.args[: MARKS.get(name, 0)]
        if any(_put_together(a) for a in marked):
            yield f"{place}:{call.lineno}: the words for {name} are put together in code"
        if name in TROUBLES and any(" " in (said(a) or "") for a in call.args):
            yield f"{place}:{call.lineno}: the words of {name} are not marked with N_"


def _put_together(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp):
        return any(
            said(side) is not None or _put_together(side) for side in (node.left, node.right)
        )
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in ("format", "join") and said(node.func.value) is not None
    return isinstance(node, ast.JoinedStr)


def stale(kept: bytes, now: bytes) -> list[str]:
    """The message ids that only one of two templates has."""
    had, has = (
        {
            (m.id if isinstance(m.id, str) else m.id[0])
            for m in pofile.read_po(io.BytesIO(text))
            if m.id
        }
        for text in (kept, now)
    )
    return [f"new: {i}" for i in sorted(has - had)] + [f"gone: {i}" for i in sorted(had - has)]


def main(argv: list[str]) -> int:
    now = template(collect())
    troubles = list(badly_marked())
    if "--check" in argv:
        kept = TEMPLATE.read_bytes() if TEMPLATE.exists() else template(Catalog())
        differ = stale(kept, now)
        if differ:
            differ.append("The template is out of date. Run `python3 dev.py words` to update it.")
        troubles += differ
    else:
        TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
        TEMPLATE.write_bytes(now)
    sys.stdout.writelines(f"{line}\n" for line in troubles)
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
