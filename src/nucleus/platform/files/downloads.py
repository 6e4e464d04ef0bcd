"""Held bytes as a download."""

from __future__ import annotations

from django.http import FileResponse

from nucleus.platform.files.models import Holding
from nucleus.platform.files.queries import open_holding


def download(holding: Holding, name: str) -> FileResponse:
    """Bytes of strangers as a download that no browser opens as a page. Raises NotVisible out of sight."""
    response = FileResponse(
        open_holding(holding), as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
    return response
