"""`{% load ui %}`: icons, built files, numbers and dates in the person's language, and charts."""

from __future__ import annotations

import datetime as dt
import re
import secrets
import zlib
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from html import escape as html_escape
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from nucleus.kernel.assets import asset_url
from nucleus.platform.charts import Chart, Part, bar, draw, ring, spark, world
from nucleus.platform.ui.fields import Field

register = template.Library()

Number = int | float | Decimal
DASH = "\N{EN DASH}"
"""Shown where there is no value."""
BREAK = '<wbr aria-hidden="true">'  # hidden: else the name that is read aloud gets a blank there
UNSAFE = re.compile("[&<>\"']")
LONG_WORD = re.compile(r"\S{18}")
SEAM = re.compile(r"(?<=[._@!/?=&:])(?=\w)")


@register.simple_tag
def icon(name: str, css: str = "", label: str = "") -> SafeString:
    """A drawing of the sprite. Without a label it is decoration and hidden from screen readers."""
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    classes = f"i {escape(css)}" if css else "i"
    return SafeString(f'<svg class="{classes}" {said}><use href="{asset_url("icons.svg")}#{escape(name)}"/></svg>')


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file, as `{% asset "app.css" %}`."""
    return asset_url(name)


@register.simple_tag
def tag(label: str, tone: str = "", shape: str = "", symbol: str = "") -> SafeString:
    """A state in a word: `{% tag "Open" "info" "dot" %}`; the last argument is an icon."""
    classes = " ".join(escape(part) for part in ("tag", shape, tone) if part)
    return SafeString(f'<span class="{classes}">{icon(symbol) if symbol else ""}{escape(label)}</span>')


@lru_cache(maxsize=8192)
def broken(text: str) -> str:
    """The text escaped; a long word (a file's name, an address) may break after its punctuation, not amidst a part.

    By the library's plain `escape`: rows call this hundreds of times on a page, and Django's costs three times that.
    """
    long = len(text) >= 18 and LONG_WORD.search(text)
    if not UNSAFE.search(text):
        return SEAM.sub(BREAK, text) if long else text
    return BREAK.join([html_escape(part) for part in SEAM.split(text)]) if long else html_escape(text)


@register.filter
def breakable(text: str) -> SafeString:
    """The text with places where a long word may break."""
    return SafeString(broken(str(text)))


@register.filter
def number(value: Number | None, decimals: int = 0) -> str:
    """A figure with the thousands separator of the language, rounded (Django's own filter cuts); a dash for nothing."""
    if value is None:
        return DASH
    rounded = value if isinstance(value, int) else round(float(value), decimals)
    return number_format(rounded, decimals, use_l10n=True, force_grouping=True)


@register.filter
def percent(share: float | None, decimals: int = 1) -> str:
    """A share between 0 and 1 as a percentage. Never rounded up to 100 % nor down to 0 % when it is not."""
    if share is None:
        return DASH
    smallest = 10**-decimals
    value = round(share * 100, decimals)
    if 0 < share < 1:
        value = min(max(value, smallest), 100 - smallest)
    whole = value in {0, 100}
    return f"{number_format(value, 0 if whole else decimals, use_l10n=True)}%"


@register.filter
def day(value: dt.date | None) -> str:
    """A date with a short month, as 3 Nov 2026."""
    return DASH if value is None else date_format(value, gettext("j M Y"))


@register.filter
def moment(value: dt.datetime | None) -> str:
    """A time in the person's zone, as 3 Nov 2026 14:05."""
    return DASH if value is None else date_format(timezone.localtime(value), gettext("j M Y H:i"))


@register.filter
def ago(value: dt.datetime | None) -> str:
    """How long ago in one unit, as "3 h ago"; older than a month as a date."""
    if value is None:
        return DASH
    seconds = (timezone.now() - value).total_seconds()
    if seconds < 60:
        return gettext("just now")
    if seconds < 3600:
        return gettext("%(count)d min ago") % {"count": seconds // 60}
    if seconds < 86400:
        return gettext("%(count)d h ago") % {"count": seconds // 3600}
    if seconds < 30 * 86400:
        days = int(seconds // 86400)
        return ngettext("%(count)d day ago", "%(count)d days ago", days) % {"count": days}
    return day(timezone.localtime(value).date())


@register.filter
def file_size(size: int | None) -> str:
    """Bytes in decimal units, as 14 kB."""
    if size is None:
        return DASH
    for unit, scale in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= scale:
            return f"{number_format(size / scale, 1 if size < 10 * scale else 0, use_l10n=True)} {unit}"
    return f"{size} B"


@register.filter
def initials(name: str) -> str:
    """First letters of the first and last word, for an avatar."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalpha()]
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words[:1])).upper() or "?"


@register.filter
def hue(name: str) -> str:
    """A steady colour class h1 to h5 for an avatar."""
    return f"h{zlib.crc32(name.encode()) % 5 + 1}"


@register.simple_tag
def chart(figure: Chart) -> SafeString:
    """A line or stacked column chart without legend and table; `components/chart_card.html` draws all three."""
    return draw(figure)


@register.simple_tag
def chart_spark(values: Sequence[float], colour: str = "brand") -> SafeString:
    """A small line without axes, for a key figure."""
    return spark(values, colour)


@register.simple_tag
def chart_bar(parts: Sequence[Part], label: str) -> SafeString:
    """One bar in segments; each part is (colour, percent)."""
    return bar(parts, label)


@register.simple_tag
def chart_ring(share: float, label: str, colour: str = "ok") -> SafeString:
    """A share between 0 and 1 as a ring with its figure inside."""
    return ring(share, percent(share), label, colour)


@register.simple_tag
def chart_world(values: dict[str, int], title: str, unit: str, marked: Sequence[str] = ()) -> SafeString:
    """The world map, shaded by figure per country (ISO 3166 alpha-2); `marked` countries in the warning colour."""
    return world(values, title, unit, marked)


@register.simple_tag(takes_context=True)
def part(context: template.Context, component: str, **values: Any) -> SafeString:
    """A component with these values and nothing else of the page: `{% part "alert" tone="bad" title=title %}`.

    The file is `components/COMPONENT.html` of the template set in use. Forms inside still get their token.
    """
    engine = context.template.engine if context.template else template.Engine.get_default()
    kept = {key: context[key] for key in ("csrf_token", "request") if key in context}
    return engine.get_template(f"components/{component}.html").render(context.new({**kept, **values}))


@register.simple_tag(takes_context=True)
def field(context: template.Context, control: Field) -> SafeString:
    """One control with label, help and errors: `{% field name %}`."""
    return part(context, "field", field=control)


@register.simple_tag
def form_key(value: str = "") -> SafeString:
    """The hidden key of a form that runs a command: sent twice (a double click, a reload), it is done once.

    `value` keeps the key of a form that is shown again; without one it is drawn.
    """
    return format_html('<input type="hidden" name="form_key" value="{}">', value or secrets.token_urlsafe(12))
