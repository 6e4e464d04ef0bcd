"""The frontends: where a person of a tier signs in and lands. Addresses only; menus and overviews are in the
portals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy

from nucleus.kernel.actor import Tier

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


@dataclass(frozen=True, slots=True)
class Frontend:
    """One way in. `tier` is None for the panel of the superadmin and for the way in without a stated tier."""

    key: str
    tier: Tier | None
    label: Words
    lede: Words
    heading: Words
    text: Words

    @property
    def sign_in(self) -> str:
        """The address of its sign-in page."""
        return f"/{self.key}/sign-in/" if self.key else "/sign-in/"

    @property
    def home(self) -> str:
        """Where its people land."""
        return f"/{self.key}/" if self.key else "/"


FRONTENDS: dict[str, Frontend] = {
    frontend.key: frontend
    for frontend in (
        Frontend(
            "",
            None,
            "",
            gettext_lazy("Sign in, and you come to your own portal."),
            gettext_lazy("One place for your services"),
            gettext_lazy("Domains, reports and people, from the company to the end user."),
        ),
        Frontend(
            "admin",
            None,
            gettext_lazy("Administration"),
            gettext_lazy("For the administrator of this installation."),
            gettext_lazy("The engine room"),
            gettext_lazy("People, organizations and the health of the platform."),
        ),
        Frontend(
            "company",
            Tier.COMPANY,
            gettext_lazy("Company portal"),
            gettext_lazy("Look after distributors, partners and services."),
            gettext_lazy("The whole channel at a glance"),
            gettext_lazy("Every distributor and partner, and how well their mail is protected."),
        ),
        Frontend(
            "distributor",
            Tier.DISTRIBUTOR,
            gettext_lazy("Distributor portal"),
            gettext_lazy("Manage your partners and their services."),
            gettext_lazy("Your partners in one place"),
            gettext_lazy("See who grows, who needs help, and what comes next."),
        ),
        Frontend(
            "partner",
            Tier.PARTNER,
            gettext_lazy("Partner portal"),
            gettext_lazy("Manage your end users and their domains."),
            gettext_lazy("Every end user and domain in one place"),
            gettext_lazy("Mail protection for all your end users."),
        ),
        Frontend(
            "customer",
            Tier.CUSTOMER,
            gettext_lazy("Customer portal"),
            gettext_lazy("See how your domains are doing."),
            gettext_lazy("Your mail, protected"),
            gettext_lazy("Who sends in your name, and what happens to it."),
        ),
    )
}


def home_of(tier: str | None) -> str:
    """The landing address of a tier; the panel for the superadmin, who has none."""
    return f"/{tier}/" if tier else "/admin/"


def safe_next(target: str, host: str, *, secure: bool) -> str:
    """The path to go on to, or nothing where it is not a plain path of this host."""
    if not target.startswith("/") or len(target) > 500 or not target.isprintable():
        return ""
    return target if url_has_allowed_host_and_scheme(target, {host}, require_https=secure) else ""
