"""`{% load studio %}`: a pair of colours as a drawing, because a page may carry no style of its own."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from nucleus.platform.branding.colour_space import is_hex
from nucleus.platform.sets.catalogue import DEFAULT, sets

register = template.Library()


@register.simple_tag
def swatch(ground: str, colour: str) -> SafeString:
    """Two letters in one colour on the other; nothing for what is no colour."""
    if not (is_hex(ground) and is_hex(colour)):
        return SafeString("")
    return SafeString(
        '<svg class="pair" viewBox="0 0 28 18" width="28" height="18" aria-hidden="true">'
        f'<rect width="28" height="18" rx="4" fill="{ground}"/>'
        f'<circle cx="14" cy="9" r="4.5" fill="{colour}"/></svg>'
    )


@register.simple_tag
def installed_sets() -> list[tuple[str, str]]:
    """Slug and label of every template set beside the default one that this release can draw."""
    return [(s.slug, str(s)) for s in sets().values() if s.slug != DEFAULT and s.fits]
