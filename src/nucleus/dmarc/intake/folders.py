"""Sweeping a watched folder: a file is taken when it is whole, and moved aside only after its bytes are kept."""

from __future__ import annotations

import os
import time
from pathlib import Path

from django.utils.translation import gettext as _

from nucleus.dmarc.intake.commands import readable_folder, take_files
from nucleus.dmarc.intake.models import Folder, Source
from nucleus.dmarc.parsing import LIMITS
from nucleus.kernel.clock import now
from nucleus.kernel.errors import Invalid
from nucleus.kernel.text import one_line

SETTLED = 2.0  # seconds that a file must have been left alone before it counts as whole
MOST = 500  # files of one sweep
TAKEN = "taken"
REFUSED = "refused"


def sweep(folder: Folder, *, settled: float = SETTLED) -> int:
    """Takes the files that lie in the folder; answers how many. What is wrong with the folder is noted on it.

    A file that cannot be read stays where it is and holds up no other; the next sweep tries it again.
    """
    taken, problems = 0, []
    try:
        path = readable_folder(folder.path)
        for file in _lying(path):
            try:
                taken += _take(folder, path, file, settled)
            except OSError as error:
                problems.append(_("%(name)s: %(why)s") % {"name": file.name, "why": error.strerror or error})
    except Invalid as error:
        problems.append(" ".join(said for each in error.errors.values() for said in each))
    except OSError as error:
        problems.append(_("%(name)s: %(why)s") % {"name": folder.path, "why": error.strerror or error})
    folder.problem = one_line(" · ".join(problems), 300)
    folder.swept_at = now()
    folder.taken += taken
    folder.save()
    return taken


def _lying(path: Path) -> list[Path]:
    """The files to take. Raises Invalid where they could not be moved aside: they would be taken again and again."""
    files = [f for f in sorted(path.iterdir()) if f.is_file() and not f.is_symlink() and not f.name.startswith(".")]
    if files and not os.access(path, os.W_OK | os.X_OK, effective_ids=True):
        raise Invalid({"path": [_("Files in %(path)s cannot be moved aside: no right to write.") % {"path": path}]})
    return files[:MOST]


def _take(folder: Folder, path: Path, file: Path, settled: float) -> int:
    facts = file.stat()
    if time.time() - facts.st_mtime < settled:
        return 0
    if facts.st_size > LIMITS.max_input:
        _aside(path / REFUSED, file)
        return 0
    take_files(organization=folder.organization, files=[(file.name, file.read_bytes())], source=Source.FOLDER)
    _aside(path / TAKEN, file)
    return 1


def _aside(where: Path, file: Path) -> None:
    where.mkdir(exist_ok=True)
    target = where / file.name
    number = 1
    while target.exists():
        target = where / f"{file.stem}-{number}{file.suffix}"
        number += 1
    file.rename(target)
