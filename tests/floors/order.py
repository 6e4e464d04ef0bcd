"""The order of the floors, read from the import contracts, so that it is written once."""

from __future__ import annotations

import configparser
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def _layers() -> dict[str, list[set[str]]]:
    """For each container of a layers contract: its layers from the top down, each a set of names."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    found = {}
    for section in parser.sections():
        if parser[section].get("type") == "layers":
            rows = parser[section]["layers"].strip().splitlines()
            found[parser[section]["containers"].strip()] = [
                {name.strip(" ()") for name in row.split("|")} for row in rows if row.strip()
            ]
    return found


def _depth(container: str, name: str) -> int:
    """How far from the top a name stands."""
    return next(i for i, names in enumerate(_layers()[container]) if name in names)


def may_know(upper: str, lower: str) -> bool:
    """Whether a room (`platform.gate`) may point to another one: the same room, or one on a floor below."""
    if upper == lower:
        return True
    here, there = upper.split("."), lower.split(".")
    if here[0] != there[0]:
        return _depth("nucleus", here[0]) < _depth("nucleus", there[0])
    container = f"nucleus.{here[0]}"
    if container not in _layers() or len(here) == 1 or len(there) == 1:
        return len(there) == 1
    return _depth(container, here[1]) < _depth(container, there[1])


def room(module: str) -> str:
    """Wing and room of a dotted name: `nucleus.platform.gate.models` is `platform.gate`."""
    return ".".join(module.split(".")[1:3])
