"""The page of results, and the part of the palette that is found while one types."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.actor import current_actor
from nucleus.kernel.searches import Found, SearchList
from nucleus.platform.search.queries import FEW, MANY, Group, by_public_id, find, kinds
from nucleus.platform.search.recents import recent_things
from nucleus.platform.search.words import LONGEST_TEXT, marked, question_words
from nucleus.platform.ui.pages import PageView

IN_PALETTE = 4  # of each kind
RECENT_IN_PALETTE = 6


def asked(request: HttpRequest) -> str:
    """The question, without what no text may hold and not longer than is looked at."""
    return "".join(c for c in request.GET.get("q", "") if c.isprintable())[:LONGEST_TEXT].strip()


class Search(PageView):
    """Everything in sight that fits, by kind; `?kind=` shows more of one."""

    template_name = "platform/search/search.html"
    title = gettext_lazy("Search")

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The page, or the thing itself where the question is its public id."""
        if not request.GET.get("kind") and (thing := by_public_id(asked(request))):
            return HttpResponseRedirect(thing.url)
        return super().get(request, **where)

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The groups, with what fits marked."""
        text = asked(request)
        known = {source.name: source for source in kinds(current_actor())}
        kind = request.GET.get("kind", "")
        kind = kind if kind in known else ""
        groups = find(text, only=kind, most=MANY if kind else FEW)
        words = question_words(text)
        return {
            "question": text,
            "longest": LONGEST_TEXT,
            "kind": kind,
            "groups": [(group, known[group.name], _lines(group, words)) for group in groups],
            "recent": [] if text else recent_things(current_actor()),
            "page_class": "narrow",
        }


def _lines(group: Group, words: list[str]) -> list[tuple[Found, Any, Any]]:
    return [(item, marked(item.title, words), marked(item.detail, words)) for item in group.items]


class PaletteResults(PageView):
    """The options of the palette for the text typed, as a part of a page."""

    template_name = "platform/search/options.html"
    title = gettext_lazy("Search")

    def get(self, request: HttpRequest, **where: str) -> HttpResponse:
        """Groups of options. The pages and actions stand in the palette already, so they are left out."""
        text = asked(request)
        exact = by_public_id(text)
        groups = [Group("exact", _("Exactly this"), (exact,), more=False)] if exact else self._groups(text)
        return answer_options(groups, text)

    @staticmethod
    def _groups(text: str) -> list[Group]:
        listed = {source.name for source in kinds(current_actor()) if isinstance(source, SearchList)}
        return [group for group in find(text, most=IN_PALETTE) if group.name not in listed]


class PaletteRecents(PageView):
    """What the person opened last, as options of the palette."""

    template_name = "platform/search/options.html"
    title = gettext_lazy("Search")

    def get(self, request: HttpRequest, **where: str) -> HttpResponse:
        """One group, or nothing."""
        items = tuple(recent_things(current_actor(), RECENT_IN_PALETTE))
        return answer_options([Group("recent", _("Recently opened"), items, more=False)] if items else [], "")


def answer_options(groups: list[Group], text: str) -> HttpResponse:
    """Groups of options for the palette, as a part of a page."""
    response = HttpResponse(render_to_string("platform/search/options.html", {"groups": groups, "question": text}))
    response["Cache-Control"] = "no-store"
    return response
