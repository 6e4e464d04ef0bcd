#!/usr/bin/env python3
"""Sizes: file 400 lines (tests 600), function 60, class 250, template 200, urls.py 80, own imports 15, app 2,000.

Arguments and complexity are ruff's. What is larger stands in `tools/exemptions.txt` with the size it may have at most.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sources import EXEMPTIONS, ROOT, files, is_migration, is_test, listed, name, report

FILE, TEST_FILE, FUNCTION, CLASS, TEMPLATE, URLS, IMPORTS, APP = 400, 600, 60, 250, 200, 80, 15, 2000
SLACK = 0.8
"""An exemption of which less than this part is used has to be lowered."""

Size = tuple[str, str, int, int]
"""Kind, what, size, limit."""


def python_sizes(path: Path) -> Iterator[Size]:
    """File, functions, classes and own imports of a Python file."""
    text = path.read_text(encoding="utf-8")
    limit = URLS if path.name == "urls.py" else TEST_FILE if is_test(path) else FILE
    yield "file", name(path), len(text.splitlines()), limit
    tree = ast.parse(text)
    own: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield "function", f"{name(path)}::{node.name}", lines(node), FUNCTION
        elif isinstance(node, ast.ClassDef):
            yield "class", f"{name(path)}::{node.name}", lines(node), CLASS
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("nucleus."):
            own.add(node.module or "")
    if not is_test(path):
        yield "imports", name(path), len(own), IMPORTS


def lines(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    """Lines from `def` or `class` to the end, decorators left out."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def sizes() -> Iterator[Size]:
    """Every size in the house."""
    apps: dict[str, int] = defaultdict(int)
    for path in files(".py"):
        if is_migration(path):
            continue
        yield from python_sizes(path)
        parts = path.relative_to(ROOT).parts
        if parts[:2] == ("src", "nucleus") and len(parts) > 4 and not is_test(path):
            apps["/".join(parts[2:4])] += len(path.read_text(encoding="utf-8").splitlines())
    for app, size in sorted(apps.items()):
        yield "app", app, size, APP
    for path in files(".html", ".txt", ".css", ".js", ".mjs"):
        parts = path.relative_to(ROOT).parts
        if parts[0] == "themes" or "templates" in parts:
            limit = TEMPLATE if path.suffix in {".html", ".txt"} else FILE
            yield "template" if limit == TEMPLATE else "file", name(path), count_lines(path), limit


def count_lines(path: Path) -> int:
    """Lines of a text file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def main() -> int:
    """Compares all sizes with limits and exemptions."""
    exempt = {(kind, what): int(most) for kind, what, most, _reason in listed(EXEMPTIONS)}
    found, used = [], set()
    for kind, what, size, limit in sizes():
        most = exempt.get((kind, what))
        if size <= limit:
            continue
        used.add((kind, what))
        if most is None:
            found.append(f"{what}: {kind} of {size}, at most {limit}")
        elif size > most:
            found.append(f"{what}: {kind} of {size}, its exemption allows {most} and may only shrink")
        elif size < most * SLACK:
            found.append(f"{what}: {kind} of {size}; lower its exemption of {most}")
    found += [
        f"{what}: its exemption ({kind}) is not needed any more, take it out" for kind, what in exempt.keys() - used
    ]
    return report(found, "sizes past their limit")


if __name__ == "__main__":
    sys.exit(main())
