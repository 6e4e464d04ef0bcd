"""Sweeping a watched folder: a file is taken when it is whole, and moved aside only after its bytes are kept."""

from __future__ import annotations

import time
from pathlib import Path

from nucleus.dmarc.intake.commands import readable_folder, take_files
from nucleus.dmarc.intake.models import Folder, Source
from nucleus.dmarc.parsing import LIMITS
from nucleus.kernel.clock import now
from nucleus.kernel.errors import Invalid

SETTLED = 2.0  # seconds that a file must have been left alone before it counts as whole
MOST = 500  # files of one sweep
TAKEN = "taken"
REFUSED = "refused"


def sweep(folder: Folder, *, settled: float = SETTLED) -> int:
    """Takes the files that lie in the folder; answers how many. What is wrong with the folder is noted on it."""
    taken = 0
    try:
        path = readable_folder(folder.path)
        files = [f for f in sorted(path.iterdir()) if f.is_file() and not f.is_symlink() and not f.name.startswith(".")]
        for file in files[:MOST]:
            taken += _take(folder, path, file, settled)
        folder.problem = ""
    except Invalid as error:
        folder.problem = error.detail[:300]
    except OSError as error:
        folder.problem = f"{error.strerror or error}"[:300]
    folder.swept_at = now()
    folder.taken += taken
    folder.save()
    return taken


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
