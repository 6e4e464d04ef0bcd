"""Who is told that somebody above changed what holds for him."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nucleus.kernel.actor import Tier
from nucleus.kernel.notices import ORGANIZATION, Facts, Holders, Told, notice
from nucleus.kernel.registry import registry
from nucleus.kernel.settings import Setting
from nucleus.platform.settings.events import SettingChanged
from nucleus.platform.settings.models import Level, StoredSetting, Verb
from nucleus.platform.tree.models import Organization, Status

MOST = 1000  # organizations that one change tells


def changed(facts: Facts) -> str:
    """Who changed what."""
    return _("%(by)s changed the setting “%(label)s”, which holds for you too.") % words(facts)


def locked(facts: Facts) -> str:
    """Who locked what."""
    return _("%(by)s locked the setting “%(label)s”: your own value does not count any more.") % words(facts)


def words(facts: Facts) -> dict[str, str]:
    """The setting by its label, and who it was."""
    setting = registry.settings.get(str(facts["key"]))
    return {"by": str(facts["by"]) or _("The installation"), "label": str(setting.label if setting else facts["key"])}


def told(event: SettingChanged, organizations: QuerySet[Any]) -> Told | None:
    """The people of these organizations who look after settings; nobody where there is none."""
    found = tuple(organizations.exclude(status=Status.CLOSED).values_list("public_id", flat=True)[:MOST])
    if not found:
        return None
    name = Organization.objects.filter(public_id=event.organization).values_list("name", flat=True).first() or ""
    group = registry.settings[event.key].group
    return Told(Holders(found), about=event.key, facts={"key": event.key, "by": name, "group": group})


def below(event: SettingChanged) -> QuerySet[Any]:
    """All organizations below the one that changed it; every organization, where it was the system."""
    rows: QuerySet[Any] = Organization.objects.all()
    if not event.organization:
        return rows
    place = Organization.objects.get(public_id=event.organization).place
    rows = rows.exclude(pk=place.organization)
    return rows if place.tier is Tier.COMPANY else rows.filter(**{f"{place.tier.value}_id": place.organization})


@notice(
    "settings.changed_above", on=SettingChanged, group=ORGANIZATION, permission="settings.change", tone="info",
    label=gettext_lazy("Setting changed above"), text=changed, address="/settings/{group}/",
)  # fmt: skip
def changed_above(event: SettingChanged) -> Told | None:
    """Those directly below who have no value of their own."""
    setting: Setting[Any] | None = registry.settings.get(event.key)
    if event.verb not in (Verb.SET, Verb.RESET) or setting is None or setting.scope == "system":
        return None
    if not setting.inherits:
        return None
    parent = {"parent__public_id": event.organization} if event.organization else {"tier": Tier.COMPANY}
    own = StoredSetting.objects.filter(key=event.key, level=Level.ORGANIZATION, has_value=True)
    rows = below(event).filter(**parent, tier__in=[tier.value for tier in setting.tiers])
    return told(event, rows.exclude(pk__in=own.values("organization_id")))


@notice(
    "settings.locked_above", on=SettingChanged, group=ORGANIZATION, permission="settings.change", tone="warn",
    label=gettext_lazy("Setting locked above"), text=locked, address="/settings/{group}/",
)  # fmt: skip
def locked_above(event: SettingChanged) -> Told | None:
    """Those below whose own value no longer counts."""
    if event.verb != Verb.LOCK or event.key not in registry.settings:
        return None
    own = StoredSetting.objects.filter(key=event.key, level=Level.ORGANIZATION, has_value=True)
    return told(event, below(event).filter(pk__in=own.values("organization_id")))
