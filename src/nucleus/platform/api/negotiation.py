"""Which format an answer has: what `?format=` says, else the best of the Accept header (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse

from nucleus.platform.formats.catalogue import FORMATS
from nucleus.platform.formats.heads import Head, dump
from nucleus.platform.formats.xml_rows import document
from nucleus.platform.problems.answers import NotOffered

ALL = ("json", "xml", "csv", "xlsx")
TREES = ("json", "xml")  # formats that carry any value, not rows only
LONGEST_ACCEPT = 1000
TYPES: Mapping[str, str] = {**{FORMATS[name].media_type: name for name in ALL}, "text/xml": "xml"}


def wanted_format(request: HttpRequest, asked: str, offered: Sequence[str] = ALL) -> str:
    """The name of the format. Raises NotOffered where the caller takes none of those offered."""
    if asked:
        if asked not in offered:
            raise NotOffered(offered)
        return asked
    accept = request.META.get("HTTP_ACCEPT", "")
    if not accept or accept in ("*/*", "application/json"):
        return "json"
    found = best_of(accept[:LONGEST_ACCEPT], tuple(offered))
    if not found:
        raise NotOffered(offered)
    return found


@lru_cache(maxsize=256)
def best_of(accept: str, offered: tuple[str, ...]) -> str:
    """The format of the highest quality; among equals the more exactly named, then the one offered first."""
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    best, score = "", (0.0, -1)
    for name in offered:
        for media_type in (t for t, of in TYPES.items() if of == name):
            exact, quality = max(
                ((_match(wanted, media_type), quality) for wanted, quality in ranges), default=(-1, 0.0)
            )
            if exact >= 0 and quality > 0 and (quality, exact) > score:
                best, score = name, (quality, exact)
    return best


def _range(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        name, _sign, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return kind, min(1.0, max(0.0, float(value)))
            except ValueError:
                return kind, 0.0
    return kind, 1.0


def _match(wanted: str, media_type: str) -> int:
    """How exactly a range names the type: 2 itself, 1 its family, 0 anything, -1 not."""
    if wanted == media_type:
        return 2
    if wanted == media_type.partition("/")[0] + "/*":
        return 1
    return 0 if wanted == "*/*" else -1


def answer(
    value: Mapping[str, Any],
    kind: str = "json",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    *,
    root: str = "item",
) -> HttpResponse:
    """An answer that no cache keeps. `root` names the XML element; in CSV and XLSX the value is one row."""
    found = FORMATS[kind]
    if kind == "json":
        body = dump(value)
    elif kind == "xml":
        body = document(root, value)
    else:
        body = b"".join(found.stream([Head(key, key) for key in value], [[tuple(value.values())]]))
    response = HttpResponse(body, content_type=found.content_type, status=status)
    response["Cache-Control"] = "no-store"
    response["Vary"] = "Accept, Cookie"
    for name, text in (headers or {}).items():
        response[name] = text
    return response
