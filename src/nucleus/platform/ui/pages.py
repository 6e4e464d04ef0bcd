"""The base of all pages behind the sign-in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views import View

from nucleus.kernel.actor import Actor, current_actor
from nucleus.kernel.errors import Denied
from nucleus.platform.problems.answers import as_problem
from nucleus.platform.ui.errors import refusal_page
from nucleus.platform.ui.frame import sign_in_address
from nucleus.platform.ui.parts import Tab
from nucleus.platform.ui.shell import Crumb
from nucleus.platform.ui.shells import draw_page
from nucleus.platform.ui.toasts import drop_toast, leave_toast, take_toast


class PageView(View):
    """A page: states `permission`, `template_name` and `title`, and writes `page_data`.

    Nobody signed in: to the sign-in page of this host, with `?next=`. Permission missing: a 403 page that names the
    roles. Absent or out of sight: 404. An empty permission means everybody who is signed in. The template extends
    `layouts/app.html` and gets what `page_data` answers beside `title`, `crumbs`, `tabs` and the frame.
    """

    permission: str = ""
    template_name: str = ""
    command: str = ""
    title: Any = ""
    page_class: str = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answers the page, or the page of the refusal."""
        if getattr(request, "signed", None) is None:
            return self.ask_to_sign_in(request)
        try:
            self.check(current_actor())
            return super().dispatch(request, *args, **kwargs)
        except Exception as error:
            problem = as_problem(error)
            if problem is None:
                raise
            return refusal_page(request, problem, self.permission)

    def check(self, actor: Actor) -> None:
        """Raises Denied without the permission of the page."""
        if self.permission and not actor.may(self.permission):
            raise Denied

    @staticmethod
    def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
        """To the sign-in page; htmx is told to load it whole."""
        back = request.get_full_path() if request.method in ("GET", "HEAD") else request.path
        address = f"{sign_in_address(request)}?{urlencode({'next': back})}"
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Redirect": address})
        return redirect(address)

    def get(self, request: HttpRequest, **where: str) -> HttpResponseBase:
        """The page."""
        return self.render(request, self.page_data(request, **where))

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """What the template shows. May set `title`, `crumbs`, `tabs` and `page_class`."""
        return {}

    def page_crumbs(self) -> Sequence[Crumb]:
        """The way to this page; the last step is the page itself."""
        return ()

    def page_tabs(self) -> Sequence[Tab]:
        """The sections of the object."""
        return ()

    def render(self, request: HttpRequest, data: dict[str, Any], status: int = 200) -> HttpResponse:
        """The template inside the frame."""
        title = str(data.pop("title", "") or self.title)
        crumbs = data.pop("crumbs", None) or self.page_crumbs()
        known = {"page_class": self.page_class, "tabs": self.page_tabs(), "toast": take_toast(request)}
        known["here"] = request.get_full_path()
        html = draw_page(request, self.template_name, title, crumbs, {**known, **data})
        response = HttpResponse(html, status=status)
        response["Cache-Control"] = "no-store"
        drop_toast(request, response)
        return response


def go(request: HttpRequest, address: str, toast: str = "", undo: str = "") -> HttpResponse:
    """After a change: to the address, with a message and the note that undoes it (`ui.undo`). htmx is told by its own
    header, so that it loads the page whole.
    """
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204, headers={"HX-Redirect": address})
    else:
        response = HttpResponse(status=303, headers={"Location": address})
    if toast:
        leave_toast(request, response, toast, undo)
    return response
