"""Menus out of declarations: an entry is shown where its address exists and the actor may open it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nucleus.kernel.actor import Actor
from nucleus.platform.ui.shell import MenuEntry

Shown = list[tuple[str, list[MenuEntry]]]


class Entry(NamedTuple):
    """A link of a menu. The label is marked for translation where it is declared, and translated where it is shown."""

    icon: str
    label: str
    url: str
    key: str = ""


class Group(NamedTuple):
    """Links under one heading; an empty heading shows none."""

    label: str
    entries: tuple[Entry, ...]


@lru_cache(maxsize=512)
def permission_of(url: str) -> str | None:
    """The permission that the page at the address asks for; empty for everybody, None where there is no such page."""
    try:
        found = resolve(url.partition("?")[0]).func
    except Resolver404:
        return None
    given = getattr(found, "view_initkwargs", {})
    return str(given.get("permission") or getattr(getattr(found, "view_class", None), "permission", "") or "")


def may_open(actor: Actor, url: str) -> bool:
    """Whether the address exists and the actor holds what its page asks for."""
    permission = permission_of(url)
    return permission is not None and (not permission or actor.may(permission))


def shown(actor: Actor, groups: Sequence[Group]) -> Shown:
    """The groups as the frame wants them; one without an entry left is not shown."""
    found: Shown = []
    for group in groups:
        entries = [
            MenuEntry(entry.icon, _(entry.label), entry.url, key=entry.key)
            for entry in group.entries
            if may_open(actor, entry.url)
        ]
        if entries:
            found.append((_(group.label) if group.label else "", entries))
    return found


def services(domains: str, *, metrics: bool = False, folders: bool = False) -> Group:
    """The group of DMARC. `domains`: how a frontend calls what it holds itself (a label marked for translation)."""
    entries = (
        Entry("shield-check", gettext_noop("DMARC"), "/dmarc/", "g d"),
        *((Entry("chart-column", gettext_noop("Metrics"), "/dmarc/metrics/"),) if metrics else ()),
        Entry("globe", domains, "/dmarc/domains/"),
        Entry("scroll-text", gettext_noop("Reports"), "/dmarc/reports/"),
        Entry("upload", gettext_noop("Upload reports"), "/dmarc/upload/"),
        Entry("inbox", gettext_noop("Received files"), "/dmarc/files/"),
        Entry("circle-help", gettext_noop("Unknown domains"), "/dmarc/unknown-domains/"),
        *((Entry("folder", gettext_noop("Watched folders"), "/dmarc/folders/"),) if folders else ()),
    )
    return Group(gettext_noop("DMARC"), entries)


def workspace(*, attempts: bool = False) -> Group:
    """The group of what concerns the own organization and its people."""
    entries = (
        Entry("building", gettext_noop("Our organization"), "/organization/"),
        Entry("settings", gettext_noop("Settings"), "/settings/", "g s"),
        Entry("users", gettext_noop("Team and access"), "/members/", "g m"),
        Entry("monitor", gettext_noop("Sessions"), "/sessions/"),
        *((Entry("key", gettext_noop("Sign-in attempts"), "/attempts/"),) if attempts else ()),
        Entry("scroll-text", gettext_noop("Audit trail"), "/audit/"),
        Entry("eye", gettext_noop("Access journal"), "/journal/"),
        Entry("mail", gettext_noop("Sent mails"), "/mails/"),
        Entry("list-checks", gettext_noop("Roles"), "/roles/"),
        Entry("palette", gettext_noop("Brand"), "/branding/"),
        Entry("webhook", gettext_noop("API reference"), "/api/"),
    )
    return Group(gettext_noop("Workspace"), entries)


def overview(url: str) -> Entry:
    """The first entry of every menu."""
    return Entry("layout-dashboard", gettext_noop("Overview"), url, "g o")
