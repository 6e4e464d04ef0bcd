"""What a set holds: its files by what they draw, what each stands in for, and what it says about itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from django.template.utils import get_app_template_dirs

from nucleus.platform.sets.catalogue import TemplateSet

KINDS = ("layouts", "components", "errors", "mail", "document")
OPENING = re.compile(r"\A(?:\{#[^\n]*#\}\s*)+")
NOTE = re.compile(r"\{#\s*(.*?)\s*#\}")


class SetFile(NamedTuple):
    """A template of a set. `behind` is the slug of the set whose file it stands in for, `rooms` for a page of the
    product, empty for a file of its own; `notes` are the lines that it opens with.
    """

    name: str
    kind: str
    behind: str
    notes: tuple[str, ...]


def files_of(chain: Sequence[TemplateSet]) -> list[SetFile]:
    """The files of the first set of a chain."""
    rooms = [Path(folder) for folder in get_app_template_dirs("templates")]
    behind = [(link.slug, link.folder) for link in chain[1:]] + [("rooms", folder) for folder in rooms]
    return [
        SetFile(
            name,
            kind_of(name),
            next((slug for slug, folder in behind if (folder / name).is_file()), ""),
            _notes(chain[0].folder / name),
        )
        for name in chain[0].templates()
    ]


def kind_of(name: str) -> str:
    """What a template draws, by its folder; `pages` for everything else."""
    first = name.split("/", maxsplit=1)[0]
    return first if first in KINDS else "pages"


def _notes(path: Path) -> tuple[str, ...]:
    try:
        opening = OPENING.match(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return ()
    return tuple(NOTE.findall(opening[0])) if opening else ()


def instructions_of(found: TemplateSet) -> list[str]:
    """The comment that its manifest opens with, where the set carries instructions."""
    lines: list[str] = []
    if found.instructions:
        for line in (found.folder / "set.toml").read_text(encoding="utf-8", errors="replace").splitlines():
            if not line.startswith("#"):
                break
            lines.append(line.lstrip("# "))
    return lines
