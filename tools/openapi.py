"""Writes the OpenAPI document to `docs/api/openapi.json`; with `--check` compares instead and fails on a difference."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STORED = ROOT / "docs" / "api" / "openapi.json"


def fresh() -> bytes:
    """The document of the code as it stands."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nucleus.config.settings")
    with tempfile.TemporaryDirectory() as data:
        os.environ.setdefault("NUCLEUS_DATA", data)
        import django

        django.setup()
        from nucleus.platform.reference.document import document_bytes, make_document

        return document_bytes(make_document())


def main() -> int:
    """0 when written or equal, 1 when the stored one is out of date."""
    document = fresh()
    if "--check" not in sys.argv[1:]:
        STORED.parent.mkdir(parents=True, exist_ok=True)
        STORED.write_bytes(document)
        return 0
    if STORED.exists() and STORED.read_bytes() == document:
        return 0
    print("docs/api/openapi.json is out of date: run python tools/openapi.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
