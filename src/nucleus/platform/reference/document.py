"""The OpenAPI document as a whole."""

from __future__ import annotations

from typing import Any

import orjson
from django.utils import translation
from drf_spectacular.generators import EndpointEnumerator, SchemaGenerator

from nucleus.version import VERSION

ABOUT = (
    "Signed in by the session cookie; changes carry the CSRF cookie's value in X-CSRFToken. Refusals are problem+json "
    "(RFC 9457). Unknown fields and parameters are refused. Decimals are texts, moments are UTC."
)


class _Doors(EndpointEnumerator):
    """Asks a view for its methods with the table and commands it was mounted with."""

    def get_allowed_methods(self, callback: Any) -> list[str]:
        """The methods that have an operation."""
        methods: list[str] = callback.cls(**callback.initkwargs).allowed_methods
        return [m for m in methods if m not in {"HEAD", "OPTIONS"}]


class _Generator(SchemaGenerator):
    endpoint_inspector_cls = _Doors


def make_document() -> dict[str, Any]:
    """The OpenAPI 3.1 document of every API address, in English, with its keys in a steady order."""
    with translation.override("en"):
        generator = _Generator()  # type: ignore[no-untyped-call]
        found: dict[str, Any] = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    found["info"] = {"title": "Nucleus", "version": VERSION, "description": ABOUT}
    found.setdefault("components", {})["securitySchemes"] = {
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": "nucleus_session",
            "description": "On HTTPS: __Host-nucleus_session.",
        }
    }
    return orjson.loads(document_bytes(found))  # type: ignore[no-any-return]


def document_bytes(document: dict[str, Any]) -> bytes:
    """The document as it is served and stored: sorted, indented, with a last line break."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS, default=str) + b"\n"
