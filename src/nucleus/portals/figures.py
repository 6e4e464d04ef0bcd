"""Figures and cards that several frontends show: organizations, people, what happened, what is left to set up."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nucleus.kernel.actor import Actor
from nucleus.kernel.clock import now
from nucleus.kernel.registry import registry
from nucleus.platform.audit.models import Line
from nucleus.platform.audit.queries import deed, doer
from nucleus.platform.organizations.queries import counts_below, organizations_below, own_organization, team
from nucleus.platform.tree.models import Status, TierChoice
from nucleus.platform.ui.parts import Delta, Happening, Kpi, Tag, Todo
from nucleus.platform.ui.templatetags.ui import ago
from nucleus.portals.menus import may_open
from nucleus.portals.overview import Card

MONTH = dt.timedelta(days=30)
PLURALS = {
    "company": lambda: _("Companies"),
    "distributor": lambda: _("Distributors"),
    "partner": lambda: _("Partners"),
    "customer": lambda: _("End users"),
}


def whole(number: int) -> str:
    """A count with the separators of the language."""
    return number_format(number, 0, use_l10n=True, force_grouping=True)


def organization_figures(actor: Actor) -> list[Kpi]:
    """How many organizations of each tier stand below, and how many came in 30 days."""
    if not actor.may("organizations.view"):
        return []
    tier = actor.place.tier if actor.place else None
    fresh = _fresh_by_tier(actor)
    order = list(PLURALS)
    lower = order[order.index(tier.value) + 1 :] if tier else order[1:]
    counts, found = counts_below(), []
    for name in lower:
        count = counts[name]
        came = fresh.get(name, 0)
        delta = Delta(f"+{whole(came)}", "up", "good") if came else Delta("0")
        found.append(
            Kpi(PLURALS[name](), whole(count), delta=delta, note=_("in 30 days"), url=f"/organizations/?tier={name}")
        )
    return found


def _fresh_by_tier(actor: Actor) -> dict[str, int]:
    rows = organizations_below().filter(created_at__gt=now() - MONTH).exclude(status=Status.CLOSED)
    if actor.place is not None:
        rows = rows.exclude(pk=actor.place.organization)
    found: dict[str, int] = {}
    for tier in rows.order_by().values_list("tier", flat=True):
        found[tier] = found.get(tier, 0) + 1
    return found


def team_figure(actor: Actor) -> list[Kpi]:
    """How many people act for the organization, and how many of them were here this month."""
    if not actor.may("members.view"):
        return []
    people = team()
    lately = people.filter(user__last_login__gt=now() - MONTH).count()
    label = _("Members") if actor.place else _("Members in all organizations")
    note = ngettext("%(n)d signed in within 30 days", "%(n)d signed in within 30 days", lately) % {"n": lately}
    return [Kpi(label, whole(people.count()), note=note, url="/members/")]


def attention(actor: Actor) -> Card | None:
    """What waits for somebody here: suspended organizations, and people who never came in."""
    rows: list[tuple[str, str, str, str, str]] = []
    if actor.may("organizations.view"):
        suspended = organizations_below().filter(status=Status.SUSPENDED).count()
        if suspended:
            said = ngettext("%(n)d organization is suspended", "%(n)d organizations are suspended", suspended)
            rows.append(
                (
                    "warn",
                    "lock",
                    said % {"n": suspended},
                    _("Its people can only look"),
                    "/organizations/?status=suspended",
                )
            )
    if actor.may("members.view"):
        never = team().filter(user__last_login__isnull=True).count()
        if never:
            said = ngettext("%(n)d member has never signed in", "%(n)d members have never signed in", never)
            rows.append(("info", "users", said % {"n": never}, _("Remind them of their password"), "/members/"))
    return Card(
        "attention", _("Needs attention"), "layouts/parts/overview_attention.html", {"rows": rows}, needs=len(rows)
    )


def newest(actor: Actor) -> Card | None:
    """The organizations that came last."""
    if not actor.may("organizations.view"):
        return None
    rows = organizations_below().select_related("parent").order_by("-created_at", "-pk")
    if actor.place is not None:
        rows = rows.exclude(pk=actor.place.organization)
    tones = {Status.ACTIVE: "ok", Status.SUSPENDED: "warn"}
    found = [
        {
            "name": o.name,
            "url": f"/organizations/{o.public_id}/",
            "tier": TierChoice(o.tier).label,
            "parent": o.parent.name if o.parent else "",
            "status": Tag(str(Status(o.status).label), tones.get(Status(o.status), ""), shape="dot"),  # type: ignore[arg-type]  # a tone out of the table above
            "at": o.created_at,
        }
        for o in rows[:8]
    ]
    if not found and not may_open(actor, "/organizations/add/"):
        return None
    return Card(
        "newest",
        _("Newest organizations"),
        "layouts/parts/overview_newest.html",
        {"rows": found},
        css="c8",
        foot_label=_("All organizations"),
        foot_url="/organizations/",
    )


def people(actor: Actor) -> Card | None:
    """Who acts for the own organization."""
    if not actor.may("members.view"):
        return None
    label = registry.providers["role_label"]
    rows = [
        {
            "name": m.user.name,
            "email": m.user.email,
            "roles": ", ".join(label(m.organization.tier, role) for role in m.roles),
            "last": m.user.last_login,
        }
        for m in team().select_related("user", "organization").order_by("user__name")[:6]
    ]
    return Card(
        "people",
        _("Your team"),
        "layouts/parts/overview_people.html",
        {"rows": rows},
        css="c8",
        foot_label=_("All members"),
        foot_url="/members/",
    )


def activity(actor: Actor) -> Card | None:
    """The latest lines of the own audit trail."""
    if not actor.may("audit.view"):
        return None
    return Card("activity", _("Activity"), "layouts/parts/overview_activity.html", {"happenings": latest()})


def latest(most: int = 6, read: int = 60) -> list[Happening]:
    """The newest deeds; what one did to one thing several times running is one of them, with a count."""
    found: list[tuple[Line, int]] = []
    for line in Line.objects.order_by("-id")[:read]:
        last = found[-1][0] if found else None
        if last is not None and _same(last, line):
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif len(found) == most:
            break
        else:
            found.append((line, 1))
    return [_happening(line, times) for line, times in found]


def _same(one: Line, other: Line) -> bool:
    return (one.action, one.actor_label, one.object_id) == (other.action, other.actor_label, other.object_id)


def _happening(line: Line, times: int) -> Happening:
    named = f": {line.object_label}" if line.object_label and line.object_label != line.actor_label else ""
    often = f" ({number_format(times, 0, force_grouping=True)}\N{MULTIPLICATION SIGN})" if times > 1 else ""
    when = f"{doer(line.actor_label)} · {ago(line.at)}"
    return Happening("", f"{deed(line.action)}{named}{often}", when, line.at.isoformat())


def setting_up(actor: Actor) -> Card | None:
    """What is left to set up here, each with its way; nothing once all is done."""
    if actor.place is None:
        return None
    organization = own_organization()
    seller = organization.tier != TierChoice.CUSTOMER
    change = f"/organizations/{organization.public_id}/change/"
    todos = [
        _todo(
            actor,
            _("State how you are reached"),
            bool(organization.support_email or organization.support_phone),
            change,
            _("Everybody below you finds help there."),
        )
        if seller
        else None,
        _todo(
            actor,
            _("Bring in a colleague"),
            team().count() > 1,
            "/members/add/",
            _("So that work never waits for one."),
        ),
        _todo(
            actor,
            _("Add your first organization"),
            organizations_below().exclude(pk=organization.pk).exists(),
            "/organizations/add/",
            _("Its people get a portal in your colours."),
        )
        if seller
        else None,
        _todo(
            actor, _("Choose a password of your own"), True, "/security/", ""
        ),  # nobody comes here before it is done (AUTH-1)
    ]
    rows = [todo for todo in todos if todo is not None]
    done = sum(todo.state == "done" for todo in rows)
    if done == len(rows):
        return None
    note = _("%(done)d of %(all)d") % {"done": done, "all": len(rows)}
    return Card(
        "setting-up", _("Finish setting up"), "layouts/parts/overview_onboarding.html", {"todos": rows}, "c8", note
    )


def _todo(actor: Actor, label: str, done: bool, url: str, note: str) -> Todo | None:
    """A line of the list; one that the actor may not do is left out until it is done."""
    if done:
        return Todo(label, "done")
    return Todo(label, "open", url, note) if may_open(actor, url) else None
