"""What Django's `check` says of models that would leak."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import Error, register
from django.db import models

from nucleus.platform.tree.fields import TenantForeignKey
from nucleus.platform.tree.scope import is_scoped


@register("models")
def scoped_models_are_closed(app_configs: Any, **kwargs: Any) -> list[Error]:
    """tree.E001: a scoped model has only TenantForeignKeys. tree.E002: no many-to-many past the scope."""
    found = []
    for model in apps.get_models():
        if not is_scoped(model):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and not isinstance(field, TenantForeignKey):
                found.append(Error(f"{model.__name__}.{field.name} is not a TenantForeignKey", id="tree.E001"))
            if isinstance(field, models.ManyToManyField) and field.remote_field.through._meta.auto_created:  # type: ignore[union-attr]
                found.append(Error(f"{model.__name__}.{field.name} needs a through model of its own", id="tree.E002"))
        if model._meta.base_manager_name != "objects":
            found.append(Error(f"{model.__name__} has no base_manager_name 'objects'", id="tree.E003"))
    return found
