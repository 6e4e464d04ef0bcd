"""Serves built files under `/static/`: hashed names, so browsers keep them for ever; compressed beforehand.

In production the web server in front may serve the same folder; the answers are the same.
"""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from nucleus.kernel.assets import HASHED, assets_folder

TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
    "json": "application/json",
}
ENCODINGS = (("br", "br"), ("gzip", "gz"))
FOR_EVER = "public, max-age=31536000, immutable"


def _accepted(request: HttpRequest) -> set[str]:
    """Encodings the browser takes, those with q=0 left out."""
    out = set()
    for part in request.headers.get("Accept-Encoding", "").split(","):
        name, _, weight = part.strip().partition(";")
        if name and weight.replace(" ", "") not in {"q=0", "q=0.0"}:
            out.add(name.strip().lower())
    return out


@require_safe
def built_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One built file; 404 for anything that carries no hash or is not there."""
    kind = TYPES.get(name.rpartition(".")[2])
    path = assets_folder() / name
    if kind is None or "/" in name or not HASHED.search(name) or not path.is_file():
        raise Http404
    if request.headers.get("If-None-Match") == f'"{name}"':
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        accepted = _accepted(request)
        packed = ((label, path.with_name(f"{name}.{suffix}")) for label, suffix in ENCODINGS if label in accepted)
        label, source = next(((label, twin) for label, twin in packed if twin.is_file()), ("", path))
        response = FileResponse(source.open("rb"), content_type=kind)
        if label:
            response["Content-Encoding"] = label
    response["Cache-Control"] = FOR_EVER
    response["ETag"] = f'"{name}"'
    response["Vary"] = "Accept-Encoding"
    return response
