"""Reading designs: the own ones, and what is in force after inheriting from above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from nucleus.kernel.actor import Place, current_actor, system_actor
from nucleus.platform.branding.keys import THEME, Key, keys_of
from nucleus.platform.branding.models import Design
from nucleus.platform.sets.catalogue import tokens_of
from nucleus.platform.tree.models import Organization, TierChoice

LOOKS = "looks"
"""The epoch of everything that people see of designs."""

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Layer:
    """One organization's document in a chain; `name` is for people."""

    name: str
    document: Document | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The value of a key in force: where it comes from ("" for the product's own), and who locked it."""

    value: str | bool
    source: str = ""
    locked_by: str = ""


def designs() -> QuerySet[Design]:
    """The designs in sight: the own ones; all of them for the superadmin."""
    return Design.objects.all()  # type: ignore[no-any-return]


def own_organization() -> Organization:
    """The organization whose brand the actor looks after: the own one, the company for the superadmin."""
    place = current_actor().place
    if place is not None:
        return Organization.objects.get(pk=place.organization)  # type: ignore[no-any-return]
    return Organization.objects.get(tier=TierChoice.COMPANY)  # type: ignore[no-any-return]


def resolve(kind: str, chain: Sequence[Layer]) -> dict[str, Resolved]:
    """Every key of the kind, from the top of the chain down: the nearest own value wins unless one above locked it.
    What nobody chose is the template set's token, else the product's own.
    """
    if kind != THEME:
        return {name: _one(key, chain, key.default) for name, key in keys_of(kind).items()}
    chosen = _one(keys_of(kind)["template_set"], chain, "")
    tokens = tokens_of(str(chosen.value)) if chosen.value else {}
    found = {name: _one(key, chain, tokens.get(name, key.default)) for name, key in keys_of(kind).items()}
    return {**found, "template_set": chosen}


def _one(key: Key, chain: Sequence[Layer], default: str | bool) -> Resolved:
    found = Resolved(default)
    for layer in chain:
        document = layer.document or {}
        values = document.get("values", {})
        if key.name in values:
            found = Resolved(values[key.name], layer.name)
            if key.name in document.get("locked", ()):
                return Resolved(found.value, layer.name, layer.name)
    return found


def ids_of(place: Place | None) -> list[int]:
    """The selling organizations of a place from the top down, the company left out."""
    return [i for i in (place.distributor, place.partner) if i is not None] if place else []


def published_designs(place: Place | None) -> dict[int | None, dict[str, Design]]:
    """What is published by company (key None), distributor and partner of a place: organization to kind to design."""
    ids = ids_of(place)
    with system_actor("published designs of the providers"):
        rows = Design.objects.filter(
            Q(organization__in=ids) | Q(organization__tier=TierChoice.COMPANY), published__isnull=False
        ).select_related("organization")
        found: dict[int | None, dict[str, Design]] = {}
        for row in rows:
            owner = None if row.organization.tier == TierChoice.COMPANY else row.organization_id
            found.setdefault(owner, {})[row.kind] = row
    return found


def choosers_of_sets() -> dict[str, set[int]]:
    """The organizations that chose a template set themselves, published or as a draft, by the set's slug."""
    chosen = {key: f"{key}__values__template_set" for key in ("published", "draft")}
    wanted = Q(**{f"{chosen['published']}__isnull": False}) | Q(**{f"{chosen['draft']}__isnull": False})
    with system_actor("who draws with a template set"):
        rows = list(Design.objects.filter(wanted, kind=THEME).values_list("organization", *chosen.values()))
    found: dict[str, set[int]] = {}
    for organization, *slugs in rows:
        for slug in filter(None, slugs):
            found.setdefault(slug, set()).add(organization)
    return found


def chain_of(kind: str, place: Place | None, published: Mapping[int | None, Mapping[str, Design]]) -> list[Layer]:
    """The published documents of a kind from the top down."""
    found = []
    for owner in (None, *ids_of(place)):
        design = published.get(owner, {}).get(kind)
        if design is not None:
            found.append(Layer(design.organization.name, design.published))
    return found


def chain_above(theme: Design) -> list[Layer]:
    """What a design inherits from: the published documents above its organization."""
    place = theme.organization.place
    published = published_designs(place)
    own = None if place.tier == TierChoice.COMPANY else theme.organization_id
    published.pop(own, None)
    return chain_of(theme.kind, place, published)


def export_of(theme: Design, pictures: Mapping[str, str]) -> dict[str, Any]:
    """The draft as a file that can be imported elsewhere. `pictures` maps names to base64."""
    return {
        "format": "nucleus-design-1",
        "kind": theme.kind,
        "values": dict(theme.draft.get("values", {})),
        "locked": list(theme.draft.get("locked", [])),
        "pictures": dict(pictures),
    }


__all__ = ["LOOKS", "THEME", "Layer", "Resolved", "chain_above", "chain_of", "designs", "export_of", "resolve"]
