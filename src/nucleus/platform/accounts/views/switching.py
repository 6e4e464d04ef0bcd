"""The choice of the membership to act for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.errors import NotVisible
from nucleus.platform.accounts.entry import memberships_of, switch
from nucleus.platform.accounts.frontends import safe_next
from nucleus.platform.accounts.middleware import client_address, signed_of
from nucleus.platform.accounts.views.sign_in import welcome
from nucleus.platform.tree.models import TierChoice
from nucleus.platform.ui.pages import PageView


class Switch(PageView):
    """The choice of the membership to act for; choosing starts a new session."""

    template_name = "platform/accounts/switch.html"
    title = gettext_lazy("Where do you want to go?")

    def page_data(self, request: HttpRequest, **where: str) -> dict[str, Any]:
        """The person's memberships."""
        signed = signed_of(request)
        rows = memberships_of(signed.user) if signed else []
        current = signed.membership_id if signed else ""
        choices = [
            {
                "id": m.public_id,
                "name": m.organization.name,
                "tier": TierChoice(m.organization.tier).label,
                "parent": m.organization.parent.name if m.organization.parent else "",
                "current": m.public_id == current,
            }
            for m in rows
        ]
        return {"choices": choices, "lede": _("You belong to several organizations. You can change at any time.")}

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Starts the session for the chosen one."""
        signed = signed_of(request)
        if signed is None:
            raise NotVisible
        agent = request.headers.get("User-Agent", "")
        entered = switch(signed, request.POST.get("membership", ""), address=client_address(request), agent=agent)
        if entered is None:
            raise NotVisible
        target = safe_next(request.POST.get("next", ""), request.get_host(), secure=request.is_secure())
        return welcome(request, entered, target or entered.home)
