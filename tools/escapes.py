#!/usr/bin/env python3
"""Ways past the gates, each on a list that may only shrink: raw SQL, the system as actor, unscoped querysets.

Lists: `tests/floors/raw_sql.txt` and `tests/floors/system_actor.txt`. Also: an import inside a function says why, the
kernel has no database, and the private rooms of an app (`views forms tables jobs api`) are imported by itself only.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from sources import ROOT, files, is_migration, is_test, listed, name, report

RAW_LIST = ROOT / "tests" / "floors" / "raw_sql.txt"
SYSTEM_LIST = ROOT / "tests" / "floors" / "system_actor.txt"
RAW_CALLS = {"cursor", "raw", "extra", "execute", "executemany", "RawSQL", "RunSQL"}
CURSORS = {"connection", "connections", "cursor", "objects", "queryset", "rows", "migrations"}
PRIVATE = {"views", "forms", "tables", "jobs", "api", "urls", "cli", "receivers"}


FRAME = {("platform", "api"), ("platform", "ui")}
"""The rooms that the doors of all apps are built with: their modules are their front door."""


def called(node: ast.Call) -> str:
    """The last word of what is called."""
    function = node.func
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def is_raw(node: ast.Call) -> bool:
    """Whether the call hands SQL to the database."""
    function = node.func
    if isinstance(function, ast.Name):
        return function.id in {"RawSQL", "RunSQL"}
    if not isinstance(function, ast.Attribute) or function.attr not in RAW_CALLS:
        return False
    root = ast.unparse(function.value).replace("(", ".").replace("[", ".").split(".")
    return bool(CURSORS & set(root))


def reason_of(node: ast.Call) -> str:
    """The stated reason of a `system_actor(...)`; refuses one that cannot be read off."""
    if len(node.args) == 1 and isinstance(node.args[0], ast.Constant):
        return str(node.args[0].value)
    return ast.unparse(node.args[0]) if node.args else ""


def imports_in_functions(path: Path, tree: ast.Module, text: list[str]) -> Iterator[str]:
    """In-function imports without a reason beside their block or on the line above it."""
    for outer in ast.walk(tree):
        if not isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for node in ast.walk(outer):
            if isinstance(node, ast.Import | ast.ImportFrom):
                first = node.lineno - 1
                while first and text[first - 1].strip().startswith(("from ", "import ")):
                    first -= 1
                block = text[max(first - 1, 0) : (node.end_lineno or node.lineno)]
                if not any("#" in line for line in block):
                    yield f"{name(path)}:{node.lineno}: an import inside a function says why, in a comment beside it"


def room_of(module: str) -> tuple[str, ...]:
    """Wing and room of a module's dotted name."""
    return tuple(module.split(".")[1:3])


def private_imports(path: Path, tree: ast.Module) -> Iterator[str]:
    """Imports of another app's private rooms."""
    own = path.relative_to(ROOT).parts[2:4]
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("nucleus."):
            continue
        module = node.module or ""
        parts = module.split(".")
        targets = (
            {alias.name for alias in node.names} if len(parts) == len(("nucleus", "wing", "room")) else set(parts[3:4])
        )
        if room_of(module) not in {own, *FRAME} and (hit := PRIVATE & targets):
            yield f"{name(path)}:{node.lineno}: {module}: {', '.join(hit)} of another app is private"


def kernel_imports(path: Path, tree: ast.Module) -> Iterator[str]:
    """The database inside the kernel."""
    for node in ast.walk(tree):
        module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        if module.startswith("django.db"):
            yield f"{name(path)}:{node.lineno}: the kernel knows no database"


def compare(path: Path, stands: set[tuple[str, ...]], title: str) -> Iterator[str]:
    """Differences between what stands in the code and what the list allows."""
    allowed = {tuple(line) for line in listed(path)}
    for line in sorted(stands - allowed):
        yield f"{' | '.join(line)}: {title}, and not in {name(path)}"
    for line in sorted(allowed - stands):
        yield f"{' | '.join(line)}: is gone; take its line out of {name(path)}"


def main() -> int:
    """Reads the product's code; tests may do what they like."""
    found: list[str] = []
    raw: set[tuple[str, ...]] = set()
    system: set[tuple[str, ...]] = set()
    for path in files(".py"):
        if is_test(path) or is_migration(path) or "src" not in path.relative_to(ROOT).parts[:1]:
            continue
        content = path.read_text(encoding="utf-8")
        tree = ast.parse(content)
        found += imports_in_functions(path, tree, content.splitlines())
        found += private_imports(path, tree)
        if path.is_relative_to(ROOT / "src" / "nucleus" / "kernel"):
            found += kernel_imports(path, tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                if is_raw(node):
                    raw.add((name(path),))
                if called(node) == "system_actor":
                    system.add((name(path), reason_of(node)))
    found += compare(RAW_LIST, raw, "SQL by hand")
    found += compare(SYSTEM_LIST, system, "acts as the system")
    return report(found, "ways past the gates")


if __name__ == "__main__":
    sys.exit(main())
