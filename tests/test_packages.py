"""The shape of the code: whose packages these are, who imports whom, where Cypher may stand."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "graph": {"graph"},
    "queries": {"queries", "graph"},
    "importers": {"importers", "queries", "graph"},
    "api": {"api", "importers", "queries", "graph", "examples"},
    "examples": {"examples", "importers", "queries", "graph"},
}


def modules(package: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        yield path.relative_to(ROOT), ast.parse(path.read_text())


def imported_packages(module: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.split(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their package"
            yield node.lineno, str(node.module).split(".")[0]


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_our_packages_are_the_ones_imported(package: str) -> None:
    """The package index has a `graph`, a `queries` and an `api` of other people."""
    file = importlib.import_module(package).__file__
    assert file is not None
    assert Path(file).parent == ROOT / package


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_run_one_way(package: str) -> None:
    wrong = [
        f"{path}:{line} imports {name}"
        for path, module in modules(package)
        for line, name in imported_packages(module)
        if name in {*MAY_IMPORT, "tests", "bench"} - MAY_IMPORT[package]
    ]
    assert wrong == []


@pytest.mark.parametrize("package", ["api", "importers", "examples"])
def test_cypher_stands_in_graph_and_queries_only(package: str) -> None:
    cypher = re.compile(r"\b(MATCH|MERGE|UNWIND|DETACH DELETE|RETURN)\b[^a-z]*[(\[{$]|\bMATCH \(")
    wrong = [
        f"{path}:{node.lineno}"
        for path, module in modules(package)
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and cypher.search(node.value)
    ]
    assert wrong == []
    assert not list((ROOT / package).rglob("*.cypher"))


def test_the_driver_is_used_behind_one_door() -> None:
    users = {
        str(path)
        for package in MAY_IMPORT
        for path, module in modules(package)
        if "neo4j" in {name for _, name in imported_packages(module)}
    }
    assert users == {"graph/database.py", "graph/driver_errors.py"}
