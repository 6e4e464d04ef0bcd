"""What Django's `check` says of encrypted fields that could not be bound to their row."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import Error, register
from django.core.exceptions import FieldDoesNotExist

from nucleus.platform.vault.fields import EncryptedField


@register("models")
def encrypted_fields_know_their_row(app_configs: Any, **kwargs: Any) -> list[Error]:
    """vault.E001: a model with an encrypted field has a `public_id`."""
    found = []
    for model in apps.get_models():
        if not any(isinstance(f, EncryptedField) for f in model._meta.get_fields()):
            continue
        try:
            model._meta.get_field("public_id")
        except FieldDoesNotExist:
            found.append(Error(f"{model.__name__} has an encrypted field and no public_id", id="vault.E001"))
    return found
