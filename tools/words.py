#!/usr/bin/env python3
"""Words that a finished product does not hold: marks of unfinished work, addresses of registries, paths of one machine.

A line that must hold one (a test of hostile input, say) ends with `words: reason`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sources import files, name, report

UNFINISHED = re.compile(
    r"\b(TODO|FIXME|XXX)\b|coming\s+soon|lorem\s+ipsum|NotImplementedError"  # words: the list itself
    r"|not\s+yet\s+implemented|under\s+construction",  # words: the list itself
    re.IGNORECASE,
)
CASED = {"TODO", "FIXME", "XXX"}  # words: the list itself
"""Marks count in capitals only: in small letters the first is a word in some languages."""

MACHINE = re.compile(r"(?<![\w.:/-])/(?:home|root|Users|work)/\w")
REGISTRY = re.compile(
    r"registry\.npmjs\.|pythonhosted\.org|pypi\.org/simple|--(?:extra-)?index-url|"  # words: the list itself
    r"\"resolved\":\s*\"http|artifactory",  # words: the list itself
    re.IGNORECASE,
)
WITHOUT = {".woff2", ".png", ".jpg", ".ico", ".gz", ".zip", ".mmdb", ".eml", ".tsv"}
OPEN_POINTS = {"docs/TODO.md"}  # words: its name
"""The page of open points is the one place where open points stand."""


def findings(path: Path) -> list[str]:
    """What stands in the file that should not."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if "words: " in line:
            continue
        for match in UNFINISHED.finditer(line):
            word = match[0]
            if word.upper() not in CASED or word in CASED:
                found.append(f"{name(path)}:{number}: unfinished: {word}")
        for title, pattern in (("path of a machine", MACHINE), ("address of a registry", REGISTRY)):
            if hit := pattern.search(line):
                found.append(f"{name(path)}:{number}: {title}: {hit[0]}")
    return found


def main() -> int:
    """Reads every text file of the project."""
    paths = [p for p in files() if p.suffix not in WITHOUT and name(p) not in OPEN_POINTS]
    return report([line for path in paths for line in findings(path)], "words that may not stand")


if __name__ == "__main__":
    sys.exit(main())
