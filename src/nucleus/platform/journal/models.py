"""The lines of the access journal."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from nucleus.kernel.clock import now
from nucleus.kernel.errors import ScopeViolation
from nucleus.platform.tree.scope import InScope, Visibility
from nucleus.platform.tree.tenant import Named, ScopedQuerySet, TenantModel


class Detail(models.TextChoices):
    """What sort of detail was shown."""

    DMARC = "dmarc", _("DMARC detail")
    PERSONAL = "personal", _("Personal detail")


class Act(models.TextChoices):
    """How it was shown."""

    VIEW = "view", _("Looked at")
    EXPORT = "export", _("Exported")
    DOWNLOAD = "download", _("Downloaded")


class EntryQuerySet(ScopedQuerySet):
    """Lines are added, never changed; they go when their time is over."""

    def update(self, **values: Any) -> int:
        """Refused."""
        raise ScopeViolation("a line of the access journal is never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused; see `forget`."""
        raise ScopeViolation("a line of the access journal is never removed before its time")

    def forget(self, before: dt.datetime, most: int) -> int:
        """Removes up to `most` lines older than the moment, for the job that keeps the retention. Answers how many."""
        keys = list(self.filter(at__lt=before).order_by().values_list("pk", flat=True)[:most])
        return models.QuerySet.delete(self.filter(pk__in=keys))[0] if keys else 0


class EntryManager(models.Manager.from_queryset(EntryQuerySet)):  # type: ignore[misc]
    """Scoped as every tenant row."""

    def get_queryset(self) -> EntryQuerySet:
        """The lines in sight."""
        return super().get_queryset().filter(InScope(self.model))  # type: ignore[no-any-return]


class Entry(Named, TenantModel):
    """One answer that showed detail. `organization` is whose data it was: the owner of the thing, or of a whole list
    the organization that the reader acts for. The reader's own organization sees the line, too.
    """

    visibility = Visibility.DETAIL
    superadmin_sees = True
    scope_also = "reader_organization"
    prefix = "ACC"

    at = models.DateTimeField(_("when"), default=now, db_index=True)
    detail = models.CharField(_("detail"), max_length=12, choices=Detail.choices)
    act = models.CharField(_("how"), max_length=8, choices=Act.choices)
    format = models.CharField(_("format"), max_length=12, blank=True)
    rows = models.PositiveBigIntegerField(_("rows"), null=True)
    whole = models.BooleanField(_("to the end"), default=True)
    subject = models.CharField(_("what"), max_length=60)
    object_type = models.CharField(_("kind"), max_length=60, blank=True)
    object_id = models.CharField(_("object id"), max_length=24, blank=True)
    object_label = models.CharField(_("object"), max_length=200, blank=True)
    reader_id = models.CharField(_("by (id)"), max_length=24, blank=True)
    reader_label = models.CharField(_("by"), max_length=200)
    reader_organization = models.BigIntegerField(null=True)
    reader_from = models.CharField(_("of"), max_length=120, blank=True)
    session = models.CharField(_("session"), max_length=24, blank=True)
    door = models.CharField(_("door"), max_length=8)
    address = models.CharField(_("address"), max_length=45, blank=True)
    request_id = models.CharField(_("request"), max_length=36, blank=True)

    objects = EntryManager()  # type: ignore[misc]  # the stubs take a manager for a class variable

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["organization", "-at"], name="journal_newest"),
            models.Index(fields=["reader_organization", "-at"], name="journal_reader"),
            models.Index(fields=["customer_id", "-at"], name="journal_customer"),
            models.Index(fields=["partner_id", "-at"], name="journal_partner"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds the line. Raises ScopeViolation for one that stands."""
        if not self._state.adding:
            raise ScopeViolation("a line of the access journal is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused; see `EntryQuerySet.forget`."""
        raise ScopeViolation("a line of the access journal is never removed before its time")

    def __str__(self) -> str:
        return f"{self.act} {self.subject} {self.object_id}".strip()
