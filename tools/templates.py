#!/usr/bin/env python3
"""Templates: nothing inline that the content security policy would refuse, nothing unescaped, well formed (djlint).

Mail and document templates may carry `style` attributes, because mail programs ignore style sheets and paper has no
browser; nothing else may.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from sources import ROOT, files, listed, name, report

SAFE_LIST = ROOT / "tests" / "floors" / "unescaped.txt"
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)
RULES = {
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"'{]", re.IGNORECASE),
    "hx-on": re.compile(r"\b(?:data-)?hx-on\b", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/(?:ld\+)?json)[^>]*>", re.IGNORECASE
    ),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script address": re.compile(r"(?:href|src|action)\s*=\s*[\"']\s*javascript:", re.IGNORECASE),
    "a file of another host": re.compile(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE
    ),
}
UNESCAPED = re.compile(r"\|\s*safe(?:seq)?\b|\{%\s*autoescape\s+off")


def templates() -> list[Path]:
    """All templates of the house."""
    found = []
    for path in files(".html", ".txt", ".svg"):
        parts = path.relative_to(ROOT).parts
        if "templates" in parts or (parts[0] == "themes" and path.suffix == ".html"):
            found.append(path)
    return found


def findings(path: Path, allowed: set[str]) -> list[str]:
    """What stands in one template that should not."""
    text = COMMENT.sub(lambda hit: "\n" * hit[0].count("\n"), path.read_text(encoding="utf-8"))
    found = []
    sent = {"mail", "mails", "document"} & set(path.parts)
    for title, rule in RULES.items():
        if sent and title in {"an inline style", "a style element"}:
            continue
        found += [f"{name(path)}:{line_of(text, hit)}: {title}" for hit in rule.finditer(text)]
    if name(path) not in allowed:
        found += [f"{name(path)}:{line_of(text, hit)}: unescaped" for hit in UNESCAPED.finditer(text)]
    return found


def line_of(text: str, hit: re.Match[str]) -> int:
    """The line of a match."""
    return text.count("\n", 0, hit.start()) + 1


def djlint(paths: list[Path]) -> list[str]:
    """What djlint finds; its rules are chosen in pyproject.toml."""
    if not paths:
        return []
    command = [str(Path(sys.executable).parent / "djlint"), "--lint", "--quiet", *map(str, paths)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip()] if done.returncode else []


def main() -> int:
    """Reads every template."""
    allowed = {line[0] for line in listed(SAFE_LIST)}
    paths = templates()
    found = [line for path in paths for line in findings(path, allowed)]
    found += djlint([p for p in paths if p.suffix == ".html"])
    return report(found, "lines of findings in templates")


if __name__ == "__main__":
    sys.exit(main())
