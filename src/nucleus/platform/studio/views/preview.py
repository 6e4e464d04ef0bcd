"""Previews: real pages with the draft's look, in frames of the editor.

A frame is a page of this house that may be framed by this house alone, holds no script and can send no form; the
editor is the only page that may frame. See docs/decisions/0005.
"""

from __future__ import annotations

import copy
import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import resolve as resolve_address
from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import NotVisible
from nucleus.kernel.policies import add_policy, style_hashes
from nucleus.platform.accounts.frontends import FRONTENDS, home_of
from nucleus.platform.branding.keys import FRONTEND_KINDS, THEME
from nucleus.platform.branding.letterheads import letterhead
from nucleus.platform.branding.looks import css_of
from nucleus.platform.branding.models import Design
from nucleus.platform.branding.references import find_theme
from nucleus.platform.mail.letterhead import under_head
from nucleus.platform.studio.drafts import Document, look_of_draft, pack, resolved_draft, theme_of_draft, unpack
from nucleus.platform.studio.editing import change_from
from nucleus.platform.studio.pane import FRAMES, preview_data
from nucleus.platform.ui.pages import PageView
from nucleus.platform.ui.shell import MODES

SCRIPT = re.compile(rb"<script\b[^>]*></script>")
FRAMED = {"script-src": ["'none'"], "connect-src": ["'none'"], "form-action": ["'none'"], "frame-ancestors": ["'self'"]}
LIST = "/organizations/"


class PanePage(PageView):
    """The pane beside the rows while somebody types: frames and contrast table of what the form holds now."""

    permission = "branding.change_theme"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The pane is a part of the editor."""
        raise NotVisible

    def post(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The part of the page."""
        theme = find_theme(where["public_id"])
        document = {"values": change_from(theme, request.POST)["values"]}
        html = render_to_string("platform/studio/pane.html", preview_data(request, theme, document), request)
        return HttpResponse(html, headers={"Cache-Control": "no-store"})


class FramePage(PageView):
    """One page with the look of a draft."""

    permission = "branding.change_theme"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The page of that name, as the person would see it."""
        theme, page = find_theme(where["public_id"]), where["page"]
        if page not in FRAMES:
            raise Http404
        draft = request.GET.get("draft", "")
        document = unpack(theme, draft)
        href = f"/branding/{theme.public_id}/preview.css?draft={pack(document) if theme.kind == THEME else ''}"
        inner = _as_visitor(request, page)
        inner.look = look_of_draft(theme, document, href)
        mail = page == "mail" and theme.kind == THEME
        response = _mail(theme, document) if mail else _page(inner, _address(theme, page))
        return _framed(response)


def _address(theme: Design, page: str) -> str:
    if page == "list":
        return LIST
    if page == "dashboard":
        place = current_actor().place
        return home_of(place.tier if place else None)
    frontend = FRONTEND_KINDS.get(theme.kind) or theme.organization.tier
    return FRONTENDS[frontend].sign_in


def _as_visitor(request: HttpRequest, page: str) -> Any:
    """The same request, reading another page in the mode that is asked for; nobody is signed in on a sign-in page."""
    inner: Any = copy.copy(request)
    mode = request.GET.get("mode", "")
    inner.COOKIES = {k: v for k, v in request.COOKIES.items() if k in ("density", "keys")}
    inner.COOKIES["mode"] = mode if mode in MODES else "light"
    inner.META = {k: v for k, v in request.META.items() if not k.startswith("HTTP_HX")}
    inner.GET, inner.POST = QueryDict(""), QueryDict("")
    if page == "sign-in":
        inner.signed = None
    return inner


def _page(inner: Any, address: str) -> HttpResponse:
    """The answer of another view of this house, which asks for its own permission."""
    inner.path = inner.path_info = address
    match = resolve_address(address)
    response: HttpResponse = match.func(inner, *match.args, **match.kwargs)
    if response.status_code != 200:
        raise NotVisible
    return response


def _mail(theme: Design, document: Document) -> HttpResponse:
    """A mail under the head of the draft, as `mail` sends them."""
    values = {name: found.value for name, found in resolved_draft(theme, document).items()}
    said = _("Somebody at %(name)s invites you to work with them here.") % {"name": values["brand_name"]}
    _plain, page = under_head(letterhead(values, theme.organization).on_page(), _("You are invited"), said)
    return HttpResponse(page)


def _framed(response: HttpResponse) -> HttpResponse:
    """The same answer as a page that only this house may frame, without script and without forms that go anywhere."""
    response.content = SCRIPT.sub(b"", response.content)
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "no-store"
    styles = style_hashes(response.content.decode())
    add_policy(response, {**FRAMED, "style-src": ["'self'", *(styles if len(styles) > 1 else [])]}, instead=True)
    for name in list(response.cookies):
        del response.cookies[name]
    return response


class StylesheetPage(PageView):
    """The stylesheet of a draft."""

    permission = "branding.change_theme"

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """Tokens of the packed values; for a sign-in page those of the theme in force."""
        theme = find_theme(where["public_id"])
        css = css_of(theme_of_draft(theme, unpack(theme, request.GET.get("draft", ""))))
        return HttpResponse(css, content_type="text/css; charset=utf-8", headers={"Cache-Control": "no-store"})
