"""The faults: which ones Cosmic Ray can put into `policy/`, `records/` and `services/`, and which
of them a seed draws."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("policy", "records", "services")
# Of Cosmic Ray's operators, the faults that people make. The others write what no one would:
# a sum as a power, an order of two texts as a test of identity.
OPERATORS = (
    "AddNot",
    "NumberReplacer",
    "RemoveDecorator",
    "ReplaceAndWithOr",
    "ReplaceBinaryOperator_Add_Sub",
    "ReplaceBinaryOperator_Div_Mul",
    "ReplaceBinaryOperator_FloorDiv_Mul",
    "ReplaceBinaryOperator_Mod_FloorDiv",
    "ReplaceBinaryOperator_Mul_Add",
    "ReplaceBinaryOperator_Sub_Add",
    "ReplaceBreakWithContinue",
    "ReplaceComparisonOperator_Eq_NotEq",
    "ReplaceComparisonOperator_Gt_GtE",
    "ReplaceComparisonOperator_Gt_Lt",
    "ReplaceComparisonOperator_GtE_Gt",
    "ReplaceComparisonOperator_GtE_Lt",
    "ReplaceComparisonOperator_Is_IsNot",
    "ReplaceComparisonOperator_IsNot_Is",
    "ReplaceComparisonOperator_Lt_Gt",
    "ReplaceComparisonOperator_Lt_LtE",
    "ReplaceComparisonOperator_LtE_Gt",
    "ReplaceComparisonOperator_LtE_Lt",
    "ReplaceComparisonOperator_NotEq_Eq",
    "ReplaceContinueWithBreak",
    "ReplaceFalseWithTrue",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceUnaryOperator_Delete_Not",
    "ZeroIterationForLoop",
)


@dataclass(frozen=True)
class Mutant:
    """One fault: in which file, what Cosmic Ray does there, and the line as it was."""

    file: str
    operator: str
    occurrence: int
    line: int
    was: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.operator} #{self.occurrence}: {self.was}"


def inert_lines(source: str) -> Iterator[tuple[int, int, int, int]]:
    """Places where a fault has no effect: annotations, which are never evaluated, imports for the
    type checker, and the decorators of a class. As (line, column, end line, end column)."""
    for node in ast.walk(ast.parse(source)):
        found: Sequence[ast.AST | None] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            args = node.args
            every = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
            found = [one.annotation for one in every if one is not None] + [node.returns]
        elif isinstance(node, ast.AnnAssign):
            found = [node.annotation]
        elif isinstance(node, ast.ClassDef):
            found = [*node.decorator_list]
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            found = [node]
        for one in found:
            if isinstance(one, ast.expr | ast.stmt):
                assert one.end_lineno is not None
                assert one.end_col_offset is not None
                yield one.lineno, one.col_offset, one.end_lineno, one.end_col_offset


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of one file that can have an effect."""
    source = path.read_text("utf-8")
    nodes = list(ast_nodes(get_ast(source)))
    lines = source.splitlines()
    inert = list(inert_lines(source))
    for name in OPERATORS:
        operator = get_operator(f"core/{name}")()
        places = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (line, column) in enumerate(places):
            if not any((a, b) <= (line, column) < (c, d) for a, b, c, d in inert):
                place = path.relative_to(ROOT).as_posix()
                yield Mutant(place, name, occurrence, line, lines[line - 1].strip())


def all_mutants() -> list[Mutant]:
    """Every mutant of the three rooms that can have an effect."""
    paths = [file for room in ROOMS for file in sorted((ROOT / "cpdesk" / room).rglob("*.py"))]
    return [mutant for path in paths for mutant in mutants_of(path)]


def faulty(mutant: Mutant, source: str) -> str | None:
    """The source with the fault in it; None if it is no Python, such as a lone "+" for a "*"."""
    changed = mutate_code(source, get_operator(f"core/{mutant.operator}")(), mutant.occurrence)
    if changed is None:
        return None
    try:
        compile(changed, mutant.file, "exec")
    except SyntaxError:
        return None
    return str(changed)


def draw(everything: list[Mutant], seed: int, number: int) -> list[Mutant]:
    """The mutants of this seed; always the same for the same code. A larger number only adds."""
    drawn: list[Mutant] = []
    for mutant in random.Random(seed).sample(everything, len(everything)):
        if len(drawn) == number:
            break
        if mutant.was.startswith("@dataclass"):
            continue  # without it no record can be made: too easy to tell anything of the tests
        if faulty(mutant, (ROOT / mutant.file).read_text("utf-8")) is not None:
            drawn.append(mutant)
    return drawn
