"""Canaries: a short token in every text of every organization, told apart by organization, model and field.

`zq` and six digits: two for the organization, two for the model, two for the field. Small enough for every column,
and it survives lower case, escaping and a place inside an address.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from nucleus.platform.tree.scope import is_scoped
from tests.cast import TREE

TOKEN = re.compile(r"zq(\d{2})(\d{2})(\d{2})")
LENGTH = 8
SLUGS = tuple(TREE)


DICTIONARIES = frozenset({"reports.Source", "reports.Name", "reports.Evidence"})
"""Shared rows without an owner, which a tenant sees only through its own rows: their texts are tokens too."""


@cache
def marked_models() -> list[type[models.Model]]:
    """Every model whose texts carry canaries, in a fixed order."""
    found = [m for m in apps.get_models() if is_scoped(m) or m._meta.label in DICTIONARIES]
    return sorted(found, key=lambda m: m._meta.label)


def scoped_models() -> list[type[models.Model]]:
    """Every scoped model, in a fixed order."""
    return sorted((m for m in apps.get_models() if is_scoped(m)), key=lambda m: m._meta.label)


def carriers(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The text and JSON columns of a model; what is shorter than a token is a code (a country, an alignment)."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    texts = (f for f in model._meta.concrete_fields if isinstance(f, kinds) and not f.choices)
    return [f for f in texts if f.max_length is None or f.max_length > LENGTH]


def token(slug: str, model: type[models.Model], field: models.Field[Any, Any]) -> str:
    """The canary of one column of one organization."""
    place = marked_models().index(model)
    return f"zq{SLUGS.index(slug):02}{place:02}{carriers(model).index(field):02}"


def told(text: str) -> dict[str, set[str]]:
    """The canaries in a text: organization to `Model.field`."""
    found: dict[str, set[str]] = {}
    known = marked_models()
    for organization, model, field in TOKEN.findall(text):
        named = known[int(model)]
        found.setdefault(SLUGS[int(organization)], set()).add(f"{named._meta.label}.{carriers(named)[int(field)].name}")
    return found
