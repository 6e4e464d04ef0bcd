"""Pages for whoever looks after blocked sign-ins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nucleus.kernel.actor import current_actor
from nucleus.kernel.errors import Invalid
from nucleus.platform.accounts.commands import release_attempts
from nucleus.platform.accounts.inputs import ReleaseInput
from nucleus.platform.accounts.tables import ATTEMPTS
from nucleus.platform.api.tables import Act
from nucleus.platform.ui import parts
from nucleus.platform.ui.controls import controls_of, typed_values
from nucleus.platform.ui.lists import ListPage
from nucleus.platform.ui.pages import PageView, go
from nucleus.platform.ui.shell import Crumb


class AttemptsPage(ListPage):
    """All tries, with the way to release what is blocked."""

    table = ATTEMPTS

    def page_acts(self, request: HttpRequest, where: Mapping[str, str]) -> list[parts.Act]:
        """The one button."""
        offered = release_attempts.may(current_actor())
        return [parts.Act(_("Release"), "/attempts/release/", "unlock", "pri")] if offered else []


class Release(PageView):
    """Lets failed tries count no more."""

    permission = "accounts.release_attempts"
    command = "accounts.release_attempts"
    template_name = "ui/form.html"
    title = gettext_lazy("Release blocked sign-ins")
    act = Act("accounts.release_attempts", gettext_lazy("Release"), icon="unlock")

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The empty form."""
        return self.form(request.GET, {})

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Releases and says how many."""
        try:
            count = release_attempts.submit(typed_values(ReleaseInput, request.POST))
        except Invalid as error:
            return self.render(request, self.form(request.POST, error.errors), status=422)
        said = ngettext("%(n)d failed try released.", "%(n)d failed tries released.", count) % {"n": count}
        return go(request, "/attempts/", said)

    def form(self, values: Any, errors: dict[str, list[str]]) -> dict[str, Any]:
        """What the template shows."""
        return {
            "fields": controls_of(ReleaseInput, values, errors),
            "loose": errors.get("", []),
            "has_errors": bool(errors),
            "act": self.act,
            "back": "/attempts/",
            "crumbs": [Crumb(_("Sign-in attempts"), "/attempts/"), Crumb(str(self.title))],
        }
