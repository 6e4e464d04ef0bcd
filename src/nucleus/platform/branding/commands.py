"""Changing the look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, Unpack

from django.utils.translation import gettext as _

from nucleus.kernel.actor import current_actor, system_actor
from nucleus.kernel.errors import Denied, Invalid
from nucleus.platform.branding.inputs import ThemeInput
from nucleus.platform.branding.models import StoredTheme
from nucleus.platform.branding.resolution import forget_looks
from nucleus.platform.gate.command import command
from nucleus.platform.gate.trace import record
from nucleus.platform.tree.models import Organization, TierChoice


class Values(TypedDict, total=False):
    """The fields of a theme; what is left out stays."""

    seed: str
    font: str
    radius: str
    sidebar: str
    brand_name: str
    initials: str
    support_line: str
    texts: Sequence[Mapping[str, str]]
    is_published: bool


@command("branding.change_theme", input=ThemeInput)
def change_theme(*, organization: Organization, **values: Unpack[Values]) -> StoredTheme:
    """Change the look of an organization; the first change stores it. Seen once it is published.

    Raises Denied for another organization than the own one (the superadmin: any), Invalid for a customer.
    """
    actor = current_actor()
    own = actor.place is not None and actor.place.organization == organization.pk
    if not (own or actor.is_superadmin or actor.is_system):
        raise Denied(_("Each organization chooses its own look."))
    if organization.tier == TierChoice.CUSTOMER:
        raise Invalid({"organization": [_("End users see the look of their partner.")]})
    with system_actor("one theme per organization, found whoever asks"):
        theme = StoredTheme.objects.filter(organization=organization).first() or StoredTheme(organization=organization)
        before = {name: getattr(theme, name) for name in values}
        _fill(theme, values)
        theme.revision += 0 if theme.pk is None else 1
        theme.save()
    changed: dict[str, Any] = {
        name: (before[name], getattr(theme, name)) for name in values if before[name] != getattr(theme, name)
    }
    record(theme, **changed)
    forget_looks()
    return theme


def _fill(theme: StoredTheme, values: Values) -> None:
    for name, value in values.items():
        if name == "texts":
            theme.texts = {
                entry["frontend"]: {k: v for k, v in entry.items() if k != "frontend" and v}
                for entry in values["texts"]
            }
        else:
            setattr(theme, name, value)
    theme.seed = theme.seed.lower()
    try:
        _checked = theme.theme
    except ValueError as error:
        raise Invalid({"seed": [str(error)]}) from None
