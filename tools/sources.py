"""Which files the checkers read: those that git knows or would take, also where the checkout is no repository."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = {".git", ".venv", "node_modules", "var", "build", "dist", ".cache", "__pycache__", "_assets", "_data"}
EXEMPTIONS = ROOT / "tools" / "exemptions.txt"


def files(*suffixes: str) -> list[Path]:
    """All files of the project with these endings (all files without any), in the order of their paths."""
    listed = _listed_by_git() or list(_walk(ROOT))
    return sorted(p for p in listed if p.is_file() and (not suffixes or p.suffix in suffixes))


def _listed_by_git() -> list[Path]:
    if not (ROOT / ".git").exists():
        return []
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in done.stdout.split("\0") if name] if done.returncode == 0 else []


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in NOT_OURS or path.name.endswith("_cache"):
            continue
        if path.is_dir():
            yield from _walk(path)
        else:
            yield path


def name(path: Path) -> str:
    """The path as messages and lists write it."""
    return path.relative_to(ROOT).as_posix()


def is_test(path: Path) -> bool:
    """Whether the file is test code."""
    parts = path.relative_to(ROOT).parts
    return parts[0] == "tests" or "tests" in parts[:-1] or path.name == "conftest.py"


def is_migration(path: Path) -> bool:
    """Whether the file is a migration."""
    return "migrations" in path.parts


def listed(path: Path) -> list[list[str]]:
    """The lines of a list file, split at `|` with blanks around taken off; empty lines and # lines left out."""
    if not path.exists():
        return []
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]


def report(found: list[str], title: str) -> int:
    """Prints the findings. 1 where there are any."""
    for line in found:
        print(line)
    if found:
        print(f"{len(found)} {title}")
    return 1 if found else 0
