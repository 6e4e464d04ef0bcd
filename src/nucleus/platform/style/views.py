"""The living style page: every component in all its states, in the person's theme and mode.

The pictures of it are the visual test of the product.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext, gettext_lazy

from nucleus.platform.charts import world
from nucleus.platform.style.examples import COUNTRIES, everything
from nucleus.platform.ui.pages import PageView


def gallery_map() -> HttpResponse:
    """The part of the page that arrives when it comes into view."""
    return HttpResponse(world(COUNTRIES, gettext("Messages by country"), gettext("Messages"), marked=("BR",)))


class GalleryPage(PageView):
    """The page; `?part=map` answers the map alone."""

    permission = "style.view"
    template_name = "platform/style/gallery.html"
    title = gettext_lazy("Style")

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The page or its map."""
        return gallery_map() if request.GET.get("part") == "map" else super().get(request, **where)

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """Invented figures and states."""
        return everything(request.path)
