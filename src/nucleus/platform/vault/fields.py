"""`EncryptedField`: text that the database never sees."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from nucleus.platform.vault.errors import VaultError
from nucleus.platform.vault.keyring import Spot, seal, unseal


class Sealed:
    """A ciphertext out of the database. Printed, it is stars; it opens only on its own row."""

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed | Revealed) and self.token == other.token

    def __hash__(self) -> int:
        return hash(self.token)


class Revealed(str):
    """A secret in clear, read from its row; `token` is what it came from, so that an unchanged one is recognized."""

    token: str
    __slots__ = ("token",)

    def __new__(cls, text: str, token: str) -> Self:
        made = super().__new__(cls, text)
        made.token = token
        return made


class Opening(DeferredAttribute):
    """The attribute: opens the ciphertext when somebody reads it."""

    field: EncryptedField

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            return Revealed(unseal(value.token, self.field.spot(instance)), value.token)
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedField(models.TextField):  # type: ignore[type-arg]
    """Text under AES-256-GCM, bound to table, column and the row's public id. It cannot be searched or sorted by.

    The model needs a `public_id` (system check `vault.E001`). `update()` is refused: it does not know the row. The
    audit line notes a change without values.
    """

    descriptor_class = Opening

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Takes its place in the model, and in the list of what the audit line hides."""
        super().contribute_to_class(cls, name, private_only)
        cls.secret_fields = (*getattr(cls, "secret_fields", ()), name)  # type: ignore[attr-defined]

    def spot(self, instance: models.Model) -> Spot:
        """Where the ciphertext of that row belongs. Raises VaultError for a row without its public id."""
        row = getattr(instance, "public_id", "")
        if not row:
            raise VaultError(f"{type(instance).__name__}.{self.name}: the row has no public id yet")
        return Spot(self.model._meta.db_table, str(self.column), row)  # noqa: SLF001 - Django's own name for it

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed | None:
        """Stays sealed until the row is asked."""
        return None if value is None else Sealed(value) if value else None

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:
        """The ciphertext: the stored one where nothing was set, else a new one."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        return Sealed(seal(str(value), self.spot(model_instance)))

    def get_prep_value(self, value: Any) -> str | None:
        """The token. Anything in clear is refused: it would reach the database as it is."""
        if value is None:
            return None if self.null else ""
        if isinstance(value, Sealed):
            return value.token
        raise VaultError(f"{self.name} is encrypted: set it on its row and save that")

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether it is there can be asked."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else self._refuse(lookup_name)

    def _refuse(self, lookup_name: str) -> NoReturn:
        raise FieldError(f"{self.name} is encrypted and cannot be searched by {lookup_name}")

    def value_to_string(self, obj: models.Model) -> str:
        """For dumps: the ciphertext."""
        value = obj.__dict__.get(self.attname)
        return value.token if isinstance(value, Sealed) else ""

    def to_python(self, value: Any) -> Any:
        """As it is: sealed or in clear."""
        return value
