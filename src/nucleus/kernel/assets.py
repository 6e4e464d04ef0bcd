"""Built files: from the plain name to the address with the hash, and where they lie.

`NUCLEUS_ASSETS` names another folder than the package's `_assets` (several checkouts may share one build).
"""

from __future__ import annotations

import functools
import json
import os
import re
from pathlib import Path
from typing import Any

PREFIX = "/static/"
HASHED = re.compile(r"\.[0-9a-f]{10}\.[a-z0-9]+$")


@functools.cache
def assets_folder() -> Path:
    """The folder with the built files and their manifest."""
    given = os.environ.get("NUCLEUS_ASSETS")
    return Path(given) if given else Path(__file__).resolve().parents[1] / "_assets"


@functools.cache
def manifest(folder: Path) -> dict[str, str]:
    """Plain name to hashed name; empty when nothing was built. Read once per process."""
    try:
        files = json.loads((folder / "manifest.json").read_text())["files"]
    except (OSError, ValueError, KeyError):
        return {}
    return dict(files)


def asset_url(name: str) -> str:
    """The address of a built file. A name that was not built keeps its plain address (and answers 404)."""
    return PREFIX + manifest(assets_folder()).get(name, name)


@functools.cache
def read_json(name: str) -> Any:
    """A built data file; None when it was not built."""
    hashed = manifest(assets_folder()).get(name)
    return json.loads((assets_folder() / hashed).read_text()) if hashed else None
