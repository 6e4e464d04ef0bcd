"""Puts one row of every scoped model into every organization of the cast, each text with its canary.

Rows are made from the model's own fields, so a new model is planted without a line here. What the product reads back as
structure (a list of roles, a file's hash) keeps a valid form: see KEPT.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable
from typing import Any

from django.db import models

from nucleus.kernel.actor import system_actor
from nucleus.kernel.clock import now
from nucleus.kernel.ids import public_id
from nucleus.platform.accounts.models import User
from nucleus.platform.accounts.sessions import start_session
from nucleus.platform.tree.models import Organization
from tests.matrix.canaries import carriers, marked_models, scoped_models, token

Make = Callable[[str], Any]

KEPT: dict[str, Make] = {
    "journal.Entry.door": lambda slug: "page",
    "accounts.Membership.roles": lambda slug: [],
    "accounts.Membership.permissions": lambda slug: "",
    "tree.Organization.public_id": str,
    "tree.Organization.timezone": lambda slug: "Europe/Amsterdam",
    "branding.Design.former": lambda slug: None,
    "files.Blob.sha256": lambda slug: hashlib.sha256(slug.encode()).hexdigest(),
}
"""Columns whose form the product relies on; the others of this kind are made by FORMED out of the token."""

FORMED: dict[str, Callable[[str], Any]] = {
    "branding.Design.draft": lambda token: {"values": {"brand_name": token}, "locked": []},
    "branding.Design.published": lambda token: {"values": {"brand_name": token}, "locked": []},
    "domains.Domain.name": lambda token: f"{token}.example",
    "tree.Organization.slug": lambda token: token,
    "reports.Report.published": lambda token: {"p": "none", "domain": token},
    "reports.Evidence.content": lambda token: {"auth": [{"note": token}], "reasons": []},
    "reports.Report.repairs": lambda token: [["text", token]],
    "intake.Message.repairs": lambda token: [["text", token]],
    "intake.Message.outcomes": lambda token: [
        {"reporter": token, "report_id": token, "domain": token, "outcome": "stored", "records": 1, "messages": 1}
    ],
}


class Ground:
    """The planted house: `rows[model label][slug]` is the row of the organization."""

    def __init__(self, organizations: dict[str, Organization]) -> None:
        self.organizations = organizations
        self.rows: dict[str, dict[str, Any]] = {"tree.Organization": dict(organizations)}

    def of(self, label: str, slug: str) -> Any:
        """The row of a model that an organization owns."""
        return self.rows[label][slug]


def planted(organizations: dict[str, Organization]) -> Ground:
    """Plants everything, as the system."""
    ground = Ground(organizations)
    with system_actor("matrix"):
        for slug, organization in organizations.items():
            _mark(organization, slug)
        for model in scoped_models():
            _plant(ground, model)
        ground.rows["accounts.Session"] = {slug: _session(ground, slug) for slug in organizations}
    return ground


def _session(ground: Ground, slug: str) -> Any:
    member = ground.of("accounts.Membership", slug)
    return start_session(member.user, member, address="127.0.0.1", agent="matrix")[0]


def _mark(organization: Organization, slug: str) -> None:
    for field in carriers(Organization):
        if f"tree.Organization.{field.name}" not in KEPT:
            setattr(organization, field.name, _text(Organization, field, slug))
    organization.save()


def _plant(ground: Ground, model: type[models.Model]) -> None:
    label = model._meta.label
    if label in ground.rows:
        return
    ground.rows[label] = {}
    for slug in ground.organizations:
        row = model(**{f.name: _value(ground, model, f, slug) for f in _columns(model)})
        row.save(force_insert=True)
        ground.rows[label][slug] = row


def _columns(model: type[models.Model]) -> list[Any]:
    """The columns that a row is made from; those that fill themselves are left to themselves."""
    own = {"distributor_id", "partner_id", "customer_id"}
    return [f for f in model._meta.concrete_fields if not f.primary_key and f.name not in own]


def _text(model: type[models.Model], field: Any, slug: str) -> Any:
    name = f"{model._meta.label}.{field.name}"
    if name in KEPT:
        return KEPT[name](slug)
    if model not in marked_models():
        return slug
    mark = token(slug, model, field)
    if name in FORMED:
        return FORMED[name](mark)
    if isinstance(field, models.JSONField):
        return {"note": mark} if field.default is not list else [mark]
    if isinstance(field, models.EmailField):
        return f"{mark}@example.test"
    return mark


def _value(ground: Ground, model: type[models.Model], field: Any, slug: str) -> Any:
    if field.name == "organization":
        return ground.organizations[slug]
    if field.name == "public_id":
        return public_id(getattr(model, "prefix", "") or "XXX")  # words: a prefix
    if isinstance(field, models.ForeignKey):
        return _related(ground, field.related_model, slug)
    if field.choices:
        return field.choices[0][0]
    if (name := f"{model._meta.label}.{field.name}") in KEPT:
        return KEPT[name](slug)
    if field in carriers(model):
        return _text(model, field, slug)
    return _plain(field, slug)


def _related(ground: Ground, model: Any, slug: str) -> Any:
    if model is Organization:
        return ground.organizations[slug]
    if model is User:
        email = f"{slug}@example.test"
        return User.objects.filter(email=email).first() or _person(email, slug)
    _plant(ground, model)
    return ground.rows[model._meta.label][slug]


def _person(email: str, slug: str) -> User:
    user = User(email=email, name=f"Person at {slug}")
    user.set_unusable_password()
    user.save()
    return user


def _plain(field: Any, slug: str) -> Any:
    if field.null and isinstance(field, models.DateTimeField | models.DateField):
        return None  # what has not happened yet: a removed or finished thing is shown nowhere
    if isinstance(field, models.DateTimeField):
        return now()
    if isinstance(field, models.DateField):
        return now().date()
    if isinstance(field, models.BooleanField):
        return bool(field.get_default())
    if isinstance(field, models.UUIDField):
        return uuid.uuid5(uuid.NAMESPACE_DNS, slug)
    if isinstance(field, models.BinaryField):
        return slug.encode()
    if isinstance(field, models.DurationField):
        return dt.timedelta(seconds=1)
    if isinstance(field, models.CharField | models.TextField):
        return slug[: field.max_length]
    return None if field.null else 1
