"""What counts for whom, and speaking so. No query as long as no setting changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation.trans_real import parse_accept_lang_header

from nucleus.kernel.actor import Place
from nucleus.kernel.registry import registry
from nucleus.platform.languages.settings import LANGUAGE, TIME_ZONE


class Speech(NamedTuple):
    """In which language somebody is spoken to, and whose clock shows the times."""

    language: str
    zone: str


def speech_of(*chosen: Speech, place: Place | None) -> Speech:
    """The first choices that are not empty (a person's, then the card's), else the settings of the place."""
    language = next((c.language for c in chosen if c.language), "") or LANGUAGE.value(place)
    zone = next((c.zone for c in chosen if c.zone), "") or TIME_ZONE.value(place)
    return Speech(language, zone)


@contextmanager
def speaking(speech: Speech) -> Iterator[None]:
    """Texts, dates and times come so: for a request, or a mail to somebody."""
    with translation.override(speech.language), timezone.override(speech.zone):
        yield


def speech_of_visitor(request: HttpRequest) -> Speech:
    """Of somebody who has not signed in: the cookie's choice, what the browser asks for, else what the host's
    organization speaks (provider `host_speech`, asked only then).
    """
    language = chosen_here(request) or asked_for(request)
    ask = registry.providers.get("host_speech")
    if language or ask is None:
        return speech_of(Speech(language, ""), place=None)
    return cast("Speech", ask(request))


def chosen_here(request: HttpRequest) -> str:
    """The language that was chosen in this browser; empty where none was."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else ""


def asked_for(request: HttpRequest) -> str:
    """The first of our languages that the browser asks for (RFC 9110, 12.5.4); empty where there is none."""
    for code, _weight in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
        plain = code.partition("-")[0]
        if plain in dict(settings.LANGUAGES):
            return plain
    return ""
