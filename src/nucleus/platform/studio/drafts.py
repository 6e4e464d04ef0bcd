"""A draft on its way through addresses: values packed as text, so that a preview needs no row and leaves none."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from typing import Any

from nucleus.kernel.actor import system_actor
from nucleus.kernel.errors import Invalid, NotVisible
from nucleus.platform.accounts.frontends import home_of
from nucleus.platform.accounts.looks import Look
from nucleus.platform.branding.inputs import ValuesInput
from nucleus.platform.branding.keys import FRONTEND_KINDS, THEME, keys_of
from nucleus.platform.branding.looks import help_of, make_look
from nucleus.platform.branding.models import Design
from nucleus.platform.branding.queries import (
    Layer,
    Resolved,
    chain_above,
    chain_of,
    own_organization,
    published_designs,
    resolve,
)

LONGEST = 2500  # characters of an address that every server takes
MOST_BYTES = 20_000  # of what was packed

Document = Mapping[str, Any]


def pack(document: Document) -> str:
    """The own values as text for an address; empty where they are too long for one."""
    raw = json.dumps(document.get("values", {}), separators=(",", ":"), sort_keys=True).encode()
    text = base64.urlsafe_b64encode(zlib.compress(raw, 9)).decode().rstrip("=")
    return text if len(text) <= LONGEST else ""


def unpack(theme: Design, text: str) -> Document:
    """The document behind a packed text, each value checked like a posted one; without text the stored draft.

    Raises NotVisible for what was not made by `pack`.
    """
    if not text:
        return theme.draft  # type: ignore[no-any-return]
    try:
        machine = zlib.decompressobj()
        raw = machine.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), MOST_BYTES)
        values = ValuesInput.clean_input(json.loads(raw))
    except (ValueError, binascii.Error, zlib.error, Invalid, RecursionError):
        raise NotVisible from None
    known = keys_of(theme.kind)
    return {"values": {k: v.lower() if known[k].kind == "colour" else v for k, v in values.items() if k in known}}


def resolved_draft(theme: Design, document: Document) -> dict[str, Resolved]:
    """Every key as it would be in force once the document were published."""
    return resolve(theme.kind, [*chain_above(theme), Layer(theme.organization.name, document)])


def theme_of_draft(theme: Design, document: Document) -> Mapping[str, str | bool]:
    """The values of the theme under a preview: the draft's, or those in force where the draft is of a sign-in page."""
    if theme.kind == THEME:
        return {name: found.value for name, found in resolved_draft(theme, document).items()}
    place = theme.organization.place
    found = resolve(THEME, chain_of(THEME, place, published_designs(place)))
    return {name: one.value for name, one in found.items()}


def look_of_draft(theme: Design, document: Document, href: str) -> Look:
    """The look that people below would see once the document were published; `href` serves its stylesheet."""
    with system_actor("preview of a draft"):
        place = theme.organization.place
        published = published_designs(place)
        values = {
            kind: {n: f.value for n, f in resolve(kind, chain_of(kind, place, published)).items()}
            for kind in (THEME, *FRONTEND_KINDS)
        }
        values[theme.kind] = {n: f.value for n, f in resolved_draft(theme, document).items()}
        pages = {kind: values[kind] for kind in FRONTEND_KINDS}
        return make_look(
            values.pop(THEME),
            pages,
            theme.organization,
            home=home_of(place.tier),
            helped=help_of(place, published),
            href=href,
        )


__all__ = ["look_of_draft", "own_organization", "pack", "resolved_draft", "unpack"]
