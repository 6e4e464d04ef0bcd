"""The living style page: every component in all its states, in the person's theme and mode.

The pictures of it are the visual test of the product.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext, gettext_lazy

from nucleus.kernel.actor import current_actor
from nucleus.kernel.policies import add_policy, style_hashes
from nucleus.platform.charts import world
from nucleus.platform.mail.letterhead import letterhead_of, under_head
from nucleus.platform.style.examples import COUNTRIES, everything
from nucleus.platform.tree.models import Organization
from nucleus.platform.ui.pages import PageView
from nucleus.platform.ui.shell import Crumb


def gallery_map() -> HttpResponse:
    """The part of the page that arrives when it comes into view. Its figures are invented, so a browser may keep it."""
    drawn = world(COUNTRIES, gettext("Messages by country"), gettext("Messages"), marked=("BR",))
    return HttpResponse(drawn, headers={"Cache-Control": "private, max-age=3600", "Vary": "Cookie"})


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


class HeadsPage(PageView):
    """The heads of mails and documents under the theme of the person's own organization.

    Their colours stand in `style` attributes, as mail programs need them; the page's policy allows exactly these, by
    their hashes (Content Security Policy Level 3, 'unsafe-hashes').
    """

    permission = "style.view"
    template_name = "platform/style/heads.html"
    title = gettext_lazy("Mail and document heads")

    def page_crumbs(self) -> tuple[Crumb, ...]:
        """Below the style page."""
        return (Crumb(gettext("Style"), "/admin/style/"), Crumb(str(self.title)))

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The head of what is sent for the own organization, and the plain part of a mail."""
        place = current_actor().place
        head = letterhead_of(Organization.objects.get(pk=place.organization) if place else None).on_page()
        plain, _page = under_head(head, gettext("Example"), gettext("The text of the message stands here."))
        return {"head": head, "plain": plain}

    def render(self, request: HttpRequest, data: dict[str, Any], status: int = 200) -> HttpResponse:
        """The page with a policy of its own."""
        response = super().render(request, data, status)
        add_policy(response, {"style-src": style_hashes(response.content.decode())})
        return response
